import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Fen, fen, sum } from '../../../shared/money.ts'
import type { StaySettlement } from '../../../shared/stay.ts'
import type { PayMethod, Payment } from '../../../shared/visit.ts'
import type { Change, DepositRow, PaymentRow } from '../../journal/port.ts'
import { negated, selfPaid } from '../ledger.ts'
import { settledChanges, unsettledChanges } from './booking.ts'
import { dueOf, paidBy, receiptOfMessage } from './deposits.ts'
import { aStay } from './fixture.ts'

const money = fc.integer({ min: 0, max: 5_000_000 }).map(fen)
const METHODS: PayMethod[] = ['cash', 'card', 'wechat', 'alipay']

const facts = (setl_id: string) => ({
  ...{ setl_id, msgid: `H51010000001${setl_id}`, setl_time: '2026-03-05 10:00:00', shiftId: 'BC1' },
  ...{ now: 1, opter: 'a1', opterName: '王敏', receiptNo: receiptOfMessage(`H51010000001${setl_id}`) },
})

const of = <T extends Change['t']>(changes: Change[], t: T) =>
  changes.filter((c) => c.t === t) as Extract<Change, { t: T }>[]
const deposits = (changes: Change[]): DepositRow[] => of(changes, 'deposit').map((c) => c.add)
const payments = (changes: Change[]): PaymentRow[] => of(changes, 'payment').map((c) => c.add)
const total = (rows: readonly { amountFen: Fen }[]) => sum(rows.map((r) => r.amountFen))

/** Splits an amount over methods, each once. */
const over = (amount: Fen, parts: number[]): Payment[] => {
  const out: Payment[] = []
  let left: number = amount
  METHODS.forEach((method, i) => {
    const part = i === METHODS.length - 1 ? left : Math.min(left, parts[i] ?? 0)
    if (part > 0) out.push({ method, amountFen: fen(part) })
    left -= part
  })
  return out
}

/** A settlement from what is due, as the centre books it: its cash may differ from the one pre-settled. */
function settled(balance: Fen, expected: Fen, actual: Fen, mid: boolean, parts: number[]) {
  const due = dueOf(expected, balance, mid)
  const taken = over(due.topUpFen, parts)
  const { fromDepositFen, payments } = paidBy(taken, due.fromDepositFen, actual)
  const done: StaySettlement = {
    ...{ setl_id: 'S1', msgid: 'm', setl_time: '', mid, amounts: selfPaid(actual) },
    payments,
    depositFen: fromDepositFen,
    givenBack: over(due.giveBackFen, parts),
    ...{ clr_type: '21', clr_optins: '', cancelled: null },
  }
  return {
    due,
    done,
    changes: settledChanges(aStay(), done, facts('S1'), { which: 'uploaded', warnings: [] }),
  }
}

describe('what is due', () => {
  it('the deposits and the counter make up the cash share, and no deposit is lost', () => {
    fc.assert(
      fc.property(money, money, fc.boolean(), (cash, balance, mid) => {
        const due = dueOf(cash, balance, mid)
        expect(due.fromDepositFen + due.topUpFen).toBe(cash)
        expect(Math.min(due.fromDepositFen, due.topUpFen, due.giveBackFen)).toBeGreaterThanOrEqual(0)
        expect(due.topUpFen > 0 && due.giveBackFen > 0).toBe(false)
        expect(due.giveBackFen).toBe(mid ? 0 : balance - due.fromDepositFen)
      }),
    )
  })
})

describe('a settlement and its undoing', () => {
  const parts = fc.array(fc.integer({ min: 0, max: 2_000_000 }), { maxLength: 3 })
  const cases = fc.record({ balance: money, expected: money, actual: money, mid: fc.boolean(), parts })

  it('pays the centre’s cash share in full, and leaves what the deposits had beside it', () => {
    fc.assert(
      fc.property(cases, ({ balance, expected, actual, mid, parts }) => {
        const { due, done, changes } = settled(balance, expected, actual, mid, parts)
        expect(total(payments(changes))).toBe(actual)
        const kept = mid ? balance : due.fromDepositFen
        expect(balance + total(deposits(changes))).toBe(kept - done.depositFen)
        expect(done.depositFen).toBeLessThanOrEqual(actual)
      }),
    )
  })

  it.each(['return', 'deposit'] as const)('taken back by %s, every fen is where it belongs', (to) => {
    fc.assert(
      fc.property(cases, ({ balance, expected, actual, mid, parts }) => {
        const { due, done, changes } = settled(balance, expected, actual, mid, parts)
        const stay = aStay({ settlements: [done] })
        const back = unsettledChanges(stay, done, negated(done.amounts), facts('S2'), to)
        expect(total(payments([...changes, ...back]))).toBe(0)
        let held = balance + total(deposits(changes))
        for (const row of deposits(back)) {
          held += row.amountFen
          expect(held, 'never below zero on the way').toBeGreaterThanOrEqual(0)
          expect(row.amountFen > 0).toBe(row.kind === 'take' || row.kind === 'release')
          expect(row.receiptNo !== null).toBe(row.kind === 'take' || row.kind === 'giveBack')
        }
        // given back with a final settlement stays given back
        const kept = mid ? balance : due.fromDepositFen
        expect(held).toBe(to === 'return' ? kept : kept + actual - done.depositFen)
        if (to === 'return') return
        // what was taken at the counter never left the drawer
        for (const method of METHODS) {
          const own = [...payments(back), ...deposits(back)].filter((r) => r.method === method)
          expect(total(own)).toBe(0)
        }
      }),
    )
  })

  it('numbers each receipt of a message once', () => {
    const { changes } = settled(fen(900), fen(100), fen(100), false, [300, 200])
    const receipts = deposits(changes).flatMap((d) => d.receiptNo ?? [])
    expect(receipts).toHaveLength(3)
    expect(new Set(receipts).size).toBe(3)
  })
})
