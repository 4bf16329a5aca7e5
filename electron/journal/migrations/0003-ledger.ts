import type { Migration } from './index.ts'

/** The counter's own ledger: settlements and refunds, and how the rest was paid. Rows are never changed. */
export const migration: Migration = {
  id: 3,
  name: 'ledger',
  sql: `
CREATE TABLE settlement (
  setl_id TEXT PRIMARY KEY NOT NULL,
  msgid TEXT NOT NULL,
  encounter_id TEXT NOT NULL,
  shift_id TEXT,
  psn_no TEXT,
  mdtrt_id TEXT,
  insutype TEXT NOT NULL,
  med_type TEXT NOT NULL,
  total_fen INTEGER NOT NULL,
  fund_fen INTEGER NOT NULL,
  acct_fen INTEGER NOT NULL,
  cash_fen INTEGER NOT NULL,
  hosp_fen INTEGER NOT NULL,
  reverses TEXT,
  setl_time TEXT NOT NULL,
  at INTEGER NOT NULL,
  CHECK (total_fen = fund_fen + acct_fen + cash_fen + hosp_fen)
) STRICT;
CREATE INDEX settlement_encounter ON settlement (encounter_id);
CREATE INDEX settlement_shift ON settlement (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX settlement_at ON settlement (at);

CREATE TABLE payment (
  payment_id TEXT PRIMARY KEY NOT NULL,
  encounter_id TEXT NOT NULL,
  setl_id TEXT NOT NULL,
  shift_id TEXT,
  method TEXT NOT NULL CHECK (method IN ('cash', 'card', 'wechat', 'alipay')),
  amount_fen INTEGER NOT NULL,
  ref_no TEXT,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX payment_encounter ON payment (encounter_id);
CREATE INDEX payment_shift ON payment (shift_id) WHERE shift_id IS NOT NULL;

CREATE TRIGGER settlement_fixed BEFORE UPDATE ON settlement
BEGIN SELECT RAISE(ABORT, 'settlement: append only'); END;
CREATE TRIGGER settlement_kept BEFORE DELETE ON settlement
BEGIN SELECT RAISE(ABORT, 'settlement: append only'); END;
CREATE TRIGGER payment_fixed BEFORE UPDATE ON payment
BEGIN SELECT RAISE(ABORT, 'payment: append only'); END;
CREATE TRIGGER payment_kept BEFORE DELETE ON payment
BEGIN SELECT RAISE(ABORT, 'payment: append only'); END;
`,
}
