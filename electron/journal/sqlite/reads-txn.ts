import type { Database } from 'better-sqlite3'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import type { Txn, TxnEvent } from '../../../shared/txn.ts'
import type { TxnHit, TxnQuery } from '../port.ts'
import { type Filter, filter, listValue, prefixEnd, statementCache } from './filter.ts'
import { OPEN } from './prepare.ts'
import { selectList, TXN, TXN_EVENT, type TxnHead } from './shapes.ts'

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
  const one = db.prepare<[string], Stored>(`${FULL} ${BODY} WHERE txn.msgid = ?`)
  const unfinished = db.prepare<[], Stored>(
    `${FULL} INDEXED BY txn_open_psn ${BODY} WHERE ${OPEN} ORDER BY txn.seq`,
  )
  const children = db.prepare<[string], Stored>(`${FULL} ${BODY} WHERE txn.parent = ? ORDER BY txn.seq`)
  const events = db.prepare<[string], TxnEvent>(
    `SELECT ${selectList(TXN_EVENT)} FROM txn_event
     WHERE seq = (SELECT seq FROM txn WHERE msgid = ?) ORDER BY n`,
  )
  const doubtful = db
    .prepare<[], number>(
      `SELECT count(*) FROM txn INDEXED BY txn_open_psn
       WHERE ${OPEN} AND kind <> 'query' AND state IN ('UNKNOWN', 'QUERYING', 'REVERSING', 'MANUAL')`,
    )
    .pluck()
  return {
    txn: (msgid: string): Txn | null => {
      const row = one.get(msgid)
      return row ? toTxn(row) : null
    },
    events: (msgid: string) => events.all(msgid),
    unfinished: () => unfinished.all().map(toTxn),
    children: (parent: string) => children.all(parent).map(toTxn),
    countDoubtful: () => doubtful.get() as number,
  }
}

/** Rows a text may mean: words of their encounter, its id, the person's number, the beginning of the msgid. */
const HITS = `WITH hit (seq) AS MATERIALIZED (
  SELECT t.seq FROM encounter_word w CROSS JOIN txn t INDEXED BY txn_encounter
    ON t.encounter_id = w.encounter_id WHERE w.word >= ? AND w.word < ?
  UNION SELECT seq FROM txn INDEXED BY txn_encounter WHERE encounter_id = ?
  UNION SELECT seq FROM txn INDEXED BY txn_psn WHERE encounter_id IS NULL AND psn_no >= ? AND psn_no < ?
  UNION SELECT seq FROM txn WHERE msgid >= ? AND msgid < ?)`

interface Plan {
  with: string
  from: string
  filter: Filter
}

/** Where the rows come from: the text's candidates, else the amount, else the covering index by time. */
function plan(query: TxnQuery, fixmedins_code: string): Plan {
  const text = query.text?.trim()
  const rest = filter(
    ['txn.created_at >= ?', query.from],
    ['txn.created_at <= ?', query.to],
    ['txn.kind <> ?', query.withoutQueries ? 'query' : undefined],
    ['txn.state IN (SELECT value FROM json_each(?))', listValue(query.states)],
    ['txn.infno = ?', query.infno || undefined],
    ['txn.opter = ?', query.opter || undefined],
    ['txn.amount_fen = ?', query.amountFen],
  )
  if (text) {
    const values = textValues(text, fixmedins_code)
    return {
      with: HITS,
      from: 'hit CROSS JOIN txn ON txn.seq = hit.seq',
      filter: { sql: rest.sql, values: [...values, ...rest.values] },
    }
  }
  const index = query.amountFen === undefined ? 'txn_scan' : 'txn_amount'
  return { with: '', from: `txn INDEXED BY ${index}`, filter: rest }
}

function textValues(text: string, fixmedins_code: string): string[] {
  const word = text.toLowerCase()
  const code = fixmedins_code.toLowerCase()
  // Less than the institution's code and a digit would mean every msgid there is.
  const msgid =
    text.length <= code.length ? '' : word.startsWith(code) ? fixmedins_code + text.slice(code.length) : text
  return [word, prefixEnd(word), text, text, prefixEnd(text), msgid, msgid && prefixEnd(msgid)]
}

/**
 * See Journal.searchTxns: newest first; `from` and `to` are inclusive. At 1,000,000 rows a page by text,
 * amount or a day takes a few ms; a filter that fits hardly any row walks the covering index, about 100 ms.
 */
export function createTxnSearch(db: Database, fixmedins_code: string) {
  const statement = statementCache(db)
  return (query: TxnQuery): { rows: TxnHit[]; total: number } => {
    const { with: hits, from, filter } = plan(query, fixmedins_code)
    const total = statement(`${hits} SELECT count(*) FROM ${from} WHERE ${filter.sql}`)
      .pluck()
      .get(...filter.values) as number
    const rows = statement(
      `SELECT ${HEAD}, encounter.psn_name AS "psnName" FROM (
         ${hits} SELECT txn.seq FROM ${from} WHERE ${filter.sql}
         ORDER BY txn.created_at DESC, txn.seq DESC LIMIT ? OFFSET ?) page
       CROSS JOIN txn ON txn.seq = page.seq LEFT JOIN encounter ON encounter.encounter_id = txn.encounter_id
       ORDER BY txn.created_at DESC, txn.seq DESC`,
    ).all(...filter.values, query.limit, query.offset) as TxnHit[]
    return { rows, total }
  }
}
