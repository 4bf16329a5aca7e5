import { fail } from '../../../shared/errors.ts'
import { type Fen, fen, yuanShow } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import { amountsOf, node, splitOf } from '../../../shared/settlement.ts'
import { type Stay, type StaySettlement, standing } from '../../../shared/stay.ts'
import type { Amounts, Payment } from '../../../shared/visit.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import type { Change, FeeSums } from '../../journal/port.ts'
import { asking, free } from '../encounter.ts'
import { checkPayments, negated, selfPaid } from '../ledger.ts'
import { ask } from '../person.ts'
import { withAudit } from '../review/index.ts'
import { nothingHangs } from '../sichuan/hanging.ts'
import { settledChanges, type UnsettleTo, unsettledChanges } from './booking.ts'
import { balanceOf, dueOf, withReceipts } from './deposits.ts'
import { run, type StayActing, type StayDeps } from './deps.ts'
import type { SettleLocal, UnsettleLocal } from './effects.ts'
import { hisLeft } from './his-left.ts'
import { audited, loadStay, saveStay } from './store.ts'
import * as wire from './wire.ts'

/** Interim settlements of a patient in hospital, the final one of a patient discharged, and their undoing. */
async function sumsOf({ journal }: StayDeps, stay: Stay): Promise<FeeSums> {
  return (await journal.feeSums([stay.encounterId]))[0]!
}

/** What a settlement now would hold: what is at the centre, or of a self-pay stay all, in no settlement yet. */
function unsettledOf(stay: Stay, sums: FeeSums): { lines: number; total: Fen } {
  if (!stay.selfPay) return { lines: sums.uploadedLines, total: sums.uploadedFen }
  const { newLines, failedLines, uploadedLines } = sums
  return { lines: newLines + failedLines + uploadedLines, total: fen(sums.totalFen - sums.settledFen) }
}

function inStep(stay: Stay, mid: boolean): void {
  if (mid && stay.step !== 'admitted') {
    fail('conflict', '中途结算只能在院时办理', '没有发送。', '已经出院的请办理出院结算。')
  }
  if (!mid && stay.step !== 'discharged') {
    const todo = stay.step === 'admitted' ? '请先办理出院，或办理中途结算。' : '请查看当前步骤。'
    fail('conflict', '出院结算之前要先办理出院', '没有发送。', todo)
  }
}

/** 2303. The final one is refused while anything booked is not at the centre; an interim one only warns. */
export async function presettle(
  act: StayActing,
  stay: Stay,
  mid: boolean,
  acct_used_flag: '0' | '1' | undefined,
): Promise<Stay> {
  inStep(stay, mid)
  const { deps } = act
  await free(deps.journal, stay)
  const sums = await sumsOf(deps, stay)
  const warnings = await leftBehind(deps, stay, sums, mid)
  const { lines, total } = unsettledOf(stay, sums)
  // the last settlement after interim ones may find nothing left
  if (lines === 0 && (mid || standing(stay).length === 0)) {
    const todo = stay.selfPay ? '请先取费用。' : '请先取费用并上传；没有发生费用请撤销入院。'
    fail('conflict', '没有可以结算的费用', '没有发送。', todo)
  }
  if (total < 0) refuseNegative(stay, total)
  const told = mid ? null : ((await deps.review?.(act, stay)) ?? null)
  const asked: Stay = { ...stay, acct_used_flag: acct_used_flag ?? stay.acct_used_flag }
  const amounts = stay.selfPay ? selfPaid(total) : await atCentre(act, asked, sums, mid)
  const kept = withAudit(
    stay.warnings.filter((w) => !isLeft(w)),
    told,
  )
  return saveStay(
    deps.journal,
    { ...asked, presettle: { amounts, mid }, warnings: [...kept, ...warnings] },
    deps.now(),
  )
}

/** Refunds of what an interim settlement holds: they are settled with it or not at all. */
function refuseNegative(stay: Stay, total: Fen): never {
  const last = standing(stay).at(-1)
  const todo = last ? `请先撤销最近一次结算（${last.setl_id}），再一并结算。` : '请核对退费的数量。'
  fail('conflict', `没有结算的费用合计是负数（${yuanShow(total)} 元），不能结算`, '没有发送。', todo)
}

const LEFT = '不在本次结算里'
const isLeft = (warning: string) => warning.includes(LEFT)

/** Charges that a settlement would leave out: of the final one refused, of an interim one told. */
async function leftBehind(deps: StayDeps, stay: Stay, sums: FeeSums, mid: boolean): Promise<string[]> {
  const left = await hisLeft(deps.his, stay)
  const here = stay.selfPay ? 0 : sums.newLines + sums.failedLines
  const words = [
    ...(left && left.lines > 0 ? [`HIS 还有 ${left.lines} 条费用没有取`] : []),
    ...(here > 0 ? [`还有 ${here} 条费用没有上传（其中失败 ${sums.failedLines} 条）`] : []),
  ]
  if (words.length > 0 && !mid) {
    const todo = '请先取费用并上传；失败的费用请病区在 HIS 里退费，或改正后重传。'
    fail('conflict', `${words.join('，')}，不能办理出院结算`, '没有发送。', todo)
  }
  const unasked = left === null && stay.fromHis ? ['HIS 没有应答，没有核对费用是否取全'] : []
  return [...words, ...unasked].map((word) => `${word}，${LEFT}`)
}

