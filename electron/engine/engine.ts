import type { Json, JsonObject } from '../../shared/contract.ts'
import type { Fault } from '../../shared/errors.ts'
import type { Fen } from '../../shared/money.ts'
import type { MsgId } from '../../shared/msgid.ts'
import type { Txn } from '../../shared/txn.ts'
import type { Change, DocRow, EncounterRow, UploadRow } from '../journal/port.ts'

/** What capabilities ask of the engine. */
export interface Engine {
  /**
   * Carries one interface out: validate → precondition → PREPARED on disk → send → result and its effect
   * in one commit. Throws GuitaiError before anything was written (kinds invalid, doubt, conflict,
   * storage); after that the outcome says what is known.
   */
  transact(request: Request): Promise<Outcome>
  /** Builds and validates without writing or sending anything. */
  dry(request: Request): { method: string; url: string; headers: Record<string, string>; body: string }
  /** Takes up what an earlier process left, then looks on a timer until `stop`. */
  start(): Promise<void>
  stop(): Promise<void>
  /** One look at one doubtful transaction now. */
  ask(msgid: string): Promise<Txn>
  /** The cashier gives up waiting: reverse it. */
  giveUp(msgid: string, by: string, reason: string): Promise<Txn>
  /** A person decides a MANUAL one; `output` as the centre's staff read it out, where it happened. */
  decide(
    msgid: string,
    happened: boolean,
    output: JsonObject | null,
    by: string,
    reason: string,
  ): Promise<Txn>
  /** Lets all due doubtful transactions and outbox jobs run once; resolves when they are done. */
  tick(): Promise<void>
  /** Answer times of the last minutes, for the light. */
  pulse(): {
    family: string
    calls: number
    failures: number
    median_ms: number | null
    last: number | null
    lastFailed: boolean
  }[]
}

export interface Request {
  family: string
  infno: string
  input: JsonObject
  by: { opter: string; opterName: string; shiftId: string | null; sign_no: string | null }
  encounterId?: string
  psnNo?: string
  insuplc?: string
  amountFen?: Fen
  purpose?: string
  /** `rows`: how many records travel in it, where it carries more than one */
  local?: JsonObject
  /**
   * What must be known of this message before its first byte leaves: committed together with its row, which is
   * SENT at once. Only for messages that may be repeated without harm. Where that is refused (conflict), transact
   * throws and nothing was written.
   */
  binds?(msgid: MsgId): Change[]
  /** the rows that `binds` binds, so that the effect need not read them again; see CARRIES_ROWS */
  carries?: readonly UploadRow[]
}

export type Outcome =
  | { is: 'settled'; txn: Txn; output: JsonObject; warning: string | null }
  /** the centre said no */
  | { is: 'rejected'; txn: Txn; fault: Fault }
  /** it did not reach the centre, or provably did not happen: safe to try again */
  | { is: 'absent'; txn: Txn; fault: Fault }
  /** nobody knows yet; the resolver has it now */
  | { is: 'doubtful'; txn: Txn; fault: Fault }

export type OutcomeKind = 'settled' | 'rejected' | 'absent' | 'reversed'

/**
 * What an outcome does to the rest of the journal, committed together with it. Pure: it may run in the
 * process that sent the message or, years of restarts later, in the resolver.
 */
export type Effect = (facts: {
  txn: Txn
  outcome: OutcomeKind
  /** of a settled one, normalised */
  output: JsonObject
  encounter: EncounterRow | null
  /** the record that `local.doc` names, as it stands now */
  doc?: DocRow
  /** the rows that travel in this message, in their order, as they were when bound or as they stand; of the
   * purpose CARRIES_ROWS only */
  uploads?: readonly UploadRow[]
  now: number
}) => Change[]

export type Effects = Map<string, Effect>

/** The purpose of messages that rows are bound to (upload.set with their msgid). */
export const CARRIES_ROWS = 'upload.batch'

/**
 * A job of the outbox: must be repeatable without harm. Throws to be repeated later. It has to end soon after
 * `stopping` is aborted.
 */
export interface Job {
  (payload: Json, stopping: AbortSignal): Promise<void>
  /**
   * failures after which a person has to look at it (`dead`). Without it, the job never gives up. That the other
   * side cannot be reached, or that something is in doubt, counts as no failure of the job
   */
  tries?: number
  /** may take long: the look at what is in doubt does not wait for it */
  aside?: true
}
export type Jobs = Map<string, Job>
