import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { draft, open, sent, settled } from '../fixtures.ts'
import { restoreJournal } from '../index.ts'
import { MIGRATIONS } from '../migrations/index.ts'
import type { Journal } from '../port.ts'

let folder: string
let path: string
let saved: string
let journal: Journal

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-'))
  path = join(folder, 'counter.db')
  saved = join(folder, 'saved.db')
  journal = (await open(path)).journal
})
afterEach(async () => {
  await journal.close().catch(() => {})
  rmSync(folder, { recursive: true, force: true })
})

const storage = (what: RegExp) =>
  expect.objectContaining({
    fault: expect.objectContaining({ kind: 'storage', what: expect.stringMatching(what) }),
  })

async function settle(n: number): Promise<void> {
  const { msgid } = await journal.prepare(draft({ encounterId: `E${n}`, input: { x: 'y'.repeat(4000) } }))
  await journal.commit([sent(msgid), ...settled(msgid, `E${n}`, String(n), 0)])
}

describe('backup', () => {
  test('while commits go on: one plain, whole file', async () => {
    for (let n = 0; n < 150; n++) await settle(n)
    let running = true
    const copying = journal.backup(saved).finally(() => {
      running = false
    })
    let n = 150
    for (; running; n++) {
      await settle(n)
      await new Promise(setImmediate)
    }
    const bytes = await copying
    expect(n).toBeGreaterThan(150)
    expect(bytes).toBe(readFileSync(saved).length)
    expect(readdirSync(folder).filter((name) => name.startsWith('saved'))).toEqual(['saved.db'])
    const copy = (await open(saved)).journal
    const rows = await copy.settlements({})
    expect(rows.length).toBeGreaterThanOrEqual(150)
    for (const { msgid, encounterId } of rows) {
      expect(await copy.txn(msgid)).toMatchObject({ state: 'SETTLED' })
      expect(await copy.encounter(encounterId)).toMatchObject({ version: 1 })
    }
    expect(await copy.auditVerify()).toEqual({ rows: rows.length, brokenAt: null })
    await copy.close()
    expect(await journal.settlements({})).toHaveLength(n)
  })

  test('never overwrites, and closing waits for it', async () => {
    await settle(1)
    writeFileSync(saved, 'mine')
    await expect(journal.backup(saved)).rejects.toEqual(storage(/已存在/))
    expect(readFileSync(saved, 'utf8')).toBe('mine')
    const other = join(folder, 'other.db')
    const copying = journal.backup(other)
    await journal.close()
    expect(await copying).toBe(readFileSync(other).length)
  })
})

describe('restore', () => {
  beforeEach(async () => {
    await settle(1)
    await journal.backup(saved)
    await settle(2)
  })

  test('is refused while the journal is open', async () => {
    await expect(restoreJournal(saved, path)).rejects.toEqual(storage(/另一个柜台程序/))
    expect(await journal.settlements({})).toHaveLength(2)
  })

  test('puts the journal aside, whole, and the backup in its place', async () => {
    await journal.close()
    const bytes = readFileSync(path)
    await restoreJournal(saved, path)
    const aside = readdirSync(folder).find((name) => /^counter\.db\.replaced-\d{14}$/.test(name)) ?? ''
    expect(readFileSync(join(folder, aside)).equals(bytes)).toBe(true)
    journal = (await open(path)).journal
    expect((await journal.settlements({})).map((row) => row.setl_id)).toEqual(['S1'])
    await settle(3)
  })

  test('into an empty folder', async () => {
    const target = join(folder, 'fresh.db')
    await restoreJournal(saved, target)
    const fresh = (await open(target)).journal
    expect(await fresh.settlements({})).toHaveLength(1)
    await fresh.close()
  })

  test('that was cut off before its last step is finished by opening', async () => {
    await journal.close()
    copyFileSync(saved, `${path}.restored`)
    for (const part of ['', '-wal', '-shm']) rmSync(path + part, { force: true })
    const opened = await open(path)
    journal = opened.journal
    expect(opened.notices).toEqual([expect.stringMatching(/恢复已经完成/)])
    expect(await journal.settlements({})).toHaveLength(1)
    expect(existsSync(`${path}.restored`)).toBe(false)
  })

  test('that was cut off before the journal was put aside leaves the journal in use', async () => {
    copyFileSync(saved, `${path}.restored`)
    await journal.close()
    const opened = await open(path)
    journal = opened.journal
    expect(opened.notices).toEqual([expect.stringMatching(/仍在使用原来的账本/)])
    expect(await journal.settlements({})).toHaveLength(2)
    expect(existsSync(`${path}.restored`)).toBe(false)
  })

  const bad: [string, RegExp, () => void][] = [
    ['is damaged', /完整性检查/, () => writeFileSync(saved, readFileSync(saved).fill(0x5a, 4096))],
    ['is no database', /完整性检查/, () => writeFileSync(saved, 'a letter to the editor')],
    ['is missing', /找不到/, () => rmSync(saved)],
    ['is newer', /更新版本/, () => mark(`user_version = ${MIGRATIONS.length + 1}`)],
    ['is of another program', /不是柜台的账本/, () => mark('application_id = 7')],
  ]
  test.each(bad)('refuses a backup that %s, the journal untouched', async (_name, what, spoil) => {
    await journal.close()
    spoil()
    const bytes = readFileSync(path)
    await expect(restoreJournal(saved, path)).rejects.toEqual(storage(what))
    expect(readFileSync(path).equals(bytes)).toBe(true)
    expect(readdirSync(folder).filter((name) => /replaced|restored|copying/.test(name))).toEqual([])
  })
})

function mark(pragma: string): void {
  const db = new Sqlite(saved)
  db.pragma(pragma)
  db.close()
}
