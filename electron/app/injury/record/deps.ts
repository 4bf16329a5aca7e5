import type { RecordState } from '../../../../shared/api/injury-record.ts'
import type { Contract, Dict, FieldFault, Json, JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { InjuryFamily } from '../../../../shared/injury.ts'
import type { Txn } from '../../../../shared/txn.ts'
import type { Lanes } from '../../../engine/lane.ts'
import type { His } from '../../../his/port.ts'
import type { Change, DocRow } from '../../../journal/port.ts'
import type { FileStore } from '../../../platforms/port.ts'
import { type OfficeDeps, type Sender, senderOf } from '../../office.ts'
import type { Caller } from '../../registry.ts'

/** How this hospital is called at each platform, as messages repeat it. */
export interface Names {
  akb020: string
  akb021: string
  /** 经办机构编码 (gs), 就医地社保分支机构代码 (bizh) */
  yab003: string
  aab299: string
  yab600: string
  /** 医疗机构执业许可证登记号 (bizh) */
  akb026: string
}

export interface RecordDeps extends OfficeDeps {
  his: His
  files: FileStore
  lanes: Lanes
  now(): number
  /** two digits of this counter */
  slot: number
  /** open here, the site's own first */
  families: readonly InjuryFamily[]
  names(family: InjuryFamily): Names
  contract(family: string, infno: string): Contract
  dict(name: string): Dict | undefined
}

/** One message of a case: doc of this kind, its id `${encounterId} ${infno}` and a number where there are many. */
export const PART = 'injury.record'
/** One file of a case. */
export const MATERIAL = 'injury.material'
/** One row of a fetched code table; the subject is `${family} ${table}`. */
export const CODE = 'injury.codes'
/** One fetched table: id `${family} ${table}`. */
export const TABLE = 'injury.table'

export interface Sent {
  msgid: string
  at: number
  opterName: string
  /** what the platform calls it: plan_no, eval_no; '' where it gives none */
  number: string
}

export interface PartData {
  family: InjuryFamily
  infno: string
  /** what was filled in; what this side says itself is put over it when it is read */
  input: JsonObject
  /** what it is about: an application, a plan */
  from: Record<string, string>
  sent: Sent | null
  /** serials of what it was sent as before, the newest last: each is taken back by itself */
  earlier: string[]
  /** as it stood when it was sent */
  sentInput: JsonObject | null
  why: string
  undone: { reason: string; at: number; opterName: string } | null
  /** what was missing when it was last written, for lists */
  faults: FieldFault[]
}

export interface MaterialData {
  family: InjuryFamily
  ref: string
  name: string
  file_type: string
  file_size: number
  /** SM3, hexadecimal */
  file_hash: string
  mat_type: string
  biz_code: string
  biz_sn: string
  aae013: string
  sent: Sent | null
  why: string
  undone: { reason: string; at: number; opterName: string } | null
}

export type PartState = Extract<RecordState, 'sent' | 'refused' | 'undone'> | 'draft'
export type Put = Omit<DocRow, 'version' | 'createdAt'>

export const partOf = (row: DocRow) => row.data as unknown as PartData
export const materialOf = (row: DocRow) => row.data as unknown as MaterialData
export async function loadDoc({ journal }: RecordDeps, kind: string, id: string): Promise<DocRow> {
  const row = await journal.doc(kind, id)
  return row ?? fail('not_found', '没有这份资料', '没有改变。', '请刷新后重试。')
}

/** Refuses what was given on an older picture of the record, and what waits for an answer. */
export async function movable(deps: RecordDeps, row: DocRow, version: number): Promise<void> {
  if (row.version !== version)
    fail('conflict', '画面上的内容已经过期，刚才的操作没有执行', '没有发送。', '请看一眼最新的状态再继续。')
  if (doubtfulIn(await deps.journal.unfinished()).has(row.id))
    fail('doubt', '这份资料有一笔交易还没有结论', '没有发送。', '请等待查证结果（F12 查看）。')
}

/** Ids of the records and materials that travel in messages without a conclusion. */
export function doubtfulIn(open: readonly Txn[]): ReadonlySet<string> {
  return new Set(
    open.flatMap(({ local }) => {
      const { rec } = local
      return Array.isArray(rec) ? rec.map(String) : typeof rec === 'string' ? [rec] : []
    }),
  )
}

/** Who looks after a record: the person that messages and audit name, and how his messages leave. */
export interface Office {
  deps: RecordDeps
  by: { opter: string; opterName: string }
  send: Sender
}

export async function officeOf(deps: RecordDeps, caller: Caller): Promise<Office> {
  const { opter, opterName } = caller.operator!
  return { deps, by: { opter, opterName }, send: await senderOf(deps, caller) }
}

export function audited(
  { by, deps }: Pick<Office, 'by' | 'deps'>,
  action: string,
  subject: string,
  detail: JsonObject,
): Change {
  return { t: 'audit', entry: { at: deps.now(), actor: by.opter, action, subject, detail } }
}

/** The row as a change wants it, with new content. */
export function rowWith(row: DocRow, set: Partial<Put>): Put {
  const { version: _, createdAt: __, ...rest } = row
  return { ...rest, ...set }
}

export const asJson = (value: object) => value as unknown as Json
