import type { JsonObject } from '../../../shared/contract.ts'
import { fen, tryYuan, ZERO } from '../../../shared/money.ts'
import { amountsOf, node, rows, type Split } from '../../../shared/settlement.ts'
import type { Admission, Discharge, Newborn, Stay, StaySettlement, StayStep } from '../../../shared/stay.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Benefit, Insurance, Payment } from '../../../shared/visit.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import type { Change, FeeState } from '../../journal/port.ts'
import { clearingOf, sound, soundRefund, splitOfLine } from '../ledger.ts'
import { settledChanges, type UnsettleTo, unsettledChanges } from './booking.ts'
import { paidBy, receiptOfMessage } from './deposits.ts'
import { putStay, stayOf, tellHis } from './store.ts'
import { ALL_DETAILS, lineOfSn } from './wire.ts'

/**
 * What each outcome does to a stay, committed together with the transaction. Runs in this process or, after a
 * crash, in the resolver: everything needed is in the transaction and the encounter.
 */
export function stayEffects(mulaidApart: boolean): Effects {
  return new Map<string, Effect>([
    ['stay.admit', onSettled(admitted)],
    ['stay.change', onSettled(changed)],
    ['stay.upload', upload],
    ['stay.withdraw', onSettled(withdrawn)],
    ['stay.discharge', onSettled(discharged)],
    [
      'stay.undischarge',
      onSettled((stay, { now }) => [
        putStay({ ...stay, step: 'admitted', discharge: null, presettle: null }, now),
      ]),
    ],
    ['stay.settle', settle(mulaidApart)],
    ['stay.unsettle', unsettle(mulaidApart)],
    ['stay.unadmit', onSettled(unadmitted)],
  ])
}

interface Happened {
  txn: Txn
  output: JsonObject
  now: number
}

function onSettled(next: (stay: Stay, happened: Happened) => Change[]): Effect {
  return ({ txn, outcome, output, encounter, now }) =>
    outcome === 'settled' && encounter ? next(stayOf(encounter), { txn, output, now }) : []
}

function admitted(stay: Stay, { txn, output, now }: Happened): Change[] {
  const mdtrt_id = String(node(output, 'result')!.mdtrt_id)
  const next: Stay = { ...stay, step: 'admitted', mdtrt_id, warnings: without(stay.warnings, MOVING) }
  return [putStay(next, now), ...tellHis(stay, 'admitted', { msgid: txn.msgid, now }, { mdtrt_id })]
}

/** What 2403 carried, as this side keeps it. */
export interface ChangeLocal {
  admission: Admission
  newborns: Newborn[]
  /** lines of a newborn that left the stay; none of them is at the centre */
  drop: { lineNo: number; ipt_no: string; day: string; amountFen: number }[]
}

function changed(stay: Stay, { txn, now }: Happened): Change[] {
  return changedTo(stay, txn.local as unknown as ChangeLocal, now)
}

/** The admission as changed, whether 2403 told the centre or there is nobody to tell. */
export function changedTo(stay: Stay, { admission, newborns, drop }: ChangeLocal, now: number): Change[] {
  const ipt_nos = new Set([stay.ipt_no, ...newborns.map((n) => n.ipt_no)])
  const next: Stay = {
    ...stay,
    admission,
    newborns,
    daily: lessDaily(stay.daily, drop),
    taken: Object.fromEntries(Object.entries(stay.taken).filter(([ipt_no]) => ipt_nos.has(ipt_no))),
  }
  const { encounterId } = stay
  return [putStay(next, now), ...drop.map(({ lineNo }): Change => ({ t: 'fee.drop', encounterId, lineNo }))]
}

/** The sums by day without some lines. */
export function lessDaily(
  daily: Stay['daily'],
  lines: readonly { day: string; amountFen: number }[],
): Stay['daily'] {
  const next = { ...daily }
  for (const { day, amountFen } of lines) next[day] = fen((next[day] ?? ZERO) - amountFen)
  return next
}

const NOT_SENT: readonly FeeState[] = ['new', 'failed']

/** A batch is at the centre whole or not at all. One taken back by 2302 needs serials of its own next time. */
const upload: Effect = ({ txn, outcome, output, encounter, now }) => {
  if (!encounter || outcome === 'rejected' || outcome === 'absent') return []
  const stay = stayOf(encounter)
  const answered = new Map(rows(output, 'result').map((r) => [String(r.feedetl_sn), r]))
  const changes = rows(txn.input, 'feedetail').map((sent): Change => {
    const { gen, lineNo } = lineOfSn(String(sent.feedetl_sn))
    const of = { t: 'fee.set', encounterId: stay.encounterId, lineNo, from: NOT_SENT } as const
    if (outcome === 'reversed') return { ...of, set: { gen: gen + 1 } }
    const row = answered.get(String(sent.feedetl_sn))
    const amount = tryYuan(sent.det_item_fee_sumamt)
    const split = row && amount !== null ? splitOfLine(row, amount) : null
    const level = typeof row?.chrgitm_lv === 'string' && row.chrgitm_lv ? row.chrgitm_lv : undefined
    return {
      ...of,
      set: { state: 'uploaded', why: null, split, ...(level === undefined ? {} : { chrgitm_lv: level }) },
    }
  })
  return [putStay({ ...stay, presettle: null }, now), ...changes]
}

