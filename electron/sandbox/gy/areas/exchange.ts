import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { refuse } from '../../injury/wing.ts'
import type { Row } from '../../ledger.ts'
import {
  type Area,
  before,
  CODE,
  type Ctx,
  dataOf,
  each,
  listNode,
  now,
  rule,
  shaped,
  text,
} from '../types.ts'
import { seedFor } from '../world.ts'
import { clearMonths } from './audit.ts'

const BY = ['akb020', 'akc190', 'aab299', 'aab301', 'inst_type'] as const
/** Fields of a row, beside those that have a column, by which some downloads may be narrowed. */
const ALSO = ['yzz060', 'yzz061', 'qf_period', 'qf_dir'] as const

/** New rows only, at most max_num, and none while something of this download is unconfirmed. */
function download(dl: string, input: JsonObject, ctx: Ctx): Json {
  const { store, transid, at_ms } = ctx
  seedFor(dl, ctx)
  if (dl === 'GYD005') clearMonths(ctx)
  const data = dataOf(input)
  const open = store.get("select 1 from gy_download where dl = ? and state = 'out'", dl)
  if (open) refuse('存在未确认的下载信息，请先反馈下载结果', CODE.unconfirmed)
  const named = BY.filter((name) => text(data, name) !== '')
  const also = ALSO.filter((name) => text(data, name) !== '')
  const most = Number(data.max_num)
  const where = [
    ...named.map((name) => ` and ${name} = ?`),
    ...also.map((name) => ` and json_extract(data, '$.${name}') = ?`),
  ].join('')
  const found = store.all<Row & { uniq_id: string; data: string }>(
    `select uniq_id, data from gy_download where dl = ? and state = 'fresh'${where} order by no limit ?`,
    dl,
    ...[...named, ...also].map((name) => text(data, name)),
    most + 1,
  )
  const page = found.slice(0, most)
  for (const { uniq_id } of page)
    store.run(
      "update gy_download set state = 'out', transid = ?, out_ms = ? where uniq_id = ?",
      transid,
      at_ms,
      uniq_id,
    )
  const node = listNode(ctx.contract(dl))
  const list = page.map((row) => shaped(node, { ...JSON.parse(row.data), uniq_id: row.uniq_id }))
  return { data: { total: list.length, has_more: found.length > most ? '1' : '0', list } }
}

const DOWNLOADS = [
  ...['GYD001', 'GYD003', 'GYD004', 'GYD005', 'GYD006', 'GYD009', 'GYD101', 'GYD102', 'GYD103'],
  ...['GYD401', 'GYD402', 'GYD403', 'GYD404'],
]

function confirmed(row: JsonObject, { store }: Ctx): JsonObject {
  const [dl, uniq_id] = [text(row, 'dl_transno'), text(row, 'uniq_id')]
  const found = store.get<Row & { state: string }>(
    'select state from gy_download where dl = ? and uniq_id = ?',
    dl,
    uniq_id,
  )
  if (!found || found.state === 'fresh') return before(`${dl} 没有下载过业务唯一编号 ${uniq_id}`)
  if (found.state === 'done') return rule(`业务唯一编号 ${uniq_id} 已反馈，不能重复反馈`)
  store.run("update gy_download set state = 'done', confirms = confirms + 1 where uniq_id = ?", uniq_id)
  return { uniq_id }
}

function unconfirmed(input: JsonObject, { store }: Ctx): Json {
  const data = dataOf(input)
  const dl = text(data, 'dl_transno')
  const found = store.all<Row & { dl: string; uniq_id: string; transid: string; out_ms: number }>(
    `select dl, uniq_id, transid, out_ms from gy_download
     where state = 'out' and (? = '' or dl = ?) order by no limit ?`,
    dl,
    dl,
    Number(data.max_num),
  )
  const list = found.map((row) => ({
    dl_transno: row.dl,
    uniq_id: row.uniq_id,
    dl_transid: row.transid,
    dl_time: datetime(row.out_ms),
  }))
  return { data: { total: list.length, list } }
}

/** Everything of one download is there to be fetched again, confirmed before or not. */
function again(input: JsonObject, ctx: Ctx): Json {
  const { otransno = '', otransid = '' } = dataOf(input)
  const freed = ctx.store.run(
    "update gy_download set state = 'fresh', transid = '' where dl = ? and transid = ?",
    String(otransno),
    String(otransid),
  )
  if (freed === 0) before('没有需要重复下载的数据：历史交易流水号或编号不对')
  return { data: { otransno, otransid, result_code: '1', err_msg: '' } }
}

/** What became of a message, by its sender's own number. */
function history(input: JsonObject, ctx: Ctx): Json {
  const { store } = ctx
  const [otransno, otransid] = [text(dataOf(input), 'otransno'), text(dataOf(input), 'otransid')]
  const said = (ostate: string, at: string, more: JsonObject = {}): Json => ({
    data: { otransno, otransid, otime: at, ostate, ...more },
  })
  const done = store.get<Row & { code: string; output: string; at_ms: number }>(
    "select code, output, at_ms from message where family = 'gy' and id = ?",
    otransid,
  )
  if (done && done.code !== otransno) rule('历史交易编号与流水号不符')
  if (done) return said('02', datetime(done.at_ms), { obiz_data: done.output })
  const told = store.get<Row & { state: string; message: string; at_ms: number }>(
    'select state, message, at_ms from gy_told where id = ?',
    otransid,
  )
  if (!told) return said('00', now(ctx))
  if (told.state === '03') return said('03', datetime(told.at_ms), { err_msg: told.message })
  const queued = store.get("select 1 from pending where family = 'gy' and id = ?", otransid)
  const [state, err_msg] = queued ? ['01', told.message] : ['03', '处理失败']
  return said(state!, datetime(told.at_ms), { err_msg: err_msg! })
}

export const exchange: Area = {
  ...Object.fromEntries(
    DOWNLOADS.map((dl) => [dl, (input: JsonObject, ctx: Ctx) => download(dl, input, ctx)]),
  ),
  GYU000: (input, ctx) => ({ data: { echo: dataOf(input).echo ?? '', server_time: now(ctx) } }),
  GYU008: (input, ctx) => each(input, ctx, (row) => confirmed(row, ctx)),
  GYD008: unconfirmed,
  GYR005: again,
  GYD053: history,
}
