import { fail } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { yuanShow } from '../../../shared/money.ts'
import { type Discharge, type Stay, type StayStep, standing } from '../../../shared/stay.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { Journal } from '../../journal/port.ts'
import { free } from '../encounter.ts'
import { balanceOf } from './deposits.ts'
import { run, type StayActing } from './deps.ts'
import { MOVING, type UnadmitLocal, withoutInsurance } from './effects.ts'
import { hisLeft } from './his-left.ts'
import { missingAtDischarge, outsideStay } from './missing.ts'
import { admit, departmentOf, doctorOf, entitled, refuseMissing } from './register.ts'
import { audited, putStay, saveStay, tellHis } from './store.ts'
import { withdrawAll } from './upload.ts'
import * as wire from './wire.ts'

/** Out of the hospital, out of the insurance, out of the list: everything that ends or undoes an admission. */
type DischargeFields = Omit<ApiInput<'admission.discharge'>, 'encounterId' | 'version'>

/** 2402; a self-pay stay is discharged here alone. */
export async function discharge(act: StayActing, stay: Stay, asked: DischargeFields): Promise<Stay> {
  if (stay.step !== 'admitted') {
    fail('conflict', '只有在院患者可以办理出院', '没有改变。', '请查看当前步骤。')
  }
  const fees = await act.deps.journal.fees({ encounterId: stay.encounterId })
  const { endtime } = asked
  const fields = [...missingAtDischarge(stay, asked), ...outsideStay(fees, { endtime })]
  refuseMissing(fields, '请补全后再办理出院。')
  const { his, journal, now } = act.deps
  const { dept_code, atddr_no, ...plain } = asked
  const out: Discharge = {
    ...plain,
    dept: await departmentOf(his, dept_code),
    doctor: await doctorOf(his, atddr_no),
  }
  if (stay.selfPay) {
    return saveStay(journal, { ...stay, step: 'discharged', discharge: out, presettle: null }, now())
  }
  return run(act, stay, '2402', 'stay.discharge', wire.discharge(stay, out), { local: { discharge: out } })
}

/** 2405 */
export async function cancelDischarge(act: StayActing, stay: Stay, reason: string): Promise<Stay> {
  if (stay.step !== 'discharged') {
    const todo = stay.step === 'settled' ? '请先撤销出院结算。' : '请查看当前步骤。'
    fail('conflict', '这个住院现在不能取消出院', '没有改变。', todo)
  }
  const { journal, now } = act.deps
  const audit = audited(act.by.opter, 'admission.cancelDischarge', stay, now(), { reason })
  if (stay.selfPay) {
    const next: Stay = { ...stay, step: 'admitted', discharge: null, presettle: null }
    return saveStay(journal, next, now(), [audit])
  }
  await journal.commit([audit])
  return run(act, stay, '2405', 'stay.undischarge', wire.theStay(stay))
}

/** Refuses what would leave money of the patient, or a settlement, behind. */
async function nothingHeld(journal: Journal, stay: Stay, what: string): Promise<void> {
  const settled = standing(stay).at(-1)
  if (settled) {
    fail(
      'conflict',
      `还有没撤销的结算（${settled.setl_id}），${what}`,
      '没有改变。',
      '请先撤销结算，最近的先撤。',
    )
  }
  await noDeposit(journal, stay, what)
}

async function noDeposit(journal: Journal, stay: Stay, what: string): Promise<void> {
  const balance = await balanceOf(journal, stay.encounterId)
  if (balance > 0) {
    fail('conflict', `押金还有 ${yuanShow(balance)} 元没有退，${what}`, '没有改变。', '请先退押金。')
  }
}

/** 2404, the details before it; nothing is left at the centre then. */
export async function cancel(
  act: StayActing,
  stay: Stay,
  reason: string,
  withdrawFees: boolean,
): Promise<Stay> {
  const { journal, now } = act.deps
  if (stay.step !== 'admitted') {
    const todo = stay.step === 'discharged' ? '请先取消出院。' : '请查看当前步骤。'
    fail('conflict', '只有在院患者可以撤销入院', '没有改变。', todo)
  }
  await nothingHeld(journal, stay, '不能撤销入院')
  await free(journal, stay)
  const uploaded = (await journal.feeSums([stay.encounterId]))[0]?.uploadedLines ?? 0
  if (uploaded > 0 && !withdrawFees) {
    fail(
      'conflict',
      `中心还有 ${uploaded} 条费用明细，不能撤销入院`,
      '没有改变。',
      '请先撤销费用，或选择一并撤销。',
    )
  }
  const audit = audited(act.by.opter, 'admission.cancel', stay, now(), { reason })
  if (stay.selfPay) {
    const facts = { msgid: `${stay.encounterId}.cancel${stay.version}`, now: now() }
    const next: Stay = { ...stay, step: 'cancelled', presettle: null }
    return saveStay(journal, next, now(), [audit, ...tellHis(stay, 'unadmitted', facts)])
  }
  await journal.commit([audit])
  return unadmit(act, stay, uploaded, { to: 'cancelled' })
}

/** 2302 of what is at the centre, then 2404. */
async function unadmit(act: StayActing, stay: Stay, uploaded: number, local: UnadmitLocal): Promise<Stay> {
  let at = stay
  if (uploaded > 0) {
    at = await withdrawAll(act, at)
    crashpoint('stay.between_steps')
  }
  at = await run(act, at, '2404', 'stay.unadmit', wire.theStay(at), { local })
  crashpoint('stay.between_steps')
  return at
}

