import type { Json, JsonObject } from '../../../shared/contract.ts'
import { amountsOf, node, rows, type Split } from '../../../shared/settlement.ts'
import type { Payment, Refund, Visit, VisitStep } from '../../../shared/visit.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import type { HisWriteBack } from '../../his/port.ts'
import type { Change } from '../../journal/port.ts'
import {
  clearingOf,
  type Facts,
  outboxJob,
  paymentRows,
  settlementRow,
  sound,
  soundRefund,
  splitOfLine,
  squared,
} from '../ledger.ts'
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

function detailsWithdrawn(visit: Visit): Visit {
  return {
    ...visit,
    step: 'diagnosed',
    batch: visit.batch + 1,
    chrg_bchno: null,
    presettle: null,
    lines: visit.lines.map(({ split: _split, ...line }) => line),
  }
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
      settlementRow(visit, split, facts, null),
      ...paymentRows(visit, payments, facts, 1),
      writeBack(visit, 'paid', facts, {}),
    ]
  }
}

function refund(mulaidApart: boolean): Effect {
  return ({ txn, outcome, output, encounter, now }) => {
    if (outcome !== 'settled' || !encounter) return []
    const visit = visitOf(encounter)
    const original = txn.local.original as unknown as Split & { setl_id: string }
    const setlinfo = node(output, 'setlinfo')!
    const split = soundRefund(setlinfo, mulaidApart, original)
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
      settlementRow(visit, split, facts, original.setl_id),
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

export function writeBack(visit: Visit, kind: HisWriteBack['kind'], facts: Facts, more: JsonObject): Change {
  const payload: HisWriteBack = {
    key: facts.msgid,
    kind,
    encounterId: visit.encounterId,
    billIds: billIdsOf(visit),
    setl_id: facts.setl_id,
    facts: { setl_time: facts.setl_time, ...insuredFacts(visit), ...more },
  }
  return outboxJob('his.writeBack', visit.encounterId, payload as unknown as Json, facts.now)
}

/** What others of the house need of an insured visit: the pharmacy sells by its numbers. */
const insuredFacts = ({ mdtrt_id, person, insu }: Visit): JsonObject =>
  mdtrt_id && person && insu ? { mdtrt_id, psn_no: person.psn_no, insuplc_admdvs: insu.insuplc_admdvs } : {}

export function billIdsOf(visit: Visit): string[] {
  return [...new Set(visit.lines.flatMap((line) => line.billId ?? []))]
}
