import type { DetailRow, SettlementRow, StayRow, VisitRow } from './rows.ts'
import type { Ctx } from './types.ts'
import { refuse } from './types.ts'

/** A visit as the queries may see it: while a lag lasts, as it was before the lagging message. */
export interface Seen {
  visit: VisitRow | null
  /** of a stay only */
  stay: StayRow | null
  details: DetailRow[]
  settlements: SettlementRow[]
}

export const NOTHING: Seen = { visit: null, stay: null, details: [], settlements: [] }

function now(ctx: Ctx, mdtrt_id: string): Seen {
  return {
    visit: ctx.store.get<VisitRow>('select * from visit where mdtrt_id = ?', mdtrt_id) ?? null,
    stay: ctx.store.get<StayRow>('select * from stay where mdtrt_id = ?', mdtrt_id) ?? null,
    details: ctx.store.all<DetailRow>('select * from detail where mdtrt_id = ?', mdtrt_id),
    settlements: ctx.store.all<SettlementRow>(
      'select * from settlement where mdtrt_id = ? order by setl_id',
      mdtrt_id,
    ),
  }
}

/** Call before the message acts. For 2201 and 2401 mdtrt_id is '' and the visit that msgid makes stays unseen. */
export function beginLag(ctx: Ctx, msgid: string, mdtrt_id: string, ms: number): void {
  ctx.store.run('delete from lag where until_ms <= ?', ctx.at_ms)
  ctx.store.insert('lag', {
    until_ms: ctx.at_ms + ms,
    msgid,
    mdtrt_id,
    seen: mdtrt_id ? JSON.stringify(now(ctx, mdtrt_id)) : '',
  })
}

export function seen(ctx: Ctx, mdtrt_id: string): Seen {
  const held = ctx.store.get<{ seen: string }>(
    'select seen from lag where mdtrt_id = ? and until_ms > ? order by id limit 1',
    mdtrt_id,
    ctx.at_ms,
  )
  if (held) return JSON.parse(held.seen) as Seen
  const live = now(ctx, mdtrt_id)
  const unseen =
    live.visit &&
    ctx.store.get('select 1 from lag where msgid = ? and until_ms > ?', live.visit.msgid, ctx.at_ms)
  return unseen ? NOTHING : live
}

export const IN_PROGRESS = '交易处理中，请稍后查询'

/** Refuses while a message of this visit, or a registration of this person, is still being worked on. */
export function checkIdle(ctx: Ctx, mdtrt_id: string, psn_no: string): void {
  const busy = mdtrt_id
    ? ctx.store.get('select 1 from pending where mdtrt_id = ?', mdtrt_id)
    : ctx.store.get("select 1 from pending where mdtrt_id = '' and psn_no = ?", psn_no)
  if (busy) refuse(IN_PROGRESS)
}
