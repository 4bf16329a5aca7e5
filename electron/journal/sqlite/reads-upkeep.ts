import type { Database } from 'better-sqlite3'
import type { UploadDepth } from '../port.ts'
import { statementCache } from './filter.ts'

/**
 * Wherever a message or a record may name a file (settings do not). Transactions last: they are only added to, so what moves
 * there during a pass is still met.
 */
const PLACES: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ['doc', ['data']],
  ['upload_body', ['payload']],
  ['upload', ['answer']],
  ['outbox', ['payload']],
  ['encounter_body', ['data']],
  ['filing', ['data']],
  ['print_job', ['ref']],
  ['txn_body', ['input', 'local', 'output']],
]
const REF = /file:([0-9a-f]{64})/g

/** See Journal.fileRefs and Journal.uploadDepths. A page of 1,000 transactions of 3 KB takes about 4 ms. */
export function createUpkeepReads(db: Database) {
  const statement = statementCache(db)
  return {
    fileRefs: (after: string | null, limit: number): { refs: string[]; next: string | null } => {
      const [place, row] = (after ?? '0:0').split(':').map(Number) as [number, number]
      const found = PLACES[place]
      if (!found) return { refs: [], next: null }
      const rows = statement(pageSql(...found)).all(row, limit) as { rowid: number; text: string | null }[]
      const refs = rows.flatMap(({ text }) => [...(text ?? '').matchAll(REF)].map(([, hash]) => hash!))
      const more = rows.length === limit
      const next = more ? `${place}:${rows.at(-1)!.rowid}` : PLACES[place + 1] ? `${place + 1}:0` : null
      return { refs: [...new Set(refs)], next }
    },
    uploadDepths: () => statement(DEPTHS).all() as UploadDepth[],
  }
}

function pageSql(table: string, columns: readonly string[]): string {
  const has = columns.map((column) => `instr(coalesce(${column}, ''), 'file:') > 0`).join(' OR ')
  const text = columns.map((column) => `coalesce(${column}, '')`).join(` || ' ' || `)
  return `SELECT rowid, CASE WHEN ${has} THEN ${text} END AS text FROM ${table}
    WHERE rowid > ? ORDER BY rowid LIMIT ?`
}

/** Only what is open is indexed and read: millions of accepted rows cost nothing. */
const DEPTHS = `
SELECT source, state, count, (SELECT created_at FROM upload WHERE seq = +first) AS oldestAt FROM (
  SELECT source, state, count(*) AS count, min(seq) AS first FROM upload INDEXED BY upload_open
  WHERE state IN ('waiting', 'held', 'sent', 'refused') GROUP BY source, state)`
