import type { Migration } from './index.ts'

/**
 * Encounters, their data apart so that a search reads narrow rows only, and one list of the lower-case words (name, initials, numbers) by which a person is looked
 * for: one prefix range there instead of seven indexes that every step of a visit would have to rewrite.
 */
export const migration: Migration = {
  id: 2,
  name: 'encounter',
  sql: `
CREATE TABLE encounter (
  seq INTEGER PRIMARY KEY,
  encounter_id TEXT NOT NULL UNIQUE,
  family TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('outpatient', 'inpatient')),
  step TEXT NOT NULL,
  active INTEGER NOT NULL CHECK (active IN (0, 1)),
  shift_id TEXT,
  psn_no TEXT,
  psn_name TEXT,
  psn_py TEXT,
  certno TEXT,
  ipt_otp_no TEXT NOT NULL,
  mdtrt_id TEXT,
  version INTEGER NOT NULL CHECK (version > 0),
  updated_at INTEGER NOT NULL
) STRICT;

CREATE TABLE encounter_body (
  seq INTEGER PRIMARY KEY REFERENCES encounter (seq),
  data TEXT NOT NULL
) STRICT;

CREATE TABLE encounter_word (
  word TEXT NOT NULL,
  seq INTEGER NOT NULL REFERENCES encounter (seq),
  PRIMARY KEY (word, seq)
) STRICT, WITHOUT ROWID;

CREATE INDEX encounter_active ON encounter (active) WHERE active = 1;
CREATE INDEX encounter_updated ON encounter (updated_at);
CREATE INDEX encounter_shift ON encounter (shift_id) WHERE shift_id IS NOT NULL;
`,
}
