import type { JsonObject } from '../../shared/contract.ts'
import { fail } from '../../shared/errors.ts'
import type { Txn, TxnState } from '../../shared/txn.ts'
import type { Change } from '../journal/port.ts'
import type { Reply, Verdict } from '../platforms/port.ts'
import { isFinal, move } from './automaton.ts'
import { type Core, conclude, exchange, platformOf, prepare } from './core.ts'
import { crashpoint } from './crashpoints.ts'

/**
 * One look at a transaction in doubt: ask whether it happened, or reverse it, or wait. Looks at the same
 * transaction never overlap. Answers with the row as it stands afterwards.
 */
export function look(core: Core, txn: Txn): Promise<Txn> {
  return core.lanes.run(`look:${txn.msgid}`, async () => {
    const before = (await core.journal.txn(txn.msgid)) ?? txn
    const after = await step(core, before)
    if (after.state !== before.state) core.notify({ on: 'doubt' })
    return after
  })
}

async function step(core: Core, txn: Txn): Promise<Txn> {
  const life = platformOf(core, txn.family).life(txn.infno)
  switch (txn.state) {
    case 'UNKNOWN': {
      if (life.ask) return step(core, await conclude(core, txn, 'QUERYING', '开始查证'))
      if (life.undo) return step(core, await conclude(core, txn, 'REVERSING', '无法查询，改为冲正'))
      return conclude(core, txn, 'MANUAL', '这个接口既不能查询也不能冲正', { nextAt: null })
    }
    case 'QUERYING':
      return question(core, txn)
    case 'REVERSING':
      return undo(core, txn)
    default:
      return txn
  }
}

/** What an earlier process, or a failed commit, left behind. */
export async function takeUp(core: Core, txn: Txn): Promise<Txn> {
  if (txn.state === 'PREPARED') return conclude(core, txn, 'ABSENT', '程序中断时还没有发出')
  if (txn.state !== 'SENT') return txn
  if (txn.kind === 'query' || txn.kind === 'session' || txn.kind === 'download') {
    return conclude(core, txn, 'ABSENT', '程序中断，没有等到回答')
  }
  return conclude(core, txn, 'UNKNOWN', '程序中断，没有等到回答', { nextAt: core.clock.now() })
}

async function question(core: Core, txn: Txn): Promise<Txn> {
  const platform = platformOf(core, txn.family)
  const life = platform.life(txn.infno)
  const centre_ms = platform.limits(txn.infno).centre_ms
  const verdict = await ask(core, txn)
  crashpoint('resolve.asked')
  const waited_ms = core.clock.now() - (txn.sentAt ?? txn.createdAt)
  if (verdict === null) return again(core, txn, 'QUERYING', '查询没有得到回答，稍后再查')
  switch (verdict.v) {
    case 'yes':
      return settled(core, txn, verdict.output)
    case 'no':
      if (waited_ms < centre_ms) {
        return again(core, txn, 'QUERYING', '中心暂未查到，等中心的时限过后再下结论', centre_ms - waited_ms)
      }
      if (!life.confirmAbsence) return concluded(core, txn, 'ABSENT', '中心查无此笔')
      // a query may lag behind the core: without the reversal's word, money is a person's to decide
      if (!life.undo) {
        return conclude(core, txn, 'MANUAL', '中心查无此笔，这里又不能以冲正确认', { nextAt: null })
      }
      return step(core, await conclude(core, txn, 'REVERSING', '中心查无此笔，再以冲正确认'))
    case 'not_yet':
      if (waited_ms < centre_ms * core.timing.progress_limits)
        return again(core, txn, 'QUERYING', verdict.why)
      return giveOver(core, txn, `中心一直在处理：${verdict.why}`)
    case 'cannot':
      return giveOver(core, txn, verdict.why)
  }
}

async function giveOver(core: Core, txn: Txn, why: string): Promise<Txn> {
  const life = platformOf(core, txn.family).life(txn.infno)
  if (life.undo) return step(core, await conclude(core, txn, 'REVERSING', `${why}，改为冲正`))
  return conclude(core, txn, 'MANUAL', why, { nextAt: null })
}

async function settled(core: Core, txn: Txn, output: JsonObject): Promise<Txn> {
  const read = platformOf(core, txn.family).read(txn, output)
  if ('why' in read) {
    return conclude(core, txn, 'MANUAL', `中心已记账，但回执不能入账：${read.why}`, { nextAt: null })
  }
  return concluded(core, txn, 'SETTLED', '查证：中心已记账', { output: read.output })
}

