import { type Fen, priceShow, sum, yuanShow } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Amounts, ChargeLine, Visit } from '../../../../shared/visit.ts'
import type { SlipData } from '../bind.ts'
import { inWords, LEVEL_SHORT, label, type PaperContext, payments, reprintMark, trimmed } from './words.ts'

export type SlipKind = 'slip' | 'refund' | 'selfpay'

/**
 * The fields that a settlement's, a refund's or a self-pay slip may bind. Null if the visit does not hold that
 * setl_id (any more).
 */
export function slipData(
  visit: Visit,
  setl_id: string,
  ctx: PaperContext,
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
      reprint: reprintMark(ctx.reprint),
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

function person(visit: Visit, ctx: PaperContext): SlipData {
  const { person, insu, cert } = visit
  const diagnoses = [...visit.diagnoses].sort((a, b) => Number(b.main) - Number(a.main))
  return {
    psn_name: person?.psn_name ?? cert?.psn_name ?? '',
    certno: person?.certno ?? cert?.certno ?? '',
    gend: label(ctx, 'gend', person?.gend),
    age: person ? `${person.age}岁` : '',
    psn_no: person?.psn_no ?? '',
    insutype: visit.selfPay
      ? '自费'
      : label(ctx, 'insutype', insu?.insutype) + (visit.remote ? '（异地）' : ''),
    psn_type: label(ctx, 'psn_type', insu?.psn_type),
    med_type: label(ctx, 'med_type', visit.med_type),
    mdtrt_id: visit.mdtrt_id ?? '',
    ipt_otp_no: visit.ipt_otp_no,
    dept_name: visit.dept?.dept_name ?? '',
    dr_name: visit.doctor?.dr_name ?? '',
    diagnoses: diagnoses.map((d) => d.diag_name).join('；'),
  }
}

function charges(lines: readonly ChargeLine[], ctx: PaperContext): SlipData {
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

/** The amounts of a settlement: totals, each fund, and what stands within the policy and without. */
export function amounts(a: Amounts): SlipData {
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
