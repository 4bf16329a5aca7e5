import type { ReactNode } from 'react'
import './tabs.css'

interface Props<Key extends string> {
  label: string
  tabs: readonly { key: Key; title: string; note?: ReactNode; disabled?: boolean }[]
  at: Key
  onTurn(key: Key): void
  children?: ReactNode
}

/** The tabs of a screen, each with its key: Alt+1, Alt+2… in their order. */
export function Tabs<Key extends string>({ label, tabs, at, onTurn, children }: Props<Key>) {
  return (
    <div className="tab-line" role="tablist" aria-label={label}>
      {tabs.map(({ key, title, note, disabled = false }, i) => (
        <button
          type="button"
          role="tab"
          key={key}
          aria-selected={key === at}
          disabled={disabled}
          tabIndex={-1}
          onClick={() => onTurn(key)}
        >
          {title}
          {note}
          <kbd>Alt+{i + 1}</kbd>
        </button>
      ))}
      {children}
    </div>
  )
}
