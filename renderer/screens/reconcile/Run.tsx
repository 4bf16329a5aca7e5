import { useState } from 'react'
import type { DocRef } from '../../../shared/api/print.ts'
import {
  DIFFERENCE_LABEL,
  type Difference,
  type DifferenceKind,
  type LedgerSide,
  type ReconcileRun,
} from '../../../shared/api/reconcile.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, timeShow } from '../../format.ts'
import { type KeyMap, useKeys } from '../../keys.ts'
import { useAsk, useCommand } from '../../stores/ask.ts'
import { useRole } from '../../stores/session.ts'
import { MendBox } from './Boxes.tsx'
import { PrintBox, printOnce } from './PrintBox.tsx'

type Kind = DifferenceKind | 'all'
const FILTERS: readonly [Kind, string][] = [
  ['all', '全部'],
  ...(Object.entries(DIFFERENCE_LABEL) as [DifferenceKind, string][]),
]
const PAGE = 200

const amount = (
  side: 'here' | 'there',
  name: 'totalFen' | 'fundFen' | 'acctFen',
  title: string,
): Column<Difference> => ({
  key: `${side}.${name}`,
  title,
  width: 96,
  align: 'right',
  render: (row) => (row[side] ? <Money fen={row[side][name]} doubt={differs(row, name)} /> : null),
})

function differs({ here, there }: Difference, name: 'totalFen' | 'fundFen' | 'acctFen'): boolean {
  return here !== null && there !== null && there[name] !== null && here[name] !== there[name]
}

const state = (side: 'here' | 'there', title: string): Column<Difference> => ({
  key: `${side}.state`,
  title,
  width: 64,
  render: (row) => (row[side] ? row[side].refunded ? '退费' : '结算' : <span className="quiet">无</span>),
})

const doneText = ({ open, verdict }: NonNullable<Difference['mended']>) => {
  if (open) return '待人工处理'
  return verdict === 'manual' ? '已核实，须人工处理' : '已处理'
}

const COLUMNS: readonly Column<Difference>[] = [
  { key: 'kind', title: '差异', width: 84, render: ({ kind }) => DIFFERENCE_LABEL[kind] },
  { key: 'who', title: '患者', width: 76, render: ({ psn_name }) => psn_name || '—' },
  {
    key: 'id',
    title: '结算ID',
    width: 150,
    render: ({ here, there }) => <span className="code">{here?.setl_id || there?.setl_id || '—'}</span>,
  },
  state('here', '本院'),
  amount('here', 'totalFen', '总额'),
  amount('here', 'fundFen', '基金'),
  amount('here', 'acctFen', '个账'),
  state('there', '中心'),
  amount('there', 'totalFen', '总额'),
  amount('there', 'fundFen', '基金'),
  amount('there', 'acctFen', '个账'),
  {
    key: 'done',
    title: '处理',
    render: ({ mended, action }) =>
      mended ? (
        <span className={mended.open ? 'waiting' : 'done'}>{doneText(mended)}</span>
      ) : (
        (action?.label ?? '—')
      ),
  },
]

/** 对明细账: one run's differences side by side, and what mends each. */
export function Run(props: { runId: string; clrTypeLabel: string; onBack: () => void }) {
  const [kind, setKind] = useState<Kind>('all')
  const [offset, setOffset] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  const [mending, setMending] = useState(false)
  const [printing, setPrinting] = useState<DocRef | null>(null)
  const command = useCommand()
  const mayMend = useRole('supervisor', 'admin')
  const answer = useAsk('reconcile.run', { runId: props.runId, kind, offset, limit: PAGE }, '读取对账结果')
  const { run, rows = [], total = 0 } = answer.value ?? {}
  const row = rows.find(({ rowId }) => String(rowId) === chosen) ?? rows[0]
  const canMend = mayMend && row?.action != null && (row.mended === null || row.mended.open)

  const show = (next: Kind) => {
    setKind(next)
    setOffset(0)
    setChosen(null)
  }
  const mend = () => canMend && setMending(true)
  const print = () => printOnce(command, '打印对账单', { is: 'reconcile', runId: props.runId }, setPrinting)
  const filters = Object.fromEntries(
    FILTERS.map(([filter, label], index): [string, KeyMap[string]] => [
      `Alt+${index}`,
      { label, run: () => show(filter), quiet: true },
    ]),
  )
  useKeys({
    F2: { label: '刷新', run: answer.again, quiet: true },
    F4: { label: '下一页', run: () => setOffset(offset + PAGE), enabled: offset + PAGE < total },
    'Shift+F4': {
      label: '上一页',
      run: () => setOffset(Math.max(0, offset - PAGE)),
      enabled: offset > 0,
      quiet: offset === 0,
    },
    F8: { label: row?.action?.label ?? '处理', run: mend, enabled: canMend },
    F10: { label: '打印对账单', run: print, enabled: run !== undefined && !command.busy },
    Esc: { label: '返回', run: props.onBack },
    ...filters,
  })

  return (
    <section className="panel grow">
      {run && <RunHead run={run} clrTypeLabel={props.clrTypeLabel} />}
      <Filters run={run} kind={kind} onKind={show} />
      <FaultPanel fault={command.fault ?? answer.fault} />
      <DataTable
        autoFocus
        label="差异"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ rowId }) => String(rowId)}
        selected={row ? String(row.rowId) : null}
        onSelect={({ rowId }) => setChosen(String(rowId))}
        onOpen={mend}
        empty={answer.value ? '没有差异，本院与中心逐笔相符。' : '正在读取…'}
      />
      {row && <Sides row={row} mayMend={mayMend} />}
      <div className="row">
        {total > PAGE && (
          <span className="quiet">
            第 {offset + 1} 至 {Math.min(offset + PAGE, total)} 条，共 {total} 条
          </span>
        )}
        <ExportButton table="differences" query={{ runId: props.runId, kind }} disabled={total === 0} />
        <WaitLine />
      </div>
      {mending && run && row && (
        <MendBox run={run} row={row} onClose={() => setMending(false)} onDone={answer.again} />
      )}
      {printing && <PrintBox doc={printing} onClose={() => setPrinting(null)} />}
    </section>
  )
}

