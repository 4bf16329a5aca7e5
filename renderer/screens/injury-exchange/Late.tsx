import { useEffect } from 'react'
import type { ExchangeLate } from '../../../shared/api/injury-exchange.ts'
import { bridge } from '../../bridge.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { emptyWords, useAsk } from '../../stores/ask.ts'
import { go } from '../../stores/route.ts'
import { NextButton } from '../common/NextButton.tsx'
import { choose, useExchange } from './store.ts'

const COLUMNS: readonly Column<ExchangeLate>[] = [
  {
    key: 'late',
    title: '时限',
    width: 110,
    render: ({ late, minutes }) => (
      <span className={late ? 'in-doubt' : 'waiting'}>
        {late ? '已超时' : '将到时限'} {minutes} 分
      </span>
    ),
  },
  { key: 'what', title: '事项', width: 170, render: ({ what }) => what },
  { key: 'who', title: '对象', render: ({ who }) => who },
  { key: 'since', title: '发生时间', width: 104, render: ({ since }) => timeShow(since) },
]
const LIST = 'late'
const EACH_ms = 60_000

/** 超时: business that has to be at the platform within 30 minutes and is not, the oldest first. */
export function Late() {
  const asked = useAsk('injury.exchange.late', {}, '查询超时')
  const chosen = useExchange((s) => s.chosen[LIST])
  const rows = asked.value ?? []
  const row = rows.find(({ key }) => key === chosen) ?? rows[0] ?? null
  const { again } = asked
  useEffect(() => {
    const timer = setInterval(again, EACH_ms)
    return () => clearInterval(timer)
  }, [again])
  useEffect(() => bridge.on('uploads.changed', again), [again])
  const open = () => {
    if (!row) return
    if (row.encounterId) go('injury', { encounterId: row.encounterId })
    else go('uploads', { source: row.key.split(' ')[0]! })
  }
  useKeys({
    F8: { label: '去处理', run: open, enabled: row !== null },
    F2: { label: '刷新', run: again },
  })
  const late = rows.filter((one) => one.late).length
  return (
    <div className="x-body">
      <section className="panel" aria-label="超时">
        <p className="x-head">
          {late > 0 ? (
            <b className="in-doubt">{late} 件已超过 30 分钟</b>
          ) : (
            asked.value && <b className="done">没有超过 30 分钟的</b>
          )}
          {rows.length > late && <span className="waiting">　{rows.length - late} 件将到时限</span>}
        </p>
        <FaultPanel fault={asked.fault} />
        <DataTable
          autoFocus
          label="超时"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ key }) => key}
          selected={row?.key ?? null}
          onSelect={({ key }) => choose(LIST, key)}
          onOpen={open}
          empty={emptyWords(
            asked,
            '入院、费用明细、结算、备案审核和变更要在业务发生后 30 分钟内上传；满 25 分钟还没有上传的列在这里。',
          )}
        />
        <div className="row">
          <WaitLine />
          <span className="grow" />
          <ExportButton table="injury.exchange.late" query={{}} disabled={rows.length === 0} />
        </div>
      </section>
      <aside className="panel x-side">
        {row ? (
          <>
            <h2>{row.what}</h2>
            <p>{row.who}</p>
            <p className="x-note">{row.todo}</p>
            <NextButton label="去处理" hotkey="F8" blocked={false} onPress={open} />
          </>
        ) : (
          <p className="quiet">没有要处理的。</p>
        )}
      </aside>
    </div>
  )
}
