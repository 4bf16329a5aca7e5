import { useState } from 'react'
import type { JsonObject } from '../../../shared/contract.ts'
import { recordOf, rowsOf } from '../../components/contract/form.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'
import { useDict } from '../common/dict.ts'
import { focusOn } from '../common/focus.ts'

const PAGE = 50
const text = (row: JsonObject, name: string) => String(row[name] ?? '') || '—'

const COLUMNS: readonly Column<JsonObject>[] = [
  {
    key: 'code',
    title: '信息编码',
    width: 150,
    render: (row) => <span className="code">{text(row, 'info_code')}</span>,
  },
  { key: 'name', title: '信息名称', width: 260, render: (row) => text(row, 'info_name') },
  {
    key: 'value',
    title: '信息内容',
    render: (row) => <span title={text(row, 'info_value')}>{text(row, 'info_value')}</span>,
  },
  { key: 'begndate', title: '开始日期', width: 100, render: (row) => text(row, 'begndate') },
  { key: 'enddate', title: '结束日期', width: 100, render: (row) => text(row, 'enddate') },
  { key: 'updt_time', title: '更新时间', width: 160, render: (row) => text(row, 'updt_time') },
]

/** 其他信息 (SCX-0101): the province's own tables, parameters and notices, a page at a time. */
export function Info() {
  const types = useDict('scx_info_type')
  const [info_type, setType] = useState('01')
  const [typed, setTyped] = useState('')
  const [info_code, setCode] = useState('')
  const [page_num, setPage] = useState(1)
  const [chosen, setChosen] = useState(0)
  const query = { info_type, ...(info_code ? { info_code } : {}) }
  const asked = useAsk(
    'sichuan.ask',
    { code: 'SCX-0101', about: {}, input: { data: { ...query, page_num, page_size: PAGE } } },
    '查询其他信息',
  )
  const data = recordOf(recordOf(asked.value?.output).data)
  const rows = rowsOf(data.info).map(recordOf)
  const total = Number(data.recordCounts ?? 0)
  const pages = Math.max(1, Math.ceil(total / PAGE))
  const codes = Object.keys(types.values).sort()
  const turn = (to: number) => {
    setPage(to)
    setChosen(0)
  }
  const choose = (code: string) => {
    setType(code)
    turn(1)
    focusOn('info')
  }
  const next = () => choose(codes[(codes.indexOf(info_type) + 1) % Math.max(1, codes.length)] ?? info_type)
  useKeys({
    F3: { label: '按编码查', run: () => void focusOn('search') },
    F4: { label: '重新查询', run: asked.again, enabled: !asked.busy },
    F6: { label: '换一个类别', run: next, enabled: codes.length > 1 },
    'Alt+PageUp': { label: '上一页', run: () => turn(page_num - 1), enabled: page_num > 1 },
    'Alt+PageDown': { label: '下一页', run: () => turn(page_num + 1), enabled: page_num < pages },
  })
  return (
    <section className="panel sc-one">
      <div className="row">
        <h2>其他信息</h2>
        <div className="row">
          {codes.map((code) => (
            <button
              type="button"
              className="v-tab"
              key={code}
              tabIndex={-1}
              aria-pressed={code === info_type}
              onClick={() => choose(code)}
            >
              {types.of(code)}
            </button>
          ))}
        </div>
        <input
          className="v-input sc-search"
          data-focus="search"
          aria-label="信息编码"
          placeholder="信息编码，回车查询"
          autoComplete="off"
          maxLength={50}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
            setCode(typed.trim())
            turn(1)
            focusOn('info')
          }}
        />
        <span className="quiet">
          共 {total} 条，第 {page_num}/{pages} 页
        </span>
        <ExportButton table="sichuan.info" query={query} disabled={rows.length === 0} />
      </div>
      <FaultPanel fault={asked.fault} />
      <div className="sc-list" data-focus="info">
        <DataTable
          autoFocus
          label="其他信息"
          columns={COLUMNS}
          rows={rows}
          rowKey={(row) => String(rows.indexOf(row))}
          selected={rows[chosen] ? String(chosen) : null}
          onSelect={(row) => setChosen(rows.indexOf(row))}
          empty={
            asked.busy ? '正在向中心查询…' : `中心没有${types.of(info_type)}${info_code && ` ${info_code}`}。`
          }
        />
      </div>
      {rows[chosen] && <p className="sc-note">{text(rows[chosen], 'info_value')}</p>}
      <WaitLine />
    </section>
  )
}
