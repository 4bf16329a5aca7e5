import { afterEach, describe, expect, it } from 'vitest'
import type { JsonObject } from '../../shared/contract.ts'
import { faultOf, type GuitaiError } from '../../shared/errors.ts'
import type { Reply } from '../platforms/port.ts'
import { onCrashpoint } from './crashpoints.ts'
import type { Effect } from './engine.ts'
import { ANSWERED, LOST, openTestEngine } from './testkit.ts'

const ABSENT: Reply = { is: 'refused', code: '-1', message: '未找到原交易', sort: 'absent' }
const NO: Reply = { is: 'refused', code: '-1', message: '余额不足', sort: 'other' }
const WORKING: Reply = { is: 'in_progress', message: '处理中' }

afterEach(() => onCrashpoint(null))

async function stateOf(e: Awaited<ReturnType<typeof openTestEngine>>, msgid: string) {
  return (await e.journal.txn(msgid))!.state
}

describe('transact', () => {
  it('writes PREPARED and SENT before the first byte leaves', async () => {
    const e = await openTestEngine()
    const seen: string[] = []
    const before = e.platform.exchange
    e.platform.exchange = async (txn, session, written) => {
      seen.push(await stateOf(e, txn.msgid))
      return before(txn, session, written)
    }
    const outcome = await e.engine.transact(e.request('PAY'))
    expect(outcome.is).toBe('settled')
    expect(seen).toEqual(['SENT'])
    expect(await stateOf(e, outcome.txn.msgid)).toBe('SETTLED')
  })

  it('refuses what the contract or the money rules forbid, and writes and sends nothing', async () => {
    const e = await openTestEngine()
    const wrong = { ...e.request('PAY'), input: { data: { psn_no: 1 } } as unknown as JsonObject }
    const refused = await e.engine.transact(wrong).catch((error: GuitaiError) => error.fault)
    expect(refused).toMatchObject({ kind: 'invalid', fields: [{ path: 'data.psn_no', rule: 'type' }] })
    const broken = await e.engine.transact(e.request('PAY', 'BROKEN')).catch(faultOf)
    expect(broken).toMatchObject({ kind: 'invalid', what: '“测试PAY”填写有误：金额不符' })
    expect(e.sent).toEqual([])
    expect((await e.journal.searchTxns({ offset: 0, limit: 10 })).total).toBe(0)
  })

  it('a refusal is final and carries the centre’s words', async () => {
    const e = await openTestEngine()
    e.answer('PAY', NO)
    const outcome = await e.engine.transact(e.request('PAY'))
    expect(outcome).toMatchObject({ is: 'rejected', fault: { centre: { code: '-1', message: '余额不足' } } })
    expect(e.codes()).toEqual(['PAY'])
  })

  it('a withdrawal of what is not there is done', async () => {
    const e = await openTestEngine()
    e.answer('TAKE', ABSENT)
    expect((await e.engine.transact(e.request('TAKE'))).is).toBe('settled')
    e.answer('SEND', ABSENT)
    expect((await e.engine.transact(e.request('SEND'))).is).toBe('rejected')
  })

  it('what never left may be done again', async () => {
    const e = await openTestEngine()
    e.answer('PAY', { is: 'not_sent', message: '网络不通' })
    expect((await e.engine.transact(e.request('PAY'))).is).toBe('absent')
    expect((await e.engine.transact(e.request('PAY'))).is).toBe('settled')
  })

  it('asks at once after an answer that was lost, and books what the centre says', async () => {
    const e = await openTestEngine()
    e.answer('PAY', LOST)
    const outcome = await e.engine.transact(e.request('PAY'))
    expect(outcome).toMatchObject({ is: 'settled', output: { found: outcome.txn.msgid } })
    expect(e.codes()).toEqual(['PAY', 'ASK'])
  })

  it('an answer that cannot be booked is asked after, never taken for a yes or a no', async () => {
    const e = await openTestEngine()
    e.answer('PAY', { is: 'ok', output: 'garbage', refmsgid: null, warning: null })
    e.answer('ASK', LOST)
    const outcome = await e.engine.transact(e.request('PAY'))
    expect(outcome.is).toBe('doubtful')
    expect(await stateOf(e, outcome.txn.msgid)).toBe('QUERYING')
  })

  it('a query without an answer is over; nobody asks after it', async () => {
    const e = await openTestEngine()
    e.answer('ASK', LOST)
    expect((await e.engine.transact(e.request('ASK'))).is).toBe('absent')
    expect(e.codes()).toEqual(['ASK'])
  })

  it('commits the effect with the result, or neither', async () => {
    const broken: Effect = () => {
      throw new Error('broken invariant')
    }
    const e = await openTestEngine({ effects: new Map([['pay', broken]]) })
    const outcome = await e.engine.transact(e.request('PAY', 'P1', { purpose: 'pay' }))
    expect(outcome.is).toBe('doubtful')
    expect(await stateOf(e, outcome.txn.msgid)).toBe('SENT')
    await e.engine.tick()
    expect(await stateOf(e, outcome.txn.msgid)).toBe('MANUAL')
  })

  it('no other transaction of the patient passes while one is in doubt', async () => {
    const e = await openTestEngine()
    e.answer('PAY', LOST)
    e.answer('ASK', LOST)
    await e.engine.transact(e.request('PAY'))
    const fault = await e.engine.transact(e.request('SEND')).catch(faultOf)
    expect(fault).toMatchObject({ kind: 'doubt' })
    expect((await e.engine.transact(e.request('SEND', 'P2'))).is).toBe('settled')
    expect((await e.engine.transact(e.request('ASK'))).is).toBe('settled')
  })
})

