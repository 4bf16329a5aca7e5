import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { random } from '../electron/his/demo/charges.ts'
import { openJournal } from '../electron/journal/index.ts'
import { startNhsaSandbox } from '../electron/sandbox/nhsa/index.ts'
import { counted } from './bench/outbox.ts'
import { SITE, SOURCE_ID } from './bench/outbox-kit.ts'

/** A process that drains is killed again and again at moments of no one's choosing; a last one finishes. */
const ROWS = 1_200
const BATCH = 25
const KILLS = 8

it('killed at any moment, every row is accepted once and the centre’s count is exact', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-killed-'))
  const [path, centre] = [join(dir, 'journal.db'), join(dir, 'centre.db')]
  const sandbox = await startNhsaSandbox({
    path: centre,
    signInRequired: false,
    now: () => Date.parse('2030-01-01'),
    faults: [
      { kind: 'drop_after', codes: ['4602'], rate: 0.05 },
      { kind: 'repeat', codes: ['4602'], rate: 0.1 },
    ],
  })
  const begin = () =>
    spawn(
      process.execPath,
      [join(import.meta.dirname, 'uploads-worker.ts'), path, sandbox.url, String(ROWS), String(BATCH)],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
  const rnd = random('uploads killed')
  let kills = 0
  try {
    for (let n = 0; n < KILLS; n++) {
      const child = begin()
      const before = sandbox.requests()
      // some die as they take up what was left, the others some messages later
      const after = Math.floor(rnd() * 8)
      if (await said(child, 'begun')) await heard(() => sandbox.requests() >= before + after || ended(child))
      if (!ended(child)) kills += 1
      child.kill('SIGKILL')
      await gone(child)
    }
    const last = begin()
    expect(await said(last, 'done')).toBe(true)
    await gone(last)
    expect(kills).toBeGreaterThan(KILLS / 2)
    const { journal } = await openJournal({ path, ...SITE, slot: 1 })
    const rows = await journal.uploads({ source: SOURCE_ID, order: 'seq', limit: ROWS + 1 })
    const unfinished = await journal.unfinished()
    await journal.close()
    expect(rows.length).toBe(ROWS)
    expect(rows.filter(({ state }) => state !== 'accepted')).toEqual([])
    expect(unfinished).toEqual([])
    expect(counted(centre, 'KILLED')).toEqual({ rows: ROWS, deliveries: ROWS })
  } finally {
    await sandbox.close()
    rmSync(dir, { recursive: true, force: true })
  }
}, 180_000)

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
