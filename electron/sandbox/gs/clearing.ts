import type { JsonObject } from '../../../shared/contract.ts'
import { fen, sum, tryYuan, yuanNumber, ZERO } from '../../../shared/money.ts'
import { datetime, stamp } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { refuse } from '../injury/wing.ts'
import type { Store } from '../ledger.ts'
import { type Ctx, type Handler, numbered, paged, pick, text } from './kit.ts'
import { formOf } from './papers.ts'

interface Row {
  yzz062: string
  msgid: string
  akb020: string
  yab003: string
  year: string
  month: string
  aka130: string
  asked: number
  at_ms: number
  info: string
}

/** 已申请, asked once more, 已受理, 已审核, 已拨付: an agency that works while it is looked at. */
const STAGES = ['01', '01', '01', '02', '04', '05'] as const
const stageOf = ({ asked }: Pick<Row, 'asked'>): string => STAGES[Math.min(asked, STAGES.length - 1)]!
const AUDITED: readonly string[] = ['04', '05']
/** what an audit takes off the first settlement, at most */
const DEDUCTED = 500

const HEAD = [
  ...['yzz063', 'ake096', 'ake098', 'yka055', 'yka107', 'ykh012', 'yzz134', 'yzz135', 'yzz136', 'yzz137'],
  ...['aae005', 'setllist'],
]

/** GS3201 */
const apply: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const { akb020, yab003, yzz060, yzz061, aka130 } = data
  const other = store.get(
    `select 1 from gs_clear where akb020 = ? and yab003 = ? and year = ? and month = ? and aka130 = ? and undone = 0`,
    ...[text(akb020), text(yab003), text(yzz060), text(yzz061), text(aka130)],
  )
  if (other) refuse(`${text(yzz060)} 年 ${text(yzz061)} 月同一医疗类别的清算申请已存在`)
  const list = rows(data, 'setllist')
  if (list.length !== data.yzz063 || list.length !== data.ake098) refuse('申请笔数与结算清单不一致')
  if (new Set(list.map((row) => row.aac001)).size !== data.ake096) refuse('就医人数与结算清单不一致')
  const yzz062 = numbered(ctx, 'QS')
  let [total, fund, cash] = [0, 0, 0]
  for (const row of list) {
    const real = claimed(ctx, row, yzz062)
    total += real.total
    fund += real.fund
    cash += real.cash
  }
  for (const [name, label, amount] of [
    ['yka055', '费用总额', total],
    ['yka107', '工伤基金支付合计', fund],
    ['ykh012', '个人支付合计', cash],
  ] as const)
    if (tryYuan(data[name]) !== amount) refuse(`${label}与平台的结算合计不一致，平台为 ${amount / 100} 元`)
  store.insert('gs_clear', {
    ...{ yzz062, msgid: ctx.id, akb020: text(akb020), yab003: text(yab003), year: text(yzz060) },
    ...{ month: text(yzz061), aka130: text(aka130), at_ms, info: JSON.stringify(pick(data, HEAD)) },
  })
  return { result: { yzz062, clr_state: '01' } }
}

/** A listed settlement stands, is of this month and kind, has these amounts, and is in no other application. */
function claimed({ store, data }: Ctx, row: JsonObject, yzz062: string) {
  const setl_id = text(row.yka103)
  const found = store.get<{ total: number; fund: number; cash: number; at_ms: number; info: string }>(
    `select total, fund, cash, at_ms, info from settlement
       where family = 'gs' and setl_id = ? and voided = 0 and reverses is null`,
    setl_id,
  )
  if (!found) refuse(`结算 ${setl_id} 不存在或已回退`)
  const { akb020, aka130 } = JSON.parse(found.info) as JsonObject
  if (akb020 !== data.akb020 || aka130 !== data.aka130) refuse(`结算 ${setl_id} 不属于本机构或本医疗类别`)
  if (stamp(found.at_ms).slice(0, 6) !== `${text(data.yzz060)}${text(data.yzz061)}`)
    refuse(`结算 ${setl_id} 不在清算月份内`)
  if (tryYuan(row.yka055) !== found.total || tryYuan(row.yka107) !== found.fund)
    refuse(`结算 ${setl_id} 的金额与平台不一致`)
  if (store.get('select 1 from gs_cleared where yka103 = ?', setl_id))
    refuse(`结算 ${setl_id} 已在其他清算申请中`)
  store.insert('gs_cleared', { yka103: setl_id, yzz062 })
  return found
}

