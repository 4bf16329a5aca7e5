import { lineAmount } from '../../../shared/money.ts'
import type { HisCharge, HisInpatient } from '../port.ts'
import type { Random, Ward } from './charges.ts'
import { random } from './charges.ts'
import type { DemoWard } from './inpatients-data.ts'
import { DAILY, DELIVERY, DRIP, FIRST_DRIP, NURSING, OF_NEWBORNS } from './inpatients-data.ts'

export const HOUR_ms = 3_600_000
export const DAY_ms = 24 * HOUR_ms
/** What is ordered at the admission is charged within these hours. */
const FIRST_DAY_ms = 4 * HOUR_ms
const MOST = 25

/** A charge that the ward will book, before it has a serial. `refundOf`: its place in the same list. */
export interface Planned {
  at: number
  name: string
  cnt: string
  hosp_appr_flag: string
  refundOf: number | null
}

const below = (rnd: Random, n: number) => Math.floor(rnd() * n)
const pick = <T>(rnd: Random, from: readonly T[]): T => from[below(rnd, from.length)] as T

function sample<T>(rnd: Random, from: readonly T[], n: number): T[] {
  const rest = [...from]
  const out: T[] = []
  while (out.length < n && rest.length > 0) out.push(...rest.splice(below(rnd, rest.length), 1))
  return out
}

/** Drugs two or three units, gases and watching by the hour, everything else once. */
function count(rnd: Random, unit: string, med_chrgitm_type: string): number {
  if (unit === '小时') return 2 + below(rnd, 10)
  return med_chrgitm_type === '09' || med_chrgitm_type === '11' ? 1 + below(rnd, 3) : 1
}

/** What is charged on one day, in the order in which it is thought of. */
function names(rnd: Random, dept: DemoWard, day: number, newborn: boolean): string[] {
  const drugs = sample(rnd, dept.drugs, Math.min(dept.drugs.length, 2 + below(rnd, 4)))
  if (newborn) return [...OF_NEWBORNS, ...sample(rnd, dept.exams, 2), ...drugs, ...DRIP].slice(0, 6)
  const some = (from: readonly string[], most: number) => sample(rnd, from, below(rnd, most + 1))
  const first = [...(dept.dept_code === '1401' ? [DELIVERY] : []), FIRST_DRIP]
  return [
    ...DAILY,
    pick(rnd, NURSING),
    ...(day === 0 ? [...first, ...sample(rnd, dept.exams, 4)] : some(dept.exams, 2)),
    ...DRIP,
    ...drugs,
    ...some(dept.treatments, 2),
    ...some(dept.drugs, 6),
  ].slice(0, MOST - 2)
}

/** The same restricted item is mostly approved, and paid by the patient where it is not (2301 hosp_appr_flag). */
const approval = (rnd: Random, lmt_used_flag: string) => (lmt_used_flag === '1' && rnd() < 0.7 ? '1' : '0')

/**
 * What a stay is charged on its n-th day (24 hours each from the admission): 6 to 25 charges by time, some of
 * them taken back later that day. The same for the same seed, 住院号 and day, whenever it is asked for.
 */
export function dayPlan(
  ward: Ward,
  dept: DemoWard,
  stay: Pick<HisInpatient, 'ipt_no' | 'begntime' | 'motherIptNo'>,
  day: number,
  seed: number,
): Planned[] {
  const rnd = random(`${seed}:${stay.ipt_no}:${day}`)
  const from = stay.begntime + day * DAY_ms
  const within = day === 0 ? FIRST_DAY_ms : DAY_ms
  const booked = names(rnd, dept, day, stay.motherIptNo !== null)
    .map((name, i): Planned => {
      const { unit, med_chrgitm_type, lmt_used_flag } = ward.item(name)
      const at = from + (i < DAILY.length ? 120_000 : 120_000 + below(rnd, within - 600_000))
      const cnt = String(count(rnd, unit, med_chrgitm_type))
      return { at, name, cnt, hosp_appr_flag: approval(rnd, lmt_used_flag), refundOf: null }
    })
    .sort((a, b) => a.at - b.at)
  const refunds = booked.flatMap((charge, i) => {
    if (rnd() >= 0.06) return []
    const at = charge.at + 60_000 + below(rnd, from + within - charge.at - 60_000)
    return [refundOf(rnd, charge, i, at)]
  })
  return [...booked, ...refunds.slice(0, 2)].sort((a, b) => a.at - b.at).map(replaced(booked))
}

function refundOf(rnd: Random, charge: Planned, place: number, at: number): Planned {
  return { ...charge, at, cnt: String(-(1 + below(rnd, Number(charge.cnt)))), refundOf: place }
}

/** The places that refunds name, after the list was put in order. */
function replaced(booked: Planned[]) {
  return (charge: Planned, _: number, all: Planned[]): Planned =>
    charge.refundOf === null
      ? charge
      : { ...charge, refundOf: all.indexOf(booked[charge.refundOf] as Planned) }
}

/**
 * `n` charges at one moment, the last `refunds` of them taking back earlier ones of the same; with `bad` the
 * first is one that the centre's catalogue does not hold.
 */
export function someCharges(
  ward: Ward,
  dept: DemoWard,
  n: number,
  options: { at: number; refunds: number; seed: string },
): Planned[] {
  const rnd = random(options.seed)
  const pool = [...DAILY, ...DRIP, ...dept.exams, ...dept.treatments, ...dept.drugs]
  const plain = Math.max(1, n - options.refunds)
  const booked = Array.from({ length: plain }, (): Planned => {
    const name = pick(rnd, pool)
    const { unit, med_chrgitm_type, lmt_used_flag } = ward.item(name)
    const cnt = String(count(rnd, unit, med_chrgitm_type))
    return { at: options.at, name, cnt, hosp_appr_flag: approval(rnd, lmt_used_flag), refundOf: null }
  })
  const taken = sample(rnd, [...booked.keys()], Math.min(options.refunds, n - plain))
  return [...booked, ...taken.map((i) => refundOf(rnd, booked[i] as Planned, i, options.at))]
}

/** A planned charge as the HIS shows it. `ids`: those of the list that it stands in. */
export function charged(
  ward: Ward,
  stay: Pick<HisInpatient, 'ipt_no' | 'dept' | 'doctor'>,
  planned: Planned,
  serial: number,
  ids: (place: number) => string,
  place: number,
): HisCharge {
  const { lmt_used_flag: _, cnt: __, hosp_appr_flag: ___, ...item } = ward.item(planned.name)
  const { dept_code, dept_name } = stay.dept
  return {
    ...item,
    serial,
    chargeId: ids(place),
    ipt_no: stay.ipt_no,
    at: planned.at,
    cnt: planned.cnt,
    refundOf: planned.refundOf === null ? null : ids(planned.refundOf),
    drord_no: ['09', '10', '11'].includes(item.med_chrgitm_type)
      ? `YZ${ids(planned.refundOf ?? place)}`
      : null,
    dept: { dept_code, dept_name },
    doctor: stay.doctor,
    hosp_appr_flag: planned.hosp_appr_flag,
  }
}

export const amountOf = ({ pric, cnt }: HisCharge) => lineAmount(pric, cnt)
