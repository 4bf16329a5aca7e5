import type { Migration } from './index.ts'

export const migration: Migration = {
  id: 7,
  name: 'setting',
  sql: `CREATE TABLE setting (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`,
}
