import Database from 'better-sqlite3'
import type { CatalogueShape } from './port.ts'

/**
 * One version of one catalogue is one file: it is made beside the version in use and takes its place by a
 * single commit elsewhere (registry.ts), so whatever happens to the making of it, the old one stays whole. The
 * row is kept as it came, with the few columns beside it that are searched.
 *
 * `name` holds every name once, numbered by its length (id = length × 2^32 + n), so that an index which gives its
 * answers by number gives the shortest first. `fts` has the tokens of names by that number, `pieces` those of
 * long codes by the entry's.
 */
const SCHEMA = `
create table if not exists meta (key text primary key, value text not null) strict, without rowid;
create table if not exists entry (
  id integer primary key, rid text not null, code text not null, name text not null, gone integer not null,
  raw blob not null) strict;
create table if not exists alias (name text not null, entry integer not null) strict;
create table if not exists number (number text not null, entry integer not null) strict;
create table if not exists name (id integer primary key, name text not null) strict;
create table if not exists change (
  rid text primary key, what text not null, code text not null, name text not null, before blob, after blob)
  strict, without rowid;
create index if not exists change_what on change (what, code);
create virtual table if not exists fts using fts5 (
  tokens, content='', detail=none, columnsize=0, tokenize='ascii');
create virtual table if not exists pieces using fts5 (
  tokens, content='', detail=none, columnsize=0, tokenize='ascii');
`

/** Made once the rows are in: building them beside each row would take several times as long. */
export const INDEXES: readonly (readonly [name: string, sql: string])[] = [
  ['rid', 'create unique index if not exists entry_rid on entry (rid)'],
  ['code', 'create index if not exists entry_code on entry (code collate nocase)'],
  ['names', 'create index if not exists entry_name on entry (name, gone)'],
  ['alias', 'create index if not exists alias_name on alias (name)'],
  ['alias of', 'create index if not exists alias_entry on alias (entry)'],
  ['number', 'create index if not exists number_number on number (number collate nocase)'],
  ['number of', 'create index if not exists number_entry on number (entry)'],
  ['known', 'create unique index if not exists name_name on name (name)'],
]

export type Db = Database.Database
export type Statement = Database.Statement<unknown[]>

/** kB */
const CACHE_kB = 16 * 1024
const READ_CACHE_kB = 2 * 1024
const PAGE_bytes = 8192
/** read where the system keeps it anyhow, instead of copied */
const MAPPED_bytes = 1 << 28

/**
 * To be written to. Nothing is synced before the end (`sealed`): a killed program loses nothing by that, for
 * what it wrote is the system's already; after a power cut the file is thrown away (registry.ts knows).
 */
export function openStaging(path: string): Db {
  const db = new Database(path)
  db.pragma(`page_size = ${PAGE_bytes}`)
  db.pragma('journal_mode = TRUNCATE')
  db.pragma('synchronous = OFF')
  db.pragma('temp_store = FILE')
  db.pragma(`cache_size = -${CACHE_kB}`)
  db.exec(SCHEMA)
  return db
}

export function openVersion(path: string): Db {
  const db = new Database(path, { readonly: true, fileMustExist: true })
  db.pragma(`cache_size = -${READ_CACHE_kB}`)
  db.pragma('query_only = 1')
  db.pragma(`mmap_size = ${MAPPED_bytes}`)
  return db
}

export interface Meta {
  shape: CatalogueShape
  fresh: boolean
  /** of the newest row that names one */
  ver: string | null
  rows: number
  files: number
  /** the file that is being taken in, and how many bytes of its text are in */
  ref: string | null
  bytes: number
  /** rows that had neither rid nor code */
  skipped: number
  /** of `finish`: what is done */
  finished: string[]
  /** of `finish`: the last one that was put into each index */
  reached: Record<string, string | number>
}

export function metaOf(db: Db): Meta | null {
  const text = db.prepare("select value from meta where key = 'state'").pluck().get() as string | undefined
  return text === undefined ? null : JSON.parse(text)
}

export function keepMeta(db: Db, meta: Meta): void {
  db.prepare("insert or replace into meta values ('state', ?)").run(JSON.stringify(meta))
}

export const emptyMeta = (shape: CatalogueShape, fresh: boolean): Meta => ({
  ...{ shape, fresh, ver: null, rows: 0, files: 0, ref: null, bytes: 0, skipped: 0 },
  ...{ finished: [], reached: {} },
})
