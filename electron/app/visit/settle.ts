import type { Json } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { fen } from '../../../shared/money.ts'
import { datetime, stamp } from '../../../shared/msgid.ts'
import { amountsOf, node, splitOf } from '../../../shared/settlement.ts'
import type { Payment, Visit } from '../../../shared/visit.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import { asking } from '../encounter.ts'
import { checkPayments, negated, paymentRows, selfPaid, settlementRow } from '../ledger.ts'
import { ask } from '../person.ts'
import { withAudit } from '../review/index.ts'
import { nothingHangs } from '../sichuan/hanging.ts'
import { mappedLines } from './charges.ts'
import { type Acting, run, type TraceCode, type TracePort } from './deps.ts'
import { givesBack, tookBack, writeBack } from './effects.ts'
import { missing } from './missing.ts'
import { putVisit, saveVisit } from './store.ts'
import * as wire from './wire.ts'

/** whoever collects may take the line out; whoever looks after the catalogues may mend it */
const TO_MEND = '请医保办在“目录对照”里处理；急用时删除这一行，另开自费就诊收取。'

/** Registers, sends diagnoses and details, and pre-settles: whatever of it is still to do. */
export async function presettle(act: Acting, given: Visit): Promise<Visit> {
  const { filled, faults } = await mappedLines(act, given)
  const lacking = [...missing(filled), ...faults]
  if (lacking.length > 0) {
    throw new GuitaiError({
      kind: 'invalid',
      what: lacking[0]!.message,
      means: '没有发送，也没有扣款。',
      todo: faults.length > 0 ? TO_MEND : '请补全后再预结算。',
      fields: lacking,
    })
  }
  if (given.selfPay) return presettleSelfPay(act, given)
  const { deps } = act
  const visit = filled === given ? given : await saveVisit(deps.journal, filled, deps.now())
  const remote = deps.remote(visit.insu!.insuplc_admdvs)
  let at = visit
  if (at.step === 'identified') {
    const local = { med_type: at.med_type }
    at = await run(act, at, '2201', 'visit.register', wire.registration(at, remote), { local })
    crashpoint('visit.between_steps')
  }
  if (at.step === 'registered') {
    at = await run(act, at, '2203A', 'visit.diagnose', wire.diagnosisUpload(at))
    crashpoint('visit.between_steps')
  }
  const told = BEFORE_MONEY.has(at.step) ? ((await deps.review?.(act, at)) ?? null) : null
  if (at.step === 'diagnosed') {
    at = await run(act, at, '2204', 'visit.upload', wire.detailUpload(at), { amountFen: wire.totalOf(at) })
    crashpoint('visit.between_steps')
  }
  if (at.step !== 'uploaded' && at.step !== 'presettled' && at.step !== 'refunded') {
    fail('conflict', '这个就诊现在不能预结算', '没有改变。', '请查看当前步骤。')
  }
  return presettleAtCentre(act, { ...at, warnings: withAudit(at.warnings, told) }, remote)
}

const BEFORE_MONEY = new Set(['diagnosed', 'uploaded', 'presettled', 'refunded'])

async function presettleAtCentre(act: Acting, visit: Visit, remote: boolean): Promise<Visit> {
  const output = await ask(asking(act, visit), '2206', wire.presettlement(visit, remote), {
    psnNo: visit.person!.psn_no,
    insuplc: visit.insu!.insuplc_admdvs,
    amountFen: wire.totalOf(visit),
  })
  const setlinfo = node(output, 'setlinfo')!
  const read = splitOf(setlinfo, act.deps.mulaidApart)
  if ('why' in read) {
    fail('rejected', `预结算结果不能用：${read.why}`, '没有记账，没有扣款。', '请重试或联系医保办。')
  }
  const warnings = await traceWarnings(act, visit)
  const presettle = amountsOf(setlinfo, read.split)
  const presettled: Visit = { ...visit, step: 'presettled', presettle, warnings }
  return saveVisit(act.deps.journal, presettled, act.deps.now())
}

function presettleSelfPay(act: Acting, visit: Visit): Promise<Visit> {
  const presettle = selfPaid(wire.totalOf(visit))
  return saveVisit(act.deps.journal, { ...visit, step: 'presettled', presettle }, act.deps.now())
}

export async function settle(act: Acting, visit: Visit, payments: Payment[]): Promise<Visit> {
  if (visit.step !== 'presettled' || !visit.presettle) {
    fail('conflict', '还没有预结算，不能结算', '没有发送，也没有扣款。', '请先按 F6 预结算。')
  }
  checkPayments(payments, visit.presettle.cash)
  crashpoint('visit.before_settle')
  if (visit.selfPay) return settleSelfPay(act, visit, payments)
  const codes = await traceCodes(act, visit)
  return run(
    act,
    visit,
    '2207',
    'visit.settle',
    wire.settlement(visit, act.deps.remote(visit.insu!.insuplc_admdvs), codes),
    {
      amountFen: visit.presettle.total,
      local: { payments: payments as unknown as Json },
    },
  )
}

const UNTRACED = '没有扫追溯码：'
const UNKNOWN_TRACES = '追溯码没有查到'

/** The visit's warnings with what is to be said of trace codes now: told before money is taken. */
async function traceWarnings({ deps: { traces } }: Acting, visit: Visit): Promise<string[]> {
  const others = visit.warnings.filter(
    (warning) => !warning.startsWith(UNTRACED) && !warning.startsWith(UNKNOWN_TRACES),
  )
  if (!traces || traces.drugs === 'off') return others
  const found = await tracesFor(traces, visit)
  if (!found) return [...others, `${UNKNOWN_TRACES}（HIS 没有应答）。可以结算，事后要补报。`]
  const { missing } = found
  if (missing.length === 0) return others
  const means = traces.drugs === 'must' ? '药房扫码后才能结算' : '可以结算，事后要补报'
  return [...others, `${UNTRACED}${missing.join('、')}。${means}。`]
}

