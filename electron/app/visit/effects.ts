import type { Json, JsonObject } from '../../../shared/contract.ts'
import { type Fen, fen, sum, tryYuan, yuanShow } from '../../../shared/money.ts'
import { amountsOf, node, rows, type Split, splitOf } from '../../../shared/settlement.ts'
import type { ChargeLine, Payment, Refund, Visit, VisitStep } from '../../../shared/visit.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import type { HisWriteBack } from '../../his/port.ts'
import type { Change, PaymentRow, SettlementRow } from '../../journal/port.ts'
import { putVisit, visitOf } from './store.ts'
import { batchNo, wireSn } from './wire.ts'

/**
 * What each outcome does to a visit, committed together with the transaction. Runs in this process or,
 * after a crash, in the resolver: everything needed is in the transaction and the encounter.
 */
export function visitEffects(mulaidApart: boolean): Effects {
  return new Map<string, Effect>([
    ['visit.register', onSettled(registered)],
    ['visit.diagnose', onSettled((visit) => ({ ...visit, step: 'diagnosed' }))],
    ['visit.upload', onSettled(uploaded)],
    ['visit.settle', settle(mulaidApart)],
    ['visit.refund', refund(mulaidApart)],
    ['visit.withdraw', onSettled(detailsWithdrawn)],
    ['visit.unregister', unregister],
  ])
}

function onSettled(next: (visit: Visit, local: JsonObject, output: JsonObject) => Visit): Effect {
  return ({ txn, outcome, output, encounter, now }) => {
    if (outcome !== 'settled' || !encounter) return []
    return [putVisit(next(visitOf(encounter), txn.local, output), now)]
  }
}

function registered(visit: Visit, _local: JsonObject, output: JsonObject): Visit {
  return { ...visit, step: 'registered', mdtrt_id: String(node(output, 'data')!.mdtrt_id) }
}

function uploaded(visit: Visit, _local: JsonObject, output: JsonObject): Visit {
  const answered = new Map(rows(output, 'result').map((r) => [String(r.feedetl_sn), r]))
  return {
    ...visit,
    step: 'uploaded',
    chrg_bchno: batchNo(visit),
    presettle: null,
    lines: visit.lines.map((line) => {
      const row = answered.get(wireSn(visit, line.feedetl_sn))
      if (!row) return line
      const split = splitOfLine(row, line.amountFen)
      return {
        ...line,
        ...(typeof row.chrgitm_lv === 'string' && row.chrgitm_lv ? { chrgitm_lv: row.chrgitm_lv } : {}),
        ...(split ? { split } : {}),
      }
    }),
  }
}

export function detailsWithdrawn(visit: Visit): Visit {
  return {
    ...visit,
    step: 'diagnosed',
    batch: visit.batch + 1,
    chrg_bchno: null,
    presettle: null,
    lines: visit.lines.map(({ split: _split, ...line }) => line),
  }
}

/** How the centre split a line, where it is whole and makes the line's amount. What is settled comes from 2206. */
export function splitOfLine(row: JsonObject, amount: Fen): NonNullable<ChargeLine['split']> | null {
  const [fulamt_ownpay_amt, overlmt_amt, preselfpay_amt, inscp_scp_amt] = [
    tryYuan(row.fulamt_ownpay_amt),
    tryYuan(row.overlmt_amt),
    tryYuan(row.preselfpay_amt),
    tryYuan(row.inscp_scp_amt),
  ]
  if (fulamt_ownpay_amt === null || overlmt_amt === null) return null
  if (preselfpay_amt === null || inscp_scp_amt === null) return null
  const split = { fulamt_ownpay_amt, overlmt_amt, preselfpay_amt, inscp_scp_amt }
  return sum(Object.values(split)) === amount ? split : null
}

