import { askThrough } from '../app/export/tables.ts'
import { registerExchange } from '../app/injury/exchange/api.ts'
import type { ExchangeDeps } from '../app/injury/exchange/deps.ts'
import type { Checked } from '../app/injury/exchange/downloads.ts'
import { exchangeEffects } from '../app/injury/exchange/effects.ts'
import { exchangeTables } from '../app/injury/exchange/exports.ts'
import { lateFinding } from '../app/injury/exchange/late.ts'
import { exchangeSources } from '../app/injury/exchange/sources.ts'
import { exchangeTasks } from '../app/injury/exchange/tasks.ts'
import type { Finding } from '../app/monitor/rules.ts'
import { createLanes } from '../engine/lane.ts'
import type { Parts } from './index.ts'
import { lineUploader } from './injury.ts'

/** Cross-province exchange of work-injury insurance (gy). */
export function wireInjuryExchange(parts: Parts): void {
  const { site, journal, engine, machine, uploads, files, bus, clock, books, registry } = parts
  for (const [name, effect] of exchangeEffects()) parts.effects.set(name, effect)
  const { gy } = site.injury
  const deps: ExchangeDeps = {
    ...{ journal, engine, machine, uploads, files, bus, now: clock.now, tasks: parts.tasks },
    ...{ lanes: createLanes(), slot: site.counter.slot },
    book: (gy && books.get('gy')) ?? null,
    agency: gy?.roles.includes('agency') ?? false,
    site: {
      akb020: gy?.akb020 ?? site.institution.fixmedins_code,
      fixmedins_name: site.institution.fixmedins_name,
      ...{ inst_type: gy?.inst_type ?? '1', aab299: gy?.aab299 ?? '', yab600: gy?.yab600 ?? '' },
      sender: gy?.sender ?? '',
    },
  }
  /** codes whose unconfirmed rows have been compared with the platform's since this program began */
  const checked: Checked = new Set()
  if (deps.book) {
    if (deps.agency) for (const source of exchangeSources()) uploads.register(source)
    exchangeTasks(deps, checked, lineUploader(parts))
    for (const table of exchangeTables(deps, askThrough(registry))) parts.exports.register(table)
  }
  registerExchange(registry, deps, checked)
}

/** What is late at the cross-province platform, as an alarm; nothing where the site does not speak with it. */
export const injuryLate =
  ({ site, journal, clock }: Parts) =>
  async (): Promise<Finding[]> =>
    site.injury.gy ? [await lateFinding(journal, clock.now())] : []
