import { type KeyboardEvent, useMemo } from 'react'
import type { Json } from '../../../shared/contract.ts'
import type { FieldPlan, NodePlan } from '../../../shared/validate-plan.ts'
import { type Column, DataTable } from '../DataTable.tsx'
import { useForm } from './context.ts'
import { blankOf, columnsOf, fieldsOf, recordOf, rowsOf, textOf, within, wrongRows } from './form.ts'
import { Part, type View } from './Parts.tsx'

interface Props {
  node: NodePlan
  path: string
  value: Json | undefined
  view: View
}

interface Row {
  index: number
  row: Json
}

/** Rows as a table, the chosen one in full below it. Insert adds, Ctrl+D copies, Ctrl+Delete takes one out. */
export function RowTable({ node, path, value, view }: Props) {
  const form = useForm()
  const rows = rowsOf(value)
  const at = Math.min(form.rowOf(path), rows.length - 1)
  const wrong = wrongRows(view.messages, path)
  const items = useMemo(() => rowsOf(value).map((row, index): Row => ({ row, index })), [value])
  const columns = useColumns(node, wrong)

  const first = () => {
    const own = path.replace(/\[\d+\]/g, '')
    const field = fieldsOf(node.shape).find(({ name }) => !view.skip.has(within(own, name)))
    return field ? within(within(path, rows.length), field.name) : within(path, rows.length)
  }
  const add = (row: Json) => {
    form.set(within(path, rows.length), row)
    form.goRow(path, rows.length)
    form.focus(first())
  }
  const drop = () => {
    if (at < 0) return
    form.set(within(path, at), undefined)
    form.goRow(path, Math.max(0, Math.min(at, rows.length - 2)))
    form.focus(path)
  }
  const move = (by: number) => {
    const to = Math.min(rows.length - 1, Math.max(0, at + by))
    const name = focusedField(form.prefix, within(path, at))
    form.goRow(path, to)
    if (name !== null) form.focus(within(path, to) + name)
  }
  const deeds: Record<string, (() => void) | undefined> = {
    Insert: () => add(blankOf(node.shape)),
    'Ctrl+D': at >= 0 ? () => add(structuredClone(rows[at]!)) : undefined,
    'Ctrl+DELETE': drop,
    'Alt+ARROWUP': () => move(-1),
    'Alt+ARROWDOWN': () => move(1),
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const deed = form.readOnly ? undefined : deeds[strokeOf(event)]
    if (!deed || event.nativeEvent.isComposing) return
    event.preventDefault()
    event.stopPropagation()
    if (!event.repeat || event.altKey) deed()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the rows inside
    <div className="cf-rows" onKeyDown={onKeyDown}>
      {!form.readOnly && <Deeds count={rows.length} deeds={deeds} wrong={wrong.size} />}
      <div className="cf-table" data-focus={form.prefix + path}>
        <DataTable<Row>
          label={node.label}
          columns={columns}
          rows={items}
          rowKey={({ index }) => String(index)}
          selected={at >= 0 ? String(at) : null}
          onSelect={({ index }) => form.goRow(path, index)}
          onOpen={() => form.next()}
          rowClass={({ index }) => (wrong.has(index) ? 'cf-wrong' : undefined)}
          empty={form.readOnly ? `没有${node.label}。` : `${node.label}一行也没有：按 Insert 加一行。`}
        />
      </div>
      {at >= 0 && !form.readOnly && (
        <div className="cf-row">
          <h4>
            第 {at + 1} / {rows.length} 行
          </h4>
          <Part key={at} shape={node.shape} path={within(path, at)} value={rows[at]} view={view} />
        </div>
      )}
    </div>
  )
}

function Deeds(props: { count: number; wrong: number; deeds: Record<string, (() => void) | undefined> }) {
  const { count, wrong, deeds } = props
  const buttons = [
    ['Insert', 'Insert', '加一行'],
    ['Ctrl+D', 'Ctrl+D', '复制本行'],
    ['Ctrl+DELETE', 'Ctrl+Delete', '删除本行'],
  ] as const
  return (
    <div className="row cf-deeds">
      <span className="quiet">共 {count} 行</span>
      {wrong > 0 && <span className="waiting">{wrong} 行有误</span>}
      {buttons.map(([key, cap, label]) => (
        <button
          type="button"
          tabIndex={-1}
          key={key}
          disabled={!deeds[key] || (key === 'Ctrl+DELETE' && count === 0)}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => deeds[key]?.()}
        >
          <kbd>{cap}</kbd> {label}
        </button>
      ))}
      {count > 1 && (
        <span className="quiet">
          <kbd>Alt+↑</kbd> <kbd>Alt+↓</kbd> 换行
        </span>
      )}
    </div>
  )
}

function useColumns(node: NodePlan, wrong: ReadonlySet<number>): Column<Row>[] {
  const { tables } = useForm()
  const cell = (plan: FieldPlan, row: Json) => {
    const text = textOf(recordOf(row)[plan.name])
    const meaning = plan.field.dict ? tables(plan.field.dict)?.dict.values[text] : undefined
    return meaning ? `${text} ${meaning}` : text
  }
  const right = (plan: FieldPlan) => plan.type === 'number' || plan.type === 'integer'
  return [
    {
      key: '#',
      title: '#',
      width: 52,
      align: 'right',
      render: ({ index }) => (wrong.has(index) ? <b>! {index + 1}</b> : index + 1),
    },
    ...columnsOf(node.shape).map(
      (plan): Column<Row> => ({
        key: plan.name,
        title: plan.label,
        ...(right(plan) ? { align: 'right' as const } : {}),
        render: ({ row }) => cell(plan, row),
      }),
    ),
  ]
}

const strokeOf = (event: KeyboardEvent) =>
  [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', keyName(event)].filter(Boolean).join('+')

const keyName = ({ key, ctrlKey, altKey }: KeyboardEvent) => (ctrlKey || altKey ? key.toUpperCase() : key)

/** '.cnt' where the field cnt of this row has the focus; null where none has. */
function focusedField(prefix: string, row: string): string | null {
  const place = document.activeElement?.closest<HTMLElement>('[data-focus]')?.dataset.focus ?? ''
  return place.startsWith(`${prefix}${row}.`) ? place.slice(prefix.length + row.length) : null
}
