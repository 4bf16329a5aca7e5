import type { FieldFault, Json } from '../../shared/contract.ts'
import type { Fen } from '../../shared/money.ts'
import type { LedgerMethod } from '../../shared/visit.ts'

/** What the store keeps, row by row. */
export interface EncounterRow {
  encounterId: string
  family: string
  kind: 'outpatient' | 'inpatient'
  step: string
  /** false once nothing can happen to it any more, or it is merely history */
  active: boolean
  shiftId: string | null
  psnNo: string | null
  psnName: string | null
  /** pinyin initials of the name, lower case */
  psnPy: string | null
  certno: string | null
  ipt_otp_no: string
  mdtrt_id: string | null
  /** the whole encounter as its capability keeps it (a Visit, …) */
  data: Json
  version: number
  updatedAt: number
}

/** The counter's own ledger: one row a settlement, one negative row a refund. */

export interface SettlementRow {
  /** the platform that settled it; self-pay stands under nhsa, with `insutype` empty */
  family: string
  /** unique within the family */
  setl_id: string
  /** of the message that made it; for self-pay a local id */
  msgid: string
  encounterId: string
  shiftId: string | null
  psnNo: string | null
  mdtrt_id: string | null
  insutype: string
  med_type: string
  totalFen: Fen
  fundFen: Fen
  acctFen: Fen
  cashFen: Fen
  hospFen: Fen
  /** the setl_id of the same family that this row takes back */
  reverses: string | null
  setl_time: string
  /** 清算类别 and 清算经办机构 as the centre answered them; empty where it did not, and for self-pay */
  clr_type: string
  clr_optins: string
  at: number
}

export interface PaymentRow {
  paymentId: string
  encounterId: string
  /** of the encounter's own platform, as in fees and deposits */
  setl_id: string
  shiftId: string | null
  method: LedgerMethod
  /** negative: given back */
  amountFen: Fen
  refNo: string | null
  at: number
}

/** new: not at the centre (yet, or withdrawn); failed: the centre refused it, `why` says so. */

export type FeeState = 'new' | 'failed' | 'uploaded'

/** One charge of an inpatient stay, as the ward or the pharmacy booked it. Negative: a refund of `refundOf`. */

export interface FeeRow {
  encounterId: string
  /** from 1, in the order taken */
  lineNo: number
  /** the HIS's own number of the charge; a charge is taken once */
  chargeId: string
  /** whose charge: the patient's own 住院号, or that of a newborn in the same stay */
  ipt_no: string
  state: FeeState
  /** rises with each withdrawal: the serial on the wire is gen × 1,000,000 + lineNo, so none is used twice */
  gen: number
  why: string | null
  setl_id: string | null
  /** 费用发生时间 */
  at: number
  /** yyyy-MM-dd of it */
  day: string
  /** signed */
  amountFen: Fen
  med_list_codg: string
  medins_list_codg: string
  name: string
  spec: string
  unit: string
  /** decimal text, never negative */
  pric: string
  /** decimal text, negative in a refund */
  cnt: string
  med_chrgitm_type: string
  chrgitm_lv: string
  hosp_appr_flag: string
  /** lineNo of the charge that this one takes back */
  refundOf: number | null
  drord_no: string | null
  dept_code: string
  dept_name: string
  atddr_no: string
  dr_name: string
  /** how the centre split it, after 2301 */
  split: { fulamt_ownpay_amt: Fen; overlmt_amt: Fen; preselfpay_amt: Fen; inscp_scp_amt: Fen } | null
}

export interface FeeSums {
  encounterId: string
  lines: number
  totalFen: Fen
  /** not at the centre and not refused */
  newLines: number
  newFen: Fen
  failedLines: number
  failedFen: Fen
  /** at the centre and in no settlement */
  uploadedLines: number
  uploadedFen: Fen
  settledFen: Fen
  /** the sums of the centre's split of what is uploaded and unsettled */
  fulamt_ownpay_amt: Fen
  overlmt_amt: Fen
  preselfpay_amt: Fen
  inscp_scp_amt: Fen
}

/** 押金 (预交金). `amountFen` is what it does to the balance: take and release add, giveBack and apply take. */

export interface DepositRow {
  depositId: string
  encounterId: string
  shiftId: string | null
  kind: 'take' | 'giveBack' | 'apply' | 'release'
  /** how the money moved; `deposit` for apply and release, where no money moves */
  method: Exclude<LedgerMethod, 'family'>
  amountFen: Fen
  /** 收据号 of take and giveBack */
  receiptNo: string | null
  refNo: string | null
  /** the settlement that it paid, or that gave it free again */
  setl_id: string | null
  /** the deposit that a giveBack takes back, where it is one in particular */
  reverses: string | null
  reason: string | null
  opter: string
  opterName: string
  at: number
}

