import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { faultOf } from '../../../shared/errors.ts'

interface Props<T> {
  label: string
  /** what stands in the field while nobody types in it */
  shown?: string
  placeholder?: string
  fetch: (text: string) => Promise<T[]>
  keyOf: (hit: T) => string
  row: (hit: T) => ReactNode
  onPick: (hit: T) => void
  /** Enter with nothing typed, or after a pick: on to the next field */
  onDone?: () => void
  /** keys that the list does not want */
  onKey?: (event: KeyboardEvent<HTMLInputElement>, empty: boolean) => void
  /** list the first hits as soon as the field has the focus */
  eager?: boolean
  up?: boolean
  disabled?: boolean
  invalid?: boolean
  /** said when nothing matches */
  none: string
  name: string
}

/** Beyond this share of the window a list opens upwards, or to the left. */
const LOW = 0.55

/**
 * An input with suggestions, by keyboard: type code, name or pinyin initials; ↑↓ and Enter choose. Enter
 * pressed before the answer came picks the first hit of the answer, so that fast typing is never lost.
 */
export function Suggest<T>(props: Props<T>) {
  const [text, setText] = useState<string | null>(null)
  const [hits, setHits] = useState<T[] | null>(null)
  const [at, setAt] = useState(0)
  /** why nothing could be looked up */
  const [why, setWhy] = useState<string | null>(null)
  /** where the list would not fit below, or beyond the right edge of the field */
  const [place, setPlace] = useState({ up: false, left: false })
  const asked = useRef(0)
  const eager = useRef(false)
  const touched = useRef(false)
  /** the hits on the screen belong to an older text */
  const pending = useRef(false)

  const reset = () => {
    asked.current++
    eager.current = false
    touched.current = false
    pending.current = false
    setText(null)
    setHits(null)
    setAt(0)
  }
  const pick = (hit: T) => {
    reset()
    props.onPick(hit)
  }
  const look = (typed: string) =>
    props.fetch(typed).then(
      (found) => {
        setWhy(null)
        return found
      },
      (error) => {
        setWhy(faultOf(error).what)
        return [] as T[]
      },
    )
  const ask = async (typed: string) => {
    const turn = ++asked.current
    eager.current = false
    touched.current = true
    setText(typed)
    pending.current = false
    if (!typed.trim() && !props.eager) return setHits(null)
    pending.current = true
    const found = await look(typed.trim())
    if (turn !== asked.current) return
    pending.current = false
    const first = found[0]
    if (eager.current && first !== undefined) return pick(first)
    setHits(found)
    setAt(0)
  }
  /** the list of a field that has just got the focus; nothing is typed yet */
  const offer = async () => {
    const turn = ++asked.current
    const found = await look('')
    if (turn !== asked.current) return
    // an empty field takes the marked row by Enter; one with a value keeps it until a row is chosen
    touched.current = !props.shown
    setAt(props.shown ? -1 : 0)
    setHits(found)
  }
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move && hits?.length) {
      event.preventDefault()
      touched.current = true
      setAt((Math.max(at, move < 0 ? 0 : -1) + move + hits.length) % hits.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      if (pending.current) {
        eager.current = true
        return
      }
      const hit = hits?.[at]
      if (!touched.current || (!text?.trim() && !hit)) return props.onDone?.()
      if (hit !== undefined) pick(hit)
    } else if (event.key === 'Escape' && (text !== null || hits !== null)) {
      event.preventDefault()
      event.stopPropagation()
      reset()
    } else props.onKey?.(event, !(text ?? props.shown))
  }

  return (
    <span className="v-suggest">
      <input
        className="v-input"
        data-focus={props.name}
        aria-label={props.label}
        aria-invalid={props.invalid || undefined}
        aria-expanded={hits !== null}
        role="combobox"
        aria-controls={`v-list-${props.name}`}
        autoComplete="off"
        spellCheck={false}
        disabled={props.disabled}
        placeholder={props.placeholder}
        value={text ?? props.shown ?? ''}
        onChange={(e) => void ask(e.target.value)}
        onFocus={(e) => {
          e.target.select()
          const { bottom, left } = e.target.getBoundingClientRect()
          setPlace({ up: bottom > window.innerHeight * LOW, left: left > window.innerWidth * LOW })
          if (props.eager) void offer()
        }}
        onBlur={reset}
        onKeyDown={onKeyDown}
      />
      {hits !== null && (
        <ul
          className="v-hits"
          id={`v-list-${props.name}`}
          data-up={props.up || place.up || undefined}
          data-left={place.left || undefined}
        >
          {hits.map((hit, i) => (
            <li key={props.keyOf(hit)} data-on={i === at || undefined}>
              <button
                type="button"
                tabIndex={-1}
                onMouseDown={(e) => e.preventDefault()}
                onClick={() => pick(hit)}
              >
                {props.row(hit)}
              </button>
            </li>
          ))}
          {hits.length === 0 && <li className="v-none">{why ?? props.none}</li>}
        </ul>
      )}
    </span>
  )
}
