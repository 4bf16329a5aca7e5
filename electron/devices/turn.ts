/** One piece of work at a time, in the order asked: a device can do no two things at once. */
export type Turn = <T>(work: () => Promise<T>) => Promise<T>

export function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => {})
    return mine
  }
}

/** The work's outcome, or `why` as soon as the signal says stop; the work itself has to see to its own end. */
export function untilAborted<T>(signal: AbortSignal, work: Promise<T>, why: () => unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = () => reject(why())
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop))
  })
}

/** Waits; at most until the signal. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', end)
      resolve()
    }
    const timer = setTimeout(end, ms)
    if (signal.aborted) end()
    else signal.addEventListener('abort', end)
  })
}
