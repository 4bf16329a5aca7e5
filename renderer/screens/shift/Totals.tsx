import type { ReactNode } from 'react'
import type { MoneyLine, ShiftTotals, TotalsLine } from '../../../shared/api/shift.ts'
import { sum } from '../../../shared/money.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Money } from '../../components/Money.tsx'

const amount = (key: keyof TotalsLine & `${string}Fen`, title: string): Column<TotalsLine> => ({
  key,
  title,
  align: 'right',
  width: 104,
  render: (line) => <Money fen={line[key]} />,
})

const LINE_COLUMNS: readonly Column<TotalsLine>[] = [
  { key: 'label', title: '类别', render: (line) => line.label },
  { key: 'count', title: '结算', align: 'right', width: 56, render: (line) => line.count },
  { key: 'refunds', title: '退费', align: 'right', width: 56, render: (line) => line.refunds },
  amount('totalFen', '总额'),
  amount('fundFen', '基金'),
  amount('acctFen', '个账'),
  amount('cashFen', '现金类'),
  amount('hospFen', '医院负担'),
]

const MONEY_COLUMNS: readonly Column<MoneyLine>[] = [
  { key: 'label', title: '收款方式', render: (line) => line.label },
  { key: 'count', title: '笔数', align: 'right', width: 56, render: (line) => line.count },
  { key: 'in', title: '收入', align: 'right', width: 104, render: (line) => <Money fen={line.inFen} /> },
  { key: 'out', title: '退出', align: 'right', width: 104, render: (line) => <Money fen={line.outFen} /> },
  { key: 'net', title: '应交', align: 'right', width: 104, render: (line) => <Money fen={line.netFen} /> },
]

/** What was in the drawer when the shift ended. */
function Counted({ counted }: { counted: NonNullable<ShiftTotals['counted']> }) {
  const { cashFen, differenceFen, note } = counted
  return (
    <p>
      点钞 <Money fen={cashFen} />　{differenceFen === 0 ? '平账' : differenceFen > 0 ? '长款' : '短款'}{' '}
      {differenceFen !== 0 && <Money fen={differenceFen} />}
      {note && `　说明：${note}`}
    </p>
  )
}

/** A shift's sums, three ways. */
export function Totals({ totals }: { totals: ShiftTotals }) {
  const empty = '本班还没有结算。收第一笔后这里按类别汇总。'
  const sumRow = <SumRow line={totals.all} />
  return (
    <div className="totals">
      {totals.counted && <Counted counted={totals.counted} />}
      <TotalsPart title="按收款方式">
        <DataTable
          label="按收款方式"
          columns={MONEY_COLUMNS}
          rows={totals.byPayment}
          rowKey={(line) => line.key}
          empty="本班还没有收款。"
        />
      </TotalsPart>
      {totals.deposits.length > 0 && (
        <TotalsPart title="住院押金（收取与退还）">
          <DataTable
            label="住院押金"
            columns={MONEY_COLUMNS}
            rows={totals.deposits}
            rowKey={(line) => line.key}
            empty=""
            footer={<DepositSum lines={totals.deposits} />}
          />
        </TotalsPart>
      )}
      <TotalsPart title="按险种">
        <DataTable
          label="按险种"
          columns={LINE_COLUMNS}
          rows={totals.byInsurance}
          rowKey={(line) => line.key}
          empty={empty}
          footer={sumRow}
        />
      </TotalsPart>
      <TotalsPart title="按医疗类别">
        <DataTable
          label="按医疗类别"
          columns={LINE_COLUMNS}
          rows={totals.byMedType}
          rowKey={(line) => line.key}
          empty={empty}
          footer={sumRow}
        />
      </TotalsPart>
    </div>
  )
}

function DepositSum({ lines }: { lines: readonly MoneyLine[] }) {
  const cells = [
    ['inFen', lines.map((line) => line.inFen)],
    ['outFen', lines.map((line) => line.outFen)],
    ['netFen', lines.map((line) => line.netFen)],
  ] as const
  return (
    <tr>
      <td>合计</td>
      <td style={{ textAlign: 'right' }}>{lines.reduce((acc, line) => acc + line.count, 0)}</td>
      {cells.map(([key, amounts]) => (
        <td key={key} style={{ textAlign: 'right' }}>
          <Money fen={sum(amounts)} />
        </td>
      ))}
    </tr>
  )
}

function TotalsPart({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="totals-part">
      <h3>{title}</h3>
      {children}
    </section>
  )
}

function SumRow({ line }: { line: TotalsLine }) {
  return (
    <tr>
      {LINE_COLUMNS.map((column) => (
        <td key={column.key} style={{ textAlign: column.align }}>
          {column.key === 'label' ? '合计' : column.render(line, 0)}
        </td>
      ))}
    </tr>
  )
}
