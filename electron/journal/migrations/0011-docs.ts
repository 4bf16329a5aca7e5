import type { Migration } from './index.ts'

/**
 * Records that need no table of their own, what is on its way to a platform without a cashier, the roles of those
 * who look after it, and a share that a relative's account has paid (a CHECK cannot be altered, so the tables of
 * operators and payments are made anew).
 */
export const migration: Migration = {
  id: 11,
  name: 'docs',
  sql: `
CREATE TABLE doc (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  state TEXT NOT NULL,
  subject TEXT NOT NULL,
  text TEXT NOT NULL,
  data TEXT NOT NULL,
  opter TEXT NOT NULL,
  opter_name TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  created_at INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
CREATE INDEX doc_state ON doc (kind, state, at);
CREATE INDEX doc_subject ON doc (kind, subject) WHERE subject <> '';
CREATE INDEX doc_at ON doc (kind, at);

CREATE TABLE upload (
  seq INTEGER PRIMARY KEY,
  source TEXT NOT NULL,
  key TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'held', 'sent', 'accepted', 'refused', 'withdrawn')),
  psn_no TEXT NOT NULL,
  title TEXT NOT NULL,
  payload TEXT NOT NULL,
  msgid TEXT,
  why TEXT,
  fields TEXT NOT NULL,
  answer TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  created_at INTEGER NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE UNIQUE INDEX upload_key ON upload (source, key);
CREATE INDEX upload_open ON upload (source, state, seq) WHERE state IN ('waiting', 'held', 'sent', 'refused');
CREATE INDEX upload_msgid ON upload (msgid) WHERE state = 'sent';

CREATE TABLE operator_new (
  opter TEXT PRIMARY KEY NOT NULL,
  opter_name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('admin', 'supervisor', 'cashier', 'office', 'pharmacist')),
  password TEXT NOT NULL,
  disabled INTEGER NOT NULL CHECK (disabled IN (0, 1)),
  failures INTEGER NOT NULL,
  locked_until INTEGER,
  created_at INTEGER NOT NULL,
  password_at INTEGER NOT NULL
) STRICT;
INSERT INTO operator_new SELECT opter, opter_name, role, password, disabled, failures, locked_until,
  created_at, password_at FROM operator;
DROP TABLE operator;
ALTER TABLE operator_new RENAME TO operator;

CREATE TABLE payment_new (
  payment_id TEXT PRIMARY KEY NOT NULL,
  encounter_id TEXT NOT NULL,
  setl_id TEXT NOT NULL,
  shift_id TEXT,
  method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'wechat', 'alipay', 'deposit', 'family')),
  amount_fen INTEGER NOT NULL,
  ref_no TEXT,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO payment_new SELECT payment_id, encounter_id, setl_id, shift_id, method, amount_fen, ref_no, at
  FROM payment ORDER BY rowid;
DROP TABLE payment;
ALTER TABLE payment_new RENAME TO payment;
CREATE INDEX payment_encounter ON payment (encounter_id);
CREATE INDEX payment_shift ON payment (shift_id) WHERE shift_id IS NOT NULL;
CREATE TRIGGER payment_fixed BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'payment: append only'); END;
CREATE TRIGGER payment_kept BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'payment: append only'); END;
`,
}
