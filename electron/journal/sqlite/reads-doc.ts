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
        ['state IN (SELECT value FROM json_each(?))', listValue(query.states)],
        ['subject = ?', query.subject],
        ['instr(lower(text), ?)', query.text?.trim().toLowerCase() || undefined],
        ['at >= ?', query.from],
        ['at <= ?', query.to],
      )
      const order = query.order === 'id' ? 'id' : 'at DESC, id DESC'
      const page = [query.limit, query.offset ?? 0]
      return all(DOC, `WHERE ${where.sql} ORDER BY ${order} LIMIT ? OFFSET ?`, [...where.values, ...page])
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
        ['state IN (SELECT value FROM json_each(?))', listValue(query.states)],
        ['key IN (SELECT value FROM json_each(?))', listValue(query.keys)],
        ['msgid = ?', query.msgid],
        ['psn_no = ?', query.psn_no],
        ['seq > ?', query.afterSeq],
      )
      const text = query.text?.trim()
      const words = text ? ' AND (instr(title, ?) OR key BETWEEN ? AND ?)' : ''
      const found = text ? [text, text, prefixEnd(text)] : []
      const order = query.order === 'newest' ? 'seq DESC' : 'seq'
      const page = [query.limit, query.offset ?? 0]
      return all(UPLOAD, `WHERE ${where.sql}${words} ORDER BY ${order} LIMIT ? OFFSET ?`, [
        ...where.values,
        ...found,
        ...page,
      ])
    },
    uploadCounts: () =>
      statement(
        'SELECT source, state, count(*) AS count, min(at) AS oldestAt FROM upload GROUP BY source, state',
      ).all() as { source: string; state: UploadState; count: number; oldestAt: number }[],
  }
}
