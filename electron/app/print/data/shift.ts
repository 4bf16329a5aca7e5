import type { ShiftTotals, TotalsLine } from '../../../../shared/api/shift.ts'
import { fen, sum, yuanShow } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Row, SlipData } from '../bind.ts'
import { reprintMark } from './words.ts'

const totalsRow = (t: TotalsLine): Row => ({
  label: t.label,
  count: t.count,
  refunds: t.refunds,
  total: t.totalFen,
  fund: t.fundFen,
  acct: t.acctFen,
  cash: t.cashFen,
  hosp: t.hospFen,
})

function drawerText({ cashFen, differenceFen, note }: NonNullable<ShiftTotals['counted']>): string {
  const off = differenceFen > 0 ? '长款' : '短款'
  const difference = differenceFen === 0 ? '平账' : `${off} ${yuanShow(fen(Math.abs(differenceFen)))}`
  return `点钞 ${yuanShow(cashFen)}　${difference}${note ? `　说明：${note}` : ''}`
}

/** 押金 by method: what came in, what was given back, and what stays in the drawer of it. */
function depositsOf({ deposits }: ShiftTotals): SlipData {
  return {
    deposits: deposits.map((d) => ({
      label: d.label,
      count: d.count,
      in: d.inFen,
      out: d.outFen,
      net: d.netFen,
    })),
    deposit_in: sum(deposits.map((d) => d.inFen)),
    deposit_out: sum(deposits.map((d) => d.outFen)),
    deposit_net: sum(deposits.map((d) => d.netFen)),
  }
}

/** The fields of the shift report. */
export function shiftData(
  totals: ShiftTotals,
  ctx: { hospital: string; now: number; reprint?: number },
): SlipData {
  const { shift, all } = totals
  return {
    hospital: ctx.hospital,
    reprint: reprintMark(ctx.reprint ?? 0),
    shift_id: shift.shiftId,
    opter: shift.opter,
    opter_name: shift.opterName,
    window: shift.window,
    started_at: datetime(shift.startedAt),
    ended_at: shift.endedAt === null ? '' : datetime(shift.endedAt),
    open_mark: shift.endedAt === null ? '当班中，未签退' : '',
    sign_no: shift.sign_no ?? '',
    handed_to: shift.handedTo ?? '',
    doubtful: totals.doubtful,
    drawer: totals.counted ? drawerText(totals.counted) : '',
    printed_at: datetime(ctx.now),
    by_payment: totals.byPayment.map((p) => ({
      label: p.label,
      count: p.count,
      in: p.inFen,
      out: p.outFen,
      net: p.netFen,
    })),
    ...depositsOf(totals),
    by_insurance: totals.byInsurance.map(totalsRow),
    by_med_type: totals.byMedType.map(totalsRow),
    sum_in: sum(totals.byPayment.map((p) => p.inFen)),
    sum_out: sum(totals.byPayment.map((p) => p.outFen)),
    sum_net: sum(totals.byPayment.map((p) => p.netFen)),
    ...totalsRow(all),
  }
}
