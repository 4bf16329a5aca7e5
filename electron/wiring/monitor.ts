import { familyLabel } from '../../shared/families.ts'
import { INJURY_FAMILIES } from '../../shared/injury.ts'
import { openAlarms } from '../app/monitor/alarms.ts'
import { registerMonitor } from '../app/monitor/api.ts'
import { monitorExports } from '../app/monitor/exports.ts'
import { createFigures } from '../app/monitor/figures.ts'
import { createWatch } from '../app/monitor/watch.ts'
import { centreLight, injuryLights } from '../app/shell/api.ts'
import { diskOf, upkeepTasks } from '../app/tasks/upkeep.ts'
import type { Parts } from './index.ts'
import { injuryLate } from './injury-exchange.ts'

/** Tasks, dead letters, figures and alarms. */
export function wireMonitor(parts: Parts): void {
  const { registry, journal, engine, tasks, uploads, bus, site, home, log, exports } = parts
  const { now } = parts.clock
  const limits = site.alarms
  const injury = INJURY_FAMILIES.filter((family) => parts.books.has(family))
  const words = {
    infno: (family: string, infno: string) => {
      const book = parts.books.get(family)
      return book?.has(infno) ? book.get(infno).name : ''
    },
    source: (id: string) => uploads.sources().find((source) => source.id === id)?.label ?? id,
    family: (id: string) => (id === 'nhsa' ? '医保中心' : `${familyLabel(id)}平台`),
  }
  const alarms = openAlarms(journal, now)
  const figures = createFigures(journal, now)
  const shared = { journal, engine, tasks, uploads, figures, alarms, bus, now, limits, words }
  const deps = {
    ...{ ...shared, log },
    changed: (event: 'alarm.changed' | 'shell.changed') => bus.emit(event, {}),
    tick: () => engine.tick(),
    centre: () => centreLight({ engine }),
    injury: () => injuryLights({ engine, injury }),
    disk: () => diskOf(journal, home),
  }
  registerMonitor(registry, deps)
  for (const table of monitorExports(deps)) exports.register(table)
  for (const task of upkeepTasks({ journal, home, now })) tasks.register(task)
  tasks.eachMinute(createWatch({ ...shared, others: [injuryLate(parts)] }))
}
