import { randomBytes } from 'node:crypto'
import { fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import {
  INJURY_FAMILIES,
  INJURY_KIND_LABEL,
  INJURY_STEP_LABEL,
  type InjuryCase,
  type InjuryDiagnosis,
  type InjuryFamily,
  type InjuryFiling,
  type InjuryKind,
  type Recognition,
} from '../../../shared/injury.ts'
import type { Cert } from '../../../shared/visit.ts'
import type { HisInpatient } from '../../his/port.ts'
import type { Journal } from '../../journal/port.ts'
import { free } from '../encounter.ts'
import { asker, clerkOf, type InjuryActing, type InjuryDeps, wayOf } from './deps.ts'
import { caseOf, isInjury, newCaseId, saveCase } from './store.ts'
import { FREES, type Known } from './way.ts'

/** From the first word to the recognised injury on which somebody is treated. */
export async function open(
  act: InjuryActing,
  family: InjuryFamily,
  kind: InjuryKind,
  ipt_no: string | undefined,
): Promise<InjuryCase> {
  const { deps, by } = act
  const way = wayOf(deps, family)
  if (!way.kinds.includes(kind)) {
    fail('invalid', `${way.label}不办理${INJURY_KIND_LABEL[kind]}`, '没有改变。', '请选择其他就诊方式。')
  }
  const now = deps.now()
  const known = kind === 'inpatient' && ipt_no ? await expected(deps, ipt_no) : null
  const id = newCaseId(kind, now, deps.slot, randomBytes(2).toString('hex'))
  const of: InjuryCase = {
    ...{ encounterId: id, version: 0, family, kind, step: 'open', openedAt: now },
    ...{ shiftId: by.shiftId ?? '', window: deps.window, opter: by.opter, opterName: by.opterName },
    ...{ cert: null, person: null, recognitions: [], recognition: null, filings: [], filing: null },
    ...{ fund: null, accumulations: [], warnings: [], ipt_otp_no: id, mdtrt_id: null, application: null },
    ...{ med_type: usualType(deps, family, kind), treat: usualTreat(deps, family, kind) },
    ...{ dept: null, doctor: null, bed: '', tel: '', coner_name: '', diagnoses: [] },
    ...{ dscg_diagnoses: [], dscg_way: '', begntime: now, endtime: null },
    ...{
      lines: [],
      lastSn: 0,
      unrelated: [],
      devices: [],
      trial: null,
      settlement: null,
      past: [],
      refs: {},
    },
    ...(known ? fromWard(deps, family, known) : {}),
  }
  return saveCase(deps.journal, of, now)
}

/** The one whom the HIS expects, and for whom nobody has opened a stay yet. */
async function expected({ his, journal }: InjuryDeps, ipt_no: string): Promise<HisInpatient> {
  const known = await his.inpatient(ipt_no)
  if (!known)
    fail('not_found', `HIS 里没有住院号 ${ipt_no}`, '没有改变。', '请核对住院号，或不填住院号手工登记。')
  if (known.motherIptNo)
    fail('conflict', '这是新生儿的住院号，不能按工伤登记', '没有改变。', '请在母亲的住院里办理。')
  const rows = await journal.searchEncounters({
    ...{ kind: 'inpatient', text: ipt_no, limit: 50 },
    families: [...INJURY_FAMILIES, 'nhsa', 'local'],
  })
  const held = rows.find((row) => row.ipt_otp_no === ipt_no && row.step !== 'cancelled')
  if (!held) return known
  if (!isInjury(held.family)) {
    const todo = '请先在“住院办理”里撤销，再按工伤登记。'
    fail('conflict', `住院号 ${ipt_no} 已经按医保或自费登记`, '没有改变。', todo)
  }
  const what = `住院号 ${ipt_no} 已经登记（${INJURY_STEP_LABEL[caseOf(held).step]}）`
  fail('conflict', what, '没有改变。', '请在列表里打开它，或按住院号查找。')
}

/** What the ward has booked of its patient. */
function fromWard(deps: InjuryDeps, family: InjuryFamily, known: HisInpatient): Partial<InjuryCase> {
  const { ipt_no, dept, doctor, bed, tel, coner_name, begntime, med_type } = known
  return {
    ...{ ipt_otp_no: ipt_no, doctor, bed, tel, coner_name, begntime },
    ...(deps.dict(family, wayOf(deps, family).tables('inpatient').med_type)?.values[med_type]
      ? { med_type }
      : {}),
    dept: { dept_code: dept.dept_code, dept_name: dept.dept_name },
    diagnoses: known.diagnoses.map(injuryDiagnosis),
    his: { ipt_no, serial: 0, lines: 0, amountFen: 0 as never },
  }
}

/** ICD-10 chapter XIX and the main diagnosis are taken to be the injury's until somebody says otherwise. */
export function injuryDiagnosis({
  diag_code,
  diag_name,
  main,
}: {
  diag_code: string
  diag_name: string
  main: boolean
}): InjuryDiagnosis {
  return { diag_code, diag_name, main, injury: main || /^[ST]/.test(diag_code) }
}

/** The code whose meaning is this word in a table of the family; empty where it has none. */
function codeFor(deps: InjuryDeps, family: InjuryFamily, table: string, word: string): string {
  const values = deps.dict(family, table)?.values ?? {}
  return Object.entries(values).find(([, meaning]) => meaning === word)?.[0] ?? ''
}

const usualType = (deps: InjuryDeps, family: InjuryFamily, kind: InjuryKind) =>
  codeFor(deps, family, wayOf(deps, family).tables(kind).med_type, INJURY_KIND_LABEL[kind])
const usualTreat = (deps: InjuryDeps, family: InjuryFamily, kind: InjuryKind) =>
  codeFor(deps, family, wayOf(deps, family).tables(kind).treat, '治疗')

/** Who it is, and what is recognised, filed and paid for him. */
export async function identify(act: InjuryActing, of: InjuryCase, cert: Cert): Promise<InjuryCase> {
  if (of.step !== 'open' && of.step !== 'identified') {
    fail('conflict', '已经在平台登记，不能换人', '没有改变。', '请先撤销登记，或新开一个就诊。')
  }
  const { deps } = act
  const { journal, now } = deps
  // a registration without an answer is of the person whom it named
  await free(journal, of)
  const way = wayOf(deps, of.family)
  const about = { kind: of.kind, clerk: clerkOf(act), begntime: of.begntime }
  const known = await way
    .identify(asker(act, of), await namedBy(deps, cert), about)
    .catch((error) => elsewhere(deps, of, error))
  const ward = await sameAsWard(deps, of, known)
  const other = of.person !== null && of.person.psn_no !== known.person.psn_no
  const gaveUp = !other && typeof of.refs.gaveUp === 'string' ? of.refs.gaveUp : ''
  const next: InjuryCase = {
    ...of,
    ...(other ? FORGOTTEN : {}),
    lines: other ? of.lines.filter((line) => line.billId === null) : of.lines,
    ...{ step: 'identified', cert: keptOf(cert), person: known.person, trial: null, application: null },
    ...{ recognitions: known.recognitions, filings: known.filings, fund: known.fund },
    ...{ accumulations: known.accumulations, devices: known.devices ?? [] },
    warnings: gaveUp ? [...known.warnings, gaveUp] : known.warnings,
    // settlements that were reversed have spent their numbers, whoever the case is of
    refs: {
      ...known.refs,
      ...(of.refs.reversed ? { reversed: of.refs.reversed } : {}),
      ...(gaveUp ? { gaveUp } : {}),
    },
    tel: (!other && of.tel) || known.person.tel,
    ...firstChoice(known, ward?.med_type),
  }
  const saved = await saveCase(journal, next, now())
  // only now: charges that nobody holds must not stand in a case
  if (other && of.kind !== 'inpatient') await deps.his.release(of.encounterId)
  return saved
}

/** The code of an electronic card is spent once it was looked up, and is not kept (rule of GYU010). */
const keptOf = (cert: Cert): Cert =>
  cert.mdtrt_cert_type === '01' ? { ...cert, mdtrt_cert_no: '***' } : cert

/** What was known of somebody else: his bills go back to the HIS. */
const FORGOTTEN: Pick<InjuryCase, 'dept' | 'doctor' | 'diagnoses' | 'coner_name'> = {
  ...{ dept: null, doctor: null, diagnoses: [], coner_name: '' },
}

/** A platform may want the name beside a document number (GS1001): the HIS knows its patients. */
async function namedBy({ his }: InjuryDeps, cert: Cert): Promise<Cert> {
  const number = (cert.certno ?? (cert.mdtrt_cert_type === '02' ? cert.mdtrt_cert_no : '')).toUpperCase()
  if (cert.psn_name || number === '') return cert
  const found = await Promise.all([his.findPatients(number, 2), his.inpatients(number, null, 2)]).catch(
    () => [],
  )
  const patient = found.flat().find(({ certno }) => certno.toUpperCase() === number)
  return patient ? { ...cert, psn_name: patient.psn_name } : cert
}

const NOT_HERE: ReadonlySet<string> = new Set(['not_found', 'rejected', 'invalid'])

/**
 * A no of one platform names the other ways: another may know him. Of who is in hospital elsewhere none does better:
 * what frees him is said instead.
 */
function elsewhere({ ways }: InjuryDeps, of: InjuryCase, error: unknown): never {
  const fault = faultOf(error)
  const words = fault.centre?.message ?? fault.what
  if (words.includes('互斥')) {
    // in the platform's own words: they say where the person is, and since when if it knows
    const what = /业务互斥.*/s.exec(words)?.[0] ?? `业务互斥：${words}`
    const means = '没有登记，也没有扣款。'
    throw new GuitaiError({ ...fault, kind: 'rejected', what, means, todo: FREES }, error)
  }
  const others = [...ways.values()]
    .map((way, index) => ({ way, key: `Alt+${index + 1}` }))
    .filter(({ way }) => way.family !== of.family && way.kinds.includes(of.kind))
  if (!NOT_HERE.has(fault.kind) || others.length === 0) throw error
  const other = others.map(({ way, key }) => `改走${way.label} ${key}`).join('，')
  throw new GuitaiError({ ...fault, todo: `${fault.todo}也可${other}。` }, error)
}

/** What can only be one is chosen: the recognition that holds, and what is filed for it. */
function firstChoice(
  { recognitions, filings }: Known,
  med_type: string | undefined,
): Pick<InjuryCase, 'recognition' | 'filing'> {
  const valid = recognitions.filter((one) => one.why === null)
  const recognition = valid.length === 1 ? valid[0]!.id : null
  return { recognition, filing: onlyFiling(filings, recognition, med_type) }
}

/** Of several the one for the 医疗类别 that the ward has booked, if it is one. */
function onlyFiling(
  filings: readonly InjuryFiling[],
  recognition: string | null,
  med_type: string | undefined,
): string | null {
  if (recognition === null) return null
  const fit = filings.filter((one) => one.why === null && suits(one, recognition))
  const own = fit.length > 1 ? fit.filter((one) => med_type && one.med_type === med_type) : fit
  return own.length === 1 ? own[0]!.id : null
}

const suits = (filing: InjuryFiling, recognition: string) =>
  filing.recognition === null || filing.recognition === recognition

/** What the ward has of a stay of its own; refuses where it has booked somebody else under this 住院号. */
async function sameAsWard(
  { his }: InjuryDeps,
  of: InjuryCase,
  { person }: Known,
): Promise<HisInpatient | null> {
  if (!of.his) return null
  const known = await his.inpatient(of.his.ipt_no)
  const [there, here] = [known?.certno, person.certno || person.aac002]
  if (there && here && there.toUpperCase() !== here.toUpperCase()) {
    const what = `读到的患者与 HIS 里住院号 ${of.his.ipt_no} 的患者不是同一个人`
    fail('conflict', what, '没有改变。', '请核对凭证和住院号。')
  }
  return known
}

/** Which injury, and which filing; both may be chosen anew until the platform was told. */
export async function choose(
  act: InjuryActing,
  of: InjuryCase,
  asked: { recognition?: string | undefined; filing?: string | null | undefined },
): Promise<InjuryCase> {
  if (of.step !== 'identified') {
    fail('conflict', '现在不能改选工伤认定', '没有改变。', '已经登记的请先撤销登记。')
  }
  const { his, journal, now } = act.deps
  await free(journal, of)
  const recognition = asked.recognition ?? of.recognition
  if (asked.recognition !== undefined) usable(of.recognitions, asked.recognition, '工伤认定')
  if (asked.filing) {
    const filing = usable(of.filings, asked.filing, '备案')
    if (recognition !== null && !suits(filing, recognition))
      fail('invalid', '这份备案不是所选工伤认定的', '没有改变。', '请选择对应的备案。')
  }
  const kept = of.filings.find((one) => one.id === of.filing)
  const stays = kept && recognition !== null && suits(kept, recognition)
  const ward = of.his && (await his.inpatient(of.his.ipt_no).catch(() => null))
  const filing =
    asked.filing !== undefined
      ? asked.filing
      : stays
        ? kept.id
        : onlyFiling(of.filings, recognition, ward?.med_type)
  return saveCase(journal, { ...of, recognition, filing, trial: null }, now())
}

function usable<T extends Recognition | InjuryFiling>(list: readonly T[], id: string, label: string): T {
  const found = list.find((one) => one.id === id)
  if (!found) fail('invalid', `没有这个${label}`, '没有改变。', '请从列表里选择。')
  if (found.why !== null) fail('invalid', `这个${label}不能用：${found.why}`, '没有改变。', '请选择另一个。')
  return found
}

export async function waiting(deps: InjuryDeps, text: string, ofInjury: (med_type: string) => boolean) {
  const [found, rows] = await Promise.all([
    deps.his.inpatients(text, 'waiting', 200),
    openStays(deps.journal),
  ])
  const here = new Set(rows.map((row) => row.ipt_otp_no))
  return found.filter((p) => ofInjury(p.med_type) && p.motherIptNo === null && !here.has(p.ipt_no))
}

const openStays = (journal: Journal) =>
  journal.searchEncounters({ kind: 'inpatient', families: INJURY_FAMILIES, active: true, limit: 5_000 })
