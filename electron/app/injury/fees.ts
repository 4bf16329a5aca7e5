import { fail } from '../../../shared/errors.ts'
import type { InjuryCase, InjuryLine, InjuryStep } from '../../../shared/injury.ts'
import { fen } from '../../../shared/money.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { HisCharge, HisInpatient } from '../../his/port.ts'
import type { Change, FeeRow, FeeState } from '../../journal/port.ts'
import { amountOf, byHand, type Charge, isByHand, otherAmount, rowOf } from '../admission/fees.ts'
import { free } from '../encounter.ts'
import { positive } from './charges.ts'
import type { InjuryActing, InjuryDeps } from './deps.ts'
import { lineNoOf, linesOfFees } from './lines.ts'
import { injuryDiagnosis } from './register.ts'
import { saveCase } from './store.ts'

/** Charges of a stay: taken from the HIS once each, or booked by hand; what is charged never changes. */
const CHARGED: ReadonlySet<InjuryStep> = new Set(['identified', 'admitted', 'discharged'])

export const takesFees = (of: InjuryCase): boolean => CHARGED.has(of.step)

function chargeable(of: InjuryCase): void {
  if (!takesFees(of))
    fail('conflict', '这个住院现在不能记费用', '没有改变。', '识别患者之后、结算之前可以记费用。')
}

const PAGE = 500

/**
 * What the ward has written of its patient, and the charges booked since the last time: a page at a time, each in one
 * commit with the serial that it reaches, so that a charge is taken once whatever happens in between.
 */
export async function loadStay(act: InjuryActing, of: InjuryCase): Promise<InjuryCase> {
  chargeable(of)
  if (!of.his) {
    fail('not_found', '这个住院是手工登记的，HIS 里没有费用', '没有改变。', '可按编码或拼音首字母录入。')
  }
  const { his, journal, now } = act.deps
  const { ipt_no } = of.his
  const patient = await his.inpatient(ipt_no)
  let at = patient ? written(of, patient) : of
  let known: Map<string, Known> | null = null
  for (let page: HisCharge[] = [], more = true; more; more = page.length === PAGE) {
    const after = at.his!.serial
    page = await his.inpatientCharges(ipt_no, after, PAGE)
    // a HIS that begins again at the front must not be read for ever
    const fresh = page.filter((charge) => charge.serial > after)
    if (fresh.length === 0) break
    known ??= await knownCharges(act.deps, at)
    const { next, rows } = booked(at, fresh, known)
    at = await saveCase(journal, next, now(), rows.map(asChange))
    crashpoint('stay.between_pages')
  }
  return at === of || at.version > of.version ? at : saveCase(journal, at, now())
}

/** What the ward has written, where nobody here has: particulars before the admission, and of the discharge. */
export function written(of: InjuryCase, patient: HisInpatient): InjuryCase {
  const before = of.step === 'identified'
  const { dept, doctor, bed, endtime, dscg_diagnoses } = patient
  const leaves = of.step !== 'discharged' && patient.state === 'out'
  const next: InjuryCase = {
    ...of,
    ...(before
      ? {
          dept: of.dept ?? { dept_code: dept.dept_code, dept_name: dept.dept_name },
          doctor: of.doctor ?? doctor,
          bed: of.bed || bed,
          diagnoses: of.diagnoses.length > 0 ? of.diagnoses : patient.diagnoses.map(injuryDiagnosis),
        }
      : {}),
    ...(leaves
      ? {
          endtime: of.endtime ?? endtime,
          dscg_diagnoses:
            of.dscg_diagnoses.length > 0 ? of.dscg_diagnoses : dscg_diagnoses.map(injuryDiagnosis),
        }
      : {}),
  }
  return JSON.stringify(next) === JSON.stringify(of) ? of : next
}

type Known = Pick<FeeRow, 'lineNo' | 'amountFen'>

async function knownCharges({ journal }: InjuryDeps, of: InjuryCase): Promise<Map<string, Known>> {
  const rows = await journal.fees({ encounterId: of.encounterId })
  return new Map(rows.map((row) => [row.chargeId, row]))
}

const asChange = (add: FeeRow): Change => ({ t: 'fee', add })

/** The case with a page of charges, and their rows; one that it has already is passed over but counted. */
function booked(
  of: InjuryCase,
  page: readonly HisCharge[],
  known: Map<string, Known>,
): { next: InjuryCase; rows: FeeRow[] } {
  const rows: FeeRow[] = []
  const warnings = new Set(of.warnings)
  for (const charge of page) {
    const before = known.get(charge.chargeId)
    if (before) {
      if (before.amountFen !== amountOf(charge)) warnings.add(otherAmount(charge, before.amountFen))
      continue
    }
    const refundOf = charge.refundOf === null ? null : (known.get(charge.refundOf)?.lineNo ?? null)
    const row = rowOf(of, charge, of.lastSn + rows.length + 1, refundOf)
    known.set(charge.chargeId, row)
    rows.push(row)
  }
  const before = of.his!
  const his = {
    ipt_no: before.ipt_no,
    serial: Math.max(before.serial, ...page.map((charge) => charge.serial)),
    lines: before.lines + page.length,
    amountFen: fen(page.reduce((acc, charge) => acc + amountOf(charge), before.amountFen as number)),
  }
  const lastSn = of.lastSn + rows.length
  // what takes back a line that is none of the injury is none of it either
  const own = new Set(of.unrelated)
  const unrelated = [...of.unrelated]
  for (const row of rows) if (row.refundOf !== null && own.has(row.refundOf)) unrelated.push(row.lineNo)
  return { next: { ...of, his, lastSn, unrelated, warnings: [...warnings], trial: null }, rows }
}

