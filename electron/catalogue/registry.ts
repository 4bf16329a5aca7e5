import Database from 'better-sqlite3'
import type { ChangeCounts } from './port.ts'

/**
 * Which file is the version in use of each catalogue, which one is in the making; and what is fetched by pages.
 * A row of `version` is the whole of a change of versions: it is durable before the old file goes.
 */
const SCHEMA = `
create table if not exists version (
  kind text primary key, file text not null, label text not null, ver text, rows integer not null,
  loaded_at integer not null, changed text) strict, without rowid;
create table if not exists staging (
  kind text primary key, file text not null, boot_ms integer not null) strict, without rowid;
create table if not exists term (
  kind text not null, rid text not null, code text not null, begndate text not null, enddate text not null,
  gone integer not null, columns text not null, primary key (kind, rid)) strict, without rowid;
create index if not exists term_code on term (code, kind, begndate desc);
create table if not exists pass (
  kind text primary key, since text, newest text, page integer not null, rows integer not null,
  loaded_at integer) strict, without rowid;
create table if not exists dict (
  type text not null, admdvs text not null, value text not null, label text not null,
  parent_value text not null, sort integer not null, valid integer not null,
  primary key (type, admdvs, value, parent_value)) strict, without rowid;
create table if not exists dict_list (
  type text not null, admdvs text not null, rows integer not null, loaded_at integer not null,
  primary key (type, admdvs)) strict, without rowid;
create table if not exists setting (key text primary key, value text not null) strict, without rowid;
`

export type Registry = Database.Database

export function openRegistry(path: string): Registry {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('cache_size = -4096')
  db.exec(SCHEMA)
  return db
}

export interface VersionRow {
  kind: string
  file: string
  label: string
  ver: string | null
  rows: number
  loaded_at: number
  changed: string | null
}

export interface StagingRow {
  kind: string
  file: string
  boot_ms: number
}

export const versions = (db: Registry) =>
  db.prepare('select * from version order by kind').all() as VersionRow[]

export const versionOf = (db: Registry, kind: string) =>
  db.prepare('select * from version where kind = ?').get(kind) as VersionRow | undefined

export const stagingOf = (db: Registry, kind: string) =>
  db.prepare('select * from staging where kind = ?').get(kind) as StagingRow | undefined

export const putStaging = (db: Registry, { kind, file, boot_ms }: StagingRow) =>
  void db.prepare('insert or replace into staging values (?, ?, ?)').run(kind, file, boot_ms)

export const dropStaging = (db: Registry, kind: string) =>
  void db.prepare('delete from staging where kind = ?').run(kind)

/** The one moment in which a version takes the place of another. */
export function swap(
  db: Registry,
  row: Omit<VersionRow, 'changed'> & { changed: ChangeCounts | null },
): void {
  db.transaction(() => {
    db.prepare('insert or replace into version values (?, ?, ?, ?, ?, ?, ?)').run(
      ...[row.kind, row.file, row.label, row.ver, row.rows, row.loaded_at],
      row.changed && JSON.stringify(row.changed),
    )
    dropStaging(db, row.kind)
  })()
}
