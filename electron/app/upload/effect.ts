import type { JsonObject } from '../../../shared/contract.ts'
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
    if (outcome === 'settled') return settled(id, sources.get(id), uploads, output, now)
    return [moved(id, uploads, { state: 'waiting' }, now)]
  }
}

/** Rows in a message, or between two, to another state. */
export function moved(
  source: string,
  rows: readonly UploadRow[],
  set: Extract<Change, { t: 'upload.set' }>['set'],
  at: number,
): Change {
  return { t: 'upload.set', source, keys: rows.map((row) => row.key), from: ['sent'], set, at }
}

function settled(
  id: string,
  source: UploadSource | undefined,
  rows: readonly UploadRow[],
  output: JsonObject,
  now: number,
): Change[] {
  const no = source?.refused?.(rows, output) ?? new Map<string, string>()
  const taken = no.size > 0 ? rows.filter((row) => !no.has(row.key)) : rows
  const byAnswer = Map.groupBy(taken, (row) => JSON.stringify(source?.answer?.(row, output) ?? null))
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
      moved(id, same, { state: 'refused', why, fields: [] }, now),
      ...(source?.rejected?.(same, why, now) ?? []),
    ]),
  ]
}
