import { z } from 'zod'
import type { FieldFault } from '../contract.ts'
import type { Fen } from '../money.ts'
import type { TxnState } from '../txn.ts'
import type { Visit, VisitStep } from '../visit.ts'

/**
 * The outpatient counter. Every command that changes a visit names the version it saw; an older one is
 * refused without any effect, so a second Enter does nothing. Commands answer with the new view.
 */
const id = z.string().min(1).max(40)
const at = z.object({ encounterId: id, version: z.number().int() })
const decimal = z.string().regex(/^\d{1,10}(\.\d{1,6})?$/, '请输入数字')
/** Who presents what; shared with admissions and filings. */
export const certSchema = z
  .object({
    mdtrt_cert_type: z.enum(['01', '02', '03']),
    mdtrt_cert_no: z.string().trim().min(1, '就诊凭证编号不能为空').max(512),
    card_sn: z.string().trim().max(32).optional(),
    psn_cert_type: z.string().max(6).optional(),
    certno: z.string().trim().max(50).optional(),
    psn_name: z.string().trim().max(50).optional(),
    insuplc_admdvs: z
      .string()
      .regex(/^\d{6}$/, '参保地医保区划必须是 6 位数字')
      .optional(),
  })
  .strict()
export const paymentSchema = z
  .object({
    method: z.enum(['cash', 'card', 'wechat', 'alipay']),
    amountFen: z.number().int(),
    tenderedFen: z.number().int().optional(),
    refNo: z.string().max(64).optional(),
  })
  .strict()

export const visitInputs = {
  'visit.open': z.object({ selfPay: z.boolean().default(false) }).strict(),
  'visit.get': z.object({ encounterId: id }).strict(),
  /** visits of this shift still on the screen, and unfinished ones that an earlier shift left, newest first */
  'visit.working': z.object({}).strict(),
  /** persons by name, document number or pinyin initials, from the HIS and from earlier visits */
  'visit.findPerson': z.object({ text: z.string().trim().min(1).max(50) }).strict(),
  /**
   * whatever was scanned or read; decodes a 医保电子凭证 through its platform. `essCard`: a 电子社保卡 may be shown here,
   * whose code only its own platform reads
   */
  'visit.readCode': z
    .object({ text: z.string().min(1).max(2000), essCard: z.boolean().default(false) })
    .strict(),
  'visit.readCard': z.object({}).strict(),
  /** 1101, then 2001 for the only or the first normal insurance */
  'visit.identify': at.extend({ cert: certSchema }).strict(),
  'visit.chooseInsurance': at.extend({ index: z.number().int().min(0) }).strict(),
  /** 5301: the diseases filed for the patient, of which a 慢特病 visit names one */
  'visit.diseases': z.object({ encounterId: id }).strict(),
  'visit.loadCharges': at.extend({}).strict(),
  'visit.setHeader': at
    .extend({
      med_type: z.string().max(6).optional(),
      dise_codg: z.string().max(30).nullable().optional(),
      dise_name: z.string().max(500).nullable().optional(),
      dept_code: z.string().max(30).optional(),
      atddr_no: z.string().max(30).optional(),
      acct_used_flag: z.enum(['0', '1']).optional(),
      diagnoses: z
        .array(
          z
            .object({
              diag_code: z.string().min(1).max(20),
              diag_name: z.string().min(1).max(100),
              diag_type: z.enum(['1', '2', '3']),
              main: z.boolean(),
            })
            .strict(),
        )
        .max(20)
        .optional(),
    })
    .strict(),
  'visit.addLine': at.extend({ medins_list_codg: z.string().min(1).max(150), cnt: decimal }).strict(),
  'visit.setLine': at.extend({ feedetl_sn: id, cnt: decimal }).strict(),
  'visit.removeLine': at.extend({ feedetl_sn: id }).strict(),
  /** 2201, 2203A, 2204, 2206 as far as they are still to do */
  'visit.presettle': at.extend({}).strict(),
  /** 2207 (or the local booking of a self-pay visit) with what was taken */
  'visit.settle': at.extend({ payments: z.array(paymentSchema).max(4) }).strict(),
  /** 2208 of a settled visit; `after: cancel` withdraws details (2205) and the registration (2202) as well */
  'visit.refund': at
    .extend({
      reason: z.string().trim().min(1, '请填写退费原因').max(200),
      after: z.enum(['keep', 'cancel']),
    })
    .strict(),
  /** one step back: presettled/uploaded → 2205, diagnosed/registered → 2202, identified → another person */
  'visit.back': at.extend({}).strict(),
  /** leaves nothing behind at the centre: 2205, 2202 as needed, then the visit is closed */
  'visit.abandon': at.extend({}).strict(),
  /** ends local work on a finished visit, so that it leaves the working list */
  'visit.close': at.extend({}).strict(),
  'visit.toSelfPay': at.extend({}).strict(),
  /** name and document number in clear for a moment; audited */
  'visit.reveal': z.object({ encounterId: id }).strict(),
  /** settled visits, for refunds and reprints */
  'visit.search': z
    .object({
      text: z.string().max(50).default(''),
      from: z.number().optional(),
      to: z.number().optional(),
      limit: z.number().int().max(200).default(50),
    })
    .strict(),
}

