import type { FieldFault } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { lineAmount } from '../../../shared/money.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { ChargeLine, Diagnosis, Visit } from '../../../shared/visit.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { HisItem } from '../../his/port.ts'
import { claimAtWindow } from '../erx/online.ts'
import { MAPPING_PATH, type Passed } from '../mapping/guard.ts'
import type { Acting } from './deps.ts'
import { saveVisit } from './store.ts'

const EDITABLE = new Set(['open', 'identified', 'registered', 'diagnosed'])

export function canEdit(visit: Visit): boolean {
  return EDITABLE.has(visit.step) || (visit.selfPay && visit.step === 'presettled')
}

function editable(visit: Visit): void {
  if (!canEdit(visit)) {
    fail('conflict', '明细已经上传中心，不能直接修改', '没有改变。', '请先按 Esc 退回，撤销已上传的明细。')
  }
}

/** Takes every open bill of the patient that is not in the visit yet. The HIS holds them for this counter. */
export async function loadCharges(act: Acting, visit: Visit): Promise<Visit> {
  editable(visit)
  const certno = visit.person?.certno
  if (!certno) fail('invalid', '还没有识别患者，不能取收费项目', undefined, '请先读卡、扫码或输入证件号。')
  const { his, journal, window, now } = act.deps
  const mine = new Set(visit.lines.map((line) => line.billId))
  const bills = (await his.openBills(certno)).filter((bill) => !mine.has(bill.billId))
  if (bills.length === 0)
    fail('not_found', 'HIS 里没有这位患者的待收费用', '没有改变。', '可按编码或拼音首字母录入。')
  await claimAtWindow(
    his,
    bills.map((bill) => bill.billId),
    { encounterId: visit.encounterId, window, opterName: act.by.opterName },
  )
  crashpoint('visit.claimed')
  const first = bills[0]!
  let lastSn = visit.lastSn
  const added = bills.flatMap((bill) =>
    bill.lines.map((item) => {
      lastSn += 1
      return lineOf(item, item.cnt, lastSn, {
        billId: bill.billId,
        rxno: bill.rxno,
        appr: item.hosp_appr_flag,
      })
    }),
  )
  return saveVisit(
    journal,
    {
      ...relined(visit, [...visit.lines, ...added]),
      lastSn,
      med_type: visit.lines.length === 0 ? first.med_type : visit.med_type,
      dept: visit.dept ?? first.dept,
      doctor: visit.doctor ?? first.doctor,
      diagnoses: visit.diagnoses.length > 0 ? visit.diagnoses : first.diagnoses,
    },
    now(),
  )
}

export async function addLine(act: Acting, visit: Visit, code: string, cnt: string): Promise<Visit> {
  editable(visit)
  const item = await act.deps.his.item(code)
  if (!item) fail('not_found', `价表里没有编码 ${code}`, '没有改变。', '请从提示列表里选择项目。')
  const line = lineOf(item, positive(cnt), visit.lastSn + 1, { billId: null, rxno: null, appr: '0' })
  const next = { ...relined(visit, [...visit.lines, line]), lastSn: visit.lastSn + 1 }
  return saveVisit(act.deps.journal, next, act.deps.now())
}

export async function setLine(act: Acting, visit: Visit, sn: string, cnt: string): Promise<Visit> {
  editable(visit)
  const old = lineAt(visit, sn)
  if (old.billId)
    fail('conflict', '这一行来自 HIS，数量不能在窗口修改', '没有改变。', '请在医生站或药房修改后重新取费用。')
  const line = { ...old, cnt: positive(cnt), amountFen: lineAmount(old.pric, cnt) }
  const lines = visit.lines.map((l) => (l.feedetl_sn === sn ? line : l))
  return saveVisit(act.deps.journal, relined(visit, lines), act.deps.now())
}

export async function removeLine(act: Acting, visit: Visit, sn: string): Promise<Visit> {
  editable(visit)
  lineAt(visit, sn)
  const lines = visit.lines.filter((l) => l.feedetl_sn !== sn)
  return saveVisit(act.deps.journal, relined(visit, lines), act.deps.now())
}

export interface Header {
  med_type?: string | undefined
  dise_codg?: string | null | undefined
  dise_name?: string | null | undefined
  dept_code?: string | undefined
  atddr_no?: string | undefined
  acct_used_flag?: '0' | '1' | undefined
  diagnoses?: Diagnosis[] | undefined
}

