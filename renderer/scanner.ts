/**
 * Keyboard-wedge scanners at window level. Source of the numbers: devices.md section 5 (average ≤ 40 ms a
 * key, at least 6 characters, Enter or 200 ms of silence ends). The first fast keys are held back and given
 * back if they prove typed, so that a scan never lands in the field that happens to have the focus.
 */
const AVERAGE_ms = 40
const SILENCE_ms = 200
export const SHORTEST = 6
/** how long a lone key is held before it counts as typed */
const HOLD_ms = 45
/** from this many fast keys on it is taken for a scan until silence says otherwise */
const LOOKS_SCANNED = 3

/** a timer that is this late was held up, and keys may lie unread behind it */
const LATE_ms = 12

export interface ScanPorts {
  emit(text: string): void
  /** held characters that a person typed after all */
  giveBack(text: string): void
  /** what was given back last belongs to a scan: the page was too busy to read its keys in time */
  takeBack(): void
}

export interface ScanDetector {
  /** a character key at `at` (ms, monotonic) is held; answers how many are */
  char(char: string, at: number): number
  /** a key that ends a burst; true when it ended a scan and must not reach anything else */
  enter(at: number): boolean
  /** any other key: what is held goes back first */
  other(): void
  /** whether keys are held now */
  holds(): boolean
}

export function createScanDetector(ports: ScanPorts): ScanDetector {
  let held = ''
  /** how many of the held ones were given back already */
  let given = 0
  let first = 0
  let last = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  /** the burst that a timer released last */
  let released: { text: string; first: number } | null = null

  const average = () => (held.length > 1 ? (last - first) / (held.length - 1) : 0)
  const release = () => {
    clearTimeout(timer)
    const text = held.slice(given)
    held = ''
    given = 0
    if (text) ports.giveBack(text)
  }
  const finish = (): boolean => {
    if (held.length < SHORTEST || average() > AVERAGE_ms) {
      release()
      return false
    }
    clearTimeout(timer)
    const text = held
    held = ''
    given = 0
    ports.emit(text)
    return true
  }
  const wait = (ms: number, isFirst = true) => {
    clearTimeout(timer)
    const due = performance.now() + ms
    timer = setTimeout(() => {
      // the page was busy: the keys that came meanwhile are read first
      if (isFirst && performance.now() - due > LATE_ms) return wait(LATE_ms, false)
      if (held.length < SHORTEST) released = { text: held, first }
      finish()
    }, ms)
  }
  /** A key so soon after one that was given back that the timer must have overtaken it. */
  const continues = (at: number) => !held && released !== null && at - last <= AVERAGE_ms

  return {
    char(char, at) {
      if (held && (at - last > SILENCE_ms || (at - first) / held.length > AVERAGE_ms)) release()
      if (continues(at) && released) {
        held = released.text
        given = held.length
        first = released.first
        ports.takeBack()
      } else if (!held) first = at
      released = null
      held += char
      last = at
      wait(held.length < LOOKS_SCANNED ? HOLD_ms : SILENCE_ms)
      return held.length
    },
    enter(at) {
      if (at - last > SILENCE_ms) {
        release()
        return false
      }
      return finish()
    },
    other() {
      released = null
      release()
    },
    holds: () => held !== '',
  }
}

type ScanListener = (text: string) => void

const listeners: ScanListener[] = []
let fallback: ((text: string) => boolean) | null = null
let enabled = false
let waiting: { text: string; at: number } | null = null
const WAITING_ms = 5000

/**
 * Scans reach the screen so far apart: each is a question to the main process and a new picture, and a flood
 * (a fixed scanner that reads again and again) has to leave time for the keys. A hand scans 3 in a second.
 */
const APART_ms = 80
/** two seconds' worth; what a flood brings beyond it is dropped */
const MOST_QUEUED = 25
let queue: string[] = []
let pace: ReturnType<typeof setTimeout> | undefined

/** Hands a scan to the subscriber on top, from the keyboard, the bridge or a test. */
export function deliverScan(text: string): void {
  if (!enabled) return
  if (pace === undefined) handOver(text)
  else if (queue.length < MOST_QUEUED) queue.push(text)
}

function handOver(text: string): void {
  pace = setTimeout(() => {
    pace = undefined
    const next = queue.shift()
    if (next !== undefined) handOver(next)
  }, APART_ms)
  const listener = listeners.at(-1)
  if (listener) listener(text)
  else if (!fallback || fallback(text)) waiting = { text, at: Date.now() }
}

/**
 * Subscribes to scans; the last subscriber alone gets them. A scan of the last 5 s that nobody took is
 * delivered at once, so that a screen which was opened because of it receives it.
 */
export function onScan(listener: ScanListener): () => void {
  listeners.push(listener)
  if (waiting && Date.now() - waiting.at < WAITING_ms) {
    const { text } = waiting
    queueMicrotask(() => listener(text))
  }
  waiting = null
  return () => {
    const index = listeners.lastIndexOf(listener)
    if (index >= 0) listeners.splice(index, 1)
  }
}

/**
 * While off (no one logged in, screen locked) keys pass untouched and scans are dropped. `unclaimed` is told of
 * a scan that nobody took; its answer says whether to keep it for the next subscriber.
 */
