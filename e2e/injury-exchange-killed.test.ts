import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { random } from '../electron/his/demo/charges.ts'
import { openJournal } from '../electron/journal/index.ts'
import type { Journal } from '../electron/journal/port.ts'
import { startInjurySandbox } from '../electron/sandbox/injury/index.ts'

/**
 * Three sessions of downloads in batches of 500, whose process is killed again and again at moments of no one's
 * choosing; a last one finishes. Nothing is lost, nothing doubled, and every stored row is confirmed exactly once.
 */
const SESSIONS = ['GYD006', 'GYD001', 'GYD006,GYD101,GYD103,GYD009']
const KILLS = 5
const ROWS: Record<string, number> = { GYD001: 640, GYD101: 14, GYD009: 36 }

it('killed at any moment, every row is stored once and confirmed once', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-exchange-'))
  const [path, centre] = [join(dir, 'journal.db'), join(dir, 'centre.db')]
  const sandbox = await startInjurySandbox({
    path: centre,
    faults: [
      { kind: 'drop_after', codes: ['GYD006', 'GYD001'], rate: 0.5, times: 3 },
      { kind: 'drop_after', codes: ['GYU008'], rate: 0.5, times: 4 },
      { kind: 'drop_before', codes: ['GYU008', 'GYR005'], rate: 0.1 },
      // the question after it has no answer either, for a while
      { kind: 'drop_after', codes: ['GYD053'], rate: 0.6, times: 8 },
    ],
  })
  const { gyPrivate, gyPlatform } = sandbox.keys
  const begin = (codes: string) => {
    const worker = join(import.meta.dirname, 'injury-exchange-worker.ts')
    const args = [worker, path, `${sandbox.url}/gy`, gyPrivate, gyPlatform, codes]
    return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  }
  const rnd = random('exchange killed')
  let kills = 0
  try {
    for (const [i, codes] of SESSIONS.entries()) {
      if (i === 2) moreFilings(centre)
      for (let n = 0; n < KILLS; n++) {
        const child = begin(codes)
        const before = sandbox.requests()
        // some die as they take up what was left, the others some messages later or in the midst of one
        const after = Math.floor(rnd() * 6)
        const late_ms = Math.floor(rnd() * 40)
        if (await said(child, 'begun'))
          await heard(() => sandbox.requests() >= before + after || ended(child))
        await new Promise((resolve) => setTimeout(resolve, late_ms))
        if (!ended(child)) kills += 1
        child.kill('SIGKILL')
        await gone(child)
      }
      const last = begin(codes)
      expect(await said(last, 'done')).toBe(true)
      await gone(last)
    }
    expect(kills).toBeGreaterThan(KILLS)
    expect(sandbox.struck().drop_after ?? 0).toBeGreaterThan(0)
    await agree(path, centre)
  } finally {
    await sandbox.close()
    rmSync(dir, { recursive: true, force: true })
  }
}, 240_000)

/** A thousand more filings from another province, before the last session. */
function moreFilings(centre: string): void {
  const there = new Database(centre)
  there.exec(`
    insert into gy_download (uniq_id, dl, akb020, akc190, aab299, aab301, inst_type, data)
    select 'V' || no, dl, akb020, akc190, aab299, aab301, inst_type, json_set(data, '$.yzz014', 'GYBV' || no)
    from gy_download where dl = 'GYD006' limit 1000`)
  there.close()
}

/** The platform's book and ours, row by row. */
async function agree(path: string, centre: string): Promise<void> {
  const there = new Database(centre, { readonly: true })
  const { journal } = await openJournal({ path, fixmedins_code: 'H51010400001', slot: 1, now: Date.now })
  const all = there
    .prepare<[], Row>(
      'select dl, uniq_id, state, confirms from gy_download where dl in (select value from json_each(\'["GYD001","GYD006","GYD101","GYD103","GYD009"]\'))',
    )
    .all()
  const open = await journal.docs({ kind: 'gy.arrival', states: ['stored', 'booked'], limit: 10 })
  const unfinished = await journal.unfinished()
  expect([open, unfinished]).toEqual([[], []])
  expect(all.filter(({ state, confirms }) => state !== 'done' || confirms !== 1)).toEqual([])
  for (const [dl, rows] of Map.groupBy(all, (row) => row.dl)) {
    const stored = await journal.docs({ kind: `gy.${dl}`, limit: 10_000 })
    const ids = stored.map(({ data }) => (data as { uniq_id: string }).uniq_id)
    expect(ids.sort()).toEqual(rows.map(({ uniq_id }) => uniq_id).sort())
    if (ROWS[dl]) expect(rows.length).toBe(ROWS[dl])
  }
  expect(all.filter(({ dl }) => dl === 'GYD006').length).toBeGreaterThan(2_200)
  expect(await refusedFeedback(journal)).toEqual([])
  await journal.close()
  there.close()
}

/** Rows that the platform refused to confirm: had one been sent again after a yes, it would be among them. */
async function refusedFeedback(journal: Journal): Promise<string[]> {
  const refused: string[] = []
  for (let offset = 0; ; offset += 100) {
    const { rows } = await journal.searchTxns({ infno: 'GYU008', offset, limit: 100 })
    for (const { msgid, errMsg } of rows) {
      const { output } = (await journal.txn(msgid))!
      const list = (output as { list?: { result_code: string; err_msg?: string }[] } | null)?.list ?? []
      refused.push(...list.filter((row) => row.result_code !== '1').map((row) => row.err_msg ?? ''))
      if (errMsg?.includes('已反馈')) refused.push(errMsg)
    }
    if (rows.length < 100) return refused
  }
}

interface Row {
  dl: string
  uniq_id: string
  state: string
  confirms: number
}

const ended = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Resolves when the process has said the word; false when it ended before. */
function said(child: ChildProcess, word: string): Promise<boolean> {
  return new Promise((resolve) => {
    child.stdout!.on('data', (chunk) => String(chunk).includes(word) && resolve(true))
    child.once('exit', () => resolve(false))
  })
}

const gone = (child: ChildProcess) =>
  ended(child) ? Promise.resolve() : new Promise<void>((resolve) => child.once('exit', () => resolve()))

async function heard(happened: () => boolean): Promise<void> {
  while (!happened()) await new Promise((resolve) => setTimeout(resolve, 1))
}
