import type { JsonObject } from '../../../shared/contract.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Visit } from '../../../shared/visit.ts'
import type { CardReader, VoucherDecoder } from '../../devices/port.ts'
import { type Acting as ActingOn, carryOut, type EncounterDeps } from '../encounter.ts'
import { loadVisit } from './store.ts'

export interface VisitDeps extends EncounterDeps {
  reader: CardReader | null
  decoder: VoucherDecoder | null
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
