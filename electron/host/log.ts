import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Log } from './dispatch.ts'

const TURN_OVER_bytes = 5 * 1024 * 1024

/** Appends one JSON line an entry; a full file becomes `.1`. A log that cannot be written stops nothing. */
export function fileLog(path: string): Log {
  return (line) => {
    try {
      mkdirSync(dirname(path), { recursive: true })
      const size_bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0
      if (size_bytes > TURN_OVER_bytes) renameSync(path, `${path}.1`)
      appendFileSync(path, `${JSON.stringify({ time: new Date().toISOString(), ...line })}\n`, {
        mode: 0o600,
      })
    } catch {
      // a full disk is told by the journal, which refuses new settlements
    }
  }
}
