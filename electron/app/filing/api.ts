import { randomBytes } from 'node:crypto'
import type { FilingView } from '../../../shared/api/filing.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { dateOf, stamp } from '../../../shared/msgid.ts'
import type { Insurance } from '../../../shared/visit.ts'
import type { Change, FilingRow, Journal } from '../../journal/port.ts'
import { whoIs } from '../person.ts'
import type { Caller, Registry } from '../registry.ts'
import { checkChronic, checkFixed, checkTransfer, inForm, refuseFaults } from './check.ts'
import { type Acting, acting, askingOf, doubtfulOf, type FilingDeps, loadFiling } from './deps.ts'
import { dataOf, type FilingData, localOf, putFiling } from './effects.ts'
import { insuranceFor, type Known } from './persons.ts'
import { confirm, kindsOf, listsOf, look, sameFiling, statusOf } from './status.ts'
import { personView, viewOf, type Words } from './view.ts'
import * as wire from './wire.ts'

/** filings of one person that the status shows */
const MANY = 100

export function registerFiling(reg: Registry, deps: FilingDeps, words: Words): void {
  const views = async (rows: FilingRow[]): Promise<FilingView[]> => {
    const doubtful = await doubtfulOf(deps.journal)
    return rows.map((row) => viewOf(row, doubtful.has(row.filingId), words))
  }
  const view = async (row: FilingRow): Promise<FilingView> => (await views([row]))[0]!

  /** One command for one person: in turn, in an open shift. */
  const about = async <T>(
    personId: string,
    caller: Caller,
    work: (act: Acting, known: Known) => Promise<T>,
  ): Promise<T> => {
    const known = deps.persons.get(caller.sessionId, personId)
    return deps.lanes.run(known.person.psn_no, async () => work(await acting(deps, caller), known))
  }

  reg.write('filing.person', async ({ cert }, caller) => {
    const act = await acting(deps, caller)
    const known = await whoIs(askingOf(act), cert)
    const insu = insuranceFor(known, '')
    if (!insu) fail('conflict', '中心没有这个人的参保信息，不能办理备案', '没有发送。', '请核对证件。')
    const personId = deps.persons.put(caller.sessionId, known)
    return personView(personId, known, deps.remote(insu.insuplc_admdvs))
  })
  reg.write('filing.status', ({ personId, kinds }, caller) =>
    about(personId, caller, async (act, known) => {
      const { psn_no } = known.person
      const filings = await deps.journal.filings({ psn_no, limit: MANY })
      const subject = { psn_no, insuplc: insuranceFor(known, '')!.insuplc_admdvs }
      const asked = [...new Set([...kinds, ...kindsOf(filings)])]
      const { lists, gaps } = await listsOf(act, subject, asked)
      const told = await confirm(act, filings, lists)
      return { ...statusOf(lists), filings: await views(told), gaps }
    }),
  )
  reg.write('filing.transfer', (form, caller) =>
    about(form.personId, caller, async (act, known) => {
      refuseFaults(checkTransfer(form, deps))
      const insu = insured(known, form.insutype)
      return view(
        await file(act, 'transfer', wire.transfer(form, { person: known.person, insu }), known, insu),
      )
    }),
  )
  reg.write('filing.chronic', (form, caller) =>
    about(form.personId, caller, async (act, known) => {
      refuseFaults(checkChronic(form, dateOf(deps.now())))
      const insu = insured(known, form.insutype)
      const made = wire.chronic(form, { person: known.person, insu }, here(deps))
      return view(await file(act, 'chronic', made, known, insu))
    }),
  )
  reg.write('filing.fixed', (form, caller) =>
    about(form.personId, caller, async (act, known) => {
      refuseFaults(checkFixed(form))
      const insu = insured(known, '')
      const made = wire.fixed(form, { person: known.person, insu }, here(deps))
      return view(await file(act, 'fixed', made, known, insu))
    }),
  )
  reg.write('filing.withdraw', async (input, caller) => {
    const { psn_no } = await loadFiling(deps.journal, input.filingId)
    return deps.lanes.run(psn_no, async () => view(await withdraw(await acting(deps, caller), input)))
  })
  reg.read('filing.list', async (query) => views(await deps.journal.filings(query)))
}

const here = ({ fixmedins_code, fixmedins_name }: FilingDeps): wire.Here => ({
  fixmedins_code,
  fixmedins_name,
})

function insured(known: Known, insutype: string): Insurance {
  const insu = insuranceFor(known, insutype)
  if (!insu) {
    const message = '险种类型：这个人没有参加这个险种'
    refuseFaults([{ path: 'insutype', label: '险种类型', rule: 'dict', message }])
  }
  return insu!
}

interface Made {
  infno: FilingData['infno']
  input: JsonObject
}

