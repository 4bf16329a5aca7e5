import type { Json } from '../../shared/contract.ts'
import type { Fen } from '../../shared/money.ts'
import type { MsgId } from '../../shared/msgid.ts'
import type { Txn, TxnEvent, TxnState } from '../../shared/txn.ts'
import type { LedgerMethod } from '../../shared/visit.ts'

/**
 * The store behind the engine. Asynchronous, so that PostgreSQL can stand behind it as well as SQLite.
 * Writes are data: a list of changes that is applied all or nothing, in order, and is durable when the
 * promise resolves. A change whose expectation fails (state, version) refuses the whole list with a
 * GuitaiError of kind `conflict`; a full disk refuses it with kind `storage`.
 */
export interface Journal {
  /**
   * Allocates the msgid and writes the row in state PREPARED, in one durable commit. Refuses with kind
   * `doubt` while a holding transaction (txn.HOLDING, parent null, kind not query) of the same encounter
   * or the same psnNo stands, unless the draft is itself a query or has a parent.
   */
  prepare(draft: TxnDraft): Promise<Txn>
  commit(changes: readonly Change[]): Promise<void>

  txn(msgid: string): Promise<Txn | null>
  events(msgid: string): Promise<TxnEvent[]>
  /** parent-less transactions not yet in a final state (kind query too), oldest first */
  unfinished(): Promise<Txn[]>
  /** rows asked or sent on behalf of this one, oldest first */
  children(parent: string): Promise<Txn[]>
  countDoubtful(): Promise<number>
  searchTxns(query: TxnQuery): Promise<{ rows: TxnHit[]; total: number }>

  encounter(id: string): Promise<EncounterRow | null>
  searchEncounters(query: EncounterQuery): Promise<EncounterRow[]>

  settlements(query: {
    setl_id?: string
    shiftId?: string
    encounterId?: string
    from?: number
    to?: number
  }): Promise<SettlementRow[]>
  payments(query: { shiftId?: string; encounterId?: string }): Promise<PaymentRow[]>

  /** fee lines of a stay in their order */
  fees(query: {
    encounterId: string
    states?: FeeState[]
    /** a settlement's, or null: of none */
    setl_id?: string | null
    day?: string
    lineNos?: number[]
    offset?: number
    limit?: number
  }): Promise<FeeRow[]>
  /** sums of each stay named; a stay without lines has zeros */
  feeSums(encounterIds: readonly string[]): Promise<FeeSums[]>
  deposits(query: { encounterId?: string; shiftId?: string; depositId?: string }): Promise<DepositRow[]>
  /** what is left of the deposits of each stay named */
  depositBalances(encounterIds: readonly string[]): Promise<{ encounterId: string; balanceFen: Fen }[]>

  filings(query: {
    filingId?: string
    psn_no?: string
    /** name, certno or psn_no begin with it */
    text?: string
    kind?: FilingRow['kind']
    limit: number
  }): Promise<FilingRow[]>
  /** newest first */
  closings(query: { period?: string; limit: number }): Promise<ClosingRow[]>

  printJob(jobId: string): Promise<PrintJobRow | null>
  printJobs(query: { states?: PrintJobRow['state'][]; limit: number }): Promise<PrintJobRow[]>

  outboxDue(now: number, limit: number): Promise<OutboxRow[]>
  outboxCounts(): Promise<{ waiting: number; dead: number }>
  outboxList(limit: number): Promise<OutboxRow[]>

  operator(opter: string): Promise<OperatorRow | null>
  operators(): Promise<OperatorRow[]>
  shift(id: string): Promise<ShiftRow | null>
  /** the shift signed in and not out of this operator, if any */
  openShift(opter: string): Promise<ShiftRow | null>
  shifts(query: { from?: number; to?: number; opter?: string; limit?: number }): Promise<ShiftRow[]>

  auditTrail(query: { from?: number; to?: number; limit: number; before?: number }): Promise<AuditRow[]>
  /** Recomputes the hash chain; `brokenAt` is the first sequence number that does not fit, null if whole. */
  auditVerify(): Promise<{ rows: number; brokenAt: number | null }>

  setting(key: string): Promise<Json | undefined>

  /** A consistent copy while running; resolves with the bytes written. */
  backup(path: string): Promise<number>
  /** Free bytes on the volume of the store; null where it cannot be told. */
  freeBytes(): Promise<number | null>
  close(): Promise<void>
}

