import type { Database, Statement } from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'
import { HOLDING, TXN_STATE_LABEL, type TxnState } from '../../../shared/txn.ts'
import type { Change, EncounterRow } from '../port.ts'
import { auditAppender } from './audit.ts'
import { docAppliers } from './commit-doc.ts'
import { stayAppliers } from './commit-stay.ts'
import {
  ENCOUNTER,
  type EncounterHead,
  insertSql,
  jsonText,
  OPERATOR,
  PAYMENT,
  SETTLEMENT,
  SHIFT,
  type SqlRow,
  type SqlValue,
  selectList,
  TXN,
  toSql,
  upsertSql,
} from './shapes.ts'

type Of<T extends Change['t']> = Extract<Change, { t: T }>
type Applier<T extends Change['t']> = (change: Of<T>) => void
type Appliers = { readonly [T in Change['t']]: Applier<T> }

/** See Journal.commit. One IMMEDIATE transaction: everything or nothing. */
export function createCommit(db: Database): (changes: readonly Change[]) => void {
  const appliers = createAppliers(db)
  const run = db.transaction((changes: readonly Change[]) => {
    for (const change of changes) (appliers[change.t] as (change: Change) => void)(change)
  })
  return (changes) => {
    if (changes.length) run.immediate(changes)
  }
}

function createAppliers(db: Database): Appliers {
  const payment = db.prepare(insertSql(PAYMENT))
  const outbox = db.prepare(
    `INSERT INTO outbox (job, key, payload, state, attempts, next_at, created_at)
     VALUES (@job, @key, @payload, 'waiting', 0, @nextAt, @createdAt)`,
  )
  const mark = db.prepare(
    `UPDATE outbox SET state = @state, attempts = @attempts, next_at = @nextAt, last_error = @lastError,
     done_at = iif(@state = 'done', @at, NULL) WHERE id = @id`,
  )
  const operator = db.prepare(upsertSql(OPERATOR, 'opter'))
  const shift = db.prepare(upsertSql(SHIFT, 'shiftId'))
  const setting = db.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  )
  const audit = auditAppender(db)
  return {
    txn: moveTxn(db),
    encounter: putEncounter(db),
    settlement: addSettlement(db),
    payment: ({ add }) => payment.run(toSql(PAYMENT, add)),
    outbox: ({ add }) => outbox.run({ ...add, payload: jsonText(add.payload) }),
    'outbox.mark': ({ t: _, ...row }) => {
      if (!mark.run(row).changes) fail('conflict', `待办任务 ${row.id} 不存在`)
    },
    operator: ({ put }) => operator.run(toSql(OPERATOR, put)),
    shift: ({ put }) => shift.run(toSql(SHIFT, put)),
    setting: ({ key, value }) => setting.run(key, jsonText(value)),
    audit: ({ entry }) => audit(entry),
    ...stayAppliers(db),
    ...docAppliers(db),
  }
}

const isOpen = (state: TxnState) => HOLDING.includes(state)

function moveTxn(db: Database): Applier<'txn'> {
  const stored = db.prepare<[string], { seq: number; state: TxnState }>(
    'SELECT seq, state FROM txn WHERE msgid = ?',
  )
  const output = db.prepare('UPDATE txn_body SET output = ? WHERE seq = ?')
  const event = db.prepare(
    `INSERT INTO txn_event (seq, n, at, from_state, to_state, note)
     VALUES (@seq, (SELECT ifnull(max(n), 0) + 1 FROM txn_event WHERE seq = +@seq), @at, @from, @to, @note)`,
  )
  // A handful of combinations of columns is ever set; each is prepared once.
  const updates = new Map<string, Statement>()
  const update = (columns: string[]) => {
    const set = columns.map((column) => `${column} = ?`).join(', ')
    const known = updates.get(set)
    if (known) return known
    const made = db.prepare(`UPDATE txn SET ${set} WHERE seq = ?`)
    updates.set(set, made)
    return made
  }

  return ({ msgid, from, to, at, note = '', set = {} }) => {
    const row = stored.get(msgid)
    if (!row) return fail('conflict', `账本里没有报文 ${msgid}`)
    if (!from.includes(row.state))
      return fail(
        'conflict',
        `报文 ${msgid} 的状态已是“${TXN_STATE_LABEL[row.state]}”，不能改为“${TXN_STATE_LABEL[to]}”`,
        '这一步没有写入账本；这笔交易以已有的状态为准。',
        '请刷新后查看。',
      )
    const columns = ['state']
    const values: SqlValue[] = [to]
    if (isOpen(to) !== isOpen(row.state)) {
      columns.push('open')
      values.push(Number(isOpen(to)))
    }
    for (const [field, value] of Object.entries(set)) {
      if (value === undefined || field === 'output') continue
      columns.push(TXN.columns[field as keyof typeof TXN.columns])
      values.push(value as SqlValue)
    }
    update(columns).run(...values, row.seq)
    if (set.output !== undefined) output.run(jsonText(set.output), row.seq)
    // that it was sent the row itself says, by sent_at
    if (to !== 'SENT' || set.sentAt === undefined) event.run({ seq: row.seq, at, from: row.state, to, note })
  }
}

