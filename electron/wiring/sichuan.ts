import { askThrough } from '../app/export/tables.ts'
import { createPersons } from '../app/filing/persons.ts'
import { CASHIERS } from '../app/registry.ts'
import { registerSichuan } from '../app/sichuan/api.ts'
import { sichuanTables } from '../app/sichuan/exports.ts'
import { familyEffects } from '../app/sichuan/family.ts'
import { recordEffects } from '../app/sichuan/records.ts'
import type { Lanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'

/** Sichuan's extension. */
export function wireSichuan(parts: Parts, lanes: Lanes): void {
  const { registry, journal, engine, his, clock, site, nhsa, books, files, sessions, machine } = parts
  for (const [name, effect] of [...familyEffects(), ...recordEffects()]) parts.effects.set(name, effect)
  const book = books.get('sichuan')
  const meaning = (dict: string, value: string) => book?.dict(dict)?.values[value] ?? value
  for (const table of sichuanTables({ ask: askThrough(registry), meaning })) parts.exports.register(table)
  registerSichuan(
    registry,
    {
      ...{
        journal,
        engine,
        his,
        files,
        machine,
        now: clock.now,
        slot: site.counter.slot,
        window: site.counter.window,
      },
      ...{ fixmedins_code: site.institution.fixmedins_code, fixmedins_name: site.institution.fixmedins_name },
      ...{ area: site.nhsa.mdtrtarea_admvs, remote: nhsa.remote, mulaidApart: site.nhsa.mulaidApart },
      lanes,
      persons: createPersons({ now: clock.now, sessions }),
      payers: new Map(),
      contract: (code) => (book?.has(code) ? book.get(code) : null),
      dict: (name) => book?.dict(name),
    },
    ['admin', 'supervisor', 'office', 'cashier'],
    CASHIERS,
  )
}
