import type { ShareItem, ShareRow } from '../../../shared/api/injury-clearing.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { emptyWords, useAsk } from '../../stores/ask.ts'
import type { TabProps } from './index.tsx'
import { amount, Compare, Notes, Rest, useMoves } from './parts.tsx'
import { choose, useClearing } from './store.ts'

const COLUMNS: readonly Column<ShareRow>[] = [
  { key: 'period', title: '期号', width: 76, render: ({ period }) => period },
  { key: 'dir', title: '方向', width: 60, render: ({ direction }) => direction },
  { key: 'opposite', title: '对方', width: 84, render: ({ opposite }) => opposite },
  { key: 'count', title: '人次', width: 56, align: 'right', render: ({ count }) => count },
  { key: 'fen', title: '清分金额', width: 110, align: 'right', render: ({ amountFen }) => amount(amountFen) },
  {
    key: 'equal',
    title: '与明细',
    width: 76,
    render: ({ unequal }) =>
      unequal.length > 0 ? <span className="in-doubt">不一致</span> : <span className="done">一致</span>,
  },
  { key: 'no', title: '清分编号', render: ({ qf_no }) => <span className="code">{qf_no}</span> },
]
const ITEMS: readonly Column<ShareItem>[] = [
  { key: 'no', title: '结算业务号', render: ({ ykc618 }) => <span className="code">{ykc618}</span> },
  { key: 'name', title: '姓名', width: 76, render: ({ psn_name }) => psn_name || '—' },
  { key: 'total', title: '总金额', width: 100, align: 'right', render: ({ totalFen }) => amount(totalFen) },
  { key: 'fund', title: '统筹支付', width: 100, align: 'right', render: ({ fundFen }) => amount(fundFen) },
  { key: 'kk', title: '扣款', width: 90, align: 'right', render: ({ deductFen }) => amount(deductFen) },
  { key: 'qf', title: '清分', width: 100, align: 'right', render: ({ amountFen }) => amount(amountFen) },
  { key: 'note', title: '说明', width: 150, render: ({ note }) => <span className="in-doubt">{note}</span> },
]

/** 费用清分: what the two places owe each other, each beside the sum of its settlements. */
export function Shares({ options }: TabProps) {
  const asked = useAsk('injury.clearing.shares', {}, '查询清分')
  const chosen = useClearing((s) => s.chosen.shares)
  useMoves(asked.again)
  const rows = asked.value?.rows ?? []
  const row = rows.find(({ id }) => id === chosen) ?? rows[0] ?? null
  return (
    <div className="cl-body">
      <section className="panel" aria-label="费用清分">
        <FaultPanel fault={asked.fault} />
        <div className="cl-rows">
          <DataTable
            autoFocus
            label="清分"
            columns={COLUMNS}
            rows={rows}
            rowKey={({ id }) => id}
            selected={row?.id ?? null}
            onSelect={({ id }) => choose('shares', id)}
            empty={
              options.agency
                ? emptyWords(asked, '应付、应收都确认以后的费用清分：到“工伤交换”下载 GYD005。')
                : '费用清分由经办机构的站点下载（GYD005），本站点没有经办机构的角色。'
            }
          />
        </div>
        {row && <OfRow key={row.id} row={row} />}
        <div className="row">
          <span className="quiet">
            {asked.value?.downloadedAt ? `${timeShow(asked.value.downloadedAt)} 下载` : '还没有下载过'}
          </span>
          <WaitLine />
          <Rest shown={rows.length} total={asked.value?.total ?? 0} />
          <span className="grow" />
          <ExportButton table="injury.clearing.shareItems" query={{}} disabled={rows.length === 0} />
        </div>
      </section>
      <aside className="panel cl-side" aria-label="核对">
        {row && <Side row={row} />}
      </aside>
    </div>
  )
}

function OfRow({ row }: { row: ShareRow }) {
  const asked = useAsk('injury.clearing.shareItems', { id: row.id }, '查询明细')
  return (
    <>
      <h3 className="cl-head">
        明细 {asked.value?.length ?? ''} <span className="quiet">本机构的结算与本机账本核对</span>
      </h3>
      <div className="cl-items">
        <DataTable
          label="清分明细"
          columns={ITEMS}
          rows={asked.value ?? []}
          rowKey={({ ykc618 }) => ykc618}
          empty={emptyWords(asked, '没有明细。')}
        />
      </div>
    </>
  )
}

const Side = ({ row }: { row: ShareRow }) => (
  <>
    <h2>
      {row.period} {row.direction} {row.opposite}
    </h2>
    <Compare
      heads={['清分', '明细合计']}
      rows={[
        { label: '人次', values: [row.count, row.details.count], money: false },
        { label: '结算总金额', values: [row.totalFen, row.details.totalFen], money: true },
        { label: '统筹支付', values: [row.fundFen, row.details.fundFen], money: true },
        { label: '扣款', values: [null, row.details.deductFen], money: true },
        { label: '清分金额', values: [row.amountFen, row.details.amountFen], money: true },
      ]}
    />
    <Notes unequal={row.unequal} why="" />
    <p className="quiet">
      清分时间 {row.time}　<span className="code">{row.qf_no}</span>
    </p>
  </>
)
