import { z } from 'zod'
import { wireConfig } from '../wire-config.ts'

/** 工伤联网结算平台（四川）. Source: contracts/gs/_envelope.json, which is inferred: everything is replaceable. */
export const gsConfig = z
  .object({
    ...wireConfig,
    /** 经办机构编码 */
    yab003: z.string().max(6).default(''),
    infver: z.string().max(10).default('1.0'),
  })
  .strict()

export type GsConfig = z.output<typeof gsConfig>
