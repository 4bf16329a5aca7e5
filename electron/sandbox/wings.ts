import { BIZH_PASSWORD, openBizhWing, SCHEMA_BIZH } from './bizh/index.ts'
import { openGsWing, SCHEMA_GS } from './gs/index.ts'
import { keysOf, openGyWing, SCHEMA_GY } from './gy/index.ts'
import type { InjuryKeys } from './injury/centre.ts'
import type { Wing, WingDeps } from './injury/wing.ts'

/** The platforms of the injury sandbox: their tables, and how they are opened on the ledger. */
export function wings(): {
  schemas: string[]
  open(deps: WingDeps): { list: Wing[]; keys: InjuryKeys }
} {
  return {
    schemas: [SCHEMA_GS, SCHEMA_BIZH, SCHEMA_GY],
    open(deps) {
      const gy = keysOf(deps.store)
      const keys = {
        bizhPassword: BIZH_PASSWORD,
        gyPrivate: gy.hospitalPrivate,
        gyPlatform: gy.platformPublic,
      }
      return { list: [openGsWing(deps), openBizhWing(deps), openGyWing(deps, gy)], keys }
    },
  }
}
