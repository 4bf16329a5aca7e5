import { cashDue } from '../../electron/app/shift/totals.ts'
import { random as randomOf } from '../../electron/his/demo/charges.ts'
import type { FaultRule } from '../../electron/sandbox/nhsa/index.ts'
import type { VisitView } from '../../shared/api/visit.ts'
import people from '../../shared/demo/people.json' with { type: 'json' }
import { faultOf, GuitaiError } from '../../shared/errors.ts'
import { type Fen, fen } from '../../shared/money.ts'
import type { Payment } from '../../shared/visit.ts'
import { at, type Counter, presettled } from '../support/counter.ts'
import { advanceStay, STAY_FATES, type StayFate } from './clerk.ts'

/** A cashier who works through patients by a plan, puts aside what is in doubt, and comes back to it. */
export type Fate =
  /** card to slip */
  | 'settle'
  /** settled, refunded, and everything withdrawn */
  | 'refund'
  /** settled, refunded, and settled anew */
  | 'again'
  /** given up after the pre-settlement */
  | 'cancel'
  /** one step back after the pre-settlement, and settled anew */
  | 'back'
  | 'selfPay'
  | StayFate

export interface Deed {
  certno: string
  fate: Fate
  fault: FaultRule | null
  /** end the shift and begin another one before it */
  newShift: boolean
}

/** Document numbers of those who are insured today. */
export const patients = people.filter((p) => p.insu[0]?.psn_insu_stas === '1').map((p) => p.certno)

type Random = () => number
const pick = <T>(rnd: Random, from: readonly T[]): T => from[Math.floor(rnd() * from.length)] as T

/**
 * A seeded day of eight patients, three of them admitted. Of each kind of doubt at least one comes up: a settlement that can only be
 * undone (`undoOnly`), one that can be asked after, a refund without an answer, and one other lost answer.
 */
export function crashPlan(seed: number, undoOnly: FaultRule): Deed[] {
  const rnd = randomOf(`plan ${seed}`)
  const lost = (code: string): FaultRule => ({
    kind: pick(rnd, ['drop_after', 'drop_before', 'http500_after'] as const),
    codes: [code],
    times: 1,
  })
  const deeds: [Fate, FaultRule | null][] = [
    ['settle', { ...undoOnly, codes: ['2207'], times: 1 }],
    ['refund', lost('2208')],
    [pick(rnd, ['cancel', 'back', 'selfPay']), lost(pick(rnd, ['2201', '2203A', '2204', '2205', '2202']))],
    [pick(rnd, ['settle', 'again']), lost('2207')],
    ['refund', rnd() < 0.5 ? null : lost('2601')],
  ]
  const stays: [Fate, FaultRule | null][] = [
    ['stay', { ...undoOnly, codes: [pick(rnd, ['2304', '2401'])], times: 1 }],
    [pick(rnd, ['stayMid', 'stayAgain']), lost(pick(rnd, ['2304', '2305', '2301']))],
    [
      pick(rnd, ['stayUndo', 'stayBad']),
      lost(pick(rnd, ['2301', '2302', '2305', '2401', '2402', '2404', '2405'])),
    ],
  ]
  deeds.push(...stays)
  return shuffled(rnd, deeds).map(([fate, fault], index) => ({
    ...{ fate, fault },
    certno: pick(rnd, patients),
    newShift: index === 2,
  }))
}

export function shuffled<T>(rnd: Random, list: readonly T[]): T[] {
  return list
    .map((value) => ({ value, key: rnd() }))
    .sort((a, b) => a.key - b.key)
    .map(({ value }) => value)
}

export interface Cashier {
  counter: Counter
  rnd: Random
  setFaults(rules: FaultRule[]): Promise<void>
  /** between two looks at what is still open, by the counter's clock */
  turn_ms: number
  /** faults shown to the cashier, for the report of a run that failed */
  told: string[]
}

/**
 * Logs in past the password, whose hash alone would take a tenth of a second, and signs in; again where a busy
 * machine was slower than the run's short limit for answers, as a cashier would.
 */
export async function beginWork(counter: Counter): Promise<void> {
  counter.app.sessions.login('test', { opter: 'admin', opterName: '管理员', role: 'admin' })
  if (await counter.call('shift.current', {})) return
  for (let tries = 1; ; tries++) {
    const fault = await counter.call('shift.signIn', {}).then(() => null, faultOf)
    if (!fault) return
    if (fault.kind !== 'unreachable' || tries === 10) throw new GuitaiError(fault)
  }
}

export async function work(cashier: Cashier, deeds: readonly Deed[]): Promise<void> {
  for (const deed of deeds) {
    await cashier.setFaults(deed.fault ? [deed.fault] : [])
    await told(cashier, async () => {
      if (deed.newShift) await changeShift(cashier)
      await FATES[deed.fate](cashier, deed.certno)
    })
  }
}

/** Runs it; a fault is what the cashier reads, and goes on with the next patient. */
export async function told(cashier: Cashier, task: () => Promise<unknown>): Promise<boolean> {
  try {
    await task()
    return true
  } catch (error) {
    if (!(error instanceof GuitaiError) || error.fault.kind === 'internal') throw error
    cashier.told.push(`${error.fault.kind} ${error.fault.what}`)
    return false
  }
}

