import { type KeyboardEvent, memo, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { type Fen, fen, priceShow } from '../../../shared/money.ts'
import type { ChargeLine } from '../../../shared/visit.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { Money } from '../../components/Money.tsx'
import { useDict } from '../common/dict.ts'
import { focusOn } from '../common/focus.ts'
import { edit } from './commands.ts'
import { useVisit } from './store.ts'

interface Props {
  lines: ChargeLine[]
  canEdit: boolean
}

const EMPTY = (
  <>
    还没有费用。按 <kbd>F4</kbd> 从 HIS 取待收的处方和检查单，或在下面按代码、名称、拼音录入。
  </>
)

/** The bill: ↑↓ choose a line, Delete removes it, a digit or Enter changes the count. */
export const Lines = memo(function Lines({ lines, canEdit }: Props) {
  const selected = useVisit((s) => s.selectedLine)
  const [editing, setEditing] = useState<string | null>(null)
  const columns = useColumns(editing, (line, cnt) => {
    setEditing(null)
    focusOn('lines')
    if (cnt && cnt !== line.cnt) void edit('visit.setLine', { feedetl_sn: line.feedetl_sn, cnt })
  })
  const at = lines.findIndex((l) => l.feedetl_sn === selected)
  const select = (line: ChargeLine | undefined) =>
    useVisit.setState({ selectedLine: line?.feedetl_sn ?? null })

  const remove = (line: ChargeLine) => {
    const neighbour = lines[at + 1] ?? lines[at - 1]
    select(neighbour)
    void edit('visit.removeLine', { feedetl_sn: line.feedetl_sn })
    if (!neighbour) focusOn('entry')
  }
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement
    const line = lines[at]
    if (event.defaultPrevented && event.key !== 'ArrowDown') return
    if (target.role !== 'grid' || event.ctrlKey || event.altKey || !line) return
    if (event.key === 'ArrowDown' && at === lines.length - 1) focusOn('entry')
    else if (canEdit && event.key === 'Delete') remove(line)
    else if (canEdit && /^(\d|Enter)$/.test(event.key)) setEditing(line.feedetl_sn)
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the grid inside has the focus; this adds its keys
    <div
      className="v-lines"
      data-focus="lines"
      onKeyDownCapture={(e) => e.key === 'ArrowDown' && at === lines.length - 1 && onKeyDown(e)}
      onKeyDown={onKeyDown}
      onFocus={(e) => (e.target as HTMLElement).role === 'grid' && at < 0 && select(lines.at(-1))}
    >
      <DataTable<ChargeLine>
        label="费用明细"
        columns={columns}
        rows={lines}
        rowKey={(line) => line.feedetl_sn}
        selected={selected}
        onSelect={select}
        empty={EMPTY}
      />
    </div>
  )
})

type OnCount = (line: ChargeLine, cnt: string | null) => void

function useColumns(editing: string | null, onCount: OnCount): Column<ChargeLine>[] {
  const level = useDict('chrgitm_lv')
  const done = useRef(onCount)
  done.current = onCount
  return useMemo(
    () => [
      { key: 'no', title: '', width: 40, align: 'right', render: (_, i) => <small>{i + 1}</small> },
      {
        key: 'name',
        title: '项目',
        render: (line) => (
          <span title={`${line.name} ${line.spec} ${line.medins_list_codg}`}>
            {line.name} <small>{line.spec}</small>
          </span>
        ),
      },
      { key: 'lv', title: '等级', width: 56, render: (line) => level.of(line.chrgitm_lv) },
      { key: 'pric', title: '单价', width: 84, align: 'right', render: (line) => priceShow(line.pric) },
      {
        key: 'cnt',
        title: '数量',
        width: 84,
        align: 'right',
        render: (line) =>
          line.feedetl_sn === editing ? (
            <Count line={line} onDone={(cnt) => done.current(line, cnt)} />
          ) : (
            <>
              {line.cnt} <small>{line.unit}</small>
            </>
          ),
      },
      {
        key: 'amount',
        title: '金额',
        width: 96,
        align: 'right',
        render: (line) => <Money fen={line.amountFen} />,
      },
      { key: 'own', title: '自付', width: 84, align: 'right', render: (line) => <Own line={line} /> },
    ],
    [editing, level],
  )
}

/** What the centre leaves to the person of this line, known after 2204. */
function Own({ line: { split } }: { line: ChargeLine }) {
  if (!split) return null
  const own: Fen = fen(split.preselfpay_amt + split.fulamt_ownpay_amt + split.overlmt_amt)
  return <Money fen={own} />
}

function Count({ line, onDone }: { line: ChargeLine; onDone: (cnt: string | null) => void }) {
  const [text, setText] = useState(line.cnt)
  const input = useRef<HTMLInputElement>(null)
  const over = useRef(false)
  useLayoutEffect(() => input.current?.select(), [])
  const end = (cnt: string | null) => {
    if (over.current) return
    over.current = true
    onDone(cnt)
  }
  return (
    <input
      ref={input}
      className="v-input v-num"
      aria-label="数量"
      inputMode="decimal"
      value={text}
      onChange={(e) => /^\d{0,10}(\.\d{0,4})?$/.test(e.target.value) && setText(e.target.value)}
      onBlur={() => end(null)}
      onKeyDown={(e) => {
        if (e.key === 'Enter') end(Number(text) > 0 ? text : null)
        else if (e.key === 'Escape') end(null)
        else return
        e.preventDefault()
        e.stopPropagation()
      }}
    />
  )
}
