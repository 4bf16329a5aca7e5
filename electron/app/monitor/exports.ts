import type { AlarmView, FigureRow, LetterView, TaskView } from '../../../shared/api/monitor.ts'
import { familyLabel } from '../../../shared/families.ts'
import type { TableExport } from '../export/port.ts'
import { type ColumnOf, tableOf } from '../export/tables.ts'
import { OFFICE } from '../registry.ts'
import { figuresView, type MonitorDeps, taskView } from './api.ts'
import { waitingOf } from './waiting.ts'

/** The tables of 任务监控. */
export function monitorExports(deps: MonitorDeps): TableExport[] {
  const head = (id: string, label: string) => ({ id: `monitor.${id}`, label, roles: OFFICE })
  return [
    tableOf(head('tasks', '任务'), TASKS, async function* () {
      yield* (await deps.tasks.status()).map(taskView)
    }),
    tableOf(head('figures', '接口统计'), FIGURES, async function* ({ span }) {
      yield* (await figuresView(deps, span === 'day' ? 'day' : 'hour')).rows
    }),
    tableOf(head('waiting', '待发与死信'), LETTERS, async function* () {
      yield* (await waitingOf(deps)).letters
    }),
    tableOf(head('alarms', '告警'), ALARMS, async function* () {
      yield* await deps.alarms.list()
    }),
  ]
}

const TASKS: readonly ColumnOf<TaskView>[] = [
  { title: '组', width: 10, of: (row) => row.group },
  { title: '任务', width: 30, of: (row) => row.label },
  { title: '计划', width: 14, of: (row) => row.planText },
  { title: '状态', width: 10, of: (row) => row.stateLabel },
  { title: '上次开始', kind: 'time', of: (row) => row.startedAt },
  { title: '用时（毫秒）', kind: 'number', of: (row) => row.took_ms },
  { title: '执行人', width: 10, of: (row) => row.byName },
  { title: '下次', kind: 'time', of: (row) => row.nextAt },
  { title: '结果', width: 60, of: (row) => row.line },
]

const FIGURES: readonly ColumnOf<FigureRow>[] = [
  { title: '平台', width: 10, of: (row) => familyLabel(row.family) },
  { title: '接口', width: 10, of: (row) => row.infno },
  { title: '名称', width: 30, of: (row) => row.name },
  { title: '次数', kind: 'number', of: (row) => row.calls },
  { title: '被拒', kind: 'number', of: (row) => row.rejected },
  { title: '无应答', kind: 'number', of: (row) => row.failed },
  { title: '错误率（%）', kind: 'number', of: (row) => Math.round(row.errors_pct * 10) / 10 },
  { title: '一般用时（毫秒）', kind: 'number', of: (row) => row.p50_ms },
  { title: 'p95（毫秒）', kind: 'number', of: (row) => row.p95_ms },
]

const LETTERS: readonly ColumnOf<LetterView>[] = [
  { title: '状态', width: 10, of: (row) => row.stateLabel },
  { title: '内容', width: 30, of: (row) => row.label },
  { title: '对象', width: 30, of: (row) => row.key },
  { title: '已试', kind: 'number', of: (row) => row.attempts },
  { title: '产生时间', kind: 'time', of: (row) => row.createdAt },
  { title: '下次', kind: 'time', of: (row) => (row.state === 'dead' ? null : row.nextAt) },
  { title: '原因', width: 60, of: (row) => row.lastError },
]

const ALARMS: readonly ColumnOf<AlarmView>[] = [
  { title: '状态', width: 10, of: (row) => row.stateLabel },
  { title: '告警', width: 60, of: (row) => row.what },
  { title: '建议', width: 60, of: (row) => row.todo },
  { title: '发生', kind: 'time', of: (row) => row.raisedAt },
  { title: '恢复', kind: 'time', of: (row) => row.clearedAt },
  { title: '知悉人', width: 12, of: (row) => row.ackBy },
  { title: '知悉时间', kind: 'time', of: (row) => row.ackAt },
]
