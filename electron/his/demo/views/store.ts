import type Database from 'better-sqlite3'
import type { JsonObject } from '../../../../shared/contract.ts'
import type { His, HisRecord, HisView } from '../../port.ts'
import { frontpageOf } from './frontpage.ts'
import { type DemoRecord, viewRecords } from './index.ts'
import { stayRecordOf } from './injury.ts'

const SCHEMA = `
create table view_row (
  serial integer primary key autoincrement, view text not null, key text not null, at integer not null,
  body text not null) strict;
create index view_serial on view_row (view, serial);
create unique index view_key on view_row (view, key);
`

export function openViews(db: Database.Database, now: number): void {
  db.exec(SCHEMA)
  for (const record of viewRecords(now)) putRecord(db, record, now)
}

/** Books a record, or mends it: it then has a new serial. */
export function putRecord(db: Database.Database, { view, key, data }: DemoRecord, at: number): void {
  db.prepare('insert or replace into view_row (view, key, at, body) values (?, ?, ?, ?)').run(
    view,
    key,
    at,
    JSON.stringify(data),
  )
}

type Views = Pick<His, 'feed' | 'record'> & {
  /** for tests and drills: what a department of the hospital writes down */
  putRecord(view: HisView, key: string, data: JsonObject): Promise<void>
}

export function views(
  db: Database.Database,
  answer: <T>(work: () => T) => Promise<T>,
  now: () => number,
): Views {
  const feed = db.prepare(
    'select serial, key, at, body from view_row where view = ? and serial > ? order by serial limit ?',
  )
  const one = db.prepare('select serial, key, at, body from view_row where view = ? and key = ?')
  const read = (row: unknown): HisRecord => {
    const { body, ...head } = row as Omit<HisRecord, 'data'> & { body: string }
    return { ...head, data: JSON.parse(body) }
  }
  return {
    feed: (view, after, limit) => answer(() => feed.all(view, after, limit).map(read)),
    record: (view, key) =>
      answer(() => {
        const row = one.get(view, key)
        if (!row && view === 'clinical.stay') {
          const data = stayRecordOf(db, key, now())
          return data ? { serial: 0, key, at: now(), data } : null
        }
        if (row || view !== 'frontpage') return row ? read(row) : null
        // the record office writes it when the stay is over and somebody asks
        const data = frontpageOf(db, key, now())
        if (!data) return null
        putRecord(db, { view, key, data }, now())
        return read(one.get(view, key))
      }),
    putRecord: (view, key, data) => answer(() => putRecord(db, { view, key, data }, now())),
  }
}
