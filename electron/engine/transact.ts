import type { JsonObject } from '../../shared/contract.ts'
import { type Fault, faultOf, GuitaiError } from '../../shared/errors.ts'
import type { Txn } from '../../shared/txn.ts'
import { validate } from '../../shared/validate.ts'
import type { TxnDraft } from '../journal/port.ts'
import type { Reply } from '../platforms/port.ts'
import { type Core, conclude, exchange, labelOf, platformOf, prepare } from './core.ts'
import { crashpoint } from './crashpoints.ts'
import type { Outcome, Request } from './engine.ts'
import { absentFault, doubtFault, rejectedFault, reversedFault } from './faults.ts'
import { look } from './resolve.ts'

const COUNTER_LANE = 'counter'

/** Refuses, with the fields named, what the contract or the money rules forbid. Nothing is written. */
export function check(core: Core, request: Request): TxnDraft {
  const platform = platformOf(core, request.family)
  const contract = platform.contract(request.infno)
  const fields = validate(contract, 'input', request.input, {
    dict: (name) => platform.dict(name),
    remote: platform.remote(request.insuplc ?? null),
  })
  const broken = fields.length === 0 ? platform.checkInput(request.infno, request.input) : null
  if (fields.length > 0 || broken) {
    throw new GuitaiError({
      kind: 'invalid',
      what: `“${contract.name}”填写有误：${broken ?? fields[0]!.message}`,
      means: '没有发送，中心没有记账，患者没有被扣款。',
      todo: '请按提示改正后重试。',
      fields,
    })
  }
  return {
    family: request.family,
    infno: request.infno,
    kind: platform.kindOf?.(request.infno, request.input) ?? contract.kind,
    parent: null,
    encounterId: request.encounterId ?? null,
    shiftId: request.by.shiftId,
    opter: request.by.opter,
    opterName: request.by.opterName,
    psnNo: request.psnNo ?? null,
    insuplc: request.insuplc ?? null,
    amountFen: request.amountFen ?? null,
    purpose: request.purpose ?? null,
    input: request.input,
    local: request.local ?? {},
    createdAt: core.clock.now(),
  }
}

/**
 * Queries pass beside each other, and so do files and uploads that belong to no patient, which may take long;
 * whatever else changes something passes the counter's one lane.
 */
export async function transact(core: Core, request: Request): Promise<Outcome> {
  const draft = check(core, request)
  const aside =
    draft.kind === 'query' || (draft.encounterId === null && draft.psnNo === null && FILES.has(draft.kind))
  return aside
    ? carry(core, draft, request)
    : core.lanes.run(COUNTER_LANE, () => carry(core, { ...draft, createdAt: core.clock.now() }, request))
}

const FILES: ReadonlySet<string> = new Set(['upload', 'download'])

async function carry(core: Core, draft: TxnDraft, { by, binds, carries }: Request): Promise<Outcome> {
  const label = labelOf(core, draft)
  const { encounterId } = draft
  const from = core.clock.now()
  const prepared = await prepare(core, draft, binds)
  core.inFlight.add(prepared.msgid)
  if (carries) core.carrying.set(prepared.msgid, carries)
  if (encounterId) core.notify({ on: 'progress', encounterId, infno: draft.infno, label, phase: 'start' })
  try {
    const { txn, reply } = await exchange(core, prepared, by)
    crashpoint('transact.answered')
    const outcome = await book(core, txn, reply, label)
    crashpoint('transact.committed')
    return outcome
  } catch (error) {
    return await unbooked(core, prepared, label, error)
  } finally {
    core.inFlight.delete(prepared.msgid)
    core.carrying.delete(prepared.msgid)
    const ms = core.clock.now() - from
    if (encounterId) core.notify({ on: 'progress', encounterId, infno: draft.infno, label, phase: 'end', ms })
  }
}

