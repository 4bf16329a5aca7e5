import type { Migration } from './index.ts'

/** Whose platform a settlement went to: what is reconciled with the national centre is not work-injury insurance. */
export const migration: Migration = {
  id: 13,
  name: 'family',
  sql: `ALTER TABLE settlement ADD COLUMN family TEXT NOT NULL DEFAULT 'nhsa';`,
}
