import type { Page } from 'playwright'

/** A time without a new picture, and how much of it the page's own thread was really at work. */
export interface Gap {
  gap_ms: number
  own_ms: number
}

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** µs */
  ts: number
  dur?: number
  /** µs of processor time */
  tdur?: number
  args?: { name?: string }
}

const MARK = 'frames-watched'

/**
 * Watches the page's frames while something happens; answers the longest gaps between two of them. A machine
 * that is short of processors makes gaps of its own: `own_ms` is the processor time that the page's main
 * thread used within the gap, by the browser's own trace.
 */
export async function watchFrames(page: Page, during: () => Promise<void>): Promise<Gap[]> {
  const browser = page.context().browser()!
  await browser.startTracing(page, { categories: ['toplevel', 'blink.user_timing', '__metadata'] })
  await page.evaluate((mark) => {
    const frames: number[] = []
    Reflect.set(window, 'framesSeen', frames)
    performance.mark(mark)
    const look = (at: number) => {
      frames.push(at)
      if (Reflect.get(window, 'framesSeen') === frames) requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  }, MARK)
  await during()
  const { frames, markedAt } = await page.evaluate((mark) => {
    const frames = Reflect.get(window, 'framesSeen') as number[]
    Reflect.set(window, 'framesSeen', null)
    const markedAt = performance.getEntriesByName(mark).at(-1)?.startTime ?? 0
    return { frames, markedAt }
  }, MARK)
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  const mark = traceEvents.findLast(({ name }) => name === MARK)
  if (!mark) throw new Error('the trace has no mark of the page')
  const zero_us = mark.ts - markedAt * 1000
  const tasks = traceEvents.filter(
    ({ name, pid, tid, tdur }) => name.endsWith('RunTask') && pid === mark.pid && tid === mark.tid && tdur,
  )
  const gaps = frames.slice(1).map((at, i) => {
    const [from, to] = [zero_us + frames[i]! * 1000, zero_us + at * 1000]
    const inside = tasks.filter(({ ts, dur = 0 }) => ts < to && ts + dur > from)
    return { gap_ms: at - frames[i]!, own_ms: inside.reduce((acc, { tdur = 0 }) => acc + tdur / 1000, 0) }
  })
  if (tasks.length === 0) throw new Error('the trace has no task of the page')
  return gaps.sort((a, b) => b.gap_ms - a.gap_ms).slice(0, 20)
}
