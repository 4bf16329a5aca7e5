import type { FigureRow, Figures, TaskView } from '../../../shared/api/monitor.ts'
import type { Light, ShellStatus } from '../../../shared/api/shell.ts'
import { fail } from '../../../shared/errors.ts'
import type { Caller, Registry } from '../registry.ts'
import { OFFICE } from '../registry.ts'
import type { TaskRunner, TaskStatus } from '../tasks/index.ts'
import { planText } from '../tasks/plan.ts'
import type { Alarms } from './alarms.ts'
import { type createFigures, type Figure, SPAN_ms } from './figures.ts'
import { CALLS, type Limits, type Words } from './rules.ts'
import { forget, redrive, type WaitingDeps, waitingOf } from './waiting.ts'

export interface MonitorDeps extends WaitingDeps {
  tasks: TaskRunner
  figures: ReturnType<typeof createFigures>
  alarms: Alarms
  limits: Limits
  words: Words
  /** something that the shell shows changed */
  changed(event: 'alarm.changed' | 'shell.changed'): void
  /** lets the outbox look at once */
  tick(): Promise<void>
  centre(): Light
  injury(): ShellStatus['injury']
  disk(): Promise<{ journal_bytes: number; free_bytes: number | null }>
  log(line: Record<string, unknown>): void
}

/** 任务监控: tasks, figures, letters, alarms. What is started and given up here is audited. */
export function registerMonitor(reg: Registry, deps: MonitorDeps): void {
  const { journal, tasks, alarms, now } = deps
  const audit = (caller: Caller, action: string, subject: string) =>
    journal.commit([
      { t: 'audit', entry: { at: now(), actor: caller.operator!.opter, action, subject, detail: null } },
    ])
  const taskViews = async () => (await tasks.status()).map(taskView)

  reg.read('monitor.tasks', taskViews, OFFICE)
  reg.write(
    'monitor.run',
    async ({ taskId }, caller) => {
      if (!tasks.list().some(({ id }) => id === taskId))
        fail('not_found', `没有任务 ${taskId}`, '没有执行。', '请刷新任务列表。')
      await audit(caller, 'monitor.run', taskId)
      const { opter, opterName } = caller.operator!
      // how it ends is on the task itself
      tasks
        .run(taskId, { opter, opterName })
        .catch((error) => deps.log({ level: 'info', at: 'monitor.run', task: taskId, error: String(error) }))
      return taskViews()
    },
    OFFICE,
  )
  reg.write(
    'monitor.abort',
    async ({ taskId }, caller) => {
      tasks.abort(taskId)
      await audit(caller, 'monitor.abort', taskId)
      return taskViews()
    },
    OFFICE,
  )
  reg.read('monitor.figures', ({ span }) => figuresView(deps, span), OFFICE)
  reg.read('monitor.waiting', () => waitingOf(deps), OFFICE)
  reg.write(
    'monitor.redrive',
    async ({ outboxId, reason }, caller) => {
      await redrive(deps, outboxId, reason, caller.operator!)
      await deps.tick()
      return waitingOf(deps)
    },
    OFFICE,
  )
  reg.write(
    'monitor.forget',
    async ({ outboxId, reason }, caller) => {
      await forget(deps, outboxId, reason, caller.operator!)
      deps.changed('shell.changed')
      return waitingOf(deps)
    },
    OFFICE,
  )
  reg.read('monitor.alarms', () => alarms.list(), OFFICE)
  reg.write(
    'monitor.ack',
    async ({ alarmId }, caller) => {
      await alarms.ack(alarmId, caller.operator!)
      deps.changed('alarm.changed')
      deps.changed('shell.changed')
      return alarms.list()
    },
    OFFICE,
  )
}

const STATE_LABEL: Record<TaskView['state'], string> = {
  new: '未执行过',
  queued: '排队',
  running: '执行中',
  ok: '完成',
  failed: '失败',
  stopped: '已中止',
}

export function taskView({ task, plan, record, nextAt, running }: TaskStatus): TaskView {
  const told = record.state === 'running' ? 'failed' : record.state
  const state = running ? (running.queued ? 'queued' : 'running') : told
  const { startedAt, endedAt } = record
  const hasEnded = !running && startedAt !== null && endedAt !== null && endedAt >= startedAt
  return {
    ...{ taskId: task.id, label: task.label, group: task.group, planText: planText(plan), nextAt },
    ...{ state, stateLabel: STATE_LABEL[state], line: record.line, fault: record.fault },
    ...{ startedAt, took_ms: hasEnded ? endedAt - startedAt : null, byName: record.byName },
    ...{ done: running && !running.queued ? running.done : null, doing: running?.doing ?? '' },
  }
}

export async function figuresView(deps: MonitorDeps, span: 'hour' | 'day'): Promise<Figures> {
  const { figures, limits, words, now } = deps
  const { from, figures: found } =
    span === 'day'
      ? await figures.lastDay()
      : { from: now() - SPAN_ms.hour, figures: await figures.lastHour() }
  const rows = found.map((figure) => ({
    ...figure,
    name: words.infno(figure.family, figure.infno),
    over: overOf(figure, limits),
  }))
  return { from, to: now(), rows, centre: deps.centre(), injury: deps.injury(), ...(await deps.disk()) }
}

function overOf({ calls, errors_pct, p95_ms }: Figure, limits: Limits): FigureRow['over'] {
  if (calls < CALLS) return []
  const over: FigureRow['over'] = []
  if (limits.errors_pct > 0 && errors_pct >= limits.errors_pct) over.push('errors')
  if (limits.p95_ms > 0 && (p95_ms ?? 0) >= limits.p95_ms) over.push('p95')
  return over
}
