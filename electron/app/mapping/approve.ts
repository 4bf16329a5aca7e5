import type { Json, JsonObject } from '../../../shared/contract.ts'
import { faultOf, GuitaiError } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { Change } from '../../journal/port.ts'
import { mustSettle, senderOf } from '../office.ts'
import type { Caller } from '../registry.ts'
import {
  audited,
  changeable,
  free,
  givingUp,
  loadDoc,
  type MappingDeps,
  personOf,
  refuseField,
} from './deps.ts'
import { MOST_ITEMS } from './items.ts'
import { asDoc, CATALOGUE_OF, type Doc, KIND, type Mapped, putDoc, SOURCE } from './model.ts'
import { rowOf, uploadOf, WITHDRAW } from './source.ts'

/** Approves one: the entry is checked here first, what the centre had is taken back, and it waits to be told. */
export async function approve(
  deps: MappingDeps,
  caller: Caller,
  { id, version, ...wish }: ApiInput<'mapping.approve'>,
): Promise<Doc> {
  const doc = await changeable(deps, id, version)
  const wanted = { ...wish, med_list_name: await nameOf(deps, doc, wish) }
  await inForm(deps, doc, wanted)
  const { stands } = doc.data
  if (stands && doc.state === 'there' && sameMapping(stands, wanted))
    refuseField('med_list_codg', '医疗目录编码', '与中心现有的对照完全相同，不用再传')
  const by = personOf(caller)
  const detail = { med_list_codg: wanted.med_list_codg, begndate: wanted.begndate, enddate: wanted.enddate }
  await deps.journal.commit([audited(deps, by, 'mapping.approve', id, detail)])
  const ready = stands ? await takeBack(deps, caller, doc, stands, { wanted, state: 'review' }) : doc
  await deps.journal.commit(await approving(deps, ready, wanted, by))
  await deps.uploads.wake(SOURCE)
  return loadDoc(deps, id)
}

const sameMapping = (a: Mapped, b: Mapped) =>
  a.med_list_codg === b.med_list_codg && a.begndate === b.begndate && a.enddate === b.enddate

/** The changes that put an approved mapping on its way. */
async function approving(
  deps: MappingDeps,
  doc: Doc,
  wanted: Mapped,
  by: { opter: string; opterName: string },
): Promise<Change[]> {
  const { now, uploads } = deps
  const version = doc.version + 1
  const data = { ...doc.data, wanted, note: '', sure: false, uploadKey: `${doc.id}#${version}` }
  const next: Doc = { ...doc, ...by, state: 'waiting', subject: wanted.med_list_codg, data }
  const row = uploadOf({ ...next, version })
  return [...(await givingUp(deps, doc)), putDoc(next, now()), ...uploads.adding(SOURCE, [row])]
}

/** The entry's name; refuses a code that its catalogue does not hold, or holds no more. */
export async function nameOf(
  { catalogue }: MappingDeps,
  { data }: Doc,
  { med_list_codg }: { med_list_codg: string },
): Promise<string> {
  const kind = CATALOGUE_OF[data.item.list_type] ?? ''
  const entry = await catalogue.entry(kind, med_list_codg)
  if (entry?.valid) return entry.name
  if (entry) refuseField('med_list_codg', '医疗目录编码', `${med_list_codg} ${entry.name}已经停用`)
  const loaded = (await catalogue.catalogues()).some((one) => one.kind === kind && one.rows > 0)
  if (loaded) refuseField('med_list_codg', '医疗目录编码', `这类目录里没有 ${med_list_codg}`)
  return data.wanted?.med_list_codg === med_list_codg ? data.wanted.med_list_name : ''
}

/** What no field alone tells, and what the contract says of the message. */
async function inForm(deps: MappingDeps, { data }: Doc, wanted: Mapped): Promise<void> {
  if (wanted.enddate < wanted.begndate) refuseField('enddate', '结束日期', '不能早于开始日期')
  if (wanted.enddate < dateOf(deps.now())) refuseField('enddate', '结束日期', '不能早于今天')
  const input: JsonObject = { data: [rowOf(data.item, wanted)] }
  const by = { opter: 'SYS', opterName: '系统任务', shiftId: null, sign_no: null }
  try {
    deps.engine.dry({ family: 'nhsa', infno: '3301', input, by })
  } catch (error) {
    const { fields } = faultOf(error)
    if (!fields) throw error
    const bare = fields.map((field) => ({
      ...field,
      path: field.path.replace(/^data\[\d+\]\.|^data\.\d+\./, ''),
    }))
    throw new GuitaiError({ ...faultOf(error), fields: bare })
  }
}

