import type { Migration } from './index.ts'

/**
 * Transactions. The narrow row is apart from its JSON body, so that a search through 1,000,000 rows reads
 * about 200 bytes a row and not the messages. `open` marks the states of HOLDING in shared/txn.ts: the two
 * partial indexes hold only those rows, a handful whatever the history, and PREPARED to SENT does not touch
 * them. Each index that a commit touches costs it about 10 µs: the
 * state is in none but those two, so a search by state alone reads the rows of its range.
 */
export const migration: Migration = {
  id: 1,
  name: 'txn',
  sql: `
CREATE TABLE txn (
  seq INTEGER PRIMARY KEY,
  msgid TEXT NOT NULL UNIQUE,
  family TEXT NOT NULL,
  infno TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('query', 'transact', 'upload', 'download', 'session')),
  state TEXT NOT NULL CHECK (state IN ('PREPARED', 'SENT', 'SETTLED', 'REJECTED', 'UNKNOWN', 'QUERYING',
    'ABSENT', 'REVERSING', 'REVERSED', 'MANUAL')),
  open INTEGER NOT NULL DEFAULT 1 CHECK (open = (state NOT IN ('SETTLED', 'REJECTED', 'ABSENT', 'REVERSED'))),
  parent TEXT,
  encounter_id TEXT,
  shift_id TEXT,
  opter TEXT NOT NULL,
  opter_name TEXT NOT NULL,
  psn_no TEXT,
  insuplc TEXT,
  amount_fen INTEGER,
  purpose TEXT,
  refmsgid TEXT,
  err_code TEXT,
  err_msg TEXT,
  attempts INTEGER NOT NULL,
  next_at INTEGER,
  created_at INTEGER NOT NULL,
  sent_at INTEGER,
  ended_at INTEGER
) STRICT;

CREATE TABLE txn_body (
  seq INTEGER PRIMARY KEY REFERENCES txn (seq),
  input TEXT NOT NULL,
  local TEXT NOT NULL,
  output TEXT
) STRICT;

CREATE TABLE txn_event (
  seq INTEGER NOT NULL REFERENCES txn (seq),
  n INTEGER NOT NULL,
  at INTEGER NOT NULL,
  from_state TEXT,
  to_state TEXT NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (seq, n)
) STRICT, WITHOUT ROWID;

CREATE INDEX txn_open_psn ON txn (psn_no) WHERE open = 1 AND parent IS NULL;
CREATE INDEX txn_open_encounter ON txn (encounter_id) WHERE open = 1 AND parent IS NULL;
CREATE INDEX txn_parent ON txn (parent) WHERE parent IS NOT NULL;
CREATE INDEX txn_encounter ON txn (encounter_id, created_at, kind) WHERE encounter_id IS NOT NULL;
CREATE INDEX txn_psn ON txn (psn_no) WHERE encounter_id IS NULL AND psn_no IS NOT NULL;
CREATE INDEX txn_scan ON txn (created_at, seq, kind, infno, opter, amount_fen);

CREATE TRIGGER txn_fixed BEFORE UPDATE OF seq, msgid, family, infno, kind, parent, encounter_id, shift_id,
  opter, opter_name, insuplc, amount_fen, purpose, created_at ON txn
BEGIN SELECT RAISE(ABORT, 'txn: what was prepared does not change'); END;
CREATE TRIGGER txn_kept BEFORE DELETE ON txn
BEGIN SELECT RAISE(ABORT, 'txn: rows are kept'); END;
CREATE TRIGGER txn_body_fixed BEFORE UPDATE OF seq, input, local ON txn_body
BEGIN SELECT RAISE(ABORT, 'txn_body: what was prepared does not change'); END;
CREATE TRIGGER txn_body_kept BEFORE DELETE ON txn_body
BEGIN SELECT RAISE(ABORT, 'txn_body: rows are kept'); END;
CREATE TRIGGER txn_event_fixed BEFORE UPDATE ON txn_event
BEGIN SELECT RAISE(ABORT, 'txn_event: append only'); END;
CREATE TRIGGER txn_event_kept BEFORE DELETE ON txn_event
BEGIN SELECT RAISE(ABORT, 'txn_event: append only'); END;
`,
}
