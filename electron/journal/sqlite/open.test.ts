import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { draft, encounter, open, T0 } from '../fixtures.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import { APPLICATION_ID, migrate } from './migrate.ts'
import { applyPragmas, PRAGMAS } from './pragmas.ts'

let folder: string
let path: string

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'counter.db')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const storage = (what: RegExp) =>
  expect.objectContaining({
    fault: expect.objectContaining({ kind: 'storage', what: expect.stringMatching(what) }),
  })

/** A row in each table that a version brought, written by that version. */
const ROWS: readonly string[] = [
  `INSERT INTO txn (seq, msgid, family, infno, kind, state, opter, opter_name, psn_no, attempts, created_at)
   VALUES (1, 'M1', 'nhsa', '2207', 'transact', 'UNKNOWN', 'c01', '王芳', 'p1', 0, 5);
   INSERT INTO txn_body VALUES (1, '{"a":1}', '{}', NULL); INSERT INTO txn_event VALUES (1, 1, 5, 'PREPARED', 'UNKNOWN', '')`,
  `INSERT INTO encounter VALUES (1, 'E1', 'nhsa', 'outpatient', 'open', 1, NULL, 'p1', '张三', 'zs', NULL, 'O1', NULL, 3, 5);
   INSERT INTO encounter_body VALUES (1, '{}'); INSERT INTO encounter_word VALUES ('zs', 1)`,
  `INSERT INTO settlement VALUES ('S1', 'M1', 'E1', NULL, NULL, NULL, '310', '11', 5, 1, 1, 2, 1, NULL, 't', 5);
   INSERT INTO payment VALUES ('P1', 'E1', 'S1', NULL, 'cash', 2, NULL, 5)`,
  `INSERT INTO outbox VALUES (1, 'job', 'k', '{}', 'waiting', 0, 0, NULL, 5, NULL)`,
  `INSERT INTO operator VALUES ('c01', '王芳', 'cashier', 'x', 0, 0, NULL, 5, 5);
   INSERT INTO shift VALUES ('W1', 'c01', '王芳', '3', '{}', 5, NULL, NULL, 'null')`,
  `INSERT INTO audit VALUES (1, 5, 'c01', 'login', 'c01', '{}', '0', '0')`,
  `INSERT INTO setting VALUES ('k', '"v"');
   INSERT INTO txn (seq, msgid, family, infno, kind, state, open, opter, opter_name, attempts, created_at)
   VALUES (2, 'M2', 'nhsa', '2207', 'transact', 'SETTLED', 0, 'c01', '王芳', 0, 5);
   INSERT INTO txn_body VALUES (2, '{}', '{}', '{"setlinfo":{"clr_type":"11","clr_optins":"510100"}}');
   INSERT INTO settlement VALUES ('S2', 'M2', 'E1', NULL, NULL, 'D1', '310', '11', 5, 1, 1, 2, 1, NULL, 't', 6)`,
  `INSERT INTO fee VALUES ('E1', 1, 'C1', 'I1', 'new', 1, NULL, NULL, 5, '2026-01-01', 5, 'm', 'h', '药', '', '盒',
     '0.05', '1', '09', '01', '0', NULL, NULL, '01', '内科', 'D1', '李', 'null');
   INSERT INTO deposit VALUES ('D1', 'E1', NULL, 'take', 'cash', 5, 'R1', NULL, NULL, NULL, NULL, 'c01', '王芳', 5)`,
  `INSERT INTO closing VALUES ('L1', 'day', '2026-01-01', 'c01', '王芳', NULL, NULL, NULL, '[]', '[]', 5);
   INSERT INTO filing VALUES ('F1', 'chronic', 'stands', 'p1', '张三', 'x', '510100', 'T1', '{}', 'c01', '王芳', 1, 5)`,
  `INSERT INTO print_job VALUES ('J1', '{}', '结算单', 'p', 1, 'waiting', 0, NULL, 'c01', 5, 5, NULL)`,
  `INSERT INTO doc VALUES ('mapping', 'YP0001', 'new', '', '', '{}', 'c01', '王芳', 1, 5, 5);
   INSERT INTO upload VALUES (1, 'stock.sale', 'K1', 'waiting', '', '售药', '{}', NULL, NULL, '[]', 'null', 0, 5, 5)`,
  `INSERT INTO upload VALUES (2, 'stock.sale', 'K2', 'accepted', '', '售药', NULL, NULL, '[]', 'null', 0, 5, 5);
   INSERT INTO upload_body VALUES (2, '{"b":2}')`,
  `INSERT INTO settlement VALUES ('S3', 'M3', 'E1', NULL, NULL, 'D1', '410', '41', 5, 1, 1, 2, 1, NULL, 't', 7, '', '', 'gs')`,
  `INSERT INTO settlement VALUES ('gs', 'S1', 'M4', 'E2', NULL, NULL, 'D2', '410', '41', 5, 1, 1, 2, 1, NULL, 't', '', '', 8)`,
]