describe('resolve', () => {
  async function inDoubt(...asked: Reply[]) {
    const e = await openTestEngine()
    e.answer('PAY', LOST)
    e.answer('ASK', ...asked)
    const { txn } = await e.engine.transact(e.request('PAY'))
    return { e, msgid: txn.msgid }
  }

  it('“no” counts only after the centre’s limit, and then the reversal must say so too', async () => {
    const { e, msgid } = await inDoubt(ABSENT, ABSENT, ABSENT)
    expect(await stateOf(e, msgid)).toBe('QUERYING')
    e.clock.pass(5_000)
    await e.engine.tick()
    expect(await stateOf(e, msgid)).toBe('QUERYING')
    e.answer('UNDO', ABSENT)
    e.clock.pass(6_000)
    await e.engine.tick()
    expect(await stateOf(e, msgid)).toBe('ABSENT')
    expect(e.codes().at(-1)).toBe('UNDO')
  })

  it('money that no reversal can confirm as absent is left to a person', async () => {
    const e = await openTestEngine()
    e.answer('HOLD', LOST)
    e.answer('ASK', ABSENT, ABSENT)
    const { txn } = await e.engine.transact(e.request('HOLD'))
    e.clock.pass(11_000)
    await e.engine.tick()
    expect(await stateOf(e, txn.msgid)).toBe('MANUAL')
  })

  it('a reversal that the centre accepts ends as REVERSED', async () => {
    const { e, msgid } = await inDoubt(ABSENT, ABSENT)
    e.clock.pass(11_000)
    await e.engine.tick()
    expect(await stateOf(e, msgid)).toBe('REVERSED')
  })

  it('“in progress” is an answer of its own', async () => {
    const { e, msgid } = await inDoubt(WORKING, WORKING, ANSWERED)
    e.clock.pass(30_000)
    await e.engine.tick()
    expect(await stateOf(e, msgid)).toBe('QUERYING')
    e.clock.pass(31_000)
    await e.engine.tick()
    expect(await stateOf(e, msgid)).toBe('SETTLED')
  })

  it('“in progress” for ever is reversed', async () => {
    const { e, msgid } = await inDoubt(WORKING, WORKING)
    e.clock.pass(60_000)
    await e.engine.tick()
    expect(await stateOf(e, msgid)).toBe('REVERSED')
  })

  it('a question that cannot be answered leads to the reversal, whose “not found” waits for the limit', async () => {
    const cannot: Reply = { is: 'refused', code: '-1', message: '结算ID不能为空', sort: 'other' }
    const e = await openTestEngine()
    e.answer('PAY', LOST)
    e.answer('ASK', cannot)
    e.answer('UNDO', ABSENT, ABSENT)
    const { txn } = await e.engine.transact(e.request('PAY'))
    expect(await stateOf(e, txn.msgid)).toBe('REVERSING')
    e.clock.pass(10_001)
    await e.engine.tick()
    expect(await stateOf(e, txn.msgid)).toBe('ABSENT')
  })

  it('an unanswered reversal is sent again under one msgid', async () => {
    const { e, msgid } = await inDoubt(ABSENT, ABSENT)
    e.answer('UNDO', LOST, LOST)
    e.clock.pass(11_000)
    await e.engine.tick()
    e.clock.pass(30_000)
    await e.engine.tick()
    e.clock.pass(30_000)
    await e.engine.tick()
    expect(await stateOf(e, msgid)).toBe('REVERSED')
    const undos = e.sent.filter((t) => t.infno === 'UNDO')
    expect(undos).toHaveLength(3)
    expect(new Set(undos.map((t) => t.msgid)).size).toBe(1)
  })

  it('a clock that is set back keeps no transaction in doubt waiting', async () => {
    const e = await openTestEngine()
    e.answer('PAY', LOST)
    e.answer('ASK', LOST)
    const { txn } = await e.engine.transact(e.request('PAY'))
    expect(await stateOf(e, txn.msgid)).toBe('QUERYING')
    e.clock.pass(-86_400_000)
    await e.engine.tick()
    expect(await stateOf(e, txn.msgid)).toBe('SETTLED')
  })

  it('a reversal refused again and again goes to a person, who decides', async () => {
    const { e, msgid } = await inDoubt(ABSENT, ABSENT)
    e.answer('UNDO', NO, NO, NO, NO, NO)
    for (let i = 0; i < 7; i++) {
      e.clock.pass(30_001)
      await e.engine.tick()
    }
    expect(await stateOf(e, msgid)).toBe('MANUAL')
    await e.engine.decide(msgid, false, null, '李组长', '医保办电话确认未记账')
    expect(await stateOf(e, msgid)).toBe('ABSENT')
  })

  it('the cashier may give up waiting; a conclusion is never changed again', async () => {
    const { e, msgid } = await inDoubt(ABSENT)
    await e.engine.giveUp(msgid, '张三', '患者要走')
    expect(await stateOf(e, msgid)).toBe('REVERSED')
    const fault = await e.engine.giveUp(msgid, '张三', '再试').catch(faultOf)
    expect(fault.kind).toBe('conflict')
    expect(await stateOf(e, msgid)).toBe('REVERSED')
  })

  it('what can be neither asked nor undone goes to a person at once', async () => {
    const e = await openTestEngine()
    e.answer('LONE', LOST)
    const { txn } = await e.engine.transact(e.request('LONE'))
    expect(await stateOf(e, txn.msgid)).toBe('MANUAL')
  })

  it('harmless repeats go out again under the same msgid', async () => {
    const e = await openTestEngine()
    e.answer('SEND', LOST)
    const outcome = await e.engine.transact(e.request('SEND'))
    expect(outcome.is).toBe('settled')
    expect(new Set(e.sent.map((t) => t.msgid)).size).toBe(1)
    expect(e.codes()).toEqual(['SEND', 'SEND'])
  })

  it('a repeat whose yes cannot be read goes out once more', async () => {
    const e = await openTestEngine()
    e.answer('SEND', LOST, { ...ANSWERED, output: 'garbage' } as Reply)
    const outcome = await e.engine.transact(e.request('SEND'))
    expect([outcome.is, await stateOf(e, outcome.txn.msgid)]).toEqual(['doubtful', 'QUERYING'])
    e.clock.pass(5_000)
    await e.engine.tick()
    expect(await stateOf(e, outcome.txn.msgid)).toBe('SETTLED')
    expect(e.codes()).toEqual(['SEND', 'SEND', 'SEND'])
  })
})

