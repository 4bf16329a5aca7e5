import { afterEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../../shared/errors.ts'
import { onCrashpoint } from '../../engine/crashpoints.ts'
import { redriven } from '../../engine/outbox.ts'
import { ANSWERED, LOST } from '../../engine/testkit.ts'
import type { Reply } from '../../platforms/port.ts'
import { refusalsOf } from './effect.ts'
import { key, openTestUploads, record } from './testkit.ts'

const UNSENT: Reply = { is: 'not_sent', message: '网络不通' }
const no = (message: string): Reply => ({ is: 'refused', code: '-1', message, sort: 'other' })
const ten = Array.from({ length: 10 }, (_, n) => record(n + 1))
const keys = (...ns: number[]) => ns.map(key)

afterEach(() => onCrashpoint(null))

describe('sending', () => {
  it('goes in the order taken up, cut to batches, each row bound to its message before it leaves', async () => {
    const u = await openTestUploads()
    const seen: unknown[] = []
    const before = u.platform.exchange
    u.platform.exchange = async (txn, session, written) => {
      const bound = await u.journal.uploads({ msgid: txn.msgid, states: ['sent'], limit: 9 })
      seen.push(bound.map((row) => row.key))
      return before(txn, session, written)
    }
    await u.add(...ten)
    expect(await u.uploads.send('test.up')).toEqual({ accepted: 10, refused: 0, held: 0, left: 0 })
    expect(u.messages()).toEqual([keys(1, 2, 3, 4), keys(5, 6, 7, 8), keys(9, 10)])
    expect(seen).toEqual(u.messages())
    const rows = await u.rows()
    expect(rows.map((row) => row.state)).toEqual(Array(10).fill('accepted'))
    expect(rows.map((row) => row.msgid)).toEqual(
      u.sent.flatMap((txn, n) => Array(n < 2 ? 4 : 2).fill(txn.msgid)),
    )
    expect(await u.uploads.send('test.up')).toEqual({ accepted: 0, refused: 0, held: 0, left: 0 })
  })

  it('rows that may not travel together travel apart', async () => {
    const u = await openTestUploads({ together: (row) => String(Number(row.key.slice(-1)) % 2) })
    await u.add(...ten)
    await u.uploads.send('test.up')
    expect(u.messages()).toEqual([keys(1, 3, 5, 7), keys(9), keys(2, 4, 6, 8), keys(10)])
  })

  it('a row that breaks the contract is held with its field; the others go', async () => {
    const u = await openTestUploads({ check: (row) => (row.key === key(3) ? '数量对不上处方' : null) })
    await u.add(record(1), record(2, 1.5), record(3), record(4))
    expect(await u.uploads.send('test.up')).toEqual({ accepted: 2, refused: 0, held: 2, left: 0 })
    const [, second, third] = await u.rows()
    expect(second).toMatchObject({
      state: 'held',
      fields: [{ path: 'data[0].cnt', label: '数量', rule: 'scale' }],
    })
    expect(third).toMatchObject({ state: 'held', why: '数量对不上处方', fields: [{ label: '数量' }] })
    expect(u.messages()).toEqual([keys(1, 4)])
  })

  it('a batch with faults of both kinds: one row held, one refused, the others accepted once', async () => {
    const u = await openTestUploads()
    u.platform.exchange = async (txn) => {
      u.sent.push(txn)
      const sent = (txn.input.data as { key: string }[]).map((row) => row.key)
      return sent.includes(key(4)) ? no('不收') : ANSWERED
    }
    await u.add(record(1), record(2, 1.5), record(3), record(4))
    expect(await u.uploads.send('test.up')).toEqual({ accepted: 2, refused: 1, held: 1, left: 0 })
    expect(await u.states()).toEqual(['accepted', 'held', 'accepted', 'refused'])
  })

  it('finds the rows for which the centre refuses a batch: those it names, else by halving', async () => {
    const u = await openTestUploads({ batch: 10 })
    const bad = new Set(keys(3, 8))
    let naming = true
    u.platform.exchange = async (txn) => {
      u.sent.push(txn)
      const sent = (txn.input.data as { key: string }[]).map((row) => row.key)
      const found = sent.filter((each) => bad.has(each))
      if (found.length === 0) return ANSWERED
      return no(naming ? `第 ${sent.indexOf(found[0]!) + 1} 行数量超出库存` : '数量超出库存')
    }
    await u.add(...ten)
    expect(await u.uploads.send('test.up')).toMatchObject({ accepted: 8, refused: 2 })
    expect(u.messages().length).toBe(5)
    const refused = await u.rows(['refused'])
    expect(refused.map((row) => row.key)).toEqual(keys(3, 8))
    expect(refused[0]).toMatchObject({ fields: [{ path: 'data[0].cnt', label: '数量' }] })
    expect(refused[0]!.why).toContain('超出库存')
    naming = false
    await u.add(record(3), record(8), ...[11, 12, 13].map((n) => record(n)))
    expect(await u.uploads.send('test.up')).toMatchObject({ accepted: 3, refused: 2 })
    expect((await u.rows(['refused'])).map((row) => row.key)).toEqual(keys(3, 8))
    expect((await u.rows(['sent', 'waiting'])).length).toBe(0)
    const told = refusalsOf((await u.rows(['refused']))[0]!).map((each) => each.msgid)
    expect(new Set(told).size).toBe(2)
    for (const msgid of told) expect((await u.journal.txn(msgid!))!.state).toBe('REJECTED')
  })

  it('takes the answer row by row where it tells, with what else each changes', async () => {
    const u = await openTestUploads({
      refused: (rows) => new Map([[rows[1]!.key, '目录里没有']]),
      answer: (row) => ({ no: `C-${row.key}` }),
      accepted: (rows, _output, now) => [{ t: 'setting', key: 'mark', value: [rows.length, now] }],
      rejected: (rows, why) => [{ t: 'setting', key: 'bad', value: [rows[0]!.key, why] }],
    })
    await u.add(record(1), record(2), record(3))
    expect(await u.uploads.send('test.up')).toMatchObject({ accepted: 2, refused: 1 })
    const [first, second] = await u.rows()
    expect(first).toMatchObject({ state: 'accepted', answer: { no: 'C-ROW00001' } })
    expect(second).toMatchObject({ state: 'refused', why: '目录里没有' })
    expect(refusalsOf(second!)).toEqual([{ msgid: second!.msgid, at: u.clock.now(), why: '目录里没有' }])
    expect(await u.journal.setting('mark')).toEqual([2, u.clock.now()])
    expect(await u.journal.setting('bad')).toEqual([key(2), '目录里没有'])
  })

  it('what did not arrive waits again and goes once more', async () => {
    const u = await openTestUploads()
    u.answer('UP', UNSENT)
    await u.add(record(1), record(2))
    expect(await u.uploads.send('test.up').catch(faultOf)).toMatchObject({ kind: 'unreachable' })
    expect(await u.states()).toEqual(['waiting', 'waiting'])
    expect(u.uploads.status('test.up').blocked).toContain('没有送达')
    expect(await u.uploads.send('test.up')).toMatchObject({ accepted: 2 })
    expect(u.uploads.status('test.up').blocked).toBeNull()
  })

  it('a batch in doubt stays bound and holds up the rest until it is resolved', async () => {
    const u = await openTestUploads()
    u.answer('UP', LOST, LOST)
    await u.add(...ten)
    expect(await u.uploads.send('test.up').catch(faultOf)).toMatchObject({ kind: 'doubt' })
    expect((await u.states()).slice(0, 5)).toEqual(['sent', 'sent', 'sent', 'sent', 'waiting'])
    expect(await u.uploads.send('test.up').catch(faultOf)).toMatchObject({ kind: 'doubt' })
    u.clock.pass(60_000)
    await u.engine.tick()
    expect((await u.states()).slice(0, 5)).toEqual([...Array(4).fill('accepted'), 'waiting'])
    expect(await u.uploads.send('test.up')).toMatchObject({ accepted: 6 })
  })

  it('through a night in which no answer comes only a few messages are let go', async () => {
    const u = await openTestUploads({ batch: 1 })
    u.answer('UP', ...Array<typeof LOST>(500).fill(LOST))
    await u.add(...ten)
    for (let round = 0; round < 9; round++) {
      expect(await u.uploads.send('test.up').catch(faultOf)).toMatchObject({ kind: 'doubt' })
      u.clock.pass(660_000)
    }
    expect((await u.journal.unfinished()).length).toBe(3)
    expect(await u.states()).toEqual([...Array(3).fill('sent'), ...Array(7).fill('waiting')])
  })

  it('one row written to while its message is made goes with its new content', async () => {
    const u = await openTestUploads()
    let once = true
    u.source.message = (rows) => ({ input: { data: rows.map((row) => row.payload) } })
    const prepare = u.journal.prepare.bind(u.journal)
    u.journal.prepare = async (draft, binds) => {
      if (once) await u.add(record(2, 99))
      once = false
      return prepare(draft, binds)
    }
    await u.add(record(1), record(2), record(3))
    expect(await u.uploads.send('test.up')).toMatchObject({ accepted: 3 })
    expect(u.sent.length).toBe(1)
    expect(u.sent[0]!.input).toMatchObject({ data: [{ cnt: 1 }, { cnt: 99 }, { cnt: 3 }] })
    await u.engine.tick()
    expect(await u.states()).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('rows of a message that was refused as the process died wait again', async () => {
    const u = await openTestUploads()
    u.answer('UP', no('数据不合规定'))
    await u.add(record(1))
    // the refusal is on disk; the process dies before the row learns of it
    const commit = u.journal.commit.bind(u.journal)
    u.journal.commit = async (changes) => {
      if (changes.some((c) => c.t === 'upload.set' && c.set.state !== 'sent')) throw new Error('killed')
      return commit(changes)
    }
    await u.uploads.send('test.up').catch(() => {})
    u.journal.commit = commit
    expect(await u.states()).toEqual(['sent'])
    expect(await u.uploads.send('test.up')).toMatchObject({ accepted: 1 })
  })

  it('stops where the refusal is about the hospital, or the same of each row; the rest waits', async () => {
    const u = await openTestUploads({ batch: 1 })
    await u.add(...ten)
    u.answer('UP', no('该机构未授权此接口'))
    expect(await u.uploads.send('test.up').catch(faultOf)).toMatchObject({ kind: 'rejected' })
    expect(await u.states()).toEqual(Array(10).fill('waiting'))
    await u.add(...Array.from({ length: 30 }, (_, n) => record(n + 11)))
    u.answer('UP', ...Array.from({ length: 40 }, (_, n) => no(`就诊 ${n} 不存在`)))
    expect(await u.uploads.send('test.up').catch(faultOf)).toMatchObject({ kind: 'rejected' })
    expect((await u.rows(['refused'])).length).toBe(20)
    expect((await u.rows(['waiting'])).length).toBe(20)
  })

  it('“double” of several rows is no yes for all of them; of one alone it is', async () => {
    const u = await openTestUploads()
    const there = key(2)
    u.platform.life = () => ({
      ...{ undo: null, confirmAbsence: false, doubleStands: true, absentIsDone: false },
      ask: {
        by: 'resend',
        judge: (_txn, reply) => ({ v: reply.is === 'refused' ? 'yes' : 'no', output: {} }),
      },
    })
    u.platform.exchange = async (txn) => {
      u.sent.push(txn)
      const sent = (txn.input.data as { key: string }[]).map((row) => row.key)
      return sent.includes(there)
        ? { is: 'refused', code: '-1', message: '重复上传', sort: 'double' }
        : ANSWERED
    }
    await u.add(...ten.slice(0, 4))
    expect(await u.uploads.send('test.up')).toMatchObject({ accepted: 4 })
    const taken = u.sent.filter((txn) => !(txn.input.data as { key: string }[]).some((r) => r.key === there))
    expect(taken.flatMap((txn) => (txn.input.data as { key: string }[]).map((row) => row.key))).toEqual(
      keys(1, 3, 4),
    )
  })
})

describe('reading', () => {
  it('takes the view page by page with the serial reached, and the same again never', async () => {
    const u = await openTestUploads()
    for (let n = 1; n <= 1201; n++) u.book(n, n)
    expect(await u.uploads.read('test.up')).toBe(1201)
    expect(await u.uploads.read('test.up')).toBe(0)
    for (let n = 1; n <= 1201; n++) u.feed[n - 1]!.serial += 5000
    expect(await u.uploads.read('test.up')).toBe(0)
    expect(await u.journal.setting('upload.read.test.up')).toBe(6201)
  })

  it('a record that the HIS has mended goes up again; one in a message waits for its answer', async () => {
    const u = await openTestUploads({ batch: 1, replaces: true })
    u.book(1, 1, 1.5)
    u.book(2, 2)
    u.book(3, 3)
    await u.uploads.read('test.up')
    u.answer('UP', LOST, LOST)
    await u.uploads.send('test.up').catch(() => {})
    expect(await u.states()).toEqual(['held', 'sent', 'waiting'])
    u.book(4, 1, 15)
    u.book(5, 2, 22)
    u.book(6, 3, 33)
    expect(await u.uploads.read('test.up')).toBe(1)
    expect(await u.journal.setting('upload.read.test.up')).toBe(4)
    u.clock.pass(60_000)
    await u.engine.tick()
    expect(await u.uploads.read('test.up')).toBe(2)
    expect(await u.states()).toEqual(['waiting', 'waiting', 'waiting'])
    await u.uploads.send('test.up')
    expect((await u.rows()).map((row) => (row.payload as { cnt: number }).cnt)).toEqual([15, 22, 33])
    expect(await u.states()).toEqual(['accepted', 'accepted', 'accepted'])
  })

  it('a record that cannot be read is held with the reason, and the others are taken', async () => {
    const u = await openTestUploads({
      read: ({ key: name, data }) => {
        if (data.cnt === 2) throw new Error('没有单位')
        return [{ key: name, psn_no: '', title: name, payload: data }]
      },
    })
    u.book(1, 1)
    u.book(2, 2)
    expect(await u.uploads.read('test.up')).toBe(2)
    expect(await u.rows()).toMatchObject([
      { state: 'waiting' },
      { state: 'held', why: expect.stringContaining('没有单位') },
    ])
  })
})

describe('waking', () => {
  it('the outbox sends, comes back after an outage, and calls a person when it fails again and again', async () => {
    const u = await openTestUploads({ batch: 1 })
    await u.add(record(1))
    await u.uploads.wake('test.up')
    await u.uploads.wake('test.up')
    expect((await u.journal.outboxCounts()).waiting).toBe(1)
    u.answer('UP', ...Array(30).fill(UNSENT))
    for (let n = 0; n < 30; n++) await turn(u)
    expect(await u.journal.outboxCounts()).toEqual({ waiting: 1, dead: 0 })
    u.answer('UP', ...Array(10).fill(no('该机构未授权此接口')))
    for (let n = 0; n < 9; n++) await turn(u)
    expect(await u.journal.outboxCounts()).toEqual({ waiting: 1, dead: 0 })
    await turn(u)
    expect(await u.journal.outboxCounts()).toEqual({ waiting: 0, dead: 1 })
    expect(await u.states()).toEqual(['waiting'])
    const [dead] = await u.journal.outboxList(1)
    expect(dead).toMatchObject({ state: 'dead', lastError: expect.stringContaining('未授权') })
    await u.journal.commit([redriven(dead!, u.clock.now())])
    await turn(u)
    expect(await u.states()).toEqual(['accepted'])
  })

  it('is a task too, and tells how it went', async () => {
    const u = await openTestUploads()
    u.book(1, 1)
    u.book(2, 2, 1.5)
    const [task] = u.tasks
    expect(task).toMatchObject({ id: 'upload.test.up', group: '上传', plan: { every_min: 30 } })
    const run = { signal: new AbortController().signal, progress: () => {}, by: null }
    expect(await task!.run(run)).toBe('读取 2 条，中心收下 1 条，待改 1 条')
    expect(u.told).toContain('uploads.changed')
  })
})

/** One round of the outbox and the end of what it began. */
async function turn(u: Awaited<ReturnType<typeof openTestUploads>>) {
  u.clock.pass(400_000)
  await u.engine.tick()
  await u.idle()
}
