import { fail } from '../../shared/errors.ts'
import { INJURY_FAMILIES, type InjuryFamily } from '../../shared/injury.ts'
import { registerInjury } from '../app/injury/api.ts'
import { inClearing } from '../app/injury/clearing/gs-view.ts'
import type { InjuryDeps } from '../app/injury/deps.ts'
import { injuryEffects } from '../app/injury/effects.ts'
import { gate } from '../app/injury/exchange/gate.ts'
import { readSums } from '../app/injury/lines.ts'
import { loadCase } from '../app/injury/store.ts'
import { upload } from '../app/injury/upload.ts'
import type { Way, WayDeps } from '../app/injury/way.ts'
import { bizhWay } from '../app/injury/ways/bizh.ts'
import { gsWay } from '../app/injury/ways/gs.ts'
import { gyWay } from '../app/injury/ways/gy.ts'
import type { Ways } from '../app/injury/ways/index.ts'
import { createLanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'
import { mappingGuard } from './mapping.ts'

/** How each family's way is made. */
const MAKERS: Record<InjuryFamily, (parts: Parts, deps: WayDeps) => Way> = {
  gs: (parts, deps) => gsWay({ ...deps, pageSize: parts.site.injury.gs!.pageSize }),
  bizh: (parts, deps) => bizhWay({ ...deps, removeLines: parts.site.injury.bizh!.removeLines }),
  gy: (parts, deps) => gyWay({ ...deps, facts: parts.site.injury.gy! }),
}

const made = new WeakMap<Parts, Ways>()

/** The ways of work-injury insurance that are open here, the site's own first. */
export function waysOf(parts: Parts): Ways {
  const known = made.get(parts)
  if (known) return known
  const { first } = parts.site.injury
  const order = [...INJURY_FAMILIES].sort((a, b) => Number(b === first) - Number(a === first))
  const ways = new Map<InjuryFamily, Way>()
  for (const family of order) {
    const make = MAKERS[family]
    if (parts.books.has(family)) ways.set(family, make(parts, wayDeps(parts, family)))
  }
  made.set(parts, ways)
  return ways
}

function wayDeps({ site, books }: Parts, family: InjuryFamily): WayDeps {
  return {
    institution: {
      fixmedins_code: site.injury[family]?.akb020 ?? site.institution.fixmedins_code,
      fixmedins_name: site.institution.fixmedins_name,
    },
    meaning: (dict, value) => books.get(family)?.dict(dict)?.values[value] ?? value,
  }
}

const shared = new WeakMap<Parts, InjuryDeps>()

/** What the counter's cases are worked on with; the same lanes for whoever works on them. */
export function injuryDeps(parts: Parts): InjuryDeps {
  const known = shared.get(parts)
  if (known) return known
  const { site, journal, engine, his, books, clock } = parts
  const deps: InjuryDeps = {
    ...{ journal, engine, his, now: clock.now, lanes: createLanes(), mapped: mappingGuard(parts) },
    ...{ slot: site.counter.slot, window: site.counter.window },
    fixmedins_code: site.institution.fixmedins_code,
    // of national insurance alone
    ...{ remote: () => false, mulaidApart: false },
    ways: waysOf(parts),
    dict: (family, name) => books.get(family)?.dict(name),
    labelOf: (family, infno) => {
      const book = books.get(family)
      return book?.has(infno) ? book.get(infno).name : infno
    },
    inClearing: (family, setl_id) => inClearing(journal, family, setl_id),
    guard: (family, infno, input, encounterId) =>
      family === 'gy' ? gate(journal, infno, input, encounterId) : Promise.resolve(),
  }
  shared.set(parts, deps)
  return deps
}

export function wireInjury(parts: Parts): void {
  for (const [purpose, effect] of injuryEffects(waysOf(parts))) parts.effects.set(purpose, effect)
  registerInjury(parts.registry, injuryDeps(parts))
}

/** The program itself, where no clerk is at work. */
const MACHINE = { opter: 'SYS', opterName: '系统任务', shiftId: null }

/**
 * Uploads the waiting lines of a stay without a clerk, in turn with whoever works on it; answers how many stay behind.
 * Throws what the upload throws: a doubt, a refusal that is about the stay.
 */
export function lineUploader(parts: Parts): (encounterId: string) => Promise<{ left: number }> {
  const deps = injuryDeps(parts)
  return (encounterId) =>
    deps.lanes.run(encounterId, async () => {
      const of = await loadCase(deps.journal, encounterId)
      if (of.kind !== 'inpatient' || of.step !== 'admitted')
        fail('conflict', '只有在院患者可以上传明细', '没有发送。', '请查看当前步骤。')
      const after = await upload({ deps, by: MACHINE }, of)
      const { fresh, failed } = await readSums(deps.journal, after)
      return { left: fresh + failed }
    })
}
