import { Modal } from 'antd'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useFocusReturn, useScanThrough } from '../components/focus.ts'
import { useKeys } from '../keys.ts'
import type { Job } from './jobs.ts'
import { type Deed, type Hit, localHits, remoteHits } from './palette-hits.ts'

const PAUSE_ms = 150

/** Ctrl+K: anything by name. ↑ ↓ choose, Enter opens, Esc closes. */
export function Palette(props: { jobs: readonly Job[]; deeds: readonly Deed[]; onClose: () => void }) {
  const { jobs, deeds, onClose } = props
  useFocusReturn()
  useScanThrough(onClose)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  const input = useRef<HTMLInputElement>(null)
  const { remote, busy } = useRemote(text)
  const hits = useMemo(() => [...localHits(text, jobs, deeds), ...remote], [text, jobs, deeds, remote])
  const chosen = Math.min(at, hits.length - 1)

  const open = (hit: Hit | undefined) => {
    if (!hit) return
    onClose()
    hit.run()
  }
  useKeys(
    {
      Enter: { label: '打开', run: () => open(hits[chosen]), enabled: hits.length > 0 },
      Esc: { label: '关闭', run: onClose },
      'Ctrl+K': { label: '关闭', run: onClose, quiet: true },
    },
    'dialog',
  )
  useEffect(() => input.current?.focus(), [])
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    setAt((chosen + step + hits.length) % Math.max(1, hits.length))
  }

  return (
    <Modal
      open
      width={620}
      style={{ top: 72 }}
      keyboard={false}
      closable={false}
      footer={null}
      onCancel={onClose}
      afterOpenChange={(opened) => opened && input.current?.focus()}
    >
      <input
        ref={input}
        className="palette-input"
        value={text}
        placeholder="屏幕、患者、接口编号；姓名、证件号、拼音首字母都可以"
        aria-label="查找一切"
        onChange={(event) => {
          setText(event.target.value)
          setAt(0)
        }}
        onKeyDown={onKeyDown}
      />
      <HitList hits={hits} chosen={chosen} onOpen={open} />
      <div className="quiet">{footOf(busy, hits.length, text)}</div>
    </Modal>
  )
}

function footOf(busy: boolean, count: number, text: string): string {
  if (busy) return '正在查找…'
  if (count === 0) return `没有找到“${text}”。可以输入患者姓名、证件号、拼音首字母，或接口编号如 2207。`
  return '↑ ↓ 选择，Enter 打开，Esc 关闭'
}

function HitList(props: { hits: readonly Hit[]; chosen: number; onOpen: (hit: Hit) => void }) {
  const list = useRef<HTMLUListElement>(null)
  const { chosen } = props
  useEffect(() => {
    list.current?.children[chosen]?.scrollIntoView({ block: 'nearest' })
  }, [chosen])
  return (
    <ul className="palette-hits" ref={list}>
      {props.hits.map((hit, index) => (
        <li key={`${hit.group} ${hit.key}`} aria-current={index === chosen}>
          <button type="button" tabIndex={-1} onClick={() => props.onOpen(hit)}>
            <span className="quiet">{hit.group}</span>
            <b>{hit.title}</b>
            <span className="quiet">{hit.note}</span>
          </button>
        </li>
      ))}
    </ul>
  )
}

/** Asks after a pause in typing; answers to former text are dropped. */
function useRemote(text: string): { remote: readonly Hit[]; busy: boolean } {
  const [state, setState] = useState<{ remote: readonly Hit[]; busy: boolean }>({ remote: [], busy: false })
  useEffect(() => {
    const typed = text.trim()
    if (typed === '') return setState({ remote: [], busy: false })
    let wanted = true
    setState((was) => ({ ...was, busy: true }))
    const timer = setTimeout(async () => {
      const remote = await remoteHits(typed)
      if (wanted) setState({ remote, busy: false })
    }, PAUSE_ms)
    return () => {
      wanted = false
      clearTimeout(timer)
    }
  }, [text])
  return state
}
