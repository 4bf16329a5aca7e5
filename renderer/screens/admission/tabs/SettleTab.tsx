import type { StayView } from '../../../../shared/api/admission.ts'
import { sum } from '../../../../shared/money.ts'
import type { StaySettlement } from '../../../../shared/stay.ts'
import type { Amounts } from '../../../../shared/visit.ts'
import { type Column, DataTable } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { useDict } from '../../common/dict.ts'
import { lastSettlement } from '../next.ts'
import { openPrint } from '../print.ts'
import { choose, useAdmission } from '../store.ts'

const amount = (
  key: string,
  title: string,
  of: (s: StaySettlement) => Parameters<typeof Money>[0]['fen'],
) => ({
  key,
  title,
  width: 86,
  align: 'right' as const,
  render: (s: StaySettlement) => <Money fen={of(s)} />,
})

const COLUMNS: Column<StaySettlement>[] = [
  {
    key: 'time',
    title: '时间',
    width: 100,
    render: (s) => <span title={s.setl_time}>{s.setl_time.slice(5, 16)}</span>,
  },
  { key: 'kind', title: '类型', width: 48, render: (s) => (s.mid ? '中途' : '出院') },
  amount('total', '总费用', (s) => s.amounts.total),
  amount('fund', '基金', (s) => s.amounts.fund),
  amount('acct', '个账', (s) => s.amounts.acct),
  amount('deposit', '用押金', (s) => s.depositFen),
  amount('taken', '收款', (s) => sum(s.payments.map((p) => p.amountFen))),
  {
    key: 'state',
    title: '状态',
    render: (s) =>
      s.cancelled ? <span className="v-dim">已撤销 {s.cancelled.setl_time.slice(5, 16)}</span> : '有效',
  },
]

/** 结算: what is pre-settled, by funds and by class of cost; and the settlements, interim ones too. */
export function SettleTab({ view }: { view: StayView }) {
  const chosen = useAdmission((s) => s.chosen.settlement)
  const { settlements, presettle } = view.stay
  const at = settlements.find((s) => s.setl_id === chosen) ?? lastSettlement(view) ?? settlements.at(-1)
  const amounts = presettle?.amounts ?? at?.amounts ?? null
  return (
    <div className="a-table" data-focus="page">
      {presettle && (
        <p className="a-note a-pre">
          {presettle.mid ? '中途预结算' : '预结算'}：中心尚未入账。核对后按 <kbd>F8</kbd> 结算。
        </p>
      )}
      {amounts && <Breakdown amounts={amounts} />}
      <DataTable<StaySettlement>
        label="结算记录"
        columns={COLUMNS}
        rows={settlements}
        rowKey={(s) => s.setl_id}
        selected={at?.setl_id ?? null}
        onSelect={(s) => choose('settlement', s.setl_id)}
        onOpen={openPrint}
        empty={
          <>
            还没有结算。出院登记后按 <kbd>F6</kbd> 预结算、<kbd>F8</kbd> 结算；住院中途结账按{' '}
            <kbd>Ctrl+F6</kbd>。
          </>
        }
      />
      <p className="a-hint">
        <kbd>Enter</kbd> 打印所选 <kbd>F9</kbd> 撤销最近一次有效结算
      </p>
    </div>
  )
}

/** The centre's own split of the total. */
function Breakdown({ amounts }: { amounts: Amounts }) {
  const fund = useDict('fund_pay_type')
  const parts = [
    ['全自费', amounts.fulamt_ownpay_amt],
    ['超限价', amounts.overlmt_selfpay],
    ['先行自付', amounts.preselfpay_amt],
    ['符合范围', amounts.inscp_scp_amt],
    ['起付线', amounts.act_pay_dedc],
  ] as const
  return (
    <dl className="a-break">
      {parts.map(([label, part]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            <Money fen={part} />
          </dd>
        </div>
      ))}
      {amounts.funds.map((one) => (
        <div key={one.code}>
          <dt>{one.label || fund.of(one.code)}</dt>
          <dd>
            <Money fen={one.amount} />
          </dd>
        </div>
      ))}
    </dl>
  )
}
