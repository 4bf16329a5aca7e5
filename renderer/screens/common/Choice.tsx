import type { KeyboardEvent, ReactNode } from 'react'

interface Props {
  label: string
  /** name of the place for the focus */
  name: string
  options: { key: string; body: ReactNode }[]
  at: number
  disabled?: boolean
  onChange: (at: number) => void
  /** Enter, where it means more than it does to the box around */
  onEnter?: () => void
}

/** One of a few: ↑↓ move the mark, Enter takes it. */
export function Choice({ label, name, options, at, disabled, onChange, onEnter }: Props) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !onEnter) return
    event.preventDefault()
    if (!event.repeat) onEnter()
  }
  return (
    <fieldset className="v-choice" aria-label={label} disabled={disabled} onKeyDown={onKeyDown}>
      {options.map((option, i) => (
        <label key={option.key} className="v-option" data-on={i === at || undefined}>
          <input
            type="radio"
            name={name}
            data-focus={i === at ? name : undefined}
            checked={i === at}
            onChange={() => onChange(i)}
          />
          {option.body}
        </label>
      ))}
    </fieldset>
  )
}
