import { type KeyboardEvent, useState } from 'react'

interface Props {
  label: string
  reasons: string[]
  value: string
  /** name of the place for the focus */
  name?: string
  onChange: (text: string) => void
  /** Enter once something stands in the field */
  onDone: () => void
}

/** A reason: typed, or one of the usual ones with ↑↓. */
export function ReasonField({ label, reasons, value, name = 'box', onChange, onDone }: Props) {
  const [at, setAt] = useState(-1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move) {
      const next = at < 0 && move < 0 ? reasons.length - 1 : (at + move + reasons.length) % reasons.length
      setAt(next)
      onChange(reasons[next] ?? '')
    } else if (event.key === 'Enter' && !event.repeat && value.trim()) onDone()
    else return
    event.preventDefault()
  }
  return (
    <div className="v-reason">
      <label>
        <span className="v-label">{label}</span>
        <input
          className="v-input"
          data-focus={name}
          maxLength={200}
          autoComplete="off"
          placeholder="输入，或按 ↓ 选择"
          value={value}
          onChange={(e) => onChange(e.target.value)}
          onKeyDown={onKeyDown}
        />
      </label>
      <ul>
        {reasons.map((text, i) => (
          <li key={text} data-on={i === at || undefined}>
            <button
              type="button"
              tabIndex={-1}
              onMouseDown={(e) => e.preventDefault()}
              onClick={() => onChange(text)}
            >
              {text}
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
}
