import { registerFiling } from '../app/filing/api.ts'
import { createPersons } from '../app/filing/persons.ts'
import { createLanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'

/** Filings (备案). */
export function wireFiling({ registry, journal, engine, clock, site, nhsa, book, sessions }: Parts): void {
  registerFiling(
    registry,
    {
      journal,
      engine,
      now: clock.now,
      slot: site.counter.slot,
      fixmedins_code: site.institution.fixmedins_code,
      fixmedins_name: site.institution.fixmedins_name,
      area: site.nhsa.mdtrtarea_admvs,
      remote: nhsa.remote,
      persons: createPersons({ now: clock.now, sessions }),
      lanes: createLanes(),
    },
    { contract: (infno) => book.get(infno), dict: (name) => book.dict(name) },
  )
}
