import type { Cashier } from '../crash/cashier.ts'
import { newDay, told } from '../crash/cashier.ts'
import {
  admitted,
  atStay,
  charged,
  discharge,
  sendFees,
  settleStay,
  takeBack,
  withdrawStay,
} from '../crash/clerk.ts'
import type { SimClock } from './clock.ts'

const HOUR_ms = 3_600_000

type Deed = 'fees' | 'deposit' | 'interim' | 'discharge' | 'undo' | 'redo'
const DEEDS: [Deed, number][] = [
  ['fees', 0.45],
  ['deposit', 0.15],
  ['interim', 0.08],
  ['discharge', 0.24],
  ['undo', 0.04],
  ['redo', 0.04],
]

/**
 * An admission clerk: in the first hours everybody of her wards is admitted, then their charges are sent,
 * deposits taken, some settled in between, some discharged, some of those taken back.
 */
export async function clerkDay(
  cashier: Cashier,
  beds: readonly string[],
  clock: SimClock,
  from: number,
  days: number,
): Promise<void> {
  const { counter, rnd } = cashier
  for (const certno of beds) {
    if (await isKnown(cashier, certno)) continue
    await counter.pause(20_000 + rnd() * 60_000)
    await told(cashier, async () =>
      charged(cashier, await admitted(cashier, certno), 6 + Math.floor(rnd() * 20)),
    )
  }
  const end = from + (days - 1) * 24 * HOUR_ms + 10 * HOUR_ms
  while (clock.now() < end) {
    await counter.pause(-Math.log(1 - rnd()) * 120_000)
    await newDay(cashier, clock.now() - 20 * HOUR_ms)
    const rows = await counter.app.journal.searchEncounters({ kind: 'inpatient', active: true, limit: 500 })
    const row = rows[Math.floor(rnd() * rows.length)]
    if (row) await told(cashier, () => deed(cashier, row.encounterId, drawn(rnd())))
  }
}

function drawn(at: number): Deed {
  let left = at
  for (const [what, share] of DEEDS) {
    left -= share
    if (left < 0) return what
  }
  return 'fees'
}

/** After a power cut the beds that were taken stay taken. */
async function isKnown({ counter }: Cashier, certno: string): Promise<boolean> {
  const rows = await counter.app.journal.searchEncounters({ kind: 'inpatient', text: certno, limit: 1 })
  return rows.length > 0
}

async function deed(cashier: Cashier, encounterId: string, what: Deed): Promise<unknown> {
  const { counter, rnd } = cashier
  const view = await counter.call('admission.get', { encounterId })
  if (view.doubt) return
  if (view.stay.step === 'settled') {
    if (what === 'redo' || what === 'undo')
      return again(cashier, await takeBack(cashier, view, 'deposit'), what)
    return counter.call('admission.close', atStay(view))
  }
  if (view.stay.step === 'discharged') return settleStay(cashier, await sendFees(cashier, view))
  if (view.stay.step !== 'admitted') return
  switch (what) {
    case 'fees':
      return charged(cashier, view, 1 + Math.floor(rnd() * 30))
    case 'deposit':
      return counter.call('admission.takeDeposit', { ...atStay(view), amountFen: 50_000, method: 'cash' })
    case 'interim':
      return settleStay(cashier, await sendFees(cashier, view), true)
    case 'discharge':
    case 'redo':
      return settleStay(cashier, await discharge(cashier, await sendFees(cashier, view)))
    case 'undo':
      return view.stay.settlements.some((s) => s.cancelled === null) ? undefined : withdrawStay(cashier, view)
  }
}

async function again(cashier: Cashier, view: Awaited<ReturnType<typeof takeBack>>, what: Deed) {
  return what === 'redo' ? settleStay(cashier, view) : undefined
}
