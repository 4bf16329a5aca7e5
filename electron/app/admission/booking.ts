import type { Split } from '../../../shared/settlement.ts'
import type { Stay, StaySettlement } from '../../../shared/stay.ts'
import type { Change } from '../../journal/port.ts'
import { type Facts, paymentRows, settlementRow } from '../ledger.ts'
import { appliedRows, type DepositFacts, releasedRows } from './deposits.ts'
import { putStay, settles, tellHis } from './store.ts'

type BookFacts = Facts & DepositFacts

/** All rows of one settlement of a stay, whether the centre answered it or it is self-pay: one commit. */
export function settledChanges(
  stay: Stay,
  done: StaySettlement,
  facts: BookFacts,
  of: { which: 'uploaded' | 'all'; warnings: readonly string[] },
): Change[] {
  const { depositFen, mid } = done
  const next: Stay = {
    ...stay,
    step: mid ? 'admitted' : 'settled',
    presettle: null,
    settlements: [...stay.settlements, done],
    warnings: [...stay.warnings, ...of.warnings],
  }
  const paid = [...done.payments, { method: 'deposit', amountFen: depositFen } as const]
  return [
    putStay(next, facts.now),
    settlementRow(settles(stay), done.amounts, facts, null),
    ...paymentRows(stay, paid, facts, 1),
    ...appliedRows(stay, facts, done),
    { t: 'fee.settle', encounterId: stay.encounterId, setl_id: done.setl_id, which: of.which },
    ...tellHis(stay, 'settled', facts, { setl_time: facts.setl_time, mid_setl_flag: mid ? '1' : '0' }),
  ]
}

/** `return`: what was taken at the counter goes back to the patient; `deposit`: it is a deposit from now on. */
export type UnsettleTo = 'deposit' | 'return'

/** All rows of a settlement taken back. `split`: the centre's negative amounts. */
export function unsettledChanges(
  stay: Stay,
  original: StaySettlement,
  split: Split,
  facts: BookFacts,
  to: UnsettleTo,
): Change[] {
  const { setl_id, depositFen, payments } = original
  const cancelled = { setl_id: facts.setl_id, msgid: facts.msgid, setl_time: facts.setl_time }
  const next: Stay = {
    ...stay,
    step: original.mid ? stay.step : 'discharged',
    presettle: null,
    settlements: stay.settlements.map((s) => (s.setl_id === setl_id ? { ...s, cancelled } : s)),
  }
  const paid = [...payments, { method: 'deposit', amountFen: depositFen } as const]
  return [
    putStay(next, facts.now),
    settlementRow(settles(stay), split, facts, setl_id),
    ...paymentRows(stay, paid, facts, -1),
    ...releasedRows(stay, facts, { depositFen, taken: to === 'deposit' ? payments : [] }),
    { t: 'fee.unsettle', encounterId: stay.encounterId, setl_id },
    ...tellHis(stay, 'unsettled', facts, { setl_time: facts.setl_time, unsettles: setl_id }),
  ]
}
