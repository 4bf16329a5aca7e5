import type { JsonObject } from '../../../shared/contract.ts'
import type { Change } from '../../journal/port.ts'

/**
 * What the platform calls the hospital with (contracts of direction `serve`). A handler answers and says what
 * changes; both are committed together with the message, and the same message again gets the same answer. It
 * may run twice for one message that comes twice at once: only one run is kept.
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

/** What is kept of one message: the journal's doc of kind `inbound`, its id the sender's msgid. */
export interface InboundRecord {
  infno: string
  /** address that it came from */
  from: string
  input: JsonObject
  /** of a message that was taken */
  output: JsonObject | null
  /** of one that was refused */
  message: string | null
}

export interface InboundDesk {
  register(handler: InboundHandler): void
}
