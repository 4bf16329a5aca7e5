import type { Clock } from '../../electron/engine/core.ts'

interface Timer {
  at: number
  serial: number
  run: (() => void) | null
}

/** Time that stands still until everything has been said, and then jumps to what happens next. */
export interface SimClock extends Clock {
  sleep(ms: number): Promise<void>
  /** Runs what falls due until `at`, calling `step` after each moment. Nothing else may be waited for meanwhile. */
  runUntil(at: number, step: () => Promise<void>): Promise<void>
  /** moments passed so far */
  steps(): number
}

/**
 * Works for code whose only waiting is on this clock or on promises that resolve without the outside world:
 * one turn of the event loop lets all of those run out.
 */
export function createSimClock(start: number): SimClock {
  const heap: Timer[] = []
  let now = start
  let serial = 0
  let steps = 0

  const after = (ms: number, run: () => void) => {
    const timer: Timer = { at: now + Math.max(0, Math.ceil(ms)), serial: serial++, run }
    push(heap, timer)
    return () => {
      timer.run = null
    }
  }
  return {
    now: () => now,
    after,
    sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    steps: () => steps,
    async runUntil(until, step) {
      await quiet()
      for (;;) {
        while (heap[0] && heap[0].run === null) pop(heap)
        const next = heap[0]
        if (!next || next.at > until) break
        now = next.at
        while (heap[0] && heap[0].at <= now) pop(heap).run?.()
        await quiet()
        steps += 1
        await step()
      }
      now = Math.max(now, until)
    },
  }
}

/** All microtasks run before the event loop comes to this. */
const quiet = () => new Promise<void>((resolve) => setImmediate(resolve))

const before = (a: Timer, b: Timer) => a.at < b.at || (a.at === b.at && a.serial < b.serial)

function push(heap: Timer[], timer: Timer): void {
  let i = heap.push(timer) - 1
  while (i > 0) {
    const up = (i - 1) >> 1
    if (!before(timer, heap[up]!)) break
    heap[i] = heap[up]!
    i = up
  }
  heap[i] = timer
}

function pop(heap: Timer[]): Timer {
  const top = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return top
  let i = 0
  for (;;) {
    let down = 2 * i + 1
    if (down >= heap.length) break
    if (down + 1 < heap.length && before(heap[down + 1]!, heap[down]!)) down += 1
    if (!before(heap[down]!, last)) break
    heap[i] = heap[down]!
    i = down
  }
  heap[i] = last
  return top
}