export async function setHeader(act: Acting, visit: Visit, header: Header): Promise<Visit> {
  if (onlyAccount(header) && UPLOADED.has(visit.step)) return useAccount(act, visit, header.acct_used_flag!)
  editable(visit)
  const registered = visit.step === 'registered' || visit.step === 'diagnosed'
  if (registered && (header.dept_code !== undefined || header.atddr_no !== undefined)) {
    fail('conflict', '已在中心登记，科室和医师不能再改', '没有改变。', '请先按 Esc 撤销登记。')
  }
  const next = { ...visit }
  if (header.dept_code !== undefined) {
    const dept = (await act.deps.his.departments()).find((d) => d.dept_code === header.dept_code)
    if (!dept) fail('invalid', `没有科室 ${header.dept_code}`, '没有改变。', '请从列表里选择。')
    next.dept = { dept_code: dept.dept_code, dept_name: dept.dept_name, caty: dept.caty }
  }
  if (header.atddr_no !== undefined) {
    const doctor = (await act.deps.his.doctors()).find((d) => d.atddr_no === header.atddr_no)
    if (!doctor) fail('invalid', `没有医师 ${header.atddr_no}`, '没有改变。', '请从列表里选择。')
    next.doctor = { atddr_no: doctor.atddr_no, dr_name: doctor.dr_name }
  }
  if (header.diagnoses) next.diagnoses = header.diagnoses
  if (header.med_type !== undefined) next.med_type = header.med_type
  if (header.dise_codg !== undefined) next.dise_codg = header.dise_codg
  if (header.dise_name !== undefined) next.dise_name = header.dise_name
  if (header.acct_used_flag !== undefined) next.acct_used_flag = header.acct_used_flag
  const sent = header.diagnoses ?? header.med_type ?? header.dise_codg
  if (visit.step === 'diagnosed' && sent !== undefined) next.step = 'registered'
  return saveVisit(act.deps.journal, next, act.deps.now())
}

const NOTHING: Passed = { codes: new Map(), faults: [] }

/** Steps from which the details have yet to go up. */
const BEFORE_UPLOAD = new Set(['identified', 'registered', 'diagnosed'])

/**
 * The visit with its items under the entries that they are mapped to, not written down yet, and what stands in the
 * way of sending them. Nothing is asked of those who pay themselves, nor of what is at the centre already.
 */
export async function mappedLines(
  act: Acting,
  visit: Visit,
): Promise<{ filled: Visit; faults: FieldFault[] }> {
  const { mapped } = act.deps
  if (visit.selfPay || !BEFORE_UPLOAD.has(visit.step)) return { filled: visit, faults: [] }
  // the day that the lines will say they arose on (wire.ts)
  const { codes, faults } = (await mapped?.(visit.lines, dateOf(visit.openedAt))) ?? NOTHING
  const lines = visit.lines.map((line) =>
    line.med_list_codg === '' ? { ...line, med_list_codg: codes.get(line.medins_list_codg) ?? '' } : line,
  )
  const named = lines.some((line, i) => line.med_list_codg !== visit.lines[i]?.med_list_codg)
  const bare = faults.length > 0 ? undefined : lines.find((line) => line.med_list_codg === '')
  return { filled: named ? { ...visit, lines } : visit, faults: bare ? [withoutCode(bare)] : [...faults] }
}

function withoutCode({ medins_list_codg, name }: ChargeLine): FieldFault {
  const message = `“${name}”没有医保目录编码，不能随医保上传：请删除这一行，另开自费就诊收取`
  return { path: `${MAPPING_PATH}${medins_list_codg}`, label: '收费项目', rule: 'missing', message }
}

/** Other lines, other sums: what was worked out for the old ones is gone. */
function relined(visit: Visit, lines: ChargeLine[]): Visit {
  const step = visit.step !== 'presettled' ? visit.step : visit.person ? 'identified' : 'open'
  return { ...visit, lines, step, presettle: null }
}

const UPLOADED = new Set(['uploaded', 'presettled', 'refunded'])

const onlyAccount = (header: Header) =>
  header.acct_used_flag !== undefined && Object.values(header).filter((v) => v !== undefined).length === 1

/** The account's use is part of the settlement alone: what is uploaded stays, the figures are asked anew. */
function useAccount(act: Acting, visit: Visit, acct_used_flag: '0' | '1'): Promise<Visit> {
  const step = visit.step === 'presettled' ? 'uploaded' : visit.step
  return saveVisit(act.deps.journal, { ...visit, step, presettle: null, acct_used_flag }, act.deps.now())
}

function lineAt(visit: Visit, sn: string): ChargeLine {
  const line = visit.lines.find((l) => l.feedetl_sn === sn)
  if (!line) fail('not_found', '没有这一行', '没有改变。', '请刷新后重试。')
  return line
}

function positive(cnt: string): string {
  const value = Number(cnt)
  const decimals = cnt.split('.')[1]?.length ?? 0
  if (!(value > 0) || decimals > 4) {
    fail('invalid', '数量必须大于 0，最多 4 位小数', '没有改变。', '请重新输入数量。')
  }
  return cnt
}

function lineOf(
  item: HisItem,
  cnt: string,
  sn: number,
  from: { billId: string | null; rxno: string | null; appr: string },
): ChargeLine {
  return {
    feedetl_sn: String(sn),
    billId: from.billId,
    rxno: from.rxno,
    med_list_codg: item.med_list_codg,
    medins_list_codg: item.medins_list_codg,
    name: item.name,
    spec: item.spec,
    unit: item.unit,
    pric: item.pric,
    cnt,
    amountFen: lineAmount(item.pric, cnt),
    med_chrgitm_type: item.med_chrgitm_type,
    chrgitm_lv: item.chrgitm_lv,
    hosp_appr_flag: from.appr,
  }
}
