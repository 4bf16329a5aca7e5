import { createPersons } from '../app/filing/persons.ts'
import { CASHIERS } from '../app/registry.ts'
import { registerSichuan } from '../app/sichuan/api.ts'
import { familyEffects } from '../app/sichuan/family.ts'
import { recordEffects } from '../app/sichuan/records.ts'
import { createLanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'

/** Sichuan's extension. */
export function wireSichuan(parts: Parts): void {
  const { registry, journal, engine, his, clock, site, nhsa, books, files, sessions } = parts
  for (const [name, effect] of [...familyEffects(), ...recordEffects()]) parts.effects.set(name, effect)
  const book = books.get('sichuan')
  registerSichuan(
    registry,
    {
      ...{
        journal,
        engine,
        his,
        files,
        now: clock.now,
        slot: site.counter.slot,
        window: site.counter.window,
      },
      ...{ fixmedins_code: site.institution.fixmedins_code, fixmedins_name: site.institution.fixmedins_name },
      ...{ area: site.nhsa.mdtrtarea_admvs, remote: nhsa.remote, mulaidApart: site.nhsa.mulaidApart },
      lanes: createLanes(),
      persons: createPersons({ now: clock.now, sessions }),
      payers: new Map(),
      contract: (code) => (book?.has(code) ? book.get(code) : null),
      dict: (name) => book?.dict(name),
    },
    ['admin', 'supervisor', 'office', 'cashier'],
    CASHIERS,
  )
}
