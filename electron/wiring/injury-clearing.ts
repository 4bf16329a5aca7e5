import { askThrough } from '../app/export/tables.ts'
import { registerClearing } from '../app/injury/clearing/api.ts'
import type { ClearingDeps } from '../app/injury/clearing/deps.ts'
import { clearingEffects } from '../app/injury/clearing/effects.ts'
import { clearingTables } from '../app/injury/clearing/exports.ts'
import { createLanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'

/** Clearing of work-injury insurance: applications of gs, month-ends and deductions of gy. */
export function wireInjuryClearing(parts: Parts): void {
  const { site, journal, engine, machine, bus, clock, books, registry } = parts
  for (const [name, effect] of clearingEffects()) parts.effects.set(name, effect)
  const { gs, gy } = site.injury
  const { fixmedins_code, fixmedins_name } = site.institution
  const deps: ClearingDeps = {
    ...{ journal, engine, machine, bus, lanes: createLanes(), now: clock.now },
    dict: (family, name) => books.get(family)?.dict(name),
    gs: gs ? { akb020: gs.akb020 ?? fixmedins_code, akb021: fixmedins_name, yab003: gs.yab003 } : null,
    gy: gy
      ? {
          ...{ akb020: gy.akb020 ?? fixmedins_code, akb021: fixmedins_name, aab299: gy.aab299 },
          ...{ yab600: gy.yab600, agency: gy.roles.includes('agency') },
        }
      : null,
  }
  for (const table of clearingTables(askThrough(registry))) parts.exports.register(table)
  registerClearing(registry, deps)
}
