import type { JsonObject } from '../../../shared/contract.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Visit } from '../../../shared/visit.ts'
import type { CardReader, VoucherDecoder } from '../../devices/port.ts'
import { type Acting as ActingOn, carryOut, type EncounterDeps } from '../encounter.ts'
import { loadVisit } from './store.ts'

export interface VisitDeps extends EncounterDeps {
  reader: CardReader | null
  decoder: VoucherDecoder | null
  /** absent: nobody scans trace codes here */
  traces?: TracePort
  /** asks the centre about the details before they count (3101); throws where it has to wait for a reason */
  review?(act: Acting, visit: Visit): Promise<string | null>
}

/** One trace code of a line; `feedetl_sn` is the line's own, without the batch. */
export interface TraceCode {
  feedetl_sn: string
  drug_trac_codg: string
  trdn_flag: '0' | '1'
}

/** 依码结算: the codes of a visit's drugs, and the drugs that lack theirs. */
export interface TracePort {
  /** whether a settlement without codes is refused, warned of, or codes are no part of it */
  drugs: 'must' | 'warn' | 'off'
  of(visit: Visit): Promise<{ codes: TraceCode[]; missing: string[] }>
}

export type Acting = ActingOn<VisitDeps>

/**
 * Runs one interface for a visit and answers with the visit after its effect. Throws the outcome's fault
 * where it did not succeed; what is known is on disk in any case.
 */
export async function run(
  act: Acting,
  visit: Visit,
  infno: string,
  purpose: string,
  input: JsonObject,
  more: { amountFen?: Fen; local?: JsonObject } = {},
): Promise<Visit> {
  await carryOut(act, visit, { infno, purpose, input, ...more })
  return loadVisit(act.deps.journal, visit.encounterId)
}
