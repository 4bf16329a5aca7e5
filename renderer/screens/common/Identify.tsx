import { type ReactNode, useState } from 'react'
import { useStatus } from '../../stores/status.ts'

interface Props {
  /** what cannot be done before signing on for the shift, as in 还没有签到，不能收费; without it all can be */
  offShift?: string
  /** a title, where the screen has one */
  children?: ReactNode
  /** the keys that lead to a person, and what each does */
  ways: readonly (readonly [key: string, does: string])[]
  waysClass?: string
  busy: boolean
  onTyped: (text: string) => void
}

/** Before anybody is known: one field takes a number, a name or pinyin initials. */
export function Identify({ offShift, children, ways, waysClass = 'v-ways', busy, onTyped }: Props) {
  const [text, setText] = useState('')
  const isOff = useStatus((s) => s.status !== null && s.shift === null)
  return (
    <form
      className="v-identify"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onTyped(text)
      }}
    >
      {isOff && offShift && (
        <p className="v-warning">
          还没有签到，{offShift}。请按 <kbd>F11</kbd> 到班次里签到。
        </p>
      )}
      {children}
      <label>
        <span className="v-label">证件号码、姓名或拼音首字母</span>
        <input
          className="v-input"
          data-focus="who"
          autoComplete="off"
          spellCheck={false}
          value={text}
          readOnly={busy}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !text) return
            event.stopPropagation()
            setText('')
          }}
        />
      </label>
      <ul className={waysClass}>
        {ways.map(([key, does]) => (
          <li key={key}>
            <kbd>{key}</kbd>
            {does}
          </li>
        ))}
      </ul>
    </form>
  )
}
