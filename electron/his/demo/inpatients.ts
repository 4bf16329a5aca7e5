import type Database from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'
import { type Fen, fen } from '../../../shared/money.ts'
import type { HisCharge, HisInpatient } from '../port.ts'
import type { Ward } from './charges.ts'
import { amountOf, charged, DAY_ms, dayPlan, type Planned, someCharges } from './inpatients-charges.ts'
import type { DemoWard } from './inpatients-data.ts'
import { WARDS } from './inpatients-data.ts'

/** Version 2 of the file. `stay` is what never changes; day and step say which charge of which plan is next. */
export const STAY_SCHEMA = `
create table inpatient (
  no integer primary key, ipt_no text not null unique, mother text, certno text not null, psn_name text not null,
  py text not null, bed text not null, state text not null check (state in ('waiting', 'in', 'out')),
  begntime integer not null, endtime integer, dscg_way text not null, dscg_diagnoses text not null,
  stay text not null, charges integer not null, charges_fen integer not null, setl_id text not null,
  day integer not null, step integer not null, next_at integer, leave_at integer) strict;
create index inpatient_due on inpatient (next_at) where next_at is not null;
create table inpatient_charge (
  ipt_no text not null, serial integer not null, charge_id text not null unique, charge text not null,
  primary key (ipt_no, serial)) strict, without rowid;
`

/** Columns as they stand beside the JSON of `stay`. */
export interface StayRow {
  ipt_no: string
  mother: string | null
  bed: string
  state: HisInpatient['state']
  begntime: number
  endtime: number | null
  dscg_way: string
  dscg_diagnoses: string
  stay: string
  charges: number
  charges_fen: number
  day: number
  step: number
  next_at: number | null
  leave_at: number | null
}

export type Fixed = Omit<
  HisInpatient,
  | 'bed'
  | 'state'
  | 'begntime'
  | 'endtime'
  | 'dscg_way'
  | 'dscg_diagnoses'
  | 'motherIptNo'
  | 'charges'
  | 'chargesFen'
> & {
  /** charged by the day, and sent home by the ward after so many */
  days: number | null
}

export function inpatientOf(row: StayRow): HisInpatient {
  const { days: _, ...fixed } = JSON.parse(row.stay) as Fixed
  return {
    ...fixed,
    bed: row.bed,
    state: row.state,
    begntime: row.begntime,
    endtime: row.endtime,
    dscg_way: row.dscg_way,
    dscg_diagnoses: JSON.parse(row.dscg_diagnoses),
    motherIptNo: row.mother,
    charges: row.charges,
    chargesFen: row.charges_fen as Fen,
  }
}

export interface Wards {
  db: Database.Database
  ward: Ward
  seed: number
}

export const wardOf = (dept_code: string): DemoWard =>
  WARDS.find((w) => w.dept_code === dept_code) ?? fail('not_found', `没有病区 ${dept_code}`)

export function rowOf({ db }: Wards, ipt_no: string): StayRow {
  const row = db.prepare('select * from inpatient where ipt_no = ?').get(ipt_no) as StayRow | undefined
  return row ?? fail('not_found', `HIS 里没有住院号 ${ipt_no}`, undefined, '请核对住院号。')
}

/** Books charges in the order given; their serials follow those that are there. Within a write transaction. */
function bookCharges({ db }: Wards, ipt_no: string, make: (firstSerial: number) => HisCharge[]): HisCharge[] {
  const last = db.prepare('select coalesce(max(serial), 0) from inpatient_charge where ipt_no = ?')
  const charges = make((last.pluck().get(ipt_no) as number) + 1)
  const insert = db.prepare('insert into inpatient_charge values (?, ?, ?, ?)')
  for (const charge of charges) insert.run(ipt_no, charge.serial, charge.chargeId, JSON.stringify(charge))
  db.prepare(
    'update inpatient set charges = charges + ?, charges_fen = charges_fen + ? where ipt_no = ?',
  ).run(charges.length, fen(charges.reduce((total, charge) => total + amountOf(charge), 0)), ipt_no)
  return charges
}

