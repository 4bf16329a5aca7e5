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
import type { DetailRow, SettlementInfo, SettlementRow, StayRow, VisitRow } from '../rows.ts'
import { openStay, STANDING, standingOf, stayOf, totalsOf } from '../rows.ts'
import { setlAnswer, stayRefundAnswer } from '../setlinfo.ts'
import type { Area, Ctx, Undo } from '../types.ts'
import { refuse } from '../types.ts'
import { checkFamily } from './sichuan-family.ts'
import { endtimeOf } from './stay.ts'

const unsettledOf = (ctx: Ctx, mdtrt_id: string) =>
  ctx.store.all<DetailRow>("select * from detail where mdtrt_id = ? and setl_id = ''", mdtrt_id)

const isMid = (row: SettlementRow) => (JSON.parse(row.info) as SettlementInfo).mid_setl_flag === '1'

/** A settlement row as it would be booked; 2303 only shows it. */
function draft(input: JsonObject, ctx: Ctx, infno: string): SettlementRow {
  const data = input.data as Data
  const stay = openStay(ctx, text(data.mdtrt_id), text(data.psn_no))
  const person = personOf(stay.psn_no)
  const insu = liveInsurance(person, text(data.insutype))
  if (insu.insutype !== stay.insutype) refuse('险种类型与入院登记时不一致')
  checkHolder(person, data, ctx)
  const mid_setl_flag = text(data.mid_setl_flag)
  checkState(stay, data)
  const rows = unsettledOf(ctx, stay.mdtrt_id)
  // the last settlement after interim ones may find nothing left
  if (rows.length === 0 && (mid_setl_flag === '1' || standingOf(ctx, stay.mdtrt_id) === 0))
    refuse('没有未结算的费用明细，请先上传（2301）')
  const totals = totalsOf(rows)
  if (Object.values(totals).some((part) => part < 0)) refuse('未结算明细合计为负数，请核对退费明细')
  checkSums(data, totals)
  const { med_type } = stay
  const plan =
    planFor(insu.insutype, med_type, true) ?? refuse('该险种在此医疗类别下无统筹待遇，请按自费结算')
  const bill = { visit: stay, totals, plan, med_type, infno, chrg_bchno: '', clr_type: '21', mid_setl_flag }
  return priced(bill, data, ctx)
}

/** Interim while in hospital, final after the discharge. Source: 2303 and 2304 rules. */
function checkState(stay: StayRow, data: Data): void {
  if (data.mid_setl_flag === '1') {
    if (stay.out) refuse('该住院处于出院状态，不能中途结算，请按出院结算')
    return
  }
  if (!stay.out) refuse('该住院还在院，请先办理出院（2402）')
  const left = text(data.dscgTime).slice(0, 10)
  if (left && left !== endtimeOf(stay).slice(0, 10)) refuse('出院时间与出院办理（2402）不一致')
}

/** 2303, 2303A: book nothing. */
function preview(input: JsonObject, ctx: Ctx) {
  return setlAnswer(draft(input, ctx, '2303'), ctx)
}

/** 2304, 2304A */
function book(input: JsonObject, ctx: Ctx) {
  const row = draft(input, ctx, ctx.env.infno)
  row.setl_id = nextSetlId(ctx)
  ctx.store.insert('settlement', row)
  ctx.store.run(
    "update detail set setl_id = ? where mdtrt_id = ? and setl_id = ''",
    row.setl_id,
    row.mdtrt_id,
  )
  if (!isMid(row)) setFinal(row.mdtrt_id, row.setl_id, ctx)
  return setlAnswer(row, ctx)
}

const setFinal = (mdtrt_id: string, setl_id: string, ctx: Ctx) =>
  ctx.store.run('update stay set setl_id = ? where mdtrt_id = ?', setl_id, mdtrt_id)