export type TxnDraft = Omit<
  Txn,
  | 'msgid'
  | 'state'
  | 'output'
  | 'refmsgid'
  | 'errCode'
  | 'errMsg'
  | 'attempts'
  | 'nextAt'
  | 'sentAt'
  | 'endedAt'
>

/** What a transaction knows of itself before it is sent: beside its draft and msgid, nothing. */
export const UNSENT: Omit<Txn, keyof TxnDraft | 'msgid'> = {
  state: 'PREPARED',
  output: null,
  refmsgid: null,
  errCode: null,
  errMsg: null,
  attempts: 0,
  nextAt: null,
  sentAt: null,
  endedAt: null,
}

export type Change =
  /** moves one transaction; refused unless its state is one of `from` */
  | {
      t: 'txn'
      msgid: MsgId
      from: readonly TxnState[]
      to: TxnState
      at: number
      note?: string
      set?: Partial<
        Pick<
          Txn,
          | 'output'
          | 'refmsgid'
          | 'errCode'
          | 'errMsg'
          | 'attempts'
          | 'nextAt'
          | 'sentAt'
          | 'endedAt'
          | 'psnNo'
        >
      >
    }
  /** `expect` 0 creates; otherwise refused unless the stored version is `expect`. Stored version = expect + 1. */
  | { t: 'encounter'; put: Omit<EncounterRow, 'version' | 'updatedAt'>; expect: number; at: number }
  | { t: 'settlement'; add: SettlementRow }
  | { t: 'payment'; add: PaymentRow }
  /** refused where the charge is in the stay already */
  | { t: 'fee'; add: FeeRow }
  /** moves one line; refused (conflict) unless its state is `from` and it is in no settlement */
  | {
      t: 'fee.set'
      encounterId: string
      lineNo: number
      from: readonly FeeState[]
      set: Partial<Pick<FeeRow, 'state' | 'gen' | 'why' | 'split' | 'chrgitm_lv'>>
    }
  /** takes a line out that the centre does not have; refused where it does */
  | { t: 'fee.drop'; encounterId: string; lineNo: number }
  /** all lines in no settlement yet join this one: those uploaded, or `all` of a stay that calls nobody */
  | { t: 'fee.settle'; encounterId: string; setl_id: string; which: 'uploaded' | 'all' }
  | { t: 'fee.unsettle'; encounterId: string; setl_id: string }
  /**
   * all lines uploaded and in no settlement become new again; every line in none gets a serial of its own (gen
   * + 1), for the centre may have had some that were not known to be there
   */
  | { t: 'fee.withdraw'; encounterId: string }
  /** refused (conflict) where the stay's balance would fall below zero */
  | { t: 'deposit'; add: DepositRow }
  /** `expect` as of an encounter */
  | { t: 'filing'; put: Omit<FilingRow, 'version'>; expect: number }
  | { t: 'closing'; add: ClosingRow }
  /** inserts, or replaces the job of that id */
  | { t: 'print'; put: PrintJobRow }
  | { t: 'outbox'; add: Omit<OutboxRow, 'id' | 'attempts' | 'state' | 'lastError' | 'doneAt'> }
  | {
      t: 'outbox.mark'
      id: number
      state: OutboxRow['state']
      attempts: number
      nextAt: number
      lastError: string | null
      at: number
    }
  | { t: 'operator'; put: OperatorRow }
  | { t: 'shift'; put: ShiftRow }
  | { t: 'setting'; key: string; value: Json }
  /** the store chains it: seq, prev_hash and hash are its own */
  | { t: 'audit'; entry: Omit<AuditRow, 'seq' | 'prevHash' | 'hash'> }

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

export interface EncounterQuery {
  text?: string
  kind?: EncounterRow['kind']
  active?: boolean
  shiftId?: string
  steps?: string[]
  from?: number
  to?: number
  limit: number
}

export interface TxnQuery {
  /** patient name, initials, certno, psn_no, msgid, encounter or mdtrt_id */
  text?: string
  infno?: string
  states?: TxnState[]
  amountFen?: Fen
  from?: number
  to?: number
  opter?: string
  /** leave queries out */
  withoutQueries?: boolean
  offset: number
  limit: number
}

export interface TxnHit extends Omit<Txn, 'input' | 'local' | 'output'> {
  psnName: string | null
}

/** The counter's own ledger: one row a settlement, one negative row a refund. */
export interface SettlementRow {
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
  /** the setl_id that this row takes back */
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
  method: LedgerMethod
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

export type Role = 'admin' | 'supervisor' | 'cashier'

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