/** 3302; answers the document as it stands then. What is known is on disk in any case. */
async function takeBack(
  deps: MappingDeps,
  caller: Caller,
  doc: Doc,
  stands: Mapped,
  then: { wanted: Mapped; state: Doc['state'] },
): Promise<Doc> {
  const by = personOf(caller)
  const data = { ...doc.data, wanted: then.wanted, stands: null, note: '', sure: false }
  const next = { ...doc, ...by, state: then.state, data }
  const { item } = doc.data
  const send = await senderOf(deps, caller)
  const row = {
    fixmedins_code: deps.fixmedins_code,
    fixmedins_hilist_id: item.medins_list_codg,
    list_type: item.list_type,
    med_list_codg: stands.med_list_codg,
  }
  const local = { id: doc.id, next: next as unknown as Json }
  await mustSettle(send({ family: 'nhsa', infno: '3302', input: { data: [row] }, purpose: WITHDRAW, local }))
  return loadDoc(deps, doc.id)
}

/** Takes back what the centre has; of one that was not told yet, gives it up. */
export async function withdraw(
  deps: MappingDeps,
  caller: Caller,
  { id, version, reason }: ApiInput<'mapping.withdraw'>,
): Promise<Doc> {
  const doc = await changeable(deps, id, version)
  const { stands, wanted } = doc.data
  const by = personOf(caller)
  await deps.journal.commit([audited(deps, by, 'mapping.withdraw', id, { reason })])
  if (stands) return takeBack(deps, caller, doc, stands, { wanted: wanted ?? stands, state: 'withdrawn' })
  if (doc.state !== 'waiting') refuseField('reason', '撤销', '这一项没有可撤销的对照')
  const next: Doc = { ...doc, ...by, state: 'review', data: { ...doc.data, uploadKey: null, sure: false } }
  await deps.journal.commit([...(await givingUp(deps, doc)), putDoc(next, deps.now())])
  return loadDoc(deps, id)
}

/** Not this entry; it is not proposed again. */
export async function refuse(deps: MappingDeps, caller: Caller, id: string, version: number): Promise<Doc> {
  const doc = await changeable(deps, id, version)
  const { wanted, stands, not } = doc.data
  if (doc.state !== 'review' || !wanted) refuseField('med_list_codg', '推荐', '这一项没有待审的推荐')
  const by = personOf(caller)
  const data = { ...doc.data, wanted: stands, not: [...not, wanted.med_list_codg], note: '', sure: false }
  const next: Doc = { ...doc, ...by, state: stands ? 'there' : 'none', data }
  const detail = { med_list_codg: wanted.med_list_codg }
  await deps.journal.commit([
    audited(deps, by, 'mapping.refuse', id, detail),
    putDoc({ ...next, subject: stands?.med_list_codg ?? '' }, deps.now()),
  ])
  return loadDoc(deps, id)
}

const TOGETHER = 100

/** Every certain proposal: together, save those that take back something at the centre first. */
export async function approveAll(
  deps: MappingDeps,
  caller: Caller,
  list_type: string,
): Promise<{ approved: number }> {
  const { journal, bus, uploads } = deps
  const rows = await journal.docs({ kind: KIND, states: ['review'], order: 'id', limit: MOST_ITEMS })
  const sure = rows
    .map(asDoc)
    .filter(({ data }) => data.sure && data.wanted && (!list_type || data.item.list_type === list_type))
  const by = personOf(caller)
  await journal.commit([audited(deps, by, 'mapping.approveAll', list_type || '全部', { rows: sure.length })])
  const tell = (done: number) =>
    bus.emit('work.progress', {
      work: 'mapping',
      label: done < sure.length ? `已审核 ${done} 项` : '',
      done: done / sure.length,
    })
  const plain = sure.filter(({ data }) => !data.stands)
  for (let from = 0; from < plain.length; from += TOGETHER) {
    const page = plain.slice(from, from + TOGETHER)
    for (const doc of page) await checked(deps, doc)
    const changes = await Promise.all(page.map((doc) => approving(deps, doc, doc.data.wanted!, by)))
    await journal.commit(changes.flat())
    tell(from + page.length)
  }
  for (const [i, doc] of sure.filter(({ data }) => data.stands).entries()) {
    const { begndate, enddate, med_list_codg } = doc.data.wanted!
    await approve(deps, caller, { id: doc.id, version: doc.version, med_list_codg, begndate, enddate })
    tell(plain.length + i + 1)
  }
  if (plain.length > 0) await uploads.wake(SOURCE)
  return { approved: sure.length }
}

/** Says which item it is about, where one of many is at fault. */
async function checked(deps: MappingDeps, doc: Doc): Promise<void> {
  try {
    await free(deps, doc)
    await inForm(deps, doc, doc.data.wanted!)
  } catch (error) {
    const fault = faultOf(error)
    throw new GuitaiError({ ...fault, what: `“${doc.data.item.name}”（${doc.id}）：${fault.what}` }, error)
  }
}
