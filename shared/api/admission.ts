import { z } from 'zod'
import type { Newborn } from '../stay.ts'
import type { Cert } from '../visit.ts'
import type {
  FeeTable,
  FeeView,
  StayHit,
  StayView,
  UploadAnswer,
  WaitingRow,
  WardRow,
} from './admission-views.ts'
import { certSchema, paymentSchema } from './visit.ts'

export type * from './admission-views.ts'

/**
 * Admission to discharge. As with visits every command names the version it saw and answers with the new
 * view; an older one is refused without any effect.
 */
const id = z.string().min(1).max(40)
const at = z.object({ encounterId: id, version: z.number().int() })
const text = (max: number) => z.string().trim().max(max)
const decimal = z.string().regex(/^\d{1,10}(\.\d{1,4})?$/, '请输入数字')
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 yyyy-MM-dd')
const flag = z.enum(['', '0', '1'])
const reason = z.string().trim().min(1, '请填写原因').max(200)
const method = z.enum(['cash', 'card', 'wechat', 'alipay'])
const amount = z.number().int().positive('金额必须大于 0').max(100_000_000_00)

const diagnosis = z
  .object({
    diag_code: z.string().min(1).max(20),
    diag_name: z.string().min(1).max(100),
    diag_type: z.enum(['1', '2', '3']),
    main: z.boolean(),
    adm_cond: text(500).optional(),
  })
  .strict()

/** What may be set of an admission before 2401, and changed after it by 2403. */
const admissionFields = {
  begntime: z.number().int().optional(),
  med_type: text(6).optional(),
  dept_code: text(30).optional(),
  bed: text(30).optional(),
  atddr_no: text(30).optional(),
  medrcdno: text(30).optional(),
  coner_name: text(50).optional(),
  tel: text(50).optional(),
  adm_diag_dscr: text(200).optional(),
  main_cond_dscr: text(1000).optional(),
  diagnoses: z.array(diagnosis).max(30).optional(),
  dise_codg: text(30).optional(),
  dise_name: text(500).optional(),
  dise_type_code: text(6).optional(),
  oprn_oprt_code: text(30).optional(),
  oprn_oprt_name: text(500).optional(),
  matn_type: text(6).optional(),
  birctrl_type: text(6).optional(),
  fpsc_no: text(50).optional(),
  geso_val: text(2).optional(),
  fetts: text(3).optional(),
  fetus_cnt: text(3).optional(),
  latechb_flag: flag.optional(),
  pret_flag: flag.optional(),
  birctrl_matn_date: z.union([day, z.literal('')]).optional(),
  trum_flag: flag.optional(),
  rel_ttp_flag: flag.optional(),
  ipt_type: text(6).optional(),
}

