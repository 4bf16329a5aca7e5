import { registerAdmission } from '../app/admission/api.ts'
import type { Lanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'
import { mappingGuard } from './mapping.ts'
import { reviewOf } from './review.ts'

/** Admission to discharge. */
export function wireAdmission(parts: Parts, lanes: Lanes): void {
  const { site, journal, engine, his, nhsa, book, clock, registry } = parts
  registerAdmission(
    registry,
    {
      journal,
      engine,
      his,
      now: clock.now,
      slot: site.counter.slot,
      window: site.counter.window,
      fixmedins_code: site.institution.fixmedins_code,
      remote: nhsa.remote,
      mulaidApart: site.nhsa.mulaidApart,
      lanes,
      mapped: mappingGuard(parts),
      review: reviewOf(parts).stay,
      meaning: (dict, value) => book.dict(dict)?.values[value] ?? value,
    },
    (infno) => (book.has(infno) ? book.get(infno).name : infno),
  )
}