const unregister: Effect = ({ txn, outcome, encounter, now }) => {
  if (outcome !== 'settled' || !encounter) return []
  const visit = visitOf(encounter)
  const to = txn.local.to as VisitStep
  const next: Visit = { ...visit, step: to, presettle: null, mdtrt_id: null, batch: visit.batch + 1 }
  return [putVisit(next, now), ...(to === 'cancelled' ? givesBack(visit, now) : [])]
}

/** A cancelled visit gives its bills back to the HIS, a refunded one's to be charged anew. */
export function givesBack(visit: Visit, now: number): Change[] {
  const { refund, encounterId } = visit
  const reopened = refund && { ...refund, msgid: `${refund.msgid}.reopen`, shiftId: null, now }
  return [
    ...(reopened ? [writeBack(visit, 'refunded', reopened, { reopen: true })] : []),
    outboxJob('his.release', encounterId, { encounterId }, now),
  ]
}

function settle(mulaidApart: boolean): Effect {
  return ({ txn, outcome, output, encounter, now }) => {
    if (!encounter || outcome === 'rejected' || outcome === 'absent') return []
    const visit = visitOf(encounter)
    if (outcome === 'reversed') return [putVisit({ ...visit, step: 'uploaded', presettle: null }, now)]
    const setlinfo = node(output, 'setlinfo')!
    const split = sound(setlinfo, mulaidApart)
    const taken = txn.local.payments as unknown as Payment[]
    const { payments, warning } = squared(taken, split.cash)
    const setl_id = String(setlinfo.setl_id)
    const setl_time = String(setlinfo.setl_time ?? '')
    const settled: Visit = {
      ...visit,
      step: 'settled',
      settlement: {
        ...{ setl_id, msgid: txn.msgid, setl_time, amounts: amountsOf(setlinfo, split), payments },
        ...clearingOf(setlinfo),
      },
      refund: null,
      warnings: warning ? [...visit.warnings, warning] : visit.warnings,
    }
    const facts = {
      ...{ setl_id, msgid: txn.msgid, setl_time, shiftId: txn.shiftId, now },
      ...clearingOf(setlinfo),
    }
    return [
      putVisit(settled, now),
      { t: 'settlement', add: settlementRow(visit, split, facts, null) },
      ...paymentRows(visit, payments, facts, 1),
      writeBack(visit, 'paid', facts, {}),
    ]
  }
}

/** The sums that a settlement must keep; a broken one is not booked but goes to a person. */
function sound(setlinfo: JsonObject, mulaidApart: boolean): Split {
  const read = splitOf(setlinfo, mulaidApart)
  if ('why' in read) throw new Error(read.why)
  return read.split
}

/**
 * The centre's cash share may differ from the one pre-settled (another visit settled in between). What was
 * taken is squared with it by a cash row of its own, and the cashier is told to give or take it.
 */
function squared(taken: Payment[], cash: Fen): { payments: Payment[]; warning: string | null } {
  const difference = fen(cash - sum(taken.map((p) => p.amountFen)))
  if (difference === 0) return { payments: taken, warning: null }
  const word = difference > 0 ? '补收' : '退还'
  return {
    payments: [...taken, { method: 'cash', amountFen: difference, refNo: '结算差额' }],
    warning: `中心结算的现金与预结算不同，请向患者${word} ${yuanShow(fen(Math.abs(difference)))} 元`,
  }
}

