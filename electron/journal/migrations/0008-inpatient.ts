import type { Migration } from './index.ts'

/**
 * What an inpatient stay keeps beside its encounter: its fee lines one by one, for a stay has thousands and
 * the encounter is rewritten at every step, and its deposits. The sums of the lines are kept with each write:
 * a ward of two hundred stays has half a million lines and must be shown at once. `payment` is made anew
 * because a deposit is one more way to pay and a CHECK cannot be changed.
 */
const OPEN = 'setl_id IS NULL'
/** Each sum, and what one line adds to it; `$` stands for the row. */
const SUMS: Record<string, string> = {
  lines: '1',
  total_fen: '$.amount_fen',
  new_lines: `($.state = 'new' AND $.${OPEN})`,
  new_fen: `($.state = 'new' AND $.${OPEN}) * $.amount_fen`,
  failed_lines: `($.state = 'failed')`,
  failed_fen: `($.state = 'failed') * $.amount_fen`,
  uploaded_lines: `($.state = 'uploaded' AND $.${OPEN})`,
  uploaded_fen: `($.state = 'uploaded' AND $.${OPEN}) * $.amount_fen`,
  settled_fen: `($.setl_id IS NOT NULL) * $.amount_fen`,
  ...Object.fromEntries(
    ['fulamt_ownpay_amt', 'overlmt_amt', 'preselfpay_amt', 'inscp_scp_amt'].map((part) => [
      part,
      `($.state = 'uploaded' AND $.${OPEN}) * ifnull(json_extract($.split, '@.${part}'), 0)`,
    ]),
  ),
}
const of = (row: 'NEW' | 'OLD', term: string) => term.replaceAll('$', row).replaceAll('@', '$')
const each = (set: (column: string, term: string) => string) =>
  Object.entries(SUMS)
    .map(([column, term]) => `${column} = ${set(column, term)}`)
    .join(',\n    ')

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

CREATE TABLE fee_sum (
  encounter_id TEXT PRIMARY KEY NOT NULL,
${Object.keys(SUMS)
  .map((column) => `  ${column} INTEGER NOT NULL DEFAULT 0`)
  .join(',\n')}
) STRICT, WITHOUT ROWID;
CREATE TRIGGER fee_summed AFTER INSERT ON fee BEGIN
  INSERT INTO fee_sum (encounter_id) VALUES (NEW.encounter_id) ON CONFLICT DO NOTHING;
  UPDATE fee_sum SET
    ${each((column, term) => `${column} + ${of('NEW', term)}`)}
    WHERE encounter_id = NEW.encounter_id;
END;
CREATE TRIGGER fee_resummed AFTER UPDATE OF state, setl_id, split ON fee BEGIN
  UPDATE fee_sum SET
    ${each((column, term) => `${column} + ${of('NEW', term)} - ${of('OLD', term)}`)}
    WHERE encounter_id = NEW.encounter_id;
END;
CREATE TRIGGER fee_unsummed AFTER DELETE ON fee BEGIN
  UPDATE fee_sum SET
    ${each((column, term) => `${column} - ${of('OLD', term)}`)}
    WHERE encounter_id = OLD.encounter_id;
END;

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
`,
}
