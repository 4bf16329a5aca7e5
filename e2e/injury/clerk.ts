import {
  advance,
  type InjuryDeed,
  type InjuryHand,
  treat,
} from '../../electron/host/cli/demo/injury-clerk.ts'
import { type Cashier, mixed, told } from '../crash/cashier.ts'

export type { InjuryDeed, InjuryFate } from '../../electron/host/cli/demo/injury-clerk.ts'

/** A cashier of the runs at the screens of work-injury insurance. */
const handOf = ({ counter, rnd, turn_ms }: Cashier): InjuryHand => ({
  call: counter.call,
  his: counter.app.his,
  pause: () => counter.pause(turn_ms),
  pay: (due) => mixed(rnd, due),
})

export const treatOne = (cashier: Cashier, deed: InjuryDeed): Promise<void> => treat(handOf(cashier), deed)

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
      const done = await told(cashier, () => advance(handOf(cashier), view, refusals.get(id) ?? 0))
      if (!done) refusals.set(id, (refusals.get(id) ?? 0) + 1)
      moved ||= done
    }
    if (!moved) await counter.pause(cashier.turn_ms)
  }
}