async function atCentre(act: StayActing, stay: Stay, sums: FeeSums, mid: boolean): Promise<Amounts> {
  const remote = act.deps.remote(stay.insu!.insuplc_admdvs)
  const total = sums.uploadedFen
  const input = wire.settling(stay, { total, parts: wire.partsOf(sums), mid, remote })
  const output = await ask(asking(act, stay), '2303', input, {
    psnNo: stay.person!.psn_no,
    insuplc: stay.insu!.insuplc_admdvs,
    amountFen: total,
  })
  const setlinfo = node(output, 'setlinfo')!
  const read = splitOf(setlinfo, act.deps.mulaidApart)
  if ('why' in read) {
    fail('rejected', `预结算结果不能用：${read.why}`, '没有记账，没有扣款。', '请重试或联系医保办。')
  }
  return amountsOf(setlinfo, read.split)
}

/** 2304, or the local booking of a self-pay stay: the deposits pay first, `payments` the rest. */
export async function settle(
  act: StayActing,
  stay: Stay,
  payments: Payment[],
  giveBack: Payment[],
): Promise<Stay> {
  const { presettle: figures } = stay
  if (!figures) fail('conflict', '还没有预结算，不能结算', '没有发送，也没有扣款。', '请先预结算。')
  const { amounts, mid } = figures
  inStep(stay, mid)
  const { deps } = act
  await free(deps.journal, stay)
  const sums = await sumsOf(deps, stay)
  if (unsettledOf(stay, sums).total !== amounts.total) {
    fail('conflict', '预结算之后费用有变化', '没有发送，也没有扣款。', '请重新预结算。')
  }
  const due = dueOf(amounts.cash, await balanceOf(deps.journal, stay.encounterId), mid)
  checkPayments(payments, due.topUpFen)
  checkPayments(giveBack, due.giveBackFen, { all: '退押金', each: '应退' })
  crashpoint('stay.before_settle')
  const local: SettleLocal = { mid, payments, depositFen: due.fromDepositFen, givenBack: giveBack }
  if (stay.selfPay) return settleSelfPay(act, stay, amounts, local)
  const remote = deps.remote(stay.insu!.insuplc_admdvs)
  const parts = wire.partsOf(sums) ?? amounts
  const input = wire.settling(stay, { total: amounts.total, parts, mid, remote })
  return run(act, stay, '2304', 'stay.settle', input, { amountFen: amounts.total, local })
}

/** A self-pay settlement is one local commit; its number is this stay's and is never given twice. */
function settleSelfPay(act: StayActing, stay: Stay, amounts: Amounts, local: SettleLocal): Promise<Stay> {
  const { deps } = act
  return withReceipts(deps, local.givenBack.length, async (numbers, numbered) => {
    const facts = localFacts(act, `ZF${stay.encounterId}-${stay.settlements.length + 1}`, numbers)
    const { setl_id, msgid, setl_time } = facts
    const done: StaySettlement = {
      ...{ setl_id, msgid, setl_time, amounts, clr_type: '', clr_optins: '', cancelled: null },
      ...local,
    }
    const changes = settledChanges(stay, done, facts, { which: 'all', warnings: [] })
    return booked(act, stay, [numbered, ...changes])
  })
}

/** 2305 of the newest settlement that stands; others only after it (撤销按结算先后倒序). */
export async function cancelSettlement(
  act: StayActing,
  stay: Stay,
  asked: { setl_id: string; reason: string; to: UnsettleTo },
): Promise<Stay> {
  const { deps, by } = act
  const newest = standing(stay).at(-1)
  if (!newest) fail('conflict', '这个住院没有可撤销的结算', '没有改变。', '请查看当前状态。')
  if (newest.setl_id !== asked.setl_id) {
    const todo = `请先撤销最近的一次（${newest.setl_id}）。`
    fail('conflict', '有多次结算时要从最近的一次开始撤销', '没有改变。', todo)
  }
  await free(deps.journal, stay)
  await nothingHangs(deps.journal, newest.setl_id)
  const { setl_id, amounts } = newest
  const { reason, to } = asked
  const detail = { setl_id, reason, to, totalFen: amounts.total }
  const audit = audited(by.opter, 'admission.cancelSettlement', stay, deps.now(), detail)
  if (stay.selfPay) return unsettleSelfPay(act, stay, newest, to, audit)
  await deps.journal.commit([audit])
  const { total, fund, acct, cash, hosp } = amounts
  const local: UnsettleLocal = { original: { setl_id, total, fund, acct, cash, hosp }, to }
  const input = wire.unsettling(stay, setl_id)
  return run(act, stay, '2305', 'stay.unsettle', input, { amountFen: fen(-total), local })
}

function unsettleSelfPay(
  act: StayActing,
  stay: Stay,
  original: StaySettlement,
  to: UnsettleTo,
  audit: Change,
): Promise<Stay> {
  const receipts = to === 'deposit' ? new Set(original.payments.map((p) => p.method)).size : 0
  return withReceipts(act.deps, receipts, async (numbers, numbered) => {
    const facts = localFacts(act, `ZT${original.setl_id.slice(2)}`, numbers)
    const changes = unsettledChanges(stay, original, negated(original.amounts), facts, to)
    return booked(act, stay, [audit, numbered, ...changes])
  })
}

async function booked({ deps }: StayActing, stay: Stay, changes: Change[]): Promise<Stay> {
  await deps.journal.commit(changes)
  return loadStay(deps.journal, stay.encounterId)
}

function localFacts({ deps, shift, by }: StayActing, setl_id: string, numbers: string[]) {
  const now = deps.now()
  return {
    ...{ setl_id, msgid: setl_id, setl_time: datetime(now), shiftId: shift.shiftId, now },
    ...{ opter: by.opter, opterName: by.opterName },
    receiptNo: (index: number) => numbers[index]!,
  }
}
