import { fail } from '../../../shared/errors.ts'
import type { Clock } from '../../engine/core.ts'
import type { Journal } from '../../journal/port.ts'
import type { Bus } from '../registry.ts'
import type { Plan, Task, Tasks } from './port.ts'

export interface TasksDeps {
  journal: Journal
  clock: Clock
  bus: Bus
  /** what the site says of single tasks, by id */
  plans: Readonly<Record<string, Plan | 'off'>>
  log(line: Record<string, unknown>): void
}

export function createTasks(_deps: TasksDeps): Tasks & { list(): readonly Task[] } {
  const tasks = new Map<string, Task>()
  return {
    register: (task) => void tasks.set(task.id, task),
    list: () => [...tasks.values()],
    run: async (id, by) => {
      const task = tasks.get(id) ?? fail('not_found', `没有任务 ${id}`)
      return task.run({ signal: new AbortController().signal, progress: () => {}, by })
    },
    start: () => {},
    stop: async () => {},
  }
}
