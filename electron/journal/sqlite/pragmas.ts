import type { Database } from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'

/** Name and value as SQLite answers it. */
export type Pragma = readonly [name: string, value: number | string]

export const PRAGMAS: readonly Pragma[] = [
  ['journal_mode', 'wal'],
  ['synchronous', 2], // FULL: a commit is on the disk when it returns
  ['foreign_keys', 1],
  ['recursive_triggers', 1], // REPLACE must fire the triggers that keep rows
  ['trusted_schema', 0],
  ['cell_size_check', 1],
  ['temp_store', 2], // memory: no personal data in temporary files
  ['cache_size', -65536], // 64 MiB: the indexes of 1,000,000 transactions
  ['wal_autocheckpoint', 4000], // 16 MiB: a settlement takes a quarter less time than at 1000
  ['journal_size_limit', 67_108_864],
]

/** Sets each pragma and reads it back. Refuses with kind `storage` where SQLite did not take it. */
export function applyPragmas(db: Database, pragmas: readonly Pragma[] = PRAGMAS): void {
  for (const [name, value] of pragmas) {
    db.pragma(`${name} = ${value}`)
    const actual = db.pragma(name, { simple: true })
    if (actual !== value)
      fail(
        'storage',
        `账本的安全设置没有生效：${name} 应为 ${value}，实为 ${actual}`,
        '程序没有启动，没有发送任何交易。',
        '请检查账本是否在本机磁盘上（不能放在网络盘），或联系信息科。',
      )
  }
}
