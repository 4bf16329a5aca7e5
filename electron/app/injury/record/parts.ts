import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../../shared/errors.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { datetime, stamp } from '../../../../shared/msgid.ts'
import type { Change, DocRow } from '../../../journal/port.ts'
import type { Caller } from '../../registry.ts'
import { loadCase } from '../store.ts'
import {
  asJson,
  audited,
  loadDoc,
  movable,
  type Office,
  officeOf,
  PART,
  type PartData,
  type PartState,
  partOf,
  type RecordDeps,
  rowWith,
} from './deps.ts'
import { about } from './effects.ts'
import { type Facts, factsOf } from './facts.ts'
import { faultsOf, unmasked, whole } from './form.ts'
import { kindOf, kindsOf, type PartKind } from './kinds.ts'

/** The encounter that a part belongs to. */
export const encounterOf = (id: string) => id.split(' ')[0] ?? ''

/** All parts of a case, in the order in which they are sent, then as they were begun. */
export async function partsOf({ journal }: RecordDeps, of: InjuryCase): Promise<DocRow[]> {
  const found = await journal.docs({ kind: PART, subject: of.encounterId, order: 'id', limit: 500 })
  const order = kindsOf(of).map(({ infno }) => infno)
  const rank = (row: DocRow) => order.indexOf(partOf(row).infno)
  return found.sort((a, b) => rank(a) - rank(b))
}

/** A new part; `no` where a case may have many of its kind. */
export function newPart(
  { of, opterName, now }: Pick<Facts, 'of' | 'opterName' | 'now'>,
  by: { opter: string },
  kind: PartKind,
  content: Pick<PartData, 'input' | 'from' | 'faults'>,
  no = '',
): Change {
  const data: PartData = {
    ...{ family: of.family, infno: kind.infno, ...content },
    ...{ sent: null, earlier: [], sentInput: null, why: '', undone: null },
  }
  const { person } = of
  return {
    t: 'doc',
    expect: 0,
    put: {
      ...{ kind: PART, id: [of.encounterId, kind.infno, no].filter(Boolean).join(' '), state: 'draft' },
      ...{ subject: of.encounterId, text: `${person?.psn_name ?? ''} ${of.ipt_otp_no}`, data: asJson(data) },
      ...{ opter: by.opter, opterName, at: now },
    },
  }
}

/** A number for one more of a kind; two of a counter never fall in one millisecond. */
export const numberOf = ({ now, slot }: RecordDeps) =>
  `${stamp(now())}${String(slot).padStart(2, '0')}${String(now() % 1000).padStart(3, '0')}`

/**
 * Begins what a case wants and nobody has begun: always-there parts, and optional ones that the HIS knows of. Once
 * they are begun a person may take an optional one out, and it stays out.
 */
export async function make(office: Office, of: InjuryCase): Promise<void> {
  const { deps, by } = office
  const kinds = kindsOf(of).filter((kind) => kind.steps.includes(of.step) && !kind.many)
  if (kinds.length === 0) return
  const had = new Set((await partsOf(deps, of)).map((row) => partOf(row).infno))
  const missing = kinds.filter(({ infno }) => !had.has(infno))
  const first = !kinds.some(({ infno }) => had.has(infno))
  if (!missing.some(({ optional }) => first || !optional)) return
  const facts = await factsOf(deps, of, by.opterName)
  const changes = missing.flatMap((kind) => {
    if (kind.optional && !first) return []
    const input = kind.draft(facts)
    return input ? [begun(office, kind, facts, input)] : []
  })
  if (changes.length > 0) await deps.journal.commit(changes)
}

function begun({ deps, by }: Office, kind: PartKind, facts: Facts, input: JsonObject, no = ''): Change {
  const shown = whole(kind, { input, sent: null }, facts, deps)
  const content = { input: shown, from: { ...facts.from }, faults: faultsOf(kind, shown, facts, deps) }
  return newPart(facts, by, kind, content, no)
}

