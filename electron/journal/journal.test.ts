import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { MsgId } from '../../shared/msgid.ts'
import { HOLDING, TXN_STATE_LABEL, type TxnState } from '../../shared/txn.ts'
import {
  audit,
  CODE,
  draft,
  encounter,
  fen,
  open,
  payment,
  sent,
  settled,
  settlement,
  T0,
} from './fixtures.ts'
import type { OpenedJournal } from './index.ts'
import type { Change, Journal, OutboxRow, ShiftRow } from './port.ts'

let folder: string
let path: string
let opened: OpenedJournal
let journal: Journal

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'counter.db')
  await reopen()
})
afterEach(async () => {
  await journal.close()
  rmSync(folder, { recursive: true, force: true })
})

async function reopen(now: () => number = () => T0) {
  await journal?.close()
  opened = await open(path, { now })
  journal = opened.journal
}

const fault = (kind: string, what?: RegExp) =>
  expect.objectContaining({
    fault: expect.objectContaining({ kind, ...(what && { what: expect.stringMatching(what) }) }),
  })

const move = (msgid: MsgId, from: TxnState[], to: TxnState): Change => ({ t: 'txn', msgid, from, to, at: T0 })

describe('prepare', () => {
  test('the row is there as drafted, PREPARED, with its first event', async () => {
    const made = await journal.prepare(draft({ encounterId: 'E1', psnNo: 'p1', amountFen: fen(-5) }))
    expect(made).toEqual({
      ...draft({ encounterId: 'E1', psnNo: 'p1', amountFen: fen(-5) }),
      msgid: `${CODE}202603020800000700`,
      state: 'PREPARED',
      output: null,
      refmsgid: null,
      errCode: null,
      errMsg: null,
      attempts: 0,
      nextAt: null,
      sentAt: null,
      endedAt: null,
    })
    await reopen()
    expect(await journal.txn(made.msgid)).toEqual(made)
    expect(await journal.events(made.msgid)).toEqual([{ at: T0, from: null, to: 'PREPARED', note: '' }])
    expect(await journal.txn('nothing')).toBeNull()
  })

  test('msgids stay unique: 250 in one second, across a restart and a clock that jumps back', async () => {
    const seen = new Set<string>()
    const take = async (count: number) => {
      for (let i = 0; i < count; i++) seen.add((await journal.prepare(draft())).msgid)
    }
    await take(120)
    await reopen()
    await take(130)
    expect(seen.size).toBe(250)
    expect([...seen].at(-1)).toBe(`${CODE}202603020800020749`)
    await reopen(() => T0 - 1000)
    await take(101)
    expect(seen.size).toBe(351)
    expect(seen).toContain(`${CODE}202603020759590799`)
    expect([...seen].at(-1)).toBe(`${CODE}202603020800020750`)
  })

  test.each(Object.keys(TXN_STATE_LABEL) as TxnState[])('a transaction in %s holds or not', async (state) => {
    const first = await journal.prepare(draft({ encounterId: 'E1', psnNo: 'p1' }))
    if (state !== 'PREPARED') await journal.commit([move(first.msgid, ['PREPARED'], state)])
    const holds = HOLDING.includes(state)
    for (const more of [{ encounterId: 'E1' }, { psnNo: 'p1' }, { encounterId: 'E9', psnNo: 'p1' }]) {
      const next = journal.prepare(draft({ infno: '2208', ...more }))
      if (holds) {
        const what = new RegExp(`2207.*${TXN_STATE_LABEL[state]}`)
        await expect(next).rejects.toEqual(fault('doubt', what))
        await expect(next).rejects.toMatchObject({ fault: { msgid: first.msgid } })
      } else await journal.commit([move((await next).msgid, ['PREPARED'], 'ABSENT')])
    }
    expect((await journal.unfinished()).length).toBe(holds ? 1 : 0)
    const doubtful = ['UNKNOWN', 'QUERYING', 'REVERSING', 'MANUAL'].includes(state)
    expect(await journal.countDoubtful()).toBe(doubtful ? 1 : 0)
  })

  test('queries and children are neither held nor do they hold', async () => {
    const query = await journal.prepare(draft({ kind: 'query', encounterId: 'E1', psnNo: 'p1' }))
    const first = await journal.prepare(draft({ encounterId: 'E1', psnNo: 'p1' }))
    const asked = draft({ kind: 'query', parent: first.msgid, encounterId: 'E1', psnNo: 'p1' })
    const child = await journal.prepare(asked)
    const reversal = await journal.prepare(draft({ infno: '2601', parent: first.msgid, encounterId: 'E1' }))
    await journal.prepare(draft({ kind: 'query', encounterId: 'E1' }))
    await journal.commit([move(first.msgid, ['PREPARED'], 'SETTLED')])
    await journal.prepare(draft({ encounterId: 'E1' }))
    expect((await journal.children(first.msgid)).map((row) => row.msgid)).toEqual([
      child.msgid,
      reversal.msgid,
    ])
    const open = (await journal.unfinished()).map((row) => row.msgid)
    expect(open).toContain(query.msgid)
    expect(open).not.toContain(child.msgid)
    expect(open).not.toContain(first.msgid)
  })

  test('others are not in the way', async () => {
    await journal.prepare(draft({ encounterId: 'E1', psnNo: 'p1' }))
    await journal.prepare(draft({ encounterId: 'E2', psnNo: 'p2' }))
    await journal.prepare(draft())
    await journal.prepare(draft())
    expect(await journal.unfinished()).toHaveLength(4)
  })
})

