import type { Migration } from './index.ts'

/**
 * What the day's reconciliation needs: how the centre clears each settlement (read back from the answers of
 * those booked before), the closings, and the filings whose numbers their withdrawal needs.
 */
export const migration: Migration = {
  id: 9,
  name: 'clearing',
  sql: `
ALTER TABLE settlement ADD COLUMN clr_type TEXT NOT NULL DEFAULT '';
ALTER TABLE settlement ADD COLUMN clr_optins TEXT NOT NULL DEFAULT '';
DROP TRIGGER settlement_fixed;
UPDATE settlement SET
  clr_type = ifnull((SELECT json_extract(txn_body.output, '$.setlinfo.clr_type') FROM txn
    JOIN txn_body USING (seq) WHERE txn.msgid = settlement.msgid), ''),
  clr_optins = ifnull((SELECT json_extract(txn_body.output, '$.setlinfo.clr_optins') FROM txn
    JOIN txn_body USING (seq) WHERE txn.msgid = settlement.msgid), '')
  WHERE mdtrt_id IS NOT NULL;
CREATE TRIGGER settlement_fixed BEFORE UPDATE ON settlement
BEGIN SELECT RAISE(ABORT, 'settlement: append only'); END;

CREATE TABLE closing (
  closing_id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('day', 'month')),
  period TEXT NOT NULL,
  opter TEXT NOT NULL,
  opter_name TEXT NOT NULL,
  second_opter TEXT,
  second_name TEXT,
  reason TEXT,
  totals TEXT NOT NULL,
  differences TEXT NOT NULL,
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX closing_period ON closing (period);
CREATE TRIGGER closing_fixed BEFORE UPDATE ON closing
BEGIN SELECT RAISE(ABORT, 'closing: append only'); END;
CREATE TRIGGER closing_kept BEFORE DELETE ON closing
BEGIN SELECT RAISE(ABORT, 'closing: append only'); END;

CREATE TABLE filing (
  filing_id TEXT PRIMARY KEY NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('transfer', 'chronic', 'fixed')),
  state TEXT NOT NULL CHECK (state IN ('draft', 'stands', 'withdrawn')),
  psn_no TEXT NOT NULL,
  psn_name TEXT NOT NULL,
  certno TEXT NOT NULL,
  insuplc TEXT NOT NULL,
  trt_dcla_detl_sn TEXT,
  data TEXT NOT NULL,
  opter TEXT NOT NULL,
  opter_name TEXT NOT NULL,
  version INTEGER NOT NULL CHECK (version > 0),
  at INTEGER NOT NULL
) STRICT;
CREATE INDEX filing_psn ON filing (psn_no);
CREATE INDEX filing_at ON filing (at);
`,
}
