import type { FeeView } from '../../../../shared/api/admission.ts'
import { fen, priceShow } from '../../../../shared/money.ts'
import type { Column } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { timeShow } from '../../../format.ts'
import { useDict } from '../../common/dict.ts'

export type FeeState = 'all' | FeeView['state']
/** in the order of the digits that choose them */
export const FEE_STATES: readonly { key: FeeState; label: string }[] = [
  { key: 'all', label: '全部' },
  { key: 'new', label: '未上传' },
  { key: 'failed', label: '失败' },
  { key: 'uploaded', label: '已上传' },
  { key: 'settled', label: '已结算' },
]
const STATE_LABEL: Record<FeeState, string> = Object.fromEntries(
  FEE_STATES.map(({ key, label }) => [key, label]),
) as Record<FeeState, string>

/** `why`: the reason of what failed instead of the price. */
export function feeColumns(marked: ReadonlySet<number>, why: boolean): Column<FeeView>[] {
  return [
    {
      key: 'mark',
      title: '',
      width: 28,
      render: (row) => (marked.has(row.lineNo) ? <b className="a-mark">✓</b> : ''),
    },
    { key: 'at', title: '时间', width: 98, render: (row) => timeShow(row.at) },
    {
      key: 'name',
      title: '项目',
      render: (row) => (
        <span title={row.name}>
          {row.whose && <b className="a-mark">{row.whose} </b>}
          {row.name} <small>{row.spec}</small>
        </span>
      ),
    },
    ...(why ? [] : [PRICE]),
    {
      key: 'cnt',
      title: '数量',
      width: 66,
      align: 'right',
      render: (row) => (
        <>
          {row.cnt} <small>{row.unit}</small>
        </>
      ),
    },
    {
      key: 'amount',
      title: '金额',
      width: 86,
      align: 'right',
      render: (row) => <Money fen={row.amountFen} />,
    },
    {
      key: 'state',
      title: why ? '原因' : '状态',
      width: why ? 200 : 64,
      render: (row) => (
        <span className={TONE[row.state]} title={row.why ?? ''}>
          {why ? row.why : STATE_LABEL[row.state]}
        </span>
      ),
    },
  ]
}

const PRICE: Column<FeeView> = {
  key: 'pric',
  title: '单价',
  width: 72,
  align: 'right',
  render: (row) => priceShow(row.pric),
}

const TONE: Record<FeeView['state'], string> = {
  new: 'waiting',
  failed: 'in-doubt',
  uploaded: 'done',
  settled: 'v-dim',
}

/** The line on which the table stands, in full. */
export function FeeLine({ row, marked }: { row: FeeView; marked: number }) {
  const type = useDict('med_chrgitm_type')
  const level = useDict('chrgitm_lv')
  const { split } = row
  const own = split && fen(split.preselfpay_amt + split.fulamt_ownpay_amt + split.overlmt_amt)
  return (
    <section className="a-line" aria-label="所选明细">
      <p>
        <b>{row.name}</b> {row.spec} · {type.of(row.med_chrgitm_type)} · {level.of(row.chrgitm_lv)} ·{' '}
        {row.dept_name} {row.dr_name}
        {row.refundOf !== null && ` · 退第 ${row.refundOf} 条`}
        {own !== null && (
          <>
            {' '}
            · 自付 <Money fen={own} />
          </>
        )}
      </p>
      {row.why && <p className="in-doubt">{row.why}</p>}
      <p className="a-hint">
        <kbd>Space</kbd> 标记{marked > 0 && `（${marked}）`} <kbd>Del</kbd>{' '}
        {row.byHand ? '删除或撤回' : '撤回'} <kbd>-</kbd> 退这一条
      </p>
    </section>
  )
}
