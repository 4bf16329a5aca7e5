import type { Contract, Dict, JsonObject } from '../../../shared/contract.ts'
import type { Request } from '../../engine/engine.ts'
import type { FileStore } from '../../platforms/port.ts'
import type { EncounterDeps } from '../encounter.ts'
import type { Persons } from '../filing/persons.ts'
import type { Machine } from '../machine.ts'
import { type Sender, senderOf } from '../office.ts'
import type { Caller } from '../registry.ts'

export interface SichuanDeps extends EncounterDeps {
  machine: Machine
  /** 就医地医保区划 of this site */
  area: string
  fixmedins_name: string
  persons: Persons
  files: FileStore
  /** relatives last asked for, by session and settlement */
  payers: Map<string, JsonObject[]>
  /** null where the family is not open here */
  contract(code: string): Contract | null
  dict(name: string): Dict | undefined
}

/** Who looks after a record: the person that messages and audit name, and how his messages leave. */
export interface Office {
  deps: SichuanDeps
  by: { opter: string; opterName: string }
  send: Sender
}

/** Records need no shift: without one they leave as the system operator's. */
export async function officeOf(deps: SichuanDeps, caller: Caller): Promise<Office> {
  const { opter, opterName } = caller.operator!
  return { deps, by: { opter, opterName }, send: await senderOf(deps, caller) }
}

/** Who asks for a person (1101): in his shift, else the system operator. */
export async function askerOf({ journal, machine }: SichuanDeps, caller: Caller): Promise<Request['by']> {
  const { opter, opterName } = caller.operator!
  const shift = await journal.openShift(opter)
  return shift
    ? { opter, opterName, shiftId: shift.shiftId, sign_no: shift.signNo.nhsa ?? null }
    : machine.by()
}
