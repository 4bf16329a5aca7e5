import { batched } from './batch.ts'
import { columnsWanted, cutter, eachRow, type Parsed, parsed } from './lines.ts'
import { namesOf, piecesInto } from './names.ts'
import { type Db, keepMeta, type Meta, metaOf } from './version.ts'
import { unfolded } from './zip.ts'

/** a commit holds so many rows, and with them how far the file was read */
const COMMIT_rows = 20_000
/** the same where each row is looked up first */
const COMMIT_upserts = 2_000

export interface TakeOptions {
  path: string
  ref: string
  stopped(): boolean
  progress(done: number): void
}

/** Stopped in between; what was committed stays. */
export class Stopped extends Error {}

/**
 * Takes one file into a staged version, from where an earlier run of the same file stopped. Rows replace those
 * of the same rid (rules of 1301…). Throws RangeError where the file is broken, Stopped.
 */
export async function take(db: Db, { path, ref, stopped, progress }: TakeOptions): Promise<Meta> {
  const meta = metaOf(db)!
  if (meta.ref !== null && meta.ref !== ref) throw new Error('another file is half taken')
  meta.ref = ref
  const writer = meta.fresh ? appending(db, meta) : replacing(db, meta)
  const most = meta.fresh ? COMMIT_rows : COMMIT_upserts
  const cut = cutter(columnsWanted(meta.shape))
  let pending = 0
  const commit = () => {
    writer.flush()
    keepMeta(db, meta)
    db.exec('commit')
    pending = 0
  }
  db.exec('begin immediate')
  try {
    // what the version before had changed is no news any more
    if (!meta.fresh && meta.files === 0 && meta.bytes === 0) db.exec('delete from change')
    await eachRow(
      unfolded(path),
      meta.bytes,
      (line) => {
        const row = parsed(meta.shape, cut(line))
        if (row) {
          if (row.ver) meta.ver = row.ver
          writer.put(row, line.buf.subarray(line.from, line.to))
        } else meta.skipped++
        meta.bytes = line.end
        if (++pending < most) return
        commit()
        if (stopped()) throw new Stopped()
        db.exec('begin immediate')
      },
      progress,
    )
    meta.ref = null
    meta.bytes = 0
    meta.files++
    commit()
  } catch (error) {
    if (db.inTransaction) db.exec('rollback')
    throw error
  }
  return meta
}

interface Writer {
  put(row: Parsed, raw: Buffer): void
  flush(): void
}

/** Nothing was there before: rows are put down as they come, doubles are sorted out at the end. */
function appending(db: Db, meta: Meta): Writer {
  // an entry's number is its place: nobody else writes here
  const entries = batched(db, 'entry (rid, code, name, gone, raw)', 5)
  const extra = besides(db)
  let id = (db.prepare('select max(id) from entry').pluck().get() as number | null) ?? 0
  return {
    put(row, raw) {
      entries.add([row.rid, row.code, row.name, row.gone, raw])
      extra.add(++id, row)
      meta.rows++
    },
    flush() {
      entries.flush()
      extra.flush()
    },
  }
}

/** Other names and numbers of an entry. */
function besides(db: Db) {
  const alias = batched(db, 'alias (name, entry)', 2)
  const number = batched(db, 'number (number, entry)', 2)
  return {
    add(id: number, { names, numbers }: Parsed) {
      for (const name of names) alias.add([name, id])
      for (const no of numbers) number.add([no, id])
    },
    flush() {
      alias.flush()
      number.flush()
    },
  }
}

interface Kept {
  id: number
  code: string
  name: string
  gone: number
  raw: Buffer
}

/** Upon the version before: each row by its rid, with every index kept, and what it changes written down. */
function replacing(db: Db, meta: Meta): Writer {
  const find = db.prepare('select id, code, name, gone, raw from entry where rid = ?')
  const insert = db.prepare('insert into entry (rid, code, name, gone, raw) values (?, ?, ?, ?, ?)')
  const update = db.prepare('update entry set code = ?, name = ?, gone = ?, raw = ? where id = ?')
  const clear = ['alias', 'number'].map((table) => db.prepare(`delete from ${table} where entry = ?`))
  const note = changesInto(db)
  const extra = besides(db)
  const names = namesOf(db)
  const pieces = piecesInto(db)
  let fresh: [id: number, name: string][] = []
  const known = (row: Parsed) => {
    for (const name of [row.name, ...row.names]) {
      const id = name === '' ? null : names.add(name)
      if (id !== null) fresh.push([id, name])
    }
  }
  return {
    put(row, raw) {
      const before = find.get(row.rid) as Kept | undefined
      if (before?.raw.equals(raw)) return
      let id = before?.id
      if (id === undefined) {
        id = Number(insert.run(row.rid, row.code, row.name, row.gone, raw).lastInsertRowid)
        meta.rows++
      } else {
        update.run(row.code, row.name, row.gone, raw, id)
        // the same one may stand in this file twice: what waits must be there to be taken away
        extra.flush()
        for (const statement of clear) statement.run(id)
      }
      extra.add(id, row)
      known(row)
      if (before?.code !== row.code) pieces(id, id)
      note(row, before, raw)
    },
    flush() {
      extra.flush()
      names.index(fresh.sort(([a], [b]) => a - b))
      fresh = []
    },
  }
}

/** A row that changes twice on the way is one change, from what was in use to what will be. */
function changesInto(db: Db) {
  const insert = db.prepare(
    `insert into change (rid, what, code, name, before, after) values (?, ?, ?, ?, ?, ?)
     on conflict (rid) do update set code = excluded.code, name = excluded.name, after = excluded.after,
       what = case when change.what = 'added' then 'added' else excluded.what end`,
  )
  return (row: Parsed, before: Kept | undefined, after: Buffer) => {
    const what = !before ? 'added' : row.gone > before.gone ? 'stopped' : 'changed'
    insert.run(row.rid, what, row.code, row.name, before?.raw ?? null, after)
  }
}
