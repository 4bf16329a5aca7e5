import type { Migration } from './index.ts'

/**
 * What an inpatient stay keeps beside its encounter: its fee lines one by one, for a stay has thousands and
 * the encounter is rewritten at every step, and its deposits. `payment` is made anew because a deposit is one
 * more way to pay and a CHECK cannot be changed.
 */
export const migration: Migration = {
  id: 8,
  name: 'inpatient',
  sql: `
CREATE TABLE fee (
  encounter_id TEXT NOT NULL,
  line_no INTEGER NOT NULL CHECK (line_no > 0),
  charge_id TEXT NOT NULL,
  ipt_no TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('new', 'failed', 'uploaded')),
  gen INTEGER NOT NULL CHECK (gen > 0),
  why TEXT,
  setl_id TEXT,
  at INTEGER NOT NULL,
  day TEXT NOT NULL,
  amount_fen INTEGER NOT NULL,
  med_list_codg TEXT NOT NULL,
  medins_list_codg TEXT NOT NULL,
  name TEXT NOT NULL,
  spec TEXT NOT NULL,
  unit TEXT NOT NULL,
  pric TEXT NOT NULL,
  cnt TEXT NOT NULL,
  med_chrgitm_type TEXT NOT NULL,
  chrgitm_lv TEXT NOT NULL,
  hosp_appr_flag TEXT NOT NULL,
  refund_of INTEGER,
  drord_no TEXT,
  dept_code TEXT NOT NULL,
  dept_name TEXT NOT NULL,
  atddr_no TEXT NOT NULL,
  dr_name TEXT NOT NULL,
  split TEXT,
  PRIMARY KEY (encounter_id, line_no),
  UNIQUE (encounter_id, charge_id)
) STRICT, WITHOUT ROWID;
CREATE TRIGGER fee_fixed BEFORE UPDATE OF encounter_id, line_no, charge_id, ipt_no, at, day, amount_fen,
  med_list_codg, medins_list_codg, pric, cnt, refund_of ON fee
BEGIN SELECT RAISE(ABORT, 'fee: what was charged does not change'); END;

CREATE TABLE deposit (
  deposit_id TEXT PRIMARY KEY NOT NULL,
  encounter_id TEXT NOT NULL,
  shift_id TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('take', 'giveBack', 'apply', 'release')),
  method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'wechat', 'alipay', 'deposit')),
  amount_fen INTEGER NOT NULL CHECK (amount_fen <> 0 AND (amount_fen > 0) = (kind IN ('take', 'release'))),
  receipt_no TEXT,
  ref_no TEXT,
  setl_id TEXT,
  reverses TEXT,
  reason TEXT,
  opter TEXT NOT NULL,
  opter_name TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX deposit_encounter ON deposit (encounter_id);
CREATE INDEX deposit_shift ON deposit (shift_id) WHERE shift_id IS NOT NULL;
CREATE UNIQUE INDEX deposit_receipt ON deposit (receipt_no) WHERE receipt_no IS NOT NULL;
CREATE TRIGGER deposit_fixed BEFORE UPDATE ON deposit
BEGIN SELECT RAISE(ABORT, 'deposit: append only'); END;
CREATE TRIGGER deposit_kept BEFORE DELETE ON deposit
BEGIN SELECT RAISE(ABORT, 'deposit: append only'); END;

CREATE TABLE payment_wide (
  payment_id TEXT PRIMARY KEY NOT NULL,
  encounter_id TEXT NOT NULL,
  setl_id TEXT NOT NULL,
  shift_id TEXT,
  method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'wechat', 'alipay', 'deposit')),
  amount_fen INTEGER NOT NULL,
  ref_no TEXT,
  at INTEGER NOT NULL
) STRICT;
INSERT INTO payment_wide SELECT payment_id, encounter_id, setl_id, shift_id, method, amount_fen, ref_no, at
  FROM payment ORDER BY rowid;
DROP TABLE payment;
ALTER TABLE payment_wide RENAME TO payment;
CREATE INDEX payment_encounter ON payment (encounter_id);
CREATE INDEX payment_shift ON payment (shift_id) WHERE shift_id IS NOT NULL;
CREATE TRIGGER payment_fixed BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'payment: append only'); END;
CREATE TRIGGER payment_kept BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'payment: append only'); END;

CREATE INDEX encounter_inpatient ON encounter (active, updated_at) WHERE kind = 'inpatient';
`,
}