describe('commit', () => {
  test('an answer and its effects are one', async () => {
    await journal.commit([{ t: 'encounter', put: encounter('E1'), expect: 0, at: T0 }])
    const txn = await journal.prepare(draft({ encounterId: 'E1' }))
    await journal.commit([sent(txn.msgid, T0 + 1)])
    await journal.commit(settled(txn.msgid, 'E1', '1', 1))
    expect(await journal.txn(txn.msgid)).toEqual({
      ...txn,
      state: 'SETTLED',
      output: { setlinfo: { setl_id: 'S1' } },
      refmsgid: 'R1',
      sentAt: T0 + 1,
      endedAt: T0,
    })
    expect((await journal.events(txn.msgid)).map(({ from, to, note }) => [from, to, note])).toEqual([
      [null, 'PREPARED', ''],
      ['PREPARED', 'SENT', ''],
      ['SENT', 'SETTLED', '中心已结算'],
    ])
    expect(await journal.encounter('E1')).toMatchObject({ step: 'settled', version: 2, data: { lines: [] } })
    expect(await journal.settlements({ encounterId: 'E1' })).toEqual([settlement('S1', { msgid: txn.msgid })])
    expect(await journal.payments({ encounterId: 'E1' })).toEqual([payment('P1')])
  })

  test('a state that is not expected refuses the whole list', async () => {
    await journal.commit([{ t: 'encounter', put: encounter('E1'), expect: 0, at: T0 }])
    const txn = await journal.prepare(draft({ encounterId: 'E1' }))
    // the txn is not SENT; everything before and after it in the list must be absent
    const changes = settled(txn.msgid, 'E1', '1', 1)
    const list: Change[] = [audit(), { t: 'setting', key: 'k', value: 1 }, ...changes.reverse()]
    await expect(journal.commit(list)).rejects.toEqual(fault('conflict', /待发送.*成功/))
    expect(await journal.txn(txn.msgid)).toEqual(txn)
    expect(await journal.events(txn.msgid)).toHaveLength(1)
    expect(await journal.encounter('E1')).toMatchObject({ version: 1, step: 'open' })
    expect(await journal.settlements({})).toEqual([])
    expect(await journal.payments({})).toEqual([])
    expect(await journal.auditTrail({ limit: 9 })).toEqual([])
    expect(await journal.setting('k')).toBeUndefined()
    await expect(journal.commit([sent('none' as MsgId)])).rejects.toEqual(fault('conflict'))
  })

  test('an encounter of another version is refused', async () => {
    const put = (expect: number): Change => ({ t: 'encounter', put: encounter('E1'), expect, at: T0 })
    await expect(journal.commit([put(1)])).rejects.toEqual(fault('conflict'))
    await journal.commit([put(0)])
    await expect(journal.commit([put(0)])).rejects.toEqual(fault('conflict'))
    await journal.commit([put(1), put(2)])
    await expect(journal.commit([put(2)])).rejects.toEqual(fault('conflict'))
    expect(await journal.encounter('E1')).toMatchObject({ version: 3 })
  })

  test('the same number of two platforms is two settlements, each with its own payments and undoing', async () => {
    const of = (family: string, encounterId: string, at: number) => {
      const row = { family, encounterId, shiftId: 'W1', at }
      return [
        { t: 'settlement', add: settlement('S1', row) },
        { t: 'payment', add: payment(`P${family}`, { encounterId, shiftId: 'W1' }) },
      ] as const
    }
    await journal.commit([...of('nhsa', 'E1', T0), ...of('gs', 'E2', T0 + 1), ...of('gy', 'E3', T0 + 2)])
    const [gs] = await journal.settlements({ family: 'gs', setl_id: 'S1' })
    expect(gs).toMatchObject({ family: 'gs', encounterId: 'E2' })
    const minus = (n: number) => fen(-n)
    const back = {
      ...gs!,
      ...{ setl_id: 'S1R', reverses: 'S1', totalFen: minus(gs!.totalFen), fundFen: minus(gs!.fundFen) },
      ...{ acctFen: minus(gs!.acctFen), cashFen: minus(gs!.cashFen), hospFen: minus(gs!.hospFen) },
    }
    await journal.commit([{ t: 'settlement', add: back }])
    const found = await journal.settlements({ shiftId: 'W1' })
    expect(found.map(({ family, setl_id }) => `${family} ${setl_id}`)).toEqual([
      ...['nhsa S1', 'gs S1', 'gs S1R', 'gy S1'],
    ])
    expect((await journal.settlements({ family: 'gs', from: T0 })).map((row) => row.setl_id)).toEqual([
      'S1',
      'S1R',
    ])
    expect(await journal.settlements({ family: 'bizh', setl_id: 'S1' })).toEqual([])
    expect((await journal.payments({ encounterId: 'E2' })).map((row) => row.paymentId)).toEqual(['Pgs'])
    await expect(
      journal.commit([{ t: 'settlement', add: settlement('S1', { family: 'gy' }) }]),
    ).rejects.toEqual(fault('conflict'))
  })

  test('the ledger takes no sum that is off, and no setl_id twice', async () => {
    const off = settlement('S1', { hospFen: fen(101) })
    await expect(journal.commit([{ t: 'settlement', add: off }])).rejects.toEqual(
      fault('internal', /金额不平/),
    )
    await journal.commit([{ t: 'settlement', add: settlement('S1') }])
    await expect(journal.commit([{ t: 'settlement', add: settlement('S1') }])).rejects.toEqual(
      fault('conflict'),
    )
    expect(await journal.settlements({})).toHaveLength(1)
  })
})

