import people from '../../../shared/demo/people.json' with { type: 'json' }
import { ageAt } from '../../../shared/idcard.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { initials } from '../../../shared/pinyin.ts'
import type { HisInpatient, HisPatient } from '../port.ts'
import { CHILD_AGE, random } from './charges.ts'
import { type Fixed, inpatientOf, rowOf, STAY_SCHEMA, type Wards, wardOf } from './inpatients.ts'
import { HOUR_ms } from './inpatients-charges.ts'
import { type DemoWard, EXPECTED, WARDS } from './inpatients-data.ts'

export interface NewInpatient {
  /** default now */
  begntime?: number
  dept_code?: string
  med_type?: string
  /** 入院诊断; one of the ward's unless told */
  diag_code?: string
  /** 住院号 of the mother, for a newborn */
  mother?: string
  /** charges arise by themselves from the admission on, and the ward discharges after so many days */
  days?: number
}

/** Children to paediatrics, everybody else to medicine or surgery. */
function wardFor(patient: { brdy: string }, at: number, draw: () => number): DemoWard {
  if (ageAt(patient.brdy, at) < CHILD_AGE) return wardOf('1501')
  const general = WARDS.filter((w) => w.dept_code < '1400')
  return general[Math.floor(draw() * general.length)] as DemoWard
}

/** The first bed of the ward where nobody lies or is expected; beyond them extra ones. */
function freeBed({ db }: Wards, dept: DemoWard, no: number): string {
  const taken = new Set(
    db.prepare("select bed from inpatient where state <> 'out' and bed like ?").pluck().all(`${dept.bed}%`),
  )
  for (let i = 1; i <= dept.beds; i++) {
    const bed = `${dept.bed}${String(i).padStart(2, '0')}`
    if (!taken.has(bed)) return bed
  }
  return `${dept.bed}加${no}`
}

/** Day, running number, and three digits that differ between the files of one hospital's past lives. */
function newIptNo(no: number, certno: string, now: number): string {
  const mark = Math.floor(random(`${certno}:${now}`)() * 1000)
  const day = dateOf(now).replaceAll('-', '').slice(2)
  return `${day}${String(no).padStart(4, '0')}${String(mark).padStart(3, '0')}`
}

export type Expected = Pick<HisPatient, 'psn_name' | 'certno' | 'gend' | 'brdy'> & { patn_id: string }

/** A new pre-admission. Within a write transaction. */
export function expect(at: Wards, patient: Expected, options: NewInpatient, now: number): HisInpatient {
  const no = at.db.prepare('select coalesce(max(no), 0) + 1 from inpatient').pluck().get() as number
  const ipt_no = newIptNo(no, patient.certno, now)
  const draw = random(`${at.seed}:${ipt_no}`)
  const dept = options.dept_code ? wardOf(options.dept_code) : wardFor(patient, now, draw)
  const doctor = at.ward.doctor(dept.dept_code, Math.floor(draw() * dept.doctors.length))
  const mother = options.mother ?? null
  const usual = dept.diagnoses[Math.floor(draw() * dept.diagnoses.length)] as string
  const diag_code = mother ? 'Z38.000' : (options.diag_code ?? usual)
  const { psn_name, certno, gend, brdy } = patient
  const py = initials(psn_name, { surname: true })
  const fixed: Fixed = {
    ...{ ipt_no, medrcdno: `B${patient.patn_id.slice(1)}`, psn_name, certno, gend, brdy, py },
    tel: `138${String(Math.floor(draw() * 100_000_000)).padStart(8, '0')}`,
    coner_name: `${psn_name.slice(0, 1)}家属`,
    med_type: options.med_type ?? '21',
    dept: { dept_code: dept.dept_code, dept_name: dept.dept_name, caty: dept.caty },
    doctor,
    diagnoses: [{ diag_code, diag_name: at.ward.diag_name(diag_code), diag_type: '1', main: true }],
    days: options.days ?? null,
  }
  const bed = mother ? `${bedOf(at, mother)}婴` : freeBed(at, dept, no)
  at.db
    .prepare(
      `insert into inpatient values (@no, @ipt_no, @mother, @certno, @psn_name, @py, @bed, 'waiting', @begntime,
         null, '', '[]', @stay, 0, 0, '', 0, 0, null, null)`,
    )
    .run({
      ...{ no, ipt_no, mother, certno, psn_name, py, bed },
      ...{ begntime: options.begntime ?? now, stay: JSON.stringify(fixed) },
    })
  return inpatientOf(rowOf(at, ipt_no))
}

const bedOf = (at: Wards, ipt_no: string) => rowOf(at, ipt_no).bed

/** The tables of the wards, and who is expected there today. Within a write transaction. */
export function openWards(at: Wards, now: number): void {
  at.db.exec(STAY_SCHEMA)
  const patient = at.db.prepare('select * from patient where certno = ?')
  for (const { psn_name, newborn, ...options } of EXPECTED) {
    const known = patient.get(people.find((p) => p.psn_name === psn_name)?.certno ?? '') as Expected
    const draw = random(`${at.seed}:expected:${psn_name}`)
    const begntime = now - Math.floor((newborn ? 5 : 1 + 4 * draw()) * HOUR_ms)
    const days = 2 + Math.floor(draw() * 6)
    const { ipt_no } = expect(at, known, { ...options, begntime, days }, now)
    if (!newborn) continue
    const born = { patn_id: `${known.patn_id}A`, psn_name: newborn, certno: '', gend: '2', brdy: dateOf(now) }
    expect(at, born, { ...options, begntime: now - 2 * HOUR_ms, days, mother: ipt_no }, now)
  }
}
