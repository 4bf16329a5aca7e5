import { z } from 'zod'
import { wireConfig } from '../wire-config.ts'

const patterns = (defaults: string[]) => z.array(z.string()).default(defaults)

/** 工伤联网结算平台（四川）. Source: contracts/gs/_envelope.json, which is inferred: everything is replaceable. */
export const gsConfig = z
  .object({
    ...wireConfig,
    /** 经办机构编码 */
    yab003: z.string().max(6).default(''),
    infver: z.string().max(10).default('1.0'),
    /** most rows of a page of GS2002, GS2003, GS3007 and GS3203 here */
    pageSize: z.number().int().min(1).max(9999).default(500),
    /** what GS5001 and GS1003 are told of the thing that they take back; strict, for a belief rests on it */
    undo: z
      .object({
        /** it never came */
        never: patterns([
          '原(交易|报文|流水|业务).*(不存在|未找到|没有找到|查无)',
          '(不存在|未找到|没有找到|查无).*原(交易|报文|流水|业务)',
        ]),
        /** it was taken back before */
        before: patterns(['(交易|业务|流水|结算).*已(经)?(回退|撤销|冲正)']),
        /** GS1003: the material is not there any more */
        gone: patterns(['材料.*(不存在|未找到|没有找到|已(经)?(回退|撤销|删除))']),
      })
      .strict()
      .prefault({}),
  })
  .strict()

export type GsConfig = z.output<typeof gsConfig>
