import { fail } from '../../../shared/errors.ts'
import { type Fen, fen, lineAmount, scaled, yuanShow, ZERO } from '../../../shared/money.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { Stay } from '../../../shared/stay.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { HisCharge } from '../../his/port.ts'
import type { Change, FeeRow } from '../../journal/port.ts'
import { free } from '../encounter.ts'
import type { StayActing } from './deps.ts'
import { lessDaily } from './effects.ts'
import { saveStay } from './store.ts'

/** Charges of a stay: taken from the HIS once each, or booked by hand; what is charged never changes. */
const CHARGED: ReadonlySet<string> = new Set(['admitted', 'discharged'])

export function takesFees(stay: Pick<Stay, 'step'>): boolean {
  return CHARGED.has(stay.step)
}

function chargeable(stay: Stay): void {
  if (!takesFees(stay)) {
    fail('conflict', '这个住院现在不能记费用', '没有改变。', '入院之后、最终结算之前可以记费用。')
  }
}

export const iptNosOf = (stay: Stay) => [stay.ipt_no, ...stay.newborns.map((n) => n.ipt_no)]

const PAGE = 500

/**
 * Takes what the HIS has booked since the last time, for the patient and the newborns: a page at a time, each
 * in one commit with the serial that it reaches, so that a charge is taken once whatever happens in between.
 */
export async function loadFees(act: StayActing, stay: Stay): Promise<{ stay: Stay; taken: number }> {
  chargeable(stay)
  const { his, journal, now } = act.deps
  let at = stay
  let taken = 0
  let known: Map<string, Known> | null = null
  for (const ipt_no of iptNosOf(stay)) {
    for (let page: HisCharge[] = [], more = true; more; more = page.length === PAGE) {
      const after = at.taken[ipt_no]?.serial ?? 0
      page = await his.inpatientCharges(ipt_no, after, PAGE)
      // a HIS that begins again at the front must not be read for ever
      const fresh = page.filter((charge) => charge.serial > after)
      if (fresh.length === 0) break
      known ??= await knownCharges(act, at)
      const { next, rows } = booked(at, ipt_no, fresh, known)
      at = await saveStay(journal, next, now(), rows.map(asChange))
      taken += rows.length
      crashpoint('stay.between_pages')
    }
  }
  return { stay: at, taken }
}

type Known = Pick<FeeRow, 'lineNo' | 'amountFen'>

/** The HIS's own charge numbers and the lines that they became. */
async function knownCharges(act: StayActing, stay: Stay): Promise<Map<string, Known>> {
  const rows = await act.deps.journal.fees({ encounterId: stay.encounterId })
  return new Map(rows.map((row) => [row.chargeId, row]))
}

const asChange = (add: FeeRow): Change => ({ t: 'fee', add })

/**
 * The stay with a page of charges, and their rows. A charge that it has already is passed over but counted: it
 * is not to be waited for. With another amount than before it is told, since what is charged never changes.
 */
export function booked(
  stay: Stay,
  ipt_no: string,
  page: readonly HisCharge[],
  known: Map<string, Known>,
): { next: Stay; rows: FeeRow[] } {
  const rows: FeeRow[] = []
  const warnings = new Set(stay.warnings)
  for (const charge of page) {
    const before = known.get(charge.chargeId)
    if (before) {
      if (before.amountFen !== amountOf(charge)) warnings.add(otherAmount(charge, before.amountFen))
      continue
    }
    const refundOf = charge.refundOf === null ? null : (known.get(charge.refundOf)?.lineNo ?? null)
    const row = rowOf(stay, charge, stay.lastLine + rows.length + 1, refundOf)
    known.set(charge.chargeId, row)
    rows.push(row)
  }
  const before = stay.taken[ipt_no]
  const serial = Math.max(before?.serial ?? 0, ...page.map((charge) => charge.serial))
  const taken = {
    ...stay.taken,
    [ipt_no]: {
      serial,
      lines: (before?.lines ?? 0) + page.length,
      amountFen: fen(page.reduce((acc, charge) => acc + amountOf(charge), before?.amountFen ?? 0)),
    },
  }
  return { next: { ...withLines(stay, rows), taken, warnings: [...warnings] }, rows }
}