/** A conclusion that cannot be written down (an effect that breaks) goes to a person, never away. */
async function concluded(
  core: Core,
  txn: Txn,
  to: TxnState,
  note: string,
  set: NonNullable<Extract<Change, { t: 'txn' }>['set']> = {},
): Promise<Txn> {
  try {
    const done = await conclude(core, txn, to, note, set)
    crashpoint('resolve.committed')
    return done
  } catch (error) {
    core.log({ level: 'error', at: 'engine.resolve', msgid: txn.msgid, to, error: String(error) })
    return conclude(core, txn, 'MANUAL', `${note}，但本机入账失败`, { nextAt: null })
  }
}

/** Null: the question itself got no answer. */
async function ask(core: Core, txn: Txn): Promise<Verdict | null> {
  const how = platformOf(core, txn.family).life(txn.infno).ask
  if (!how) return { v: 'cannot', why: '这个接口无法查询' }
  crashpoint('resolve.before_ask')
  const session = await signed(core, txn)
  if (how.by === 'resend') {
    const { reply } = await exchange(core, txn, session)
    noted(core, txn, reply)
    return heard(reply) && !passing(core, txn, reply) ? how.judge(txn, reply) : null
  }
  const child = await prepare(core, {
    ...onBehalf(txn, how.infno, how.input(txn), core.clock.now()),
    kind: 'query',
  })
  const { txn: sent, reply } = await exchange(core, child, session)
  noted(core, txn, reply)
  const read = reply.is === 'ok' ? platformOf(core, txn.family).read(sent, reply.output) : null
  const usable = read && 'output' in read ? { ...reply, output: read.output } : reply
  await core.journal.commit([closeChild(core, sent, usable as Reply)])
  if (!heard(reply) || (read && 'why' in read)) return null
  return how.judge(txn, usable as Reply)
}

const signed = (core: Core, txn: Txn) => core.sessionFor(txn, core.unsigned.delete(txn.msgid))

/**
 * A yes that cannot be read may have been spoiled on the line: the same message is sent again until the platform has
 * had time enough to say it properly.
 */
function passing(core: Core, txn: Txn, reply: Reply): boolean {
  const platform = platformOf(core, txn.family)
  if (reply.is !== 'ok' || !('why' in platform.read(txn, reply.output))) return false
  const longest_ms = platform.limits(txn.infno).centre_ms * core.timing.progress_limits
  return core.clock.now() - (txn.sentAt ?? txn.createdAt) < longest_ms
}

/** A refused sign-in is renewed at the next look. */
function noted(core: Core, { msgid }: Txn, reply: Reply): void {
  if (reply.is === 'refused' && reply.sort === 'session') core.unsigned.add(msgid)
}

function heard(reply: Reply): boolean {
  if (reply.is === 'refused') return reply.sort !== 'session'
  return reply.is === 'ok' || reply.is === 'in_progress'
}

/** A refused question or reversal is an answer too; one without an answer is over. */
function closeChild(core: Core, child: Txn, reply: Reply): Change {
  const now = core.clock.now()
  if (reply.is === 'ok') return move(child, 'SETTLED', now, '', { output: reply.output as JsonObject })
  if (reply.is === 'refused') {
    return move(child, 'REJECTED', now, reply.message, { errCode: reply.code, errMsg: reply.message })
  }
  return move(child, 'ABSENT', now, reply.message, { errMsg: reply.message })
}

function onBehalf(txn: Txn, infno: string, input: JsonObject, now: number) {
  return {
    family: txn.family,
    infno,
    parent: txn.msgid,
    encounterId: txn.encounterId,
    shiftId: txn.shiftId,
    opter: txn.opter,
    opterName: txn.opterName,
    psnNo: txn.psnNo,
    insuplc: txn.insuplc,
    amountFen: txn.amountFen,
    purpose: null,
    input,
    local: {},
    createdAt: now,
  }
}

/** Refusals that are no "no" to the reversal: nothing to reverse yet; this msgid was here before. */
const NO_REFUSAL: ReadonlySet<string> = new Set(['absent', 'double'])
/** reversals of one transaction, in refusals that call a person: the last resort against a line gone mad */
const MOST_TRIES = 8

/**
 * Reverses, again and again under one msgid, until the centre acknowledges. "Not found" is believed, and a
 * refusal counts, once the centre's own limit has passed: before it, the first message may still arrive or
 * be at work.
 */
