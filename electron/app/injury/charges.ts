import { fail } from '../../../shared/errors.ts'
import type { InjuryCase, InjuryLine, InjuryStep } from '../../../shared/injury.ts'
import { lineAmount, scaled } from '../../../shared/money.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { HisBill, HisItem } from '../../his/port.ts'
import { free } from '../encounter.ts'
import type { InjuryActing } from './deps.ts'
import { lineAt } from './lines.ts'
import { injuryDiagnosis } from './register.ts'
import { saveCase } from './store.ts'

/** Lines of an outpatient, and of a device: bills of the HIS held for this counter, and what is booked by hand. */
const EDITABLE: ReadonlySet<InjuryStep> = new Set(['open', 'identified', 'applied', 'approved', 'registered'])

export const editable = (of: InjuryCase): boolean => EDITABLE.has(of.step)

/** Lines of a settlement without an answer stay as they travelled: its end tells the HIS of their bills. */
async function mayEdit({ deps }: InjuryActing, of: InjuryCase): Promise<void> {
  if (!editable(of)) fail('conflict', '已经结算，明细不能修改', '没有改变。', '请先撤销结算。')
  await free(deps.journal, of)
}

/** How the HIS names bills of 辅助器具. */
const DEVICE = '辅助器具'

/**
 * The bills that are meant: of a device those of devices alone; of a visit those that the doctor has marked as work
 * injury or, where the HIS marks none, whatever is open.
 */
function meant(of: InjuryCase, marked: readonly HisBill[], others: readonly HisBill[]): HisBill[] {
  const devices = [...marked, ...others].filter((bill) => bill.kind === DEVICE)
  if (of.kind === 'device') return devices
  const own = marked.filter((bill) => bill.kind !== DEVICE)
  return own.length > 0 ? own : others.filter((bill) => bill.kind !== DEVICE)
}

/** Takes the open bills that are not in the case yet. The HIS holds them for this counter. */
export async function loadBills(act: InjuryActing, of: InjuryCase): Promise<InjuryCase> {
  await mayEdit(act, of)
  const certno = of.person?.certno
  if (!certno) fail('invalid', '还没有识别患者，不能取收费项目', undefined, '请先读卡、扫码或输入证件号码。')
  const { his, journal, window, now } = act.deps
  const mine = new Set(of.lines.map((line) => line.billId))
  const fresh = (bills: HisBill[]) => bills.filter((bill) => !mine.has(bill.billId))
  const bills = meant(of, fresh(await his.openBills(certno, true)), fresh(await his.openBills(certno)))
  if (bills.length === 0)
    fail('not_found', 'HIS 里没有这位患者的待收费用', '没有改变。', '可按编码或拼音首字母录入。')
  const holder = { encounterId: of.encounterId, window, opterName: act.by.opterName }
  await his.claim(
    bills.map((bill) => bill.billId),
    holder,
  )
  crashpoint('visit.claimed')
  const first = bills[0]!
  let sn = of.lastSn
  const added = bills.flatMap((bill) =>
    bill.lines.map((item) => lineOf(item, item.cnt, String(++sn), { ...ofBill(bill), billId: bill.billId })),
  )
  const dept = { dept_code: first.dept.dept_code, dept_name: first.dept.dept_name }
  const told = of.step === 'registered'
  return saveCase(
    journal,
    {
      ...of,
      ...{ lines: [...of.lines, ...added], lastSn: sn, trial: null },
      dept: of.dept ?? dept,
      doctor: of.doctor ?? first.doctor,
      diagnoses: of.diagnoses.length > 0 || told ? of.diagnoses : first.diagnoses.map(injuryDiagnosis),
    },
    now(),
  )
}

type From = Pick<InjuryLine, 'rxno' | 'at' | 'dept_code' | 'dept_name' | 'atddr_no' | 'dr_name'>

const ofBill = ({ rxno, at, dept, doctor }: HisBill): From => ({
  rxno,
  at: Date.parse(at.replace(' ', 'T')),
  ...{ dept_code: dept.dept_code, dept_name: dept.dept_name },
  ...{ atddr_no: doctor.atddr_no, dr_name: doctor.dr_name },
})

