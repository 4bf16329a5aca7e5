import type { Plan } from './port.ts'

/** What is known of a task between starts of the program. */
export interface Kept {
  /** first seen here: a time of day before it was never missed */
  since: number
  startedAt: number | null
  endedAt: number | null
  /** beginning of the last run that came to its end */
  okAt: number | null
  /** runs since then that did not, one after the other */
  failures: number
}

/** The program comes up first; then what it missed is made up. */
export const FIRST_ms = 60_000
/** A daily run that failed is tried again this often before the next day, with this pause. */
export const RETRIES = 3
export const RETRY_ms = 15 * 60_000

const MINUTE_ms = 60_000

/**
 * When a task is due next: in the past, if it is due now; null where it has no plan. `upAt` is when this
 * process began to look, null before. A daily run counts for every time of day up to its beginning, so one
 * run makes up for all that were missed.
 */
export function dueAt(plan: Plan | null, kept: Kept, upAt: number | null): number | null {
  if (!plan) return null
  const first = (upAt ?? 0) + FIRST_ms
  if ('every_min' in plan) {
    const next = kept.startedAt === null ? 0 : kept.startedAt + plan.every_min * MINUTE_ms
    return Math.max(next, first)
  }
  const gaveUp = kept.failures > RETRIES
  const covered = Math.max(kept.since, kept.okAt ?? 0, gaveUp ? kept.startedAt! : 0)
  const retry = !gaveUp && kept.failures > 0 ? kept.endedAt! + RETRY_ms : 0
  return Math.max(timeOfDayAfter(plan.daily, covered), retry, first)
}

/** After the clock was set back: what was kept by the wrong one lies ahead, and counts as if it had not been. */
export function upTo(now: number, kept: Kept): Kept {
  const past = (at: number | null) => (at !== null && at <= now ? at : null)
  const { since, startedAt, endedAt, okAt, failures } = kept
  if (past(since) === since && [startedAt, endedAt, okAt].every((at) => past(at) === at)) return kept
  return {
    since: past(since) ?? 0,
    startedAt: past(startedAt),
    endedAt: past(endedAt),
    okAt: past(okAt),
    failures: past(endedAt) === endedAt ? failures : 0,
  }
}

/** The first HH:mm (local time) after a moment; one that the clock's change skips comes an hour later. */
function timeOfDayAfter(daily: string, after: number): number {
  const [hours, minutes] = daily.split(':').map(Number) as [number, number]
  const at = new Date(after)
  at.setHours(hours, minutes, 0, 0)
  if (at.getTime() <= after) at.setDate(at.getDate() + 1)
  return at.getTime()
}

/** 每 5 分钟, 每天 02:00. */
export function planText(plan: Plan | null): string {
  if (!plan) return '手工'
  if ('daily' in plan) return `每天 ${plan.daily}`
  const { every_min } = plan
  return every_min % 60 === 0 ? `每 ${every_min / 60} 小时` : `每 ${every_min} 分钟`
}