async function undo(core: Core, txn: Txn): Promise<Txn> {
  const platform = platformOf(core, txn.family)
  const how = platform.life(txn.infno).undo
  if (!how) return conclude(core, txn, 'MANUAL', '这个接口不能冲正', { nextAt: null })
  const children = await core.journal.children(txn.msgid)
  const tries = children.filter((c) => c.infno === how.infno)
  const open = tries.find((c) => c.state === 'PREPARED' || c.state === 'SENT')
  const refusals = tries.filter((c) => c.state === 'REJECTED' && !NO_REFUSAL.has(c.errCode ?? '')).length
  crashpoint('resolve.before_undo')
  const draft = onBehalf(txn, how.infno, how.input(txn), core.clock.now())
  const child = open ?? (await prepare(core, { ...draft, kind: 'transact' }))
  const { txn: sent, reply } = await exchange(core, child, await signed(core, txn))
  noted(core, txn, reply)
  crashpoint('resolve.undone')
  const centre_ms = platform.limits(txn.infno).centre_ms
  const left_ms = centre_ms - (core.clock.now() - (txn.sentAt ?? txn.createdAt))
  if (reply.is === 'ok') {
    await core.journal.commit([closeChild(core, sent, reply)])
    const done = await concluded(core, txn, 'REVERSED', '冲正已被中心确认')
    crashpoint('resolve.undo_committed')
    return done
  }
  if (reply.is === 'refused' && reply.sort !== 'session') {
    const absent = reply.sort === 'absent'
    const code = NO_REFUSAL.has(reply.sort) ? reply.sort : reply.code
    await core.journal.commit([closeChild(core, sent, { ...reply, code })])
    if (absent && left_ms <= 0) return concluded(core, txn, 'ABSENT', `冲正确认：${reply.message}`)
    if (absent) return again(core, txn, 'REVERSING', '中心查无此笔，等中心的时限过后再确认', left_ms)
    const { undo_refusals } = core.timing
    const refused = refusals + (code === reply.code ? 1 : 0) >= undo_refusals && left_ms <= 0
    if (refused || tries.length >= undo_refusals * MOST_TRIES) {
      return conclude(core, txn, 'MANUAL', `中心拒绝冲正：${reply.message}`, { nextAt: null })
    }
    return again(core, txn, 'REVERSING', `中心拒绝冲正：${reply.message}`)
  }
  return again(core, txn, 'REVERSING', '冲正还没有得到确认，稍后重发')
}

/** Stays in the state and comes back later, the pause doubling from try to try. */
function again(core: Core, txn: Txn, state: 'QUERYING' | 'REVERSING', note: string, within_ms = Infinity) {
  const { look_first_ms, look_longest_ms } = core.timing
  const pause = Math.min(
    look_first_ms * 2 ** Math.min(txn.attempts, 10),
    look_longest_ms,
    Math.max(within_ms, 1),
  )
  return conclude(core, txn, state, note, {
    attempts: txn.attempts + 1,
    nextAt: core.clock.now() + pause,
    errMsg: note,
  })
}

export async function giveUp(core: Core, msgid: string, by: string, reason: string): Promise<Txn> {
  const txn = await doubtful(core, msgid)
  if (!platformOf(core, txn.family).life(txn.infno).undo) {
    fail('conflict', '这笔交易没有对应的冲正接口', '仍在存疑，没有改变。', '请等待查证结果或联系医保办。')
  }
  if (txn.state === 'REVERSING') return look(core, txn)
  const reversing = await core.lanes.run(`look:${msgid}`, async () => {
    const now = await doubtful(core, msgid)
    const started = now.state === 'UNKNOWN' || now.state === 'QUERYING' || now.state === 'MANUAL'
    return started ? conclude(core, now, 'REVERSING', `${by} 放弃等待：${reason}`) : now
  })
  return look(core, reversing)
}

export async function decide(
  core: Core,
  msgid: string,
  output: JsonObject | null,
  by: string,
  reason: string,
): Promise<Txn> {
  return core.lanes.run(`look:${msgid}`, async () => {
    const txn = await doubtful(core, msgid)
    if (txn.state !== 'MANUAL')
      fail('conflict', '只有“待人工处理”的交易可以人工认定', '没有改变。', '请等待系统查证。')
    if (!output) return conclude(core, txn, 'ABSENT', `${by} 认定未发生：${reason}`)
    const read = platformOf(core, txn.family).read(txn, output)
    if ('why' in read) fail('invalid', `中心的记录不能入账：${read.why}`, '没有改变。', '请核对结算ID。')
    return conclude(core, txn, 'SETTLED', `${by} 认定已发生：${reason}`, { output: read.output })
  })
}

export async function doubtful(core: Core, msgid: string): Promise<Txn> {
  const txn = await core.journal.txn(msgid)
  if (!txn) fail('not_found', `没有报文 ${msgid}`, '没有改变。', '请刷新列表。')
  if (isFinal(txn.state)) fail('conflict', '这笔交易已有结论', '以列表上的状态为准。', '请刷新列表。')
  return txn
}
