import { z } from 'zod'
import { wireConfig } from '../wire-config.ts'

/** How it may be said that there is none of these. */
const nothing = (record: string): string[] => [
  `${record}.{0,12}(不存在|未上传|未登记|未找到|已(经)?撤销)`,
  `(没有(找到)?|不存在|未找到|无)(该笔?|此笔?|对应的?)?((可|需)撤销的.{0,4})?${record}`,
]

/** How it may be said that a transaction never came: a belief in it lets the same money be charged again. */
const MISSING = '(不存在|未找到|没有找到|没有查到|未查到|未查询到|查无|未收到)'
const NEVER_CAME = [
  `(历史交易(流水号)?|该笔?交易|交易流水号?|流水号)[\\s\\w：:]*${MISSING}`,
  `(${MISSING}|没有)(该笔?|此笔?|对应的?)?(历史交易(流水|记录)?|交易(流水|记录|信息)|流水号)$`,
  `${MISSING}(该笔?|此笔?)交易$`,
]

/** 工伤保险异地就医系统. Source: contracts/gy/_envelope.json, inferred but for its ciphers. */
export const gyConfig = z
  .object({
    ...wireConfig,
    /** 发送方行政区划代码 */
    sender: z.string().regex(/^\d{6}$/, '发送方行政区划代码必须是 6 位数字'),
    version: z.string().max(10).default('1.5.02'),
    /** 协议机构类型: 1 医疗, 2 康复, 3 辅助器具 */
    inst_type: z.enum(['1', '2', '3']).default('1'),
    /** 就医地行政区划代码 */
    aab299: z.string().regex(/^\d{6}$/, '就医地行政区划代码必须是 6 位数字'),
    /** 就医地经办机构代码 */
    yab600: z.string().max(20).default(''),
    /** hospital: the institution's calls; agency: those of 社保机构 too */
    roles: z
      .array(z.enum(['hospital', 'agency']))
      .min(1)
      .default(['hospital']),
    /** SM4 of the business data */
    cipher: z.enum(['ecb', 'cbc']).default('ecb'),
    /** of keys, data and signatures in the message */
    encoding: z.enum(['base64', 'hex']).default('base64'),
    /**
     * what is signed: these fields of the envelope in this order, joined as they stand here; an absent one is empty.
     * Of an answer its code and words too, or else a no could be turned into a yes on the way
     */
    signed: z
      .object({
        request: z.string().default('transno|transid|sender|timestamp|enc_key|biz_data'),
        answer: z.string().default('transno|transid|code|msg|timestamp|enc_key|biz_data'),
      })
      .strict()
      .prefault({}),
    /** numbers made here and used once: one that is there already was brought by a message of ours */
    own: z.array(z.string()).default(['流水号', '结算业务号', '配置业务号']),
    /**
     * "nothing there" of the very thing that an undo takes back, or that GYD053 is asked for, by its code: its own
     * records, and nothing else that may be missing (机构不存在). That something was not done before (明细没有撤销) is a
     * no
     */
    gone: z
      .object({
        GYD053: z.array(z.string()).default(NEVER_CAME),
        GYR001: z.array(z.string()).default(nothing('((费用)?明细|(入院|就医)登记)')),
        GYR002: z.array(z.string()).default(nothing('(入院|就医)登记')),
        GYR003: z.array(z.string()).default(nothing('(结算信息|结算记录|(入院|就医)登记)')),
        GYR004: z.array(z.string()).default(nothing('(扣款信息|扣款记录|扣款业务号)')),
      })
      .strict()
      .prefault({}),
    /** our private key in the secret store, or the device that holds it */
    keyRef: z.string().min(1),
    /** the platform's public key: uncompressed point, 130 hexadecimal digits */
    platformKey: z.string().regex(/^04[0-9a-fA-F]{128}$/, '平台公钥应为 04 开头的 130 位十六进制'),
  })
  .strict()

export type GyConfig = z.output<typeof gyConfig>

/** What an agency alone calls (rules of these contracts). */
export const AGENCY_CODES: ReadonlySet<string> = new Set([
  ...['GYD001', 'GYD005', 'GYR004', 'GYU001', 'GYU004', 'GYU006', 'GYU007', 'GYU009'],
])
