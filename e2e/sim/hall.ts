import { type Cashier, FATES, type Fate, finish, newDay, told } from '../crash/cashier.ts'
import type { SimClock } from './clock.ts'

export const HOUR_ms = 3_600_000
export const OPENS = 8
export const CLOSES = 18

const HALL: [Fate, number][] = [
  ['settle', 0.86],
  ['refund', 0.04],
  ['again', 0.02],
  ['cancel', 0.03],
  ['back', 0.03],
  ['selfPay', 0.02],
]

export function drawn<T>(table: readonly [T, number][], at: number): T {
  let left = at
  for (const [what, share] of table) {
    left -= share
    if (left < 0) return what
  }
  return table[0]![0]
}

/** Patients come one after another through the opening hours, and their share of them to this window. */
export async function hallDay(
  cashier: Cashier,
  people: readonly { certno: string }[],
  clock: SimClock,
  from: number,
  options: { days: number; patients: number },
  windows: number,
): Promise<void> {
  const every_ms = ((CLOSES - OPENS) * HOUR_ms * windows) / options.patients
  const { counter, rnd } = cashier
  for (const { from: opens, to: closes } of openingHours(from, options.days)) {
    if (clock.now() < opens) await counter.pause(opens - clock.now())
    if (clock.now() < closes) await newDay(cashier, opens - HOUR_ms)
    while (clock.now() < closes) {
      await counter.pause(-Math.log(1 - rnd()) * every_ms)
      if (clock.now() >= closes) break
      const { certno } = people[Math.floor(rnd() * people.length)]!
      const fate = drawn(HALL, rnd())
      await told(cashier, () => FATES[fate](cashier, certno))
    }
    await finish(cashier, 3 * HOUR_ms, false)
  }
}

/** The hall's hours of each day, from half an hour before the first opening on. */
export const openingHours = (from: number, days: number) =>
  Array.from({ length: days }, (_, day) => {
    const opens = from + day * 24 * HOUR_ms + HOUR_ms / 2
    return { from: opens, to: opens + (CLOSES - OPENS) * HOUR_ms }
  })
