import type { ShiftTotals, TotalsLine } from '../../../shared/api/shift.ts'
import type { Dict } from '../../../shared/contract.ts'
import { type Fen, fen, priceShow, sum, yuanShow } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import {
  type Amounts,
  type ChargeLine,
  PAY_METHOD_LABEL,
  type Payment,
  type Visit,
} from '../../../shared/visit.ts'
import type { Row, SlipData } from './bind.ts'

/** What a slip needs besides the visit itself. */
export interface SlipContext {
  hospital: string
  dict(name: string): Dict | undefined
  /** 0 for the first print, n for the n-th reprint */
  reprint: number
  now: number
}

export type SlipKind = 'slip' | 'refund' | 'selfpay'

/** 甲类 → 甲: what stands in a narrow column. */
const LEVEL_SHORT: Record<string, string> = { '01': '甲', '02': '乙', '03': '丙' }

const label = (ctx: SlipContext, dict: string, code: string | undefined): string =>
  code === undefined || code === '' ? '' : (ctx.dict(dict)?.values[code] ?? code)

/** 15.50 → 15.5, 84.0000 → 84: counts and prices as people write them. */
const trimmed = (decimal: string) =>
  decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal

/**
 * The fields that a settlement's, a refund's or a self-pay slip may bind. Null if the visit does not hold that
 * setl_id (any more).
 */
export function slipData(
  visit: Visit,
  setl_id: string,
  ctx: SlipContext,
): { kind: SlipKind; data: SlipData } | null {
  const { settlement, refund } = visit
  if (!settlement) return null
  const refunding = refund?.setl_id === setl_id
  if (!refunding && settlement.setl_id !== setl_id) return null
  const made = refunding ? refund : settlement
  return {
    kind: refunding ? 'refund' : visit.selfPay ? 'selfpay' : 'slip',
    data: {
      hospital: ctx.hospital,
      reprint: ctx.reprint > 0 ? `重打 第 ${ctx.reprint} 次` : '',
      void_mark: refund && !refunding ? '已退费' : '',
      setl_id,
      original_setl_id: refunding ? settlement.setl_id : '',
      msgid: made.msgid,
      setl_time: made.setl_time,
      printed_at: datetime(ctx.now),
      opter: visit.opter,
      opter_name: visit.opterName,
      window: visit.window,
      ...person(visit, ctx),
      ...charges(visit.lines, ctx),
      ...amounts(settlement.amounts),
      // what the account holds after a refund is not told by 2208
      balance: refunding ? '' : yuanShow(settlement.amounts.balc),
      ...payments(made.payments),
    },
  }
}

/** 统筹基金 12.30　居民大病 4.00: a list for papers that are wide rather than long. */
const inWords = (rows: readonly { label: string; amount: Fen }[]) =>
  rows.map((r) => `${r.label} ${yuanShow(r.amount)}`).join('　')

function person(visit: Visit, ctx: SlipContext): SlipData {
  const { person, insu, cert } = visit
  const diagnoses = [...visit.diagnoses].sort((a, b) => Number(b.main) - Number(a.main))
  return {
    psn_name: person?.psn_name ?? cert?.psn_name ?? '',
    certno: person?.certno ?? cert?.certno ?? '',
    gend: label(ctx, 'gend', person?.gend),
    age: person ? `${person.age}岁` : '',
    psn_no: person?.psn_no ?? '',
    insutype: visit.selfPay ? '自费' : label(ctx, 'insutype', insu?.insutype),
    psn_type: label(ctx, 'psn_type', insu?.psn_type),
    med_type: label(ctx, 'med_type', visit.med_type),
    mdtrt_id: visit.mdtrt_id ?? '',
    ipt_otp_no: visit.ipt_otp_no,
    dept_name: visit.dept?.dept_name ?? '',
    dr_name: visit.doctor?.dr_name ?? '',
    diagnoses: diagnoses.map((d) => d.diag_name).join('；'),
  }
}

function charges(lines: readonly ChargeLine[], ctx: SlipContext): SlipData {
  const groups = new Map<string, ChargeLine[]>()
  for (const l of lines) {
    groups.set(l.med_chrgitm_type, [...(groups.get(l.med_chrgitm_type) ?? []), l])
  }
  const categories = [...groups].map(([code, of]) => ({
    label: label(ctx, 'med_chrgitm_type', code),
    amount: sum(of.map((l) => l.amountFen)),
  }))
  return {
    lines: lines.map((l, i) => ({
      no: i + 1,
      name: l.name,
      spec: l.spec,
      unit: l.unit,
      cnt: trimmed(l.cnt),
      pric: priceShow(l.pric),
      amount: l.amountFen,
      lv: LEVEL_SHORT[l.chrgitm_lv] ?? '',
      chrgitm: label(ctx, 'med_chrgitm_type', l.med_chrgitm_type),
    })),
    categories,
    categories_text: inWords(categories),
  }
}

function amounts(a: Amounts): SlipData {
  const parts: [string, Fen][] = [
    ['全自费', a.fulamt_ownpay_amt],
    ['超限价自费', a.overlmt_selfpay],
    ['先行自付', a.preselfpay_amt],
    ['起付线', a.act_pay_dedc],
    ['符合政策范围', a.inscp_scp_amt],
  ]
  const within = parts.filter(([, amount]) => amount !== 0).map(([label, amount]) => ({ label, amount }))
  const funds = a.funds.map(({ label, amount }) => ({ label, amount }))
  return {
    total: a.total,
    fund: a.fund,
    acct: a.acct,
    cash: a.cash,
    hosp: a.hosp,
    funds,
    funds_text: inWords(funds),
    within,
    within_text: inWords(within),
  }
}

/** Refunds are booked with either sign; on paper both say how much went back. */
function payments(paid: readonly Payment[]): SlipData {
  const tendered = sum(paid.map((p) => p.tenderedFen ?? fen(0)))
  const cash = sum(paid.filter((p) => p.tenderedFen !== undefined).map((p) => p.amountFen))
  const rows = paid.map((p) => ({
    label: PAY_METHOD_LABEL[p.method],
    amount: fen(Math.abs(p.amountFen)),
    ref_no: p.refNo ?? '',
  }))
  return {
    payments: rows,
    payments_text: inWords(rows),
    tendered,
    change: tendered > cash ? fen(tendered - cash) : 0,
  }
}

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

/** The fields of the shift report. */
export function shiftData(totals: ShiftTotals, hospital: string, now: number): SlipData {
  const { shift, all } = totals
  return {
    hospital,
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
    printed_at: datetime(now),
    by_payment: totals.byPayment.map((p) => ({
      label: p.label,
      count: p.count,
      in: p.inFen,
      out: p.outFen,
      net: p.netFen,
    })),
    by_insurance: totals.byInsurance.map(totalsRow),
    by_med_type: totals.byMedType.map(totalsRow),
    sum_in: sum(totals.byPayment.map((p) => p.inFen)),
    sum_out: sum(totals.byPayment.map((p) => p.outFen)),
    sum_net: sum(totals.byPayment.map((p) => p.netFen)),
    ...totalsRow(all),
  }
}