/** The store or an effect failed after PREPARED: the row tells at the next look what is to be done. */
async function unbooked(core: Core, txn: Txn, label: string, error: unknown): Promise<Outcome> {
  const fault = faultOf(error)
  core.log({
    level: 'error',
    at: 'engine.transact',
    msgid: txn.msgid,
    infno: txn.infno,
    error: String(error),
  })
  const stored = await core.journal.txn(txn.msgid).catch(() => null)
  core.notify({ on: 'doubt' })
  if (stored?.state === 'PREPARED')
    return { is: 'absent', txn: stored, fault: { ...fault, msgid: txn.msgid } }
  return { is: 'doubtful', txn: stored ?? txn, fault: doubtFault(txn, label, fault.what) }
}

async function book(core: Core, txn: Txn, reply: Reply, label: string): Promise<Outcome> {
  switch (reply.is) {
    case 'ok': {
      const read = platformOf(core, txn.family).read(txn, reply.output)
      if ('why' in read) return unclear(core, txn, label, `回执不能入账（${read.why}）`)
      const done = await conclude(core, txn, 'SETTLED', '', { output: read.output, refmsgid: reply.refmsgid })
      return { is: 'settled', txn: done, output: read.output, warning: reply.warning }
    }
    case 'refused': {
      const life = platformOf(core, txn.family).life(txn.infno)
      // of several rows one may be meant: whoever sent them finds out which
      const one = Number(txn.local.rows ?? 1) === 1
      if (reply.sort === 'double' && life.doubleStands && one) return unclear(core, txn, label, reply.message)
      if (reply.sort === 'absent' && life.absentIsDone && one) {
        const done = await conclude(core, txn, 'SETTLED', `中心已无此记录：${reply.message}`, { output: {} })
        return { is: 'settled', txn: done, output: {}, warning: reply.message }
      }
      const set = { errCode: reply.code, errMsg: reply.message }
      const done = await conclude(core, txn, 'REJECTED', reply.message, set, reply.sort === 'session')
      return { is: 'rejected', txn: done, fault: rejectedFault(done, label, reply) }
    }
    case 'not_sent': {
      const done = await conclude(core, txn, 'ABSENT', `未送达：${reply.message}`, { errMsg: reply.message })
      return { is: 'absent', txn: done, fault: absentFault(done, label, reply.message) }
    }
    case 'in_progress':
    case 'unknown':
      return unclear(core, txn, label, reply.message)
  }
}

/** No clear word. What changes nothing is simply over; anything else is asked after, at once for a start. */
async function unclear(core: Core, txn: Txn, label: string, why: string): Promise<Outcome> {
  if (txn.kind === 'query' || txn.kind === 'session' || txn.kind === 'download') {
    const done = await conclude(core, txn, 'ABSENT', why, { errMsg: why })
    return { is: 'absent', txn: done, fault: noAnswer(done, label, why) }
  }
  const unknown = await conclude(core, txn, 'UNKNOWN', why, {
    errMsg: why,
    nextAt: core.clock.now() + core.timing.look_first_ms,
  })
  core.notify({ on: 'doubt' })
  return outcomeOf(await look(core, unknown), label, why)
}

function noAnswer(txn: Txn, label: string, why: string): Fault {
  return {
    kind: 'unreachable',
    what: `“${label}”没有得到中心的回答：${why}`,
    means: '这一步不涉及扣款。',
    todo: '请重试；一直没有回答请联系信息科。',
    msgid: txn.msgid,
  }
}

function outcomeOf(txn: Txn, label: string, why: string): Outcome {
  switch (txn.state) {
    case 'SETTLED':
      return { is: 'settled', txn, output: (txn.output ?? {}) as JsonObject, warning: null }
    case 'REVERSED':
      return { is: 'absent', txn, fault: reversedFault(txn, label) }
    case 'ABSENT':
      return { is: 'absent', txn, fault: absentFault(txn, label, why) }
    default:
      return { is: 'doubtful', txn, fault: doubtFault(txn, label, why) }
  }
}