export const admissionInputs = {
  /** everyone in hospital: what each costs, what is not uploaded, how far the deposit reaches */
  'admission.ward': z.object({ text: text(50).default('') }).strict(),
  /** the HIS's pre-admissions that nobody has taken here yet */
  'admission.waiting': z.object({ text: text(50).default('') }).strict(),
  /** a new stay, from the HIS's pre-admission or by hand */
  'admission.open': z.object({ ipt_no: id.optional(), selfPay: z.boolean().default(false) }).strict(),
  'admission.get': z.object({ encounterId: id }).strict(),
  'admission.identify': at.extend({ cert: certSchema }).strict(),
  /** the document that the HIS's pre-admission names, so that it can be asked for; null: it names none */
  'admission.document': z.object({ encounterId: id }).strict(),
  'admission.chooseInsurance': at.extend({ index: z.number().int().min(0) }).strict(),
  /** before 2401 */
  'admission.setAdmission': at.extend(admissionFields).strict(),
  /** 2401 */
  'admission.admit': at.extend({}).strict(),
  /** 2403 with everything, the fields named here changed */
  'admission.change': at.extend(admissionFields).strict(),
  /** 2404; `withdrawFees` takes the uploaded details back first (2302). Deposits must have been given back. */
  'admission.cancel': at.extend({ reason, withdrawFees: z.boolean().default(false) }).strict(),
  /** before 2401: nothing is left behind */
  'admission.abandon': at.extend({}).strict(),
  /** 1101 of the stay's own person again: the list of insurances is renewed, nothing else of the stay */
  'admission.renew': at.extend({}).strict(),
  /** other insurance in mid-stay: 2302 of all, 2404, 2401 anew under it; the details go up again */
  'admission.changeInsurance': at.extend({ index: z.number().int().min(0), reason }).strict(),
  /** the newborn's charges join the mother's stay, and 2403 tells its birth date */
  'admission.addNewborn': at
    .extend({ ipt_no: id, name: text(50), gend: z.enum(['1', '2', '9']), brdy: day })
    .strict(),
  /** the HIS's newborns of this mother that are not in the stay yet; names as they are, for they are written out */
  'admission.newborns': z.object({ encounterId: id }).strict(),
  'admission.removeNewborn': at.extend({ ipt_no: id }).strict(),

  'admission.takeDeposit': at.extend({ amountFen: amount, method, refNo: text(64).optional() }).strict(),
  'admission.giveBackDeposit': at
    .extend({ amountFen: amount, method, reason, refNo: text(64).optional() })
    .strict(),

  /** takes from the HIS what is new; answers how many */
  'admission.loadFees': at.extend({}).strict(),
  'admission.addFee': at
    .extend({ medins_list_codg: z.string().min(1).max(150), cnt: decimal, at: z.number().int().optional() })
    .strict(),
  /** a negative line that takes `cnt` of a line back */
  'admission.refundFee': at.extend({ lineNo: z.number().int().positive(), cnt: decimal }).strict(),
  /** a line that was booked by hand and is not at the centre */
  'admission.removeFee': at.extend({ lineNo: z.number().int().positive() }).strict(),
  /** 2301 of what is not at the centre, in hundreds; with `again` what failed too */
  'admission.upload': at.extend({ again: z.boolean().default(false) }).strict(),
  /** 2302 of some lines, or of all that is in no settlement */
  'admission.withdraw': at
    .extend({ lineNos: z.array(z.number().int().positive()).min(1).max(2000).optional(), reason })
    .strict(),
  'admission.fees': z
    .object({
      encounterId: id,
      state: z.enum(['all', 'new', 'failed', 'uploaded', 'settled']).default('all'),
      day: day.optional(),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(1000).default(200),
    })
    .strict(),
  /** by day, and by class (医疗收费项目类别) */
  'admission.feeTable': z.object({ encounterId: id }).strict(),

  /** 2402 */
  'admission.discharge': at
    .extend({
      endtime: z.number().int(),
      dscg_way: z.string().min(1, '请选择离院方式').max(3),
      die_date: z.union([day, z.literal('')]).default(''),
      dept_code: text(30),
      bed: text(30).default(''),
      atddr_no: text(30),
      diagnoses: z.array(diagnosis).min(1, '至少一条出院诊断').max(30),
      dise_codg: text(30).default(''),
      dise_name: text(500).default(''),
      oprn_oprt_code: text(30).default(''),
      oprn_oprt_name: text(500).default(''),
      matn_type: text(6).default(''),
      birctrl_type: text(6).default(''),
      birctrl_matn_date: z.union([day, z.literal('')]).default(''),
      fetus_cnt: text(3).default(''),
      geso_val: text(2).default(''),
      cop_flag: flag.default(''),
    })
    .strict(),
  /** 2405 */
  'admission.cancelDischarge': at.extend({ reason }).strict(),
  /** 2303; `mid`: of an interim settlement */
  'admission.presettle': at
    .extend({ mid: z.boolean(), acct_used_flag: z.enum(['0', '1']).optional() })
    .strict(),
  /**
   * 2304. The cash share comes out of the deposits as far as they reach, the rest is `payments`; after the
   * final one `giveBack` must be what is left of the deposits.
   */
  'admission.settle': at
    .extend({ payments: z.array(paymentSchema).max(4), giveBack: z.array(paymentSchema).max(4) })
    .strict(),
  /**
   * 2305 of the newest settlement that stands. What was taken for it goes back to the patient (`return`) or
   * becomes a deposit (`deposit`); what the deposits paid is a deposit again.
   */
  'admission.cancelSettlement': at
    .extend({ setl_id: id, reason, to: z.enum(['deposit', 'return']) })
    .strict(),

  'admission.toSelfPay': at.extend({}).strict(),
  /** leaves the ward list; refused while deposits or unsettled details are left */
  'admission.close': at.extend({}).strict(),
  /** name and document number in clear for a moment; audited */
  'admission.reveal': z.object({ encounterId: id }).strict(),
  'admission.search': z
    .object({
      text: text(50).default(''),
      from: z.number().optional(),
      to: z.number().optional(),
      limit: z.number().int().max(200).default(50),
    })
    .strict(),
}

export interface AdmissionOutputs {
  'admission.ward': WardRow[]
  'admission.waiting': WaitingRow[]
  'admission.open': StayView
  'admission.get': StayView
  'admission.identify': StayView
  'admission.document': Cert | null
  'admission.chooseInsurance': StayView
  'admission.setAdmission': StayView
  'admission.admit': StayView
  'admission.change': StayView
  'admission.cancel': StayView
  'admission.abandon': StayView
  'admission.renew': StayView
  'admission.changeInsurance': StayView
  'admission.addNewborn': StayView
  'admission.newborns': Newborn[]
  'admission.removeNewborn': StayView
  'admission.takeDeposit': StayView
  'admission.giveBackDeposit': StayView
  'admission.loadFees': { view: StayView; taken: number }
  'admission.addFee': StayView
  'admission.refundFee': StayView
  'admission.removeFee': StayView
  'admission.upload': UploadAnswer
  'admission.withdraw': StayView
  'admission.fees': { rows: FeeView[]; total: number }
  'admission.feeTable': FeeTable
  'admission.discharge': StayView
  'admission.cancelDischarge': StayView
  'admission.presettle': StayView
  'admission.settle': StayView
  'admission.cancelSettlement': StayView
  'admission.toSelfPay': StayView
  'admission.close': { closed: true }
  'admission.reveal': { psn_name: string; certno: string }
  'admission.search': StayHit[]
}
