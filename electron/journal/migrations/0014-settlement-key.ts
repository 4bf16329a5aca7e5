import type { Migration } from './index.ts'

/**
 * Platforms number their settlements each by itself, so a number is one settlement only together with its family.
 * `setl_id` stands first in the key: a search by the number alone needs no index of its own. A key cannot be
 * altered, so the table is made anew, in the order of its rows. Papers of work-injury settlements that wait for
 * a printer, and the counts of those printed, name the family from here on.
 */
export const migration: Migration = {
  id: 14,
  name: 'settlement-key',
  sql: `
CREATE TABLE settlement_new (
  family TEXT NOT NULL,
  setl_id TEXT NOT NULL,
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
  clr_type TEXT NOT NULL,
  clr_optins TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (setl_id, family),
  CHECK (total_fen = fund_fen + acct_fen + cash_fen + hosp_fen)
) STRICT;
INSERT INTO settlement_new SELECT family, setl_id, msgid, encounter_id, shift_id, psn_no, mdtrt_id, insutype,
  med_type, total_fen, fund_fen, acct_fen, cash_fen, hosp_fen, reverses, setl_time, clr_type, clr_optins, at
  FROM settlement ORDER BY rowid;
DROP TABLE settlement;
ALTER TABLE settlement_new RENAME TO settlement;
CREATE INDEX settlement_encounter ON settlement (encounter_id);
CREATE INDEX settlement_shift ON settlement (shift_id) WHERE shift_id IS NOT NULL;
CREATE INDEX settlement_at ON settlement (at);
CREATE TRIGGER settlement_fixed BEFORE UPDATE ON settlement
BEGIN SELECT RAISE(ABORT, 'settlement: append only'); END;
CREATE TRIGGER settlement_kept BEFORE DELETE ON settlement
BEGIN SELECT RAISE(ABORT, 'settlement: append only'); END;

UPDATE print_job SET ref = json_set(ref, '$.family', settlement.family, '$.is',
    iif(ref ->> '$.is' = 'slip', 'injurySlip', ref ->> '$.is'))
  FROM settlement WHERE settlement.setl_id = ref ->> '$.setl_id' AND settlement.family IN ('gs', 'bizh', 'gy')
    AND ref ->> '$.is' IN ('slip', 'injurySlip', 'injuryBill');
UPDATE setting SET key = 'print.' || paper.value || '.' || settlement.family || '.' || settlement.setl_id
  FROM settlement JOIN json_each('["injurySlip","injuryBill"]') paper
  WHERE setting.key = 'print.' || paper.value || '.' || settlement.setl_id AND settlement.family IN ('gs', 'bizh', 'gy');
`,
}
