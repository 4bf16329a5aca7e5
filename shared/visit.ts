import type { Fen } from './money.ts'

/** How the rest is taken. `acct` is never here: the centre books it. */
export type PayMethod = 'cash' | 'card' | 'wechat' | 'alipay'
export const PAY_METHOD_LABEL: Record<PayMethod, string> = {
  cash: '现金',
  card: '银行卡',
  wechat: '微信',
  alipay: '支付宝',
}
/**
 * How the ledger says that a share was paid: taken at the counter, out of a stay's 押金, or later by a
 * relative's account (共济), for which as much was given back.
 */
export type LedgerMethod = PayMethod | 'deposit' | 'family'

export interface Payment {
  method: PayMethod
  amountFen: Fen
  /** what the patient handed over; cash only */
  tenderedFen?: Fen
  /** the terminal's or the wallet's own number */
  refNo?: string
}

export interface Cert {
  mdtrt_cert_type: '01' | '02' | '03'
  mdtrt_cert_no: string
  card_sn?: string
  psn_cert_type?: string
  certno?: string
  psn_name?: string
  /** where the holder is insured, as the voucher or the patient says before the centre was asked */
  insuplc_admdvs?: string
}

export interface Insurance {
  insutype: string
  psn_type: string
  psn_insu_stas: string
  insuplc_admdvs: string
  cvlserv_flag: string
  balcFen: Fen
  emp_name?: string
}

export interface Person {
  psn_no: string
  psn_name: string
  psn_cert_type: string
  certno: string
  gend: string
  brdy?: string
  age: number
  naty?: string
}

export interface Benefit {
  fund_pay_type: string
  enjoys: boolean
  begndate: string
  enddate?: string
  reason?: string
}

export interface Diagnosis {
  diag_code: string
  diag_name: string
  diag_type: string
  main: boolean
}

export interface ChargeLine {
  /** unique within the visit, never reused; the wire's number also carries the batch */
  feedetl_sn: string
  billId: string | null
  rxno: string | null
  med_list_codg: string
  medins_list_codg: string
  name: string
  spec: string
  unit: string
  /** decimal text, up to 6 decimals */
  pric: string
  /** decimal text, up to 4 decimals */
  cnt: string
  amountFen: Fen
  med_chrgitm_type: string
  chrgitm_lv: string
  hosp_appr_flag: string
  /** how the centre split it, after 2204 */
  split?: { fulamt_ownpay_amt: Fen; overlmt_amt: Fen; preselfpay_amt: Fen; inscp_scp_amt: Fen }
}

/** Amounts of a (pre-)settlement. fund + acct + cash + hosp = total, to the fen. */
export interface Amounts {
  total: Fen
  fund: Fen
  acct: Fen
  cash: Fen
  hosp: Fen
  /** what the account keeps */
  balc: Fen
  /** each fund that paid something */
  funds: { code: string; label: string; amount: Fen }[]
  fulamt_ownpay_amt: Fen
  overlmt_selfpay: Fen
  preselfpay_amt: Fen
  inscp_scp_amt: Fen
  act_pay_dedc: Fen
}

/**
 * open → identified → registered (2201) → diagnosed (2203A) → uploaded (2204) → presettled (2206)
 *   → settled (2207) → refunded (2208); cancelled once nothing is left at the centre.
 * A self-pay visit goes open → settled → refunded and calls nobody.
 */
export type VisitStep =
  | 'open'
  | 'identified'
  | 'registered'
  | 'diagnosed'
  | 'uploaded'
  | 'presettled'
  | 'settled'
  | 'refunded'
  | 'cancelled'

export interface Visit {
  encounterId: string
  /** rises with every change; a command that names an older one is refused */
  version: number
  step: VisitStep
  selfPay: boolean
  openedAt: number
  shiftId: string
  window: string
  opter: string
  opterName: string
  cert: Cert | null
  person: Person | null
  /** all insurances of 1101; the chosen one is `insu` */
  insurances: Insurance[]
  insu: Insurance | null
  /** insured elsewhere (异地), by the chosen insurance */
  remote?: boolean
  benefits: Benefit[]
  warnings: string[]
  ipt_otp_no: string
  med_type: string
  dise_codg: string | null
  dise_name: string | null
  dept: { dept_code: string; dept_name: string; caty: string } | null
  doctor: { atddr_no: string; dr_name: string } | null
  diagnoses: Diagnosis[]
  lines: ChargeLine[]
  /** the highest feedetl_sn given out so far */
  lastSn: number
  acct_used_flag: '0' | '1'
  mdtrt_id: string | null
  chrg_bchno: string | null
  /** bumped whenever details are withdrawn, so that the next batch gets a number and serials of its own */
  batch: number
  presettle: Amounts | null
  settlement: Settlement | null
  refund: Refund | null
  /** what was settled and refunded before, with the lines as they were, so that it can be printed again */
  past: { settlement: Settlement; refund: Refund; lines: ChargeLine[] }[]
}

export interface Settlement {
  setl_id: string
  msgid: string
  setl_time: string
  amounts: Amounts
  payments: Payment[]
  /** 清算类别 and 清算经办机构, as the refund's row needs them again */
  clr_type?: string
  clr_optins?: string
}

export type Refund = Omit<Settlement, 'amounts'>

/** The visit as it stood when `setl_id` was settled or refunded. */
export function visitAsOf(visit: Visit, setl_id: string): Visit {
  const past = visit.past.find((p) => p.settlement.setl_id === setl_id || p.refund.setl_id === setl_id)
  return past ? { ...visit, ...past } : visit
}
