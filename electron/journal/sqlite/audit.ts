import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { Database } from 'better-sqlite3'
import type { Json } from '../../../shared/contract.ts'
import type { AuditRow } from '../port.ts'
import { AUDIT, insertSql } from './shapes.ts'

/** A row as it is stored: `detail` is its canonical JSON text. */
type Stored = Omit<AuditRow, 'detail'> & { detail: string }

const GENESIS = '0'.repeat(64)
const CHUNK = 5000

/** JSON text with the keys of every object in order, so that equal values have equal text. */
export function canonicalJson(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null'
  const members = Object.keys(value)
    .filter((key) => value[key] !== undefined)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalJson(value[key])}`)
  return `{${members.join(',')}}`
}

/** sha256 over the canonical JSON of the row without its hashes, followed by the hash of the row before. */
export function auditHash(row: Omit<Stored, 'prevHash' | 'hash'>, prevHash: string): string {
  const { seq, at, actor, action, subject, detail } = row
  const head = canonicalJson({ action, actor, at })
  const text = `${head.slice(0, -1)},"detail":${detail},"seq":${seq},"subject":${JSON.stringify(subject)}}`
  return createHash('sha256').update(text).update(prevHash).digest('hex')
}

/** Appends one entry to the chain; the caller holds the transaction. */
export function auditAppender(db: Database): (entry: Omit<AuditRow, 'seq' | 'prevHash' | 'hash'>) => void {
  const last = db.prepare<[], { seq: number; hash: string }>(
    'SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1',
  )
  const insert = db.prepare(insertSql(AUDIT))
  return (entry) => {
    const before = last.get() ?? { seq: 0, hash: GENESIS }
    const row = { ...entry, seq: before.seq + 1, detail: canonicalJson(entry.detail) }
    insert.run({ ...row, prevHash: before.hash, hash: auditHash(row, before.hash) })
  }
}

/** Walks the chain in chunks, letting other work in between. See Journal.auditVerify. */
export async function verifyAudit(db: Database): Promise<{ rows: number; brokenAt: number | null }> {
  const chunk = db.prepare<[number, number], Stored>(
    `SELECT seq, at, actor, action, subject, detail, prev_hash AS "prevHash", hash
     FROM audit WHERE seq > ? ORDER BY seq LIMIT ?`,
  )
  let prev = { seq: 0, hash: GENESIS }
  for (;;) {
    const rows = chunk.all(prev.seq, CHUNK)
    for (const row of rows) {
      if (row.seq !== prev.seq + 1) return { rows: prev.seq, brokenAt: prev.seq + 1 }
      if (row.prevHash !== prev.hash || row.hash !== auditHash(row, prev.hash))
        return { rows: prev.seq, brokenAt: row.seq }
      prev = row
    }
    if (rows.length < CHUNK) break
    await setImmediate()
  }
  const given = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'audit'").pluck().get() as
    | number
    | undefined
  return { rows: prev.seq, brokenAt: (given ?? 0) > prev.seq ? prev.seq + 1 : null }
}