/** Begins an optional part, or one more of many. */
export async function add(
  deps: RecordDeps,
  caller: Caller,
  { encounterId, infno, from }: ApiInput<'injury.record.add'>,
): Promise<InjuryCase> {
  const office = await officeOf(deps, caller)
  const of = await loadCase(deps.journal, encounterId)
  const kind = kindsOf(of).find((one) => one.infno === infno && one.blank)
  if (!kind) fail('conflict', '这次就诊没有这一项', '没有改变。', '请刷新后查看。')
  const facts = await factsOf(deps, of, office.by.opterName, from)
  const input = kind.draft(facts) ?? kind.blank!(facts)
  const no = kind.many ? numberOf(deps) : ''
  await deps.journal.commit([begun(office, kind, facts, input, no)])
  return of
}

/** A part in hand: its row, what it is, and what it is made of. */
export interface Hand {
  row: DocRow
  of: InjuryCase
  kind: PartKind
  data: PartData
  facts: Facts
}

export async function inHand(
  deps: RecordDeps,
  id: string,
  version: number,
  opterName: string,
): Promise<Hand> {
  const row = await loadDoc(deps, PART, id)
  await movable(deps, row, version)
  const of = await loadCase(deps.journal, encounterOf(id))
  const data = partOf(row)
  const kind = kindOf(of.family, data.infno)
  return { row, of, kind, data, facts: await factsOf(deps, of, opterName, data.from) }
}

/** What a part becomes when it is written: what stands at the platform stands until it is sent again. */
const written = (row: DocRow): PartState => (row.state === 'sent' ? 'sent' : 'draft')

async function rewrite({ deps, by }: Office, hand: Hand, input: JsonObject): Promise<void> {
  const { row, kind, data, facts } = hand
  const next = whole(kind, { ...data, input }, facts, deps)
  const content = { ...data, input: next, faults: faultsOf(kind, next, facts, deps) }
  const set = { state: written(row), data: asJson(content), at: deps.now(), ...by }
  await deps.journal.commit([{ t: 'doc', put: rowWith(row, set), expect: row.version }])
}

export async function save(
  deps: RecordDeps,
  caller: Caller,
  { id, version, input }: ApiInput<'injury.record.save'>,
): Promise<InjuryCase> {
  const office = await officeOf(deps, caller)
  const hand = await inHand(deps, id, version, office.by.opterName)
  if (!hand.kind.blank && hand.kind.many) fail('conflict', '这一项不能修改', '没有改变。')
  await rewrite(office, hand, unmasked(input as JsonObject, hand.data.input))
  return hand.of
}

/** Fills it from the case and the HIS anew. */
export async function renew(
  deps: RecordDeps,
  caller: Caller,
  { id, version }: ApiInput<'injury.record.renew'>,
): Promise<InjuryCase> {
  const office = await officeOf(deps, caller)
  const hand = await inHand(deps, id, version, office.by.opterName)
  const fresh = hand.kind.draft(hand.facts) ?? hand.kind.blank?.(hand.facts)
  if (!fresh) fail('conflict', '这一项没有可以取的内容', '没有改变。')
  await rewrite(office, hand, fresh)
  return hand.of
}

export async function drop(
  deps: RecordDeps,
  caller: Caller,
  { id, version }: ApiInput<'injury.record.drop'>,
): Promise<InjuryCase> {
  const { by } = await officeOf(deps, caller)
  const { row, of, kind, data } = await inHand(deps, id, version, by.opterName)
  if (!kind.optional || data.sent)
    fail('conflict', `${kind.label}不能删除`, '没有改变。', '已上传的请先撤销；必有的项目只能修改。')
  await deps.journal.commit([{ t: 'doc.drop', kind: PART, id, expect: row.version }])
  return of
}

