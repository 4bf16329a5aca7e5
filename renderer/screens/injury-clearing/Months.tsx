import { useState } from 'react'
import type { MonthRow } from '../../../shared/api/injury-clearing.ts'
import type { ApiOutput } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeFull, timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { emptyWords, useAsk, useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { NextButton } from '../common/NextButton.tsx'
import type { TabProps } from './index.tsx'
import { amount, Compare, Items, Notes, Said, TONE, useMoves } from './parts.tsx'
import { choose, turn, useClearing } from './store.ts'

const COLUMNS: readonly Column<MonthRow>[] = [
  { key: 'label', title: '机构类型', width: 150, render: ({ label }) => label },
  {
    key: 'state',
    title: '状态',
    width: 120,
    render: ({ tone, stateLabel }) => <span className={TONE[tone]}>{stateLabel}</span>,
  },
  { key: 'count', title: '人次', width: 60, align: 'right', render: ({ details }) => details.count },
  {
    key: 'fund',
    title: '统筹支付',
    width: 110,
    align: 'right',
    render: ({ details }) => amount(details.fundFen),
  },
  { key: 'net', title: '应付金额', width: 110, align: 'right', render: ({ netFen }) => amount(netFen) },
  { key: 'no', title: '月结业务号', render: ({ yzz062 }) => <span className="code">{yzz062}</span> },
]

/** 月结 of the institution, by its type: once a month, and not undone. */
export function Months({ month }: TabProps) {
  const asked = useAsk('injury.clearing.months', { month }, '查询月结')
  const chosen = useClearing((s) => s.chosen.months)
  const [asks, setAsks] = useState(false)
  useMoves(asked.again)
  const rows = asked.value?.rows ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  const can = row?.can.includes('close') ?? false
  const close = () => setAsks(true)
  useKeys({ F8: { label: '月结', run: close, enabled: can } })
  return (
    <div className="cl-body">
      <section className="panel" aria-label="月结">
        <Said />
        <FaultPanel fault={asked.fault} />
        <div className="cl-rows">
          <DataTable
            autoFocus
            label="机构类型"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ id }) => id}
            selected={row?.id ?? null}
            onSelect={({ id }) => choose('months', id)}
            onOpen={() => can && close()}
            empty={emptyWords(asked, '到这个月为止，本机没有要月结的跨省工伤结算。')}
          />
        </div>
        {row && <OfRow key={row.id} month={month} row={row} />}
        <div className="row">
          <span className="quiet">{row && row.closedAt === null && countedIn(row)}</span>
          <WaitLine />
          <span className="grow" />
          <ExportButton table="injury.clearing.monthItems" query={{ month }} disabled={rows.length === 0} />
        </div>
      </section>
      <aside className="panel cl-side" aria-label="核对">
        {row && <Side row={row} />}
        {can && <NextButton label="月结" hotkey="F8" blocked={false} onPress={close} />}
      </aside>
      {asks && row && (
        <CloseBox
          month={month}
          row={row}
          onClose={() => setAsks(false)}
          onDone={(answer) => {
            asked.put(answer)
            turn({ said: `${month.replace('-', ' 年 ')} 月 ${row.label} 已月结` })
          }}
        />
      )}
    </div>
  )
}

/** Which deductions the sums hold: those that were downloaded, and when; those that were made at this site. */
function countedIn({ deductionsAt, ownDeductions: own }: MonthRow): string {
  const here = own > 0 ? `本站办理的 ${own} 笔` : ''
  if (deductionsAt === null) return here ? `审核扣款计入${here}，没有下载过` : '还没有下载过审核扣款'
  return `审核扣款计入 ${timeShow(deductionsAt)} 下载的${here && `和${here}`}`
}

function OfRow({ month, row }: { month: string; row: MonthRow }) {
  const asked = useAsk('injury.clearing.monthItems', { month, id: row.id }, '查询明细')
  useMoves(asked.again)
  return (
    <>
      <h3 className="cl-head">
        明细 {asked.value?.length ?? ''}
        <span className="quiet"> 结算、撤销冲减、扣款和扣款撤销</span>
      </h3>
      <Items items={asked.value ?? []} empty={emptyWords(asked, '没有明细。')} />
    </>
  )
}

const SIGN = { settled: '', undone: '−', deducted: '−', undeducted: '＋' } as const

function Side({ row }: { row: MonthRow }) {
  const { platform, details } = row
  return (
    <>
      <h2>
        {row.label} <span className={TONE[row.tone]}>{row.stateLabel}</span>
      </h2>
      <table className="cl-sums" aria-label="应付">
        <thead>
          <tr>
            <th />
            <th>笔数</th>
            <th>金额</th>
          </tr>
        </thead>
        <tbody>
          {row.parts.map(({ key, label, count, fen }) => (
            <tr key={key}>
              <th>
                {SIGN[key]} {label}
              </th>
              <td>{count}</td>
              <td>{amount(fen)}</td>
            </tr>
          ))}
          <tr className="cl-total">
            <th>＝ 应付金额</th>
            <td />
            <td>{amount(row.netFen)}</td>
          </tr>
        </tbody>
      </table>
      {platform && (
        <Compare
          heads={['本机', '平台']}
          rows={[
            { label: '人次', values: [details.count, platform.count], money: false },
            { label: '结算总金额', values: [details.totalFen, platform.totalFen], money: true },
            { label: '统筹支付', values: [details.fundFen, platform.fundFen], money: true },
            { label: '应付金额', values: [row.netFen, platform.netFen], money: true },
          ]}
        />
      )}
      <Notes unequal={row.unequal} why={row.why} />
      {row.closedAt !== null && (
        <p className="quiet">
          {timeFull(row.closedAt)} {row.by} 月结　<span className="code">{row.yzz062}</span>
          {!platform && '　平台的月结信息还没有下载（工伤交换 GYD003）'}
        </p>
      )}
    </>
  )
}

/** GYU003: it cannot be taken back, so the sums once more. */
function CloseBox(props: {
  month: string
  row: MonthRow
  onClose: () => void
  onDone: (answer: ApiOutput<'injury.clearing.closeMonth'>) => void
}) {
  const { month, row, onClose, onDone } = props
  const { fault, busy, run } = useCommand()
  const { count, totalFen, fundFen } = row.details
  const send = async () => {
    if (isSecondEnter()) return
    const form = { month, id: row.id, seen: { count, totalFen, fundFen }, netFen: row.netFen }
    const done = await run('月结', async () => onDone(await call('injury.clearing.closeMonth', form)))
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title={`${month.replace('-', ' 年 ')} 月 ${row.label} 月结`}
      okText="月结"
      width={600}
      busy={busy}
      onOk={send}
      onCancel={onClose}
    >
      <p className="cl-lead">
        {count} 人次，结算总金额 {amount(totalFen)}，统筹支付 {amount(fundFen)}
      </p>
      <p className="cl-lead">
        应付金额 <b>{amount(row.netFen)}</b> 元
      </p>
      <p className="cl-note">每月只能月结一次，月结后不能撤销。{row.why && `${row.why}。`}</p>
      <FaultPanel fault={fault} />
    </ConfirmBox>
  )
}
