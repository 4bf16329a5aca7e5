import type { Json } from '../../shared/contract.ts'
import type { Fen } from '../../shared/money.ts'
import type { MsgId } from '../../shared/msgid.ts'
import type { Txn, TxnEvent, TxnState } from '../../shared/txn.ts'
import type {
  AuditRow,
  ClosingRow,
  DepositRow,
  DocRow,
  EncounterRow,
  FeeRow,
  FeeState,
  FeeSums,
  FilingRow,
  OperatorRow,
  OutboxRow,
  PaymentRow,
  PrintJobRow,
  SettlementRow,
  ShiftRow,
  UploadRow,
  UploadState,
} from './rows.ts'

export type * from './rows.ts'

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
   *
   * With `binds` the row is written as SENT, together with the changes that it answers: one commit instead of
   * two, for messages that may be repeated without harm. Where they are refused, nothing is written.
   */
  prepare(draft: TxnDraft, binds?: (msgid: MsgId) => readonly Change[]): Promise<Txn>
  commit(changes: readonly Change[]): Promise<void>

  txn(msgid: string): Promise<Txn | null>
  events(msgid: string): Promise<TxnEvent[]>
  /** parent-less transactions not yet in a final state (kind query too), oldest first */
  unfinished(): Promise<Txn[]>
  /** rows asked or sent on behalf of this one, oldest first */
  children(parent: string): Promise<Txn[]>
  countDoubtful(): Promise<number>
  searchTxns(query: TxnQuery): Promise<{ rows: TxnHit[]; total: number }>
  /**
   * Messages sent within the range, inclusive, counted by code, outcome and time; a short range at a time, for
   * it reads every row of it (an hour of 8,000 messages: 15 ms)
   */
  txnFigures(range: { from: number; to: number }): Promise<TxnFigure[]>

  encounter(id: string): Promise<EncounterRow | null>
  searchEncounters(query: EncounterQuery): Promise<EncounterRow[]>

  /** oldest first */
  settlements(query: SettlementQuery): Promise<SettlementRow[]>
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

  doc(kind: string, id: string): Promise<DocRow | null>
  /** newest first, or by id */
  docs(query: DocQuery): Promise<DocRow[]>
  /** rows of each state of one kind */
  docCounts(kind: string): Promise<{ state: string; count: number }[]>

  /** in the order of `seq`, or newest first */
  uploads(query: UploadQuery): Promise<UploadRow[]>
  /** the open ones alone, which costs nothing whatever the history */
  uploadDepths(): Promise<UploadDepth[]>
  /** `oldestAt` as of UploadDepth; 0 of accepted and withdrawn ones, whose numbers are kept with each write */
  uploadCounts(): Promise<{ source: string; state: UploadState; count: number; oldestAt: number }[]>
  /** why rows are held or refused, the most frequent words first, 500 at most */
  uploadReasons(source: string): Promise<{ state: 'held' | 'refused'; why: string; count: number }[]>

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
  /** hashes of files that the rows of one page name; `next` leads to the page after it, null after the last */
  fileRefs(after: string | null, limit: number): Promise<{ refs: string[]; next: string | null }>

  /** A consistent copy while running; resolves with the bytes written. */
  backup(path: string): Promise<number>
  /** Free bytes on the volume of the store; null where it cannot be told. */
  freeBytes(): Promise<number | null>
  close(): Promise<void>
}

export interface DocQuery {
  kind: string
  ids?: string[]
  states?: string[]
  subject?: string
  /** is in the row's text, letters in any case */
  text?: string
  /** last written, inclusive */
  from?: number
  to?: number
  order?: 'newest' | 'id'
  offset?: number
  limit: number
}

export interface UploadQuery {
  source?: string
  sources?: string[]
  states?: UploadState[]
  keys?: string[]
  msgid?: string
  psn_no?: string
  /** is in the title or begins the key */
  text?: string
  afterSeq?: number
  order?: 'seq' | 'newest'
  offset?: number
  limit: number
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
  /** `expect` as of an encounter; the store sets createdAt when it creates */
  | { t: 'doc'; put: Omit<DocRow, 'version' | 'createdAt'>; expect: number }
  /** refused (conflict) unless the stored version is `expect` */
  | { t: 'doc.drop'; kind: string; id: string; expect: number }
  /**
   * Takes a record up. One of the same source and key that waits, is held or refused gets the new content and
   * waits again; one that is sent, accepted or withdrawn stays as it is.
   */
  | { t: 'upload'; add: Pick<UploadRow, 'source' | 'key' | 'psn_no' | 'title' | 'payload'>; at: number }
  /**
   * moves these rows; refused (conflict) unless each is in one of `from` and, where `asOf` says so, was last
   * written when it says (`at`, key by key)
   */
  | {
      t: 'upload.set'
      source: string
      keys: readonly string[]
      asOf?: readonly number[]
      from: readonly UploadState[]
      set: Partial<
        Pick<UploadRow, 'state' | 'msgid' | 'why' | 'fields' | 'answer' | 'payload' | 'attempts' | 'title'>
      >
      at: number
    }
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

export interface EncounterQuery {
  text?: string
  /** of these families; unless told, those of national insurance and of self-pay */
  families?: readonly string[]
  kind?: EncounterRow['kind']
  active?: boolean
  shiftId?: string
  steps?: string[]
  from?: number
  to?: number
  limit: number
}

/** Platforms may give the same number: a `setl_id` is looked for within its family alone. */
export type SettlementQuery = {
  shiftId?: string
  encounterId?: string
  from?: number
  to?: number
} & ({ family: string; setl_id: string } | { family?: string; setl_id?: undefined })

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

export interface UploadDepth {
  source: string
  state: Exclude<UploadState, 'accepted' | 'withdrawn'>
  count: number
  /** when the oldest of them was taken up */
  oldestAt: number
}

export interface TxnFigure {
  family: string
  infno: string
  /** failed: no answer that could be believed, or it never arrived; open: not answered yet */
  outcome: 'settled' | 'rejected' | 'failed' | 'open'
  /** how long the answer took, to 4 percent */
  took_ms: number
  calls: number
}

export interface TxnHit extends Omit<Txn, 'input' | 'local' | 'output'> {
  psnName: string | null
}
