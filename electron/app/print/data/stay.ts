import { type Fen, fen, sum, yuanShow } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { daysIn, type Stay, type StaySettlement } from '../../../../shared/stay.ts'
import type { Amounts } from '../../../../shared/visit.ts'
import type { DepositRow, FeeRow, ShiftRow } from '../../../journal/port.ts'
import type { SlipData } from '../bind.ts'
import { amounts } from './visit.ts'
import { inWords, label, methodLabel, type PaperContext, payments, reprintMark } from './words.ts'

/** Who lies where, since when: at the top of every paper of a stay. `until` is epoch ms. */
export function stayHead(stay: Stay, until: number, ctx: PaperContext): SlipData {
  const { person, cert, insu, admission, discharge } = stay
  const dept = discharge?.dept ?? admission.dept
  const doctor = discharge?.doctor ?? admission.doctor
  const diagnoses = [...(discharge?.diagnoses ?? admission.diagnoses)]
    .sort((a, b) => Number(b.main) - Number(a.main))
    .map((d) => d.diag_name)
  return {
    hospital: ctx.hospital,
    reprint: reprintMark(ctx.reprint),
    printed_at: datetime(ctx.now),
    psn_name: person?.psn_name ?? cert?.psn_name ?? '',
    certno: person?.certno ?? cert?.certno ?? '',
    gend: label(ctx, 'gend', person?.gend),
    age: person ? `${person.age}岁` : '',
    psn_no: person?.psn_no ?? '',
    insutype: stay.selfPay ? '自费' : label(ctx, 'insutype', insu?.insutype),
    psn_type: label(ctx, 'psn_type', insu?.psn_type),
    insuplc: label(ctx, 'admdvs', insu?.insuplc_admdvs),
    med_type: label(ctx, 'med_type', admission.med_type),
    ipt_no: stay.ipt_no,
    medrcdno: admission.medrcdno,
    mdtrt_id: stay.mdtrt_id ?? '',
    dept_name: dept?.dept_name ?? '',
    bed: discharge?.bed || admission.bed,
    dr_name: doctor?.dr_name ?? '',
    diagnoses: [...new Set(diagnoses)].join('；'),
    newborns: stay.newborns.map((n) => n.ipt_no).join('、'),
    begntime: dateOf(admission.begntime),
    endtime: discharge ? dateOf(discharge.endtime) : '',
    dscg_way: label(ctx, 'dscg_way', discharge?.dscg_way),
    days: daysIn(admission.begntime, discharge?.endtime ?? until),
  }
}

export interface StayBill {
  stay: Stay
  settlement: StaySettlement
  /** the paper of its cancellation (2305), not of itself */
  cancelling: boolean
  /** when it was booked here, epoch ms */
  at: number
  /** the lines in it; none once it was cancelled */
  fees: readonly FeeRow[]
  /** all deposit rows of the stay, oldest first */
  deposits: readonly DepositRow[]
  shift: ShiftRow | null
}

/** The fields of 住院结算单. */
export function stayBillData(bill: StayBill, ctx: PaperContext): SlipData {
  const { stay, settlement: s, cancelling } = bill
  const made = cancelling && s.cancelled ? s.cancelled : s
  const days = bill.fees.map((f) => f.day).sort()
  return {
    ...stayHead(stay, bill.at, ctx),
    title: `${stay.selfPay ? '住院自费' : '住院医疗费'}${cancelling ? '结算撤销单' : '结算单'}`,
    setl_id: made.setl_id,
    original_setl_id: cancelling ? s.setl_id : '',
    msgid: stay.selfPay ? '' : made.msgid,
    setl_time: made.setl_time,
    void_mark: s.cancelled && !cancelling ? '已撤销' : '',
    mid_mark: s.mid ? '中途结算' : '',
    clr_type: label(ctx, 'clr_type', s.clr_type),
    insured: !stay.selfPay,
    fee_from: days[0] ?? '',
    fee_to: days.at(-1) ?? '',
    fee_count: bill.fees.length,
    ...classes(bill.fees, s.amounts, ctx),
    ...amounts(s.amounts),
    ...parts(s.amounts),
    balance: stay.selfPay || cancelling ? '' : yuanShow(s.amounts.balc),
    ...depositsAt(bill),
    ...payments(s.payments),
    given_back_text: inWords(
      s.givenBack.map((p) => ({ label: methodLabel(p.method), amount: fen(Math.abs(p.amountFen)) })),
    ),
    opter: bill.shift?.opter ?? stay.opter,
    opter_name: bill.shift?.opterName ?? stay.opterName,
    window: bill.shift?.window ?? stay.window,
  }
}

/** The four parts into which the centre divides the whole (2304: 全自费, 超限价, 先行自付, 符合范围). */
function parts(a: Amounts): SlipData {
  return {
    fulamt_ownpay_amt: a.fulamt_ownpay_amt,
    overlmt_selfpay: a.overlmt_selfpay,
    preselfpay_amt: a.preselfpay_amt,
    inscp_scp_amt: a.inscp_scp_amt,
    act_pay_dedc: a.act_pay_dedc,
  }
}

const SPLIT = ['fulamt_ownpay_amt', 'overlmt_amt', 'preselfpay_amt', 'inscp_scp_amt'] as const

function classes(fees: readonly FeeRow[], all: Amounts, ctx: PaperContext): SlipData {
  const rows = [...Map.groupBy(fees, (f) => f.med_chrgitm_type)]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([code, own]) => ({
      label: label(ctx, 'med_chrgitm_type', code),
      amount: sum(own.map((f) => f.amountFen)),
      ...Object.fromEntries(SPLIT.map((part) => [part, sum(own.map((f) => f.split?.[part] ?? fen(0)))])),
    }))
  return { classes: rows, classes_text: inWords(rows), classes_total: rows.length > 0 ? all.total : '' }
}

/** The deposits as they stood right after this settlement: later ones belong on later papers. */
function depositsAt({ settlement: s, deposits, at }: StayBill): SlipData {
  const own = deposits.filter((d) => d.setl_id === s.setl_id && d.kind !== 'release')
  const until = Math.max(at, ...own.map((d) => d.at))
  const then = deposits.filter((d) => d.at <= until)
  const of = (rows: readonly DepositRow[]): Fen => sum(rows.map((d) => d.amountFen))
  const taken = of(then.filter((d) => d.kind === 'take'))
  const used = s.depositFen
  const back = fen(sum(s.givenBack.map((p) => fen(Math.abs(p.amountFen)))))
  const left = of(then)
  return {
    has_deposit: then.length > 0,
    dep_taken: taken,
    // what earlier settlements used or gave back
    dep_before: fen(taken - used - back - left),
    dep_used: used,
    dep_back: back,
    dep_left: left,
    dep_receipts: then
      .filter((d) => d.kind === 'take')
      .map((d) => d.receiptNo)
      .filter(Boolean)
      .join('、'),
  }
}