export function addCharges(
  at: Wards,
  ipt_no: string,
  n: number,
  options: { at: number; refunds: number; bad: boolean },
): HisCharge[] {
  const stay = inpatientOf(rowOf(at, ipt_no))
  return bookCharges(at, ipt_no, (first) => {
    const seed = `${at.seed}:${ipt_no}:+${first}`
    const planned = someCharges(at.ward, wardOf(stay.dept.dept_code), n, { ...options, seed })
    const ids = (place: number) => `${ipt_no}-H${first + place}`
    const made = planned.map((p, i) => charged(at.ward, stay, p, first + i, ids, i))
    return options.bad ? made.map((charge, i) => (i === 0 ? outside(charge) : charge)) : made
  })
}

/** A drug that the centre does not know. */
const outside = (charge: HisCharge): HisCharge => ({
  ...charge,
  ...{ medins_list_codg: 'LS0001', med_list_codg: 'XZZ99ZZZ999Z999010100001', name: '临采药品', py: 'lcyp' },
})

/** Writes what the wards have charged by now, and who went home meanwhile. Within a write transaction. */
export function growStays(at: Wards, now: number): void {
  const due = at.db.prepare('select * from inpatient where next_at <= ? order by no').all(now) as StayRow[]
  for (const row of due) grow(at, row, now)
}

export const someDue = ({ db }: Wards, now: number): boolean =>
  db.prepare('select 1 from inpatient where next_at <= ? limit 1').get(now) !== undefined

function grow(at: Wards, row: StayRow, now: number): void {
  const { ipt_no, leave_at } = row
  const stay = inpatientOf(row)
  const dept = wardOf(stay.dept.dept_code)
  const until = Math.min(now, leave_at ?? now)
  let { day, step } = row
  let plan = dayPlan(at.ward, dept, stay, day, at.seed)
  const due: { day: number; step: number; planned: Planned }[] = []
  for (;;) {
    const planned = plan[step]
    if (planned && planned.at > until) break
    if (planned) due.push({ day, step: step++, planned })
    else {
      step = 0
      plan = dayPlan(at.ward, dept, stay, ++day, at.seed)
    }
  }
  bookCharges(at, ipt_no, (first) =>
    due.map(({ day, step, planned }, i) =>
      charged(at.ward, stay, planned, first + i, (p) => `${ipt_no}-${day + 1}.${p + 1}`, step),
    ),
  )
  const next_at = Math.min(plan[step]?.at ?? until, leave_at ?? Number.MAX_SAFE_INTEGER)
  at.db
    .prepare('update inpatient set day = ?, step = ?, next_at = ? where ipt_no = ?')
    .run(day, step, next_at, ipt_no)
  if (leave_at !== null && leave_at <= now) leave(at, ipt_no, '1', leave_at)
}

/** The ward discharges, newborns with their mother. */
export function leave(at: Wards, ipt_no: string, dscg_way: string, endtime: number): void {
  for (const row of family(at, ipt_no))
    at.db
      .prepare(
        `update inpatient set state = 'out', endtime = ?, dscg_way = ?, dscg_diagnoses = ?, next_at = null,
           leave_at = null where ipt_no = ?`,
      )
      .run(endtime, dscg_way, JSON.stringify(inpatientOf(row).diagnoses), row.ipt_no)
}

export const family = ({ db }: Wards, ipt_no: string) =>
  db
    .prepare('select * from inpatient where ipt_no = ? or mother = ? order by no')
    .all(ipt_no, ipt_no) as StayRow[]

/** Insured at the centre: charging begins, and the day of leaving is known to the ward. */
export function admitted(at: Wards, ipt_no: string, now: number): void {
  for (const row of family(at, ipt_no)) {
    if (row.state !== 'waiting') continue
    const { days } = JSON.parse(row.stay) as Fixed
    const next_at = days === null ? null : row.begntime
    // one who was expected for long is not sent home on the day on which he is admitted
    const leave_at = days === null ? null : Math.max(row.begntime + days * DAY_ms, now + DAY_ms / 2)
    at.db
      .prepare("update inpatient set state = 'in', next_at = ?, leave_at = ? where ipt_no = ?")
      .run(next_at, leave_at, row.ipt_no)
  }
}

/** The admission was taken back: expected again. What was charged stays. */
export function unadmitted(at: Wards, ipt_no: string): void {
  at.db
    .prepare(
      `update inpatient set state = 'waiting', endtime = null, dscg_way = '', dscg_diagnoses = '[]',
         next_at = null, leave_at = null where ipt_no = ? or mother = ?`,
    )
    .run(ipt_no, ipt_no)
}
