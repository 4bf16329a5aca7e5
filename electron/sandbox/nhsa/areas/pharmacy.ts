import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { type Fen, lineAmount, scaled, yuan, yuanNumber } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Data } from '../booking.ts'
import {
  bookedBy,
  checkSums,
  nextSetlId,
  priced,
  restore,
  settlementBy,
  takeBack,
  text,
  toRefund,
} from '../booking.ts'
import { type CatalogueItem, itemOf } from '../catalogue.ts'
import { bookLine } from '../detail.ts'
import { checkHolder, liveInsurance, personOf } from '../people.ts'
import { type Plan, planFor } from '../plans.ts'
import type { SettlementRow, VisitRow } from '../rows.ts'
import { type Split, split } from '../rules.ts'
import { setlAnswer, stayRefundAnswer } from '../setlinfo.ts'
import type { Area, Ctx, Undo } from '../types.ts'
import { refuse } from '../types.ts'

/** What is bought without a plan of its own is paid by the personal account or in cash. */
const OVER_THE_COUNTER = '41'
const noFund = (insutype: string): Plan => ({
  ...{ group: '药店', insutype, med_types: [OVER_THE_COUNTER], dedcFen: 0, ratio: 0, ceilingFen: 0 },
})

interface Line {
  line: Data
  item: CatalogueItem
  amount: Fen
  parts: Split
}

interface Purchase {
  visit: VisitRow
  lines: Line[]
  row: SettlementRow
}

/** A purchase as it would be settled: the visit, its lines and the row, none of them written. Source: 2102. */
function purchase(input: JsonObject, ctx: Ctx): Purchase {
  const data = input.druginfo as Data
  const person = personOf(text(data.psn_no))
  const insu = liveInsurance(person, text(data.insutype))
  checkHolder(person, data, ctx)
  const lines = linesOf(input.drugdetail as unknown as Data[])
  const add = (name: keyof Split) => lines.reduce((total, { parts }) => total + parts[name], 0) as Fen
  const totals = {
    fulamt: add('fulamt'),
    overlmt: add('overlmt'),
    preself: add('preself'),
    inscp: add('inscp'),
  }
  checkSums(data, totals)
  const med_type = text(data.med_type)
  const plan =
    med_type === OVER_THE_COUNTER
      ? noFund(insu.insutype)
      : (planFor(insu.insutype, med_type, false) ?? refuse('该险种在此医疗类别下无统筹待遇，请按自费结算'))
  const visit: VisitRow = {
    mdtrt_id: `${insu.insuplc_admdvs}${String(ctx.store.next('mdtrt')).padStart(12, '0')}`,
    msgid: ctx.env.msgid,
    psn_no: person.psn_no,
    insutype: insu.insutype,
    fixmedins_code: ctx.env.fixmedins_code,
    ipt_otp_no: `YD${ctx.env.msgid}`,
    begntime: text(data.begntime),
    med_type,
    insuplc_admdvs: insu.insuplc_admdvs,
    stas: 1,
    diags: 0,
    info: JSON.stringify(data),
    mdtrtinfo: JSON.stringify({ dise_codg: text(data.dise_codg), dise_name: text(data.dise_name) }),
    diseinfo: '[]',
    at_ms: ctx.at_ms,
  }
  const bill = { visit, totals, plan, med_type, infno: ctx.env.infno, chrg_bchno: '', clr_type: '41' }
  return { visit, lines, row: priced(bill, data, ctx) }
}

function linesOf(rows: Data[]): Line[] {
  const serials = rows.map((line) => text(line.feedetl_sn))
  if (new Set(serials).size !== serials.length) refuse('费用明细流水号重复')
  return rows.map((line, at) => {
    const where = `第 ${at + 1} 行`
    const item =
      itemOf(text(line.med_list_codg)) ??
      refuse(`${where}：医疗目录编码 ${line.med_list_codg} 不在医保目录内`)
    const amount = yuan(line.det_item_fee_sumamt ?? 0)
    if ((scaled(line.cnt ?? 0, 4) ?? 0n) <= 0n) refuse(`${where}：数量必须大于 0`)
    if (Math.abs(amount - lineAmount(line.pric ?? 0, line.cnt ?? 0)) > 1)
      refuse(`${where}：明细项目费用总额不等于 数量×单价`)
    return { line, item, amount, parts: split(item, amount, line.cnt ?? 0, '') }
  })
}

