import type { Database } from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'
import { MIGRATIONS } from '../migrations/index.ts'

/** 'GTai' in the file's header: this SQLite file is a journal. */
export const APPLICATION_ID = 0x47546169

export interface SchemaMark {
  applicationId: number
  version: number
}

export function readMark(db: Database): SchemaMark {
  return {
    applicationId: db.pragma('application_id', { simple: true }) as number,
    version: db.pragma('user_version', { simple: true }) as number,
  }
}

/** Refuses, with kind `storage`, a file of another program and a journal that a newer program wrote. */
export function checkMark(mark: SchemaMark): void {
  const known = MIGRATIONS.length
  if (mark.applicationId !== APPLICATION_ID)
    fail('storage', '这个文件不是柜台的账本', '文件没有被改动。', '请检查配置里账本的位置。')
  if (mark.version > known)
    fail(
      'storage',
      `账本由更新版本的程序写成（结构版本 ${mark.version}，本程序只认识到 ${known}）`,
      '账本没有被改动，没有发送任何交易。',
      '请安装新版本的柜台程序后再打开。',
    )
}

/** Brings the schema from its version up to `upTo`, each step in a transaction of its own. */
export function migrate(db: Database, upTo = MIGRATIONS.length): void {
  const { version } = readMark(db)
  for (const step of MIGRATIONS.slice(version, upTo))
    db.transaction(() => {
      db.exec(step.sql)
      db.pragma(`application_id = ${APPLICATION_ID}`)
      db.pragma(`user_version = ${step.id}`)
    }).immediate()
}
