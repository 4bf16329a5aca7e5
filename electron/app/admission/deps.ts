import type { Json, JsonObject } from '../../../shared/contract.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Stay } from '../../../shared/stay.ts'
import { type Acting, carryOut, type EncounterDeps } from '../encounter.ts'
import { loadStay } from './store.ts'

export interface StayDeps extends EncounterDeps {
  /** what a code of a table means; the code itself where the table has no word for it */
  meaning(dict: string, value: string): string
  /** asks the centre about the fees before the final settlement (3102); throws where it has to wait for a reason */
  review?(act: StayActing, stay: Stay): Promise<string | null>
}

export type StayActing = Acting<StayDeps>

/**
 * Runs one interface for a stay and answers with the stay after its effect. Throws the outcome's fault where
 * it did not succeed; what is known is on disk in any case. `local` must be plain data.
 */
export async function run(
  act: StayActing,
  stay: Stay,
  infno: string,
  purpose: string,
  input: JsonObject,
  more: { amountFen?: Fen; local?: object } = {},
): Promise<Stay> {
  const { local = {}, ...rest } = more
  await carryOut(act, stay, { infno, purpose, input, ...rest, local: local as { [key: string]: Json } })
  return loadStay(act.deps.journal, stay.encounterId)
}