export const otherAmount = (charge: HisCharge, beforeFen: Fen) =>
  `HIS 的费用“${charge.name}”（${charge.chargeId}）取过之后金额由 ${yuanShow(beforeFen)} 元变为 ${yuanShow(amountOf(charge))} 元，仍按原金额，请信息科核对`

/** The stay with more lines: sums by day, the highest number, and no figures of before. */
function withLines(stay: Stay, rows: readonly FeeRow[]): Stay {
  const daily = { ...stay.daily }
  for (const { day, amountFen } of rows) daily[day] = fen((daily[day] ?? ZERO) + amountFen)
  return { ...stay, daily, lastLine: rows.at(-1)?.lineNo ?? stay.lastLine, presettle: null }
}

export type Charge = Omit<HisCharge, 'serial' | 'py' | 'refundOf'>

/** A charge as a new line of a stay. Throws `invalid` where price or count are none. */
export function rowOf(
  { encounterId }: Pick<Stay, 'encounterId'>,
  charge: Charge,
  lineNo: number,
  refundOf: number | null,
): FeeRow {
  const { dept, doctor } = charge
  return {
    encounterId,
    lineNo,
    chargeId: charge.chargeId,
    ipt_no: charge.ipt_no,
    state: 'new',
    gen: 1,
    why: null,
    setl_id: null,
    at: charge.at,
    day: dateOf(charge.at),
    amountFen: amountOf(charge),
    med_list_codg: charge.med_list_codg,
    medins_list_codg: charge.medins_list_codg,
    name: charge.name,
    spec: charge.spec,
    unit: charge.unit,
    pric: charge.pric,
    cnt: charge.cnt,
    med_chrgitm_type: charge.med_chrgitm_type,
    chrgitm_lv: charge.chrgitm_lv,
    hosp_appr_flag: charge.hosp_appr_flag,
    refundOf,
    drord_no: charge.drord_no,
    ...{ dept_code: dept.dept_code, dept_name: dept.dept_name },
    ...{ atddr_no: doctor.atddr_no, dr_name: doctor.dr_name },
    split: null,
  }
}

export function amountOf({ pric, cnt, name, chargeId }: Charge): Fen {
  if (scaled(pric, 6) === null || scaled(cnt, 4) === null) {
    const what = `HIS 费用“${name}”（${chargeId}）的单价或数量不能识别`
    fail('invalid', what, '这一页费用没有取。', '请信息科核对这条费用。')
  }
  return lineAmount(pric, cnt)
}

const BY_HAND = 'SG'

export const isByHand = (row: Pick<FeeRow, 'chargeId'>) => row.chargeId.startsWith(BY_HAND)

const handCharge = (stay: Stay) => byHand(stay, stay.lastLine + 1)

/** The charge number of a line booked here. */
export const byHand = ({ encounterId }: Pick<Stay, 'encounterId'>, lineNo: number) =>
  `${BY_HAND}${encounterId}-${lineNo}`

export async function addFee(
  act: StayActing,
  stay: Stay,
  asked: { medins_list_codg: string; cnt: string; at?: number | undefined },
): Promise<Stay> {
  chargeable(stay)
  const { his, now } = act.deps
  const item = await his.item(asked.medins_list_codg)
  if (!item) {
    fail('not_found', `价表里没有编码 ${asked.medins_list_codg}`, '没有改变。', '请从提示列表里选择项目。')
  }
  if (!stay.selfPay && item.med_list_codg === '') {
    const what = `“${item.name}”没有医保目录编码，不能随医保住院上传`
    fail('invalid', what, '没有改变。', '请另开自费就诊收取。')
  }
  if ((scaled(asked.cnt, 4) ?? 0n) <= 0n) {
    fail('invalid', '数量必须大于 0，最多 4 位小数', '没有改变。', '请重新输入数量。')
  }
  const at = asked.at ?? Math.min(now(), stay.discharge?.endtime ?? Infinity)
  if (at < stay.admission.begntime || at > (stay.discharge?.endtime ?? Infinity)) {
    fail('invalid', '费用发生时间必须在入院与出院之间', '没有改变。', '请重新输入发生时间。')
  }
  const { dept, doctor } = stay.admission
  const charge: Charge = {
    ...item,
    chargeId: handCharge(stay),
    ipt_no: stay.ipt_no,
    at,
    cnt: asked.cnt,
    drord_no: null,
    dept: dept!,
    doctor: doctor!,
    hosp_appr_flag: '0',
  }
  return addLine(act, stay, rowOf(stay, charge, stay.lastLine + 1, null))
}

