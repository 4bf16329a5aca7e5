import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { faultOf } from '../../shared/errors.ts'
import type { MsgId } from '../../shared/msgid.ts'
import { draft, open, T0 } from './fixtures.ts'
import type { Change, DocRow, Journal, UploadRow } from './port.ts'

/** Records without a table of their own, and rows on their way to a platform. */
let journal: Journal
beforeEach(async () => {
  journal = (await open(join(mkdtempSync(join(tmpdir(), 'guitai-doc-')), 'journal.db'))).journal
})
afterEach(() => journal.close())

const fault = (promise: Promise<unknown>) => promise.then(() => null, faultOf)
const put = (id: string, more: Partial<DocRow> = {}, expect = 0, at = T0): Change => ({
  t: 'doc',
  expect,
  put: {
    ...{ kind: 'list', id, state: 'draft', subject: 'S1', text: `清单 ${id} 王芳`, data: { id } },
    ...{ opter: 'o1', opterName: '甲', at },
    ...more,
  },
})
const add = (key: string, payload: UploadRow['payload'] = { key }, at = T0, source = 'stock'): Change => ({
  t: 'upload',
  at,
  add: { source, key, psn_no: '', title: `记录 ${key}`, payload },
})
const set = (
  keys: string[],
  from: UploadRow['state'][],
  more: Extract<Change, { t: 'upload.set' }>['set'],
  over: { asOf?: number[]; at?: number } = {},
): Change => ({ t: 'upload.set', source: 'stock', keys, from, set: more, at: T0, ...over })
const rows = (source = 'stock') => journal.uploads({ source, order: 'seq', limit: 100 })

describe('doc', () => {
  it('is created, replaced under the version seen, and dropped; another version is refused whole', async () => {
    await journal.commit([put('a')])
    await journal.commit([put('a', { state: 'sent' }, 1, T0 + 5)])
    expect(await journal.doc('list', 'a')).toMatchObject({
      state: 'sent',
      version: 2,
      createdAt: T0,
      at: T0 + 5,
    })
    expect(await fault(journal.commit([put('b'), put('a', {}, 1)]))).toMatchObject({ kind: 'conflict' })
    expect(await journal.doc('list', 'b')).toBeNull()
    expect(await fault(journal.commit([{ t: 'doc.drop', kind: 'list', id: 'a', expect: 1 }]))).toMatchObject({
      kind: 'conflict',
    })
    await journal.commit([{ t: 'doc.drop', kind: 'list', id: 'a', expect: 2 }])
    expect(await journal.doc('list', 'a')).toBeNull()
  })

  it('is found by state, subject, text and time, newest first or by id', async () => {
    await journal.commit([
      put('b', { state: 'sent' }, 0, T0 + 1),
      put('a', {}, 0, T0 + 2),
      put('c', { subject: 'S2', text: 'ABC' }, 0, T0 + 3),
    ])
    const ids = async (query: object) =>
      (await journal.docs({ kind: 'list', limit: 9, ...query })).map(({ id }) => id)
    expect(await ids({})).toEqual(['c', 'a', 'b'])
    expect(await ids({ order: 'id', limit: 2, offset: 1 })).toEqual(['b', 'c'])
    expect(await ids({ states: ['sent'] })).toEqual(['b'])
    expect(await ids({ subject: 'S2' })).toEqual(['c'])
    expect(await ids({ text: 'abc' })).toEqual(['c'])
    expect(await ids({ from: T0 + 2, to: T0 + 2 })).toEqual(['a'])
    expect(await journal.docCounts('list')).toEqual(
      expect.arrayContaining([
        { state: 'draft', count: 2 },
        { state: 'sent', count: 1 },
      ]),
    )
  })
})