function Filters(props: { run: ReconcileRun | undefined; kind: Kind; onKind: (kind: Kind) => void }) {
  const { run, kind } = props
  return (
    <div className="rec-filters" role="tablist" aria-label="差异种类">
      {FILTERS.map(([filter, label], index) => (
        <button
          key={filter}
          type="button"
          role="tab"
          tabIndex={-1}
          aria-selected={kind === filter}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => props.onKind(filter)}
        >
          <kbd>Alt+{index}</kbd> {label} <b>{run ? countOf(run, filter) : ''}</b>
        </button>
      ))}
    </div>
  )
}

function countOf(run: ReconcileRun, kind: Kind): number {
  return kind === 'all' ? Object.values(run.counts).reduce((a, b) => a + b, 0) : run.counts[kind]
}

function RunHead({ run, clrTypeLabel }: { run: ReconcileRun; clrTypeLabel: string }) {
  const period = run.from === run.to ? run.from : `${run.from} 至 ${run.to}`
  return (
    <div className="row">
      <h2>
        对明细账 · {clrTypeLabel} · {run.clr_optins}
      </h2>
      <span className="quiet">{period}</span>
      <span>
        本院 {run.here} 笔，中心 {run.there} 笔，相符 {run.same} 笔
      </span>
      <span className={run.open > 0 ? 'in-doubt' : 'done'}>
        {run.open > 0 ? `${run.open} 条差异待处理` : '没有待处理的差异'}
      </span>
      {run.manual > 0 && <span className="waiting">{run.manual} 条已核实，须人工处理</span>}
      <span className="quiet">
        {run.opterName} {timeShow(run.at)}
      </span>
    </div>
  )
}

const SIDE_FIELDS = [
  ['setl_id', '结算ID'],
  ['mdtrt_id', '就诊ID'],
  ['psn_no', '人员编号'],
  ['msgid', '报文ID'],
] as const

function Sides({ row, mayMend }: { row: Difference; mayMend: boolean }) {
  return (
    <div className="rec-sides">
      <Side title="本院" side={row.here} other={row.there} />
      <Side title="中心" side={row.there} other={row.here} />
      <div>
        <h3>怎么处理</h3>
        {row.memo && <p>中心备注：{row.memo}</p>}
        {row.mended && (
          <p className={row.mended.open ? 'waiting' : 'done'}>
            {row.mended.what}（{row.mended.opterName} {timeFull(row.mended.at)}）
          </p>
        )}
        {row.action && (row.mended === null || row.mended.open) && (
          <p>
            {row.action.explain}
            {mayMend ? ` 按 F8 ${row.action.label}。` : ' 请收费组长或管理员处理。'}
          </p>
        )}
      </div>
    </div>
  )
}

function Side({ title, side, other }: { title: string; side: LedgerSide | null; other: LedgerSide | null }) {
  return (
    <div>
      <h3>{title}</h3>
      {side ? (
        <dl>
          {SIDE_FIELDS.map(([name, label]) => (
            <div key={name}>
              <dt>{label}</dt>
              <dd className={`code${other?.[name] && side[name] !== other[name] ? ' in-doubt' : ''}`}>
                {side[name] || '—'}
              </dd>
            </div>
          ))}
        </dl>
      ) : (
        <p className="quiet">没有这一笔</p>
      )}
    </div>
  )
}
