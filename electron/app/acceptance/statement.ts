import { zipSync } from 'fflate'
import type { JsonObject } from '../../../shared/contract.ts'
import type { Facts } from './world.ts'

/** Settlements as the TXT of 3202 wants them, in a ZIP. Source: 3202, file_row of the input. */
export function statementOf(booked: readonly JsonObject[], facts: Facts): Buffer {
  const line = (row: JsonObject) =>
    [
      ...[row.setl_id, row.mdtrt_id, facts.psn_no],
      ...['medfee_sumamt', 'fund_pay_sumamt', 'acct_pay'].map((name) => Number(row[name] ?? 0).toFixed(2)),
      row.refund ? '1' : '0',
    ].join('\t')
  const text = booked.map((row) => `${line(row)}\n`).join('')
  return Buffer.from(zipSync({ 'statement.txt': Buffer.from(text) }))
}
