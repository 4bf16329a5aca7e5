import type { Contract, ContractKind, Dict, JsonObject } from '../../shared/contract.ts'
import type { Txn } from '../../shared/txn.ts'

/** One family's wire: envelope, signature, error mapping, and what its lifecycle says of each code. */
export interface Platform {
  family: string
  contract(code: string): Contract
  dict(name: string): Dict | undefined
  /** The message as it would leave, for `--dry` and the transaction page. Never shows a secret. */
  wire(txn: Txn, session: Session): WireMessage
  /** Sends once and says what is known afterwards. Never throws, never repeats. */
  exchange(txn: Txn, session: Session, written?: () => void): Promise<Reply>
  /**
   * Reads a successful answer: normalised, and with all that this code's result must have (ids, amounts
   * that add up). `why` says in Chinese what is wrong with an answer that cannot be booked.
   */
  read(txn: Txn, output: unknown): { output: JsonObject } | { why: string }
  /** Breaks of the money rules in what is about to be sent; null if sound. */
  checkInput(code: string, input: JsonObject): string | null
  /**
   * What this message is where its own words say so and not its code: one that asks for a calculation alone is a
   * question, and is over when it gets no answer. Absent, or undefined: as the contract has it.
   */
  kindOf?(code: string, input: JsonObject): ContractKind | undefined
  /**
   * The input as the journal may have it: what the platform lets nobody keep travels once and stands as *** there.
   * Absent: as it is. Only of questions, which are never sent again from the journal.
   */
  kept?(code: string, input: JsonObject): JsonObject
  life(code: string): Life
  /** how long this code may take to answer, and the centre's own limit after which "no" is final */
  limits(code: string): { answer_ms: number; centre_ms: number }
  /** true where the call is for a patient insured elsewhere */
  remote(insuplc: string | null): boolean
}

/**
 * Files of messages, under the hash of what they hold, so that the journal keeps a reference (`file:…`) and
 * never the bytes. A `file` field of an input holds one; so does the answer that is a file.
 */
export interface FileStore {
  /** keeps the bytes, or a file made beside the store, which is moved in; answers the reference */
  put(content: Buffer | { path: string }): Promise<string>
  /** a place beside the store for a file in the making; whoever asks puts it in or removes it */
  spot(): string
  /** where the file lies; throws GuitaiError `not_found` where there is none */
  path(ref: string): string
  get(ref: string): Promise<Buffer>
}

/** What a signed-in shift adds to each message. */
export interface Session {
  sign_no: string | null
  opter: string
  opterName: string
}

export interface WireMessage {
  method: string
  url: string
  headers: Record<string, string>
  body: string
}

export type Reply =
  | { is: 'ok'; output: unknown; refmsgid: string | null; warning: string | null }
  /** the centre refused it and booked nothing; `sort` is what the message means, as far as the site knows */
  | { is: 'refused'; code: string; message: string; sort: 'double' | 'absent' | 'session' | 'other' }
  /** the centre is still at work on it */
  | { is: 'in_progress'; message: string }
  /** provably not delivered: no byte left */
  | { is: 'not_sent'; message: string }
  /** anything else: no answer, an unreadable one, a gateway's word */
  | { is: 'unknown'; message: string }

/** What an answer to the question says about the transaction in doubt. */
export type Verdict =
  | { v: 'yes'; output: JsonObject }
  | { v: 'no' }
  | { v: 'not_yet'; why: string }
  /** asked, but this cannot be answered here: go on to undoing it */
  | { v: 'cannot'; why: string }

/** The lifecycle of one code, as data of the platform. Source: contracts/nhsa/_lifecycle.md. */
export interface Life {
  /**
   * How to ask whether it happened: another code, or the same message again under the same msgid where
   * repeating is harmless. Null: it cannot be asked.
   */
  ask:
    | {
        by: 'query'
        infno: string
        input(txn: Txn): JsonObject
        judge(txn: Txn, reply: Reply): Verdict
      }
    | { by: 'resend'; judge(txn: Txn, reply: Reply): Verdict }
    | null
  /** The message that takes it back without knowing whether it stands. Null: a person has to. */
  undo: { infno: string; input(txn: Txn): JsonObject } | null
  /** Money moves: before "it did not happen" is believed, the undo must say so too. */
  confirmAbsence: boolean
  /**
   * A refusal as double may mean that this very message stands (a line that delivers twice): it is no "no",
   * but goes the way of an unclear answer.
   */
  doubleStands: boolean
  /** A withdrawal: that there is nothing to withdraw means that it is done. */
  absentIsDone: boolean
  /**
   * The centre's own record of it, by the number that its staff read out to a person who has to decide. Absent:
   * nothing of the centre's is booked with this code.
   */
  record?: {
    /** what the number is called */
    label: string
    /** the number where this program gave it itself: nobody has to read it out */
    own?(txn: Txn): string
    infno: string
    input(txn: Txn, number: string): JsonObject
    /** the record under the names of this code's answer; null where it is not the record of this message */
    read(txn: Txn, number: string, output: JsonObject): JsonObject | null
  }
}