describe('upload', () => {
  it('new content replaces what waits, is held or refused; what is sent or over stays as it is', async () => {
    await journal.commit(['a', 'b', 'c', 'd', 'e'].map((key) => add(key)))
    await journal.commit([
      set(['b'], ['waiting'], { state: 'held', why: '缺单位', fields: [] }),
      set(['c'], ['waiting'], { state: 'sent', msgid: 'M1' }),
      set(['d'], ['waiting'], { state: 'accepted' }),
      set(['e'], ['waiting'], { state: 'withdrawn' }),
    ])
    await journal.commit(['a', 'b', 'c', 'd', 'e'].map((key) => add(key, { new: true }, T0 + 9)))
    const now = await rows()
    expect(now.map(({ state }) => state)).toEqual(['waiting', 'waiting', 'sent', 'accepted', 'withdrawn'])
    expect(now.map(({ payload }) => (payload as { new?: boolean }).new === true)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    expect(now[1]!.why).toBeNull()
    expect(now.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5])
  })

  it('five hundred keys move in one step, or none where one is not where it should be', async () => {
    const keys = Array.from({ length: 500 }, (_, n) => `K${n}`)
    await journal.commit(keys.map((key) => add(key)))
    await journal.commit([set(['K7'], ['waiting'], { state: 'held' })])
    expect(await fault(journal.commit([set(keys, ['waiting'], { state: 'sent' })]))).toMatchObject({
      kind: 'conflict',
    })
    expect((await journal.uploadDepths()).map(({ state, count }) => [state, count])).toEqual(
      expect.arrayContaining([
        ['waiting', 499],
        ['held', 1],
      ]),
    )
    await journal.commit([set(keys, ['waiting', 'held'], { state: 'sent', msgid: 'M1' })])
    expect((await journal.uploads({ msgid: 'M1', states: ['sent'], limit: 600 })).length).toBe(500)
  })

  it('a row written to since it was read does not move, also within one millisecond', async () => {
    await journal.commit([add('a'), add('b')])
    const [a, b] = await rows()
    const asOf = [a!.at, b!.at]
    await journal.commit([add('b', { new: true }, T0)])
    expect(
      await fault(journal.commit([set(['a', 'b'], ['waiting'], { state: 'sent' }, { asOf })])),
    ).toMatchObject({
      kind: 'conflict',
    })
    const again = await rows()
    const fresh = again.map(({ at }) => at)
    await journal.commit([set(['a', 'b'], ['waiting'], { state: 'sent' }, { asOf: fresh })])
    expect((await rows()).map(({ state }) => state)).toEqual(['sent', 'sent'])
  })

  it('counts what is open and what is over, kept with each write', async () => {
    await journal.commit(['a', 'b', 'c', 'd'].map((key) => add(key)))
    await journal.commit([add('x', {}, T0 + 50, 'other')])
    await journal.commit([set(['a', 'b', 'c'], ['waiting'], { state: 'accepted' })])
    await journal.commit([set(['b'], ['accepted'], { state: 'waiting' })])
    await journal.commit([set(['b', 'c'], ['waiting', 'accepted'], { state: 'withdrawn' })])
    const counts = (await journal.uploadCounts()).map((c) => [c.source, c.state, c.count, c.oldestAt])
    expect(counts.sort()).toEqual([
      ['other', 'waiting', 1, T0 + 50],
      ['stock', 'accepted', 1, 0],
      ['stock', 'waiting', 1, T0],
      ['stock', 'withdrawn', 2, 0],
    ])
  })

  it('tells why rows are held or refused, the most frequent first', async () => {
    await journal.commit(['a', 'b', 'c'].map((key) => add(key)))
    await journal.commit([
      set(['a'], ['waiting'], { state: 'held', why: '缺单位' }),
      set(['b', 'c'], ['waiting'], { state: 'refused', why: '重复' }),
    ])
    expect(await journal.uploadReasons('stock')).toEqual([
      { state: 'refused', why: '重复', count: 2 },
      { state: 'held', why: '缺单位', count: 1 },
    ])
  })

  it('is bound in the commit that writes its message as sent, or neither is written', async () => {
    await journal.commit([add('a')])
    const binds = (from: UploadRow['state']) => (msgid: MsgId) => [
      set(['a'], [from], { state: 'sent', msgid }),
    ]
    expect(
      await fault(journal.prepare(draft({ infno: '4602', kind: 'upload' }), binds('held'))),
    ).toMatchObject({
      kind: 'conflict',
    })
    expect(await journal.unfinished()).toEqual([])
    const txn = await journal.prepare(draft({ infno: '4602', kind: 'upload' }), binds('waiting'))
    expect(await journal.txn(txn.msgid)).toMatchObject({ state: 'SENT', sentAt: expect.any(Number) })
    expect((await rows())[0]).toMatchObject({ state: 'sent', msgid: txn.msgid })
  })
})
