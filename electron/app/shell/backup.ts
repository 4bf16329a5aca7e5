import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stamp } from '../../../shared/msgid.ts'
import type { Journal } from '../../journal/port.ts'

const KEEP = 7
const DAY_ms = 86_400_000
const NAME = /^journal-\d{14}\.db$/

/** Copies the journal into `dir` while it runs, verified, if the newest copy is a day old; keeps seven. */
export async function backupDaily(journal: Journal, dir: string, now_ms: number): Promise<string | null> {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const copies = readdirSync(dir)
    .filter((name) => NAME.test(name))
    .sort()
  const newest = copies.at(-1)
  if (newest && now_ms - statSync(join(dir, newest)).mtimeMs < DAY_ms) return null
  const path = join(dir, `journal-${stamp(now_ms)}.db`)
  await journal.backup(path)
  for (const old of copies.slice(0, Math.max(0, copies.length + 1 - KEEP))) rmSync(join(dir, old))
  return path
}
