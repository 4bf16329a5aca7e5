import type { FaultRule } from '../../electron/sandbox/nhsa/index.ts'
import people from '../../shared/demo/people.json' with { type: 'json' }
import type { InjuryFamily } from '../../shared/injury.ts'
import type { Cashier } from '../crash/cashier.ts'
import { newDay, told } from '../crash/cashier.ts'
import { finishCases, type InjuryFate, treatOne } from '../injury/clerk.ts'
import { KINDS_OF, QUESTIONS, WRITES } from '../injury/plan.ts'
import type { SimClock } from './clock.ts'
import { HOUR_ms } from './hall.ts'

export const INJURY_URL = 'http://injury.sim'
/** a window for each of the three ways, and its own people: nobody stands at two windows at a time */
export const INJURY_WINDOWS: { family: InjuryFamily; names: string[] }[] = [
  { family: 'gs', names: ['陈刚', '欧阳明月'] },
  { family: 'bizh', names: ['李国强'] },
  { family: 'gy', names: ['宋远方'] },
]

const FATES: readonly [InjuryFate, number][] = [
  ['settle', 0.7],
  ['undo', 0.12],
  ['again', 0.1],
  ['abandon', 0.08],
]

/** Workers come one after another through the opening hours. */
export async function injuryDay(
  cashier: Cashier,
  { family, names }: (typeof INJURY_WINDOWS)[number],
  clock: SimClock,
  hours: { from: number; to: number }[],
  every_ms: number,
): Promise<void> {
  const { counter, rnd } = cashier
  const pick = <T>(from: readonly T[]): T => from[Math.floor(rnd() * from.length)] as T
  for (const { from, to } of hours) {
    if (clock.now() < from) await counter.pause(from - clock.now())
    if (clock.now() < to) await newDay(cashier, from - HOUR_ms)
    while (clock.now() < to) {
      await counter.pause(-Math.log(1 - rnd()) * every_ms)
      const name = pick(names)
      const { certno } = people.find(({ psn_name }) => psn_name === name)!
      const deed = { family, kind: pick(KINDS_OF[family]), certno, fate: drawn(rnd()) }
      await told(cashier, () => treatOne(cashier, deed))
      await finishCases(cashier, HOUR_ms)
    }
  }
}

function drawn(at: number): InjuryFate {
  let left = at
  for (const [what, share] of FATES) {
    left -= share
    if (left < 0) return what
  }
  return 'settle'
}

/** A little of everything goes wrong at the platforms too. */
export function injuryWeather(rnd: () => number): FaultRule[] {
  const families = Object.keys(WRITES) as InjuryFamily[]
  const writes = families.flatMap((family) => [...new Set(Object.values(WRITES[family]).flat())])
  const all = [...writes, ...families.flatMap((family) => QUESTIONS[family])]
  const rate = () => 0.005 + rnd() * 0.02
  return [
    { kind: 'drop_before', codes: all, rate: rate() },
    { kind: 'drop_after', codes: all, rate: rate() },
    { kind: 'delay', codes: all, rate: rate(), ms: 20_000 + Math.floor(rnd() * 60_000) },
    { kind: 'repeat', codes: writes, rate: rate() },
    { kind: 'garble', codes: all, rate: rate() },
    { kind: 'http500_after', codes: all, rate: rate() },
    { kind: 'in_progress', codes: writes, rate: rate(), ms: 10_000 },
    { kind: 'lag', codes: writes, rate: rate(), ms: 40_000 + Math.floor(rnd() * 60_000) },
  ]
}