function lineOf(item: HisItem, cnt: string, sn: string, from: From & { billId: string | null }): InjuryLine {
  const { med_list_codg, medins_list_codg, name, spec, unit, pric, med_chrgitm_type, chrgitm_lv } = item
  return {
    ...{ sn, med_list_codg, medins_list_codg, name, spec, unit, pric, cnt, med_chrgitm_type, chrgitm_lv },
    ...{ amountFen: lineAmount(pric, cnt), drord_no: null, refundOf: null, injury: true, split: null },
    ...from,
  }
}

export async function addLine(
  act: InjuryActing,
  of: InjuryCase,
  code: string,
  cnt: string,
): Promise<InjuryCase> {
  await mayEdit(act, of)
  const { his, journal, now } = act.deps
  const item = await his.item(code)
  if (!item) fail('not_found', `价表里没有编码 ${code}`, '没有改变。', '请从提示列表里选择项目。')
  const { dept, doctor } = of
  const from = {
    ...{ billId: null, rxno: null, at: now() },
    ...{ dept_code: dept?.dept_code ?? '', dept_name: dept?.dept_name ?? '' },
    ...{ atddr_no: doctor?.atddr_no ?? '', dr_name: doctor?.dr_name ?? '' },
  }
  const sn = of.lastSn + 1
  const line = lineOf(item, positive(cnt), String(sn), from)
  return saveCase(journal, { ...of, lines: [...of.lines, line], lastSn: sn, trial: null }, now())
}

export function positive(cnt: string): string {
  if ((scaled(cnt, 4) ?? 0n) <= 0n)
    fail('invalid', '数量必须大于 0，最多 4 位小数', '没有改变。', '请重新输入数量。')
  return cnt
}

export async function removeLine(act: InjuryActing, of: InjuryCase, sn: string): Promise<InjuryCase> {
  await mayEdit(act, of)
  lineAt(of, sn)
  const lines = of.lines.filter((line) => line.sn !== sn)
  return saveCase(act.deps.journal, { ...of, lines, trial: null }, act.deps.now())
}

export async function markLine(
  act: InjuryActing,
  of: InjuryCase,
  sn: string,
  injury: boolean,
): Promise<InjuryCase> {
  await mayEdit(act, of)
  lineAt(of, sn)
  const lines = of.lines.map((line) => (line.sn === sn ? { ...line, injury } : line))
  return saveCase(act.deps.journal, { ...of, lines, trial: null }, act.deps.now())
}

/**
 * The case with its items under the entries that they are mapped to and, where a line was booked before somebody was
 * chosen, under its department and doctor. Refuses what has no catalogue code: no platform takes it.
 */
export async function codedLines(act: InjuryActing, of: InjuryCase): Promise<InjuryCase> {
  const { mapped, now } = act.deps
  const codes = new Map<string, string | undefined>()
  const bare = of.lines.filter((line) => line.med_list_codg === '')
  for (const [day, same] of Map.groupBy(bare, (line) => dateOf(line.at))) {
    const passed = await mapped?.(same, day)
    for (const line of same) codes.set(line.sn, passed?.codes.get(line.medins_list_codg))
  }
  const lines = of.lines.map((line): InjuryLine => {
    const med_list_codg = line.med_list_codg || (codes.get(line.sn) ?? '')
    const dept = line.dept_code ? {} : (of.dept ?? {})
    const doctor = line.dr_name ? {} : (of.doctor ?? {})
    return { ...line, med_list_codg, ...dept, ...doctor }
  })
  const without = lines.find((line) => line.med_list_codg === '')
  if (without) {
    const what = `“${without.name}”没有目录编码，不能按工伤结算`
    fail('invalid', what, '没有发送，也没有扣款。', '请删除这一行，另开自费就诊收取。')
  }
  const changed = lines.some((line, i) => JSON.stringify(line) !== JSON.stringify(of.lines[i]))
  return changed ? saveCase(act.deps.journal, { ...of, lines }, now()) : of
}
