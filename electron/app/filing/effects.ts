import type { Json, JsonObject } from '../../../shared/contract.ts'
import { node } from '../../../shared/settlement.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import type { Change, FilingRow } from '../../journal/port.ts'

/** What a filing's row keeps beside its columns. */
export interface FilingData {
  infno: '2501' | '2501A' | '2503' | '2505'
  /** what was sent */
  input: JsonObject
  /** of one whose number the centre did not tell: whether its own list has it */
  seen?: boolean
  withdrawn?: { reason: string; at: number; opterName: string }
}

export function dataOf(row: FilingRow): FilingData {
  return row.data as unknown as FilingData
}

/** The change that stores a filing over the version that `row` was read at. */
export function putFiling(row: FilingRow): Change {
  const { version, ...put } = row
  return { t: 'filing', put, expect: version }
}

/**
 * What travels with the transaction: the row as it will stand when the centre says yes. While the message
 * is without an answer nothing else changes the row, so its version still holds then.
 */
export function localOf(row: FilingRow): JsonObject {
  return { filingId: row.filingId, filing: row as unknown as Json }
}

const onSettled =
  (next: (row: FilingRow, output: JsonObject) => FilingRow): Effect =>
  ({ txn, outcome, output }) => {
    const row = txn.local.filing as unknown as FilingRow | undefined
    return outcome === 'settled' && row ? [putFiling(next(row, output))] : []
  }

/** A repeated message may be answered as double, without a number: it stands all the same. */
function stands(row: FilingRow, output: JsonObject): FilingRow {
  const number = node(output, 'result')?.trt_dcla_detl_sn
  return { ...row, state: 'stands', trt_dcla_detl_sn: typeof number === 'string' && number ? number : null }
}

/** What each outcome does to a filing, committed together with the transaction. */
export function filingEffects(): Effects {
  return new Map([
    ['filing.file', onSettled(stands)],
    ['filing.withdraw', onSettled((row) => ({ ...row, state: 'withdrawn' }))],
  ])
}