type Traces = Awaited<ReturnType<TracePort['of']>>

/** Null where the HIS does not say and the site does not insist: nobody waits for codes that are only asked for. */
async function tracesFor(traces: TracePort, visit: Visit): Promise<Traces | null> {
  try {
    return await traces.of(visit)
  } catch (error) {
    if (traces.drugs === 'must') throw error
    return null
  }
}

/** The codes that go along with 2207. Refuses where the site wants one for every drug and some lack theirs. */
async function traceCodes({ deps: { traces } }: Acting, visit: Visit): Promise<TraceCode[]> {
  if (!traces || traces.drugs === 'off') return []
  const { codes, missing } = (await tracesFor(traces, visit)) ?? { codes: [], missing: [] }
  if (missing.length > 0 && traces.drugs === 'must') {
    fail(
      'invalid',
      `这些药还没有扫追溯码，不能医保结算：${missing.join('、')}`,
      '没有发送，也没有扣款。',
      '请药房在“药房发药”里扫码（没有码的说明原因），再结算。',
    )
  }
  return codes
}

/** A self-pay settlement is one local commit; its number is this encounter's and is never given twice. */
async function settleSelfPay(act: Acting, visit: Visit, payments: Payment[]): Promise<Visit> {
  const now = act.deps.now()
  const setl_id = `ZF${visit.encounterId}-${visit.batch}`
  const facts = { setl_id, msgid: setl_id, setl_time: datetime(now), shiftId: act.shift.shiftId, now }
  const amounts = visit.presettle!
  const settled: Visit = {
    ...visit,
    step: 'settled',
    settlement: { setl_id, msgid: setl_id, setl_time: facts.setl_time, amounts, payments },
    refund: null,
  }
  await act.deps.journal.commit([
    putVisit(settled, now),
    settlementRow(visit, amounts, facts, null),
    ...paymentRows(visit, payments, facts, 1),
    writeBack(visit, 'paid', facts, {}),
  ])
  return { ...settled, version: visit.version + 1 }
}

/** 2208 for the whole settlement, then, where asked, 2205 and 2202. */
export async function refund(act: Acting, visit: Visit, reason: string, cancel: boolean): Promise<Visit> {
  const { settlement } = visit
  if (visit.step !== 'settled' || !settlement) {
    fail('conflict', '这个就诊没有可退的结算', '没有改变。', '请查看当前状态。')
  }
  await nothingHangs(act.deps.journal, settlement.setl_id)
  const audit = {
    t: 'audit',
    entry: {
      at: act.deps.now(),
      actor: act.by.opter,
      action: 'visit.refund',
      subject: settlement.setl_id,
      detail: { reason, cancel },
    },
  } as const
  if (visit.selfPay) return refundSelfPay(act, visit, cancel, audit)
  await act.deps.journal.commit([audit])
  const { total, fund, acct, cash, hosp } = settlement.amounts
  const refunded = await run(act, visit, '2208', 'visit.refund', wire.refundInput(visit), {
    amountFen: fen(-total),
    local: {
      original: { setl_id: settlement.setl_id, total, fund, acct, cash, hosp },
      payments: settlement.payments as unknown as Json,
    },
  })
  crashpoint('visit.refunded')
  return cancel ? withdrawAll(act, refunded, 'cancelled') : refunded
}

async function refundSelfPay(
  act: Acting,
  visit: Visit,
  cancel: boolean,
  audit: Parameters<Acting['deps']['journal']['commit']>[0][number],
): Promise<Visit> {
  const now = act.deps.now()
  const { setl_id: original, amounts, payments } = visit.settlement!
  const setl_id = `ZT${original.slice(2)}`
  const facts = { setl_id, msgid: setl_id, setl_time: datetime(now), shiftId: act.shift.shiftId, now }
  const taken = tookBack(visit, { setl_id, msgid: setl_id, setl_time: facts.setl_time, payments })
  const refunded: Visit = { ...taken, step: cancel ? 'cancelled' : 'refunded', batch: visit.batch + 1 }
  await act.deps.journal.commit([
    audit,
    putVisit(refunded, now),
    settlementRow(visit, negated(amounts), facts, original),
    ...paymentRows(visit, payments, facts, -1),
    writeBack(visit, 'refunded', facts, { reopen: cancel }),
  ])
  return { ...refunded, version: visit.version + 1 }
}

const HAS_DETAILS = new Set(['uploaded', 'presettled', 'refunded'])

/** Withdraws details (2205) and registration (2202), whatever stands, so that the centre keeps nothing. */
export async function withdrawAll(act: Acting, visit: Visit, to: 'identified' | 'cancelled'): Promise<Visit> {
  let at = visit
  if (!at.selfPay && HAS_DETAILS.has(at.step)) at = await withdrawDetails(act, at)
  if (!at.selfPay && at.mdtrt_id) {
    at = await run(act, at, '2202', 'visit.unregister', wire.unregister(at), { local: { to } })
  }
  if (at.step === to) return at
  const { journal, now } = act.deps
  const next: Visit = { ...at, step: to, presettle: null }
  await journal.commit([putVisit(next, now()), ...(to === 'cancelled' ? givesBack(at, now()) : [])])
  return { ...next, version: at.version + 1 }
}

export function withdrawDetails(act: Acting, visit: Visit): Promise<Visit> {
  return run(act, visit, '2205', 'visit.withdraw', wire.withdrawDetails(visit))
}

export function newEncounterId(now: number, slot: number, random: string): string {
  return `MZ${stamp(now)}${String(slot).padStart(2, '0')}${random}`
}
