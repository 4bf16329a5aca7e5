import { join } from 'node:path'
import { registerMapping } from '../app/mapping/api.ts'
import type { MappingDeps } from '../app/mapping/deps.ts'
import { createGuard, type MappingGuard } from '../app/mapping/guard.ts'
import { seedMatched } from '../app/mapping/items.ts'
import { mappingTable } from '../app/mapping/sheet.ts'
import { mappingSource, WITHDRAW, withdrawEffect } from '../app/mapping/source.ts'
import { createLanes } from '../engine/lane.ts'
import type { Journal } from '../journal/port.ts'
import type { Parts } from './index.ts'

/** 目录对照. */
export function wireMapping(parts: Parts): void {
  const { home, site, journal, engine, machine, his, catalogue, uploads, tasks, bus, book } = parts
  const deps: MappingDeps = {
    ...{ journal, engine, machine, his, catalogue, uploads, tasks, bus },
    now: parts.clock.now,
    lanes: createLanes(),
    fixmedins_code: site.institution.fixmedins_code,
    dir: join(home, 'imports'),
    listType: (value) => book.dict('list_type')?.values[value] ?? value,
    ready: () => ready(parts),
  }
  parts.effects.set(WITHDRAW, withdrawEffect)
  uploads.register(mappingSource)
  registerMapping(parts.registry, deps)
  parts.exports.register(mappingTable(deps))
}

/** For those who send charges. */
export function mappingGuard(parts: Parts): MappingGuard {
  const { journal, site } = parts
  return createGuard({ journal, charges: site.mapping.charges, ready: () => ready(parts) })
}

const begun = new WeakMap<Journal, Promise<void>>()

/** The demo hospital's own mappings, before anybody looks; elsewhere nothing. */
function ready({ site, journal, his, catalogue, clock }: Parts): Promise<void> {
  if (!site.training) return Promise.resolve()
  const known = begun.get(journal)
  if (known) return known
  const seeding = seedMatched({ journal, his, catalogue, now: clock.now })
  begun.set(journal, seeding)
  seeding.catch(() => begun.delete(journal))
  return seeding
}