/** Before 2401: nothing is left behind. */
export async function abandon(act: StayActing, stay: Stay): Promise<Stay> {
  if (stay.step !== 'open' && stay.step !== 'identified') {
    fail('conflict', '已经办理入院，不能放弃', '没有改变。', '请用“撤销入院”。')
  }
  const { journal, now } = act.deps
  await nothingHeld(journal, stay, '不能放弃')
  await free(journal, stay)
  // one between two admissions is in hospital as far as the HIS knows
  const was = stay.warnings.includes(MOVING) || stay.lastLine > 0
  const facts = { msgid: `${stay.encounterId}.abandon${stay.version}`, now: now() }
  const told = was ? tellHis(stay, 'unadmitted', facts) : []
  return saveStay(journal, { ...stay, step: 'cancelled', presettle: null }, now(), told)
}

/**
 * Other insurance in mid-stay (险种不可变更，需要时 2404 撤销后重办): 2302 of all, 2404, 2401 under the other one.
 * The new insurance is kept with 2404, so that wherever it stops the stay goes on by admitting it.
 */
export async function changeInsurance(
  act: StayActing,
  stay: Stay,
  index: number,
  reason: string,
): Promise<Stay> {
  if (stay.selfPay) fail('conflict', '自费住院没有险种', '没有改变。', '请按医保身份重新登记。')
  if (stay.step === 'identified' && stay.warnings.includes(MOVING)) return admit(act, stay)
  const { journal, now } = act.deps
  if (stay.step !== 'admitted') {
    const todo = stay.step === 'discharged' ? '请先取消出院。' : '入院之前请直接选择险种。'
    fail('conflict', '只有在院患者可以变更险种', '没有改变。', todo)
  }
  const settled = standing(stay).at(-1)
  if (settled) {
    fail('conflict', `还有没撤销的结算（${settled.setl_id}），不能变更险种`, '没有改变。', '请先撤销结算。')
  }
  await free(journal, stay)
  const move = await entitled(act, stay, index)
  if (move.insu.insutype === stay.insu!.insutype && move.insu.insuplc_admdvs === stay.insu!.insuplc_admdvs) {
    fail('invalid', '选择的就是现在的险种', '没有改变。', '请选择另一个险种。')
  }
  const uploaded = (await journal.feeSums([stay.encounterId]))[0]?.uploadedLines ?? 0
  const detail = { reason, from: stay.insu!.insutype, to: move.insu.insutype }
  await journal.commit([audited(act.by.opter, 'admission.changeInsurance', stay, now(), detail)])
  const warnings = [MOVING, ...move.warnings]
  const moved = await unadmit(act, stay, uploaded, { to: 'identified', move: { ...move, warnings } })
  return admit(act, moved)
}

const MAY_PAY_SELF: ReadonlySet<StayStep> = new Set(['open', 'identified', 'admitted'])

/** Leaves nothing at the centre; the stay itself goes on as it is. */
export async function toSelfPay(act: StayActing, stay: Stay): Promise<Stay> {
  const { journal, now } = act.deps
  if (stay.selfPay || !MAY_PAY_SELF.has(stay.step)) {
    const todo = stay.step === 'discharged' ? '请先取消出院。' : '请查看当前状态。'
    fail('conflict', '这个住院现在不能转自费', '没有改变。', todo)
  }
  const settled = standing(stay).at(-1)
  if (settled) {
    fail('conflict', `还有没撤销的结算（${settled.setl_id}），不能转自费`, '没有改变。', '请先撤销结算。')
  }
  await free(journal, stay)
  const uploaded = (await journal.feeSums([stay.encounterId]))[0]?.uploadedLines ?? 0
  if (stay.step === 'admitted') return unadmit(act, stay, uploaded, { to: 'admitted', selfPay: true })
  return saveStay(journal, withoutInsurance(stay), now())
}

/** Leaves the ward list. */
export async function close(act: StayActing, stay: Stay): Promise<void> {
  const { journal, now } = act.deps
  if (stay.step !== 'settled' && stay.step !== 'cancelled') {
    fail('conflict', '这个住院还没有办完', '没有改变。', '请先结算，或撤销入院。')
  }
  await free(journal, stay)
  await noDeposit(journal, stay, '不能结束')
  const sums = (await journal.feeSums([stay.encounterId]))[0]
  const left = sums ? sums.newLines + sums.failedLines + sums.uploadedLines : 0
  if (stay.step === 'settled' && left > 0) {
    fail(
      'conflict',
      `还有 ${left} 条费用没有结算，不能结束`,
      '没有改变。',
      '请先撤销出院结算，再补结这些费用。',
    )
  }
  const inHis = stay.step === 'settled' ? await hisLeft(act.deps.his, stay) : null
  if (inHis && inHis.lines > 0) {
    const todo = '请先撤销出院结算，取费用后重新结算；或请病区在 HIS 里核对。'
    fail('conflict', `HIS 还有 ${inHis.lines} 条费用没有取，不能结束`, '没有改变。', todo)
  }
  await journal.commit([putStay(stay, now(), true)])
}