export const FATES: Record<Fate, (cashier: Cashier, certno: string) => Promise<unknown>> = {
  settle: async (c, certno) => settle(c, await presettled(c.counter, certno)),
  refund: async (c, certno) => refund(c, await settle(c, await presettled(c.counter, certno)), 'cancel'),
  again: async (c, certno) => {
    const back = await refund(c, await settle(c, await presettled(c.counter, certno)), 'keep')
    return settle(c, await c.counter.call('visit.presettle', at(back)))
  },
  cancel: async (c, certno) => c.counter.call('visit.abandon', at(await presettled(c.counter, certno))),
  back: async (c, certno) => {
    const back = await c.counter.call('visit.back', at(await presettled(c.counter, certno)))
    return settle(c, await c.counter.call('visit.presettle', at(back)))
  },
  selfPay: async (c, certno) => {
    const opened = await c.counter.call('visit.open', { selfPay: true })
    const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
    const known = await c.counter.call('visit.identify', { ...at(opened), cert })
    await c.counter.app.his.addBills(certno, 1)
    const charged = await c.counter.call('visit.loadCharges', at(known))
    return settle(c, await c.counter.call('visit.presettle', at(charged)))
  },
  ...STAY_FATES,
}

async function settle(cashier: Cashier, view: VisitView): Promise<VisitView> {
  const payments = mixed(cashier.rnd, view.visit.presettle!.cash)
  return cashier.counter.call('visit.settle', { ...at(view), payments })
}

function refund({ counter }: Cashier, view: VisitView, after: 'keep' | 'cancel'): Promise<VisitView> {
  return counter.call('visit.refund', { ...at(view), reason: '退费', after })
}

/** What is due, in one to three ways. */
export function mixed(rnd: Random, due: Fen): Payment[] {
  const wechat = fen(Math.floor(due * rnd() * 0.5))
  const card = rnd() < 0.3 ? fen(Math.floor((due - wechat) * rnd())) : fen(0)
  const cash = fen(due - wechat - card)
  const all: Payment[] = [
    { method: 'cash', amountFen: cash, tenderedFen: fen(cash + 100) },
    { method: 'wechat', amountFen: wechat, refNo: 'W1' },
    { method: 'card', amountFen: card, refNo: 'C1' },
  ]
  return all.filter((p) => p.amountFen > 0)
}

/** Only with nothing in work, as a cashier would; a doubt keeps the shift open. */
async function changeShift(cashier: Cashier): Promise<void> {
  const working = await cashier.counter.call('visit.working', {})
  if (working.every((view) => view.visit.step === 'settled')) await newShift(cashier)
}

async function newShift({ counter }: Cashier): Promise<void> {
  const cash = cashDue(await counter.call('shift.totals', {}))
  await counter.call('shift.signOut', { countedCash: Math.max(0, cash), note: '换班' })
  await counter.call('shift.signIn', {})
}

/** A sign-in lasts a day: a shift from before `opens` ends first, as soon as nothing of it is in doubt. */
export async function newDay(cashier: Cashier, opens: number): Promise<void> {
  const { counter } = cashier
  for (;;) {
    const shift = await counter.call('shift.current', {})
    if (!shift) return beginWork(counter)
    if (shift.startedAt >= opens || (await told(cashier, () => newShift(cashier)))) return
    await counter.pause(cashier.turn_ms)
  }
}

/**
 * Brings everything to an end: waits until nothing is in doubt but what a person must decide, finishes or
 * gives up each visit in work, and lets the outbox run dry. Gives up after `patience_ms`. `stays` false: who is
 * in hospital stays there.
 */
export async function finish(cashier: Cashier, patience_ms: number, stays = true): Promise<void> {
  const { counter } = cashier
  const refusals = new Map<string, number>()
  const until = counter.now() + patience_ms
  while (counter.now() < until) {
    const open = (await counter.app.journal.unfinished()).filter((t) => t.state !== 'MANUAL')
    const working = await inWork(cashier, stays)
    const outbox = await counter.app.journal.outboxCounts()
    if (open.length === 0 && working.length === 0 && outbox.waiting === 0) return
    let moved = false
    for (const { id, held, next } of working) {
      if (held) continue
      const done = await told(cashier, () => next(refusals.get(id) ?? 0))
      if (!done) refusals.set(id, (refusals.get(id) ?? 0) + 1)
      moved ||= done
    }
    if (!moved) await counter.pause(cashier.turn_ms)
  }
}

interface InWork {
  id: string
  /** by a doubt: to be left alone */
  held: boolean
  next(refusals: number): Promise<unknown>
}

/** Visits and stays that are not over. */
async function inWork(cashier: Cashier, withStays: boolean): Promise<InWork[]> {
  const { counter } = cashier
  const visits = (await counter.call('visit.working', {})).map((view) => ({
    id: view.visit.encounterId,
    held: view.doubt !== null,
    next: (refusals: number) => advance(cashier, view, refusals),
  }))
  if (!withStays) return visits
  const rows = await counter.app.journal.searchEncounters({ kind: 'inpatient', active: true, limit: 1000 })
  const stays = rows.map(async ({ encounterId }) => {
    const view = await counter.call('admission.get', { encounterId })
    const next = (refusals: number) => advanceStay(cashier, view, refusals)
    return { id: encounterId, held: view.doubt !== null, next }
  })
  return [...visits, ...(await Promise.all(stays))]
}

/** The next thing that a cashier does with a visit found in work. After some refusals it is given up. */
async function advance(cashier: Cashier, view: VisitView, refusals: number): Promise<unknown> {
  const { counter, rnd } = cashier
  const { step, selfPay, lines } = view.visit
  if (step === 'settled') {
    if (rnd() < 0.2 && !selfPay) return refund(cashier, view, 'cancel')
    return counter.call('visit.close', at(view))
  }
  if (step === 'refunded' && selfPay) return counter.call('visit.close', at(view))
  const giveUp = step === 'open' || refusals > 2 || (step === 'refunded' && rnd() < 0.5)
  if (giveUp) return counter.call('visit.abandon', at(view))
  if (lines.length === 0) return counter.call('visit.loadCharges', at(view))
  if (step === 'presettled') return settle(cashier, view)
  return counter.call('visit.presettle', at(view))
}
