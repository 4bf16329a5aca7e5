import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { audit, CODE, draft, encounter, open, sent, settled, T0 } from '../fixtures.ts'
import type { Journal } from '../port.ts'
import { auditHash, canonicalJson } from './audit.ts'
import { journalOn } from './journal.ts'
import { openDatabase } from './open.ts'

let folder: string
let path: string
let journal: Journal
/** a hand on the file beside the program */
let raw: Database

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'counter.db')
  journal = (await open(path)).journal
  raw = new Sqlite(path)
})
afterEach(async () => {
  raw.close()
  await journal.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('what is written stays', () => {
  const attempts = [
    "UPDATE txn SET msgid = 'x'",
    "UPDATE txn SET infno = '2208'",
    'UPDATE txn SET amount_fen = 1',
    'UPDATE OR REPLACE txn SET created_at = 1',
    'DELETE FROM txn',
    "UPDATE txn_body SET input = '{}'",
    "UPDATE txn_body SET local = '{}'",
    'DELETE FROM txn_body',
    'UPDATE txn_event SET at = 1',
    'DELETE FROM txn_event',
    'INSERT OR REPLACE INTO txn_event SELECT seq, n, 0, from_state, to_state, note FROM txn_event',
    'UPDATE audit SET at = 1',
    'DELETE FROM audit',
    'INSERT OR REPLACE INTO audit SELECT * FROM audit',
    'UPDATE settlement SET total_fen = 1',
    'DELETE FROM settlement',
    'UPDATE payment SET amount_fen = 1',
    'DELETE FROM payment',
  ]
  test.each(attempts)('%s', async (sql) => {
    const { msgid } = await journal.prepare(draft({ encounterId: 'E1' }))
    await journal.commit([sent(msgid), ...settled(msgid, 'E1', '1', 0)])
    raw.pragma('recursive_triggers = ON')
    const before = raw.prepare('SELECT * FROM txn, txn_body, txn_event, audit, settlement, payment').all()
    expect(before.length).toBeGreaterThan(0)
    expect(() => raw.exec(sql)).toThrow(/append only|rows are kept|does not change/)
    expect(raw.prepare('SELECT * FROM txn, txn_body, txn_event, audit, settlement, payment').all()).toEqual(
      before,
    )
  })

  test('the table itself refuses a settlement that is off', () => {
    const insert = `INSERT INTO settlement VALUES
      ('nhsa', 'S', 'm', 'E', NULL, NULL, NULL, '310', '11', 10, 1, 2, 3, 5, NULL, 't', '', '', 1)`
    expect(() => raw.exec(insert)).toThrow(/CHECK/)
  })
})

describe('the audit chain', () => {
  beforeEach(() => journal.commit([1, 2, 3, 4].map((n) => audit({ subject: `s${n}`, at: T0 + n }))))

  test('is whole, across commits and restarts', async () => {
    await journal.close()
    journal = (await open(path)).journal
    await journal.commit([audit()])
    expect(await journal.auditVerify()).toEqual({ rows: 5, brokenAt: null })
    const page = await journal.auditTrail({ from: T0 + 1, to: T0 + 3, before: 3, limit: 1 })
    expect(page).toMatchObject([{ seq: 2, subject: 's2', detail: { a: ['x'], b: 1 } }])
  })

  const tampering: [string, number, string][] = [
    ['a word changed', 2, "UPDATE audit SET subject = 'other' WHERE seq = 2"],
    ['a detail written otherwise', 3, `UPDATE audit SET detail = '{"b":1,"a":["x"]}' WHERE seq = 3`],
    ['a row taken out', 2, 'DELETE FROM audit WHERE seq = 2'],
    ['the last rows taken off', 3, 'DELETE FROM audit WHERE seq >= 3'],
    ['all taken off', 1, 'DELETE FROM audit'],
    [
      'two rows exchanged',
      2,
      'UPDATE audit SET seq = CASE seq WHEN 2 THEN -3 ELSE -2 END WHERE seq IN (2, 3)',
    ],
  ]
  test.each(tampering)('shows %s', async (_name, brokenAt, sql) => {
    raw.exec(
      `DROP TRIGGER audit_fixed; DROP TRIGGER audit_kept; ${sql}; UPDATE audit SET seq = -seq WHERE seq < 0`,
    )
    expect(await journal.auditVerify()).toMatchObject({ brokenAt })
  })

  test('shows a row whose own hash was made to fit', async () => {
    const row = raw.prepare('SELECT *, prev_hash AS prevHash FROM audit WHERE seq = 2').get() as never
    const forged = { ...(row as object), subject: 'forged' } as unknown as Parameters<typeof auditHash>[0]
    const { prevHash } = row as { prevHash: string }
    raw.exec('DROP TRIGGER audit_fixed')
    raw
      .prepare("UPDATE audit SET subject = 'forged', hash = ? WHERE seq = 2")
      .run(auditHash(forged, prevHash))
    expect(await journal.auditVerify()).toMatchObject({ brokenAt: 3 })
  })

  test('canonical JSON does not depend on the order of keys', () => {
    expect(canonicalJson({ b: [1, { d: null, c: '二' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"二","d":null}]}',
    )
    expect(canonicalJson({ a: undefined as never, b: 1 })).toBe('{"b":1}')
  })
})

describe('a full disk', () => {
  const full = expect.objectContaining({
    fault: expect.objectContaining({ kind: 'storage', what: '磁盘已满，不能再办理新的结算' }),
  })

  test('refuses what is new before it is full, and finishes what was begun', async () => {
    await journal.close()
    let free = 1000
    journal = (await open(path, { minFreeBytes: 1000, freeBytes: () => free })).journal
    const begun = await journal.prepare(draft({ encounterId: 'E1' }))
    free = 999
    await expect(journal.prepare(draft())).rejects.toEqual(full)
    await expect(journal.prepare(draft({ kind: 'query' }))).rejects.toEqual(full)
    await journal.prepare(draft({ infno: '2601', parent: begun.msgid }))
    await journal.commit([sent(begun.msgid), ...settled(begun.msgid, 'E1', '1', 0)])
    expect(await journal.freeBytes()).toBe(999)
  })

  test('loses nothing that was saved and takes on again once there is room', async () => {
    await journal.close()
    const opened = openDatabase(path, 0, Date.now)
    journal = journalOn(opened, { path, fixmedins_code: CODE, slot: 7 })
    const begun = await journal.prepare(draft({ encounterId: 'E1' }))
    await journal.commit([sent(begun.msgid)])
    const pages = opened.db.pragma('page_count', { simple: true }) as number
    opened.db.pragma(`max_page_count = ${pages}`)
    const big = encounter('E2', { data: 'x'.repeat(100_000) })
    const changes = [
      ...settled(begun.msgid, 'E1', '1', 0),
      { t: 'encounter', put: big, expect: 0, at: T0 } as const,
    ]
    await expect(journal.commit(changes)).rejects.toEqual(full)
    await expect(journal.prepare(draft({ input: { x: 'y'.repeat(100_000) } }))).rejects.toEqual(full)
    expect(await journal.txn(begun.msgid)).toMatchObject({ state: 'SENT', output: null })
    expect(await journal.encounter('E1')).toBeNull()
    expect(await journal.unfinished()).toHaveLength(1)
    opened.db.pragma(`max_page_count = ${pages + 1000}`)
    await journal.commit(changes)
    expect(await journal.txn(begun.msgid)).toMatchObject({ state: 'SETTLED' })
    expect(await journal.auditVerify()).toEqual({ rows: 1, brokenAt: null })
  })
})
