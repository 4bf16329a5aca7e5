import type { StayView } from '../../../shared/api/admission.ts'
import { type Fen, fen, sum } from '../../../shared/money.ts'
import type { PayMethod } from '../../../shared/visit.ts'
import { lastSettlement } from './next.ts'

/** Where the money of a settlement goes when it is taken back (2305), as it will be booked. */
export interface Undone {
  /** the deposits that it had used: deposits again */
  releasedFen: Fen
  /** what was taken for it, by method; a deposit or the patient's, as chosen. Below 0: money was given out. */
  taken: { method: PayMethod; amountFen: Fen }[]
  takenFen: Fen
  /** deposits handed out with it: they stay with the patient */
  givenFen: Fen
  /** of the deposits afterwards, by what is chosen */
  balanceFen: Record<'deposit' | 'return', Fen>
}

/** Of the newest settlement that stands; null without one. */
export function undone(view: StayView): Undone | null {
  const last = lastSettlement(view)
  if (!last) return null
  const taken = [...Map.groupBy(last.payments, (p) => p.method)].map(([method, own]) => {
    return { method, amountFen: sum(own.map((p) => p.amountFen)) }
  })
  const takenFen = sum(taken.map((p) => p.amountFen))
  const kept = fen(view.deposit.balanceFen + last.depositFen)
  return {
    releasedFen: last.depositFen,
    taken: taken.filter((p) => p.amountFen !== 0),
    takenFen,
    givenFen: sum(last.givenBack.map((p) => p.amountFen)),
    balanceFen: { return: kept, deposit: fen(kept + takenFen) },
  }
}
