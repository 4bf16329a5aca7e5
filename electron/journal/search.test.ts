import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { CODE, draft, encounter, fen, open, sent, settled, T0 } from './fixtures.ts'
import type { Journal } from './port.ts'

let folder: string
let journal: Journal

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  journal = (await open(join(folder, 'counter.db'), { now: () => T0 })).journal
})
afterEach(async () => {
  await journal.close()
  rmSync(folder, { recursive: true, force: true })
})

test('encounters are found by the beginning of every word, the old words forgotten', async () => {
  const named = {
    psnName: '张三',
    psnPy: 'zs',
    certno: '51010119900101001X',
    psnNo: '5100001',
    mdtrt_id: 'M77',
  }
  await journal.commit([
    { t: 'encounter', put: encounter('E1', named), expect: 0, at: T0 },
    {
      t: 'encounter',
      put: encounter('E2', { psnName: '张四', psnPy: 'zs', active: false }),
      expect: 0,
      at: T0 + 5,
    },
  ])
  const ids = async (text: string) =>
    (await journal.searchEncounters({ text, limit: 9 })).map((row) => row.encounterId)
  expect(await ids('zs')).toEqual(['E2', 'E1'])
  for (const text of ['张三', '51010119900101001x', '51010119', '5100001', 'm77', 'OPE1', 'E1', ' 张三 '])
    expect(await ids(text), text).toEqual(['E1'])
  expect(await ids('三')).toEqual([])
  expect(await ids('%')).toEqual([])
  await journal.commit([
    {
      t: 'encounter',
      put: encounter('E1', { ...named, psnName: '李三', psnPy: 'ls' }),
      expect: 1,
      at: T0 + 9,
    },
  ])
  expect(await ids('张')).toEqual(['E2'])
  expect(await ids('ls')).toEqual(['E1'])
  const active = await journal.searchEncounters({
    active: true,
    steps: ['open'],
    from: T0,
    to: T0 + 9,
    limit: 9,
  })
  expect(active.map((row) => row.psnName)).toEqual(['李三'])
})

describe('searchTxns', () => {
  const found = async (query: Parameters<Journal['searchTxns']>[0] | object) => {
    const { rows, total } = await journal.searchTxns({ offset: 0, limit: 9, ...query })
    return { infnos: rows.map((row) => row.infno), total, rows }
  }

  beforeEach(async () => {
    const person = { psnName: '张三', psnPy: 'zs', psnNo: 'P1', certno: 'C1', mdtrt_id: 'M1' }
    await journal.commit([{ t: 'encounter', put: encounter('E1', person), expect: 0, at: T0 }])
    const of = { encounterId: 'E1', psnNo: 'P1' }
    await journal.prepare(draft({ ...of, infno: '1101', kind: 'query', createdAt: T0 + 1 }))
    const txn = await journal.prepare(draft({ ...of, infno: '2207', amountFen: fen(700), createdAt: T0 + 2 }))
    await journal.prepare(draft({ psnNo: 'P2', infno: '5301', opter: 'c02', createdAt: T0 + 3 }))
    await journal.commit([sent(txn.msgid), ...settled(txn.msgid, 'E2', '1', 0)])
  })

  test('by text', async () => {
    for (const text of ['张', 'zs', 'c1', 'P1', 'M1', 'E1'])
      expect(await found({ text }), text).toMatchObject({ infnos: ['2207', '1101'], total: 2 })
    expect(await found({ text: 'P2' })).toMatchObject({ infnos: ['5301'], total: 1 })
    expect(await found({ text: `${CODE}2026030208` })).toMatchObject({ total: 3 })
    expect(await found({ text: `${CODE}202603020800000701`.toLowerCase() })).toMatchObject({
      infnos: ['2207'],
    })
    expect(await found({ text: CODE })).toMatchObject({ total: 0 })
    expect(await found({ text: 'zs', withoutQueries: true })).toMatchObject({ infnos: ['2207'], total: 1 })
    expect(await found({ text: 'zs', opter: 'c02' })).toMatchObject({ total: 0 })
  })

  test('by everything else, newest first, in pages', async () => {
    expect(await found({})).toMatchObject({ infnos: ['5301', '2207', '1101'], total: 3 })
    expect(await found({ offset: 1, limit: 1 })).toMatchObject({ infnos: ['2207'], total: 3 })
    expect(await found({ infno: '1101' })).toMatchObject({ infnos: ['1101'] })
    expect(await found({ states: ['SETTLED', 'MANUAL'] })).toMatchObject({ infnos: ['2207'] })
    expect(await found({ states: [] })).toMatchObject({ total: 3 })
    expect(await found({ amountFen: 700 })).toMatchObject({ infnos: ['2207'], total: 1 })
    expect(await found({ opter: 'c02' })).toMatchObject({ infnos: ['5301'] })
    expect(await found({ from: T0 + 2, to: T0 + 2 })).toMatchObject({ infnos: ['2207'] })
    const [hit] = (await found({ amountFen: 700 })).rows
    expect(hit).toMatchObject({ psnName: '张三', state: 'SETTLED', amountFen: 700, endedAt: T0 })
    expect(hit).not.toHaveProperty('input')
  })
})

test('figures count what was sent by code, outcome and time', async () => {
  const send = async (infno: string, at: number, to: 'SETTLED' | 'REJECTED' | 'UNKNOWN', took_ms: number) => {
    const { msgid } = await journal.prepare(draft({ infno, kind: 'query', createdAt: at }))
    const end = { t: 'txn', msgid, from: ['SENT'], to, at, note: '', set: { endedAt: at + took_ms } } as const
    await journal.commit([sent(msgid, at), end])
  }
  await journal.prepare(draft({ infno: '1101', kind: 'query', createdAt: T0 }))
  for (const took_ms of [0, 1_000, 1_003, 60_000]) await send('1101', T0, 'SETTLED', took_ms)
  await send('1101', T0 + 9, 'REJECTED', 100)
  await send('5203', T0 + 10, 'UNKNOWN', 200)
  await send('5203', T0 + 11, 'SETTLED', 200)
  const figures = await journal.txnFigures({ from: T0, to: T0 + 10 })
  const of = (infno: string, outcome: string) =>
    figures.filter((row) => row.infno === infno && row.outcome === outcome)
  expect(of('1101', 'settled').map(({ calls }) => calls)).toEqual([1, 2, 1])
  const near = [0, 1_000, 60_000]
  for (const [i, { took_ms }] of of('1101', 'settled').entries())
    expect(Math.abs(took_ms - near[i]!)).toBeLessThanOrEqual(near[i]! * 0.04)
  expect(of('1101', 'rejected')).toMatchObject([{ family: 'nhsa', calls: 1 }])
  expect(of('5203', 'failed')).toMatchObject([{ calls: 1 }])
  expect(of('5203', 'settled')).toEqual([])
})
