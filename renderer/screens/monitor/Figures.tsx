import { useEffect, useState } from 'react'
import type { FigureRow, Figures } from '../../../shared/api/monitor.ts'
import { bytesShow } from '../../../shared/bytes.ts'
import { familyLabel } from '../../../shared/families.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow, tookShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { go } from '../../stores/route.ts'

const EVERY_ms = 60_000
const SPAN_LABEL = { hour: '近一小时', day: '近 24 小时' } as const

const number = (key: 'calls' | 'rejected' | 'failed', title: string): Column<FigureRow> => ({
  ...{ key, title, width: 84, align: 'right' },
  render: (row) => row[key] || <span className="quiet">0</span>,
})

const COLUMNS: readonly Column<FigureRow>[] = [
  { key: 'infno', title: '接口', width: 80, render: (row) => <span className="code">{row.infno}</span> },
  { key: 'name', title: '名称', render: (row) => row.name },
  { key: 'family', title: '平台', width: 90, render: (row) => familyLabel(row.family) },
  number('calls', '次数'),
  number('rejected', '被拒'),
  number('failed', '无应答'),
  {
    ...{ key: 'errors', title: '错误率', width: 84, align: 'right' },
    render: (row) => (
      <span className={row.over.includes('errors') ? 'in-doubt' : undefined}>
        {row.errors_pct.toFixed(1)}%
      </span>
    ),
  },
  { ...{ key: 'p50', title: '一般用时', width: 96, align: 'right' }, render: (row) => tookShow(row.p50_ms) },
  {
    ...{ key: 'p95', title: 'p95', width: 96, align: 'right' },
    render: (row) => (
      <span className={row.over.includes('p95') ? 'in-doubt' : undefined}>{tookShow(row.p95_ms)}</span>
    ),
  },
]

/** 接口: what became of the messages of each code; those beyond a threshold first. */
export function FiguresTab() {
  const [span, setSpan] = useState<'hour' | 'day'>('hour')
  const [chosen, setChosen] = useState<string | null>(null)
  const asked = useAsk('monitor.figures', { span }, '统计接口')
  useEffect(() => {
    const timer = setInterval(asked.again, EVERY_ms)
    return () => clearInterval(timer)
  }, [asked.again])
  const rows = [...(asked.value?.rows ?? [])].sort((a, b) => b.over.length - a.over.length)
  const row = rows.find((one) => keyOf(one) === chosen) ?? rows[0]
  const open = () => row && go('txns', { infno: row.infno })
  useKeys({
    F2: { label: '刷新', run: asked.again, quiet: true },
    F8: {
      label: span === 'hour' ? '看近 24 小时' : '看近一小时',
      run: () => setSpan(span === 'hour' ? 'day' : 'hour'),
    },
    F7: { label: '看这个接口的交易', run: open, enabled: row !== undefined },
  })
  return (
    <>
      <Facts figures={asked.value} label={SPAN_LABEL[span]} />
      <FaultPanel fault={asked.fault} />
      <DataTable
        autoFocus
        label="接口统计"
        columns={COLUMNS}
        rows={rows}
        rowKey={keyOf}
        selected={row ? keyOf(row) : null}
        onSelect={(one) => setChosen(keyOf(one))}
        onOpen={open}
        empty={
          asked.value ? `${SPAN_LABEL[span]}没有发出报文。发出后按接口列出次数、错误率和用时。` : '正在统计…'
        }
      />
      <div className="row">
        <ExportButton table="monitor.figures" query={{ span }} disabled={rows.length === 0} />
        <WaitLine />
      </div>
    </>
  )
}

const keyOf = ({ family, infno }: FigureRow) => `${family}/${infno}`

function Facts({ figures, label }: { figures: Figures | null; label: string }) {
  if (!figures) return <div className="mon-facts quiet">{label}</div>
  const calls = figures.rows.reduce((sum, row) => sum + row.calls, 0)
  const wrong = figures.rows.reduce((sum, row) => sum + row.rejected + row.failed, 0)
  return (
    <div className="mon-facts">
      <b>
        {label}（{timeShow(figures.from)} 起）
      </b>
      <span>
        {calls} 次，{wrong} 次被拒或没有应答
      </span>
      {[figures.centre, ...figures.injury].map(({ state, text }) => (
        <span className={state === 'down' ? 'in-doubt' : undefined} key={text}>
          {text}
        </span>
      ))}
      <span>账本 {bytesShow(figures.journal_bytes)}</span>
      {figures.free_bytes !== null && <span>磁盘剩余 {bytesShow(figures.free_bytes)}</span>}
    </div>
  )
}
