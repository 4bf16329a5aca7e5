import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { lineAmount, scaled, yuan } from '../../../../shared/money.ts'
import type { Data } from '../booking.ts'
import { text } from '../booking.ts'
import { itemOf } from '../catalogue.ts'
import { bookLine, named } from '../detail.ts'
import type { VisitRow } from '../rows.ts'
import { batchOf, visitOf } from '../rows.ts'
import { split } from '../rules.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

/** 2204: whole batches of one visit; one fault refuses all of it. */
function upload(input: JsonObject, ctx: Ctx) {
  const lines = input.feedetail as unknown as Data[]
  const first = lines[0] ?? refuse('费用明细不能为空')
  const visit = visitOf(ctx, text(first.mdtrt_id), text(first.psn_no))
  if (visit.diags === 0) refuse('未上传就诊诊断信息，请先上传（2203A）')
  checkDoubles(lines, visit, ctx)
  return { result: lines.map((line, at) => book(line, at, visit, ctx)) as unknown as Json }
}

function checkDoubles(lines: Data[], visit: VisitRow, ctx: Ctx): void {
  const seen = new Set<string>()
  const doubles: string[] = []
  const batches = new Map<string, string>()
  for (const line of lines) {
    const sn = text(line.feedetl_sn)
    const held = ctx.store.get(
      'select 1 from detail where mdtrt_id = ? and feedetl_sn = ?',
      visit.mdtrt_id,
      sn,
    )
    if (held || seen.has(sn)) doubles.push(sn)
    seen.add(sn)
    const batch = text(line.chrg_bchno)
    const dise = text(line.dise_codg)
    if (batch === '0000') refuse('收费批次号不能为 0000')
    if (batches.has(batch) && batches.get(batch) !== dise) refuse(`收费批次号 ${batch} 内病种编码不一致`)
    batches.set(batch, dise)
  }
  if (doubles.length) refuse(`费用明细流水号重复：${named(doubles)}`)
  for (const batch of batches.keys())
    if (batchOf(ctx, visit.mdtrt_id, batch).length)
      refuse(`收费批次号 ${batch} 的明细须一次传完，已上传过，请先撤销（2205）`)
}

function book(line: Data, at: number, visit: VisitRow, ctx: Ctx) {
  const row = `第 ${at + 1} 行`
  if (line.mdtrt_id !== visit.mdtrt_id || line.psn_no !== visit.psn_no)
    refuse(`${row}：一次只能上传同一就诊的费用明细`)
  const item =
    itemOf(text(line.med_list_codg)) ?? refuse(`${row}：医疗目录编码 ${line.med_list_codg} 不在医保目录内`)
  const amount = yuan(line.det_item_fee_sumamt ?? 0)
  if ((scaled(line.cnt ?? 0, 4) ?? 0n) <= 0n) refuse(`${row}：数量必须大于 0`)
  if (amount < 0 || (scaled(line.pric ?? 0, 6) ?? 0n) < 0n) refuse(`${row}：单价和金额不能为负数`)
  if (Math.abs(amount - lineAmount(line.pric ?? 0, line.cnt ?? 0)) > 1)
    refuse(`${row}：明细项目费用总额不等于 数量×单价`)
  const parts = split(item, amount, line.cnt ?? 0, text(line.hosp_appr_flag))
  return bookLine(line, text(line.chrg_bchno), visit, item, amount, parts, ctx)
}

/** 2205: a whole batch, or with 0000 everything unsettled (then also when there is nothing). */
function withdraw(input: JsonObject, ctx: Ctx) {
  const { mdtrt_id = '', chrg_bchno = '', psn_no = '' } = input.data as Record<string, string>
  visitOf(ctx, mdtrt_id, psn_no)
  if (chrg_bchno === '0000') {
    ctx.store.run("delete from detail where mdtrt_id = ? and setl_id = ''", mdtrt_id)
    return null
  }
  const batch = batchOf(ctx, mdtrt_id, chrg_bchno)
  if (batch.length === 0) refuse(`未找到收费批次号 ${chrg_bchno} 的费用明细`)
  if (batch.some((row) => row.setl_id)) refuse(`收费批次号 ${chrg_bchno} 已结算，请先撤销结算（2208）`)
  ctx.store.run('delete from detail where mdtrt_id = ? and chrg_bchno = ?', mdtrt_id, chrg_bchno)
  return null
}

export const fees: Area = { '2204': upload, '2205': withdraw }
