import type { InjuryLine } from '../../../../shared/injury.ts'
import type { ApiOutput } from '../../../../shared/ipc.ts'
import { priceShow } from '../../../../shared/money.ts'
import type { Column } from '../../../components/DataTable.tsx'
import { Money } from '../../../components/Money.tsx'
import { timeShow } from '../../../format.ts'

export type StayLine = ApiOutput<'injury.lines'>['rows'][number]
export type LineState = StayLine['state']
export const STATE_LABEL: Record<LineState, string> = { new: '未上传', failed: '失败', uploaded: '已上传' }
const TONE: Record<LineState, string> = { new: 'waiting', failed: 'in-doubt', uploaded: 'done' }

const NAME: Column<InjuryLine> = {
  key: 'name',
  title: '项目',
  render: (line) => (
    <span title={`${line.name} ${line.spec} ${line.medins_list_codg}`}>
      {line.refundOf !== null && <b className="waiting">退 </b>}
      {line.name} <small>{line.spec}</small>
    </span>
  ),
}
const PRICE: Column<InjuryLine> = {
  key: 'pric',
  title: '单价',
  width: 80,
  align: 'right',
  render: (line) => priceShow(line.pric),
}
const COUNT: Column<InjuryLine> = {
  key: 'cnt',
  title: '数量',
  width: 72,
  align: 'right',
  render: (line) => (
    <>
      {line.cnt} <small>{line.unit}</small>
    </>
  ),
}
const AMOUNT: Column<InjuryLine> = {
  key: 'amount',
  title: '金额',
  width: 92,
  align: 'right',
  render: (line) => <Money fen={line.amountFen} />,
}
const INJURY: Column<InjuryLine> = {
  key: 'injury',
  title: '归属',
  width: 68,
  render: (line) => (line.injury ? '工伤' : <b className="waiting">非工伤</b>),
}
const OWN: Column<InjuryLine> = {
  key: 'own',
  title: '自费',
  width: 80,
  align: 'right',
  render: ({ split }) => split && <Money fen={split.ownFen} />,
}

/** The bill of an outpatient: all lines at once. */
export const BILL_COLUMNS: readonly Column<InjuryLine>[] = [
  { key: 'no', title: '', width: 36, align: 'right', render: (_, i) => <small>{i + 1}</small> },
  NAME,
  PRICE,
  COUNT,
  AMOUNT,
  OWN,
  INJURY,
]

const AT: Column<StayLine> = { key: 'at', title: '时间', width: 98, render: (row) => timeShow(row.at) }
const STATE: Column<StayLine> = {
  key: 'state',
  title: '状态',
  width: 64,
  render: (row) => (
    <span className={TONE[row.state]} title={row.why ?? ''}>
      {STATE_LABEL[row.state]}
    </span>
  ),
}
const WHY: Column<StayLine> = {
  key: 'why',
  title: '平台的原因',
  width: 250,
  render: (row) => (
    <span className="in-doubt" title={row.why ?? ''}>
      {row.why}
    </span>
  ),
}

/** The lines of a stay; `why`: those that failed, each with its reason. */
export const stayColumns = (why: boolean): readonly Column<StayLine>[] =>
  why ? [AT, NAME, COUNT, AMOUNT, WHY] : [AT, NAME, PRICE, COUNT, AMOUNT, INJURY, STATE]