function refund(mulaidApart: boolean): Effect {
  return ({ txn, outcome, output, encounter, now }) => {
    if (outcome !== 'settled' || !encounter) return []
    const visit = visitOf(encounter)
    const original = txn.local.original as unknown as Split & { setl_id: string }
    const setlinfo = node(output, 'setlinfo')!
    const split = sound(setlinfo, mulaidApart)
    for (const part of ['total', 'fund', 'acct', 'cash', 'hosp'] as const) {
      if (split[part] + original[part] !== 0) throw new Error('撤销的金额与原结算不符')
    }
    const facts = {
      setl_id: String(setlinfo.setl_id),
      msgid: txn.msgid,
      setl_time: String(setlinfo.setl_time ?? ''),
      shiftId: txn.shiftId,
      now,
      // 2208 answers no clr_type
      clr_type: visit.settlement?.clr_type ?? '',
      clr_optins: visit.settlement?.clr_optins ?? clearingOf(setlinfo).clr_optins,
    }
    const payments = txn.local.payments as unknown as Payment[]
    const refunded = { setl_id: facts.setl_id, msgid: facts.msgid, setl_time: facts.setl_time, payments }
    return [
      putVisit(tookBack(visit, refunded), now),
      { t: 'settlement', add: settlementRow(visit, split, facts, original.setl_id) },
      ...paymentRows(visit, payments, facts, -1),
      writeBack(visit, 'refunded', facts, {}),
    ]
  }
}

/** A settlement taken back: kept among the past ones, so that both slips can still be printed. */
export function tookBack(visit: Visit, refund: Refund): Visit {
  const past = [...visit.past, { settlement: visit.settlement!, refund, lines: visit.lines }]
  return { ...visit, step: 'refunded', presettle: null, refund, past }
}

export interface Facts {
  setl_id: string
  msgid: string
  setl_time: string
  shiftId: string | null
  now: number
  /** how the centre clears it; absent for self-pay */
  clr_type?: string
  clr_optins?: string
}

/** 清算类别 and 清算经办机构 of an answer. */
export function clearingOf(setlinfo: JsonObject): { clr_type: string; clr_optins: string } {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { clr_type: text(setlinfo.clr_type), clr_optins: text(setlinfo.clr_optins) }
}

export function settlementRow(
  visit: Visit,
  split: Split,
  facts: Facts,
  reverses: string | null,
): SettlementRow {
  return {
    setl_id: facts.setl_id,
    msgid: facts.msgid,
    encounterId: visit.encounterId,
    shiftId: facts.shiftId,
    psnNo: visit.person?.psn_no ?? null,
    mdtrt_id: visit.mdtrt_id,
    insutype: visit.insu?.insutype ?? '',
    med_type: visit.med_type,
    totalFen: split.total,
    fundFen: split.fund,
    acctFen: split.acct,
    cashFen: split.cash,
    hospFen: split.hosp,
    reverses,
    setl_time: facts.setl_time,
    clr_type: facts.clr_type ?? '',
    clr_optins: facts.clr_optins ?? '',
    at: facts.now,
  }
}

export function paymentRows(visit: Visit, payments: Payment[], facts: Facts, sign: 1 | -1): Change[] {
  return payments
    .filter((p) => p.amountFen !== 0)
    .map((p, index): Change => {
      const add: PaymentRow = {
        paymentId: `${facts.msgid}.${index}`,
        encounterId: visit.encounterId,
        setl_id: facts.setl_id,
        shiftId: facts.shiftId,
        method: p.method,
        amountFen: fen(p.amountFen * sign),
        refNo: p.refNo ?? null,
        at: facts.now,
      }
      return { t: 'payment', add }
    })
}

export function writeBack(visit: Visit, kind: HisWriteBack['kind'], facts: Facts, more: JsonObject): Change {
  const payload: HisWriteBack = {
    key: facts.msgid,
    kind,
    encounterId: visit.encounterId,
    billIds: billIdsOf(visit),
    setl_id: facts.setl_id,
    facts: { setl_time: facts.setl_time, ...more },
  }
  return outboxJob('his.writeBack', visit.encounterId, payload as unknown as Json, facts.now)
}

export function outboxJob(job: string, key: string, payload: Json, now: number): Change {
  return { t: 'outbox', add: { job, key, payload, nextAt: now, createdAt: now } }
}

export function billIdsOf(visit: Visit): string[] {
  return [...new Set(visit.lines.flatMap((line) => line.billId ?? []))]
}