/** A filing (备案) made from here: transfer 2501, chronic disease 2503, chosen hospital 2505. */

export interface FilingRow {
  filingId: string
  kind: 'transfer' | 'chronic' | 'fixed'
  /** draft: nothing known to stand at the centre */
  state: 'draft' | 'stands' | 'withdrawn'
  psn_no: string
  psn_name: string
  certno: string
  insuplc: string
  /** the centre's number, which its withdrawal needs; null where a repeated message hid it */
  trt_dcla_detl_sn: string | null
  /** what was sent, and the reason of the withdrawal */
  data: Json
  opter: string
  opterName: string
  version: number
  at: number
}

/** A day or month closed; the newest of a period counts. */

export interface ClosingRow {
  closingId: string
  kind: 'day' | 'month'
  /** yyyy-MM-dd or yyyy-MM */
  period: string
  opter: string
  opterName: string
  /** who confirmed a closing with a difference */
  secondOpter: string | null
  secondName: string | null
  reason: string | null
  totals: Json
  differences: Json
  at: number
}

export interface PrintJobRow {
  jobId: string
  /** what to print: a DocRef of shared/api/print.ts */
  ref: Json
  title: string
  printer: string
  copies: number
  state: 'waiting' | 'printing' | 'done' | 'failed' | 'cancelled'
  attempts: number
  lastError: string | null
  opter: string
  createdAt: number
  nextAt: number
  doneAt: number | null
}

export interface OutboxRow {
  id: number
  /** the registered job that does it */
  job: string
  /** jobs of one key run in order */
  key: string
  payload: Json
  state: 'waiting' | 'done' | 'dead'
  attempts: number
  nextAt: number
  lastError: string | null
  createdAt: number
  doneAt: number | null
}

/** office: the hospital's insurance office (医保办) */
export type Role = 'admin' | 'supervisor' | 'cashier' | 'office' | 'pharmacist'

/**
 * A record of a capability that needs no table of its own: a mapping of an item, a settlement list, a
 * prescription, a task, … One `kind` a capability, which alone knows what `data` holds.
 */
export interface DocRow {
  kind: string
  /** unique within the kind */
  id: string
  state: string
  /** whom or what it is about: a psn_no, an item's code; '' where nothing */
  subject: string
  /** the words by which it is found: names, numbers, initials */
  text: string
  data: Json
  opter: string
  opterName: string
  version: number
  createdAt: number
  /** last written */
  at: number
}

/** One record on its way to a platform without a cashier: a stock movement, a report, a mapping. */
export interface UploadRow {
  /** order in which they were taken up, and in which those of one source leave */
  seq: number
  /** the registered source */
  source: string
  /** unique within the source: the HIS's own number of the record */
  key: string
  /**
   * held: our own check found faults, nothing was sent; refused: the centre said no; both wait for mending.
   * sent: in the message `msgid`, without an answer yet. withdrawn: taken back at the centre, or given up here
   */
  state: UploadState
  /** psn_no of whom it is about, '' where of nobody */
  psn_no: string
  /** what a person calls it */
  title: string
  payload: Json
  /** the message that carries it, or carried it last */
  msgid: string | null
  /** the centre's word, or our own check's, in Chinese */
  why: string | null
  fields: FieldFault[]
  /** what the centre gave back for it */
  answer: Json
  attempts: number
  createdAt: number
  at: number
}

export type UploadState = 'waiting' | 'held' | 'sent' | 'accepted' | 'refused' | 'withdrawn'

export interface OperatorRow {
  opter: string
  opterName: string
  role: Role
  /** scrypt$N$r$p$salt$hash, base64 */
  password: string
  disabled: boolean
  failures: number
  lockedUntil: number | null
  createdAt: number
  passwordAt: number
}

export interface ShiftRow {
  shiftId: string
  opter: string
  opterName: string
  window: string
  /** per family what signing in gave, e.g. { nhsa: '…' } */
  signNo: Record<string, string>
  startedAt: number
  endedAt: number | null
  handedTo: string | null
  /** the totals as they stood when it ended */
  totals: Json
}

export interface AuditRow {
  seq: number
  at: number
  actor: string
  action: string
  subject: string
  detail: Json
  prevHash: string
  hash: string
}
