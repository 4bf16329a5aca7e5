import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { faultOf } from '../../../shared/errors.ts'
import { draft, open } from '../fixtures.ts'

const WRITER = fileURLToPath(new URL('./kill-writer.ts', import.meta.url))

/**
 * Runs the writer until it has said `lines` lines, then tries the journal from here too, and kills the writer
 * as it stands. Resolves with all that it said and what became of the try.
 */
async function killedAfter(lines: number, path: string, first: number): Promise<[string[], unknown]> {
  const stdio = ['ignore', 'pipe', 'inherit'] as const
  const child = spawn(process.execPath, [WRITER, path, String(first)], { stdio: [...stdio] })
  const ended = once(child, 'close')
  let text = ''
  let tried: Promise<unknown> | undefined
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk
    if (text.split('\n').length > lines)
      tried ??= open(path)
        .catch(faultOf)
        .finally(() => child.kill('SIGKILL'))
  })
  const [, signal] = await ended
  expect(signal).toBe('SIGKILL')
  return [text.split('\n').slice(0, -1), await tried]
}

test('kill -9 amid commits: what was acknowledged is there, every commit is whole', {
  timeout: 60_000,
}, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'journal-'))
  const path = join(folder, 'counter.db')
  try {
    const said: string[] = []
    let finished = 0
    for (const lines of [1, 40, 77]) {
      const [words, tried] = await killedAfter(lines, path, said.length * 1000)
      expect(tried).toMatchObject({ kind: 'storage', what: '另一个柜台程序正在使用这个账本' })
      said.push(...words)
      const { journal, notices, integrityCheck } = await open(path)
      expect(notices).toEqual([])
      expect(await integrityCheck()).toEqual([])
      for (const line of said) {
        const [word, msgid = ''] = line.split(' ')
        const txn = await journal.txn(msgid)
        expect(txn).not.toBeNull()
        if (word === 'settled') expect(txn).toMatchObject({ state: 'SETTLED' })
      }
      const { rows } = await journal.searchTxns({ offset: 0, limit: 10_000 })
      for (const { msgid, state, encounterId } of rows) {
        const whole = state === 'SETTLED' ? 1 : 0
        expect(await journal.settlements({ encounterId: encounterId ?? '' })).toHaveLength(whole)
        expect(await journal.payments({ encounterId: encounterId ?? '' })).toHaveLength(whole)
        expect(await journal.encounter(encounterId ?? '')).toEqual(whole ? expect.anything() : null)
        const events = (await journal.events(msgid)).map((event) => event.to)
        expect(events.at(-1)).toBe(state)
        expect(events).toHaveLength({ PREPARED: 1, SENT: 2, ABSENT: 2 }[state as string] ?? 3)
      }
      finished = rows.filter((row) => row.state === 'SETTLED').length
      expect(await journal.auditVerify()).toEqual({ rows: finished, brokenAt: null })
      const next = await journal.prepare(draft())
      expect(rows.map((row) => row.msgid)).not.toContain(next.msgid)
      await journal.commit([{ t: 'txn', msgid: next.msgid, from: ['PREPARED'], to: 'ABSENT', at: 0 }])
      await journal.close()
    }
    expect(finished).toBeGreaterThanOrEqual(50)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
