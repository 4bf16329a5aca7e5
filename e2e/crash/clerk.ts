import type { StayView } from '../../shared/api/admission.ts'
import { type Fen, fen } from '../../shared/money.ts'
import type { Payment } from '../../shared/visit.ts'
import type { Cashier } from './cashier.ts'
import { mixed } from './cashier.ts'

/** An admission clerk: what she does with one stay from the ward's pre-admission to its end. */
export type StayFate =
  /** admitted, charged, discharged, settled */
  | 'stay'
  /** an interim settlement in between */
  | 'stayMid'
  /** settled, taken back, everything withdrawn, admission cancelled */
  | 'stayUndo'
  /** settled, taken back, more charges, settled anew */
  | 'stayAgain'
  /** a charge that the centre refuses stays behind until it is taken out */
  | 'stayBad'

export const atStay = ({ stay }: StayView) => ({ encounterId: stay.encounterId, version: stay.version })

type Work = (cashier: Cashier, view: StayView) => Promise<StayView>

export const STAY_FATES: Record<StayFate, (cashier: Cashier, certno: string) => Promise<unknown>> = {
  stay: async (c, certno) =>
    settleStay(c, await discharge(c, await charged(c, await admitted(c, certno), 12))),
  stayMid: async (c, certno) => {
    const first = await settleStay(c, await charged(c, await admitted(c, certno), 8), true)
    return settleStay(c, await discharge(c, await charged(c, first, 6)))
  },
  stayUndo: async (c, certno) => {
    const done = await settleStay(c, await discharge(c, await charged(c, await admitted(c, certno), 5)))
    return withdrawStay(c, await takeBack(c, done, 'deposit'))
  },
  stayAgain: async (c, certno) => {
    const done = await settleStay(c, await discharge(c, await charged(c, await admitted(c, certno), 5)))
    const back = await takeBack(c, done, 'return')
    const open = await c.counter.call('admission.cancelDischarge', { ...atStay(back), reason: '补费' })
    return settleStay(c, await discharge(c, await charged(c, open, 4)))
  },
  stayBad: async (c, certno) => {
    const view = await admitted(c, certno)
    await c.counter.app.his.addCharges(view.stay.ipt_no, 1, { bad: true })
    const failed = await charged(c, view, 130)
    return withdrawStay(c, failed)
  },
}

/** A pre-admission of the ward, identified and admitted, with a deposit. */
export async function admitted(cashier: Cashier, certno: string): Promise<StayView> {
  const { counter, rnd } = cashier
  const { ipt_no } = await counter.app.his.addInpatient(certno)
  const opened = await counter.call('admission.open', { ipt_no })
  const cert = { mdtrt_cert_type: '02', mdtrt_cert_no: certno, certno } as const
  const known = await counter.call('admission.identify', { ...atStay(opened), cert })
  const view = await counter.call('admission.admit', atStay(known))
  const amountFen = 100_00 * (1 + Math.floor(rnd() * 40))
  return counter.call('admission.takeDeposit', { ...atStay(view), amountFen, method: 'cash' })
}

/** So many new charges of the ward, taken over and sent. */
export const charged = async (cashier: Cashier, view: StayView, n: number): Promise<StayView> => {
  const { counter } = cashier
  await counter.app.his.addCharges(view.stay.ipt_no, n, { refunds: n > 5 ? 1 : 0 })
  return sendFees(cashier, view)
}

/** What the HIS has and the centre lacks. */
export const sendFees: Work = async ({ counter }, view) => {
  const { view: taken } = await counter.call('admission.loadFees', atStay(view))
  if (taken.sums.newLines === 0) return taken
  return (await counter.call('admission.upload', atStay(taken))).view
}

export const discharge: Work = async ({ counter }, view) => {
  const { admission } = view.stay
  await counter.app.his.wardDischarge(view.stay.ipt_no)
  return counter.call('admission.discharge', {
    ...atStay(view),
    ...{ endtime: counter.now(), dscg_way: '1', dept_code: admission.dept!.dept_code },
    ...{ atddr_no: admission.doctor!.atddr_no, diagnoses: admission.diagnoses as never },
  })
}

export async function settleStay(cashier: Cashier, view: StayView, mid = false): Promise<StayView> {
  const { counter } = cashier
  return payStay(cashier, await counter.call('admission.presettle', { ...atStay(view), mid }))
}

/** What is due, in one to three ways; what is left of the deposits goes back in cash. */
export const payStay: Work = async ({ counter, rnd }, view) => {
  const { topUpFen, giveBackFen } = view.due!
  const payments = mixed(rnd, topUpFen)
  return counter.call('admission.settle', { ...atStay(view), payments, giveBack: inCash(giveBackFen) })
}

const inCash = (amountFen: Fen): Payment[] => (amountFen > 0 ? [{ method: 'cash', amountFen }] : [])

export async function takeBack(
  { counter }: Cashier,
  view: StayView,
  to: 'deposit' | 'return',
): Promise<StayView> {
  const newest = view.stay.settlements.findLast((s) => s.cancelled === null)!
  return counter.call('admission.cancelSettlement', {
    ...atStay(view),
    ...{ setl_id: newest.setl_id, reason: '撤销重结', to },
  })
}

/** Leaves nothing at the centre and nothing in the till: 2405, 2302, 2404, the deposits given back. */
export const withdrawStay: Work = async ({ counter }, view) => {
  let at = view
  if (at.stay.step === 'discharged') {
    at = await counter.call('admission.cancelDischarge', { ...atStay(at), reason: '不住了' })
  }
  if (at.deposit.balanceFen > 0) {
    const amountFen = fen(at.deposit.balanceFen)
    at = await counter.call('admission.giveBackDeposit', {
      ...atStay(at),
      ...{ amountFen, method: 'cash', reason: '不住了' },
    })
  }
  return counter.call('admission.cancel', { ...atStay(at), reason: '不住了', withdrawFees: true })
}

/** The next thing that a clerk does with a stay found in work. After some refusals it is given up. */
export async function advanceStay(cashier: Cashier, view: StayView, refusals: number): Promise<unknown> {
  const { counter } = cashier
  const { step, mdtrt_id } = view.stay
  switch (step) {
    case 'open':
    case 'identified':
      if (mdtrt_id === null && step === 'identified' && refusals === 0) {
        return counter.call('admission.admit', atStay(view))
      }
      return counter.call('admission.abandon', atStay(view))
    case 'admitted':
      if (refusals > 2 && view.can.cancel) return withdrawStay(cashier, view)
      return discharge(cashier, await sendFees(cashier, view))
    case 'discharged':
      if (refusals > 2 && refusals < 6) return withdrawStay(cashier, view)
      if (view.sums.newLines > 0) return sendFees(cashier, view)
      return view.can.settle ? payStay(cashier, view) : settleStay(cashier, view)
    case 'settled':
    case 'cancelled':
      return counter.call('admission.close', atStay(view))
  }
}
