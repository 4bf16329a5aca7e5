import type { Clock } from '../../electron/engine/core.ts'
import type { Post, Send } from '../../electron/platforms/http.ts'
import type { SimClock } from './clock.ts'

/** What one counter runs on. After `cut` nothing of that counter ever happens again, as when its plug is drawn. */
export interface Power {
  clock: Clock
  send: Send
  cut(): void
}

const never = new Promise<never>(() => {})

/**
 * `wire` takes a message to the centre and back; it may be at any point of that when the plug is drawn.
 * `delivered` is told when an answer, or its absence, reaches the counter.
 */
export function plugIn(
  clock: SimClock,
  wire: Send,
  latency_ms: () => number,
  delivered: (request: Post) => void,
): Power {
  let alive = true
  return {
    clock: {
      now: clock.now,
      after: (ms, run) => clock.after(ms, () => alive && run()),
    },
    async send(request) {
      await clock.sleep(latency_ms())
      if (!alive) return never
      const result = await wire(request)
      await clock.sleep(latency_ms())
      if (!alive) return never
      delivered(request)
      return result
    },
    cut() {
      alive = false
    },
  }
}
