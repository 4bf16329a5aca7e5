import Sqlite from 'better-sqlite3'
import { post } from '../../electron/platforms/http.ts'
import { datetime } from '../../shared/msgid.ts'
import { keyOf, SITE, vitals } from './outbox-kit.ts'

/**
 * The least that a program with the same promise has to do: its rows lie in a table with an index of those that
 * are open (by which a new start finds what waits and what is in a message), each batch is read, made into the
 * same message and posted by the same client; one FULL commit before it (the message, the rows' states) and one
 * after it (the answer, the rows' states).
 */
export function openBareDrain(path: string, url: string, mdtrt_sn: string, rows: number, batch: number) {
  const db = new Sqlite(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.exec(`CREATE TABLE row (seq INTEGER PRIMARY KEY, key TEXT UNIQUE, state TEXT, msgid TEXT, body TEXT);
    CREATE INDEX row_open ON row (state, seq) WHERE state <> 'accepted';
    CREATE TABLE message (id INTEGER PRIMARY KEY, msgid TEXT UNIQUE, state TEXT, input TEXT, output TEXT)`)
  const insert = db.prepare("INSERT INTO row (seq, key, state, body) VALUES (?, ?, 'waiting', ?)")
  db.transaction(() => {
    for (let n = 1; n <= rows; n++) insert.run(n, keyOf(n), JSON.stringify(vitals(mdtrt_sn, n)))
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  const page = db.prepare<[number], { seq: number; body: string }>(
    "SELECT seq, body FROM row WHERE state = 'waiting' AND state <> 'accepted' ORDER BY seq LIMIT ?",
  )
  const begin = db.prepare("INSERT INTO message (msgid, state, input) VALUES (?, 'sent', ?)")
  const end = db.prepare("UPDATE message SET state = 'settled', output = ? WHERE msgid = ?")
  const move = db.prepare('UPDATE row SET state = ?, msgid = ? WHERE seq BETWEEN ? AND ?')
  const headers = { 'content-type': 'application/json;charset=utf-8', accept: 'application/json' }
  return {
    /** one batch */
    async once(): Promise<void> {
      const found = page.all(batch)
      const [from, to] = [found[0]!.seq, found.at(-1)!.seq]
      const msgid = `${SITE.fixmedins_code}20200101000000${String(from).padStart(4, '0').slice(-4)}`.padEnd(
        30,
        '0',
      )
      const input = { data: found.map((row) => JSON.parse(row.body)) }
      const text = JSON.stringify(input)
      db.transaction(() => {
        begin.run(`${msgid}${from}`, text)
        move.run('sent', msgid, from, to)
      }).immediate()
      const body = JSON.stringify({ ...HEAD, msgid, inf_time: datetime(Date.now()), input })
      const result = await post({ url: `${url}/4602`, headers, body, timeout_ms: 30_000 })
      const answer = result.is === 'answered' ? result.body.toString('utf8') : result.why
      if (!answer.includes('"infcode":0')) throw new Error(answer)
      db.transaction(() => {
        end.run(answer, `${msgid}${from}`)
        move.run('accepted', msgid, from, to)
      }).immediate()
    },
    close: () => void db.close(),
  }
}

const HEAD = {
  ...{ infno: '4602', mdtrtarea_admvs: '510100', insuplc_admdvs: '', recer_sys_code: 'FSI_SYS' },
  ...{ dev_no: '', dev_safe_info: '', cainfo: '', signtype: '', infver: 'V1.0', opter_type: '1' },
  ...{ opter: 'SYS', opter_name: '系统任务', sign_no: '' },
  ...{ fixmedins_code: SITE.fixmedins_code, fixmedins_name: SITE.fixmedins_name },
}