test('the outbox gives the first waiting job of each key when its time has come', async () => {
  const job = (key: string, nextAt: number): Change => ({
    t: 'outbox',
    add: { job: 'his.writeback', key, payload: { key }, nextAt, createdAt: T0 },
  })
  await journal.commit([job('a', 10), job('a', 0), job('b', 0), job('c', 99)])
  const due = async () => (await journal.outboxDue(10, 9)).map((row) => row.id)
  expect(await due()).toEqual([1, 3])
  const mark = (id: number, state: OutboxRow['state']): Change => {
    return { t: 'outbox.mark', id, state, attempts: 1, nextAt: 50, lastError: 'x', at: T0 + 1 }
  }
  await journal.commit([mark(1, 'done'), mark(3, 'dead')])
  expect(await due()).toEqual([2])
  expect(await journal.outboxCounts()).toEqual({ waiting: 2, dead: 1 })
  expect((await journal.outboxList(9)).map((row) => [row.id, row.state])).toEqual([
    [3, 'dead'],
    [2, 'waiting'],
    [4, 'waiting'],
  ])
  await journal.commit([mark(2, 'waiting')])
  expect(await due()).toEqual([])
  expect((await journal.outboxDue(50, 1))[0]).toMatchObject({
    attempts: 1,
    payload: { key: 'a' },
    doneAt: null,
  })
  await expect(journal.commit([mark(77, 'done')])).rejects.toEqual(fault('conflict'))
})

test('operators, shifts and settings come back as put', async () => {
  const operator = {
    opter: 'c01',
    opterName: '王芳',
    role: 'cashier' as const,
    password: 'scrypt$…',
    disabled: false,
    failures: 0,
    lockedUntil: null,
    createdAt: T0,
    passwordAt: T0,
  }
  const shift: ShiftRow = {
    shiftId: 'W1',
    opter: 'c01',
    opterName: '王芳',
    window: '3',
    signNo: { nhsa: 'abc' },
    startedAt: T0,
    endedAt: null,
    handedTo: null,
    totals: null,
  }
  await journal.commit([
    { t: 'operator', put: operator },
    { t: 'operator', put: { ...operator, disabled: true, lockedUntil: T0 } },
    { t: 'shift', put: shift },
    { t: 'setting', key: 'site', value: { a: [1, '二'] } },
  ])
  expect(await journal.operators()).toEqual([{ ...operator, disabled: true, lockedUntil: T0 }])
  expect(await journal.operator('c02')).toBeNull()
  expect(await journal.openShift('c01')).toEqual(shift)
  await expect(journal.commit([{ t: 'shift', put: { ...shift, shiftId: 'W2' } }])).rejects.toEqual(
    fault('conflict'),
  )
  const ended = { ...shift, endedAt: T0 + 1, handedTo: 'c02', totals: { cash: 1 } }
  await journal.commit([{ t: 'shift', put: ended }])
  expect(await journal.openShift('c01')).toBeNull()
  expect(await journal.shift('W1')).toEqual(ended)
  expect(await journal.shifts({ opter: 'c01', from: T0, limit: 1 })).toEqual([ended])
  expect(await journal.shifts({ to: T0 - 1 })).toEqual([])
  expect(await journal.setting('site')).toEqual({ a: [1, '二'] })
})

test('calls that take long are told of', async () => {
  await journal.close()
  const slow: string[] = []
  opened = await open(path, { onSlow: (call) => slow.push(call), freeBytes: () => wait(60) })
  journal = opened.journal
  await journal.prepare(draft())
  await journal.unfinished()
  expect(slow).toEqual(['prepare'])
})

function wait(ms: number): null {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms)
  return null
}
