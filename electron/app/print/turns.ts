/** What a piece of work takes at a stretch before others get their turn. */
const STRETCH_ms = 15

/** Carries a generator to its end without keeping the main thread for longer than a stretch. */
export async function inTurns<T>(work: Generator<unknown, T>): Promise<T> {
  let since = performance.now()
  let step = work.next()
  while (!step.done) {
    if (performance.now() - since > STRETCH_ms) {
      await new Promise((resolve) => setImmediate(resolve))
      since = performance.now()
    }
    step = work.next()
  }
  return step.value
}