export function setScanning(on: boolean, unclaimed: ((text: string) => boolean) | null = null): void {
  enabled = on
  fallback = unclaimed
  if (!on) queue = []
}

const SIGNS: Record<string, [plain: string, shifted: string]> = {
  Minus: ['-', '_'],
  Equal: ['=', '+'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Backslash: ['\\', '|'],
  Semicolon: [';', ':'],
  Quote: ["'", '"'],
  Backquote: ['`', '~'],
  Comma: [',', '<'],
  Period: ['.', '>'],
  Slash: ['/', '?'],
  Space: [' ', ' '],
}

/** The ASCII character of a place on the US keyboard that scanners imitate; null for any other key. */
export function charOf(code: string, shift: boolean, capsLock: boolean): string | null {
  const letter = /^Key([A-Z])$/.exec(code)?.[1]
  if (letter) return shift !== capsLock ? letter : letter.toLowerCase()
  const digit = /^(Digit|Numpad)(\d)$/.exec(code)
  if (digit) return digit[1] === 'Digit' && shift ? (')!@#$%^&*('[Number(digit[2])] ?? null) : digit[2]!
  return SIGNS[code]?.[shift ? 1 : 0] ?? null
}

/**
 * What the key says where it says a plain character; its place on the keyboard where an input method or
 * another layout has taken it. A key with a name of its own (End on the number pad) is none.
 */
function charOfEvent(event: KeyboardEvent): string | null {
  if (/^[\x20-\x7e]$/.test(event.key)) return event.key
  const isTaken =
    event.isComposing || event.keyCode === 229 || /^(.|Process|Unidentified|Dead)$/u.test(event.key)
  return isTaken ? charOf(event.code, event.shiftKey, event.getModifierState('CapsLock')) : null
}

/** FNC1 of a GS1 code, as wedges send it: the control character GS, typed Ctrl+]. */
const isGs = (event: KeyboardEvent) => event.ctrlKey && !event.altKey && event.code === 'BracketRight'

type TextField = HTMLInputElement | HTMLTextAreaElement

/** Puts text where the caret is, as typing would: undo, input events and maxlength work. */
function typeIn(text: string, target: Element | null): void {
  if (target && document.activeElement === target) document.execCommand('insertText', false, text)
}

/** Sets a field back to what it held, past React's own setter, so that React sees the change. */
function restore(field: TextField, value: string): void {
  if (field.value === value) return
  const own = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value')
  field.blur()
  own?.set?.call(field, value)
  field.dispatchEvent(new Event('input', { bubbles: true }))
  field.focus()
}

/**
 * Starts listening at the window, before the key manager; the answer stops it. Keys that an input method has
 * taken cannot be held: they are followed by their place on the keyboard, and a field that they changed is
 * set back once they prove scanned.
 */
export function listenScanner(): () => void {
  let target: Element | null = null
  let before: string | null = null
  /** the field has got characters of the burst */
  let leaked = false
  /** an input method has the keys of the burst already */
  let isComposed = false
  /** the keys of the burst, and those of them that were sent again */
  let strokes: KeyboardEvent[] = []
  const resent = new WeakSet<Event>()
  /** Typed where there is no text: what was held reaches the table or the button as the keys that they were. */
  const pressAgain = (count: number) => {
    for (const { key, code, shiftKey } of strokes.slice(-count)) {
      const again = new KeyboardEvent('keydown', { key, code, shiftKey, bubbles: true, cancelable: true })
      resent.add(again)
      target?.dispatchEvent(again)
    }
  }
  const detector = createScanDetector({
    emit(text) {
      if (leaked && before !== null && isTextField(target)) restore(target, before)
      leaked = false
      deliverScan(text)
    },
    giveBack(text) {
      if (!isTextField(target)) pressAgain(text.length)
      else if (!isComposed) typeIn(text, target)
      leaked = false
      isComposed = false
    },
    takeBack() {
      leaked = true
    },
  })
  const begin = () => {
    target = document.activeElement
    before = isTextField(target) ? target.value : null
    leaked = false
    isComposed = false
    strokes = []
  }
  const listen = (event: KeyboardEvent) => {
    if (!enabled || resent.has(event) || event.key === 'Shift' || event.key === 'CapsLock') return
    if (event.key === 'Control' && detector.holds()) return
    const plain = !event.ctrlKey && !event.altKey && !event.metaKey && !event.repeat
    const char = plain ? charOfEvent(event) : detector.holds() && isGs(event) ? '\x1d' : null
    if (char !== null) {
      if (target !== document.activeElement) detector.other()
      if (detector.char(char, event.timeStamp) === 1) begin()
      strokes.push(event)
      if (event.isComposing || event.keyCode === 229) {
        isComposed = leaked = true
        return
      }
    } else if (/^(Enter|NumpadEnter|Tab)$/.test(event.code) && plain) {
      if (!detector.enter(event.timeStamp)) return
    } else {
      return detector.other()
    }
    event.preventDefault()
    event.stopImmediatePropagation()
  }
  window.addEventListener('keydown', listen, true)
  return () => window.removeEventListener('keydown', listen, true)
}

function isTextField(element: Element | null): element is TextField {
  return element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
}
