import type { DepositView, StayView } from '../../../../shared/api/admission.ts'
import { PAY_METHOD_LABEL } from '../../../../shared/visit.ts'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { timeShow } from '../../../format.ts'
import { openPrint } from '../print.ts'
import { choose, useAdmission } from '../store.ts'

const COLUMNS: Column<DepositView>[] = [
  { key: 'at', title: '时间', width: 104, render: (row) => timeShow(row.at) },
  { key: 'kind', title: '事项', width: 92, render: (row) => row.label },
  {
    key: 'method',
    title: '方式',
    width: 60,
    render: (row) => (row.method === 'deposit' ? '押金' : PAY_METHOD_LABEL[row.method]),
  },
  {
    key: 'amount',
    title: '金额',
    width: 100,
    align: 'right',
    render: (row) => <Money fen={row.amountFen} />,
  },
  {
    key: 'receipt',
    title: '收据号',
    width: 168,
    render: (row) => (
      <>
        {row.receiptNo} {row.printed > 1 && <small>打 {row.printed} 次</small>}
      </>
    ),
  },
  { key: 'reason', title: '说明', render: (row) => <span title={row.reason ?? ''}>{row.reason}</span> },
  { key: 'who', title: '经手', width: 72, render: (row) => row.opterName },
]

/** 押金: + takes, − gives back, Enter prints the receipt again. */
export function DepositTab({ view }: { view: StayView }) {
  const chosen = useAdmission((s) => s.chosen.deposit)
  const { rows, balanceFen } = view.deposit
  return (
    <div className="a-table" data-focus="page">
      <DataTable<DepositView>
        label="押金"
        columns={COLUMNS}
        rows={rows}
        rowKey={(row) => row.depositId}
        selected={chosen ?? rows.at(-1)?.depositId ?? null}
        onSelect={(row) => choose('deposit', row.depositId)}
        onOpen={openPrint}
        empty={
          <>
            还没有押金。入院登记后按 <kbd>+</kbd> 收押金，收据自动打印。
          </>
        }
        footer={
          rows.length > 0 && (
            <tr>
              <td colSpan={3}>余额</td>
              <td style={{ textAlign: 'right' }}>
                <Money fen={balanceFen} />
              </td>
              <td colSpan={3} />
            </tr>
          )
        }
      />
      <p className="a-hint">
        <kbd>+</kbd> 收押金 <kbd>−</kbd> 退押金 <kbd>Enter</kbd> 打印所选收据
      </p>
    </div>
  )
}
