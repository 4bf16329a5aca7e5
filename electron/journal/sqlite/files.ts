import { closeSync, existsSync, fsyncSync, openSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite from 'better-sqlite3'
import { GuitaiError } from '../../../shared/errors.ts'
import { stamp } from '../../../shared/msgid.ts'
import { asFault, IN_USE, isDamage } from './faults.ts'
import { readMark, type SchemaMark } from './migrate.ts'

/** The database and what SQLite keeps beside it. */
const PARTS = ['', '-wal', '-shm', '-journal']

export const sizeOf = (path: string): number => (existsSync(path) ? statSync(path).size : 0)

/** Makes a rename or a new file in this folder durable; Windows neither needs nor allows it. */
export function syncFolder(path: string): void {
  if (process.platform === 'win32') return
  syncFile(dirname(path))
}

export function syncFile(path: string): void {
  const fd = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  try {
    fsyncSync(fd)
  } finally {
    closeSync(fd)
  }
}

/**
 * Renames the database and all its parts to `<path>.<label>-<yyyyMMddHHmmss>`, never onto anything.
 * Returns the new path.
 */
export function putAside(path: string, label: string, at_ms: number): string {
  const base = `${path}.${label}-${stamp(at_ms)}`
  let aside = base
  for (let n = 2; PARTS.some((part) => existsSync(aside + part)); n++) aside = `${base}-${n}`
  for (const part of PARTS) if (existsSync(path + part)) renameSync(path + part, aside + part)
  syncFolder(path)
  return aside
}

/**
 * Holds the journal at `path` for this process until released, by a lock of the operating system on
 * `<path>.lock`, which a killed process loses. It is a file apart so that a worker of this process may
 * still read the journal with a handle of its own.
 */
export function takeLock(path: string, timeout_ms: number): () => void {
  try {
    const db = new Sqlite(`${path}.lock`, { timeout: timeout_ms })
    try {
      db.exec('BEGIN EXCLUSIVE')
    } catch (error) {
      db.close()
      throw error
    }
    return () => db.close()
  } catch (error) {
    const busy = error instanceof Sqlite.SqliteError && error.code.startsWith('SQLITE_BUSY')
    throw busy ? new GuitaiError({ ...IN_USE }, error) : asFault(error)
  }
}

export interface Inspection {
  /** what is wrong with the file, null if nothing */
  damage: string | null
  mark: SchemaMark
}

/**
 * Checks a database without changing a byte of it: a writing handle would move the WAL into it on closing.
 * `full` compares the indexes with their tables too.
 */
export function inspect(path: string, full: boolean): Inspection {
  // Only a first opening that was cut off leaves a -journal; it can be rolled back by a writer alone.
  const readonly = sizeOf(`${path}-journal`) === 0
  const db = new Sqlite(path, { readonly, fileMustExist: true })
  try {
    const mark = readMark(db)
    const faults = checkFaults(db, full)
    return { damage: faults.length ? faults.slice(0, 3).join('; ') : null, mark }
  } catch (error) {
    if (!isDamage(error)) throw error
    return { damage: error.message, mark: { applicationId: 0, version: 0 } }
  } finally {
    db.close()
  }
}

/** The messages of quick_check or integrity_check; none if the database is whole. */
export function checkFaults(db: Sqlite.Database, full: boolean): string[] {
  const rows = db.pragma(full ? 'integrity_check(20)' : 'quick_check(20)') as Record<string, string>[]
  return rows.map((row) => Object.values(row)[0] ?? '').filter((message) => message !== 'ok')
}
