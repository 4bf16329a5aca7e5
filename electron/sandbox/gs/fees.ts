import type { JsonObject } from '../../../shared/contract.ts'
import { fen, sum, tryYuan, yuanNumber } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { refuse } from '../injury/wing.ts'
import type { Store } from '../ledger.ts'
import { type Ctx, docsOf, type Handler, openStay, paged, pick, stayOf, text, type Visit } from './kit.ts'
import { type Line, resultRow, splitLine } from './split.ts'

const MOST = 100

/** Head and rows of a fee list agree; answers the rows split. */
export function linesOf(ctx: Ctx, aka130: string, approved: ReadonlySet<string> | null): Line[] {
  const { data } = ctx
  const sent = rows(data, 'feeinfo')
  if (sent.length !== data.nums) refuse('明细条数与费用明细的行数不一致')
  const lines = sent.map((row) => splitLine(row, aka130, approved))
  if (sum(lines.map((line) => line.amount)) !== tryYuan(data.yka055)) refuse('费用总额不等于各行之和')
  return lines
}

/** Books lines under the message; a serial never comes twice in one institution. */
export function keepLines({ store, id, at_ms }: Ctx, mdtrt_id: string, lines: Line[], setl_id = ''): void {
  for (const line of lines) {
    const sn = text(line.sent.yka105)
    if (store.get('select 1 from gs_serial where yka105 = ?', sn)) refuse(`记账流水号 ${sn} 重复`)
    store.insert('gs_serial', { yka105: sn })
    store.insert('detail', {
      ...{ family: 'gs', mdtrt_id, sn, msgid: id, setl_id, amount: line.amount },
      ...{ line: JSON.stringify(line), at_ms },
    })
  }
}

export const keptLines = (store: Store, mdtrt_id: string): Line[] =>
  store
    .all<{ line: string }>(
      `select line from detail where family = 'gs' and mdtrt_id = ? order by at_ms, sn`,
      mdtrt_id,
    )
    .map(({ line }) => JSON.parse(line) as Line)

/** GS3004 */
const upload: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const visit = openStay(ctx)
  if (rows(data, 'feeinfo').length > MOST) refuse(`每次最多上传 ${MOST} 条费用明细`)
  const aka130 = text(visit.info.aka130)
  const lines = linesOf(ctx, aka130, null)
  const ordered = new Set(docsOf(store, 'order', visit.mdtrt_id).map(({ id }) => id))
  for (const { sent } of lines) inTime(sent, visit, at_ms, ordered)
  keepLines(ctx, visit.mdtrt_id, lines)
  return { feeresult: lines.map((line) => resultRow(line, aka130)) }
}

function inTime(sent: JsonObject, visit: Visit, at_ms: number, ordered: ReadonlySet<string>): void {
  const { yke123, yke112, yka105 } = sent
  if (text(yke123) < visit.begntime) refuse(`记账流水号 ${text(yka105)}：费用发生时间早于入院时间`)
  if (text(yke123) > datetime(at_ms)) refuse(`记账流水号 ${text(yka105)}：费用发生时间晚于当前时间`)
  if (yke112 && !ordered.has(text(yke112)))
    refuse(`记账流水号 ${text(yka105)}：医嘱 ${text(yke112)} 没有上传`)
}

/** GS3007 */
const list: Handler = (ctx) => {
  const { store, data } = ctx
  const visit = stayOf(ctx)
  const found = keptLines(store, visit.mdtrt_id).filter(
    ({ sent }) =>
      (!data.yka105 || sent.yka105 === data.yka105) &&
      (!data.begin_time || text(sent.yke123) >= text(data.begin_time)) &&
      (!data.end_time || text(sent.yke123) <= text(data.end_time)),
  )
  const { total, rows: page } = paged(data, found)
  const aka130 = text(visit.info.aka130)
  return {
    result: {
      ...{ total, yka055: yuanNumber(sum(found.map((line) => fen(line.amount)))) },
      feeinfo: page.map((line) => ({
        ...pick(line.sent, ['yka105', 'yka094', 'ake005', 'yka095', 'aka063', 'akc226', 'akc225', 'yka055']),
        ...pick(line.sent, ['yke123', 'noinjury', 'aae036']),
        ...resultRow(line, aka130),
      })),
    },
  }
}

export const fees: Record<string, Handler> = { GS3004: upload, GS3007: list }
