import type { Engine } from '../../engine/engine.ts'
import type { Journal } from '../../journal/port.ts'
import type { Bus } from '../registry.ts'
import type { TaskRunner } from '../tasks/index.ts'
import type { Alarms } from './alarms.ts'
import type { createFigures } from './figures.ts'
import { type Finding, findingsOf, type Limits, type Words } from './rules.ts'

export interface WatchDeps {
  journal: Journal
  engine: Pick<Engine, 'pulse'>
  tasks: Pick<TaskRunner, 'status'>
  figures: ReturnType<typeof createFigures>
  alarms: Alarms
  bus: Bus
  now(): number
  limits: Limits
  words: Words
  /** what capabilities measure themselves */
  others?: readonly (() => Promise<Finding[]>)[]
}

/** One look at everything that may raise an alarm; called once a minute. */
export function createWatch(deps: WatchDeps): () => Promise<void> {
  const silent = new Map<string, { since: number; last: number }>()
  return async () => {
    const { journal, engine, tasks, figures, alarms, bus, now, limits, words } = deps
    for (const { family, last, lastFailed } of engine.pulse()) {
      if (!lastFailed || last === null) silent.delete(family)
      else silent.set(family, { since: silent.get(family)?.since ?? last, last })
    }
    const outbox = await journal.outboxCounts()
    const oldest = (await journal.outboxList(outbox.dead + 1)).find(({ state }) => state === 'waiting')
    const seen = {
      now: now(),
      figures: await figures.lastHour(),
      depths: await journal.uploadDepths(),
      outbox: { ...outbox, oldestAt: oldest?.createdAt ?? null },
      silent: [...silent].map(([family, times]) => ({ family, ...times })),
      tasks: await tasks.status(),
      free_bytes: await journal.freeBytes(),
    }
    const more = (await Promise.all((deps.others ?? []).map((look) => look()))).flat()
    if (!(await alarms.step([...findingsOf(seen, limits, words), ...more]))) return
    bus.emit('alarm.changed', {})
    bus.emit('shell.changed', {})
  }
}
