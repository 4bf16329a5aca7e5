/** Two Enters closer than this are one: a bouncing key, or a hand that does not trust the machine. */
const TWICE_ms = 300
/** a handler runs within this time of its key */
const NOW_ms = 50

let last = Number.NEGATIVE_INFINITY
let before = Number.NEGATIVE_INFINITY

/** Notes an Enter at `at` (performance.now's clock), before anything acts on it. */
export function noteEnter(at: number): void {
  before = last
  last = at
}

/** Whether what runs at `now` was set off by the second of two Enters. Money moves by the first one only. */
export function isSecondEnter(now = performance.now()): boolean {
  return now - last < NOW_ms && last - before < TWICE_ms
}
