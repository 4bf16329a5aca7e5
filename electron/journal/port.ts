import type { Json } from '../../shared/contract.ts'
import type { Fen } from '../../shared/money.ts'
import type { MsgId } from '../../shared/msgid.ts'
import type { Txn, TxnEvent, TxnState } from '../../shared/txn.ts'
import type { PayMethod } from '../../shared/visit.ts'

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
  at: number
}

export interface PaymentRow {
  paymentId: string
  encounterId: string
  setl_id: string
  shiftId: string | null
  method: PayMethod
  /** negative: given back */
  amountFen: Fen
  refNo: string | null
  at: number
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
