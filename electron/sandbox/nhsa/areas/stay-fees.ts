import type { Json, JsonObject } from '../../../../shared/contract.ts'
import type { Fen } from '../../../../shared/money.ts'
import { fen, lineAmount, scaled, yuan } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Data } from '../booking.ts'
import { text } from '../booking.ts'
import { itemOf } from '../catalogue.ts'
import { bookLine, named } from '../detail.ts'
import type { DetailRow, StayRow, VisitRow } from '../rows.ts'
import { openStay, totalsOf } from '../rows.ts'
import type { Split } from '../rules.ts'
import { minus, signedSplit } from '../rules.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'
import { endtimeOf } from './stay.ts'

type Stay = VisitRow & StayRow
const BATCH = 100

const detailOf = (ctx: Ctx, mdtrt_id: string, feedetl_sn: string) =>
  ctx.store.get<DetailRow>('select * from detail where mdtrt_id = ? and feedetl_sn = ?', mdtrt_id, feedetl_sn)

const lineOf = (row: DetailRow) => JSON.parse(row.line) as Data

/** 2301: lines of one stay, a hundred at most; the first fault is named by its line and refuses all. */
function upload(input: JsonObject, ctx: Ctx) {
  const lines = input.feedetail as unknown as Data[]
  const first = lines[0] ?? refuse('费用明细不能为空')
  if (lines.length > BATCH) refuse(`一次最多上传 ${BATCH} 条费用明细，本次 ${lines.length} 条`)
  const stay = openStay(ctx, text(first.mdtrt_id), text(first.psn_no))
  return { result: lines.map((line, at) => book(line, at, stay, ctx)) as unknown as Json }
}

function book(line: Data, at: number, stay: Stay, ctx: Ctx) {
  const no = (why: string): never => refuse(`第 ${at + 1} 行：${why}`)
  const sn = text(line.feedetl_sn)
  if (line.mdtrt_id !== stay.mdtrt_id || line.psn_no !== stay.psn_no) no('一次只能上传同一住院的费用明细')
  if (sn === '0000') no('费用明细流水号不能为 0000')
  if (detailOf(ctx, stay.mdtrt_id, sn)) no(`费用明细流水号 ${sn} 重复上传`)
  if (line.med_type !== stay.med_type) no('医疗类别与入院登记不一致')
  const when = badTime(line, stay, ctx)
  if (when) no(when)
  const item = itemOf(text(line.med_list_codg)) ?? no(`医疗目录编码 ${line.med_list_codg} 不在医保目录内`)
  const amount = yuan(line.det_item_fee_sumamt ?? 0)
  const cnt = scaled(line.cnt ?? 0, 4) ?? 0n
  if (cnt === 0n) no('数量不能为 0')
  if ((scaled(line.pric ?? 0, 6) ?? 0n) < 0n) no('单价不能为负数')
  if (Math.abs(amount - lineAmount(line.pric ?? 0, line.cnt ?? 0)) > 1) no('明细项目费用总额不等于 数量×单价')
  if ((amount < 0 && cnt > 0n) || (amount > 0 && cnt < 0n)) no('金额与数量的正负不一致')
  if (cnt > 0n && line.init_feedetl_sn) no('只有退费明细（负数量）才填原费用流水号')
  const parts =
    cnt < 0n
      ? takenBack(line, amount, stay, ctx, no)
      : signedSplit(item, amount, line.cnt ?? 0, text(line.hosp_appr_flag))
  return bookLine(line, '', stay, item, amount, parts, ctx)
}

/** fee_ocur_time lies between admission and discharge, or now; er_flag marks tests before the admission. */
function badTime(line: Data, stay: Stay, ctx: Ctx): string | null {
  const time = text(line.fee_ocur_time)
  const before = /"er_flag"\s*:\s*"1"/.test(text(line.exp_content))
  if (time < stay.begntime && !before) return `费用发生时间 ${time} 早于入院时间 ${stay.begntime}`
  const end = endtimeOf(stay)
  if (end && time > end) return `费用发生时间 ${time} 晚于出院时间 ${end}`
  return time > datetime(ctx.at_ms) ? `费用发生时间 ${time} 晚于当前时间` : null
}

