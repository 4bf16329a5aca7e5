/** Two Enters closer than this are one: a bouncing key, or a hand that does not trust the machine. */
const TWICE_ms = 300
/** what a key sets off runs within this time of its delivery */
const NOW_ms = 50

let last = Number.NEGATIVE_INFINITY
let before = Number.NEGATIVE_INFINITY
let delivered = Number.NEGATIVE_INFINITY

/** Notes an Enter pressed at `at` and delivered `now` (performance.now's clock), before anything acts on it. */
export function noteEnter(at: number, now: number): void {
  before = last
  last = at
  delivered = now
}

/** Whether what runs at `now` was set off by the second of two Enters. Money moves by the first one only. */
export function isSecondEnter(now = performance.now()): boolean {
  return now - delivered < NOW_ms && last - before < TWICE_ms
}

/** Follows every Enter of the window, wherever the focus is; answers with the way to stop. */
export function watchEnter(): () => void {
  const note = (event: KeyboardEvent) =>
    event.key === 'Enter' && noteEnter(event.timeStamp, performance.now())
  window.addEventListener('keydown', note, true)
  return () => window.removeEventListener('keydown', note, true)
}
