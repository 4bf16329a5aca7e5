import Sqlite from 'better-sqlite3'
import { type FaultKind, GuitaiError } from '../../../shared/errors.ts'

interface Words {
  kind: FaultKind
  what: string
  means: string
  todo: string
}

const SAVED = '已办的结算都已保存；这一步没有写入账本。正在办理的那一笔会在恢复后自动查实，不会丢失。'

export const DISK_FULL: Words = {
  kind: 'storage',
  what: '磁盘已满，不能再办理新的结算',
  means: SAVED,
  todo: '请清理账本所在磁盘或联系信息科，腾出空间后即可继续。',
}

export const IN_USE: Words = {
  kind: 'storage',
  what: '另一个柜台程序正在使用这个账本',
  means: '没有打开账本，也没有发送任何交易。',
  todo: '请切换到已打开的柜台窗口；如果看不到窗口，请关闭另一个程序后重试。',
}

/** By the beginning of SQLite's result code; the first that fits. */
const BY_CODE: readonly (readonly [string, Words])[] = [
  ['SQLITE_FULL', DISK_FULL],
  ['SQLITE_BUSY', { ...IN_USE, means: SAVED }],
  [
    'SQLITE_CORRUPT',
    {
      kind: 'storage',
      what: '账本文件已损坏',
      means: SAVED,
      todo: '请停止办理，重新启动程序，并联系信息科从备份恢复。',
    },
  ],
  [
    'SQLITE_NOTADB',
    {
      kind: 'storage',
      what: '这个文件不是账本或已损坏',
      means: '文件没有被改动。',
      todo: '请检查文件，或联系信息科从备份恢复。',
    },
  ],
  [
    'SQLITE_IOERR',
    {
      kind: 'storage',
      what: '账本读写失败（磁盘错误）',
      means: SAVED,
      todo: '请检查磁盘后重新启动程序；仍然出错请联系信息科。',
    },
  ],
  [
    'SQLITE_READONLY',
    { kind: 'storage', what: '账本文件不可写', means: SAVED, todo: '请检查账本所在文件夹的权限。' },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      kind: 'storage',
      what: '账本文件打不开',
      means: '没有发送任何交易。',
      todo: '请检查账本所在的文件夹是否存在、有没有权限。',
    },
  ],
  [
    'SQLITE_CONSTRAINT_UNIQUE',
    { kind: 'conflict', what: '同样的记录已经在账本里', means: '没有重复记账。', todo: '请刷新后查看。' },
  ],
  [
    'SQLITE_CONSTRAINT_PRIMARYKEY',
    { kind: 'conflict', what: '同样的记录已经在账本里', means: '没有重复记账。', todo: '请刷新后查看。' },
  ],
  [
    'SQLITE_CONSTRAINT',
    {
      kind: 'internal',
      what: '账本拒绝了前后不一致的数据',
      means: '这一步没有写入账本。',
      todo: '请重试；仍然出错请联系信息科，并提供日志。',
    },
  ],
]

/** An error of SQLite or of a full disk as a GuitaiError that says what it means at the counter; anything else as it is. */
export function asFault(error: unknown): unknown {
  if ((error as NodeJS.ErrnoException | null)?.code === 'ENOSPC')
    return new GuitaiError({ ...DISK_FULL }, error)
  if (!(error instanceof Sqlite.SqliteError)) return error
  const words = BY_CODE.find(([code]) => error.code.startsWith(code))?.[1]
  return words ? new GuitaiError({ ...words }, error) : error
}

export function isDamage(error: unknown): error is Error {
  return error instanceof Sqlite.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code)
}
