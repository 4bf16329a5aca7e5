import type { FieldFault, Json, JsonObject } from '../../../shared/contract.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Effect } from '../../engine/engine.ts'
import type { Change, UploadRow } from '../../journal/port.ts'
import type { UploadSource } from './port.ts'

/**
 * What the end of a message does to the rows that travel in it, in the same commit: accepted or refused row by
 * row as its answer says; waiting again where it did not arrive. Of a message that was refused as a whole the
 * sender finds the rows to blame; until then they stay `sent`.
 */
export function batchEffect(sources: ReadonlyMap<string, UploadSource>): Effect {
  return ({ txn, outcome, output, uploads = [], now }) => {
    const id = String(txn.local.source)
    if (uploads.length === 0 || outcome === 'rejected') return []
    if (outcome === 'settled') return settled(txn, sources.get(id), uploads, output, now)
    return [moved(id, uploads, { state: 'waiting' }, now)]
  }
}

type Moved = Extract<Change, { t: 'upload.set' }>['set']

/** Rows in a message, or between two, to another state. */
export function moved(source: string, rows: readonly UploadRow[], set: Moved, at: number): Change {
  return { t: 'upload.set', source, keys: rows.map((row) => row.key), from: ['sent'], set, at }
}

function settled(
  txn: Txn,
  source: UploadSource | undefined,
  rows: readonly UploadRow[],
  output: JsonObject,
  now: number,
): Change[] {
  const id = String(txn.local.source)
  const no = source?.refused?.(rows, output) ?? new Map<string, string>()
  const taken = no.size > 0 ? rows.filter((row) => !no.has(row.key)) : rows
  const byAnswer = Map.groupBy(taken, (row) => JSON.stringify(answerOf(source, row, output)))
  const byWords = Map.groupBy(
    rows.filter((row) => no.has(row.key)),
    (row) => no.get(row.key)!,
  )
  return [
    ...[...byAnswer].map(([answer, same]) =>
      moved(id, same, { state: 'accepted', why: null, fields: [], answer: JSON.parse(answer) }, now),
    ),
    ...(taken.length > 0 ? (source?.accepted?.(taken, output, now) ?? []) : []),
    ...[...byWords].flatMap(([why, same]) => [
      ...same.map((row) => moved(id, [row], refusal({ ...row, msgid: txn.msgid }, why, [], now), now)),
      ...(source?.rejected?.(same, why, now) ?? []),
    ]),
  ]
}

/** One message that carried a row and was refused for it. */
export interface Refusal {
  msgid: string | null
  at: number
  why: string
}

/** older ones are in the transactions alone */
const REFUSALS_KEPT = 20

export const refusalsOf = ({ answer }: UploadRow): Refusal[] =>
  ((answer as { refusals?: Json } | null)?.refusals as Refusal[] | undefined) ?? []

/** What a refusal makes of a row; the earlier ones stay with it, also when it is accepted in the end. */
export function refusal(row: UploadRow, why: string, fields: FieldFault[], at: number): Moved {
  const refusals = [...refusalsOf(row), { msgid: row.msgid, at, why }].slice(-REFUSALS_KEPT)
  return { state: 'refused', why, fields, answer: { refusals: refusals.map((each) => ({ ...each })) } }
}

function answerOf(source: UploadSource | undefined, row: UploadRow, output: JsonObject): JsonObject | null {
  const answer = source?.answer?.(row, output) ?? null
  const refusals = refusalsOf(row)
  return refusals.length > 0 ? { ...answer, refusals: refusals.map((each) => ({ ...each })) } : answer
}
