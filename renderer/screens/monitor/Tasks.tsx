import type { TaskView } from '../../../shared/api/monitor.ts'
import { call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, timeShow, tookShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { type Asked, useCommand } from '../../stores/ask.ts'

const TONE: Record<TaskView['state'], string> = {
  new: 'quiet',
  queued: 'waiting',
  running: 'waiting',
  ok: 'done',
  failed: 'in-doubt',
  stopped: 'quiet',
}

const COLUMNS: readonly Column<TaskView>[] = [
  { key: 'group', title: '组', width: 72, render: (row) => row.group },
  { key: 'label', title: '任务', width: 220, render: (row) => row.label },
  { key: 'plan', title: '计划', width: 100, render: (row) => row.planText },
  {
    key: 'state',
    title: '状态',
    width: 88,
    render: (row) => <span className={TONE[row.state]}>{row.stateLabel}</span>,
  },
  {
    key: 'last',
    title: '上次',
    width: 100,
    render: (row) => (row.startedAt ? timeShow(row.startedAt) : '—'),
  },
  { key: 'took', title: '用时', width: 80, align: 'right', render: (row) => tookShow(row.took_ms) },
  { key: 'next', title: '下次', width: 100, render: (row) => (row.nextAt ? timeShow(row.nextAt) : '—') },
  { key: 'line', title: '结果', render: (row) => <Result row={row} /> },
]

/** How far it is while it runs, else what it did last. */
function Result({ row }: { row: TaskView }) {
  if (row.done === null) return <span title={row.line}>{row.line}</span>
  return (
    <span className="waiting">
      <span
        className="mon-bar"
        role="progressbar"
        aria-label={`${row.label}进度`}
        aria-valuenow={Math.floor(row.done * 100)}
      >
        <i style={{ width: `${row.done * 100}%` }} />
      </span>
      {row.doing || `${Math.floor(row.done * 100)}%`}
    </span>
  )
}

interface Props {
  asked: Asked<TaskView[]>
  chosen: string | null
  onChoose: (taskId: string) => void
}

/** 任务: those that failed first, then those at work; run now, stop. */
export function Tasks({ asked, chosen, onChoose }: Props) {
  const command = useCommand()
  const rows = [...(asked.value ?? [])].sort(
    (a, b) => rank(a) - rank(b) || (a.group < b.group ? -1 : a.group > b.group ? 1 : 0),
  )
  const row = rows.find(({ taskId }) => taskId === chosen) ?? rows[0]
  const isBusy = row?.state === 'running' || row?.state === 'queued'
  const run = () =>
    row &&
    command.run(`执行 ${row.label}`, async () => asked.put(await call('monitor.run', { taskId: row.taskId })))
  const abort = () =>
    row &&
    command.run(`中止 ${row.label}`, async () =>
      asked.put(await call('monitor.abort', { taskId: row.taskId })),
    )
  useKeys({
    F2: { label: '刷新', run: asked.again, quiet: true },
    F8: { label: '立即执行', run, enabled: row !== undefined && !isBusy && !command.busy },
    Delete: { label: '中止', run: abort, enabled: isBusy && !command.busy },
  })
  return (
    <>
      <FaultPanel fault={command.fault ?? asked.fault} />
      <DataTable
        autoFocus
        label="任务"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ taskId }) => taskId}
        selected={row?.taskId ?? null}
        onSelect={({ taskId }) => onChoose(taskId)}
        onOpen={run}
        empty={asked.value ? '没有登记的任务。' : '正在查询…'}
      />
      {row && <TaskDetail row={row} />}
      <div className="row">
        <ExportButton table="monitor.tasks" query={{}} />
        <WaitLine />
      </div>
    </>
  )
}

const RANK: Record<TaskView['state'], number> = {
  failed: 0,
  running: 1,
  queued: 1,
  stopped: 2,
  ok: 3,
  new: 3,
}
const rank = ({ state }: TaskView) => RANK[state]

function TaskDetail({ row }: { row: TaskView }) {
  const who = row.byName ? `${row.byName} 手工执行` : '按计划'
  return (
    <dl className="mon-detail" aria-label="所选任务">
      <dt>{row.label}</dt>
      <dd>
        {row.startedAt === null
          ? '还没有执行过。'
          : `${timeFull(row.startedAt)} ${who}，${row.took_ms === null ? row.stateLabel : `用时 ${tookShow(row.took_ms)}`}`}
      </dd>
      <dt>结果</dt>
      <dd>{row.line || '—'}</dd>
      {row.fault && (
        <>
          <dt>怎么办</dt>
          <dd>
            {row.fault.todo}
            {row.fault.centre && <span className="quiet"> 中心原话：{row.fault.centre.message}</span>}
          </dd>
        </>
      )}
    </dl>
  )
}
