import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { stamp } from '../../../shared/msgid.ts'
import type { Clock } from '../../engine/core.ts'
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

const FIRST_ms = 60_000
const LOOK_ms = 3_600_000

/** A copy of the journal a day, made while it runs; a failure is logged and tried again in an hour. */
export function keepBackups(of: {
  journal: Journal
  clock: Clock
  dir: string
  log(line: Record<string, unknown>): void
}): { stop(): void } {
  const { journal, clock, dir, log } = of
  let cancel = () => {}
  const turn = async () => {
    try {
      const path = await backupDaily(journal, dir, clock.now())
      if (path) log({ level: 'info', at: 'backup', path })
    } catch (error) {
      log({ level: 'error', at: 'backup', error: String(error) })
    }
    cancel = clock.after(LOOK_ms, turn)
  }
  cancel = clock.after(FIRST_ms, turn)
  return { stop: () => cancel() }
}
