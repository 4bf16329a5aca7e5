import type { Database } from 'better-sqlite3'
import type { Fen } from '../../../shared/money.ts'
import type { ClosingRow, DepositRow, FeeRow, FeeSums, FilingRow, Journal, PrintJobRow } from '../port.ts'
import { filter, listValue, prefixEnd, statementCache } from './filter.ts'
import { fromSql, type Shape, type SqlValue, selectList } from './shapes.ts'
import { CLOSING, DEPOSIT, FEE, FILING, PRINT_JOB } from './shapes-stay.ts'

type Query<K extends keyof Journal> = Parameters<Journal[K]>[0]

/** Reads of stays, filings, closings and print jobs. */
export function createStayReads(db: Database) {
  const statement = statementCache(db)
  const all = <R>(shape: Shape<R>, tail: string, values: readonly SqlValue[]): R[] =>
    statement(`SELECT ${selectList(shape)} FROM ${shape.table} ${tail}`)
      .all(...values)
      .map((row) => fromSql(shape, row))

  return {
    fees: (query: Query<'fees'>): FeeRow[] => {
      const where = filter(
        ['encounter_id = ?', query.encounterId],
        ['state IN (SELECT value FROM json_each(?))', listValue(query.states)],
        ['setl_id = ?', query.setl_id ?? undefined],
        ['setl_id IS NULL = ?', query.setl_id === null ? 1 : undefined],
        ['day = ?', query.day],
        [
          'line_no IN (SELECT value FROM json_each(?))',
          query.lineNos ? JSON.stringify(query.lineNos) : undefined,
        ],
      )
      const page = [query.limit ?? -1, query.offset ?? 0]
      return all(FEE, `WHERE ${where.sql} ORDER BY line_no LIMIT ? OFFSET ?`, [...where.values, ...page])
    },
    feeSums: (ids: readonly string[]): FeeSums[] =>
      statement(FEE_SUMS).all(JSON.stringify(ids)) as unknown as FeeSums[],
    deposits: (query: Query<'deposits'>): DepositRow[] => {
      const where = filter(
        ['encounter_id = ?', query.encounterId],
        ['shift_id = ?', query.shiftId],
        ['deposit_id = ?', query.depositId],
      )
      return all(DEPOSIT, `WHERE ${where.sql} ORDER BY at, rowid`, where.values)
    },
    depositBalances: (ids: readonly string[]) =>
      statement(BALANCES).all(JSON.stringify(ids)) as { encounterId: string; balanceFen: Fen }[],
    filings: (query: Query<'filings'>): FilingRow[] => {
      const text = query.text?.trim()
      const where = filter(
        ['filing_id = ?', query.filingId],
        ['psn_no = ?', query.psn_no],
        ['kind = ?', query.kind],
      )
      const words = text ? ' AND (psn_name BETWEEN ? AND ? OR certno BETWEEN ? AND ? OR psn_no = ?)' : ''
      const range = text
        ? [text, prefixEnd(text), text.toUpperCase(), prefixEnd(text.toUpperCase()), text]
        : []
      return all(FILING, `WHERE ${where.sql}${words} ORDER BY at DESC LIMIT ?`, [
        ...where.values,
        ...range,
        query.limit,
      ])
    },
    closings: (query: Query<'closings'>): ClosingRow[] => {
      const where = filter(['period = ?', query.period])
      return all(CLOSING, `WHERE ${where.sql} ORDER BY at DESC, rowid DESC LIMIT ?`, [
        ...where.values,
        query.limit,
      ])
    },
    printJob: (jobId: string): PrintJobRow | null => all(PRINT_JOB, 'WHERE job_id = ?', [jobId])[0] ?? null,
    printJobs: (query: Query<'printJobs'>): PrintJobRow[] => {
      const where = filter(['state IN (SELECT value FROM json_each(?))', listValue(query.states)])
      return all(PRINT_JOB, `WHERE ${where.sql} ORDER BY created_at DESC, rowid DESC LIMIT ?`, [
        ...where.values,
        query.limit,
      ])
    },
  }
}

const KEPT = {
  lines: 'lines',
  total_fen: 'totalFen',
  new_lines: 'newLines',
  new_fen: 'newFen',
  failed_lines: 'failedLines',
  failed_fen: 'failedFen',
  uploaded_lines: 'uploadedLines',
  uploaded_fen: 'uploadedFen',
  settled_fen: 'settledFen',
  fulamt_ownpay_amt: 'fulamt_ownpay_amt',
  overlmt_amt: 'overlmt_amt',
  preselfpay_amt: 'preselfpay_amt',
  inscp_scp_amt: 'inscp_scp_amt',
}

const FEE_SUMS = `SELECT ids.value AS encounterId,
  ${Object.entries(KEPT)
    .map(([column, field]) => `ifnull(${column}, 0) AS ${field}`)
    .join(', ')}
  FROM json_each(?) ids LEFT JOIN fee_sum ON fee_sum.encounter_id = ids.value ORDER BY ids.key`

const BALANCES = `SELECT ids.value AS encounterId, ifnull(sum(amount_fen), 0) AS balanceFen
  FROM json_each(?) ids LEFT JOIN deposit ON deposit.encounter_id = ids.value GROUP BY ids.key ORDER BY ids.key`
