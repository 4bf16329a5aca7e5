import type { InjuryView } from '../../shared/api/injury.ts'
import { GuitaiError } from '../../shared/errors.ts'
import type { InjuryAction, InjuryFamily, InjuryKind } from '../../shared/injury.ts'
import type { Fen } from '../../shared/money.ts'
import { type Cashier, mixed, told } from '../crash/cashier.ts'

/** What a clerk does with one injured worker, whatever the platform. */
export type InjuryFate =
  /** card to settlement */
  | 'settle'
  /** settled, taken back, and everything withdrawn */
  | 'undo'
  /** settled, taken back, and settled anew */
  | 'again'
  /** given up before the settlement */
  | 'abandon'

export interface InjuryDeed {
  family: InjuryFamily
  kind: InjuryKind
  certno: string
  fate: InjuryFate
}

export const atCase = (view: InjuryView) => ({
  encounterId: view.case.encounterId,
  version: view.case.version,
})

/** Steps that one case may take before something must be wrong. */
const MOST_STEPS = 40

/** One worker from the first word to the last, or to the first fault. */
export async function treat(cashier: Cashier, deed: InjuryDeed): Promise<void> {
  let view = await opened(cashier, deed)
  if (deed.fate === 'abandon') {
    view = await forward(cashier, view, 'trial')
    await cashier.counter.call('injury.abandon', { ...atCase(view), reason: '不办了' })
    return
  }
  view = await forward(cashier, view, 'settle')
  if (deed.fate === 'settle') return
  view = await act(cashier, view, 'unsettle')
  if (deed.fate === 'again') await forward(cashier, view, 'settle')
  else await cashier.counter.call('injury.abandon', { ...atCase(view), reason: '不办了' })
}

async function opened({ counter }: Cashier, { family, kind, certno }: InjuryDeed): Promise<InjuryView> {
  const { his } = counter.app
  const of = kind === 'inpatient' ? await his.addInpatient(certno) : null
  if (of) await his.addCharges(of.ipt_no, 7)
  const view = await counter.call('injury.open', { family, kind, ...(of ? { ipt_no: of.ipt_no } : {}) })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  const known = await counter.call('injury.identify', { ...atCase(view), cert })
  if (kind === 'outpatient') await his.addBills(certno, 1)
  return chosen({ counter } as Cashier, known)
}

/** The first recognition and filing that fit. */
async function chosen({ counter }: Cashier, view: InjuryView): Promise<InjuryView> {
  const { recognition, recognitions, filing, filings } = view.case
  const fit = <T extends { id: string; why: string | null }>(list: readonly T[]) =>
    list.find((one) => one.why === null)
  const named = {
    ...(recognition === null && fit(recognitions) ? { recognition: fit(recognitions)!.id } : {}),
    ...(filing === null && fit(filings) ? { filing: fit(filings)!.id } : {}),
  }
  return Object.keys(named).length > 0
    ? counter.call('injury.choose', { ...atCase(view), ...named })
    : Promise.resolve(view)
}

/** Goes on by whatever the screen offers first, until the step before `to` has been done. */
export async function forward(
  cashier: Cashier,
  from: InjuryView,
  to: 'trial' | 'settle',
): Promise<InjuryView> {
  let view = from
  for (let n = 0; n < MOST_STEPS; n++) {
    if (view.case.step === 'settled' || view.case.step === 'cancelled') return view
    if (to === 'trial' && view.case.trial) return view
    view = await next(cashier, view)
  }
  throw new Error(`${view.case.encounterId} stays ${view.case.step}: ${view.can.join(' ')}`)
}

async function next(cashier: Cashier, view: InjuryView): Promise<InjuryView> {
  const { counter } = cashier
  const { step, lines, kind, trial } = view.case
  if (step === 'applied') {
    await counter.pause(cashier.turn_ms)
    return counter.call('injury.askApplication', atCase(view))
  }
  const charged = kind === 'inpatient' ? view.sums.fresh + view.sums.uploaded > 0 : lines.length > 0
  if (!charged && step !== 'open') return counter.call('injury.loadCharges', atCase(view))
  if (trial && view.can.includes('settle')) return settle(cashier, view)
  const action = view.can[0]
  if (!action) throw new Error(`${view.case.encounterId}: nothing may be done at ${step}`)
  if (action === 'settle')
    return view.can.includes('trial') ? act(cashier, view, 'trial') : settle(cashier, view)
  if (action === 'discharge') await counter.app.his.wardDischarge(view.case.ipt_otp_no)
  return act(cashier, view, action)
}

export function act(
  { counter }: Cashier,
  view: InjuryView,
  action: Exclude<InjuryAction, 'settle'>,
): Promise<InjuryView> {
  return counter.call('injury.act', { ...atCase(view), action, reason: '重新办理' })
}

function settle({ counter, rnd }: Cashier, view: InjuryView): Promise<InjuryView> {
  const payments = mixed(rnd, (view.case.trial?.cash ?? 0) as Fen)
  return counter.call('injury.settle', { ...atCase(view), payments })
}

/**
 * Brings every case to an end: waits until nothing is in doubt but what a person must decide, finishes each case
 * in work, or gives it up after some refusals.
 */
export async function finishCases(cashier: Cashier, patience_ms: number): Promise<void> {
  const { counter } = cashier
  const { journal } = counter.app
  const refusals = new Map<string, number>()
  for (const until = counter.now() + patience_ms; counter.now() < until; ) {
    const doubts = (await journal.unfinished()).filter((t) => t.state !== 'MANUAL')
    const views = await counter.call('injury.working', {})
    const { waiting } = await journal.outboxCounts()
    if (doubts.length === 0 && views.length === 0 && waiting === 0) return
    let moved = false
    for (const view of views) {
      if (view.doubt) continue
      const id = view.case.encounterId
      const done = await told(cashier, () => advance(cashier, view, refusals.get(id) ?? 0))
      if (!done) refusals.set(id, (refusals.get(id) ?? 0) + 1)
      moved ||= done
    }
    if (!moved) await counter.pause(cashier.turn_ms)
  }
}

async function advance(cashier: Cashier, view: InjuryView, refusals: number): Promise<unknown> {
  const { counter } = cashier
  const { step } = view.case
  if (step === 'settled' || step === 'cancelled') return counter.call('injury.close', atCase(view))
  if (step === 'open' || refusals > 2)
    return counter.call('injury.abandon', { ...atCase(view), reason: '不办了' })
  return forward(cashier, await chosen(cashier, view), 'settle')
}

export const isFault = (error: unknown): error is GuitaiError => error instanceof GuitaiError
