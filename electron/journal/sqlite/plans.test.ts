import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { open, T0 } from '../fixtures.ts'
import type { EncounterQuery } from '../port.ts'
import { createReads } from './reads.ts'

const folder = mkdtempSync(join(tmpdir(), 'plans-'))
const path = join(folder, 'counter.db')
let db: Database.Database

beforeAll(async () => {
  await (await open(path)).journal.close()
  db = new Database(path, { readonly: true })
})
afterAll(() => {
  db.close()
  rmSync(folder, { recursive: true, force: true })
})

/** How SQLite would go about a search, without statistics, as in a journal that nobody has analysed. */
function planOf(query: EncounterQuery): string[] {
  const sqls: string[] = []
  const seen = new Proxy(db, {
    get(target, name) {
      if (name !== 'prepare') return Reflect.get(target, name)
      return (sql: string) => {
        sqls.push(sql)
        return target.prepare(sql)
      }
    },
  })
  createReads(seen).searchEncounters(query)
  return sqls.flatMap((sql) => {
    const count = sql.split('?').length - 1
    const rows = db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...Array(count).fill('1'))
    return (rows as { detail: string }[]).map(({ detail }) => detail)
  })
}

const SEARCHES: [string, EncounterQuery][] = [
  ['the newest of all', { limit: 50 }],
  ['the newest of work-injury insurance', { families: ['gs', 'bizh', 'gy'], limit: 50 }],
  ['those of one step', { families: ['gy'], kind: 'inpatient', steps: ['admitted'], limit: 50 }],
  ['those under way', { families: ['gs', 'bizh', 'gy'], active: true, limit: 200 }],
  ['those of a month', { families: ['gs'], from: T0, to: T0 + 1, limit: 100_000 }],
  ['one by a word', { families: ['gy'], text: 'Z1', limit: 50 }],
]

it.each(SEARCHES)('a search reads the bodies of its page alone: %s', (_what, query) => {
  const plan = planOf(query)
  expect(plan.filter((step) => step.includes('AUTOMATIC'))).toEqual([])
  // whatever walks through encounters walks by an index, and once; the rest is looked up by number
  const walks = plan.filter((step) => /^SCAN encounter\b/.test(step))
  expect(walks.length).toBeLessThanOrEqual(1)
  expect(walks.every((step) => / USING (COVERING )?INDEX /.test(step))).toBe(true)
  expect(plan).toContain('SEARCH encounter_body USING INTEGER PRIMARY KEY (rowid=?)')
  expect(plan.some((step) => /^SCAN page\b/.test(step))).toBe(true)
})
