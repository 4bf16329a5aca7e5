import type { FieldFault } from '../contract.ts'
import type { Fen } from '../money.ts'
import type { Discharge, Stay, StayStep } from '../stay.ts'
import type { TxnState } from '../txn.ts'
import type { PayMethod } from '../visit.ts'

/** What the admission channels answer with. */
export interface WardRow {
  encounterId: string
  step: StayStep
  selfPay: boolean
  ipt_no: string
  psn_name: string
  certnoMasked: string
  dept_name: string
  bed: string
  dr_name: string
  insutype: string
  med_type: string
  /** insured elsewhere */
  remote: boolean
  begntime: number
  days: number
  /** all charges taken so far */
  totalFen: Fen
  settledFen: Fen
  /** lines not at the centre, those only in the HIS included where it tells */
  unsentLines: number
  unsentFen: Fen
  failedLines: number
  depositFen: Fen
  /** what the deposits lack or have over the unsettled charges' likely own share */
  depositLeftFen: Fen
  /** days that the deposit still lasts at the average of the last three days with charges; null: no charges */
  depositDays: number | null
  doubtful: boolean
  /** one short Chinese word each: 欠费, 未上传, 有失败, 存疑 */
  marks: string[]
}

export interface WaitingRow {
  ipt_no: string
  psn_name: string
  certnoMasked: string
  dept_name: string
  bed: string
  dr_name: string
  begntime: number
  diagnosis: string
}

export interface FeeView {
  lineNo: number
  /** the serial it travels under */
  feedetl_sn: string
  /** 婴 where it is a newborn's */
  whose: string
  state: 'new' | 'failed' | 'uploaded' | 'settled'
  why: string | null
  at: number
  day: string
  name: string
  spec: string
  unit: string
  medins_list_codg: string
  med_list_codg: string
  med_chrgitm_type: string
  chrgitm_lv: string
  pric: string
  cnt: string
  amountFen: Fen
  refundOf: number | null
  byHand: boolean
  dept_name: string
  dr_name: string
  split: { fulamt_ownpay_amt: Fen; overlmt_amt: Fen; preselfpay_amt: Fen; inscp_scp_amt: Fen } | null
}

export interface DepositView {
  depositId: string
  kind: 'take' | 'giveBack' | 'apply' | 'release'
  /** 预交, 退押金, 结算抵扣, 撤销结算退回 */
  label: string
  method: PayMethod | 'deposit'
  amountFen: Fen
  receiptNo: string | null
  refNo: string | null
  setl_id: string | null
  reason: string | null
  opterName: string
  at: number
  printed: number
}

export interface StayView {
  /** names and numbers in person and cert are masked */
  stay: Stay
  remote: boolean
  days: number
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
  /** 登记 → 入院 → 押金 → 费用 → 出院 → 结算 → 打印 */
  steps: { key: string; label: string; state: 'done' | 'now' | 'next' | 'failed'; note: string }[]
  can: {
    edit: boolean
    admit: boolean
    change: boolean
    cancel: boolean
    deposit: boolean
    fees: boolean
    upload: boolean
    withdraw: boolean
    discharge: boolean
    cancelDischarge: boolean
    /** final and interim */
    presettle: boolean
    presettleMid: boolean
    settle: boolean
    cancelSettlement: boolean
    changeInsurance: boolean
    close: boolean
  }
  /** what is missing before 2401, by field, in Chinese; fields of out-of-area patients only for those */
  missing: FieldFault[]
  sums: {
    lines: number
    totalFen: Fen
    newLines: number
    newFen: Fen
    failedLines: number
    failedFen: Fen
    uploadedLines: number
    uploadedFen: Fen
    settledFen: Fen
    /** charges that the HIS has and this program has not taken; null where it does not tell */
    hisNewLines: number | null
  }
  deposit: { balanceFen: Fen; rows: DepositView[] }
  /** the discharge as the ward has written it in the HIS; null until it has, and where the HIS does not tell */
  wardDischarge: Pick<Discharge, 'endtime' | 'dscg_way' | 'diagnoses'> | null
  /** of the standing pre-settlement: to be taken at the counter, or what of the deposits is left over */
  due: { topUpFen: Fen; giveBackFen: Fen; fromDepositFen: Fen } | null
}

export interface UploadAnswer {
  view: StayView
  sent: number
  failed: { lineNo: number; feedetl_sn: string; name: string; amountFen: Fen; why: string }[]
}

export interface FeeTable {
  days: { day: string; lines: number; amountFen: Fen }[]
  classes: { med_chrgitm_type: string; label: string; lines: number; amountFen: Fen }[]
  totalFen: Fen
}

export interface StayHit {
  encounterId: string
  step: StayStep
  ipt_no: string
  psn_name: string
  certnoMasked: string
  dept_name: string
  begntime: number
  endtime: number | null
  totalFen: Fen
  setl_ids: string[]
}
