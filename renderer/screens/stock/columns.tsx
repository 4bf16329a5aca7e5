import type { StockKindView, StockRowView } from '../../../shared/api/stock.ts'
import type { Column } from '../../components/DataTable.tsx'

/** red wants a hand, amber waits */
export const STOCK_TONE: Record<StockRowView['state'], string> = {
  open: 'waiting',
  waiting: 'waiting',
  sent: 'waiting',
  held: 'in-doubt',
  refused: 'in-doubt',
  accepted: 'done',
  withdrawn: 'quiet',
}

export const needsHand = ({ refused, held }: StockKindView): number => refused + held
export const waits = ({ waiting, sent, pending }: StockKindView): number => waiting + sent + pending

export const ROW_COLUMNS: readonly Column<StockRowView>[] = [
  {
    key: 'state',
    title: '状态',
    width: 80,
    render: (row) => <span className={STOCK_TONE[row.state]}>{row.stateLabel}</span>,
  },
  { key: 'code', title: '编码', width: 84, render: (row) => row.fixmedins_hilist_id },
  { key: 'name', title: '名称', width: 190, render: (row) => <b>{row.name}</b> },
  { key: 'cnt', title: '数量', width: 80, align: 'right', render: (row) => row.cnt },
  { key: 'lot', title: '生产批号', width: 100, render: (row) => row.manu_lotnum },
  {
    key: 'key',
    title: '单号',
    width: 170,
    render: (row) => <span title={row.fixmedins_bchno}>{row.key}</span>,
  },
  { key: 'time', title: '发生时间', width: 130, render: (row) => row.occurred.slice(0, 16) },
  { key: 'about', title: '说明', width: 170, render: (row) => <span title={row.about}>{row.about}</span> },
  {
    key: 'why',
    title: '原因',
    render: (row) => (
      <span className={row.state === 'withdrawn' ? 'quiet' : STOCK_TONE[row.state]} title={row.why ?? ''}>
        {row.why}
      </span>
    ),
  },
]
