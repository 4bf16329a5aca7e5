import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { finishRestore } from './backup.ts'
import { inspect, putAside, sizeOf, takeLock } from './files.ts'
import { checkMark, migrate } from './migrate.ts'
import { applyPragmas } from './pragmas.ts'

export interface OpenedDatabase {
  db: Database
  notices: string[]
  /** closes the database, then lets go of the lock */
  close(): void
}

/**
 * Takes the lock, puts a damaged file aside, opens the database with its pragmas and brings its schema up to
 * date. Refuses with kind `storage`: in use, of a newer program, not a journal, a pragma not taken.
 */
export function openDatabase(path: string, timeout_ms: number, now: () => number): OpenedDatabase {
  mkdirSync(dirname(path), { recursive: true })
  const release = takeLock(path, timeout_ms)
  try {
    const left = finishRestore(path)
    const notices = [...(left ? [left] : []), ...clearWay(path, now)]
    const db = new Sqlite(path, { timeout: timeout_ms })
    const close = () => {
      db.close()
      release()
    }
    try {
      applyPragmas(db)
      migrate(db)
    } catch (error) {
      db.close()
      throw error
    }
    return { db, notices, close }
  } catch (error) {
    release()
    throw error
  }
}

/** Checks what lies at `path` and puts it aside if it is damaged; says what happened. */
function clearWay(path: string, now: () => number): string[] {
  // A WAL that outlived its process means that the last shutdown was not a clean one.
  const unclean = sizeOf(`${path}-wal`) > 0
  if (sizeOf(path) === 0) {
    // Opening an empty or missing file would delete the WAL beside it.
    if (unclean) return [damaged(putAside(path, 'damaged', now()), '账本的主文件丢失')]
    return existsSync(path) ? [EMPTY] : []
  }
  const { damage, mark } = inspect(path, unclean)
  if (damage) return [damaged(putAside(path, 'damaged', now()), damage)]
  if (mark.applicationId !== 0 || mark.version !== 0) checkMark(mark)
  return []
}

const EMPTY = '账本文件存在但是空的，已作为新账启用；如果这里原来有账，请立即联系信息科从备份恢复。'

function damaged(aside: string, reason: string): string {
  return (
    `账本文件已损坏（${reason}），已原样移到 ${aside}，没有改动其中任何内容；现已启用一本新账。` +
    '请立即联系信息科从备份恢复，恢复之前请不要退费，并到中心核对损坏前后的交易。'
  )
}
