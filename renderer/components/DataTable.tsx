import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'

export interface Column<T> {
  key: string
  title: ReactNode
  width?: number | string
  align?: 'left' | 'right' | 'center'
  render(row: T, index: number): ReactNode
}

export interface DataTableProps<T> {
  label: string
  columns: readonly Column<T>[]
  rows: readonly T[]
  rowKey(row: T): string
  selected?: string | null
  onSelect?(row: T): void
  /** Enter or a double click */
  onOpen?(row: T): void
  /** says what would be there and how it gets there */
  empty: ReactNode
  footer?: ReactNode
  autoFocus?: boolean
  rowClass?(row: T): string | undefined
}

const ROW_px = 32
/** beyond this only what is on screen is drawn */
const DRAW_ALL = 100
const MARGIN = 12

/** Which rows to draw: [first, end). */
export function windowOf(count: number, scrollTop_px: number, height_px: number): [number, number] {
  if (count <= DRAW_ALL) return [0, count]
  const first = Math.max(0, Math.floor(scrollTop_px / ROW_px) - MARGIN)
  return [first, Math.min(count, first + Math.ceil(height_px / ROW_px) + 2 * MARGIN)]
}

/** Where the selection goes: the index after a key, or null when the key is not the table's. */
export function moveBy(key: string, at: number, count: number, page: number): number | null {
  const to = {
    ArrowUp: at - 1,
    ArrowDown: at + 1,
    Home: 0,
    End: count - 1,
    PageUp: at - page,
    PageDown: at + page,
  }
  const next = to[key as keyof typeof to]
  return next === undefined || count === 0 ? null : Math.min(count - 1, Math.max(0, next))
}

/** Dense rows; ↑ ↓ Home End Page move the selection, Enter opens. */
export function DataTable<T>(props: DataTableProps<T>) {
  const { columns, rows, rowKey, selected = null, onSelect, onOpen } = props
  const id = useId()
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 600 })
  const at = selected === null ? -1 : rows.findIndex((row) => rowKey(row) === selected)
  const [first, end] = windowOf(rows.length, view.top, view.height)

  const look = () => {
    const now = box.current
    if (now && rows.length > DRAW_ALL) setView({ top: now.scrollTop, height: now.clientHeight })
  }
  useEffect(() => {
    if (props.autoFocus) box.current?.focus({ preventScroll: true })
  }, [props.autoFocus])
  useEffect(() => keepInSight(box.current, at), [at])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.altKey) return
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW_px) - 2)
    const to = moveBy(event.key, at, rows.length, page)
    const row = rows[to ?? at]
    if (to === null && event.key !== 'Enter') return
    if (!row || (to === null && !onOpen)) return
    event.preventDefault()
    if (to !== null) onSelect?.(row)
    else if (!event.repeat) onOpen?.(row)
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a scrolling box around a table, moved through as a grid
    <div
      ref={box}
      className="data-table"
      role="grid"
      aria-label={props.label}
      aria-rowcount={rows.length}
      aria-activedescendant={at >= 0 ? `${id}${at}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
      onScroll={look}
    >
      <table>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.key} style={{ width: column.width, textAlign: column.align }}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {first > 0 && <tr style={{ height: first * ROW_px }} />}
          {rows.slice(first, end).map((row, offset) => (
            <tr
              key={rowKey(row)}
              id={`${id}${first + offset}`}
              aria-selected={first + offset === at}
              className={props.rowClass?.(row)}
              onMouseDown={() => onSelect?.(row)}
              onDoubleClick={() => onOpen?.(row)}
            >
              {columns.map((column) => (
                <td key={column.key} style={{ textAlign: column.align }}>
                  {column.render(row, first + offset)}
                </td>
              ))}
            </tr>
          ))}
          {end < rows.length && <tr style={{ height: (rows.length - end) * ROW_px }} />}
        </tbody>
        {props.footer && <tfoot>{props.footer}</tfoot>}
      </table>
      {rows.length === 0 && <div className="empty">{props.empty}</div>}
    </div>
  )
}

/** Scrolls a row between the header and the lower edge; by number, since a far row is not drawn yet. */
function keepInSight(box: HTMLDivElement | null, at: number): void {
  if (!box || at < 0) return
  const top = at * ROW_px
  if (top < box.scrollTop) box.scrollTop = top
  else if (top + 2 * ROW_px > box.scrollTop + box.clientHeight)
    box.scrollTop = top + 2 * ROW_px - box.clientHeight
}
