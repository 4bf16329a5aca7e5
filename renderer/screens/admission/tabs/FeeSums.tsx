import { useState } from 'react'
import type { FeeTable, StayView } from '../../../../shared/api/admission.ts'
import { type Fen, ZERO } from '../../../../shared/money.ts'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { FaultPanel } from '../../../components/FaultPanel.tsx'
import { Money } from '../../../components/Money.tsx'
import { useAsk } from '../../../stores/ask.ts'

type Day = FeeTable['days'][number]
type Class = FeeTable['classes'][number]

function columns<T extends { lines: number; amountFen: Fen }>(
  title: string,
  of: (row: T) => string,
): Column<T>[] {
  return [
    { key: 'what', title, render: of },
    { key: 'lines', title: '条数', width: 72, align: 'right', render: (row) => row.lines },
    {
      key: 'amount',
      title: '金额',
      width: 120,
      align: 'right',
      render: (row) => <Money fen={row.amountFen} />,
    },
  ]
}
const DAYS = columns<Day>('日期', (row) => row.day)
const CLASSES = columns<Class>('类别', (row) => row.label)

/** Charges by day and by class; Enter on a day lists its lines. */
export function FeeSums({ view, onDay }: { view: StayView; onDay: (day: string) => void }) {
  const { encounterId } = view.stay
  const asked = useAsk('admission.feeTable', { encounterId }, '汇总费用')
  const [day, setDay] = useState<string | null>(null)
  const days = asked.value?.days ?? []
  const classes = asked.value?.classes ?? []
  const foot = (
    <tr>
      <td>合计</td>
      <td />
      <td style={{ textAlign: 'right' }}>
        <Money fen={asked.value?.totalFen ?? ZERO} />
      </td>
    </tr>
  )
  return (
    <div className="a-sums">
      <FaultPanel fault={asked.fault} />
      <div data-focus="page">
        <DataTable<Day>
          autoFocus
          label="按日"
          columns={DAYS}
          rows={days}
          rowKey={(row) => row.day}
          selected={day ?? days.at(-1)?.day ?? null}
          onSelect={(row) => setDay(row.day)}
          onOpen={(row) => onDay(row.day)}
          empty="还没有费用。取回费用后这里按日汇总，Enter 看当天的明细。"
          footer={foot}
        />
      </div>
      <div>
        <DataTable<Class>
          label="按类别"
          columns={CLASSES}
          rows={classes}
          rowKey={(row) => row.med_chrgitm_type}
          empty="还没有费用。取回费用后这里按收费项目类别汇总。"
          footer={foot}
        />
      </div>
    </div>
  )
}
