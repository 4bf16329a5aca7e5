import Sqlite from 'better-sqlite3'
import { post } from '../../electron/platforms/http.ts'
import { requestOf, SPLIT, VISIT, visitId } from './messages.ts'

/** Something that can carry out the n-th settlement. */
export interface Runner {
  /** what must stand before, not timed */
  ready(n: number): Promise<void>
  once(n: number): Promise<void>
  close(): Promise<void>
}

/**
 * The same content by the shortest way: plain tables, no checks, no rules, no history. `pad`: so many pages
 * more a transaction, in place of the indexes that a ledger needs.
 */
export function bareLoop(path: string, url: string, commits: number, pad: number): Runner {
  const db = new Sqlite(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(BARE_TABLES)
  const begin = db.prepare('INSERT INTO message (msgid, head, state, input) VALUES (?, ?, ?, ?)')
  const move = db.prepare('UPDATE message SET state = ? WHERE msgid = ?')
  const end = db.prepare('UPDATE message SET state = ?, output = ? WHERE msgid = ?')
  const newVisit = db.prepare('INSERT INTO visit VALUES (?, ?)')
  const putVisit = db.prepare('UPDATE visit SET data = ? WHERE id = ?')
  const addLedger = db.prepare('INSERT INTO ledger VALUES (?, ?)')
  const addTodo = db.prepare('INSERT INTO todo (row) VALUES (?)')
  const putPad = db.prepare('INSERT OR REPLACE INTO pad VALUES (?, ?)')
  const fill = (part: number, pages: number, n: number) => {
    if (pages > 0) putPad.run(part, Buffer.alloc((pages - 1) * 4000, n & 255))
  }
  const { input, ...head } = requestOf(0)
  const body = JSON.stringify({ ...head, msgid: 'H'.padEnd(30, '0'), input })
  const headers = { 'content-type': 'application/json;charset=utf-8', accept: 'application/json' }
  const before = Math.floor(pad / 3)
  return {
    ready: async (n) => void newVisit.run(visitId(n), JSON.stringify(VISIT)),
    async once(n) {
      const msgid = String(n).padStart(30, '0')
      db.transaction(() => {
        begin.run(msgid, JSON.stringify(head), 'PREPARED', JSON.stringify(input))
        fill(1, before, n)
      }).immediate()
      for (let extra = 2; extra < commits; extra++) move.run('SENT', msgid)
      const result = await post({ url: `${url}/2207`, headers, body, timeout_ms: 30_000 })
      if (result.is !== 'answered') throw new Error(result.why)
      db.transaction(() => {
        end.run('SETTLED', result.body.toString('utf8'), msgid)
        putVisit.run(JSON.stringify({ ...VISIT, step: 'settled' }), visitId(n))
        addLedger.run(`S${n}`, JSON.stringify(SPLIT))
        addLedger.run(`P${n}`, JSON.stringify(SPLIT))
        addTodo.run(JSON.stringify({ setl_id: n }))
        fill(2, pad - before, n)
      }).immediate()
    },
    close: async () => void db.close(),
  }
}

const BARE_TABLES = `
CREATE TABLE message (id INTEGER PRIMARY KEY, msgid TEXT UNIQUE, head TEXT, state TEXT, input TEXT, output TEXT);
CREATE TABLE visit (id TEXT PRIMARY KEY, data TEXT);
CREATE TABLE ledger (id TEXT PRIMARY KEY, row TEXT);
CREATE TABLE todo (id INTEGER PRIMARY KEY, row TEXT);
CREATE TABLE pad (id INTEGER PRIMARY KEY, bytes BLOB)`