function withdrawn(stay: Stay, { txn, now }: Happened): Change[] {
  const { encounterId } = stay
  const serials = rows(txn.input, 'data').map((row) => String(row.feedetl_sn))
  const changes: Change[] = serials.includes(ALL_DETAILS)
    ? [{ t: 'fee.withdraw', encounterId }]
    : serials.map((sn): Change => {
        const { gen, lineNo } = lineOfSn(sn)
        const set = { state: 'new', gen: gen + 1, why: null, split: null } as const
        return { t: 'fee.set', encounterId, lineNo, from: ['uploaded'], set }
      })
  return [putStay({ ...stay, presettle: null }, now), ...changes]
}

function discharged(stay: Stay, { txn, now }: Happened): Change[] {
  const discharge = txn.local.discharge as unknown as Discharge
  return [putStay({ ...stay, step: 'discharged', discharge, presettle: null }, now)]
}

/** 2404 on the way to nothing, or to another admission: then the insurance of that one comes along. */
export interface UnadmitLocal {
  to: StayStep
  move?: { insu: Insurance; benefits: Benefit[]; warnings: string[] }
  /** the stay goes on without insurance */
  selfPay?: true
}

/** Stands among the warnings while a stay is between its old and its new admission. */
export const MOVING = '险种变更还没有办完：原来的入院已撤销，请继续办理入院'

export const without = (words: readonly string[], word: string) => words.filter((w) => w !== word)

export function withoutInsurance(stay: Stay): Stay {
  return { ...stay, selfPay: true, insu: null, benefits: [], warnings: [], presettle: null }
}

function unadmitted(stay: Stay, { txn, now }: Happened): Change[] {
  const { to, move, selfPay } = txn.local as unknown as UnadmitLocal
  const out: Stay = { ...stay, step: to, mdtrt_id: null, presettle: null, ...move }
  const next = selfPay ? withoutInsurance(out) : out
  const gone = to === 'cancelled' ? tellHis(stay, 'unadmitted', { msgid: txn.msgid, now }) : []
  return [putStay(next, now), ...gone]
}

/** What 2304 leaves to be booked: how the cash share was paid, and what of the deposits was given back. */
export interface SettleLocal {
  mid: boolean
  payments: Payment[]
  depositFen: StaySettlement['depositFen']
  givenBack: Payment[]
}

function settle(mulaidApart: boolean): Effect {
  return ({ txn, outcome, output, encounter, now }) => {
    if (!encounter || outcome === 'rejected' || outcome === 'absent') return []
    const stay = stayOf(encounter)
    if (outcome === 'reversed') return [putStay({ ...stay, presettle: null }, now)]
    const setlinfo = node(output, 'setlinfo')!
    const split = sound(setlinfo, mulaidApart)
    const { mid, depositFen, givenBack, payments: taken } = txn.local as unknown as SettleLocal
    const { fromDepositFen, payments, warnings } = paidBy(taken, depositFen, split.cash)
    const facts = factsOf(txn, setlinfo, clearingOf(setlinfo), now)
    const done: StaySettlement = {
      setl_id: facts.setl_id,
      msgid: txn.msgid,
      setl_time: facts.setl_time,
      mid,
      amounts: amountsOf(setlinfo, split),
      payments,
      depositFen: fromDepositFen,
      givenBack,
      ...clearingOf(setlinfo),
      cancelled: null,
    }
    return settledChanges(stay, done, facts, { which: 'uploaded', warnings })
  }
}

/** What 2305 leaves to be booked. */
export interface UnsettleLocal {
  original: Split & { setl_id: string }
  to: UnsettleTo
}

function unsettle(mulaidApart: boolean): Effect {
  return ({ txn, outcome, output, encounter, now }) => {
    if (outcome !== 'settled' || !encounter) return []
    const stay = stayOf(encounter)
    const { original, to } = txn.local as unknown as UnsettleLocal
    const settlement = stay.settlements.find((s) => s.setl_id === original.setl_id)
    if (!settlement) throw new Error(`没有结算 ${original.setl_id}`)
    const setlinfo = node(output, 'setlinfo')!
    const split = soundRefund(setlinfo, mulaidApart, original)
    // 2305 answers no clr_type
    const { clr_type, clr_optins } = settlement
    const facts = factsOf(txn, setlinfo, { clr_type, clr_optins }, now)
    return unsettledChanges(stay, settlement, split, facts, to)
  }
}

function factsOf(
  txn: Txn,
  setlinfo: JsonObject,
  clearing: { clr_type: string; clr_optins: string },
  now: number,
) {
  return {
    setl_id: String(setlinfo.setl_id),
    msgid: txn.msgid,
    setl_time: String(setlinfo.setl_time ?? ''),
    shiftId: txn.shiftId,
    opter: txn.opter,
    opterName: txn.opterName,
    now,
    ...clearing,
    receiptNo: receiptOfMessage(txn.msgid),
  }
}
