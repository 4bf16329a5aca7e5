import type { ShiftTotals, ShiftView, TotalsLine } from '../../../shared/api/shift.ts'
import { INJURY_LABEL } from '../../../shared/injury.ts'
import { type Fen, fen, ZERO } from '../../../shared/money.ts'
import { PAY_METHOD_LABEL } from '../../../shared/visit.ts'
import type { DepositRow, Journal, PaymentRow, SettlementRow, ShiftRow } from '../../journal/port.ts'
import { isInjury } from '../injury/store.ts'

export function shiftView(row: ShiftRow): ShiftView {
  return {
    shiftId: row.shiftId,
    opter: row.opter,
    opterName: row.opterName,
    window: row.window,
    startedAt: row.startedAt,
    endedAt: row.endedAt,
    sign_no: row.signNo.nhsa ?? null,
    handedTo: row.handedTo,
  }
}

const INJURY = 'injury'

type Meaning = (dict: string, value: string) => string

/** The shift's sums from the counter's ledger; refunds stand in them as negative rows. */
export async function shiftTotals(journal: Journal, shift: ShiftRow, meaning: Meaning): Promise<ShiftTotals> {
  const settlements = await journal.settlements({ shiftId: shift.shiftId })
  const payments = await journal.payments({ shiftId: shift.shiftId })
  const deposits = await journal.deposits({ shiftId: shift.shiftId })
  const open = await journal.unfinished()
  // the platforms of work injury have code tables of their own, and 410 is another insurance at the national centre
  const insurance = (row: SettlementRow) => (isInjury(row.family) ? INJURY : row.insutype)
  const medType = (row: SettlementRow) => (isInjury(row.family) ? row.family : row.med_type)
  return {
    shift: shiftView(shift),
    byInsurance: grouped(settlements, insurance, (key) =>
      key === INJURY ? '工伤保险' : key ? meaning('insutype', key) : '自费',
    ),
    byMedType: grouped(settlements, medType, (key) =>
      isInjury(key) ? INJURY_LABEL[key] : meaning('med_type', key),
    ),
    byPayment: byMethod(payments),
    deposits: byMethod(deposits),
    all: line('all', '合计', settlements),
    counted: (shift.totals as unknown as ShiftTotals | null)?.counted ?? null,
    doubtful: open.filter((t) => t.kind !== 'query' && t.shiftId === shift.shiftId).length,
  }
}

function grouped(
  rows: SettlementRow[],
  keyOf: (row: SettlementRow) => string,
  labelOf: (key: string) => string,
): TotalsLine[] {
  return [...Map.groupBy(rows, keyOf)]
    .map(([key, group]) => line(key, labelOf(key), group))
    .sort((a, b) => b.totalFen - a.totalFen)
}

function line(key: string, label: string, rows: SettlementRow[]): TotalsLine {
  const add = (of: (row: SettlementRow) => Fen) => fen(rows.reduce((acc, row) => acc + of(row), 0))
  return {
    key,
    label,
    count: rows.filter((r) => r.reverses === null).length,
    refunds: rows.filter((r) => r.reverses !== null).length,
    totalFen: add((r) => r.totalFen),
    fundFen: add((r) => r.fundFen),
    acctFen: add((r) => r.acctFen),
    cashFen: add((r) => r.cashFen),
    hospFen: add((r) => r.hospFen),
  }
}

/** Money that moved, by how. What deposits paid or got back (method `deposit`) moved none, and is left out. */
function byMethod(rows: readonly (PaymentRow | DepositRow)[]): ShiftTotals['byPayment'] {
  return Object.entries(PAY_METHOD_LABEL).map(([key, label]) => {
    const own = rows.filter((r) => r.method === key)
    const inFen = own.reduce((acc, r) => acc + Math.max(r.amountFen, 0), 0)
    const outFen = own.reduce((acc, r) => acc + Math.max(-r.amountFen, 0), 0)
    return {
      key,
      label,
      inFen: fen(inFen),
      outFen: fen(outFen),
      netFen: fen(inFen - outFen),
      count: own.length,
    }
  })
}

/** The cash that must be in the drawer: of settlements and of deposits. */
export function cashDue(totals: ShiftTotals): Fen {
  const cash = (lines: ShiftTotals['byPayment']) => lines.find((p) => p.key === 'cash')?.netFen ?? ZERO
  return fen(cash(totals.byPayment) + cash(totals.deposits))
}
