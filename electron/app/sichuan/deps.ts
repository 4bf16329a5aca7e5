import type { Contract, Dict, JsonObject } from '../../../shared/contract.ts'
import type { FileStore } from '../../platforms/port.ts'
import type { EncounterDeps } from '../encounter.ts'
import type { Persons } from '../filing/persons.ts'

export interface SichuanDeps extends EncounterDeps {
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
