import type { Migration } from './index.ts'

/** Operators and their shifts. One operator has one shift open at most. */
export const migration: Migration = {
  id: 5,
  name: 'staff',
  sql: `
CREATE TABLE operator (
  opter TEXT PRIMARY KEY NOT NULL,
  opter_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'supervisor', 'cashier')),
  password TEXT NOT NULL,
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  failures INTEGER NOT NULL,
  locked_until INTEGER,
  created_at INTEGER NOT NULL,
  password_at INTEGER NOT NULL
) STRICT;

CREATE TABLE shift (
  shift_id TEXT PRIMARY KEY NOT NULL,
  opter TEXT NOT NULL,
  opter_name TEXT NOT NULL,
  window TEXT NOT NULL,
  sign_no TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  handed_to TEXT,
  totals TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX shift_open ON shift (opter) WHERE ended_at IS NULL;
CREATE INDEX shift_started ON shift (started_at);
`,
}