function oldVersion(version: number): void {
  const db = new Sqlite(path)
  db.pragma('journal_mode = WAL')
  for (let at = 0; at <= version; at++) {
    migrate(db, at)
    if (at > 0) db.exec(ROWS[at - 1]!)
  }
  db.close()
}

describe('migrations', () => {
  test('are numbered from 1 without gaps, every table STRICT', async () => {
    expect(MIGRATIONS.map((step) => step.id)).toEqual(MIGRATIONS.map((_, i) => i + 1))
    expect(ROWS).toHaveLength(MIGRATIONS.length)
    await (await open(path)).journal.close()
    const db = new Sqlite(path)
    const tables = db.pragma('table_list') as { name: string; schema: string; strict: number }[]
    const loose = tables.filter((t) => t.schema === 'main' && !t.name.startsWith('sqlite_') && !t.strict)
    expect(loose).toEqual([])
    db.close()
  })

  test.each([0, ...MIGRATIONS.map((step) => step.id)])('from version %i, its rows kept', async (version) => {
    oldVersion(version)
    const { journal, notices } = await open(path)
    expect(notices).toEqual([])
    expect((await journal.unfinished()).map((txn) => txn.msgid)).toEqual(version >= 1 ? ['M1'] : [])
    if (version >= 1) expect(await journal.txn('M1')).toMatchObject({ input: { a: 1 }, output: null })
    const hits = await journal.searchEncounters({ text: 'zs', limit: 1 })
    expect(hits.map((row) => row.version)).toEqual(version >= 2 ? [3] : [])
    const clr = (await journal.settlements({})).map(
      (row) => `${row.setl_id} ${row.clr_type} ${row.clr_optins}`,
    )
    expect(clr).toEqual([
      ...(version >= 3 ? ['S1  '] : []),
      ...(version >= 7 ? ['S2 11 510100'] : []),
      ...(version >= 13 ? ['S3  '] : []),
      ...(version >= 14 ? ['S1  '] : []),
    ])
    const of = async (family: string, setl_id: string) =>
      (await journal.settlements({ family, setl_id })).map(({ msgid }) => msgid)
    expect(await of('nhsa', 'S1')).toEqual(version >= 3 ? ['M1'] : [])
    expect(await of('gs', 'S3')).toEqual(version >= 13 ? ['M3'] : [])
    expect(await of('gs', 'S1')).toEqual(version >= 14 ? ['M4'] : [])
    expect(await journal.payments({})).toHaveLength(version >= 3 ? 1 : 0)
    expect(await journal.outboxDue(1, 9)).toHaveLength(version >= 4 ? 1 : 0)
    expect(await journal.operators()).toHaveLength(version >= 5 ? 1 : 0)
    expect(await journal.openShift('c01')).toEqual(version >= 5 ? expect.anything() : null)
    expect(await journal.auditTrail({ limit: 9 })).toHaveLength(version >= 6 ? 1 : 0)
    expect(await journal.setting('k')).toBe(version >= 7 ? 'v' : undefined)
    expect(await journal.fees({ encounterId: 'E1' })).toHaveLength(version >= 8 ? 1 : 0)
    expect(await journal.deposits({ encounterId: 'E1' })).toHaveLength(version >= 8 ? 1 : 0)
    expect(await journal.closings({ limit: 9 })).toHaveLength(version >= 9 ? 1 : 0)
    expect(await journal.filings({ text: '张', limit: 9 })).toHaveLength(version >= 9 ? 1 : 0)
    expect(await journal.printJobs({ limit: 9 })).toHaveLength(version >= 10 ? 1 : 0)
    const uploads = await journal.uploads({ source: 'stock.sale', order: 'seq', limit: 9 })
    expect(uploads.map(({ payload }) => payload)).toEqual([{}, { b: 2 }].slice(0, Math.max(version - 10, 0)))
    await journal.prepare(draft())
    await journal.close()
  })

  test('to a key of family and number: every column, order and guard of the ledger stays', async () => {
    oldVersion(13)
    const old = new Sqlite(path)
    old.exec(`INSERT INTO settlement VALUES
        ('S9', 'M9', 'E9', 'W1', 'p9', 'D9', '410', '41', 50, 10, 10, 20, 10, NULL, 't9', 4, 'c', 'o', 'gy'),
        ('S9R', 'M8', 'E9', 'W1', 'p9', 'D9', '410', '41', -50, -10, -10, -20, -10, 'S9', 't8', 4, 'c', 'o', 'gy');
      INSERT INTO setting VALUES ('print.injurySlip.S9', '2'), ('print.injuryBill.S9', '1'), ('print.S1', '3');
      INSERT INTO print_job VALUES
        ('J2', '{"is":"injuryBill","setl_id":"S9"}', '结算单', 'p', 1, 'waiting', 0, NULL, 'c01', 6, 6, NULL),
        ('J3', '{"is":"slip","setl_id":"S9R"}', '结算单', 'p', 1, 'waiting', 0, NULL, 'c01', 7, 7, NULL),
        ('J4', '{"is":"slip","setl_id":"S1"}', '结算单', 'p', 1, 'waiting', 0, NULL, 'c01', 8, 8, NULL)`)
    const rows = 'SELECT * FROM settlement ORDER BY rowid'
    const guards = `SELECT type, name, tbl_name FROM sqlite_schema WHERE name NOT LIKE 'sqlite_%' ORDER BY name`
    const [before, guarded] = [old.prepare(rows).all(), old.prepare(guards).all()]
    old.close()
    const { journal } = await open(path)
    expect(await journal.settlements({ encounterId: 'E9' })).toMatchObject([
      {
        family: 'gy',
        setl_id: 'S9',
        shiftId: 'W1',
        totalFen: 50,
        clr_type: 'c',
        clr_optins: 'o',
        setl_time: 't9',
      },
      { family: 'gy', setl_id: 'S9R', reverses: 'S9', totalFen: -50 },
    ])
    expect(await journal.setting('print.injurySlip.gy.S9')).toBe(2)
    expect(await journal.setting('print.injuryBill.gy.S9')).toBe(1)
    expect(await journal.setting('print.injurySlip.S9')).toBeUndefined()
    expect(await journal.setting('print.S1')).toBe(3)
    const refs = (await journal.printJobs({ limit: 9 })).map(({ ref }) => ref)
    expect(refs.slice(0, 3)).toEqual([
      { is: 'slip', setl_id: 'S1' },
      { is: 'injurySlip', setl_id: 'S9R', family: 'gy' },
      { is: 'injuryBill', setl_id: 'S9', family: 'gy' },
    ])
    await journal.close()
    const db = new Sqlite(path)
    expect(before).toHaveLength(5)
    expect(db.prepare(rows).all()).toEqual(before)
    expect(db.prepare(guards).all()).toEqual(guarded)
    expect(db.pragma('foreign_key_check')).toEqual([])
    expect(db.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(() => db.exec('UPDATE settlement SET total_fen = 1')).toThrow(/append only/)
    expect(() => db.exec('DELETE FROM settlement')).toThrow(/append only/)
    db.close()
  })

  test('a journal of a newer program is refused and left as it is', async () => {
    oldVersion(MIGRATIONS.length)
    const db = new Sqlite(path)
    db.pragma(`user_version = ${MIGRATIONS.length + 1}`)
    db.close()
    const bytes = readFileSync(path)
    await expect(open(path)).rejects.toEqual(storage(/更新版本的程序/))
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })

  test('a database of another program is refused and left as it is', async () => {
    const db = new Sqlite(path)
    db.exec('CREATE TABLE other (a); PRAGMA user_version = 3')
    db.close()
    const bytes = readFileSync(path)
    await expect(open(path)).rejects.toEqual(storage(/不是柜台的账本/))
    expect(readFileSync(path).equals(bytes)).toBe(true)
  })
})

describe('pragmas', () => {
  test('are what they should be on a new journal', () => {
    const db = new Sqlite(path)
    applyPragmas(db)
    for (const [name, value] of PRAGMAS)
      expect([name, db.pragma(name, { simple: true })]).toEqual([name, value])
    expect(PRAGMAS).toContainEqual(['journal_mode', 'wal'])
    expect(PRAGMAS).toContainEqual(['synchronous', 2])
    expect(PRAGMAS).toContainEqual(['foreign_keys', 1])
    db.close()
  })

  test('one that SQLite does not take refuses the start', () => {
    const memory = new Sqlite(':memory:') // cannot have a WAL
    expect(() => applyPragmas(memory)).toThrow(storage(/journal_mode 应为 wal，实为 memory/))
    memory.close()
  })
})

describe('a damaged journal', () => {
  async function filled(): Promise<void> {
    const { journal } = await open(path)
    for (let i = 0; i < 40; i++)
      await journal.commit([
        { t: 'encounter', put: encounter(`E${i}`, { data: 'x'.repeat(2000) }), expect: 0, at: T0 },
      ])
    await journal.close()
  }

  const damages: [string, (bytes: Buffer) => void][] = [
    ['a bad header', (bytes) => bytes.write('not a database at all')],
    ['zeros from the start', (bytes) => bytes.fill(0, 0, 4096)],
    ['a torn page', (bytes) => bytes.fill(0xa5, bytes.length - 3 * 4096)],
    ['every page but the first overwritten', (bytes) => bytes.fill(0x5a, 4096)],
  ]
  test.each(damages)('with %s is put aside byte for byte, and a new one begun', async (_name, spoil) => {
    await filled()
    const bytes = readFileSync(path)
    spoil(bytes)
    writeFileSync(path, bytes)
    const { journal, notices } = await open(path, { now: () => T0 })
    expect(notices).toEqual([expect.stringMatching(/账本文件已损坏.*counter\.db\.damaged-20260302080000/)])
    expect(readFileSync(`${path}.damaged-20260302080000`).equals(bytes)).toBe(true)
    expect(await journal.encounter('E1')).toBeNull()
    await journal.prepare(draft())
    await journal.close()
  })

  test('cut short goes aside, and a second one the same second gets a name of its own', async () => {
    for (const name of ['20260302080000', '20260302080000-2']) {
      await filled()
      truncateSync(path, readFileSync(path).length - 5 * 4096)
      const bytes = readFileSync(path)
      const { journal, notices } = await open(path, { now: () => T0 })
      await journal.close()
      expect(notices).toHaveLength(1)
      expect(readFileSync(`${path}.damaged-${name}`).equals(bytes)).toBe(true)
      rmSync(path)
    }
  })

  test('goes aside with its WAL, unread bytes of which stay as they are', async () => {
    await filled()
    const bytes = readFileSync(path).fill(0x5a, 4096)
    writeFileSync(path, bytes)
    writeFileSync(`${path}-wal`, 'what a killed process left')
    const { journal } = await open(path, { now: () => T0 })
    await journal.close()
    expect(readFileSync(`${path}.damaged-20260302080000`).equals(bytes)).toBe(true)
    expect(readFileSync(`${path}.damaged-20260302080000-wal`, 'utf8')).toBe('what a killed process left')
  })

  test('of which only the WAL is left keeps that WAL', async () => {
    writeFileSync(`${path}-wal`, 'the commits of a morning')
    const { journal, notices } = await open(path, { now: () => T0 })
    await journal.close()
    expect(notices).toEqual([expect.stringMatching(/主文件丢失/)])
    expect(readFileSync(`${path}.damaged-20260302080000-wal`, 'utf8')).toBe('the commits of a morning')
  })

  test('an empty file is told of', async () => {
    writeFileSync(path, '')
    const { journal, notices } = await open(path)
    await journal.close()
    expect(notices).toEqual([expect.stringMatching(/是空的/)])
  })
})

describe('two openers', () => {
  test('the second is told who is in the way, and gets in once the first has closed', async () => {
    const first = await open(path)
    await expect(open(path)).rejects.toEqual(storage(/另一个柜台程序正在使用这个账本/))
    await first.journal.prepare(draft())
    await first.journal.close()
    const second = await open(path)
    expect(await second.journal.unfinished()).toHaveLength(1)
    await second.journal.close()
  })

  test('a refused start lets go of the lock', async () => {
    oldVersion(MIGRATIONS.length)
    const db = new Sqlite(path)
    db.pragma('application_id = 1')
    await expect(open(path)).rejects.toEqual(storage(/不是柜台的账本/))
    db.pragma(`application_id = ${APPLICATION_ID}`)
    db.close()
    await (await open(path)).journal.close()
  })

  test('closing leaves one file and the lock', async () => {
    const { journal, integrityCheck } = await open(path)
    await journal.prepare(draft())
    expect(existsSync(`${path}-wal`)).toBe(true)
    expect(await integrityCheck()).toEqual([])
    await journal.close()
    expect(readdirSync(folder).sort()).toEqual(['counter.db', 'counter.db.lock'])
  })
})
