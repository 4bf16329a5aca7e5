import { comboText, keys, useActiveKeys } from '../keys.ts'

/** The keys in force along the bottom; a click does what the key does. */
export function KeyBar() {
  const active = useActiveKeys().filter((key) => !key.quiet)
  return (
    <nav className="key-bar" aria-label="本屏按键">
      {active.map((key) => (
        <button
          type="button"
          key={key.combo}
          tabIndex={-1}
          disabled={!key.enabled}
          className={key.lit ? 'lit' : undefined}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => keys.press(key.combo)}
        >
          <kbd>{comboText(key.combo)}</kbd>
          {key.label}
        </button>
      ))}
    </nav>
  )
}
