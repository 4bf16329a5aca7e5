import type { PersonHead, PersonTable } from '../../../shared/api/person.ts'
import { fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import type { Cert } from '../../../shared/visit.ts'
import type { Engine } from '../../engine/engine.ts'
import type { Journal } from '../../journal/port.ts'
import { insuranceFor, type Known, type Persons } from '../filing/persons.ts'
import type { Machine } from '../machine.ts'
import { type Asking, ask, whoIs } from '../person.ts'
import type { Caller } from '../registry.ts'
import { type Question, SECTIONS } from './sections.ts'
import { tableOf, type Words } from './table.ts'

export interface RecordsDeps {
  journal: Journal
  engine: Engine
  machine: Machine
  now(): number
  fixmedins_code: string
  remote(insuplc: string | null): boolean
  persons: Persons
  words: Words
}

const DAY_ms = 86_400_000
/** how far back a page begins */
export const BACK_days = 365
/** what a question about visits is asked for, one by one, unless all are wanted */
const USUAL = ['11', '13', '14', '21', '24']

/** Who asks: in an open shift by its sign-in, else by that of the program; the person stands in the audit log. */
export async function askingOf(deps: RecordsDeps, caller: Caller): Promise<Asking> {
  const { journal, engine, machine, now, fixmedins_code, remote } = deps
  const { opter, opterName } = caller.operator!
  const shift = await journal.openShift(opter)
  const common = { fixmedins_code, now, remote }
  if (shift) {
    const by = { opter, opterName, shiftId: shift.shiftId, sign_no: shift.signNo.nhsa ?? null }
    return { ...common, engine, by }
  }
  // signs in by itself, and once more where the centre has forgotten it
  const office: Engine = { ...engine, transact: (request) => machine.transact(request) }
  return { ...common, engine: office, by: await machine.by() }
}

/** 1101, and who it is from now on. */
export async function openPerson(deps: RecordsDeps, cert: Cert, caller: Caller): Promise<PersonHead> {
  const asking = await askingOf(deps, caller)
  const identities: string[] = []
  const engine: Engine = {
    ...asking.engine,
    async transact(request) {
      const outcome = await asking.engine.transact(request)
      if (outcome.is === 'settled') identities.push(...identitiesIn(outcome.output, deps.words))
      return outcome
    },
  }
  const known = await whoIs({ ...asking, engine }, cert)
  if (!insuranceFor(known, '')) fail('not_found', '中心没有这个人的参保信息', '没有改变。', '请核对证件。')
  const { opter } = caller.operator!
  const entry = {
    at: deps.now(),
    actor: opter,
    action: 'person.open',
    subject: known.person.psn_no,
    detail: null,
  }
  await deps.journal.commit([{ t: 'audit', entry }])
  return headOf(deps.persons.put(caller.sessionId, known), known, identities, deps)
}

function identitiesIn(output: Parameters<typeof rows>[0], { dict }: Words): string[] {
  return rows(output, 'idetinfo').map(({ psn_idet_type, begntime }) => {
    const type = String(psn_idet_type ?? '')
    const since = String(begntime ?? '').slice(0, 10)
    return `${dict('psn_idet_type')?.values[type] ?? type}${since ? `（${since} 起）` : ''}`
  })
}

function headOf(personId: string, known: Known, identities: string[], { remote }: RecordsDeps): PersonHead {
  const { person, insurances } = known
  return {
    personId,
    person: {
      ...person,
      psn_name: maskName(person.psn_name),
      certno: maskNo(person.certno),
      psn_no: maskNo(person.psn_no),
    },
    ...{ insurances, identities },
    remote: remote(insuranceFor(known, '')!.insuplc_admdvs),
  }
}

/** One section. Of several questions those that fail are told in the note, unless all do. */
export async function sectionOf(
  deps: RecordsDeps,
  input: ApiInput<'person.section'>,
  caller: Caller,
): Promise<PersonTable> {
  const { words } = deps
  const section = SECTIONS[input.section]
  const known = deps.persons.get(caller.sessionId, input.personId)
  if (!words.contract(section.infno))
    fail('not_found', `本地医保没有“${section.label}”查询（${section.infno}）`, '没有发送。', '不需要处理。')
  const question = await questionOf(deps, known, input)
  if (NEEDS_VISIT.has(input.section) && !input.mdtrt_id)
    fail('invalid', '就诊ID：请先选择一次就诊', '没有发送。', '请在就诊里选择。')
  const asked = section.ask(question)
  const asking = await askingOf(deps, caller)
  const about = { psnNo: known.person.psn_no, insuplc: insuranceFor(known, '')!.insuplc_admdvs }
  const answers = await Promise.allSettled(asked.map((one) => ask(asking, section.infno, one, about)))
  const outputs = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  const failed = answers.flatMap((answer) => (answer.status === 'rejected' ? [faultOf(answer.reason)] : []))
  if (failed[0] && outputs.length === 0) throw new GuitaiError(failed[0])
  const gap = failed[0] ? `有 ${failed.length} 个查询没有结果：${failed[0].what}` : ''
  return tableOf(input.section, outputs, words, gap || noteOf(input, asked.length))
}

const NEEDS_VISIT = new Set(['diagnoses', 'settlements', 'details'])

const noteOf = ({ section, setl_id }: ApiInput<'person.section'>, asked: number): string =>
  asked === 0 && !setl_id && (section === 'settlements' || section === 'details')
    ? '本机没有这次就诊的结算记录；中心按结算ID查询，请按 F8 输入结算ID。'
    : ''

async function questionOf(
  { journal, now, words }: RecordsDeps,
  { person }: Known,
  input: ApiInput<'person.section'>,
): Promise<Question> {
  const { from = dateOf(now() - BACK_days * DAY_ms), to = dateOf(now()), scope, mdtrt_id, setl_id } = input
  if (from > to) fail('invalid', '开始日期不能晚于结束日期', '没有发送。', '请改正后重试。')
  const all = Object.keys(words.dict('med_type')?.values ?? {})
  return {
    ...{ psn_no: person.psn_no, input, from, to, month: to.slice(0, 7).replace('-', '') },
    med_types: scope === 'all' ? all : USUAL,
    setl_ids: setl_id ? [setl_id] : mdtrt_id ? await settledHere(journal, mdtrt_id) : [],
  }
}

/** Settlements of a visit or stay that this counter booked, without refunds. */
async function settledHere(journal: Journal, mdtrt_id: string): Promise<string[]> {
  const found = await journal.searchEncounters({ text: mdtrt_id, limit: 5 })
  const lists = await Promise.all(
    found
      .filter((row) => row.mdtrt_id === mdtrt_id)
      .map(({ encounterId }) => journal.settlements({ encounterId })),
  )
  return lists
    .flat()
    .flatMap((row) => (row.reverses === null && row.mdtrt_id === mdtrt_id ? [row.setl_id] : []))
}
