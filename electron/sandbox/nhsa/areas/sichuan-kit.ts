import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { type SettlementRow, STANDING } from '../rows.ts'
import type { Row } from '../store.ts'
import type { Ctx } from '../types.ts'
import { refuse } from '../types.ts'

/** What the areas of Sichuan's extension share: records of one shape, and the settlement that they hang on. */
export type Kind = 'mulaid' | 'spflag' | 'bill' | 'file' | 'print' | 'two' | 'list'

export interface Record_ extends Row {
  kind: Kind
  id: string
  fixmedins_code: string
  psn_no: string
  mdtrt_id: string
  setl_id: string
  /** 1 stands; anything else is the record's own */
  stas: string
  body: string
  at_ms: number
}

export type Data = Record<string, string>
export const dataOf = (input: JsonObject) => input.data as Data

export const bodyOf = <T = JsonObject>(row: Record_): T => JSON.parse(row.body) as T

export function keep(
  ctx: Ctx,
  kind: Kind,
  id: string,
  about: Partial<Pick<Record_, 'psn_no' | 'mdtrt_id' | 'setl_id'>>,
  body: Json,
  stas = '1',
): void {
  const { fixmedins_code } = ctx.env
  const key = { psn_no: '', mdtrt_id: '', setl_id: '', ...about }
  ctx.store.insert('scx', {
    kind,
    id,
    fixmedins_code,
    ...key,
    stas,
    body: JSON.stringify(body),
    at_ms: ctx.at_ms,
  })
}

/** The record of this hospital under its number; `what` names it in the refusal. */
export function recordOf(ctx: Ctx, kind: Kind, id: string, what: string): Record_ {
  const row = ctx.store.get<Record_>(
    'select * from scx where kind = ? and id = ? and fixmedins_code = ?',
    kind,
    id,
    ctx.env.fixmedins_code,
  )
  return row ?? refuse(`${what} ${id} 不存在`)
}

export const recordsOf = (
  ctx: Ctx,
  kind: Kind,
  by: 'psn_no' | 'setl_id' | 'mdtrt_id',
  value: string,
): Record_[] =>
  ctx.store.all<Record_>(
    `select * from scx where kind = ? and ${by} = ? and fixmedins_code = ? order by at_ms, id`,
    kind,
    value,
    ctx.env.fixmedins_code,
  )

export const setStas = (ctx: Ctx, { kind, id }: Record_, stas: string) =>
  ctx.store.run('update scx set stas = ? where kind = ? and id = ?', stas, kind, id)

export const newId = (ctx: Ctx, prefix: string, name: string) =>
  `${prefix}${String(ctx.store.next(name)).padStart(12, '0')}`

/** A settlement of this hospital and person that stands. */
export function settledOf(ctx: Ctx, setl_id: string, psn_no: string): SettlementRow {
  const row = ctx.store.get<SettlementRow>(
    `select * from settlement where setl_id = ? and fixmedins_code = ? and voided = 0 and ${STANDING}`,
    setl_id,
    ctx.env.fixmedins_code,
  )
  if (!row) refuse(`结算信息不存在或已撤销（结算ID ${setl_id}）`)
  if (row.psn_no !== psn_no) refuse('人员编号与结算信息不符')
  return row
}

/** A page of a list as these interfaces ask for it. */
export function page<T>(rows: T[], data: Data): T[] {
  const [num, size] = [Number(data.page_num), Number(data.page_size)]
  if (!(num >= 1)) refuse('页码应从 1 起')
  if (!(size >= 1 && size <= 500)) refuse('每页条数应为 1 到 500')
  return rows.slice((num - 1) * size, num * size)
}

/** Inclusive days; an empty end is open. */
export const within = (day: string, data: Data) =>
  (!data.begndate || day >= data.begndate) && (!data.enddate || day <= data.enddate)