export function asInvalid(label: string, fields: FieldFault[]): never {
  throw new GuitaiError({
    kind: 'invalid',
    what: `“${label}”还不能上传：${fields[0]!.message}`,
    means: '没有发送。',
    todo: '请按提示改正后重试。',
    fields,
  })
}

/** Sends parts one after the other. Throws the fault of the first that did not succeed. */
export async function send(
  deps: RecordDeps,
  caller: Caller,
  { encounterId, parts }: ApiInput<'injury.record.send'>,
): Promise<InjuryCase> {
  const office = await officeOf(deps, caller)
  const { opterName } = office.by
  const of = await loadCase(deps.journal, encounterId)
  for (const { id, version } of parts) {
    if (encounterOf(id) !== encounterId) fail('invalid', '所选项目不属于这次就诊')
    await sendOne(office, await inHand(deps, id, version, opterName))
  }
  return of
}

async function sendOne(office: Office, { row, of, kind, data, facts }: Hand): Promise<void> {
  const { deps } = office
  if (!kind.steps.includes(of.step)) fail('conflict', kind.early, '没有发送。', '请先办完前面的步骤。')
  const input = whole(kind, data, facts, deps)
  const faults = faultsOf(kind, input, facts, deps)
  if (faults.length > 0) asInvalid(kind.label, faults)
  await deps.journal.commit([
    audited(office, 'injury.record.send', row.id, { infno: kind.infno, label: kind.label }),
  ])
  // what the platform had before tells which is this one's, should the answer be lost
  const given: JsonObject = kind.known
    ? { given: { found: { known: await kind.known(office, of, input) } } }
    : {}
  const outcome = await office.send({
    ...{ family: of.family, infno: kind.infno, input, encounterId: of.encounterId },
    ...{ ...whoOf(of), purpose: 'injury.record.sent', local: about(row.id, PART, given) },
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}

/** Whom a message is about, so that it waits for what is in doubt of the same person. */
export const whoOf = ({ person }: InjuryCase) =>
  person
    ? {
        psnNo: person.psn_no,
        ...(person.insuplc_admdvs ? { insuplc: person.insuplc_admdvs } : {}),
      }
    : {}

/** Takes a part back by its serials (GS5001), the newest first. Throws the outcome's fault. */
export async function undo(
  deps: RecordDeps,
  caller: Caller,
  { id, version, reason }: ApiInput<'injury.record.undo'>,
): Promise<InjuryCase> {
  const office = await officeOf(deps, caller)
  const { of, kind, data } = await inHand(deps, id, version, office.by.opterName)
  if (!kind.undo || !data.sent)
    fail('conflict', '这一项不能撤销', '没有发送。', '没有撤销接口的，改正后重新上传即可替换。')
  await deps.journal.commit([
    audited(office, 'injury.record.undo', id, { infno: kind.infno, label: kind.label, reason }),
  ])
  for (let sent: PartData['sent'] = data.sent; sent; ) {
    await undoOne(office, { of, kind, id, reason, orig_sn: sent.msgid })
    sent = partOf(await loadDoc(deps, PART, id)).sent
  }
  return of
}

interface Undoing extends Pick<Hand, 'of' | 'kind'> {
  id: string
  reason: string
  orig_sn: string
}

async function undoOne({ deps, by, send }: Office, undoing: Undoing): Promise<void> {
  const { of, kind, id, reason, orig_sn } = undoing
  const { akb020, yab003 } = deps.names(of.family)
  const data = {
    ...{ akb020, yab003, orig_code: kind.infno, orig_sn, aac001: of.person?.psn_no ?? '' },
    ...{ akc190: of.mdtrt_id ?? '', undo_reason: reason, aae011: by.opterName, aae036: datetime(deps.now()) },
  }
  const outcome = await send({
    ...{ family: of.family, infno: 'GS5001', input: { data }, encounterId: of.encounterId, ...whoOf(of) },
    ...{ purpose: 'injury.record.undone', local: about(id, PART, { reason }) },
  })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}