/** A negative line that takes back (part of) a line; all refunds of a line never exceed it. */
export async function refundFee(
  act: StayActing,
  stay: Stay,
  asked: { lineNo: number; cnt: string },
): Promise<Stay> {
  chargeable(stay)
  const { journal, now } = act.deps
  const rows = await journal.fees({ encounterId: stay.encounterId })
  const line = rows.find((row) => row.lineNo === asked.lineNo)
  if (!line) fail('not_found', '没有这条费用', '没有改变。', '请刷新后重试。')
  if (line.amountFen < 0 || line.refundOf !== null) {
    fail('invalid', '这一条本身就是退费', '没有改变。', '请选择被退的那一条费用。')
  }
  if (line.setl_id !== null) {
    fail('conflict', '这条费用已经结算，不能退', '没有改变。', '请先撤销包含它的那次结算。')
  }
  const wanted = scaled(asked.cnt, 4) ?? 0n
  const refunds = rows.filter((row) => row.refundOf === line.lineNo)
  const left = [line, ...refunds].reduce((acc, row) => acc + (scaled(row.cnt, 4) ?? 0n), 0n)
  if (wanted <= 0n || wanted > left) {
    const most = Number(left) / 10_000
    fail('invalid', `退的数量必须大于 0，最多 ${most}`, '没有改变。', '请重新输入数量。')
  }
  const refund: FeeRow = {
    ...line,
    ...{ lineNo: stay.lastLine + 1, chargeId: handCharge(stay), refundOf: line.lineNo },
    ...{ state: 'new', gen: 1, why: null, split: null },
    cnt: `-${asked.cnt}`,
    at: Math.max(line.at, Math.min(now(), stay.discharge?.endtime ?? Infinity)),
    amountFen: lineAmount(line.pric, `-${asked.cnt}`),
  }
  return addLine(act, stay, { ...refund, day: dateOf(refund.at) })
}

function addLine(act: StayActing, stay: Stay, row: FeeRow): Promise<Stay> {
  return saveStay(act.deps.journal, withLines(stay, [row]), act.deps.now(), [asChange(row)])
}

/** Only what was booked here and is not at the centre; what the HIS booked the HIS takes back. */
export async function removeFee(act: StayActing, stay: Stay, lineNo: number): Promise<Stay> {
  chargeable(stay)
  const { journal, now } = act.deps
  // a batch without an answer may have carried it up
  await free(journal, stay)
  const rows = await journal.fees({ encounterId: stay.encounterId })
  const line = rows.find((row) => row.lineNo === lineNo)
  if (!line) fail('not_found', '没有这条费用', '没有改变。', '请刷新后重试。')
  if (!isByHand(line)) {
    fail('conflict', '这条费用来自 HIS，不能在窗口删除', '没有改变。', '请由病区或药房在 HIS 里退费。')
  }
  if (line.state === 'uploaded' || line.setl_id !== null) {
    fail('conflict', '这条费用已经上传中心，不能删除', '没有改变。', '请先撤销上传，或者录入退费。')
  }
  const refund = rows.find((row) => row.refundOf === lineNo)
  if (refund) {
    fail('conflict', `第 ${refund.lineNo} 条退的就是这一条`, '没有改变。', '请先删除那条退费。')
  }
  const daily = lessDaily(stay.daily, [line])
  const { encounterId } = stay
  return saveStay(journal, { ...stay, daily, presettle: null }, now(), [
    { t: 'fee.drop', encounterId, lineNo },
  ])
}
