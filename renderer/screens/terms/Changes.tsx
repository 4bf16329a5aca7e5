import { useState } from 'react'
import type { TermsCatalogue, TermsChange } from '../../../shared/api/terms.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { ExportButton } from '../../components/ExportButton.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useKeys } from '../../keys.ts'
import { useAsk } from '../../stores/ask.ts'

const PAGE = 100
const WHATS = [
  ['', '全部'],
  ['added', '新增'],
  ['changed', '变更'],
  ['stopped', '停用'],
] as const
type What = (typeof WHATS)[number][0]
const WORD = { added: '新增', changed: '变更', stopped: '停用' } as const

const COLUMNS: Column<TermsChange>[] = [
  {
    key: 'what',
    title: '',
    width: 52,
    render: ({ what }) => <span className={what === 'stopped' ? 'waiting' : ''}>{WORD[what]}</span>,
  },
  { key: 'code', title: '编码', width: 200, render: ({ code }) => <span className="code">{code}</span> },
  { key: 'name', title: '名称', width: '32%', render: ({ name }) => <span title={name}>{name}</span> },
  {
    key: 'columns',
    title: '内容',
    render: ({ columns }) => <span title={wordsOf(columns)}>{wordsOf(columns)}</span>,
  },
]

const wordsOf = (columns: TermsChange['columns']) =>
  columns.map(({ label, before, after }) => `${label}：${before || '空'} → ${after || '空'}`).join('；')

/** What the newest version of the chosen catalogue brought. */
export function Changes({ row }: { row: TermsCatalogue | null }) {
  const [what, setWhat] = useState<What>('')
  const [page, setPage] = useState(0)
  const [chosen, setChosen] = useState<string | null>(null)
  const changed = row?.changed ?? null
  const input = row && changed ? { kind: row.kind, what, offset: page * PAGE, limit: PAGE } : null
  const asked = useAsk('terms.changes', input, '查询版本变化')
  const rows = input ? (asked.value?.rows ?? []) : []
  const total = asked.value?.total ?? 0
  const last = Math.max(0, Math.ceil(total / PAGE) - 1)
  const turn = (by: number) => setPage((now) => Math.min(last, Math.max(0, now + by)))
  const show = (wanted: What) => {
    setWhat(wanted)
    setPage(0)
  }
  const step = (by: number) => {
    const at = WHATS.findIndex(([key]) => key === what)
    show(WHATS[(at + by + WHATS.length) % WHATS.length]![0])
  }
  useKeys({
    ArrowRight: { label: '下一类变化', run: () => step(1), quiet: true },
    ArrowLeft: { label: '上一类变化', run: () => step(-1), quiet: true },
    'Alt+PageDown': { label: '下一页', run: () => turn(1), quiet: true, enabled: page < last },
    'Alt+PageUp': { label: '上一页', run: () => turn(-1), quiet: true, enabled: page > 0 },
  })
  return (
    <>
      <div className="row">
        {WHATS.map(([key, label]) => (
          <button
            key={key}
            type="button"
            className="v-tab"
            tabIndex={-1}
            aria-pressed={what === key}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => show(key)}
          >
            {label} {changed && <small>{key === '' ? sum(changed) : changed[key]}</small>}
          </button>
        ))}
        <span className="quiet grow">
          {row?.label} {row?.version ?? ''}
          {last > 0 && ` · 第 ${page + 1} 页，共 ${last + 1} 页（Alt+PageDown）`}
        </span>
        <ExportButton
          table="terms.changes"
          query={{ kind: row?.kind ?? '', what }}
          disabled={rows.length === 0}
        />
      </div>
      <FaultPanel fault={asked.fault} />
      <div className="t-hits grow" data-focus="changes">
        <DataTable
          label="版本变化"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ what, code, name }) => `${what} ${code} ${name}`}
          selected={chosen}
          onSelect={({ what, code, name }) => setChosen(`${what} ${code} ${name}`)}
          empty={
            row && changed
              ? '这一类没有变化。'
              : '左边所选目录更新过一次以后，新增、变更和停用的条目会列在这里。'
          }
        />
      </div>
    </>
  )
}

const sum = ({ added, changed, stopped }: NonNullable<TermsCatalogue['changed']>) => added + changed + stopped