describe('a new process on an old journal', () => {
  async function diesAt(point: string) {
    const e = await openTestEngine()
    onCrashpoint((p) => {
      if (p === point) throw new Error('the process is gone')
    })
    await e.engine.transact(e.request('PAY')).catch(() => null)
    onCrashpoint(null)
    await e.journal.close()
    const again = await openTestEngine({ home: e.home })
    const left = await again.journal.unfinished()
    await again.engine.start()
    const rows = (await again.journal.searchTxns({ withoutQueries: true, offset: 0, limit: 9 })).rows
    await again.engine.stop()
    return { left: left.map((t) => t.state), after: rows.map((r) => r.state), codes: again.codes() }
  }

  it('never sent: not asked after', async () => {
    expect(await diesAt('transact.prepared')).toEqual({ left: ['PREPARED'], after: ['ABSENT'], codes: [] })
  })

  it('perhaps sent: asked after', async () => {
    for (const point of ['transact.sent', 'wire.written', 'transact.answered']) {
      expect(await diesAt(point)).toEqual({ left: ['SENT'], after: ['SETTLED'], codes: ['ASK'] })
    }
  })

  it('already booked: left alone', async () => {
    expect(await diesAt('transact.committed')).toEqual({ left: [], after: ['SETTLED'], codes: [] })
  })
})

describe('outbox', () => {
  it('repeats a job till done, in the order of its key', async () => {
    const ran: string[] = []
    let failures = 2
    const jobs = new Map([
      [
        'write',
        async (payload: unknown) => {
          if (payload === 'a' && failures-- > 0) throw new Error('HIS is down')
          ran.push(String(payload))
        },
      ],
    ])
    const e = await openTestEngine({ jobs })
    const add = (payload: string, key: string) => ({
      t: 'outbox' as const,
      add: { job: 'write', key, payload, nextAt: e.clock.now(), createdAt: e.clock.now() },
    })
    await e.journal.commit([add('a', 'k1'), add('b', 'k1'), add('c', 'k2')])
    await e.engine.tick()
    expect(ran).toEqual(['c'])
    for (let i = 0; i < 6; i++) {
      e.clock.pass(60_000)
      await e.engine.tick()
    }
    expect(ran).toEqual(['c', 'a', 'b'])
    expect(await e.journal.outboxCounts()).toEqual({ waiting: 0, dead: 0 })
  })
})
