import type { Migration } from './index.ts'

/** What was sent to a printer and has not come out yet, so that a jam or a restart loses no paper. */
export const migration: Migration = {
  id: 10,
  name: 'print',
  sql: `
CREATE TABLE print_job (
  job_id TEXT PRIMARY KEY NOT NULL,
  ref TEXT NOT NULL,
  title TEXT NOT NULL,
  printer TEXT NOT NULL,
  copies INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'printing', 'done', 'failed', 'cancelled')),
  attempts INTEGER NOT NULL,
  last_error TEXT,
  opter TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  done_at INTEGER
) STRICT;
CREATE INDEX print_job_open ON print_job (state) WHERE state IN ('waiting', 'printing', 'failed');
CREATE INDEX print_job_at ON print_job (created_at);
`,
}
