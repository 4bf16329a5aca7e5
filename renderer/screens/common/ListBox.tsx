import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { type Column, DataTable, moveBy } from '../../components/DataTable.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'

interface Props<T> {
  title: string
  label: string
  text: string
  /** asked again for every change of the text */
  fetch: (text: string) => Promise<T[]>
  keyOf: (hit: T) => string
  columns: Column<T>[]
  onPick: (hit: T) => void
  onClose: () => void
  pickLabel: string
  /** what would be here and how it gets here */
  empty: ReactNode
}

const PAUSE_ms = 120
const PAGE = 10

/**
 * Search and choose: type, ↑↓, Enter. Enter before the answer came takes the answer's first row, so that a
 * fast hand never opens what an older text had found.
 */
export function ListBox<T>(props: Props<T>) {
  const [text, setText] = useState(props.text)
  const [found, setFound] = useState<{ text: string; hits: T[] } | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const [at, setAt] = useState(0)
  const eager = useRef(false)
  const now = useRef(props)
  now.current = props

  useEffect(() => {
    let alive = true
    eager.current = false
    const timer = setTimeout(() => {
      now.current.fetch(text.trim()).then(
        (hits) => {
          if (!alive) return
          setFound({ text, hits })
          setFault(null)
          setAt(0)
          if (eager.current && hits[0] !== undefined) now.current.onPick(hits[0])
        },
        (error) => alive && setFault(faultOf(error)),
      )
    }, PAUSE_ms)
    return () => {
      alive = false
      clearTimeout(timer)
    }
  }, [text])

  const hits = found?.hits ?? []
  const pick = () => {
    const hit = hits[at]
    if (found?.text !== text) eager.current = true
    else if (hit !== undefined) props.onPick(hit)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Home' || event.key === 'End') return
    const to = moveBy(event.key, at, hits.length, PAGE)
    if (to === null) return
    event.preventDefault()
    setAt(to)
  }
  const selected = hits[at]
  return (
    <ConfirmBox
      title={props.title}
      okText={props.pickLabel}
      okEnabled={hits.length > 0 || found?.text !== text}
      onOk={pick}
      onCancel={props.onClose}
      width={860}
    >
      <div className="v-list">
        <input
          className="v-input"
          aria-label={props.label}
          placeholder={props.label}
          autoComplete="off"
          spellCheck={false}
          value={text}
          onChange={(e) => setText(e.target.value)}
          onKeyDown={onKeyDown}
        />
        <FaultPanel fault={fault} />
        <DataTable<T>
          label={props.title}
          columns={props.columns}
          rows={hits}
          rowKey={props.keyOf}
          selected={selected === undefined ? null : props.keyOf(selected)}
          onSelect={(hit) => setAt(hits.indexOf(hit))}
          onOpen={props.onPick}
          empty={props.empty}
        />
      </div>
    </ConfirmBox>
  )
}
