import type { Json, JsonObject } from '../../../shared/contract.ts'
import { datetime, stamp } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import { refuse } from '../injury/wing.ts'
import type { Row, Store } from '../ledger.ts'

/** What a handler has to work with: one message, its ledger, its moment. */
export interface Ctx {
  store: Store
  /** the sender's number of the message: its serial */
  id: string
  code: string
  input: JsonObject
  /** `data` of the message, or its first node */
  data: JsonObject
  at_ms: number
}
export type Handler = (ctx: Ctx) => Json

/** One document of a stay or person: order, plan, evaluation, front page, material, change of an admission. */
export interface Doc {
  kind: 'order' | 'plan' | 'eval' | 'page' | 'material' | 'change'
  /** its number: of the platform, or of the sender where it gives one */
  id: string
  mdtrt_id: string
  psn_no: string
  info: JsonObject
}

export interface DocRow extends Doc {
  no: number
  msgid: string
  at_ms: number
}

export interface Visit {
  mdtrt_id: string
  kind: string
  psn_no: string
  ipt_otp_no: string
  akb020: string
  state: 'open' | 'out' | 'settled' | 'cancelled'
  begntime: string
  info: JsonObject
}

export const text = (value: Json | undefined): string => String(value ?? '')

/** A number of the platform's own: prefix, day, running number. */
export const numbered = ({ store, at_ms }: Pick<Ctx, 'store' | 'at_ms'>, prefix: string): string =>
  `${prefix}${stamp(at_ms).slice(2, 8)}${String(store.next(`gs-${prefix}`)).padStart(6, '0')}`

export function put({ store, id: msgid, at_ms }: Ctx, { info, ...doc }: Doc): void {
  store.insert('gs_doc', { ...doc, msgid, at_ms, info: JSON.stringify(info) })
}

const docOf = (row: Row): DocRow => ({
  ...(row as unknown as DocRow),
  info: JSON.parse(text(row.info)) as JsonObject,
})

/** Those of a stay that stand, in their order. */
export const docsOf = (store: Store, kind: Doc['kind'], mdtrt_id: string): DocRow[] =>
  store
    .all('select * from gs_doc where kind = ? and mdtrt_id = ? and stands = 1 order by no', kind, mdtrt_id)
    .map(docOf)

export const docById = (store: Store, kind: Doc['kind'], id: string): DocRow | null => {
  const row = store.get(
    'select * from gs_doc where kind = ? and id = ? and stands = 1 order by no desc limit 1',
    ...[kind, id],
  )
  return row ? docOf(row) : null
}

export const docsByMessage = (store: Store, msgid: string): DocRow[] =>
  store.all('select * from gs_doc where msgid = ? and stands = 1 order by no', msgid).map(docOf)

export const visitRow = (row: Row): Visit => ({
  ...(row as unknown as Visit),
  info: JSON.parse(text(row.info)) as JsonObject,
})

export function visitOf(store: Store, mdtrt_id: string): Visit | null {
  const row = store.get(`select * from visit where family = 'gs' and mdtrt_id = ?`, mdtrt_id)
  return row ? visitRow(row) : null
}

/** The stay that a message names, which has to be this institution's, this person's and not taken back. */
export function stayOf({ store, data }: Ctx): Visit {
  const visit = visitOf(store, text(data.akc190))
  if (!visit || visit.state === 'cancelled') refuse(`就诊编号 ${text(data.akc190)} 的登记信息不存在`)
  if (data.akb020 && visit.akb020 !== data.akb020) refuse('就诊登记不属于本机构')
  if (data.aac001 && visit.psn_no !== data.aac001) refuse('就诊编号与个人编码不符')
  if (data.aka130 && visit.info.aka130 !== data.aka130) refuse('医疗类别与就诊登记不符')
  return visit
}

/** The same, still in hospital. */
export function openStay(ctx: Ctx): Visit {
  const visit = stayOf(ctx)
  if (visit.state === 'out') refuse('该患者已办理出院，请先回退出院')
  if (visit.state === 'settled') refuse('该患者已结算，请先回退结算')
  return visit
}

export function putVisit(store: Store, { mdtrt_id, ipt_otp_no, state, begntime, info }: Visit): void {
  store.run(
    `update visit set ipt_otp_no = ?, state = ?, begntime = ?, info = ? where family = 'gs' and mdtrt_id = ?`,
    ...[ipt_otp_no, state, begntime, JSON.stringify(info), mdtrt_id],
  )
}

/** The rows of a page and how many there are. */
export function paged<T>(data: JsonObject, list: readonly T[]): { total: number; rows: T[] } {
  const size = Math.max(1, Number(data.page_size))
  const from = (Math.max(1, Number(data.page_num)) - 1) * size
  return { total: list.length, rows: list.slice(from, from + size) }
}

/** Fields of a row by name; those that are not there are left out. */
export const pick = (row: JsonObject, names: readonly string[]): JsonObject =>
  Object.fromEntries(names.flatMap((name) => (row[name] == null ? [] : [[name, row[name]]])))

export const dayOf = (at_ms: number): string => datetime(at_ms).slice(0, 10)

export const dataOf = (input: JsonObject): JsonObject =>
  node(input, 'data') ?? (Object.values(input).find((one) => node({ one }, 'one')) as JsonObject) ?? {}