/** What seldom changes between the steps of a visit, and all that is indexed. */
const IDENTITY = [
  'family',
  'kind',
  'shiftId',
  'psnNo',
  'psnName',
  'psnPy',
  'certno',
  'ipt_otp_no',
  'mdtrt_id',
] as const satisfies readonly (keyof EncounterRow)[]

type Identity = Pick<EncounterRow, (typeof IDENTITY)[number]>

/** The words by which an encounter is found, lower case. */
function wordsOf(row: Identity | undefined): Set<string> {
  const words = row ? [row.psnName, row.psnPy, row.certno, row.psnNo, row.ipt_otp_no, row.mdtrt_id] : []
  return new Set(words.flatMap((word) => (word ? [word.toLowerCase()] : [])))
}

function putEncounter(db: Database): Applier<'encounter'> {
  const stored = db.prepare<[string], EncounterHead & { seq: number }>(
    `SELECT seq, ${selectList(ENCOUNTER)} FROM encounter WHERE encounter_id = ?`,
  )
  const insert = db.prepare(insertSql(ENCOUNTER))
  const insertBody = db.prepare('INSERT INTO encounter_body (seq, data) VALUES (?, ?)')
  const updateBody = db.prepare('UPDATE encounter_body SET data = ? WHERE seq = ?')
  const step = 'step = @step, active = @active, version = @version, updated_at = @updatedAt'
  const identity = IDENTITY.map((field) => `${ENCOUNTER.columns[field]} = @${field}`).join(', ')
  const updateStep = db.prepare(`UPDATE encounter SET ${step} WHERE encounter_id = @encounterId`)
  const updateAll = db.prepare(`UPDATE encounter SET ${step}, ${identity} WHERE encounter_id = @encounterId`)
  const addWord = db.prepare('INSERT INTO encounter_word (word, seq) VALUES (?, ?)')
  const dropWord = db.prepare('DELETE FROM encounter_word WHERE word = ? AND seq = ?')

  const writeWords = (old: Identity | undefined, put: Identity, seq: number | bigint) => {
    const before = wordsOf(old)
    const after = wordsOf(put)
    for (const word of before) if (!after.has(word)) dropWord.run(word, seq)
    for (const word of after) if (!before.has(word)) addWord.run(word, seq)
  }
  /** Only the step of a visit changes as a rule: then neither its identity nor its words are written. */
  const write = (
    old: (EncounterHead & { seq: number }) | undefined,
    row: SqlRow,
    put: Identity,
    data: string,
  ) => {
    if (!old) {
      const seq = insert.run(row).lastInsertRowid
      insertBody.run(seq, data)
      return writeWords(undefined, put, seq)
    }
    const same = IDENTITY.every((field) => old[field] === row[field])
    ;(same ? updateStep : updateAll).run(row)
    updateBody.run(data, old.seq)
    if (!same) writeWords(old, put, old.seq)
  }

  return ({ put, expect, at }) => {
    const old = stored.get(put.encounterId)
    if ((old?.version ?? 0) !== expect)
      fail(
        'conflict',
        old ? '这次就诊已在别处改动' : '这次就诊已不存在',
        '这一步没有写入账本。',
        '请重新打开这次就诊后再办理。',
      )
    const row = toSql(ENCOUNTER, { ...put, version: expect + 1, updatedAt: at })
    write(old, row, put, jsonText(put.data))
  }
}

function addSettlement(db: Database): Applier<'settlement'> {
  const insert = db.prepare(insertSql(SETTLEMENT))
  return ({ add }) => {
    if (add.totalFen !== add.fundFen + add.acctFen + add.cashFen + add.hospFen)
      fail(
        'internal',
        `结算 ${add.setl_id} 的金额不平：基金、账户、现金与医院负担之和不等于总额`,
        '这一步没有写入账本。',
        '请不要再收费，联系信息科查明。',
      )
    insert.run(toSql(SETTLEMENT, add))
  }
}