/**
 * The parts of a refund line: those of what is left of the original, less those of what was left before it, so
 * that an original taken back in pieces leaves nothing in any part.
 */
function takenBack(line: Data, amount: Fen, stay: Stay, ctx: Ctx, no: (why: string) => never): Split {
  const sn = text(line.init_feedetl_sn)
  const of = (sn && detailOf(ctx, stay.mdtrt_id, sn)) || no(`原费用明细 ${sn} 未上传，不能退费`)
  if (of.setl_id) no(`原费用明细 ${sn} 已结算，请先撤销结算（2305）`)
  const original = lineOf(of)
  if (Number(original.cnt) < 0) no(`原费用明细 ${sn} 本身是退费明细`)
  if (original.med_list_codg !== line.med_list_codg) no('退费明细的医疗目录编码与原明细不一致')
  if (scaled(original.pric ?? 0, 6) !== scaled(line.pric ?? 0, 6)) no('退费明细的单价与原明细不一致')
  const had = [of, ...refundsOf(ctx, stay.mdtrt_id, sn)]
  const left = [...had.map(lineOf), line].reduce((sum, row) => sum + (scaled(row.cnt ?? 0, 4) ?? 0n), 0n)
  if (left < 0n) no(`退费后原费用明细 ${sn} 的累计数量小于 0`)
  const item =
    itemOf(text(original.med_list_codg)) ?? no(`医疗目录编码 ${original.med_list_codg} 不在医保目录内`)
  const rest = fen(had.reduce((sum, row) => sum + row.amount, 0) + amount)
  const after = signedSplit(item, rest, Number(left) / 10_000, text(original.hosp_appr_flag))
  return minus(after, totalsOf(had))
}

const refundsOf = (ctx: Ctx, mdtrt_id: string, feedetl_sn: string) =>
  ctx.store.all<DetailRow>(
    `select * from detail indexed by detail_refund
     where mdtrt_id = ? and json_extract(line, '$.init_feedetl_sn') = ?`,
    mdtrt_id,
    feedetl_sn,
  )

/** 2302: some lines, or with 0000 everything unsettled (then also when there is nothing). */
function withdraw(input: JsonObject, ctx: Ctx) {
  const asked = input.data as unknown as Record<string, string>[]
  const { mdtrt_id = '', psn_no = '' } = asked[0] ?? refuse('费用明细不能为空')
  openStay(ctx, mdtrt_id, psn_no)
  if (asked.some((row) => row.mdtrt_id !== mdtrt_id || row.psn_no !== psn_no))
    refuse('一次只能撤销同一住院的费用明细')
  const sns = new Set(asked.map((row) => row.feedetl_sn ?? ''))
  if (sns.has('0000')) {
    ctx.store.run("delete from detail where mdtrt_id = ? and setl_id = ''", mdtrt_id)
    return null
  }
  const unknown = [...sns].filter((sn) => !detailOf(ctx, mdtrt_id, sn))
  if (unknown.length) refuse(`未找到费用明细 ${named(unknown)}`)
  const settled = [...sns].filter((sn) => detailOf(ctx, mdtrt_id, sn)?.setl_id)
  if (settled.length) refuse(`费用明细 ${named(settled)} 已结算，请先撤销结算（2305）`)
  const held = [...sns].filter((sn) => refundsOf(ctx, mdtrt_id, sn).some((row) => !sns.has(row.feedetl_sn)))
  if (held.length) refuse(`费用明细 ${named(held)} 已有退费明细，须连同退费明细一起撤销`)
  for (const sn of sns)
    ctx.store.run('delete from detail where mdtrt_id = ? and feedetl_sn = ?', mdtrt_id, sn)
  return null
}

export const stayFees: Area = { '2301': upload, '2302': withdraw }
