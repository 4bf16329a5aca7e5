import { useState } from 'react'
import type { InjuryStatement, InjuryView } from '../../../../shared/api/injury.ts'
import type { InjurySettlement } from '../../../../shared/injury.ts'
import { type Fen, priceShow } from '../../../../shared/money.ts'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { FaultPanel } from '../../../components/FaultPanel.tsx'
import { Money } from '../../../components/Money.tsx'
import { useKeys } from '../../../keys.ts'
import { useAsk } from '../../../stores/ask.ts'
import { openPrint } from '../print.ts'
import { chooseRow, useInjury } from '../store.ts'

const amount = (
  key: string,
  title: string,
  of: (one: InjurySettlement) => Fen,
): Column<InjurySettlement> => ({
  ...{ key, title, width: 84, align: 'right' },
  render: (one) => <Money fen={of(one)} />,
})

const COLUMNS: readonly Column<InjurySettlement>[] = [
  { key: 'time', title: '时间', width: 96, render: (one) => one.setl_time.slice(5, 16) },
  { key: 'id', title: '结算号', render: (one) => <span title={one.setl_id}>{one.setl_id}</span> },
  amount('total', '总费用', (one) => one.amounts.total),
  amount('fund', '工伤基金', (one) => one.amounts.fund),
  amount('cash', '个人', (one) => one.amounts.cash),
  {
    key: 'state',
    title: '状态',
    width: 134,
    render: (one) =>
      one.cancelled ? (
        <span className="v-dim">已撤销 {one.cancelled.setl_time.slice(5, 16)}</span>
      ) : (
        <span className="done">有效</span>
      ),
  },
]

/** 结算记录: what was settled and taken back, and what the platform itself has on record of it. */
export function RecordPage({ view }: { view: InjuryView }) {
  const chosen = useInjury((s) => s.chosenRow.settlement)
  const [asked, setAsked] = useState<string | null>(null)
  const { encounterId, settlement, past, version } = view.case
  const rows = settlement ? [settlement, ...past.toReversed()] : past.toReversed()
  const at = rows.find(({ setl_id }) => setl_id === chosen) ?? rows[0]
  const key = `${encounterId} ${version}`
  const wants = asked === key && settlement !== null
  const statement = useAsk('injury.statement', wants ? { encounterId } : null, '查平台结算记录')
  useKeys({
    'Alt+P': {
      label: '查平台记录',
      run: () => setAsked(key),
      enabled: settlement !== null && view.doubt === null,
    },
  })
  return (
    <div className="a-table">
      <div className="i-grid i-settled" data-focus="page">
        <DataTable<InjurySettlement>
          label="结算记录"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ setl_id }) => setl_id}
          selected={at?.setl_id ?? null}
          onSelect={({ setl_id }) => chooseRow('settlement', setl_id)}
          onOpen={() => void openPrint()}
          empty="还没有结算。结算和撤销的每一笔都会列在这里。"
        />
      </div>
      {rows.length > 0 && (
        <p className="a-hint">
          <kbd>Enter</kbd> 打印
          {settlement && (
            <>
              <kbd>Alt+P</kbd> 核对平台的结算记录 <kbd>F9</kbd> 撤销
            </>
          )}
        </p>
      )}
      <FaultPanel fault={statement.fault} />
      {wants && statement.value ? <Statement of={statement.value} /> : <div className="i-rest" />}
    </div>
  )
}

type Line = InjuryStatement['lines'][number]
const LINE_COLUMNS: readonly Column<Line>[] = [
  {
    key: 'name',
    title: '项目',
    render: (line) => (
      <>
        {line.name} <small>{line.spec}</small>
      </>
    ),
  },
  { key: 'pric', title: '单价', width: 84, align: 'right', render: (line) => priceShow(line.pric) },
  {
    key: 'cnt',
    title: '数量',
    width: 76,
    align: 'right',
    render: (line) => (
      <>
        {line.cnt} <small>{line.unit}</small>
      </>
    ),
  },
  {
    key: 'amount',
    title: '金额',
    width: 96,
    align: 'right',
    render: (line) => <Money fen={line.amountFen} />,
  },
  { key: 'note', title: '说明', width: 150, render: (line) => <span title={line.note}>{line.note}</span> },
]

/** The platform's own words on the settlement. */
function Statement({ of }: { of: InjuryStatement }) {
  return (
    <>
      <dl className="a-break" aria-label="平台结算记录">
        {of.facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {of.funds.map(({ label, amountFen }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Money fen={amountFen} />
            </dd>
          </div>
        ))}
      </dl>
      <DataTable<Line>
        label="平台费用清单"
        columns={LINE_COLUMNS}
        rows={of.lines}
        rowKey={(line) => String(of.lines.indexOf(line))}
        empty="平台没有返回费用明细。"
      />
    </>
  )
}
