import { INJURY_FAMILIES, type InjuryFamily } from '../../shared/injury.ts'
import { askThrough } from '../app/export/tables.ts'
import { registerInjuryRecord } from '../app/injury/record/api.ts'
import type { Names } from '../app/injury/record/deps.ts'
import { recordEffects } from '../app/injury/record/effects.ts'
import { recordTable } from '../app/injury/record/exports.ts'
import type { Parts } from './index.ts'
import { injuryDeps } from './injury.ts'

/** Medical record, orders, attachments and rehabilitation of injured workers. */
export function wireInjuryRecord(parts: Parts): void {
  const { registry, journal, engine, machine, his, files, clock, site, books } = parts
  const { injury } = site
  const open = INJURY_FAMILIES.filter((family) => books.has(family))
  const families = [...open].sort((a, b) => Number(b === injury.first) - Number(a === injury.first))
  for (const [name, effect] of recordEffects()) parts.effects.set(name, effect)
  parts.exports.register(recordTable(askThrough(registry)))
  registerInjuryRecord(registry, {
    ...{ journal, engine, machine, his, files, families, lanes: injuryDeps(parts).lanes, now: clock.now },
    slot: site.counter.slot,
    names: (family) => namesOf(parts, family),
    contract: (family, infno) => books.get(family)!.get(infno),
    dict: (name) => parts.book.dict(name),
  })
}

/** What this hospital is called at each platform; the national code and area unless the site says otherwise. */
function namesOf({ site }: Parts, family: InjuryFamily): Names {
  const { fixmedins_code, fixmedins_name } = site.institution
  const { gs, bizh, gy } = site.injury
  const akb020 = { gs, bizh, gy }[family]?.akb020 ?? fixmedins_code
  const own = family === 'gy' ? gy : bizh
  return {
    ...{ akb020, akb021: fixmedins_name, yab003: gs?.yab003 ?? '', akb026: bizh?.akb026 ?? akb020 },
    ...{ aab299: own?.aab299 ?? site.nhsa.mdtrtarea_admvs, yab600: own?.yab600 ?? '' },
  }
}
