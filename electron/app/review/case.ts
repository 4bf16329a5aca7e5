import { type Fen, fen, sum, ZERO } from '../../../shared/money.ts'
import type { Stay } from '../../../shared/stay.ts'
import type { Diagnosis, Insurance, Person, Visit } from '../../../shared/visit.ts'
import type { FeeRow } from '../../journal/port.ts'

/** What is audited: one person's visit or stay with its diagnoses and what was ordered. */
export interface ReviewCase {
  encounterId: string
  mdtrt_id: string
  person: Person
  insu: Insurance
  med_type: string
  inpatient: boolean
  begin: number
  end: number
  dept: Coded
  /** where he leaves; of a visit the same */
  dscgDept: Coded
  bed: string
  doctor: Coded
  diagnoses: readonly Pick<Diagnosis, 'diag_code' | 'diag_name' | 'main'>[]
  dise_no: string
  dise_name: string
  orders: readonly CaseOrder[]
  /** settlements of it so far */
  settlements: number
}

interface Coded {
  code: string
  name: string
}

export interface CaseOrder {
  rx_id: string
  rxno: string
  at: number
  med_list_codg: string
  medins_list_codg: string
  name: string
  spec: string
  unit: string
  /** decimal text */
  pric: string
  cnt: number
  amountFen: Fen
  ownFen: Fen
  selfFen: Fen
  med_chrgitm_type: string
  chrgitm_lv: string
  dept: Coded
  doctor: Coded
}

const mainFirst = <D extends { main: boolean }>(diagnoses: readonly D[]) =>
  [...diagnoses].sort((a, b) => Number(b.main) - Number(a.main))

/** A registered visit as 3101 asks about it: the lines are the prescription. */
export function caseOfVisit(visit: Visit, now: number): ReviewCase {
  const dept = { code: visit.dept!.dept_code, name: visit.dept!.dept_name }
  const doctor = { code: visit.doctor!.atddr_no, name: visit.doctor!.dr_name }
  return {
    ...{
      encounterId: visit.encounterId,
      mdtrt_id: visit.mdtrt_id!,
      person: visit.person!,
      insu: visit.insu!,
    },
    ...{ med_type: visit.med_type, inpatient: false, begin: visit.openedAt, end: now },
    ...{ dept, dscgDept: dept, bed: '', doctor, diagnoses: mainFirst(visit.diagnoses) },
    ...{ dise_no: visit.dise_codg ?? '', dise_name: visit.dise_name ?? '', settlements: visit.past.length },
    orders: visit.lines.map((line) => ({
      ...{ rx_id: line.feedetl_sn, rxno: line.rxno ?? line.feedetl_sn, at: visit.openedAt },
      ...{ med_list_codg: line.med_list_codg, medins_list_codg: line.medins_list_codg },
      ...{ name: line.name, spec: line.spec, unit: line.unit, pric: line.pric, cnt: Number(line.cnt) },
      ...sharesOf(line.amountFen, line.split),
      ...{ med_chrgitm_type: line.med_chrgitm_type, chrgitm_lv: line.chrgitm_lv, dept, doctor },
    })),
  }
}

/** A discharged stay as 3102 asks about it: one order an item, price and day, refunds taken off. */
export function caseOfStay(stay: Stay, fees: readonly FeeRow[]): ReviewCase {
  const { admission, discharge } = stay
  const dept = { code: admission.dept!.dept_code, name: admission.dept!.dept_name }
  const doctor = { code: admission.doctor!.atddr_no, name: admission.doctor!.dr_name }
  const leaves = discharge!
  const said = leaves.diagnoses.length > 0 ? leaves.diagnoses : admission.diagnoses
  return {
    ...{ encounterId: stay.encounterId, mdtrt_id: stay.mdtrt_id!, person: stay.person!, insu: stay.insu! },
    ...{ med_type: admission.med_type, inpatient: true, begin: admission.begntime, end: leaves.endtime },
    ...{ dept, dscgDept: { code: leaves.dept.dept_code, name: leaves.dept.dept_name }, doctor },
    ...{ bed: leaves.bed, diagnoses: mainFirst(said), settlements: stay.settlements.length },
    ...{ dise_no: leaves.dise_codg, dise_name: leaves.dise_name },
    orders: ordersOf(fees),
  }
}

function ordersOf(fees: readonly FeeRow[]): CaseOrder[] {
  const same = ({ med_list_codg, medins_list_codg, day, pric }: FeeRow) =>
    [med_list_codg, medins_list_codg, day, pric].join('\n')
  return [...Map.groupBy(fees, same).values()].flatMap((rows) => {
    const first = rows[0]!
    const cnt = rows.reduce((total, row) => total + Number(row.cnt), 0)
    if (cnt <= 0) return []
    const part = (name: 'fulamt_ownpay_amt' | 'overlmt_amt' | 'preselfpay_amt') =>
      sum(rows.map((row) => row.split?.[name] ?? ZERO))
    const { med_list_codg, medins_list_codg, name, spec, unit, pric, med_chrgitm_type, chrgitm_lv } = first
    return [
      {
        ...{ rx_id: String(first.lineNo), rxno: first.drord_no ?? String(first.lineNo), at: first.at },
        ...{ med_list_codg, medins_list_codg, name, spec, unit, pric, cnt, med_chrgitm_type, chrgitm_lv },
        amountFen: sum(rows.map((row) => row.amountFen)),
        ownFen: part('fulamt_ownpay_amt'),
        selfFen: fen(part('overlmt_amt') + part('preselfpay_amt')),
        dept: { code: first.dept_code, name: first.dept_name },
        doctor: { code: first.atddr_no, name: first.dr_name },
      },
    ]
  })
}

function sharesOf(amountFen: Fen, split: NonNullable<FeeRow['split']> | undefined) {
  return {
    amountFen,
    ownFen: split?.fulamt_ownpay_amt ?? ZERO,
    selfFen: split ? fen(split.overlmt_amt + split.preselfpay_amt) : ZERO,
  }
}
