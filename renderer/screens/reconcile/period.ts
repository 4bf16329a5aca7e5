import { dayText, parseDay } from '../../format.ts'

/** The days that are reconciled: one day, or one month; `text` is yyyy-MM-dd or yyyy-MM. */
export interface Period {
  kind: 'day' | 'month'
  text: string
}

const dateOf = (text: string) => new Date(`${text.length === 7 ? `${text}-01` : text}T00:00:00`)

export const today = (now = Date.now()): Period => ({ kind: 'day', text: dayText(now) })

export function rangeOf({ kind, text }: Period): { from: string; to: string } {
  if (kind === 'day') return { from: text, to: text }
  const first = dateOf(text)
  const last = new Date(first.getFullYear(), first.getMonth() + 1, 0)
  return { from: `${text}-01`, to: dayText(last.getTime()) }
}

/** The period so many after this one. */
export function moved({ kind, text }: Period, by: number): Period {
  const date = dateOf(text)
  if (kind === 'day') date.setDate(date.getDate() + by)
  else date.setMonth(date.getMonth() + by)
  const day = dayText(date.getTime())
  return { kind, text: kind === 'day' ? day : day.slice(0, 7) }
}

/** The month of a day; of a month its last day that has been. */
export function switched(period: Period, now = Date.now()): Period {
  if (period.kind === 'day') return { kind: 'month', text: period.text.slice(0, 7) }
  const { to } = rangeOf(period)
  const current = dayText(now)
  return { kind: 'day', text: to < current ? to : current }
}

/** What a person typed: 202611 and 2026-11 are months, all else a day as everywhere; null: neither. */
export function parsePeriod(text: string, now = Date.now()): Period | null {
  const month = /^(\d{4})[-/.年]?(\d{2})月?$/.exec(text.trim())
  if (month && Number(month[2]) >= 1 && Number(month[2]) <= 12) {
    return { kind: 'month', text: `${month[1]}-${month[2]}` }
  }
  const day = parseDay(text, now)
  return day === null ? null : { kind: 'day', text: dayText(day) }
}

const WEEKDAYS = '日一二三四五六'

/** 2026年11月21日 星期六, 2026年11月. */
export function periodShow({ kind, text }: Period): string {
  const date = dateOf(text)
  const month = `${date.getFullYear()}年${date.getMonth() + 1}月`
  return kind === 'month' ? month : `${month}${date.getDate()}日 星期${WEEKDAYS[date.getDay()]}`
}
