import people from '../../../../shared/demo/people.json' with { type: 'json' }
import type { FaultRule } from '../../../compose.ts'

export type Citizen = (typeof people)[number]

/** One outpatient of the day: who, how they show who they are, where the charges come from, how it ends. */
export interface Planned {
  no: number
  person: Citizen
  entry: 'card' | 'scan' | 'typed'
  selfPay: boolean
  /** which of several insurances is to be used */
  insurance: number
  charges: 'his' | 'keyed' | 'both'
  ending: Ending
  pays: 'cash' | 'wechat' | 'split'
}

/**
 * settle; settle after going back for one more item; settle and refund; refund and settle anew; leave before
 * or after the pre-settlement.
 */
export type Ending = 'settle' | 'addMore' | 'refund' | 'again' | 'leaveEarly' | 'leaveLate'

const ENDINGS: Ending[] = [
  'settle',
  'settle',
  'addMore',
  'settle',
  'refund',
  'settle',
  'leaveLate',
  'settle',
  'again',
  'settle',
  'leaveEarly',
  'settle',
]
const ENTRIES: Planned['entry'][] = ['card', 'scan', 'typed', 'card', 'typed']
const CHARGES: Planned['charges'][] = ['his', 'his', 'keyed', 'his', 'both', 'keyed', 'his']
const PAYS: Planned['pays'][] = ['cash', 'wechat', 'cash', 'split']
/** every ninth comes without insurance */
const SELF_PAY = 9

/** 0 ≤ x < 1, the same row for the same seed (mulberry32). */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** The same kinds of patients in the same shares whatever the seed; the seed decides who does what, and when. */
export function planDay(patients: number, seed: number): Planned[] {
  const random = seededRandom(seed)
  const shuffled = <T>(list: readonly T[]): T[] => {
    const keyed = list.map((value) => ({ value, at: random() }))
    return keyed.sort((a, b) => a.at - b.at).map(({ value }) => value)
  }
  const series = <T>(list: readonly T[]): T[] =>
    shuffled(Array.from({ length: patients }, (_, i) => list[i % list.length] as T))
  const who = series(shuffled(people))
  const [entries, charges, endings, pays] = [series(ENTRIES), series(CHARGES), series(ENDINGS), series(PAYS)]
  return who.map((person, i) => ({
    no: i + 1,
    person,
    entry: entries[i]!,
    selfPay: i % SELF_PAY === SELF_PAY - 1,
    insurance: Math.floor(random() * person.insu.length),
    charges: charges[i]!,
    ending: endings[i]!,
    pays: pays[i]!,
  }))
}

/** What goes wrong in a day: each kind at most so often, spread over it by chance. */
export function faultsOfDay(patients: number, answer_ms: number): FaultRule[] {
  const rate = Math.min(0.5, 4 / patients)
  const once = (kind: FaultRule['kind'], code: string, ms?: number): FaultRule => ({
    kind,
    codes: [code],
    rate,
    times: 1,
    ...(ms ? { ms } : {}),
  })
  return [
    { ...once('drop_after', '2207'), times: 2 },
    once('http500_after', '2207'),
    once('delay', '2207', answer_ms + 500),
    once('lag', '2207', 600),
    once('in_progress', '2207', 600),
    once('drop_before', '2207'),
    once('repeat', '2207'),
    once('drop_after', '2201'),
    once('garble', '2204'),
    once('drop_after', '2208'),
    once('http500_after', '2205'),
    once('drop_before', '1101'),
  ]
}
