import { ageAt } from '../../../shared/idcard.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { HisBill } from '../port.ts'
import type { DemoDepartment } from './hospital.ts'

/** What makes one bill: everything looked up, so that the same seed and number give the same bill anywhere. */
export interface Ward {
  departments: DemoDepartment[]
  doctor(dept_code: string, index: number): { atddr_no: string; dr_name: string }
  diag_name(diag_code: string): string
  /** by catalogue name; throws for one that the price list does not hold */
  item(name: string): HisBill['lines'][number] & { lmt_used_flag: string }
}

export type Random = () => number

/** mulberry32 over an FNV-1a hash of the text: small, even enough, the same on every machine. */
export function random(seed: string): Random {
  let state = 0x811c9dc5
  for (const c of seed) state = Math.imul(state ^ (c.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

const below = (rnd: Random, n: number) => Math.floor(rnd() * n)
const pick = <T>(rnd: Random, from: readonly T[]): T => from[below(rnd, from.length)] as T

function sample<T>(rnd: Random, from: readonly T[], n: number): T[] {
  const rest = [...from]
  const out: T[] = []
  while (out.length < n && rest.length > 0) out.push(...rest.splice(below(rnd, rest.length), 1))
  return out
}

export const CHILD_AGE = 14
const FEMALE = '2'

/** Children go to paediatrics or emergency, nobody else to paediatrics, men not to gynaecology. */
function suits(dept: DemoDepartment, patient: { gend: string; brdy: string }, now: number): boolean {
  const age = ageAt(patient.brdy, now)
  if (age < CHILD_AGE) return dept.caty === 'A07' || dept.caty === 'A20'
  if (dept.caty === 'A07') return false
  return !dept.caty.startsWith('A05') || patient.gend === FEMALE
}

type Kind = '挂号' | '检查' | '治疗' | '处方'

function names(rnd: Random, kind: Kind, dept: DemoDepartment): string[] {
  if (kind === '挂号') {
    if (dept.med_type === '13') return ['挂号费', '急诊诊查费']
    return ['挂号费', pick(rnd, ['普通门诊诊查费', '普通门诊诊查费', '副主任医师门诊诊查费'])]
  }
  const pool = kind === '检查' ? dept.exams : kind === '治疗' ? dept.treatments : dept.drugs
  return sample(rnd, pool, 1 + below(rnd, Math.min(12, pool.length)))
}

/** 饮片 by weight for seven doses, drugs one to three packs, everything else once. */
function count(rnd: Random, med_chrgitm_type: string): string {
  if (med_chrgitm_type === '10') return String(7 * pick(rnd, [6, 9, 10, 12, 15]))
  if (med_chrgitm_type === '09' || med_chrgitm_type === '11') return String(1 + below(rnd, 3))
  return '1'
}

/** How the bills of one visit follow each other: registration first, or a lone prescription of a follow-up. */
function kinds(rnd: Random, dept: DemoDepartment, n: number): Kind[] {
  if (n === 1 && rnd() < 0.5) return ['处方']
  const later: Kind[] = ['检查', '处方']
  if (dept.treatments.length > 0) later.push('治疗')
  return Array.from({ length: n }, (_, i) => (i === 0 ? '挂号' : (later[(i - 1) % later.length] as Kind)))
}

/**
 * `n` bills of one visit: one department, one doctor, the same diagnoses, in the order in which they arise.
 * Bill ids count up from `firstNo`.
 */
export function visitBills(
  ward: Ward,
  patient: { certno: string; gend: string; brdy: string },
  n: number,
  firstNo: number,
  seed: number,
  now: number,
): HisBill[] {
  const rnd = random(`${seed}:${patient.certno}:${firstNo}`)
  const dept = pick(
    rnd,
    ward.departments.filter((d) => suits(d, patient, now)),
  )
  const doctor = ward.doctor(dept.dept_code, below(rnd, dept.doctors.length))
  const diagnoses = sample(rnd, dept.diagnoses, 1 + below(rnd, 2)).map((diag_code, i) => ({
    diag_code,
    diag_name: ward.diag_name(diag_code),
    diag_type: '1',
    main: i === 0,
  }))
  const start = now - (20 + 10 * n + below(rnd, 40)) * 60_000
  return kinds(rnd, dept, n).map((kind, i) => {
    const no = String(firstNo + i).padStart(8, '0')
    return {
      billId: `FY${no}`,
      rxno: kind === '处方' ? `CF${no}` : null,
      kind,
      at: datetime(start + i * 10 * 60_000),
      dept: { dept_code: dept.dept_code, dept_name: dept.dept_name, caty: dept.caty },
      doctor,
      diagnoses,
      med_type: dept.med_type,
      lines: names(rnd, kind, dept).map((name) => {
        const { lmt_used_flag, ...item } = ward.item(name)
        // a restricted item needs the hospital's own approval (2204 hosp_appr_flag)
        const hosp_appr_flag = lmt_used_flag === '1' ? '1' : '0'
        return { ...item, cnt: count(rnd, item.med_chrgitm_type), hosp_appr_flag }
      }),
    }
  })
}
