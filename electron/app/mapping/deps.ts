import type { FieldFault, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { His } from '../../his/port.ts'
import type { Change, UploadRow } from '../../journal/port.ts'
import type { OfficeDeps } from '../office.ts'
import type { Bus, Caller } from '../registry.ts'
import type { Tasks } from '../tasks/port.ts'
import type { Uploads } from '../upload/port.ts'
import { asDoc, type Doc, KIND, SOURCE } from './model.ts'
import { WITHDRAW } from './source.ts'
import type { ViewDeps } from './view.ts'

export interface MappingDeps extends OfficeDeps, ViewDeps {
  his: His
  uploads: Uploads
  tasks: Pick<Tasks, 'register'>
  bus: Bus
  lanes: Lanes
  fixmedins_code: string
  /** for files that are being taken in */
  dir: string
  /** what must have happened before the first look */
  ready(): Promise<void>
}

export interface Person {
  opter: string
  opterName: string
}

export const personOf = (caller: Caller): Person => {
  const { opter, opterName } = caller.operator!
  return { opter, opterName }
}

export function audited(
  { now }: Pick<MappingDeps, 'now'>,
  by: Person,
  action: string,
  subject: string,
  detail: JsonObject,
): Change {
  return { t: 'audit', entry: { at: now(), actor: by.opter, action, subject, detail } }
}

export async function loadDoc({ journal }: Pick<MappingDeps, 'journal'>, id: string): Promise<Doc> {
  const row = await journal.doc(KIND, id)
  return row ? asDoc(row) : fail('not_found', `价表里没有编码 ${id}`, '没有改变。', '请刷新列表。')
}

/** The row of its upload, of a document that waits. */
export async function uploadRow(
  { journal }: Pick<MappingDeps, 'journal'>,
  { state, data }: Doc,
): Promise<UploadRow | null> {
  if (state !== 'waiting' || data.uploadKey === null) return null
  const [row] = await journal.uploads({ source: SOURCE, keys: [data.uploadKey], limit: 1 })
  return row ?? null
}

/** A document that may be changed now, as the caller saw it. */
export async function changeable(deps: MappingDeps, id: string, version: number): Promise<Doc> {
  const doc = await loadDoc(deps, id)
  if (doc.version !== version)
    fail('conflict', '画面上的内容已经过期，刚才的操作没有执行', '没有发送。', '请看一眼最新的状态再继续。')
  await free(deps, doc)
  return doc
}

/** Nothing is changed of an item while a message about it is without an answer. */
export async function free(deps: MappingDeps, doc: Doc): Promise<void> {
  const open = await deps.journal.unfinished()
  const held = open.some(({ purpose, local }) => purpose === WITHDRAW && local.id === doc.id)
  if (held || (await uploadRow(deps, doc))?.state === 'sent')
    fail(
      'doubt',
      `“${doc.data.item.name}”的对照正在上传或撤销，还没有结果`,
      '没有改变。',
      '请等待结果（F12 查看）后再改。',
    )
}

/** Gives up the row of an earlier approval that the centre has not taken. */
export async function givingUp(deps: MappingDeps, doc: Doc): Promise<Change[]> {
  const row = await uploadRow(deps, doc)
  if (!row || !/^(waiting|held|refused)$/.test(row.state)) return []
  const set = { state: 'withdrawn', why: '对照已改动' } as const
  return [{ t: 'upload.set', source: SOURCE, keys: [row.key], from: [row.state], set, at: deps.now() }]
}

export function refuseField(path: string, label: string, words: string): never {
  const field: FieldFault = { path, label, rule: 'format', message: `${label}：${words}` }
  throw new GuitaiError({
    kind: 'invalid',
    what: field.message,
    means: '没有发送，没有改变。',
    todo: '请改正后重试。',
    fields: [field],
  })
}
