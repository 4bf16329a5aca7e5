import { type Fault, fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import type { TaskRecord, TaskRecords } from './kept.ts'
import { RETRIES } from './plan.ts'
import type { Task, TaskRun } from './port.ts'

/** Runs of tasks: each once at a time, at most two together, the others in turn. */
export interface Runs {
  /** the run that goes on already, or a new one */
  begin(task: Task, by: TaskRun['by']): Promise<string>
  of(id: string): Pick<Run, 'queued' | 'done' | 'doing'> | null
  hasRoom(): boolean
  abort(id: string): void
  /** ends all as the program ends */
  stop(): Promise<void>
}

export interface RunsDeps {
  records: TaskRecords
  now(): number
  /** something of a run can be shown */
  changed(): void
  /** a run is over: there may be room for another */
  over(): void
  log(line: { [field: string]: unknown }): void
}

interface Run {
  abort: AbortController
  ended: Promise<string>
  queued: boolean
  done: number
  doing: string
  /** a person ended it */
  byHand: boolean
}

const AT_ONCE = 2
const SHOW_ms = 250

export function createRuns(deps: RunsDeps): Runs {
  const runs = new Map<string, Run>()
  const waiting: (() => void)[] = []
  let busy = 0
  let stopped = false
  const over = (id: string) => {
    runs.delete(id)
    const next = waiting.shift()
    if (next) next()
    else busy -= 1
    deps.changed()
    deps.over()
  }
  return {
    begin(task, by) {
      const going = runs.get(task.id)
      if (going) return going.ended
      if (stopped) fail('conflict', '程序正在退出，不能开始任务', '没有执行。', '请重新启动程序。')
      const run: Run = {
        ...{ abort: new AbortController(), ended: Promise.resolve(''), queued: busy >= AT_ONCE },
        ...{ done: 0, doing: '', byHand: false },
      }
      runs.set(task.id, run)
      const turn = run.queued ? new Promise<void>((resolve) => waiting.push(resolve)) : Promise.resolve()
      if (!run.queued) busy += 1
      run.ended = turn.then(() => carry(deps, task, run, by)).finally(() => over(task.id))
      deps.changed()
      return run.ended
    },
    of: (id) => runs.get(id) ?? null,
    hasRoom: () => busy < AT_ONCE,
    abort(id) {
      const run = runs.get(id)
      if (!run) fail('conflict', '这个任务没有在执行', '没有改变。', '请刷新任务列表。')
      run.byHand = true
      run.abort.abort()
    },
    async stop() {
      stopped = true
      for (const run of runs.values()) run.abort.abort()
      await Promise.allSettled([...runs.values()].map((run) => run.ended))
    },
  }
}

async function carry(deps: RunsDeps, task: Task, run: Run, by: TaskRun['by']): Promise<string> {
  const { records, now } = deps
  const { signal } = run.abort
  run.queued = false
  const before = await records.get(task)
  const startedAt = now()
  const started: TaskRecord = { ...before, startedAt, state: 'running', byName: by?.opterName ?? '' }
  try {
    signal.throwIfAborted()
    await records.put(task, started)
    deps.changed()
    const line = await task.run({ signal, progress: progressOf(deps, run), by })
    signal.throwIfAborted()
    const ok = { state: 'ok', okAt: startedAt, endedAt: now(), failures: 0, line, fault: null } as const
    await records.put(task, { ...started, ...ok })
    return line
  } catch (error) {
    deps.log({ level: 'warn', at: 'tasks', task: task.id, error: String(error) })
    const fault = run.byHand ? STOPPED : signal.aborted ? INTERRUPTED : faultOf(error)
    // the program's end is nobody's failure; what a person stopped comes again in its next turn
    const failures = run.byHand ? RETRIES + 1 : before.failures + (signal.aborted ? 0 : 1)
    const record = failed(started, now(), fault, failures)
    await records.put(task, run.byHand ? { ...record, state: 'stopped' } : record)
    throw new GuitaiError(fault, error)
  }
}

function progressOf({ now, changed }: RunsDeps, run: Run): TaskRun['progress'] {
  let shownAt = Number.NEGATIVE_INFINITY
  return (done, doing) => {
    run.done = Math.min(Math.max(done, 0), 1)
    if (doing !== undefined) run.doing = doing
    if (now() - shownAt < SHOW_ms) return
    shownAt = now()
    changed()
  }
}

export const failed = (record: TaskRecord, at: number, fault: Fault, failures: number): TaskRecord => ({
  ...record,
  ...{ state: 'failed', endedAt: at, line: fault.what, fault, failures },
})

export const INTERRUPTED: Fault = {
  kind: 'conflict',
  what: '程序退出时任务还没有做完',
  means: '已完成的部分有效，没有重复。',
  todo: '到下一次会接着做，也可以现在执行。',
}
const STOPPED: Fault = { ...INTERRUPTED, what: '任务被中止', todo: '需要时可以重新执行。' }
