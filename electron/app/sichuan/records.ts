import type { SichuanKind, SichuanRecord } from '../../../shared/api/sichuan.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { maskDeep, maskName } from '../../../shared/mask.ts'
import { stamp } from '../../../shared/msgid.ts'
import { node } from '../../../shared/settlement.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import type { Change, DocRow } from '../../journal/port.ts'
import { mustSettle } from '../office.ts'
import type { Caller } from '../registry.ts'
import { labelled } from '../txn/labels.ts'
import { type Office, officeOf, type SichuanDeps } from './deps.ts'
import { draft, merged, subjectOf } from './draft.ts'
import { audited, stampOf } from './family.ts'
import { KINDS, STATE_LABEL } from './kinds.ts'
import { measured } from './pictures.ts'

/** What was sent of one record: doc of kind `sichuan.<kind>`. */
interface RecordData {
  input: JsonObject
  number: string
  psn_name: string
  insuplc: string
  why: string
  undone: { reason: string; at: number; opterName: string } | null
}

const dataOf = (row: DocRow) => row.data as unknown as RecordData
const docKind = (kind: SichuanKind) => `sichuan.${kind}`

async function load(deps: SichuanDeps, kind: SichuanKind, id: string): Promise<DocRow> {
  const row = await deps.journal.doc(docKind(kind), id)
  return row ?? fail('not_found', `没有这条${KINDS[kind].label}`, '没有改变。', '请刷新列表。')
}

