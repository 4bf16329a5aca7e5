import { type Fen, fen } from '../../../../shared/money.ts'
import type { Guitai, LedgerRow } from '../../../compose.ts'

/** A counter's own row: one a settlement, one negative row a refund. */
export type CounterRow = Awaited<ReturnType<Guitai['journal']['settlements']>>[number]

export interface Sums {
  /** settlements that stand */
  count: number
  totalFen: Fen
  fundFen: Fen
  acctFen: Fen
  cashFen: Fen
}

export interface Comparison {
  /** by counter, then all of them together */
  lines: { label: string; counter: Sums; centre: Sums }[]
  /** effective at the centre, and no counter shows them */
  lost: string[]
  /** visits of which more than one settlement stands at the centre */
  duplicated: string[]
  /** shown by a counter and not at the centre, or with other amounts */
  unexplained: string[]
}

/** 发送方报文ID: institution (12), time (14), the counter's slot (2), count (2). */
const slotOf = (msgid: string) => Number(msgid.slice(26, 28))
const isLocal = (row: CounterRow) => row.mdtrt_id === null

/**
 * The counters' ledgers beside the centre's. Sums are over all rows, refunds and reversals with their signs;
 * counts and the three lists are of what stands. Self-pay rows are the counter's own affair and left out.
 */
export function compareLedgers(
  counters: { slot: number; label: string; rows: CounterRow[] }[],
  centre: { ledger: LedgerRow[]; effective: LedgerRow[] },
): Comparison {
  const insured = counters.map((c) => ({ ...c, rows: c.rows.filter((row) => !isLocal(row)) }))
  const lines = insured.map(({ slot, label, rows }) => ({
    label,
    counter: ofCounter(rows),
    centre: ofCentre(
      centre.ledger.filter((row) => slotOf(row.msgid) === slot),
      centre.effective.filter((row) => slotOf(row.msgid) === slot).length,
    ),
  }))
  const all = insured.flatMap((c) => c.rows)
  const both = {
    label: '合计',
    counter: ofCounter(all),
    centre: ofCentre(centre.ledger, centre.effective.length),
  }
  const shown = new Map(standing(all).map((row) => [row.setl_id, row]))
  const there = new Map(centre.effective.map((row) => [row.setl_id, row]))
  return {
    lines: [...lines, both],
    lost: [...there.keys()].filter((id) => !shown.has(id)),
    duplicated: [...Map.groupBy(centre.effective, (row) => row.mdtrt_id)]
      .filter(([, rows]) => rows.length > 1)
      .map(([mdtrt_id]) => mdtrt_id),
    unexplained: [...shown.values()]
      .filter((row) => !same(row, there.get(row.setl_id)))
      .map((r) => r.setl_id),
  }
}

/** Settlements that no refund has taken back. */
export function standing(rows: CounterRow[]): CounterRow[] {
  const taken = new Set(rows.map((row) => `${row.family} ${row.reverses}`))
  return rows.filter((row) => row.reverses === null && !taken.has(`${row.family} ${row.setl_id}`))
}

function same(row: CounterRow, there: LedgerRow | undefined): boolean {
  return (
    there !== undefined &&
    row.totalFen === there.medfee_sumamt &&
    row.fundFen === there.fund_pay_sumamt &&
    row.acctFen === there.acct_pay &&
    row.cashFen === there.psn_cash_pay
  )
}

function ofCounter(rows: CounterRow[]): Sums {
  const add = (of: (row: CounterRow) => Fen) => fen(rows.reduce((acc, row) => acc + of(row), 0))
  return {
    count: standing(rows).length,
    totalFen: add((r) => r.totalFen),
    fundFen: add((r) => r.fundFen),
    acctFen: add((r) => r.acctFen),
    cashFen: add((r) => r.cashFen),
  }
}

function ofCentre(rows: LedgerRow[], count: number): Sums {
  const add = (of: (row: LedgerRow) => Fen) => fen(rows.reduce((acc, row) => acc + of(row), 0))
  return {
    count,
    totalFen: add((r) => r.medfee_sumamt),
    fundFen: add((r) => r.fund_pay_sumamt),
    acctFen: add((r) => r.acct_pay),
    cashFen: add((r) => r.psn_cash_pay),
  }
}
