import type { PersonRow, PersonTable } from '../../../shared/api/person.ts'
import type { Fen } from '../../../shared/money.ts'
import { type Column, DataTable } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Money } from '../../components/Money.tsx'
import type { Asked } from '../../stores/ask.ts'

interface Props {
  asked: Asked<PersonTable>
  label: string
  /** what would be here */
  empty: string
  selected?: string | null
  onSelect?: (row: PersonRow) => void
  onOpen: (row: PersonRow) => void
  /** a part of the columns, in this order; all without it */
  only?: readonly string[]
  focus?: string
}

/** One section: its waiting, its fault, its rows by the contract's labels, its sums. */
export function SectionTable({ asked, label, empty, only, ...props }: Props) {
  const { value, fault, busy } = asked
  const rows = value?.rows ?? []
  const selected = props.selected ?? null
  return (
    <div className="pq-section" data-focus={props.focus}>
      <FaultPanel fault={fault} />
      {!fault && value?.note && <p className="v-warning">{value.note}</p>}
      <DataTable<PersonRow>
        label={label}
        columns={value ? columnsOf(value, only) : []}
        rows={fault ? [] : rows}
        rowKey={({ key }) => key}
        selected={selected}
        onSelect={(row) => props.onSelect?.(row)}
        onOpen={props.onOpen}
        empty={busy ? `正在查询${label}…` : fault ? `${label}没有查到。` : empty}
      />
      {value && value.sums.length > 0 && !fault && (
        <p className="pq-sums">
          共 {rows.length} 行
          {value.sums.map(({ label, fen }) => (
            <span key={label}>
              {label} <Money fen={fen} />
            </span>
          ))}
        </p>
      )}
    </div>
  )
}

function columnsOf(table: PersonTable, only?: readonly string[]): Column<PersonRow>[] {
  const wanted = only ?? table.columns.map(({ name }) => name)
  return wanted.flatMap((name) => {
    const index = table.columns.findIndex((column) => column.name === name)
    const column = table.columns[index]
    // what the centre never said takes no room
    const isSaid = table.rows.length === 0 || table.rows.some(({ cells }) => (cells[index] ?? '') !== '')
    if (!column || !isSaid) return []
    const align = column.kind === 'text' ? 'left' : 'right'
    return [
      {
        key: name,
        title: column.label,
        align,
        render: (row: PersonRow) => cell(row.cells[index], column.kind),
      },
    ]
  })
}

function cell(value: string | number | null | undefined, kind: 'text' | 'fen' | 'number') {
  if (kind === 'fen') return <Money fen={(value ?? null) as Fen | null} />
  if (value === null || value === undefined || value === '') return <span className="quiet">—</span>
  return kind === 'number' ? value : <span title={String(value)}>{value}</span>
}