/** Charges that the HIS has booked and nobody here has taken; null where it does not tell, or knows no such stay. */
export async function hisLeft({ his }: InjuryDeps, of: InjuryCase): Promise<number | null> {
  if (!of.his) return null
  const known = await his.inpatient(of.his.ipt_no).catch(() => null)
  return known && Math.max(0, known.charges - of.his.lines)
}

export async function addFee(
  act: InjuryActing,
  of: InjuryCase,
  code: string,
  cnt: string,
): Promise<InjuryCase> {
  chargeable(of)
  const { his, journal, now } = act.deps
  const item = await his.item(code)
  if (!item) fail('not_found', `价表里没有编码 ${code}`, '没有改变。', '请从提示列表里选择项目。')
  const { dept, doctor } = of
  if (!dept || !doctor) fail('invalid', '请先选择科室和医师', '没有改变。', '补全登记信息后再录入费用。')
  const lineNo = of.lastSn + 1
  const charge: Charge = {
    ...item,
    ...{ chargeId: byHand(of, lineNo), ipt_no: of.his?.ipt_no ?? of.ipt_otp_no, cnt: positive(cnt) },
    at: Math.max(of.begntime, Math.min(now(), of.endtime ?? Number.POSITIVE_INFINITY)),
    ...{ drord_no: null, dept, doctor, hosp_appr_flag: '0' },
  }
  const next: InjuryCase = { ...of, lastSn: lineNo, trial: null }
  return saveCase(journal, next, now(), [asChange(rowOf(of, charge, lineNo, null))])
}

async function feeAt({ journal }: InjuryDeps, of: InjuryCase, sn: string): Promise<FeeRow> {
  const [row] = await journal.fees({ encounterId: of.encounterId, lineNos: [lineNoOf(sn)] })
  if (!row) fail('not_found', '没有这条费用', '没有改变。', '请刷新后重试。')
  return row
}

/** Only what was booked here and is not at the platform; what the HIS booked the HIS takes back. */
export async function removeFee(act: InjuryActing, of: InjuryCase, sn: string): Promise<InjuryCase> {
  chargeable(of)
  const { journal, now } = act.deps
  // a batch without an answer may have carried it up
  await free(journal, of)
  const row = await feeAt(act.deps, of, sn)
  if (!isByHand(row))
    fail('conflict', '这条费用来自 HIS，不能在窗口删除', '没有改变。', '请由病区或药房在 HIS 里退费。')
  if (row.state === 'uploaded' || row.setl_id !== null)
    fail('conflict', '这条费用已经上传平台，不能删除', '没有改变。', '请先撤销明细。')
  const { encounterId } = of
  const unrelated = of.unrelated.filter((lineNo) => lineNo !== row.lineNo)
  return saveCase(journal, { ...of, unrelated, trial: null }, now(), [
    { t: 'fee.drop', encounterId, lineNo: row.lineNo },
  ])
}

/** 工伤 or 非工伤 of a line that the platform does not have, together with what takes it back. */
export async function markFee(
  act: InjuryActing,
  of: InjuryCase,
  sn: string,
  injury: boolean,
): Promise<InjuryCase> {
  chargeable(of)
  const { journal, now } = act.deps
  await free(journal, of)
  const row = await feeAt(act.deps, of, sn)
  const rows = await journal.fees({ encounterId: of.encounterId })
  const first = row.refundOf ?? row.lineNo
  const all = rows.filter((one) => one.lineNo === first || one.refundOf === first)
  if (all.some((one) => one.state === 'uploaded' || one.setl_id !== null))
    fail('conflict', '这条费用已经上传平台，不能改标记', '没有改变。', '请先撤销明细，再改工伤或非工伤。')
  const numbers = new Set(all.map((one) => one.lineNo))
  const others = of.unrelated.filter((lineNo) => !numbers.has(lineNo))
  const unrelated = injury ? others : [...others, ...numbers].sort((a, b) => a - b)
  return saveCase(journal, { ...of, unrelated, trial: null }, now())
}

export type LineView = InjuryLine & { state: FeeState; why: string | null }

/** A page of the lines of a stay; what was booked by hand names no charge of the HIS. */
export async function pageOf(
  { journal }: Pick<InjuryDeps, 'journal'>,
  of: InjuryCase,
  { states, offset, limit }: { states: FeeState[]; offset: number; limit: number },
): Promise<{ rows: LineView[]; total: number }> {
  if (of.kind !== 'inpatient') {
    const rows = of.lines.map((line): LineView => ({ ...line, state: 'new', why: null }))
    return { rows: rows.slice(offset, offset + limit), total: rows.length }
  }
  const all = await journal.fees({ encounterId: of.encounterId })
  const wanted = states.length > 0 ? all.filter((row) => states.includes(row.state)) : all
  const page = wanted.slice(offset, offset + limit)
  const lines = linesOfFees(of, page, all)
  return {
    total: wanted.length,
    rows: page.map((row, i) => ({
      ...lines[i]!,
      billId: isByHand(row) ? null : row.chargeId,
      ...{ state: row.state, why: row.why },
    })),
  }
}
