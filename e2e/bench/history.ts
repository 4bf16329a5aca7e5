import Sqlite from 'better-sqlite3'

/** Every so many transactions belong to one visit with one settlement. */
const PER_VISIT = 8
/** one message every half minute: a year of a busy counter is a million */
const APART_s = 30

/**
 * Fills a closed journal with `rows` finished transactions and the visits, ledger rows and outbox entries
 * that belong to them, in one go; the newest is older than `before_ms`. The schema is the journal's own.
 */
export function fillJournal(path: string, rows: number, before_ms: number): void {
  const db = new Sqlite(path)
  db.pragma('synchronous = OFF')
  db.pragma('cache_size = -262144')
  const first_s = Math.floor(before_ms / 1000) - (rows + 1) * APART_s
  const facts = { rows, first_s, apart: APART_s, per: PER_VISIT }
  db.transaction(() => {
    for (const sql of FILL) db.prepare(sql).run(facts)
  })()
  db.pragma('wal_checkpoint(TRUNCATE)')
  db.close()
}

const NUMBERS = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < @rows)'
const AT_s = '(@first_s + i * @apart)'
const AT = `(${AT_s} * 1000)`
const VISIT = "'MZ' || (i / @per)"
const INPUT = `'{"data":{"psn_no":"' || i || '","mdtrt_id":"' || i || '","medfee_sumamt":12.34}}'`

const FILL = [
  `${NUMBERS} INSERT INTO txn (seq, msgid, family, infno, kind, state, open, encounter_id, shift_id, opter,
     opter_name, psn_no, insuplc, amount_fen, purpose, refmsgid, attempts, created_at, sent_at, ended_at)
   SELECT i, 'H51010400001' || strftime('%Y%m%d%H%M%S', ${AT_s}, 'unixepoch', 'localtime') || '0100', 'nhsa',
     CASE i % @per WHEN 0 THEN '2207' WHEN 1 THEN '1101' WHEN 2 THEN '2001' ELSE '2204' END,
     CASE WHEN i % @per IN (1, 2) THEN 'query' ELSE 'transact' END, 'SETTLED', 0, ${VISIT}, 'BC1', 'c01',
     '王芳', '5101' || printf('%016d', i % 50000), '510100', 1234, 'visit.settle', 'R' || i, 0, ${AT}, ${AT},
     ${AT} + 40 FROM n`,
  `${NUMBERS} INSERT INTO txn_body (seq, input, local, output) SELECT i, ${INPUT}, '{}', ${INPUT} FROM n`,
  `${NUMBERS} INSERT INTO txn_event (seq, n, at, from_state, to_state, note)
   SELECT i, 1, ${AT}, 'PREPARED', 'SENT', '' FROM n`,
  `${NUMBERS} INSERT INTO txn_event (seq, n, at, from_state, to_state, note)
   SELECT i, 2, ${AT} + 40, 'SENT', 'SETTLED', '' FROM n`,
  ...[
    `INSERT INTO encounter (seq, encounter_id, family, kind, step, active, shift_id, psn_no, psn_name, certno,
       ipt_otp_no, mdtrt_id, version, updated_at)
     SELECT i, 'MZ' || i, 'nhsa', 'outpatient', 'settled', 0, 'BC1', '5101' || (i % 50000), '王芳', 'C' || i,
       'MZ' || i, 'M' || i, 7, ${AT} FROM n`,
    `INSERT INTO encounter_body (seq, data) SELECT i, ${INPUT} FROM n`,
    `INSERT INTO encounter_word (word, seq) SELECT 'mz' || i, i FROM n`,
    `INSERT INTO encounter_word (word, seq) SELECT 'c' || i, i FROM n`,
    `INSERT INTO settlement (family, setl_id, msgid, encounter_id, shift_id, psn_no, mdtrt_id, insutype, med_type,
       total_fen, fund_fen, acct_fen, cash_fen, hosp_fen, setl_time, clr_type, clr_optins, at)
     SELECT 'nhsa', 'S' || i, 'M' || i, 'MZ' || i, 'BC1', 'P', 'M' || i, '310', '11', 10, 5, 3, 2, 0, '', '', '',
       ${AT} FROM n`,
    `INSERT INTO payment (payment_id, encounter_id, setl_id, shift_id, method, amount_fen, at)
     SELECT 'P' || i, 'MZ' || i, 'S' || i, 'BC1', 'cash', 2, ${AT} FROM n`,
    `INSERT INTO outbox (job, key, payload, state, attempts, next_at, created_at, done_at)
     SELECT 'his.writeBack', 'MZ' || i, ${INPUT}, 'done', 1, ${AT}, ${AT}, ${AT} FROM n`,
  ].map((sql) => `${NUMBERS.replace('@rows', 'max(@rows / @per, 1)')} ${sql}`),
]
