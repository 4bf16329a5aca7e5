import type { InjuryView } from '../../../../shared/api/injury.ts'
import { fail } from '../../../../shared/errors.ts'
import type { InjuryAction, InjuryFamily, InjuryKind } from '../../../../shared/injury.ts'
import { type Fen, ZERO } from '../../../../shared/money.ts'
import type { Payment } from '../../../../shared/visit.ts'
import type { Guitai } from '../../../compose.ts'
import type { Call } from '../face.ts'

/** The hands that work the screens of work-injury insurance. */
export interface InjuryHand {
  call: Call
  his: Guitai['his']
  /** a moment, before what was not there yet is looked for again */
  pause(): Promise<unknown>
  /** how the patient pays his share */
  pay(due: Fen): Payment[]
}

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
export async function treat(hand: InjuryHand, deed: InjuryDeed): Promise<void> {
  let view = await opened(hand, deed)
  if (deed.fate === 'abandon') {
    view = await forward(hand, view, 'trial')
    await hand.call('injury.abandon', { ...atCase(view), reason: '不办了' })
    return
  }
  view = await forward(hand, view, 'settle')
  if (deed.fate === 'settle') return
  view = await act(hand, view, 'unsettle')
  if (deed.fate === 'again') await forward(hand, view, 'settle')
  else await hand.call('injury.abandon', { ...atCase(view), reason: '不办了' })
}

async function opened(hand: InjuryHand, { family, kind, certno }: InjuryDeed): Promise<InjuryView> {
  const { call, his } = hand
  const of = kind === 'inpatient' ? await his.addInpatient(certno) : null
  if (of) await his.addCharges(of.ipt_no, 7)
  const view = await call('injury.open', { family, kind, ...(of ? { ipt_no: of.ipt_no } : {}) })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  const known = await call('injury.identify', { ...atCase(view), cert })
  if (kind === 'outpatient') await his.addBills(certno, 1)
  return chosen(hand, known)
}

/** The first recognition and filing that fit. */
async function chosen({ call }: InjuryHand, view: InjuryView): Promise<InjuryView> {
  const { recognition, recognitions, filing, filings } = view.case
  const fit = <T extends { id: string; why: string | null }>(list: readonly T[]) =>
    list.find((one) => one.why === null)
  const named = {
    ...(recognition === null && fit(recognitions) ? { recognition: fit(recognitions)!.id } : {}),
    ...(filing === null && fit(filings) ? { filing: fit(filings)!.id } : {}),
  }
  return Object.keys(named).length > 0
    ? call('injury.choose', { ...atCase(view), ...named })
    : Promise.resolve(view)
}

/** Goes on by whatever the screen offers first, until the step before `to` has been done. */
export async function forward(
  hand: InjuryHand,
  from: InjuryView,
  to: 'trial' | 'settle',
): Promise<InjuryView> {
  let view = from
  let before = null as InjuryView | null
  for (let n = 0; n < MOST_STEPS; n++) {
    if (view.case.step === 'settled' || view.case.step === 'cancelled') return view
    if (to === 'trial' && view.case.trial) return view
    const isThere: boolean = before?.can[0] === 'upload' && refusedAll(view)
    before = isThere ? null : view
    view = isThere ? await act(hand, view, 'withdraw') : await next(hand, view)
  }
  throw new Error(`${view.case.encounterId} stays ${view.case.step}: ${view.can.join(' ')}`)
}

/** Lines that an upload brought nowhere may be there with one that was given up: they are taken back, and go anew. */
const refusedAll = ({ sums, can }: InjuryView): boolean =>
  sums.fresh === 0 && sums.failed > 0 && can.includes('withdraw')

async function next(hand: InjuryHand, view: InjuryView): Promise<InjuryView> {
  const { call, his } = hand
  const { step, lines, kind, trial } = view.case
  if (step === 'applied') {
    await hand.pause()
    return call('injury.askApplication', atCase(view))
  }
  if (kind === 'device' && lines.length === 0 && step !== 'open') return entered(hand, view)
  const { fresh, failed, uploaded } = view.sums
  const charged = kind === 'inpatient' ? fresh + failed + uploaded > 0 : lines.length > 0
  if (!charged && step !== 'open') return call('injury.loadCharges', atCase(view))
  if (trial && view.can.includes('settle')) return settle(hand, view)
  // the same worker may be held by another case of his
  if (view.doubt) fail('doubt', view.doubt.what, view.doubt.means, view.doubt.todo)
  const action = view.can[0]
  if (!action) throw new Error(`${view.case.encounterId}: nothing may be done at ${step}`)
  if (action === 'settle') return view.can.includes('trial') ? act(hand, view, 'trial') : settle(hand, view)
  if (action === 'discharge') await his.wardDischarge(view.case.ipt_otp_no)
  return act(hand, view, action)
}

/** What belongs to the device is entered by hand: the ward booked none. */
async function entered({ call }: InjuryHand, view: InjuryView): Promise<InjuryView> {
  const items = await call('catalogue.items', { text: '', limit: 20 })
  const { medins_list_codg } = items.find(({ med_list_codg }) => med_list_codg !== '')!
  return call('injury.addLine', { ...atCase(view), medins_list_codg, cnt: '1' })
}

export function act(
  { call }: InjuryHand,
  view: InjuryView,
  action: Exclude<InjuryAction, 'settle'>,
): Promise<InjuryView> {
  return call('injury.act', { ...atCase(view), action, reason: '重新办理' })
}

function settle({ call, pay }: InjuryHand, view: InjuryView): Promise<InjuryView> {
  const payments = pay(view.case.trial?.cash ?? ZERO)
  return call('injury.settle', { ...atCase(view), payments })
}

/** The next thing that a clerk does with a case found in work. After some refusals it is given up. */
export async function advance(hand: InjuryHand, view: InjuryView, refusals: number): Promise<unknown> {
  const { call } = hand
  const { step } = view.case
  if (step === 'settled' || step === 'cancelled') return call('injury.close', atCase(view))
  if (step === 'open' || refusals > 2) return call('injury.abandon', { ...atCase(view), reason: '不办了' })
  return forward(hand, await chosen(hand, view), 'settle')
}