/** Whether a settlement of the stay that is newer than this one stands. */
const newer = (of: SettlementRow, ctx: Ctx) =>
  ctx.store.get<{ setl_id: string }>(
    `select setl_id from settlement where mdtrt_id = ? and setl_id > ? and ${STANDING} order by setl_id desc`,
    of.mdtrt_id,
    of.setl_id,
  )

/** Takes a settlement back; what it held is remembered, so that it could stand again. */
function free(of: SettlementRow, ctx: Ctx, voided: boolean): SettlementRow {
  const after = newer(of, ctx)
  if (after) refuse(`须按结算先后倒序撤销，请先撤销结算ID ${after.setl_id}`)
  const row = takeBack(of, ctx, voided)
  ctx.store.run('delete from freed where setl_id = ?', of.setl_id)
  ctx.store.run(
    `insert into freed select setl_id, mdtrt_id, feedetl_sn from detail where mdtrt_id = ? and setl_id = ?`,
    of.mdtrt_id,
    of.setl_id,
  )
  freeDetails(of, ctx)
  setFinal(of.mdtrt_id, '', ctx)
  return row
}

/** 2305: the newest first, whole. */
function refund(input: JsonObject, ctx: Ctx) {
  const { setl_id = '', mdtrt_id = '', psn_no = '' } = input.data as Record<string, string>
  stayOf(ctx, mdtrt_id, psn_no)
  const of = toRefund(setl_id, mdtrt_id, ctx)
  checkFamily(ctx, setl_id)
  return stayRefundAnswer(free(of, ctx, false), ctx)
}

/** 2601 of 2304 */
const undoBooking: Undo = (message, ctx) => {
  const of = bookedBy(message.msgid, ctx)
  if (of.refd) refuse('原结算已撤销，不能冲正')
  free(of, ctx, true)
}

/** 2601 of 2305: the settlement stands again, if the stay and what it held are as they were. */
const undoRefund: Undo = (message, ctx) => {
  const negative = bookedBy(message.msgid, ctx)
  const of = settlementBy(negative.reverses, ctx) ?? refuse('未找到原交易，冲正失败')
  const stay = stayOf(ctx, of.mdtrt_id, of.psn_no)
  if (stay.setl_id || newer(of, ctx)) refuse('撤销之后已有新的结算，不能冲正')
  if (stay.out !== (isMid(of) ? 0 : 1)) refuse('撤销之后出院办理已变动，不能冲正')
  const held = heldBy(of, stay, ctx)
  if (!held) refuse('原结算的费用明细已变动，不能冲正')
  restore(negative, of, ctx)
  for (const sn of held)
    ctx.store.run(
      'update detail set setl_id = ? where mdtrt_id = ? and feedetl_sn = ?',
      of.setl_id,
      of.mdtrt_id,
      sn,
    )
  if (!isMid(of)) setFinal(of.mdtrt_id, of.setl_id, ctx)
}

/** The serials that a refunded settlement held, or null where one has changed since or was refunded. */
function heldBy(of: SettlementRow, stay: VisitRow, ctx: Ctx): string[] | null {
  const freed = ctx.store
    .all<{ feedetl_sn: string }>('select feedetl_sn from freed where setl_id = ?', of.setl_id)
    .map((row) => row.feedetl_sn)
  const held = new Set(freed)
  const open = unsettledOf(ctx, stay.mdtrt_id)
  const same = open.filter((row) => held.has(row.feedetl_sn) && row.at_ms <= of.setl_ms)
  const refunded = open.some((row) => {
    const { init_feedetl_sn } = JSON.parse(row.line) as Data
    return !held.has(row.feedetl_sn) && held.has(text(init_feedetl_sn))
  })
  return same.length === freed.length && !refunded ? freed : null
}

export const staySettlement: Area = {
  '2303': preview,
  '2303A': preview,
  '2304': book,
  '2304A': book,
  '2305': refund,
}
export const staySettlementUndo: Record<string, Undo> = {
  '2304': undoBooking,
  '2304A': undoBooking,
  '2305': undoRefund,
}
