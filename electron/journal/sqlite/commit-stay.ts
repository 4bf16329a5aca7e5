import type { Database, Statement } from 'better-sqlite3'
import { fail } from '../../../shared/errors.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Change, FeeRow, FilingRow } from '../port.ts'
import { insertSql, jsonText, type SqlValue, toSql, upsertSql } from './shapes.ts'
import { CLOSING, DEPOSIT, FEE, FILING, PRINT_JOB } from './shapes-stay.ts'

type Of<T extends Change['t']> = Extract<Change, { t: T }>
type Applier<T extends Change['t']> = (change: Of<T>) => void
type Here =
  | `fee${'' | '.set' | '.drop' | '.settle' | '.unsettle' | '.withdraw'}`
  | 'deposit'
  | 'filing'
  | 'closing'
  | 'print'

/** The changes of stays, filings, closings and print jobs. */
export function stayAppliers(db: Database): { readonly [T in Here]: Applier<T> } {
  const fee = db.prepare(insertSql(FEE))
  const drop = db.prepare(
    `DELETE FROM fee WHERE encounter_id = ? AND line_no = ? AND state <> 'uploaded' AND setl_id IS NULL`,
  )
  const settle = db.prepare(
    `UPDATE fee SET setl_id = @setl_id WHERE encounter_id = @encounterId AND setl_id IS NULL
     AND (@which = 'all' OR state = 'uploaded')`,
  )
  const unsettle = db.prepare('UPDATE fee SET setl_id = NULL WHERE encounter_id = ? AND setl_id = ?')
  const withdraw = db.prepare(
    `UPDATE fee SET gen = gen + 1, state = iif(state = 'uploaded', 'new', state), split = 'null',
       why = iif(state = 'uploaded', NULL, why)
     WHERE encounter_id = ? AND setl_id IS NULL`,
  )
  const closing = db.prepare(insertSql(CLOSING))
  const print = db.prepare(upsertSql(PRINT_JOB, 'jobId'))
  return {
    fee: ({ add }) => fee.run(toSql(FEE, add)),
    'fee.set': setFee(db),
    'fee.drop': ({ encounterId, lineNo }) => {
      if (!drop.run(encounterId, lineNo).changes)
        fail('conflict', `第 ${lineNo} 条费用已在中心，不能删除`, '这一步没有写入账本。', '请先撤销上传。')
    },
    'fee.settle': ({ t: _, ...row }) => settle.run(row),
    'fee.unsettle': ({ encounterId, setl_id }) => unsettle.run(encounterId, setl_id),
    'fee.withdraw': ({ encounterId }) => withdraw.run(encounterId),
    deposit: addDeposit(db),
    filing: putFiling(db),
    closing: ({ add }) => closing.run(toSql(CLOSING, add)),
    print: ({ put }) => print.run(toSql(PRINT_JOB, put)),
  }
}

function setFee(db: Database): Applier<'fee.set'> {
  const stored = db.prepare<[string, number], Pick<FeeRow, 'state' | 'setl_id'>>(
    'SELECT state, setl_id FROM fee WHERE encounter_id = ? AND line_no = ?',
  )
  const updates = new Map<string, Statement>()
  return ({ encounterId, lineNo, from, set }) => {
    const row = stored.get(encounterId, lineNo)
    if (!row || row.setl_id !== null || !from.includes(row.state))
      return fail(
        'conflict',
        `第 ${lineNo} 条费用的状态已经改变`,
        '这一步没有写入账本。',
        '请刷新后重新办理。',
      )
    const entries = Object.entries(set).filter(([, value]) => value !== undefined)
    const sql = entries.map(([field]) => `${FEE.columns[field as keyof FeeRow]} = ?`).join(', ')
    const update =
      updates.get(sql) ?? db.prepare(`UPDATE fee SET ${sql} WHERE encounter_id = ? AND line_no = ?`)
    updates.set(sql, update)
    const values = entries.map(([field, value]) => (field === 'split' ? jsonText(value) : value) as SqlValue)
    update.run(...values, encounterId, lineNo)
  }
}

function addDeposit(db: Database): Applier<'deposit'> {
  const insert = db.prepare(insertSql(DEPOSIT))
  const balance = db
    .prepare<[string], Fen>('SELECT ifnull(sum(amount_fen), 0) FROM deposit WHERE encounter_id = ?')
    .pluck()
  return ({ add }) => {
    insert.run(toSql(DEPOSIT, add))
    if (balance.get(add.encounterId)! < 0)
      fail('conflict', '押金余额不足', '这一步没有写入账本。', '请刷新后核对押金余额。')
  }
}

function putFiling(db: Database): Applier<'filing'> {
  const stored = db.prepare<[string], number>('SELECT version FROM filing WHERE filing_id = ?').pluck()
  const put = db.prepare(upsertSql(FILING, 'filingId'))
  return ({ put: row, expect }) => {
    if ((stored.get(row.filingId) ?? 0) !== expect)
      fail('conflict', '这份备案已在别处改动', '这一步没有写入账本。', '请刷新后重新办理。')
    put.run(toSql<FilingRow>(FILING, { ...row, version: expect + 1 }))
  }
}
