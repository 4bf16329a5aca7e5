import { z } from 'zod'
import { wireConfig } from '../wire-config.ts'

const patterns = (defaults: string[]) => z.array(z.string()).default(defaults)

const MISSING = '(不存在|未找到|没有找到|没有查到|查无|未查询到|未查到|无此)'
/** registers of somebody or something else, whose absence says nothing of a visit */
const OTHERS = '(?<!(参保|机构|许可证|单位|认定|备案|人员|医师|科室)[^，。；]{0,3})'
const RECORD = '(登记(号|信息|记录)?|业务(信息|记录)|费用(信息|明细|批次)?|明细|批次|结算(单|信息|记录)?)'
const NONE = [
  `${OTHERS}${RECORD}[\\s\\w：:]*${MISSING}`,
  `${MISSING}(该|此|对应的?|门诊|挂号|就医|入院|住院|出院|已收费的?|可(取消|删除|退)的?)*${RECORD}$`,
]

/** 广东工伤联网结算. Source: contracts/bizh/_envelope.json. */
export const bizhConfig = z
  .object({
    ...wireConfig,
    user: z.string().min(1).max(50),
    /** the password of sys0001, in the secret store */
    passwordRef: z.string().min(1),
    /** 医疗机构执业许可证登记号, which the medical record wants; akb020 unless told */
    akb026: z.string().max(30).optional(),
    /** 行政区划代码（就医地） and 就医地社保分支机构代码 of the medical record; the site's own area unless told */
    aab299: z
      .string()
      .regex(/^\d{6}$/, '就医地行政区划代码必须是 6 位数字')
      .optional(),
    yab600: z.string().max(6).default(''),
    /** may 120004 remove the lines of a stay here? Some cities allow negative lines only */
    removeLines: z.boolean().default(true),
    /** what else its words mean, as regular expressions */
    words: z
      .object({
        /**
         * questions of a doubt and withdrawals: there is no such registration, business, line or settlement. Strict:
         * that a hospital, a code or a type is missing (机构不存在) says nothing of what was sent
         */
        none: patterns(NONE),
        /** 110103, 110105: this batch was refunded before */
        refunded: patterns(['重复退费', '已退费', '已经退费']),
        /** 120107, 120206: there is no settlement */
        unsettled: patterns(['未结算', '未.{0,4}出院结算', '没有结算', '无结算']),
        /** 120105, 120106: it was done before */
        already: patterns(['已办理出院', '已出院', '已结算', '已经结算']),
      })
      .strict()
      .prefault({}),
  })
  .strict()

export type BizhConfig = z.output<typeof bizhConfig>