/** Sends one; what a person filled in is held to the contract, what is known here is written over it. */
export async function send(
  deps: SichuanDeps,
  caller: Caller,
  { kind, about, input: form }: ApiInput<'sichuan.send'>,
): Promise<SichuanRecord> {
  const office = await officeOf(deps, caller)
  const of = await subjectOf(deps, caller, about)
  const { send: infno, label, subject } = KINDS[kind]
  const input = stamped(
    await measured(deps.files, merged(await draft(deps, kind, of), form as JsonObject)),
    office,
  )
  const request = { ...base(of.insuplc), infno, input, psnNo: of.person.psn_no }
  deps.engine.dry({ ...request, by: { ...office.by, shiftId: null, sign_no: null } })
  const id = `${stamp(deps.now())}${String(deps.slot).padStart(2, '0')}${Math.trunc(deps.now() % 1000)}`
  const data: RecordData = {
    ...{ input, number: '', psn_name: of.person.psn_name, insuplc: of.insuplc, why: '', undone: null },
  }
  const doc = {
    ...{ kind: docKind(kind), id, state: 'stands', subject: subject(input), data: data as unknown as Json },
    ...{ text: [of.person.psn_name, of.person.certno, subject(input)].join(' '), at: deps.now() },
    ...{ opter: office.by.opter, opterName: office.by.opterName },
  }
  const replaced = kind === 'list' ? await before(deps, subject(input)) : null
  await deps.journal.commit([audited(office, 'sichuan.send', id, { infno, label })])
  const outcome = await office.send({
    ...request,
    purpose: 'sichuan.send',
    local: { doc, expect: 0, kind, scx: id, replaced } as unknown as JsonObject,
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return view(deps, kind, await load(deps, kind, id), false)
}

/** The list that a new one of the same settlement takes the place of (SCX-0801). */
async function before({ journal }: SichuanDeps, setl_id: string): Promise<DocRow | null> {
  const query = { kind: docKind('list'), subject: setl_id, states: ['stands'], limit: 1 }
  const [row] = await journal.docs(query)
  return row ?? null
}

export async function undo(
  deps: SichuanDeps,
  caller: Caller,
  form: ApiInput<'sichuan.undo'>,
): Promise<SichuanRecord> {
  const { kind, id } = form
  const office = await officeOf(deps, caller)
  const states = kind === 'list' ? ['submitted'] : ['stands']
  let row = await movable(deps, kind, id, form.version, states)
  const { input, insuplc } = dataOf(row)
  const number = await numberOf(office, kind, row)
  const { undo: infno, withdraw } = KINDS[kind]
  const undone = { reason: form.undo_rea, at: deps.now(), opterName: office.by.opterName }
  await deps.journal.commit([audited(office, 'sichuan.undo', id, { infno, reason: form.undo_rea })])
  // pictures are deleted one by one: each has a number of its own, and what is left stays on the record
  const numbers = kind === 'picture' ? number.split(' ') : [number]
  for (const [i, one] of numbers.entries()) {
    const message = { data: { ...withdraw({ input, number: one }, form), ...stampOf(office.by, deps.now()) } }
    const isLast = i === numbers.length - 1
    const local = isLast
      ? localOf(row, { ...dataOf(row), undone }, kind === 'list' ? 'stands' : 'undone')
      : localOf(row, { ...dataOf(row), number: numbers.slice(i + 1).join(' ') }, row.state)
    const request = { ...base(insuplc), psnNo: psnOf(input), infno, input: message }
    const outcome = await office.send({ ...request, purpose: 'sichuan.move', local })
    if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
    row = await load(deps, kind, id)
  }
  return view(deps, kind, row, false)
}

/** The centre's number; asked for where the answer that told it never came. Throws `conflict` where it has none. */
async function numberOf(office: Office, kind: SichuanKind, row: DocRow): Promise<string> {
  const { input, number, insuplc } = dataOf(row)
  if (number) return number
  const { find } = KINDS[kind]
  const data = find.input(input)
  const request = { ...base(insuplc), psnNo: psnOf(input), infno: find.code, input: { data } }
  const found = find.number(await mustSettle(office.send(request)), input)
  return found || fail('conflict', '中心查不到这条记录的编号', '没有发送。', '请与经办机构核对后处理。')
}

/** SCX-0802 */
export async function submit(
  deps: SichuanDeps,
  caller: Caller,
  { id, version }: ApiInput<'sichuan.submit'>,
): Promise<SichuanRecord> {
  const office = await officeOf(deps, caller)
  const row = await movable(deps, 'list', id, version, ['stands'])
  const { input, insuplc } = dataOf(row)
  const number = await numberOf(office, 'list', row)
  const of = node(input, 'setlinfo') ?? {}
  const message = {
    ...{ setl_list_id: number, setl_id: of.setl_id ?? '', psn_no: of.psn_no ?? '', oprt: '1' },
    ...stampOf(office.by, deps.now()),
  }
  await deps.journal.commit([audited(office, 'sichuan.submit', id, {})])
  const outcome = await office.send({
    ...{ ...base(insuplc), psnNo: psnOf(input), infno: 'SCX-0802', input: { data: message } },
    ...{ purpose: 'sichuan.move', local: localOf(row, { ...dataOf(row), undone: null }, 'submitted') },
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  return view(deps, 'list', await load(deps, 'list', id), false)
}

/** Records sent from here, newest first; one whose first message is without an answer stands among them. */
export async function records(
  deps: SichuanDeps,
  caller: Caller,
  { kind, text, limit, personId }: ApiInput<'sichuan.records'>,
): Promise<SichuanRecord[]> {
  const subject = personId ? deps.persons.get(caller.sessionId, personId).person.psn_no : null
  const found = await deps.journal.docs({
    ...{ kind: docKind(kind), text, limit },
    ...(subject ? { subject } : {}),
  })
  const open = await deps.journal.unfinished()
  const doubtful = new Set(open.map(({ local }) => local.scx))
  const known = new Set(found.map(({ id }) => id))
  const waiting = open.flatMap(({ local }) => {
    const { kind: of, doc } = local as unknown as { kind?: string; doc?: DocRow }
    const isNew = of === kind && doc && !known.has(doc.id) && (!subject || doc.subject === subject)
    return isNew ? [{ ...doc, version: 0 }] : []
  })
  return [...waiting, ...found].map((row) => view(deps, kind, row, doubtful.has(row.id)))
}

async function doubtful({ journal }: SichuanDeps): Promise<ReadonlySet<string>> {
  const open = await journal.unfinished()
  return new Set(open.flatMap(({ local }) => (typeof local.scx === 'string' ? [local.scx] : [])))
}

async function movable(
  deps: SichuanDeps,
  kind: SichuanKind,
  id: string,
  version: number,
  states: string[],
): Promise<DocRow> {
  const row = await load(deps, kind, id)
  if (row.version !== version)
    fail('conflict', '画面上的内容已经过期，刚才的操作没有执行', '没有发送。', '请看一眼最新的状态再继续。')
  if ((await doubtful(deps)).has(id))
    fail('doubt', '这条记录有一笔交易还没有结论', '没有发送。', '请等待查证结果（F12 查看）。')
  if (!states.includes(row.state))
    fail('conflict', '这条记录现在的状态不能这样办理', '没有发送。', '请刷新后查看。')
  return row
}

const base = (insuplc: string) => ({ family: 'sichuan', ...(insuplc ? { insuplc } : {}) })

/** Who acts and when is this side's to say, wherever the message has it. */
function stamped(input: JsonObject, { by, deps }: Office): JsonObject {
  const name = 'extinfo' in input ? 'extinfo' : 'data'
  return { ...input, [name]: { ...(node(input, name) ?? {}), ...stampOf(by, deps.now()) } }
}

const psnOf = (input: JsonObject) => String((node(input, 'data') ?? node(input, 'setlinfo'))?.psn_no ?? '')

function localOf(row: DocRow, data: RecordData, state: string): JsonObject {
  const { version, createdAt: _, ...doc } = row
  return { doc: { ...doc, data, state }, expect: version, scx: row.id } as unknown as JsonObject
}

/** What was sent stands, with the number that the centre gave it. */
const sent: Effect = ({ txn, outcome, output, now }) => {
  if (outcome !== 'settled' && outcome !== 'rejected') return []
  const { doc, expect, kind, replaced } = txn.local as unknown as {
    doc: Omit<DocRow, 'version' | 'createdAt'>
    expect: number
    kind: SichuanKind
    replaced: DocRow | null
  }
  const data = doc.data as unknown as RecordData
  const done = outcome === 'settled'
  const next = {
    ...data,
    number: done ? KINDS[kind].number(output) : '',
    why: done ? (KINDS[kind].remark?.(output) ?? '') : (txn.errMsg ?? ''),
  }
  const put = { ...doc, state: done ? 'stands' : 'refused', data: next as unknown as Json, at: now }
  const changes: Change[] = [{ t: 'doc', put, expect }]
  if (done && replaced) {
    const { version, createdAt: _, ...old } = replaced
    changes.push({ t: 'doc', put: { ...old, state: 'replaced', at: old.at }, expect: version })
  }
  return changes
}

const movedOn: Effect = ({ txn, outcome, now }) => {
  const { doc, expect } = txn.local as unknown as {
    doc?: Omit<DocRow, 'version' | 'createdAt'>
    expect: number
  }
  return outcome === 'settled' && doc ? [{ t: 'doc', put: { ...doc, at: now }, expect }] : []
}

export function recordEffects(): Effects {
  return new Map([
    ['sichuan.send', sent],
    ['sichuan.move', movedOn],
  ])
}

function view(deps: SichuanDeps, kind: SichuanKind, row: DocRow, doubt: boolean): SichuanRecord {
  const { input, number, psn_name, why, undone } = dataOf(row)
  const state = row.state as SichuanRecord['state']
  const contract = deps.contract(KINDS[kind].send)
  const meaning = (dict: string, value: unknown) =>
    deps.dict(dict)?.values[String(value)] ?? String(value ?? '')
  // of a list what the province adds: the rest stands, masked and in full, in 结算清单
  const told = kind === 'list' ? { extinfo: input.extinfo ?? {} } : input
  const isContent = (path: string) => /\.file_(data|hash)$/.test(path)
  const fields = contract ? labelled(contract.input, maskDeep(told) as JsonObject, deps.dict) : []
  return {
    ...{ id: row.id, version: row.version, kind, state, doubtful: doubt, number, at: row.at },
    stateLabel: doubt ? '查证中' : STATE_LABEL[state],
    psn_name: maskName(psn_name),
    title: KINDS[kind].title(input, meaning),
    note: undone && state !== 'submitted' ? `${undone.opterName} 撤销：${undone.reason}` : why,
    opterName: row.opterName,
    fields: fields
      .filter(({ path }) => !isContent(path))
      .map(({ label, value, meaning: means }) => ({
        label,
        value: [value, means].filter(Boolean).join(' '),
      })),
  }
}
