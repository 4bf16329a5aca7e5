import type { Migration } from './index.ts'

/** What must happen after a commit. Only waiting and dead rows are indexed; the done ones are history. */
export const migration: Migration = {
  id: 4,
  name: 'outbox',
  sql: `
CREATE TABLE outbox (
  id INTEGER PRIMARY KEY,
  job TEXT NOT NULL,
  key TEXT NOT NULL,
  payload TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'dead')),
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  last_error TEXT,
  created_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX outbox_waiting ON outbox (key, id) WHERE state = 'waiting';
CREATE INDEX outbox_dead ON outbox (state) WHERE state = 'dead';
`,
}
