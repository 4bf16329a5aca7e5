import { fail } from '../../../shared/errors.ts'
import type { Clock } from '../../engine/core.ts'
import type { Journal } from '../../journal/port.ts'
import type { Bus } from '../registry.ts'
import { openRecords, type TaskRecord, type TaskRecords } from './kept.ts'
import { dueAt, upTo } from './plan.ts'
import type { Plan, Task, Tasks } from './port.ts'
import { createRuns, failed, INTERRUPTED, type Runs } from './runs.ts'

export interface TasksDeps {
  journal: Journal
  clock: Clock
  bus: Bus
  /** what the site says of single tasks, by id */
  plans: Readonly<Record<string, Plan | 'off'>>
  log(line: Record<string, unknown>): void
}

/** One task as the page shows it. */
export interface TaskStatus {
  task: Task
  plan: Plan | null
  record: TaskRecord
  /** null: by hand only, running, or this program does not look at the clock */
  nextAt: number | null
  running: ReturnType<Runs['of']>
}

/** Tasks of the whole program; see app/tasks/port.ts. `abort` throws `conflict` where it does not run. */
export interface TaskRunner extends Tasks {
  list(): readonly Task[]
  status(): Promise<TaskStatus[]>
  abort(id: string): void
  /** looks at something once a minute, beside the tasks, while the clock is looked at */
  eachMinute(look: () => Promise<void>): void
}

/** However far the next task is: a clock that was set, or a machine that slept, is noticed. */
const LOOK_ms = 60_000

export function createTasks(deps: TasksDeps): TaskRunner {
  const { journal, clock, bus, log } = deps
  const tasks = new Map<string, Task>()
  const records = openRecords(journal, clock.now)
  const looks: (() => Promise<void>)[] = []
  let upAt: number | null = null
  let lookedAt = 0
  let cancel = () => {}
  let looking: Promise<void> = Promise.resolve()

  const told = (error: unknown) => log({ level: 'error', at: 'tasks', error: String(error) })
  const lookSoon = () => {
    if (upAt !== null) looking = looking.then(look).catch(told)
  }
  const runs = createRuns({
    ...{ records, now: clock.now, over: lookSoon, log },
    changed: () => bus.emit('tasks.changed', {}),
  })
  const planOf = (task: Task) => planFor(task, deps.plans)

  /** Begins what is due, the oldest first, as far as there is room, and comes again in time for the next. */
  async function look(): Promise<void> {
    const now = clock.now()
    if (now < lookedAt) {
      lookedAt = now
      upAt = upAt === null ? null : Math.min(upAt, now)
    }
    if (now - lookedAt >= LOOK_ms) {
      lookedAt = now
      for (const one of looks) await one().catch(told)
    }
    const due: { task: Task; at: number }[] = []
    let next = lookedAt + LOOK_ms
    for (const task of tasks.values()) {
      const at = runs.of(task.id) ? null : dueAt(planOf(task), upTo(now, await records.get(task)), upAt)
      if (at === null) continue
      if (at <= now) due.push({ task, at })
      else next = Math.min(next, at)
    }
    if (upAt === null) return
    for (const { task } of due.sort((a, b) => a.at - b.at))
      if (runs.hasRoom()) void runs.begin(task, null).catch(() => {})
    cancel()
    cancel = clock.after(next - now, lookSoon)
  }

  return {
    register(task) {
      if (tasks.has(task.id)) throw new Error(`task registered twice: ${task.id}`)
      tasks.set(task.id, task)
    },
    list: () => [...tasks.values()],
    run: async (id, by) =>
      runs.begin(tasks.get(id) ?? fail('not_found', `没有任务 ${id}`, '没有执行。', '请刷新任务列表。'), by),
    abort: runs.abort,
    eachMinute: (one) => void looks.push(one),
    start() {
      upAt = clock.now()
      lookedAt = upAt
      looking = recover(deps, [...tasks.values()], records, planOf).catch(told)
      lookSoon()
    },
    async stop() {
      upAt = null
      cancel()
      await Promise.all([looking, runs.stop()])
      cancel()
    },
    status: () =>
      Promise.all([...tasks.values()].map((task) => statusOf(deps, task, planOf(task), records, runs, upAt))),
  }
}

/** What was running when the program ended has failed; a plan by the day counts from when it is first seen. */
async function recover(
  { plans, clock, log }: TasksDeps,
  tasks: readonly Task[],
  records: TaskRecords,
  planOf: (task: Task) => Plan | null,
): Promise<void> {
  for (const id of Object.keys(plans))
    if (!tasks.some((task) => task.id === id))
      log({ level: 'warn', at: 'tasks', task: id, error: '配置里的任务编号不存在' })
  for (const task of tasks) {
    const record = await records.get(task)
    const plan = planOf(task)
    if (record.state === 'running')
      await records.put(task, failed(record, clock.now(), INTERRUPTED, record.failures + 1))
    else if (record.state === 'new' && plan && 'daily' in plan) await records.put(task, record)
  }
}

const planFor = (task: Task, plans: TasksDeps['plans']): Plan | null => {
  const plan = plans[task.id] ?? task.plan
  return plan === 'off' ? null : plan
}

async function statusOf(
  { clock }: TasksDeps,
  task: Task,
  plan: Plan | null,
  records: TaskRecords,
  runs: Runs,
  upAt: number | null,
): Promise<TaskStatus> {
  const record = await records.get(task)
  const running = runs.of(task.id)
  const nextAt = upAt === null || running ? null : dueAt(plan, upTo(clock.now(), record), upAt)
  return { task, plan, record, nextAt, running }
}