/** Writes the draft down, then sends it. What is known afterwards is on disk in any case. */
async function file(
  act: Acting,
  kind: FilingRow['kind'],
  { infno, input }: Made,
  { person }: Known,
  insu: Insurance,
): Promise<FilingRow> {
  const { deps, by } = act
  const { journal, engine, now } = deps
  const insuplc = insu.insuplc_admdvs
  const request = { family: 'nhsa', infno, input, by, psnNo: person.psn_no, insuplc, purpose: 'filing.file' }
  inForm(() => engine.dry(request))
  await free(deps, person.psn_no)
  const draft: FilingRow = {
    filingId: `BA${stamp(now())}${String(deps.slot).padStart(2, '0')}${randomBytes(2).toString('hex')}`,
    kind,
    state: 'draft',
    psn_no: person.psn_no,
    psn_name: person.psn_name,
    certno: person.certno,
    insuplc,
    trt_dcla_detl_sn: null,
    data: { infno, input } satisfies FilingData as unknown as Json,
    opter: by.opter,
    opterName: by.opterName,
    version: 0,
    at: now(),
  }
  await notTwice(journal, draft)
  await journal.commit([putFiling(draft), audited(act, 'filing.file', draft, { infno })])
  const outcome = await engine.transact({ ...request, local: localOf({ ...draft, version: 1 }) })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  const row = await loadFiling(journal, draft.filingId)
  if (row.trt_dcla_detl_sn !== null) return row
  const { lists } = await listsOf(act, { psn_no: row.psn_no, insuplc }, kindsOf([row]))
  return (await confirm(act, [row], lists))[0]!
}

/** 2502, 2504, 2506. A number that a person typed is believed only while the centre's list agrees. */
async function withdraw(act: Acting, input: ApiInput<'filing.withdraw'>): Promise<FilingRow> {
  const { journal, engine, now } = act.deps
  const row = await loadFiling(journal, input.filingId)
  await withdrawable(act.deps, row, input.version)
  const number = row.trt_dcla_detl_sn ?? (input.trt_dcla_detl_sn || null)
  if (number === null) {
    const message = '待遇申报明细流水号：中心没有告知，请填写后再撤销'
    refuseFaults([{ path: 'trt_dcla_detl_sn', label: '待遇申报明细流水号', rule: 'missing', message }])
  }
  const withdrawn = { reason: input.reason, at: now(), opterName: act.by.opterName }
  const next: FilingRow = {
    ...row,
    trt_dcla_detl_sn: number,
    data: { ...dataOf(row), withdrawn } satisfies FilingData as unknown as Json,
  }
  const infno = wire.WITHDRAWN_BY[row.kind]
  const request = {
    ...{ family: 'nhsa', infno, by: act.by, psnNo: row.psn_no, insuplc: row.insuplc },
    input: wire.withdrawal(row, number!, input.reason),
    purpose: 'filing.withdraw',
  }
  inForm(() => engine.dry(request))
  const typed = row.trt_dcla_detl_sn === null
  await journal.commit([audited(act, 'filing.withdraw', row, { infno, reason: input.reason })])
  const local = typed ? { filingId: row.filingId } : localOf(next)
  const outcome = await engine.transact({ ...request, local })
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
  if (typed) await takenBack(act, next, outcome.warning === null)
  return loadFiling(journal, row.filingId)
}

/** "Not there" of a mistyped number says nothing of this filing: its list has the last word. */
async function takenBack(act: Acting, next: FilingRow, accepted: boolean): Promise<void> {
  const seen = await look(act, next)
  if (seen === true || (seen === null && !accepted)) {
    fail(
      'rejected',
      '中心没有这个流水号的备案，这条备案仍然有效',
      '没有撤销。',
      '请核对待遇申报明细流水号后重试。',
    )
  }
  await act.deps.journal.commit([putFiling({ ...next, state: 'withdrawn' })])
}

async function withdrawable(deps: FilingDeps, row: FilingRow, version: number): Promise<void> {
  await free(deps, row.psn_no)
  if (row.version !== version)
    fail('conflict', '画面上的内容已经过期，刚才的操作没有执行', '没有发送。', '请看一眼最新的状态再继续。')
  if (row.state !== 'stands')
    fail('conflict', '这条备案没有办成或已经撤销，不能撤销', '没有发送。', '请查看当前状态。')
}

/** A double would be answered as one, and that is how a lost answer is told to stand: so none is sent. */
async function notTwice(journal: Journal, draft: FilingRow): Promise<void> {
  const filings = await journal.filings({ psn_no: draft.psn_no, kind: draft.kind, limit: MANY })
  const before = filings.find((row) => row.state === 'stands' && sameFiling(row, draft))
  if (!before) return
  const number = before.trt_dcla_detl_sn ? `，流水号 ${before.trt_dcla_detl_sn}` : ''
  fail('conflict', `这条备案已经办过${number}`, '没有发送。', '需要改动请先撤销原来的备案（F9）。')
}

/** Nothing is begun for a person whose last message is without an answer. */
async function free({ journal }: FilingDeps, psn_no: string): Promise<void> {
  const open = await journal.unfinished()
  if (!open.some((txn) => txn.kind !== 'query' && txn.psnNo === psn_no)) return
  fail(
    'doubt',
    '这个人有一笔交易还没有结论，暂时不能办理',
    '没有发送。',
    '请等待查证结果（F12 查看），可先办理下一位。',
  )
}

function audited(act: Acting, action: string, row: FilingRow, detail: JsonObject): Change {
  const entry = { at: act.deps.now(), actor: act.by.opter, action, subject: row.filingId, detail }
  return { t: 'audit', entry }
}
