import { setImmediate } from 'node:timers/promises'
import { dateOf } from '../../../shared/msgid.ts'
import type { Journal, SettlementRow } from '../../journal/port.ts'

/** Days as the centre counts them, by setl_time; both ends belong to it. */
export interface Range {
  from: string
  to: string
}

/** A settlement of whose fate we learned late is booked this many days after its setl_time at most. */
const LATE_days = 40

export const dayStart = (day: string) => new Date(`${day}T00:00:00`).getTime()

/** The day so many days after (or before) another. */
export function dayAfter(day: string, days = 1): string {
  const date = new Date(dayStart(day))
  date.setDate(date.getDate() + days)
  return dateOf(date.getTime())
}

/** The first and last day of a day or a month. */
export function rangeOf(period: string): Range {
  if (period.length === 10) return { from: period, to: period }
  const from = `${period}-01`
  return { from, to: dayAfter(`${dayAfter(from, 31).slice(0, 7)}-01`, -1) }
}

/** The period whose range this is; null for other ranges. */
export function periodOf({ from, to }: Range): string | null {
  if (from === to) return from
  const month = rangeOf(from.slice(0, 7))
  return month.from === from && month.to === to ? from.slice(0, 7) : null
}

export const dayOf = (row: SettlementRow) => row.setl_time.slice(0, 10) || dateOf(row.at)

/** Self-pay never went to the centre: its number is its message. */
const atCentre = (row: SettlementRow) => row.msgid !== row.setl_id

/** All rows of national insurance and self-pay booked from a day on, a day at a time, so that neither memory nor the main thread is filled. */
async function* bookedFrom(journal: Journal, first: string, last: string): AsyncGenerator<SettlementRow> {
  for (let day = first; day <= last; day = dayAfter(day)) {
    const query = { family: 'nhsa', from: dayStart(day), to: dayStart(dayAfter(day)) - 1 }
    yield* await journal.settlements(query)
    await setImmediate()
  }
}

/**
 * The ledger's rows of a period that the centre should have too. A refund counts on its own day. Where the
 * site leaves refunds out, so does what was refunded, whenever that was. Source: 3201 rules.
 */
export async function* settlementsOf(
  deps: { journal: Journal; now(): number; settings: { refunds: 'included' | 'excluded' } },
  { from, to }: Range,
): AsyncGenerator<SettlementRow> {
  const today = dateOf(deps.now())
  const first = dayAfter(from, -1)
  const late = dayAfter(to, LATE_days)
  const gone = new Set<string>()
  if (deps.settings.refunds === 'excluded') {
    for await (const row of bookedFrom(deps.journal, first, dayAfter(today))) {
      if (row.reverses === null) continue
      gone.add(row.reverses)
      gone.add(row.setl_id)
    }
  }
  const last = late < today ? late : dayAfter(today)
  for await (const row of bookedFrom(deps.journal, first, last)) {
    const day = dayOf(row)
    if (day >= from && day <= to && atCentre(row) && !gone.has(row.setl_id)) yield row
  }
}
