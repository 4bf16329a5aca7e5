import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AcceptanceOptions, AcceptanceRow } from '../../../shared/api/acceptance.ts'
import type { Contract, Dict, JsonObject } from '../../../shared/contract.ts'
import { fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { maskDeep, maskName, maskNo } from '../../../shared/mask.ts'
import { stamp } from '../../../shared/msgid.ts'
import type { Engine } from '../../engine/engine.ts'
import type { His } from '../../his/port.ts'
import type { Change, Journal } from '../../journal/port.ts'
import { type Bus, type Caller, OFFICE, type Registry } from '../registry.ts'
import { planOf, type Section } from './plan/index.ts'
import type { Step } from './port.ts'
import { reportOf } from './report.ts'
import { rehearse } from './run.ts'
import { KIND, keep, loadRun, type Run, runOf, summaryOf, viewOf } from './store.ts'
import { createWorld, type World } from './world.ts'

export interface AcceptanceDeps {
  journal: Journal
  engine: Engine
  his: His
  bus: Bus
  now(): number
  slot: number
  /** families that this site speaks, with what a person calls them */
  families: readonly { family: string; label: string }[]
  institution: { fixmedins_code: string; fixmedins_name: string }
  area: string
  /** the centre's address as the report names it */
  centre: string
  training: boolean
  reversible: readonly string[]
  mulaidApart: boolean
  machine: { ip: string; mac: string }
  /** whom the simulated centre offers; null on a real one */
  testPerson: AcceptanceOptions['cert']
  /** a second one for what only residents' insurance has; null where there is none */
  resident: string | null
  /** whether this site speaks the code of a step */
  has(step: Step): boolean
  contract(family: string, infno: string): Contract
  dict(family: string, name: string): Dict | undefined
  put(content: Buffer): Promise<string>
  receive(infno: string, body: JsonObject): Promise<JsonObject>
  /** the folder of reports */
  dir: string
  version: string
  log(line: Record<string, unknown>): void
}

/** what is written down while it runs: a run of an ended process shows how far it came */
const KEPT_EVERY = 10
const MANY = 20

interface Live {
  run: Run
  doing: string | null
  cancelled: boolean
  /** resolves when the last step has ended and everything is written */
  done: Promise<void>
}

/** Registers the channels. The answer ends a run that is under way and waits for it. */
export function registerAcceptance(reg: Registry, deps: AcceptanceDeps): { stop(): Promise<void> } {
  const { journal } = deps
  let live: Live | null = null
  const running = () => (live?.run.state === 'running' ? live.run.runId : null)
  const load = async (runId: string) =>
    live?.run.runId === runId ? live.run : loadRun(journal, runId, running())

  reg.read('acceptance.options', async () => optionsOf(deps, running()), OFFICE)
  reg.write(
    'acceptance.start',
    async (input, caller) => {
      if (running()) fail('conflict', '自检正在进行', '没有重复开始。', '请等它完成，或先取消。')
      const begun = await begin(deps, input, caller)
      live = begun
      return { runId: begun.run.runId }
    },
    OFFICE,
  )
  reg.write(
    'acceptance.cancel',
    async () => {
      if (!live || !running()) return { cancelled: false }
      live.cancelled = true
      return { cancelled: true }
    },
    OFFICE,
  )
  reg.read(
    'acceptance.runs',
    async () => {
      const rows = await journal.docs({ kind: KIND, order: 'newest', limit: MANY })
      return rows.map((row) => summaryOf(row.id === live?.run.runId ? live.run : runOf(row, running())))
    },
    OFFICE,
  )
  reg.read(
    'acceptance.run',
    async ({ runId }) => viewOf(await load(runId), running() === runId ? live!.doing : null),
    OFFICE,
  )
  reg.read(
    'acceptance.message',
    async ({ runId, seq }) => {
      const row = (await load(runId)).rows.find((one) => one.seq === seq)
      if (!row) fail('not_found', '自检里没有这一步', '没有改变。', '请刷新。')
      return { row, ...(await messageOf(journal, row)) }
    },
    OFFICE,
  )
  reg.write(
    'acceptance.report',
    async ({ runId }, caller) => {
      const run = await load(runId)
      if (run.state === 'running') fail('conflict', '自检还没有完成', '没有导出。', '请等它完成，或先取消。')
      const html = reportOf(run, deps, await messagesOf(journal, run))
      const name = `自检报告-${stamp(run.startedAt)}.html`
      await mkdir(deps.dir, { recursive: true, mode: 0o700 })
      const path = join(deps.dir, name)
      await writeFile(path, html, { mode: 0o600 })
      await journal.commit([audited(deps, caller, 'acceptance.report', runId, { name })])
      return { name, path, html }
    },
    OFFICE,
  )
  return {
    async stop() {
      if (live) live.cancelled = true
      await live?.done
    },
  }
}

function optionsOf(deps: AcceptanceDeps, running: string | null): AcceptanceOptions {
  const families = deps.families.map(({ family, label }) => {
    const steps = planOf([family], deps.has).flatMap((section) => section.steps)
    const own = steps.filter((step) => (step.family ?? 'nhsa') === family)
    return { family, label, codes: new Set(own.map((step) => step.infno)).size, steps: steps.length }
  })
  const { training, centre, institution, testPerson } = deps
  return { families, training, centre, fixmedins_name: institution.fixmedins_name, cert: testPerson, running }
}

/** Everything is ready before the first message leaves: the person's yes is in the audit. */
async function begin(
  deps: AcceptanceDeps,
  input: ApiInput<'acceptance.start'>,
  caller: Caller,
): Promise<Live> {
  const { journal, now } = deps
  const { opter, opterName } = caller.operator!
  const unknown = input.families.find((family) => !deps.families.some((one) => one.family === family))
  if (unknown) fail('invalid', `本站没有接口族 ${unknown}`, '没有开始。', '请重新选择。')
  const plan = planOf(input.families, deps.has)
  const runId = await freeId(deps)
  const run: Run = {
    ...{ runId, state: 'running', families: input.families, centre: deps.centre, training: deps.training },
    ...{ opter, opterName, startedAt: now(), endedAt: null, rows: [] },
    person: maskNo(input.cert.mdtrt_cert_no),
    steps: plan.reduce((sum, { steps }) => sum + steps.length, 0),
  }
  const world = await worldOf(deps, input, runId)
  named(plan, world)
  let version = await keep(journal, run, 0, now())
  const detail = { families: input.families, cert: maskNo(input.cert.mdtrt_cert_no), centre: deps.centre }
  await journal.commit([audited(deps, caller, 'acceptance.start', runId, detail)])
  const live: Live = { run, doing: null, cancelled: false, done: Promise.resolve() }
  const save = async () => {
    version = await keep(journal, run, version, now())
  }
  live.done = carry(deps, plan, world, live, save).catch((error) =>
    deps.log({ level: 'error', at: 'acceptance', error: String(error), fault: faultOf(error).what }),
  )
  return live
}

/** Throws `invalid` where a platform wants the name beside the document number and nobody has told it. */
function named(plan: readonly Section[], { facts }: World): void {
  const asked = plan.flatMap(({ steps }) => steps).find(({ asksName }) => asksName)
  if (!asked || facts.mdtrt_cert_type !== '02' || facts.psn_name) return
  const message = '请填写测试人员的姓名'
  throw new GuitaiError({
    kind: 'invalid',
    what: `${asked.infno} 按证件号码识别还要姓名，HIS 里没有这个证件号码的患者`,
    means: '没有开始，没有发送。',
    todo: `${message}（命令行写成 --cert 02:证件号码:姓名），或用社保卡。`,
    fields: [{ path: 'cert.psn_name', label: '姓名', rule: 'missing', message }],
  })
}

/** By the second; a run that was over within one keeps its number to itself. */
async function freeId({ journal, now, slot }: AcceptanceDeps): Promise<string> {
  for (let at = now(); ; at += 1_000) {
    const id = `ZJ${stamp(at)}${String(slot).padStart(2, '0')}`
    if (!(await journal.doc(KIND, id))) return id
  }
}

async function worldOf(
  deps: AcceptanceDeps,
  { cert }: ApiInput<'acceptance.start'>,
  runId: string,
): Promise<World> {
  const { his, now, training, reversible, institution, area, machine, resident } = deps
  const items = await his.items('', 50)
  const item = items.find((one) => one.med_list_codg.startsWith('X')) ?? items[0]
  const departments = await his.departments()
  const dept = departments.find((one) => !one.inpatient) ?? departments[0]
  const doctor = dept && (await his.doctors(dept.dept_code))[0]
  if (!item || !dept || !doctor) {
    fail('conflict', 'HIS 里没有收费项目、科室或医师，无法组成自检报文', '没有开始。', '请先核对 HIS 接口。')
  }
  // a platform may want the name beside a document number: the HIS knows its patients
  const { psn_name: told, ...presented } = cert
  const number = cert.mdtrt_cert_type === '02' && !told ? cert.mdtrt_cert_no.toUpperCase() : ''
  const known = number === '' ? [] : await his.findPatients(number, 2)
  const psn_name = told || known.find(({ certno }) => certno.toUpperCase() === number)?.psn_name
  return createWorld({
    ...{ now: now(), training, reversible, institution, area, machine, resident, item, dept, doctor },
    cert: {
      ...presented,
      ...(cert.mdtrt_cert_type === '02' ? { certno: cert.mdtrt_cert_no, psn_cert_type: '01' } : {}),
      ...(psn_name ? { psn_name } : {}),
    },
    opter: operatorOf(runId),
    contract: (step) => deps.contract(step.family ?? 'nhsa', step.infno),
    put: deps.put,
  })
}

/** Signs in under a number of its own: signing out ends nobody's shift. */
const operatorOf = (runId: string) => ({ opter: `ZJ${runId.slice(-8)}`, opterName: '自检' })

async function carry(
  deps: AcceptanceDeps,
  plan: readonly Section[],
  world: World,
  live: Live,
  save: () => Promise<void>,
) {
  const { run } = live
  const tell = () => {
    const label = `自检 ${run.rows.length}/${run.steps}${live.doing ? `：${live.doing}` : ''}`
    deps.bus.emit('work.progress', {
      work: 'acceptance',
      label,
      done: run.rows.length / Math.max(1, run.steps),
    })
  }
  const by = operatorOf(run.runId)
  const ended = async (row: AcceptanceRow) => {
    run.rows.push(row)
    if (run.rows.length % KEPT_EVERY === 0) await save()
    tell()
  }
  try {
    await rehearse({ ...deps, by, runId: run.runId }, plan, world, {
      cancelled: () => live.cancelled,
      begins: (step, name) => {
        live.doing = `${step.infno} ${name}`
        tell()
      },
      ended,
    })
  } finally {
    nameOf(run, world)
    live.doing = null
    run.state = live.cancelled ? 'cancelled' : 'done'
    run.endedAt = deps.now()
    await save()
    deps.bus.emit('work.progress', { work: 'acceptance', label: '', done: 1 })
  }
}

/** Whom 1101 found, so that the report says so. */
function nameOf(run: Run, { facts }: World): void {
  if (typeof facts.psn_name === 'string') run.person = `${maskName(facts.psn_name)} ${run.person}`
}

/** 7201 and 4701 call a person's name just `name`; elsewhere in a message a masked one does no harm. */
const shown = (value: unknown) =>
  JSON.stringify(
    maskDeep(value),
    (key, part) => (key === 'name' && typeof part === 'string' ? maskName(part) : part),
    2,
  )

/** Request and answer of one step, masked; of a call of the platform what our door took and answered. */
async function messageOf(journal: Journal, { msgid, why }: AcceptanceRow) {
  const txn = msgid ? await journal.txn(msgid) : null
  if (txn) {
    const answer = txn.output ?? (txn.errMsg ? { err_code: txn.errCode, err_msg: txn.errMsg } : null)
    return { request: shown(txn.input), answer: answer === null ? why : shown(answer) }
  }
  const taken = msgid ? await journal.doc('inbound', msgid) : null
  if (!taken) return { request: '', answer: why }
  const { input, output, message } = taken.data as { input: JsonObject; output: JsonObject; message: string }
  return { request: shown(input), answer: shown(output ?? { err_msg: message }) }
}

async function messagesOf(journal: Journal, run: Run) {
  const found = new Map<number, { request: string; answer: string }>()
  for (const row of run.rows) if (row.msgid) found.set(row.seq, await messageOf(journal, row))
  return found
}

function audited(
  deps: AcceptanceDeps,
  { operator }: Caller,
  action: string,
  subject: string,
  detail: JsonObject,
): Change {
  return { t: 'audit', entry: { at: deps.now(), actor: operator!.opter, action, subject, detail } }
}
