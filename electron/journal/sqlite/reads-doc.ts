import type { Database } from 'better-sqlite3'
import type { DocQuery, DocRow, UploadQuery, UploadRow, UploadState } from '../port.ts'
import { filter, listValue, prefixEnd, statementCache } from './filter.ts'
import { fromSql, type Shape, type SqlValue, selectList } from './shapes.ts'
import { DOC, UPLOAD } from './shapes-doc.ts'

/** Reads of records without a table of their own, and of uploads. */
export function createDocReads(db: Database) {
  const statement = statementCache(db)
  const all = <R>(shape: Shape<R>, tail: string, values: readonly SqlValue[]): R[] =>
    statement(`SELECT ${selectList(shape)} FROM ${shape.table} ${tail}`)
      .all(...values)
      .map((row) => fromSql(shape, row))
  return {
    doc: (kind: string, id: string): DocRow | null =>
      all(DOC, 'WHERE kind = ? AND id = ?', [kind, id])[0] ?? null,
    docs: (query: DocQuery): DocRow[] => {
      const where = filter(
        ['kind = ?', query.kind],
        ['id IN (SELECT value FROM json_each(?))', listValue(query.ids)],
        ...stateOf(query.states),
        [query.subject ? `subject = ? AND subject <> ''` : 'subject = ?', query.subject],
        ['instr(lower(text), ?)', query.text?.trim().toLowerCase() || undefined],
        ['at >= ?', query.from],
        ['at <= ?', query.to],
      )
      const order = query.order === 'id' ? 'id' : 'at DESC, id DESC'
      const page = [query.limit, query.offset ?? 0]
      const tail = `${indexFor(query)}WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`
      return all(DOC, tail, [...where.values, ...page])
    },
    docCounts: (kind: string) =>
      statement('SELECT state, count(*) AS count FROM doc WHERE kind = ? GROUP BY state').all(kind) as {
        state: string
        count: number
      }[],
    uploads: (query: UploadQuery): UploadRow[] => {
      const where = filter(
        ['source = ?', query.source],
        ['source IN (SELECT value FROM json_each(?))', listValue(query.sources)],
        ['key IN (SELECT value FROM json_each(?))', listValue(query.keys)],
        ['msgid = ?', query.msgid],
        ['psn_no = ?', query.psn_no],
        ['seq > ?', query.afterSeq],
      )
      const states = stateTerm(query.states)
      const text = query.text?.trim()
      const words = text ? ' AND (instr(title, ?) OR key BETWEEN ? AND ?)' : ''
      const found = text ? [text, text, prefixEnd(text)] : []
      const order = query.order === 'newest' ? 'seq DESC' : 'seq'
      const page = [query.limit, query.offset ?? 0]
      return statement(
        `SELECT ${WHOLE_ROW} FROM upload CROSS JOIN upload_body USING (seq)
         WHERE ${where.sql}${states}${words} ORDER BY ${order} LIMIT ? OFFSET ?`,
      )
        .all(...where.values, ...found, ...page)
        .map((row) => fromSql(UPLOAD, row))
    },
    uploadCounts: () => statement(COUNTS).all(CLOSED, prefixEnd(CLOSED)) as UploadCount[],
    uploadReasons: (source: string) =>
      statement(
        `SELECT state, why, count(*) AS count FROM upload
         WHERE source = +? AND state IN ('held', 'refused') AND state IN (${list(OPEN)}) AND why IS NOT NULL
         GROUP BY state, why ORDER BY count(*) DESC LIMIT 500`,
      ).all(source) as { state: 'held' | 'refused'; why: string; count: number }[],
  }
}

const WHOLE_ROW = Object.entries(UPLOAD.columns)
  .map(([field, column]) => `${field === 'payload' ? 'upload_body' : 'upload'}.${column} AS "${field}"`)
  .join(', ')

const stateOf = (states: readonly string[] | undefined): [sql: string, value: string | undefined][] =>
  states?.length === 1
    ? [['state = ?', states[0]]]
    : [['state IN (SELECT value FROM json_each(?))', listValue(states)]]

/**
 * Left alone, SQLite reads a whole kind by its time to be spared the sorting: 70 ms of 100,000 records for the
 * few of one subject or one state.
 */
function indexFor({ ids, subject, states, order }: DocQuery): string {
  if (ids?.length) return ''
  if (subject) return 'INDEXED BY doc_subject '
  return states?.length === 1 && order !== 'id' ? 'INDEXED BY doc_state ' : ''
}

type UploadCount = { source: string; state: UploadState; count: number; oldestAt: number }

/** Settings under this and the source's name: how many of its rows are closed, kept with each write. */
export const CLOSED = 'upload.closed '

const list = (states: readonly UploadState[]) => states.map((state) => `'${state}'`).join(', ')

const OPEN: readonly UploadState[] = ['waiting', 'held', 'sent', 'refused']

/** Of the open rows by their index, of the closed ones by what is kept of them: no row of theirs is read. */
const COUNTS = `
SELECT source, state, count, (SELECT created_at FROM upload WHERE seq = +first) AS oldestAt FROM (
  SELECT source, state, count(*) AS count, min(seq) AS first FROM upload
  WHERE state IN (${list(OPEN)}) GROUP BY source, state)
UNION ALL
SELECT substr(setting.key, ${CLOSED.length + 1}), closed.key, closed.value, 0
FROM setting, json_each(setting.value) AS closed
WHERE setting.key BETWEEN ? AND ? AND closed.value > 0`

/** States as words of the statement and not as a value, or SQLite does not see that a partial index holds them. */
function stateTerm(states: readonly UploadState[] | undefined): string {
  if (!states?.length) return ''
  if (states.length === 1 && states[0] === 'sent') return ` AND state = 'sent' AND state IN (${list(OPEN)})`
  const open = states.every((state) => OPEN.includes(state)) ? ` AND state IN (${list(OPEN)})` : ''
  return ` AND state IN (${list(states)})${open}`
}