interface Deduction {
  yka103: string
  akc190: string
  aac001: string
  amount: number
}

/** From the audit on: a little of the first settlement's fund. */
function deductionsOf(row: Row): Deduction[] {
  if (!AUDITED.includes(stageOf(row))) return []
  const [first] = rows(JSON.parse(row.info) as JsonObject, 'setllist')
  const amount = Math.min(DEDUCTED, tryYuan(first?.yka107) ?? 0)
  const { yka103, akc190, aac001 } = first ?? {}
  return amount > 0 ? [{ yka103: text(yka103), akc190: text(akc190), aac001: text(aac001), amount }] : []
}

function clearRow(row: Row): JsonObject {
  const info = JSON.parse(row.info) as JsonObject
  const state = stageOf(row)
  const deduct = sum(deductionsOf(row).map(({ amount }) => fen(amount)))
  const fund = tryYuan(info.yka107) ?? ZERO
  const audited = AUDITED.includes(state)
  return {
    ...{ yzz062: row.yzz062, yab003: row.yab003, yzz060: row.year, yzz061: row.month, aka130: row.aka130 },
    ...pick(info, ['yzz063', 'ake096', 'ake098', 'yka055', 'yka107']),
    clr_state: state,
    ...(audited ? { clr_deduct: yuanNumber(deduct), clr_pay: yuanNumber(fen(fund - deduct)) } : {}),
    ...(state === '05' ? { clr_time: datetime(row.at_ms), yke073: '同意拨付' } : {}),
  }
}

/** The application of the month before, which the agency has paid: something to look at from the first day. */
function pastOf(akb020: string, at_ms: number): Row {
  const date = new Date(at_ms)
  const before = new Date(date.getFullYear(), date.getMonth() - 1, 15)
  const [year, month] = [stamp(before.getTime()).slice(0, 4), stamp(before.getTime()).slice(4, 6)]
  const one = (n: number, yka055: number, yka107: number) => ({
    ...{ yka103: `JS${year.slice(2)}${month}99000${n}`, akc190: `ZY${year.slice(2)}${month}99000${n}` },
    ...{ aac001: `5199990000${n}`, akc194: `${year}-${month}-1${n} 10:00:00`, yka055, yka107 },
  })
  const info = {
    ...{ yzz063: 2, ake096: 2, ake098: 2, yka055: 9_240.5, yka107: 8_800, ykh012: 440.5 },
    ...{ yzz136: '演示', yzz137: `${year}-${month}-28` },
    setllist: [one(1, 6_120.5, 5_800), one(2, 3_120, 3_000)],
  }
  return {
    ...{ yzz062: `QS${year}${month}DEMO`, msgid: '', akb020, yab003: '510100', year, month, aka130: '0502' },
    ...{ asked: STAGES.length, at_ms: before.getTime(), info: JSON.stringify(info) },
  }
}

function applications({ store, data, at_ms }: Ctx): Row[] {
  const own = store.all<Row>(
    'select * from gs_clear where akb020 = ? and undone = 0 order by yzz062',
    text(data.akb020),
  )
  return [pastOf(text(data.akb020), at_ms), ...own].filter(
    (row) =>
      (!data.yzz060 || row.year === data.yzz060) &&
      (!data.yzz061 || row.month === data.yzz061) &&
      (!data.yzz062 || row.yzz062 === data.yzz062) &&
      (!data.yab003 || row.yab003 === data.yab003),
  )
}

