import { z } from 'zod'

/**
 * What a site says of its national centre. Everything that provinces do differently stands here; secrets
 * are named by reference and read from the secret store.
 */
const patterns = (defaults: string[]) => z.array(z.string()).default(defaults)

export const nhsaConfig = z
  .object({
    baseUrl: z.url('中心地址必须是网址，如 https://10.0.0.1:8086'),
    /** how the address of one interface is formed: contracts/nhsa/_envelope.json url_shapes */
    path: z
      .discriminatedUnion('style', [
        z.object({ style: z.literal('infno') }).strict(),
        z
          .object({
            style: z.literal('csb'),
            version: z.string().default('1.0.0'),
            prefix: z.string().default('hsa-fsi-'),
          })
          .strict(),
        z
          .object({ style: z.literal('service'), paths: z.record(z.string(), z.string()).default({}) })
          .strict(),
        z.object({ style: z.literal('single'), path: z.string() }).strict(),
      ])
      .default({ style: 'infno' }),
    auth: z
      .discriminatedUnion('scheme', [
        z.object({ scheme: z.literal('none') }).strict(),
        z
          .object({ scheme: z.literal('x-tif'), paasid: z.string().min(1), tokenRef: z.string().min(1) })
          .strict(),
        z
          .object({
            scheme: z.literal('csb'),
            accessKey: z.string().min(1),
            secretRef: z.string().min(1),
            name: z.string().default('{infno}'),
            version: z.string().default('1.0.0'),
          })
          .strict(),
        z.object({ scheme: z.literal('apikey'), keyRef: z.string().min(1) }).strict(),
      ])
      .default({ scheme: 'none' }),
    mdtrtarea_admvs: z.string().regex(/^\d{6}$/, '就医地医保区划必须是 6 位数字'),
    recer_sys_code: z.string().max(10).default('YBXT'),
    infver: z.string().max(6).default('V1.0'),
    opter_type: z.enum(['1', '2', '3']).default('1'),
    dev_no: z.string().max(100).default(''),
    /** extra fields of the public message that single provinces want */
    extra: z.record(z.string(), z.string()).default({}),
    signIn: z.boolean().default(true),
    /**
     * provinces whose changes and additions hold here: `sichuan` also opens the family of its extension,
     * `hunan` and `jiangxi` the interfaces that their documents add
     */
    overlays: z.array(z.string()).default([]),
    /** numbers on the wire of interfaces that we number otherwise, e.g. { "SCX-0202": "S2202" } */
    codes: z.record(z.string(), z.string()).default({}),
    /** wire names that differ from the contract, e.g. { "exp_content": "expContent" } */
    wireNames: z.record(z.string(), z.string()).default({}),
    tls: z
      .object({ caFile: z.string().optional(), acceptAnyCertificate: z.boolean().default(false) })
      .strict()
      .default({ acceptAnyCertificate: false }),
    answer_ms: z.number().int().min(50).max(600_000).default(30_000),
    /** after this the centre's "no" is final */
    centre_ms: z.number().int().min(0).max(3_600_000).default(180_000),
    perCode: z
      .record(
        z.string(),
        z.object({ answer_ms: z.number().int().optional(), centre_ms: z.number().int().optional() }).strict(),
      )
      .default({}),
    /** does 5203/5204 answer by mdtrt_id with setl_id empty? */
    querySettlementBy: z.enum(['mdtrt_id', 'setl_id']).default('mdtrt_id'),
    /** the codes that 2601 may reverse here; provinces shorten or lengthen the list */
    reversible: z.array(z.string()).default(['2102', '2103', '2207', '2208', '2304', '2305', '2401']),
    /** does acct_pay hold the family's share already (official), or does it come on top? */
    mulaidApart: z.boolean().default(false),
    /** how files travel here (9101, rules): a multipart form, or inside the JSON as text or as numbers */
    files: z
      .object({
        upload: z.enum(['multipart', 'base64', 'bytes']).default('multipart'),
        /** longer ones are neither sent nor taken */
        most_bytes: z.number().int().min(1024).max(60_000_000).default(50_000_000),
      })
      .strict()
      .prefault({}),
    reconcile: z
      .object({
        /** are refunds, and what they take back, in the sums? refd_setl_flag 1 or 0 of 3201 and 3202 */
        refunds: z.enum(['included', 'excluded']).default('included'),
        /** does the result file of 3202 list every row, or only those that differ? */
        resultLists: z.enum(['all', 'differences']).default('all'),
        /** 对账结果 codes that mean 平, and those that mean 医药机构多: provinces have their own */
        same: z.array(z.string()).default(['0', '000000']),
        onlyHere: z.array(z.string()).default(['2', '000102']),
      })
      .strict()
      .prefault({}),
    /** what the centre's err_msg means, as regular expressions */
    messages: z
      .object({
        double: patterns(['重复', '已存在', '已经存在']),
        /** 2402 only: the discharge stands already; of 2404 the same words would mean another thing */
        discharged: patterns(['已办理出院']),
        absent: patterns(['不存在', '未找到', '没有找到', '查无', '未查询到', '未查到', '没有查到', '无此']),
        /** withdrawals only, and strict: the visit or its details are not there, so nothing is left to withdraw */
        gone: patterns([
          '(就诊|挂号|登记|费用|明细|入院|备案).*(不存在|未找到|没有找到|查无|未查询到|已撤销)',
          '(不存在|未找到|没有找到|查无|未查询到).*(就诊|挂号|登记|费用|明细|入院|备案)',
          '(未办理出院|没有办理出院|尚未出院)',
          '(共济|支付流水).*(不存在|未找到|没有找到|已撤销)',
        ]),
        /** 2601 only, and strict: "the original message never came" and nothing else that is missing */
        neverHappened: patterns([
          '(原交易|原报文|原发送方).*(不存在|未找到|没有找到|查无)',
          '(不存在|未找到|没有找到|查无).*(原交易|原报文|原发送方|该报文)',
        ]),
        inProgress: patterns(['处理中', '正在处理', '稍后查询']),
        session: patterns(['未签到', '签到失效', '重新签到', '签到流水号']),
        unclear: patterns(['超时', '系统异常', '系统错误', '系统繁忙', '服务不可用', 'timeout', 'timed out']),
      })
      .strict()
      .prefault({}),
  })
  .strict()

export type NhsaConfig = z.output<typeof nhsaConfig>
