import { dayText, parseDay } from '../../../format.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** '2026-11-21 08:30', local time. */
export function minuteText(at: number): string {
  const date = new Date(at)
  return `${dayText(at)} ${two(date.getHours())}:${two(date.getMinutes())}`
}

/**
 * A moment as typed on the number pad: a day as `parseDay` takes it, a time ('08:30', or '0830' behind a
 * day), or both. A day alone keeps the time of `was`, a time alone its day; '现在' is now. null: no moment.
 */
export function parseMinute(text: string, was: number, now = Date.now()): number | null {
  const typed = text.trim()
  if (typed === '现在') return now
  const parts = /^(?:(.*\S)\s+)?(\d{1,2}):?(\d{2})(?::\d{2})?$/.exec(typed)
  const isTime = parts !== null && (parts[1] !== undefined || typed.includes(':'))
  const day = isTime && parts[1] === undefined ? startOf(was) : parseDay(isTime ? parts[1]! : typed, now)
  if (day === null) return null
  const before = new Date(was)
  const hour = isTime ? Number(parts[2]) : before.getHours()
  const minute = isTime ? Number(parts[3]) : before.getMinutes()
  return hour > 23 || minute > 59 ? null : new Date(day).setHours(hour, minute, 0, 0)
}

function startOf(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0)
}

/** 'yyyy-MM-dd' of a typed day, '' for nothing, null for what is no day. */
export function parseDayText(text: string, now = Date.now()): string | null {
  if (text.trim() === '') return ''
  const at = parseDay(text, now)
  return at === null ? null : dayText(at)
}