function shown({ lines, row }: Purchase, ctx: Ctx): JsonObject {
  return { ...setlAnswer(row, ctx), detlcutinfo: lines.map(cut) }
}

const cut = ({ line, item, amount, parts }: Line): Json => ({
  feedetl_sn: text(line.feedetl_sn),
  det_item_fee_sumamt: yuanNumber(amount),
  cnt: Number(line.cnt),
  pric: Number(line.pric),
  pric_uplmt_amt: Number(item.pric_uplmt_amt),
  selfpay_prop: Number(item.selfpay_prop),
  fulamt_ownpay_amt: yuanNumber(parts.fulamt),
  overlmt_amt: yuanNumber(parts.overlmt),
  preselfpay_amt: yuanNumber(parts.preself),
  inscp_scp_amt: yuanNumber(parts.inscp),
  chrgitm_lv: item.chrgitm_lv,
  med_chrgitm_type: item.med_chrgitm_type,
})

/** 2101: books nothing; its setlinfo has no setl_id but says when it was reckoned. */
function preview(input: JsonObject, ctx: Ctx) {
  const answer = shown(purchase(input, ctx), ctx)
  return { ...answer, setlinfo: { ...(answer.setlinfo as JsonObject), setl_time: datetime(ctx.at_ms) } }
}

/** 2102 */
function book(input: JsonObject, ctx: Ctx) {
  const { visit, lines, row } = purchase(input, ctx)
  row.setl_id = nextSetlId(ctx)
  ctx.store.insert('visit', visit)
  ctx.store.insert('settlement', row)
  for (const { line, item, amount, parts } of lines) bookLine(line, '', visit, item, amount, parts, ctx)
  ctx.store.run('update detail set setl_id = ? where mdtrt_id = ?', row.setl_id, visit.mdtrt_id)
  return shown({ visit, lines, row }, ctx)
}

const setStas = (of: SettlementRow, stas: number, ctx: Ctx) =>
  ctx.store.run('update visit set stas = ? where mdtrt_id = ?', stas, of.mdtrt_id)

/** 2103: whole; the details stay with the settlement that held them, and the visit is over. */
function refund(input: JsonObject, ctx: Ctx) {
  const { setl_id = '', mdtrt_id = '', psn_no = '' } = input.data as Record<string, string>
  const of = toRefund(setl_id, mdtrt_id, ctx)
  if (of.psn_no !== psn_no || of.clr_type !== '41') refuse(`药店结算信息不存在（结算ID ${setl_id}）`)
  setStas(of, 0, ctx)
  const answer = stayRefundAnswer(takeBack(of, ctx, false), ctx)
  const { hosp_part_amt: _, exp_content: __, ...setlinfo } = answer.setlinfo as JsonObject
  return { ...answer, setlinfo }
}

const undoBooking: Undo = (message, ctx) => {
  const of = bookedBy(message.msgid, ctx)
  if (of.refd) refuse('原结算已撤销，不能冲正')
  setStas(of, 0, ctx)
  takeBack(of, ctx, true)
}

const undoRefund: Undo = (message, ctx) => {
  const negative = bookedBy(message.msgid, ctx)
  const of = settlementBy(negative.reverses, ctx) ?? refuse('未找到原交易，冲正失败')
  setStas(of, 1, ctx)
  restore(negative, of, ctx)
}

export const pharmacy: Area = { '2101': preview, '2102': book, '2103': refund }
export const pharmacyUndo: Record<string, Undo> = { '2102': undoBooking, '2103': undoRefund }
