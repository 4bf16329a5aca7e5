import type { JsonObject } from '../../../shared/contract.ts'
import type { Change } from '../../journal/port.ts'

/**
 * What the platform calls the hospital with (contracts of direction `serve`). A handler is pure: it answers
 * and says what changes; both are committed together with the message, and the same msgid gets the same answer.
 */
export interface InboundHandler {
  family: string
  infno: string
  handle(message: Inbound): Promise<InboundAnswer>
}

export interface Inbound {
  infno: string
  /** the sender's */
  msgid: string
  input: JsonObject
  now: number
}

export type InboundAnswer =
  | { ok: true; output: JsonObject; changes: Change[] }
  /** refused: nothing changes; `message` is the err_msg */
  | { ok: false; message: string }

export interface InboundDesk {
  register(handler: InboundHandler): void
}