export interface PersonHit {
  psn_name: string
  certnoMasked: string
  /** to be passed to visit.identify */
  cert: z.output<typeof certSchema>
  openBills: number
  openFen: Fen
  source: 'his' | 'earlier'
}

export type CodeRead =
  | { is: 'cert'; cert: z.output<typeof certSchema>; label: string }
  | { is: 'payment'; channel: 'wechat' | 'alipay' | 'unionpay'; code: string }
  | { is: 'unknown'; why: string }

export interface FiledDisease {
  opsp_dise_code: string
  opsp_dise_name: string
  begndate: string
  /** empty: without end */
  enddate: string
}

export interface VisitView {
  /** names and numbers in person and cert are masked */
  visit: Visit
  /** the transaction that holds this visit, in words for the cashier */
  doubt: {
    msgid: string
    infno: string
    label: string
    state: TxnState
    what: string
    means: string
    todo: string
    sentAt: number | null
  } | null
  /** steps done and to come: 读卡 → 登记 → 明细 → 预结算 → 收款 → 结算 → 打印 */
  steps: { key: string; label: string; state: 'done' | 'now' | 'next' | 'failed'; note: string }[]
  /** what may be done now, so that the screen need not know the rules */
  can: {
    edit: boolean
    presettle: boolean
    settle: boolean
    refund: boolean
    back: boolean
    abandon: boolean
  }
  /** what is missing before presettling, by field, in Chinese */
  missing: FieldFault[]
  totalFen: Fen
  /** how often the slip of the standing settlement has been printed */
  printed: number
}

export interface VisitHit {
  encounterId: string
  step: VisitStep
  psn_name: string
  certnoMasked: string
  totalFen: Fen
  fundFen: Fen
  cashFen: Fen
  setl_id: string | null
  at: number
  opterName: string
  selfPay: boolean
  insutype: string
}

export interface VisitOutputs {
  'visit.open': VisitView
  'visit.get': VisitView
  'visit.working': VisitView[]
  'visit.findPerson': PersonHit[]
  'visit.readCode': CodeRead
  'visit.readCard': CodeRead
  'visit.identify': VisitView
  'visit.chooseInsurance': VisitView
  'visit.diseases': FiledDisease[]
  'visit.loadCharges': VisitView
  'visit.setHeader': VisitView
  'visit.addLine': VisitView
  'visit.setLine': VisitView
  'visit.removeLine': VisitView
  'visit.presettle': VisitView
  'visit.settle': VisitView
  'visit.refund': VisitView
  'visit.back': VisitView
  'visit.abandon': VisitView
  'visit.close': { closed: true }
  'visit.toSelfPay': VisitView
  'visit.reveal': { psn_name: string; certno: string }
  'visit.search': VisitHit[]
}
