import type { Database, Statement } from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'
import type { Change, DocRow, UploadRow, UploadState } from '../port.ts'
import { CLOSED } from './reads-doc.ts'
import { insertSql, jsonText, type SqlValue, toSql } from './shapes.ts'
import { DOC, UPLOAD } from './shapes-doc.ts'

type Of<T extends Change['t']> = Extract<Change, { t: T }>
type Applier<T extends Change['t']> = (change: Of<T>) => void
type Here = 'doc' | 'doc.drop' | 'upload' | 'upload.set'

/** The changes of records without a table of their own, and of uploads. */
export function docAppliers(db: Database): { readonly [T in Here]: Applier<T> } {
  const stored = db.prepare<[string, string], Pick<DocRow, 'version' | 'createdAt'>>(
    'SELECT version, created_at AS createdAt FROM doc WHERE kind = ? AND id = ?',
  )
  const put = db.prepare(
    `${insertSql(DOC)} ON CONFLICT (kind, id) DO UPDATE SET state = excluded.state,
       subject = excluded.subject, text = excluded.text, data = excluded.data, opter = excluded.opter,
       opter_name = excluded.opter_name, version = excluded.version, at = excluded.at`,
  )
  const drop = db.prepare('DELETE FROM doc WHERE kind = ? AND id = ?')
  const expectVersion = (found: number, expect: number) => {
    if (found !== expect)
      fail('conflict', '这条记录已在别处改动', '这一步没有写入账本。', '请刷新后重新办理。')
  }
  return {
    doc: ({ put: row, expect }) => {
      const old = stored.get(row.kind, row.id)
      expectVersion(old?.version ?? 0, expect)
      put.run(toSql<DocRow>(DOC, { ...row, version: expect + 1, createdAt: old?.createdAt ?? row.at }))
    },
    'doc.drop': ({ kind, id, expect }) => {
      expectVersion(stored.get(kind, id)?.version ?? 0, expect)
      drop.run(kind, id)
    },
    ...uploadAppliers(db),
  }
}

function uploadAppliers(db: Database): { readonly [T in 'upload' | 'upload.set']: Applier<T> } {
  const add = db
    .prepare(
      `INSERT INTO upload (source, key, state, psn_no, title, fields, answer, attempts, created_at, at)
     VALUES (@source, @key, 'waiting', @psn_no, @title, '[]', 'null', 0, @at, @at)
     ON CONFLICT (source, key) DO UPDATE SET state = 'waiting', psn_no = excluded.psn_no,
       title = excluded.title, why = NULL, fields = '[]', at = max(excluded.at, upload.at + 1)
     WHERE state IN ('waiting', 'held', 'refused') RETURNING seq`,
    )
    .pluck()
  const putBody = db.prepare(
    'INSERT INTO upload_body VALUES (?, ?) ON CONFLICT (seq) DO UPDATE SET payload = excluded.payload',
  )
  const setBodies = db.prepare(
    `UPDATE upload_body SET payload = ? WHERE seq IN
       (SELECT seq FROM upload WHERE source = +? AND key IN (SELECT value FROM json_each(?)))`,
  )
  const updates = new Map<string, Statement>()
  const updateOf = (set: string, from: readonly UploadState[]) => {
    const states = from.map((state) => `'${state}'`).join(', ')
    const known = updates.get(`${set} ${states}`)
    if (known) return known
    // one statement for all keys; `at` never stands still, so that it tells one writing from the next
    const made = db.prepare(
      `UPDATE upload SET ${set}at = max(?, at + 1) WHERE source = +?
       AND key IN (SELECT value FROM json_each(?)) AND state IN (${states})`,
    )
    updates.set(`${set} ${states}`, made)
    return made
  }
  // `at` only ever rises: where the sum is the same, each is (by differences, for the sum of many is no number)
  const risen = db
    .prepare<[number, string, string], number>(
      `SELECT sum(at - ?) FROM upload WHERE source = +? AND key IN (SELECT value FROM json_each(?))`,
    )
    .pluck()
  const refuse = (keys: readonly string[]) => {
    const which = keys.length === 1 ? `记录 ${keys[0]} ` : `${keys.length} 条记录中有的`
    fail('conflict', `待上传${which}已经改变`, '这一步没有写入账本。', '请刷新后重试。')
  }
  const countClosed = closedCounter(db)
  return {
    upload: ({ add: { payload, ...row }, at }) => {
      const seq = add.get({ ...row, at })
      if (seq !== undefined) putBody.run(seq, jsonText(payload))
    },
    'upload.set': ({ source, keys, asOf, from, set: { payload, ...set }, at }) => {
      const named = JSON.stringify(keys)
      const first = asOf?.[0] ?? 0
      const same =
        !asOf || risen.get(first, source, named) === asOf.reduce((sum, each) => sum + each - first, 0)
      if (!same) refuse(keys)
      const entries = Object.entries(set).filter(([, value]) => value !== undefined)
      const columns = entries.map(([field]) => `${UPLOAD.columns[field as keyof UploadRow]} = ?`)
      const values = entries.map(([field, value]) =>
        UPLOAD.json?.includes(field as keyof UploadRow) ? jsonText(value) : (value as SqlValue),
      )
      const update = updateOf(columns.map((column) => `${column}, `).join(''), from)
      if (set.state) countClosed(source, named, from, set.state, keys.length)
      if (update.run(...values, at, source, named).changes !== keys.length) refuse(keys)
      if (payload !== undefined) setBodies.run(jsonText(payload), source, named)
    },
  }
}

const isClosed = (state: UploadState) => state === 'accepted' || state === 'withdrawn'

/** Keeps how many rows of a source are closed, so that nobody ever has to count them. */
function closedCounter(db: Database) {
  const before = db.prepare<[string, string], { state: UploadState; count: number }>(
    `SELECT state, count(*) AS count FROM upload WHERE source = +? AND key IN (SELECT value FROM json_each(?))
     AND state IN ('accepted', 'withdrawn') GROUP BY state`,
  )
  const add = db.prepare(
    `INSERT INTO setting (key, value) VALUES ($key, json_object('accepted', $accepted, 'withdrawn', $withdrawn))
     ON CONFLICT (key) DO UPDATE SET value = json_object('accepted', value ->> 'accepted' + $accepted,
       'withdrawn', value ->> 'withdrawn' + $withdrawn)`,
  )
  return (source: string, keys: string, from: readonly UploadState[], to: UploadState, count: number) => {
    const change = { accepted: 0, withdrawn: 0 }
    if (to === 'accepted' || to === 'withdrawn') change[to] += count
    if (from.some(isClosed))
      for (const row of before.all(source, keys)) change[row.state as keyof typeof change] -= row.count
    if (change.accepted !== 0 || change.withdrawn !== 0) add.run({ key: `${CLOSED}${source}`, ...change })
  }
}