/** GS3203: asking moves it on. */
const asked: Handler = (ctx) => {
  const found = applications(ctx).map((row) => {
    ctx.store.run('update gs_clear set asked = asked + 1 where yzz062 = ?', row.yzz062)
    return { ...row, asked: row.asked + 1 }
  })
  const wanted = found.filter((row) => !ctx.data.clr_state || stageOf(row) === ctx.data.clr_state)
  const { total, rows: page } = paged(ctx.data, wanted)
  return { result: { total, clrinfo: page.map(clearRow) } }
}

/** GS2005 */
const deductions: Handler = (ctx) => {
  const { data, store } = ctx
  if (!data.yzz062 && !(data.yzz060 && data.yzz061)) refuse('清算申请编号，或清算年度和月份，至少要有一个')
  const found = applications(ctx).flatMap((row) =>
    deductionsOf(row)
      .filter((one) => !data.yka103 || one.yka103 === data.yka103)
      .map((one, n) => ({ row, one, n })),
  )
  const { total, rows: page } = paged(data, found)
  return {
    result: {
      ...{ total, alc408: yuanNumber(sum(found.map(({ one }) => fen(one.amount)))) },
      deductinfo: page.map(({ row, one, n }) => ({
        ...{ kk_sn: `KK${row.yzz062.slice(2)}${n + 1}`, yzz062: row.yzz062, yka103: one.yka103 },
        ...{ akc190: one.akc190, aac001: one.aac001, aac003: nameOf(store, one.akc190) },
        ...{ alc408: yuanNumber(fen(one.amount)), marktype: '5', kk_reason: '超出医疗服务价格标准' },
        kk_time: datetime(row.at_ms),
      })),
    },
  }
}

function nameOf(store: Store, akc190: string): string {
  const row = store.get<{ info: string }>(
    `select info from visit where family = 'gs' and mdtrt_id = ?`,
    akc190,
  )
  return row ? text((JSON.parse(row.info) as JsonObject).aac003) : '演示人员'
}

/** GS3204 */
const form: Handler = (ctx) => {
  const { data } = ctx
  const [row] = applications(ctx)
  if (!row) refuse('清算申请不存在')
  if (stageOf(row) !== '05') refuse('清算申请还没有拨付，不能打印清算单')
  const info = JSON.parse(row.info) as JsonObject
  const {
    yka107,
    aka130: _aka130,
    clr_state: _state,
    clr_time: _time,
    yke073: _words,
    ...shown
  } = clearRow(row)
  return {
    clrinfo: {
      ...shown,
      ...{ yka107: yka107!, akb020: row.akb020, akb021: '柜台演示医院' },
      ...pick(info, ['ykh012', 'yzz134', 'yzz135', 'yzz136', 'yzz137']),
      fileinfo: formOf(text(data.doc_type), shown, row.yzz062),
    },
  }
}

/** How a settlement stands in the clearing. */
export function clearState(store: Store, setl_id: string): JsonObject {
  const row = store.get<Row>(
    'select c.* from gs_clear c join gs_cleared s using (yzz062) where s.yka103 = ?',
    setl_id,
  )
  if (!row) return { settle_state: '1' }
  return { settle_state: stageOf(row) === '05' ? '4' : '3', yzz062: row.yzz062 }
}

/** GS5001 of a GS3201, while the agency has not accepted it. */
export function undoClearing(store: Store, msgid: string): JsonObject {
  const row = store.get<Row>('select * from gs_clear where msgid = ?', msgid)!
  if (stageOf(row) !== '01') refuse('清算申请已受理，不能回退')
  store.run('update gs_clear set undone = 1 where yzz062 = ?', row.yzz062)
  store.run('delete from gs_cleared where yzz062 = ?', row.yzz062)
  return {}
}

export const clearing: Record<string, Handler> = {
  GS2005: deductions,
  GS3201: apply,
  GS3203: asked,
  GS3204: form,
}
