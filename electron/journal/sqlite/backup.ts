import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { copyFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import Sqlite, { type Database } from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'
import { asFault } from './faults.ts'
import { inspect, putAside, sizeOf, syncFile, syncFolder, takeLock } from './files.ts'
import { checkMark } from './migrate.ts'

/**
 * Copies a journal in use, verifies the copy and only then gives it its name. Commits go on meanwhile and
 * are in the copy. Resolves with its bytes; refuses with kind `storage` to overwrite a file.
 */
export async function backupTo(db: Database, path: string): Promise<number> {
  if (existsSync(path)) fail('storage', `备份文件已存在：${path}`, '没有覆盖任何文件。', '请换一个文件名。')
  const part = `${path}.part`
  rmSync(part, { force: true })
  try {
    await db.backup(part)
    // A copy of a WAL database asks for a WAL of its own; a backup is one plain file.
    const copy = new Sqlite(part)
    copy.pragma('journal_mode = DELETE')
    copy.close()
    verify(part)
    syncFile(part)
    renameSync(part, path)
    syncFolder(path)
    return statSync(path).size
  } finally {
    rmSync(part, { force: true })
  }
}

function verify(path: string): void {
  const { damage, mark } = inspect(path, true)
  if (damage)
    fail(
      'storage',
      `备份没有通过完整性检查：${damage}`,
      '现有的账本没有被改动。',
      '请换一个备份文件，或联系信息科。',
    )
  checkMark(mark)
}

/** A verified copy that waits to become the journal; see finishRestore. */
const restored = (target: string) => `${target}.restored`

/**
 * Makes the backup the journal at `targetPath`. The backup is verified first (integrity_check, schema
 * version); an existing journal is put aside under a name with the time, never overwritten. Refuses with
 * kind `storage` while a counter program has the journal open.
 */
export async function restoreJournal(backupPath: string, targetPath: string): Promise<void> {
  mkdirSync(dirname(targetPath), { recursive: true })
  const release = takeLock(targetPath, 0)
  const copying = `${targetPath}.copying`
  try {
    if (!existsSync(backupPath)) fail('storage', `找不到备份文件：${backupPath}`)
    verify(backupPath)
    await copyFile(backupPath, copying)
    syncFile(copying)
    renameSync(copying, restored(targetPath))
    putAside(targetPath, 'replaced', Date.now())
    finishRestore(targetPath)
  } catch (error) {
    throw asFault(error)
  } finally {
    rmSync(copying, { force: true })
    release()
  }
}

/**
 * What a lost process left of a restore: its last step is done now if the old journal is already aside, else
 * the copy is dropped and the old journal stays. Returns what to tell, null if nothing was left.
 */
export function finishRestore(target: string): string | null {
  if (!existsSync(restored(target))) return null
  if (existsSync(target) || sizeOf(`${target}-wal`) > 0) {
    rmSync(restored(target))
    return '上次的账本恢复没有做完，仍在使用原来的账本；需要时请重新恢复。'
  }
  renameSync(restored(target), target)
  syncFolder(target)
  return '上次没有做完的账本恢复已经完成。'
}
