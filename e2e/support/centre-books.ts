import Database from 'better-sqlite3'

type Row = Record<string, string | number | null>

/**
 * Books at the simulated centre a settlement that nobody here knows: a copy of one that stands, under another
 * number and under `msgid`, so that 2601 can take it back. `path`: the centre's SQLite file.
 */
export function bookStrange(path: string, of: string, setl_id: string, msgid: string): void {
  const db = new Database(path)
  try {
    const row = db.prepare('select * from settlement where setl_id = ?').get(of) as Row
    const message = db.prepare('select * from message where msgid = ?').get(row.msgid) as Row
    insert(db, 'settlement', { ...row, setl_id, msgid })
    insert(db, 'message', { ...message, msgid })
  } finally {
    db.close()
  }
}

function insert(db: Database.Database, table: string, row: Row): void {
  const keys = Object.keys(row)
  db.prepare(`insert into ${table} (${keys}) values (${keys.map(() => '?')})`).run(...Object.values(row))
}
