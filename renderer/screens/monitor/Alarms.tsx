import { useEffect, useState } from 'react'
import type { AlarmView } from '../../../shared/api/monitor.ts'
import { bridge, call } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { go } from '../../stores/route.ts'
import type { Tab } from './index.tsx'

const TONE: Record<AlarmView['state'], string> = { open: 'in-doubt', acked: 'waiting', cleared: 'quiet' }

const COLUMNS: readonly Column<AlarmView>[] = [
  {
    ...{ key: 'state', title: '状态', width: 80 },
    render: (row) => <span className={TONE[row.state]}>{row.stateLabel}</span>,
  },
  { key: 'at', title: '发生', width: 100, render: (row) => timeShow(row.raisedAt) },
  { key: 'what', title: '告警', render: (row) => <span title={row.what}>{row.what}</span> },
  { key: 'ack', title: '知悉', width: 80, render: (row) => row.ackBy },
  {
    key: 'cleared',
    title: '恢复',
    width: 100,
    render: (row) => (row.clearedAt ? timeShow(row.clearedAt) : '—'),
  },
]

/** 告警: what stands, what to do about it, and where. */
export function Alarms({ onTab }: { onTab: (tab: Tab) => void }) {
  const asked = useAsk('monitor.alarms', {}, '查询告警')
  const [chosen, setChosen] = useState<string | null>(null)
  const command = useCommand()
  const { again } = asked
  useEffect(() => bridge.on('alarm.changed', again), [again])
  const rows = asked.value ?? []
  const row = rows.find(({ alarmId }) => alarmId === chosen) ?? rows[0]
  const ack = () =>
    row && command.run('知悉告警', async () => asked.put(await call('monitor.ack', { alarmId: row.alarmId })))
  const open = () => {
    if (!row?.go) return
    const { screen, params } = row.go
    if (screen !== 'monitor') return go(screen, params)
    go('monitor', params)
    onTab(params.tab as Tab)
  }
  useKeys({
    F2: { label: '刷新', run: again, quiet: true },
    F8: { label: '知道了', run: ack, enabled: row?.state === 'open' && !command.busy },
    F7: { label: '去处理', run: open, enabled: row?.go != null },
  })
  return (
    <>
      <FaultPanel fault={command.fault ?? asked.fault} />
      <DataTable
        autoFocus
        label="告警"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ alarmId }) => alarmId}
        selected={row?.alarmId ?? null}
        onSelect={({ alarmId }) => setChosen(alarmId)}
        onOpen={open}
        rowClass={({ state }) => (state === 'cleared' ? 'quiet' : undefined)}
        empty={
          asked.value ? '没有告警。积压、错误率、用时、中心应答和磁盘越过配置的界限时记在这里。' : '正在查询…'
        }
      />
      {row && (
        <dl className="mon-detail" aria-label="所选告警">
          <dt>发生了什么</dt>
          <dd>
            <b>{row.what}</b>
          </dd>
          <dt>怎么办</dt>
          <dd>{row.todo}</dd>
          <dt>经过</dt>
          <dd>
            {timeFull(row.raisedAt)} 发生
            {row.ackAt !== null && `；${timeFull(row.ackAt)} ${row.ackBy} 知悉`}
            {row.clearedAt !== null && `；${timeFull(row.clearedAt)} 恢复`}
          </dd>
        </dl>
      )}
      <div className="row">
        <ExportButton table="monitor.alarms" query={{}} disabled={rows.length === 0} />
        <WaitLine />
      </div>
    </>
  )
}
