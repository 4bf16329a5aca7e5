import type { AcceptanceResult, AcceptanceRow } from '../../../shared/api/acceptance.ts'
import type { Contract, Dict, JsonObject } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { node, type Split, splitOf } from '../../../shared/settlement.ts'
import { validate } from '../../../shared/validate.ts'
import type { Engine, Outcome, Request } from '../../engine/engine.ts'
import type { Journal } from '../../journal/port.ts'
import { wordsOf } from '../office.ts'
import type { Booking } from './effects.ts'
import { lent } from './lent.ts'
import type { Section } from './plan/index.ts'
import type { Step } from './port.ts'
import { inputOf, type World } from './world.ts'

export interface RunDeps {
  journal: Journal
  engine: Engine
  now(): number
  by: { opter: string; opterName: string }
  contract(family: string, infno: string): Contract
  dict(family: string, name: string): Dict | undefined
  /** the own door, as if the platform called */
  receive(infno: string, body: JsonObject): Promise<JsonObject>
  mulaidApart: boolean
  runId: string
}

export interface Watch {
  cancelled(): boolean
  begins(step: Step, name: string): void
  ended(row: AcceptanceRow): Promise<void>
}

type Done = Pick<AcceptanceRow, 'result' | 'why' | 'msgid' | 'refmsgid'>
const notSent = (result: AcceptanceResult, why: string): Done => ({
  result,
  why,
  msgid: null,
  refmsgid: null,
})

/** Carries the plan out, one step after the other; a step's failure ends no other. */
export async function rehearse(deps: RunDeps, plan: readonly Section[], world: World, watch: Watch) {
  const standing = new Map<string, NonNullable<Booking['original']>>()
  /** interfaces that went out here: the centre did them, or may have */
  const sent = new Set<string>()
  let seq = 0
  for (const { label, steps } of plan)
    for (const step of steps) {
      const family = step.family ?? 'nhsa'
      const { name } = deps.contract(family, step.infno)
      watch.begins(step, name)
      const at = deps.now()
      const why = idle(step, watch.cancelled(), sent)
      const done = why === null ? await carryOut(deps, step, world, standing) : notSent('skipped', why)
      if (done.result === 'passed' || done.result === 'unanswered') sent.add(step.infno)
      const about = step.about ?? ''
      const took_ms = deps.now() - at
      await watch.ended({
        seq: ++seq,
        section: label,
        family,
        infno: step.infno,
        name,
        about,
        ...done,
        took_ms,
        at,
      })
    }
}

/** Why a step is not even tried; null: it is. */
function idle({ undoes, after }: Step, cancelled: boolean, sent: ReadonlySet<string>): string | null {
  if (cancelled && !undoes) return '自检已取消'
  return after === undefined || sent.has(after) ? null : `前面的 ${after} 没有办成，没有可撤的`
}

type Standing = Map<string, NonNullable<Booking['original']>>

/** The fact that is a person's number in a family of its own. */
const NUMBER: Record<string, string> = { gs: 'gs_aac001', bizh: 'gd_aac001', gy: 'aac002' }

async function carryOut(deps: RunDeps, step: Step, world: World, standing: Standing): Promise<Done> {
  const family = step.family ?? 'nhsa'
  const barred = step.bars?.(world)
  if (barred) return notSent('na', barred)
  try {
    if (step.infno === '9101') world.facts.statement = await world.put(world.statement())
    const input = inputOf(step, world, (name) => deps.dict(family, name))
    if (step.inbound) return await called(deps, step, input)
    const outcome = await deps.engine.transact(requestOf(deps, step, input, world, standing))
    return judged(deps, step, input, outcome, world, standing)
  } catch (error) {
    const { kind } = faultOf(error)
    return notSent(kind === 'invalid' ? 'invalid' : 'skipped', wordsOf(error))
  }
}

