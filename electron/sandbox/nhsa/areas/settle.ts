import type { JsonObject } from '../../../../shared/contract.ts'
import type { Data } from '../booking.ts'
import {
  bookedBy,
  checkSums,
  freeDetails,
  nextSetlId,
  priced,
  restore,
  settlementBy,
  takeBack,
  text,
  toRefund,
} from '../booking.ts'
import { checkHolder, liveInsurance, personOf } from '../people.ts'
import { planFor } from '../plans.ts'
import type { DetailRow, SettlementRow, VisitRow } from '../rows.ts'
import { batchOf, totalsOf, visitOf } from '../rows.ts'
import { setlAnswer } from '../setlinfo.ts'
import type { Area, Ctx, Undo } from '../types.ts'
import { refuse } from '../types.ts'
import { checkFiledDisease } from './filing.ts'
import { checkFamily } from './sichuan-family.ts'

/** A settlement row as it would be booked; 2206 only shows it. */
function draft(input: JsonObject, ctx: Ctx, infno: string): SettlementRow {
  const data = input.data as Data
  const visit = visitOf(ctx, text(data.mdtrt_id), text(data.psn_no))
  const person = personOf(visit.psn_no)
  const insu = liveInsurance(person, text(data.insutype))
  if (insu.insutype !== visit.insutype) refuse('险种类型与挂号时不一致')
  checkHolder(person, data, ctx)
  const med_type = text(data.med_type)
  checkFiledDisease(ctx, person.psn_no, med_type, visit.mdtrtinfo)
  const totals = totalsOf(openBatch(visit, data, ctx))
  checkSums(data, totals)
  const plan =
    planFor(insu.insutype, med_type, false) ?? refuse('该险种在此医疗类别下无统筹待遇，请按自费结算')
  const chrg_bchno = text(data.chrg_bchno)
  return priced({ visit, totals, plan, med_type, infno, chrg_bchno, clr_type: '11' }, data, ctx)
}

/** The unsettled details that are to be settled; the visit must be ready for it. */
function openBatch(visit: VisitRow, data: Data, ctx: Ctx): DetailRow[] {
  if (visit.diags === 0) refuse('未上传就诊诊断信息，请先上传（2203A）')
  if (data.med_type !== visit.med_type && data.med_type !== '12')
    refuse('医疗类别与就诊信息上传（2203A）不一致')
  const chrg_bchno = text(data.chrg_bchno)
  const batch = batchOf(ctx, visit.mdtrt_id, chrg_bchno)
  if (batch.length === 0) refuse(`未找到收费批次号 ${chrg_bchno} 的费用明细，请先上传（2204）`)
  if (batch.some((row) => row.setl_id)) refuse(`收费批次号 ${chrg_bchno} 已结算，不能再次结算`)
  return batch
}

/** 2206, 2206A: books nothing. */
function preview(input: JsonObject, ctx: Ctx) {
  return setlAnswer(draft(input, ctx, '2206'), ctx)
}

/** 2207, 2207A */
function book(input: JsonObject, ctx: Ctx) {
  const row = draft(input, ctx, ctx.env.infno)
  checkTraceCodes(input, row, ctx)
  row.setl_id = nextSetlId(ctx)
  ctx.store.insert('settlement', row)
  settleBatch(row, ctx)
  return setlAnswer(row, ctx)
}

const settleBatch = (row: SettlementRow, ctx: Ctx) =>
  ctx.store.run(
    'update detail set setl_id = ? where mdtrt_id = ? and chrg_bchno = ?',
    row.setl_id,
    row.mdtrt_id,
    row.chrg_bchno,
  )

function checkTraceCodes(input: JsonObject, row: SettlementRow, ctx: Ctx): void {
  const codes = (input.drug_trac_info ?? []) as { feedetl_sn: string }[]
  const known = new Set(batchOf(ctx, row.mdtrt_id, row.chrg_bchno).map((d) => d.feedetl_sn))
  const stray = codes.find((code) => !known.has(code.feedetl_sn))
  if (stray) refuse(`追溯码的费用明细流水号 ${stray.feedetl_sn} 不在本次结算的明细中`)
}

/** 2208: whole only. */
function refund(input: JsonObject, ctx: Ctx) {
  const { setl_id = '', mdtrt_id = '', psn_no = '' } = input.data as Record<string, string>
  visitOf(ctx, mdtrt_id, psn_no)
  const of = toRefund(setl_id, mdtrt_id, ctx)
  checkFamily(ctx, setl_id)
  const row = takeBack(of, ctx, false)
  freeDetails(of, ctx)
  return setlAnswer(row, ctx)
}

/** 2601 of a settlement: a negative row, and neither counts in a statement. */
const undoBooking: Undo = (message, ctx) => {
  const of = bookedBy(message.msgid, ctx)
  if (of.refd) refuse('原结算已撤销，不能冲正')
  takeBack(of, ctx, true)
  freeDetails(of, ctx)
}

/** 2601 of a refund: the settlement stands again, if its details are still as they were. */
const undoRefund: Undo = (message, ctx) => {
  const negative = bookedBy(message.msgid, ctx)
  const of = settlementBy(negative.reverses, ctx) ?? refuse('未找到原交易，冲正失败')
  const batch = batchOf(ctx, of.mdtrt_id, of.chrg_bchno)
  const same =
    batch.every((row) => row.setl_id === '' && row.at_ms <= of.setl_ms) &&
    batch.reduce((total, row) => total + row.amount, 0) === of.medfee_sumamt
  if (!same || batch.length === 0) refuse('原结算的费用明细已变动，不能冲正')
  restore(negative, of, ctx)
  settleBatch(of, ctx)
}

export const settlement: Area = {
  '2206': preview,
  '2206A': preview,
  '2207': book,
  '2207A': book,
  '2208': refund,
}

export const settlementUndo: Record<string, Undo> = {
  '2207': undoBooking,
  '2207A': undoBooking,
  '2208': undoRefund,
}
