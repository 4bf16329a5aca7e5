import type { Database } from 'better-sqlite3'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import type { Txn, TxnEvent } from '../../../shared/txn.ts'
import type { TxnFigure, TxnHit, TxnQuery } from '../port.ts'
import { type Filter, filter, listValue, prefixEnd, statementCache } from './filter.ts'
import { OPEN } from './prepare.ts'
import { type SqlValue, selectList, TXN, TXN_EVENT, type TxnHead } from './shapes.ts'

type Stored = TxnHead & { input: string; local: string; output: string | null }

const HEAD = selectList(TXN)
const FULL = `SELECT ${HEAD}, b.input, b.local, b.output FROM txn`
const BODY = 'JOIN txn_body b ON b.seq = txn.seq'

function toTxn(row: Stored): Txn {
  return Object.assign(row, {
    input: JSON.parse(row.input) as JsonObject,
    local: JSON.parse(row.local) as JsonObject,
    output: row.output === null ? null : (JSON.parse(row.output) as Json),
  })
}

/** Single transactions and the open ones; every statement here is a look-up in an index. */
export function createTxnReads(db: Database) {
  const one = db.prepare<[string], Stored>(`${FULL} ${BODY} WHERE txn.msgid = +?`)
  const unfinished = db.prepare<[], Stored>(
    `${FULL} INDEXED BY txn_open_psn ${BODY} WHERE ${OPEN} ORDER BY txn.seq`,
  )
  const children = db.prepare<[string], Stored>(`${FULL} ${BODY} WHERE txn.parent = +? ORDER BY txn.seq`)
  // Being prepared and sent is not stored twice: the row itself says when.
  const events = db.prepare<[string, string, string], TxnEvent>(
    `SELECT created_at AS at, NULL AS "from", 'PREPARED' AS "to", '' AS note FROM txn WHERE msgid = +?
     UNION ALL SELECT sent_at, 'PREPARED', 'SENT', '' FROM txn WHERE msgid = +? AND sent_at IS NOT NULL
     UNION ALL SELECT * FROM (SELECT ${selectList(TXN_EVENT)} FROM txn_event
       WHERE seq = (SELECT seq FROM txn WHERE msgid = +?) ORDER BY n)`,
  )
  const doubtful = db
    .prepare<[], number>(
      `SELECT count(*) FROM txn INDEXED BY txn_open_psn
       WHERE ${OPEN} AND kind <> 'query' AND state IN ('UNKNOWN', 'QUERYING', 'REVERSING', 'MANUAL')`,
    )
    .pluck()
  const figures = db.prepare<[number, number], TxnFigure>(FIGURES)
  return {
    txn: (msgid: string): Txn | null => {
      const row = one.get(msgid)
      return row ? toTxn(row) : null
    },
    events: (msgid: string) => events.all(msgid, msgid, msgid),
    unfinished: () => unfinished.all().map(toTxn),
    children: (parent: string) => children.all(parent).map(toTxn),
    countDoubtful: () => doubtful.get() as number,
    txnFigures: ({ from, to }: { from: number; to: number }) => figures.all(from, to),
  }
}

/** Reads only the rows of the range: the index by time leads to them. Times stand in steps of a twentieth of log2. */
const FIGURES = `
SELECT family, infno, outcome, CAST(round(pow(2, step / 20.0) - 1) AS INTEGER) AS took_ms, count(*) AS calls FROM (
  SELECT family, infno,
    CASE WHEN state = 'SETTLED' THEN 'settled' WHEN state = 'REJECTED' THEN 'rejected'
      WHEN state IN ('PREPARED', 'SENT') THEN 'open' ELSE 'failed' END AS outcome,
    CAST(round(20 * log2(1 + max(0, coalesce(ended_at - sent_at, 0)))) AS INTEGER) AS step
  FROM txn INDEXED BY txn_scan WHERE created_at BETWEEN ? AND ? AND sent_at IS NOT NULL
) GROUP BY family, infno, outcome, step`

/** Selects that together give the sought rows as (seq, created_at), each row once. */
interface Plan {
  sql: string
  values: SqlValue[]
}

const PICK = 'SELECT txn.seq, txn.created_at FROM'

/** Where the rows come from: what the text may mean, else the covering index by time. */
function plan(query: TxnQuery, fixmedins_code: string): Plan {
  const rest = filter(
    ['txn.created_at >= ?', query.from],
    ['txn.created_at <= ?', query.to],
    ['txn.kind <> ?', query.withoutQueries ? 'query' : undefined],
    ['txn.state IN (SELECT value FROM json_each(?))', listValue(query.states)],
    ['txn.infno = ?', query.infno || undefined],
    ['txn.opter = ?', query.opter || undefined],
    ['txn.amount_fen = ?', query.amountFen],
  )
  const text = query.text?.trim()
  if (text) return planText(text, rest, fixmedins_code)
  return { sql: `${PICK} txn INDEXED BY txn_scan WHERE ${rest.sql}`, values: rest.values }
}

/** Words or id of the encounter; the number of a person without one; the beginning of a msgid. */
function planText(text: string, rest: Filter, fixmedins_code: string): Plan {
  const word = text.toLowerCase()
  const ofEncounters = `${PICK} (SELECT encounter_id FROM encounter_word JOIN encounter USING (seq)
      WHERE word >= ? AND word < ? UNION SELECT ?) found
    CROSS JOIN txn INDEXED BY txn_encounter ON txn.encounter_id = found.encounter_id WHERE ${rest.sql}`
  const ofPersons = `${PICK} txn INDEXED BY txn_psn
    WHERE txn.encounter_id IS NULL AND txn.psn_no >= ? AND txn.psn_no < ? AND ${rest.sql}`
  const plan = {
    sql: `${ofEncounters} UNION ALL ${ofPersons}`,
    values: [word, prefixEnd(word), text, ...rest.values, text, prefixEnd(text), ...rest.values],
  }
  // The institution's code alone would mean every msgid there is.
  if (text.length <= fixmedins_code.length) return plan
  const own = word.startsWith(fixmedins_code.toLowerCase())
  const msgid = own ? fixmedins_code + text.slice(fixmedins_code.length) : text
  return {
    sql: `${plan.sql} UNION ${PICK} txn WHERE txn.msgid >= ? AND txn.msgid < ? AND ${rest.sql}`,
    values: [...plan.values, msgid, prefixEnd(msgid), ...rest.values],
  }
}

/**
 * See Journal.searchTxns: newest first; `from` and `to` are inclusive. Measured at 1,000,000 rows: a number, a
 * name or a month takes 0.2 to 3 ms; a filter without a range walks the covering index, 50 to 110 ms (by state all
 * rows, about half a second); a
 * text that fits every tenth row takes 70 ms.
 */
export function createTxnSearch(db: Database, fixmedins_code: string) {
  const statement = statementCache(db)
  return (query: TxnQuery): { rows: TxnHit[]; total: number } => {
    const { sql, values } = plan(query, fixmedins_code)
    const total = statement(`SELECT count(*) FROM (${sql})`)
      .pluck()
      .get(...values) as number
    const rows = statement(
      `SELECT ${HEAD}, encounter.psn_name AS "psnName"
       FROM (SELECT seq FROM (${sql}) ORDER BY created_at DESC, seq DESC LIMIT ? OFFSET ?) page
       CROSS JOIN txn ON txn.seq = page.seq LEFT JOIN encounter ON encounter.encounter_id = txn.encounter_id
       ORDER BY txn.created_at DESC, txn.seq DESC`,
    ).all(...values, query.limit, query.offset) as TxnHit[]
    return { rows, total }
  }
}
