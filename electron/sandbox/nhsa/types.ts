import type { Contract, Dict, Json, JsonObject } from '../../../shared/contract.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Store } from './store.ts'

export type FaultKind =
  | 'drop_before'
  | 'drop_after'
  | 'delay'
  | 'repeat'
  | 'garble'
  | 'http500_after'
  | 'in_progress'
  | 'lag'

export interface FaultRule {
  kind: FaultKind
  /** default: every transact code */
  codes?: string[]
  /** 0..1, default 1 */
  rate?: number
  /** how often it may strike, default without end */
  times?: number
  /** delay, in_progress and lag: how long; default 1000 */
  ms?: number
}

export interface NhsaSandboxOptions {
  /** SQLite file of the ledger, default ':memory:'. What it holds survives a restart. */
  path?: string
  /** default 0: any free one; always on 127.0.0.1 */
  port?: number
  seed?: number
  /** epoch ms */
  now?: () => number
  faults?: FaultRule[]
  /** default true: every code but 9001 needs a live sign_no */
  signInRequired?: boolean
  /** whether 5203 and 5204 answer with an empty setl_id; default by_mdtrt_id */
  question5203?: 'by_mdtrt_id' | 'needs_setl_id'
  /** verified unless none; key: paasid or access key, secret: its token or secret key */
  headers?: { scheme: 'none' | 'x-tif' | 'csb'; key?: string; secret?: string }
  /** codes that 2601 accepts */
  reversible?: string[]
  /** what a transact msgid gets that has succeeded before; default replay */
  repeatMsgid?: 'replay' | 'refuse'
  /** text: infcode and amounts as text, null for absent, a one-row list as an object */
  dialect?: 'plain' | 'text'
  /** how the result file of 3202 is written; default ten columns, every row, a code for each kind */
  statement?: { columns: 7 | 10 | 11; lists: 'all' | 'differences'; codes: 'split' | 'plain' }
}

export interface SandboxInsurance {
  insutype: string
  psn_type: string
  psn_insu_stas: string
  cvlserv_flag: string
  insuplc_admdvs: string
  emp_name: string
  psn_insu_date: string
  paus_insu_date: string
  /** personal account at the beginning */
  balcFen: number
}

export interface SandboxPerson {
  psn_no: string
  psn_name: string
  psn_cert_type: string
  certno: string
  gend: string
  naty: string
  brdy: string
  card_no: string
  card_sn: string
  area: string
  insu: SandboxInsurance[]
  /** psn_idet_type */
  idet: string[]
}

/** One settlement in the centre's book; a refund is a row of its own with negative amounts. */
export interface LedgerRow {
  setl_id: string
  msgid: string
  mdtrt_id: string
  psn_no: string
  chrg_bchno: string
  insutype: string
  med_type: string
  fixmedins_code: string
  clr_type: string
  clr_optins: string
  setl_time: string
  medfee_sumamt: Fen
  fund_pay_sumamt: Fen
  acct_pay: Fen
  psn_cash_pay: Fen
  hosp_part_amt: Fen
  /** refunded, or itself a refund that was reversed */
  refd: boolean
  /** undone by 2601, or what undid it: in no statement */
  voided: boolean
  /** setl_id of the row that this one takes back */
  reverses?: string
}

export interface LeftoverVisit {
  mdtrt_id: string
  psn_no: string
  ipt_otp_no: string
  fixmedins_code: string
  /** of a stay only: still in hospital, or discharged */
  stay?: 'in' | 'out'
}

export interface LeftoverDetail {
  mdtrt_id: string
  psn_no: string
  chrg_bchno: string
  feedetl_sn: string
  amountFen: Fen
}

export interface Leftovers {
  /** registered, not cancelled, and nothing settled stands; of a stay: no final settlement */
  visits: LeftoverVisit[]
  /** uploaded and in no standing settlement */
  details: LeftoverDetail[]
}

/** 公共报文 as it came in. */
export interface Envelope {
  infno: string
  msgid: string
  mdtrtarea_admvs: string
  insuplc_admdvs: string
  opter: string
  opter_name: string
  fixmedins_code: string
  fixmedins_name: string
  sign_no: string
  input: JsonObject
}

export interface Book {
  codes(): string[]
  get(code: string): Contract
  has(code: string): boolean
  dict(name: string): Dict | undefined
}

/** What a handler may touch. Handlers are synchronous: each runs whole in one transaction of the ledger. */
export interface Ctx {
  store: Store
  book: Book
  env: Envelope
  at_ms: number
  options: Settings
}

export type Settings = Required<Pick<NhsaSandboxOptions, 'question5203' | 'reversible' | 'statement'>>

/** Returns the output node object (null for codes without one), or throws a Refusal. */
export type Handler = (input: JsonObject, ctx: Ctx) => Json
export type Area = Record<string, Handler>

/** Takes back exactly what one accepted message did; throws a Refusal where it cannot. */
export type Undo = (message: StoredMessage, ctx: Ctx) => void

export interface StoredMessage {
  msgid: string
  infno: string
  fixmedins_code: string
  psn_no: string
  input: string
  output: string
  at_ms: number
  reversed: number
}

/** The centre says no; the message is its err_msg and the ledger is untouched. */
export class Refusal extends Error {}

export function refuse(message: string): never {
  throw new Refusal(message)
}
