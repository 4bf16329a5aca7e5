import { useEffect, useState } from 'react'
import type { BatchView, ProductHit, ProductView } from '../../../shared/api/stock.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { timeShow } from '../../format.ts'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { focusOn } from '../common/focus.ts'
import { ROW_COLUMNS } from './columns.tsx'

const COLUMNS: readonly Column<ProductHit>[] = [
  { key: 'code', title: '编码', width: 110, render: (row) => row.fixmedins_hilist_id },
  { key: 'name', title: '名称', width: 320, render: (row) => <b>{row.name}</b> },
  {
    key: 'cnt',
    title: '库存',
    width: 120,
    align: 'right',
    render: (row) => <span className={Number(row.cnt) < 0 ? 'in-doubt' : ''}>{row.cnt}</span>,
  },
  { key: 'batches', title: '在库批次', width: 100, align: 'right', render: (row) => row.batches },
  {
    key: 'expy',
    title: '最近有效期',
    render: (row) => (
      <span className={row.expired ? 'in-doubt' : ''}>
        {row.expy_end || '—'}
        {row.expired && ' 已过期'}
      </span>
    ),
  },
]

/** What is in stock by what the HIS has told and what was handed out here. */
export function Products({ onBack }: { onBack: () => void }) {
  const [text, setText] = useState('')
  const [chosen, setChosen] = useState<string | null>(null)
  const [open, setOpen] = useState<ProductHit | null>(null)
  const asked = useAsk('stock.products', { text, limit: 500 }, '查询库存')
  const rows = asked.value ?? []
  const row = rows.find((each) => each.fixmedins_hilist_id === chosen) ?? rows[0]
  useEffect(() => void focusOn('find'), [])
  useKeys({
    F3: { label: '查找', run: () => void focusOn('find') },
    F6: { label: '看上传', run: onBack },
    Enter: { label: '批次与去向', run: () => setOpen(row ?? null), enabled: row !== undefined },
    Esc: { label: '退一步', run: () => (text ? setText('') : onBack()) },
  })
  return (
    <section className="panel grow s-screen" aria-label="库存">
      <div className="row">
        <h2>库存</h2>
        <input
          className="v-input s-find"
          data-focus="find"
          aria-label="查找药品"
          placeholder="名称、拼音首字母、编码或批号"
          autoComplete="off"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'ArrowDown') return
            event.preventDefault()
            focusOn('products')
          }}
        />
        <ExportButton table="stock.goods" query={{ text }} disabled={rows.length === 0} />
      </div>
      <FaultPanel fault={asked.fault} />
      <div className="s-table" data-focus="products">
        <DataTable<ProductHit>
          label="库存药品"
          columns={COLUMNS}
          rows={rows}
          rowKey={(each) => each.fixmedins_hilist_id}
          selected={row?.fixmedins_hilist_id ?? null}
          onSelect={(each) => setChosen(each.fixmedins_hilist_id)}
          onOpen={setOpen}
          empty={
            asked.value === null
              ? '正在查询…'
              : '没有这样的药品。HIS 的采购和盘存读取后（F6 回去按 F4）列在这里。'
          }
        />
      </div>
      <WaitLine />
      {open && <ProductBox hit={open} onClose={() => setOpen(null)} />}
    </section>
  )
}

const BATCHES: readonly Column<BatchView>[] = [
  { key: 'bchno', title: '批次', width: 120, render: (row) => row.bchno },
  { key: 'lot', title: '生产批号', width: 120, render: (row) => row.manu_lotnum },
  { key: 'made', title: '生产日期', width: 110, render: (row) => row.manu_date },
  {
    key: 'end',
    title: '有效期止',
    width: 150,
    render: (row) => (
      <span className={row.expired ? 'in-doubt' : ''}>
        {row.expy_end}
        {row.expired && ' 已过期'}
      </span>
    ),
  },
  { key: 'cnt', title: '库存', align: 'right', render: (row) => row.cnt },
]

const CODES: readonly Column<ProductView['codes'][number]>[] = [
  {
    key: 'code',
    title: '追溯码',
    width: 300,
    render: (row) => <span className="code">{row.drug_trac_codg}</span>,
  },
  { key: 'batch', title: '批次', width: 110, render: (row) => row.bchno },
  { key: 'state', title: '状态', width: 90, render: (row) => row.stateLabel },
  { key: 'about', title: '去向', width: 180, render: (row) => row.about },
  { key: 'at', title: '时间', render: (row) => timeShow(row.at) },
]

const PARTS = [
  { key: 'batches', combo: 'Alt+1', title: '批次' },
  { key: 'codes', combo: 'Alt+2', title: '追溯码' },
  { key: 'history', combo: 'Alt+3', title: '上传历史' },
] as const

/** One product: its batches, where each pack is, and what went up. */
function ProductBox({ hit, onClose }: { hit: ProductHit; onClose: () => void }) {
  const [part, setPart] = useState<(typeof PARTS)[number]['key']>('batches')
  const { fixmedins_hilist_id } = hit
  const asked = useAsk('stock.product', { fixmedins_hilist_id }, '查询批次')
  const product = asked.value
  const keys = Object.fromEntries(
    PARTS.map(({ key, combo, title }) => [combo, { label: title, run: () => setPart(key) }]),
  )
  return (
    <ConfirmBox
      title={`${hit.name} ${fixmedins_hilist_id}`}
      okText="知道了"
      onOk={onClose}
      onCancel={onClose}
      width={1040}
      keys={keys}
    >
      <nav className="v-strip">
        {PARTS.map(({ key, combo, title }) => (
          <button
            type="button"
            key={key}
            tabIndex={-1}
            className="v-tab"
            aria-pressed={key === part}
            onClick={() => setPart(key)}
          >
            <kbd>{combo}</kbd>
            {title}
            {product && <small>{product[key].length}</small>}
          </button>
        ))}
      </nav>
      <FaultPanel fault={asked.fault} />
      <div className="s-product">
        {product && part === 'batches' && (
          <DataTable
            label="批次"
            columns={BATCHES}
            rows={product.batches}
            rowKey={(row) => row.bchno}
            empty="没有批次。"
          />
        )}
        {product && part === 'codes' && (
          <DataTable
            label="追溯码"
            columns={CODES}
            rows={product.codes}
            rowKey={(row) => row.drug_trac_codg}
            empty="这个药品的采购记录里没有追溯码；发药时扫过的也会列在这里。"
          />
        )}
        {product && part === 'history' && (
          <DataTable
            label="上传历史"
            columns={ROW_COLUMNS}
            rows={product.history}
            rowKey={(row) => `${row.kind}${row.key}`}
            empty="还没有上传过这个药品的记录。"
          />
        )}
      </div>
    </ConfirmBox>
  )
}