function requestOf(
  deps: RunDeps,
  step: Step,
  input: JsonObject,
  { facts }: World,
  standing: Standing,
): Request {
  const text = (name: string) => String(facts[name] ?? '')
  const sign_no = text('sign_no') || null
  const setl_id = text('setl_id')
  const family = step.family ?? 'nhsa'
  const local: Booking = {
    ...{ runId: deps.runId, mdtrt_id: text('mdtrt_id'), insutype: text('insutype') },
    ...{ med_type: String(node(input, 'data')?.med_type ?? facts.med_type), psn_no: text('psn_no') },
    ...(step.books === 'refund' && standing.has(setl_id) ? { original: standing.get(setl_id)! } : {}),
  }
  return {
    family,
    infno: step.infno,
    input,
    by: { ...deps.by, shiftId: null, sign_no },
    ...(step.nobody ? {} : { psnNo: text(NUMBER[family] ?? 'psn_no'), insuplc: text('insuplc_admdvs') }),
    ...(step.books ? { purpose: `acceptance.${step.books}`, local: local as unknown as JsonObject } : {}),
  }
}

function judged(
  deps: RunDeps,
  step: Step,
  input: JsonObject,
  outcome: Outcome,
  world: World,
  standing: Standing,
): Done {
  const { msgid, refmsgid } = outcome.txn
  if (outcome.is !== 'settled') {
    const result = outcome.is === 'rejected' ? 'refused' : 'unanswered'
    const { centre, what } = outcome.fault
    return { result, why: centre?.message ?? what, msgid, refmsgid }
  }
  const { output } = outcome
  const why = rowRefused(output)
  if (why !== null) return { result: 'refused', why, msgid, refmsgid }
  if (step.books) remember(deps, step, output, world, standing)
  for (const name of step.drops ?? []) world.facts[name] = undefined
  Object.assign(world.facts, step.keep?.(output, { msgid, input, world }) ?? {})
  return { result: 'passed', why: remark(deps, step, output, outcome.warning), msgid, refmsgid }
}

/** An accepted message may name rows that were not taken: 返回结果 0. */
function rowRefused(output: JsonObject): string | null {
  const lines = Object.values(output).flatMap((found) => (Array.isArray(found) ? found : [found]))
  for (const line of lines)
    if (line !== null && typeof line === 'object' && !Array.isArray(line) && line.retRslt === '0')
      return String(line.msgRslt || '明细没有被接收')
  return null
}

/** What a settlement came to, so that its refund is held against it and the statement can list both. */
function remember(deps: RunDeps, step: Step, output: JsonObject, world: World, standing: Standing): void {
  const setlinfo = node(output, 'setlinfo') ?? {}
  world.booked.push({
    ...setlinfo,
    mdtrt_id: world.facts.mdtrt_id ?? setlinfo.mdtrt_id ?? '',
    refund: step.books === 'refund',
  })
  const read = splitOf(setlinfo, deps.mulaidApart)
  if (step.books !== 'settle' || 'why' in read) return
  const { clr_type = '', clr_optins = '' } = setlinfo
  const original: Split = read.split
  const setl_id = String(setlinfo.setl_id)
  standing.set(setl_id, { ...original, setl_id, clr_type: String(clr_type), clr_optins: String(clr_optins) })
}

/** What is to be said of an accepted answer: fields that the contract wants and that it has not, the centre's hint. */
function remark(deps: RunDeps, step: Step, output: JsonObject, warning: string | null): string {
  const family = step.family ?? 'nhsa'
  const contract = deps.contract(family, step.infno)
  const dict = (name: string) => deps.dict(family, name)
  const faults =
    contract.output.length === 0 ? [] : validate(contract, 'output', output, { dict, allowUnknown: true })
  const said = faults.slice(0, 3).map((fault) => fault.message)
  return [...(said.length > 0 ? [`应答：${said.join('；')}`] : []), ...(warning ? [warning] : [])].join('；')
}

/** The platform's own call, given to the door of this program. */
async function called(deps: RunDeps, step: Step, input: JsonObject): Promise<Done> {
  const msgid = `${deps.runId}${step.infno}`
  const answer = await lent(deps.journal, input, deps.now(), () =>
    deps.receive(step.infno, { infno: step.infno, msgid, input }),
  )
  const refmsgid = String(answer.inf_refmsgid ?? '') || null
  const taken = answer.infcode === 0
  return {
    result: taken ? 'passed' : 'refused',
    why: taken ? '' : String(answer.err_msg ?? ''),
    msgid,
    refmsgid,
  }
}
