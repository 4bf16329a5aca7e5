import type { ContractKind, Json, JsonObject } from '../../../shared/contract.ts'
import type { InjuryFamily } from '../../../shared/injury.ts'
import type { Store } from '../ledger.ts'
import type { Shapes } from '../nhsa/faults.ts'

/** One request as it came through the door. */
export interface Incoming {
  /** path without the wing's own first segment, and without the query */
  path: string
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface Written {
  status: number
  type: string
  body: string | Buffer
}

/** What a platform has to say to one message. */
export type Answer = { ok: true; output: Json } | { ok: false; code?: string; message: string }

/** A message that was understood: whose it is, and how its answer is written. */
export interface Opened {
  code: string
  /** the sender's own number of it, '' where the family has none */
  id: string
  input: JsonObject
  /** what of the envelope the handlers need */
  head: Record<string, string>
  write(answer: Answer, at_ms: number): Written
}

/** One platform of the sandbox, on the common ledger. Handlers are synchronous and run whole or not at all. */
export interface Wing {
  family: InjuryFamily
  /** takes the wrapper off; a request that is no message of the family is answered as its platform would */
  open(incoming: Incoming, at_ms: number): Opened | Written
  kindOf(code: string): ContractKind | ''
  /** acts on the ledger; throws a Refusal */
  act(opened: Opened, at_ms: number): Json
  /** what says "still at work on it" there */
  inProgress: string
  /** how a broken answer of this platform looks; JSON's unless told */
  shapes?: Shapes
  /** forgets all sign-ins, where the family has them: as a platform that was started anew */
  expire?(): void
}

export interface WingDeps {
  store: Store
  /** the same message number again: answered as before, or refused as repeated */
  repeat: 'replay' | 'refuse'
  now(): number
}

/** The platform says no; the ledger is untouched. */
export class Refusal extends Error {
  readonly code: string | undefined
  constructor(message: string, code?: string) {
    super(message)
    this.code = code
  }
}

export function refuse(message: string, code?: string): never {
  throw new Refusal(message, code)
}
