import { z } from 'zod'

const patterns = (defaults: string[]) => z.array(z.string()).default(defaults)

/**
 * What every work-injury platform may do differently from our facts, much of which is inferred: the site's file
 * replaces address, names and words.
 */
export const wireConfig = {
  baseUrl: z.url('平台地址必须是网址'),
  /** path below the base address; {code} stands for the code on the wire */
  path: z.string().optional(),
  /** field names on the wire that differ from the contract, either way: { "akb020": "hosp_code" } */
  names: z.record(z.string(), z.string()).default({}),
  /** codes on the wire that differ: { "GS3001": "T3001" } */
  codes: z.record(z.string(), z.string()).default({}),
  /** names of the envelope's own fields that differ: { "infno": "transCode" } */
  envelope: z.record(z.string(), z.string()).default({}),
  /** 医疗机构编码 there; the national code unless told */
  akb020: z.string().max(20).optional(),
  tls: z
    .object({ caFile: z.string().optional(), acceptAnyCertificate: z.boolean().default(false) })
    .strict()
    .default({ acceptAnyCertificate: false }),
  answer_ms: z.number().int().min(50).max(600_000).default(30_000),
  /** after this the platform's "no" is final */
  centre_ms: z.number().int().min(0).max(3_600_000).default(180_000),
  perCode: z
    .record(
      z.string(),
      z.object({ answer_ms: z.number().int().optional(), centre_ms: z.number().int().optional() }).strict(),
    )
    .default({}),
  /** what the platform's words mean, as regular expressions */
  messages: z
    .object({
      double: patterns(['重复', '已存在', '已经存在']),
      absent: patterns(['不存在', '未找到', '没有找到', '查无', '未查询到', '未查到', '无此']),
      inProgress: patterns(['处理中', '正在处理', '稍后查询']),
      session: patterns(['会话.*(失效|过期)', '未登录', '重新登录']),
      unclear: patterns(['超时', '系统异常', '系统错误', '系统繁忙', '服务不可用', 'timeout', 'timed out']),
    })
    .strict()
    .prefault({}),
}
