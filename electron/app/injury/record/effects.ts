import type { JsonObject } from '../../../../shared/contract.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Effect, Effects } from '../../../engine/engine.ts'
import type { Change, EncounterRow } from '../../../journal/port.ts'
import { caseOf } from '../store.ts'
import { asJson, type MaterialData, PART, type Put, partOf, rowWith } from './deps.ts'
import { kindOf } from './kinds.ts'

/** A part was answered: it stands, or the platform's words say why not. What stood before a refusal still stands. */
const partSent: Effect = ({ txn, outcome, output, doc, now }) => {
  if (!doc || (outcome !== 'settled' && outcome !== 'rejected')) return []
  const data = partOf(doc)
  const kind = kindOf(data.family, data.infno)
  const next =
    outcome === 'settled'
      ? {
          ...data,
          sent: {
            ...{ msgid: txn.msgid, at: now, opterName: txn.opterName },
            number: kind.number(output) || (data.sent?.number ?? ''),
          },
          earlier: data.sent && kind.undo ? [...data.earlier, data.sent.msgid] : data.earlier,
          ...{ sentInput: txn.input, why: '', undone: null },
        }
      : { ...data, why: txn.errMsg ?? '' }
  const state = outcome === 'settled' ? 'sent' : 'refused'
  return [{ t: 'doc', put: rowWith(doc, { state, data: asJson(next), at: now }), expect: doc.version }]
}

/** GS5001 of a part: of what it was sent as last; what it was sent as before stands then. */
const partUndone: Effect = ({ txn, outcome, doc, now }) => {
  if (!doc || outcome !== 'settled') return []
  const data = partOf(doc)
  const before = data.earlier.at(-1)
  const reason = String(txn.local.reason ?? '')
  const next =
    before !== undefined && data.sent
      ? { ...data, sent: { ...data.sent, msgid: before }, earlier: data.earlier.slice(0, -1) }
      : {
          ...{ ...data, sent: null, sentInput: null, why: '' },
          undone: { reason, at: now, opterName: txn.opterName },
        }
  const state = next.sent ? doc.state : 'undone'
  return [{ t: 'doc', put: rowWith(doc, { state, data: asJson(next), at: now }), expect: doc.version }]
}

/** A file of a message, as it stood when it left. */
export interface Carried {
  put: Put
  expect: number
  /** its number in the message */
  no: number
}

/** Did a row of an answer go through? Source: code table gy_row_result. */
const ROW_DONE = '1'

const materialsSent: Effect = ({ txn, outcome, output, encounter, now }) => {
  if (outcome !== 'settled' && outcome !== 'rejected') return []
  const carried = (txn.local.carried ?? []) as unknown as Carried[]
  const told = rows(output, txn.family === 'gy' ? 'list' : 'result')
  const changes: Change[] = carried.map(({ put, expect, no }) => {
    const data = put.data as unknown as MaterialData
    const row = told.find((one) => Number(one.xh ?? one.row_no) === no)
    const number = String(row?.mat_id ?? row?.file_id ?? '')
    const done = outcome === 'settled' && !isRefused(row)
    const sent = { msgid: txn.msgid, at: now, opterName: txn.opterName, number }
    const why = done ? '' : String(row?.err_msg ?? '') || (txn.errMsg ?? '')
    const next: MaterialData = { ...data, sent: done ? sent : data.sent, why, undone: null }
    return {
      t: 'doc',
      put: { ...put, state: done ? 'sent' : 'refused', data: asJson(next), at: now },
      expect,
    }
  })
  const files = changes.flatMap((change) => (change.t === 'doc' ? fileOf(change.put) : []))
  return txn.family === 'gy' && encounter && files.length > 0
    ? [...changes, withFiles(encounter, (known) => [...known, ...files], now)]
    : changes
}

const isRefused = (row: JsonObject | undefined) =>
  row?.result_code !== undefined && String(row.result_code) !== ROW_DONE

const fileOf = ({ state, data }: Put): JsonObject[] => {
  const { sent, mat_type } = data as unknown as MaterialData
  return state === 'sent' && sent?.number ? [{ file_id: sent.number, mat_type }] : []
}

/** The case with other files to be quoted by what they belong to (GYU103 filelist). */
function withFiles(row: EncounterRow, change: (known: JsonObject[]) => JsonObject[], at: number): Change {
  const of = caseOf(row)
  const { version, updatedAt: _, ...put } = row
  const files = change(rows(of.refs, 'files'))
  const data = asJson({ ...of, version: version + 1, refs: { ...of.refs, files } })
  return { t: 'encounter', put: { ...put, data }, expect: version, at }
}

/** GS1003 */
const materialUndone: Effect = ({ txn, outcome, doc, now }) => {
  if (!doc || outcome !== 'settled') return []
  const data = {
    ...(doc.data as unknown as MaterialData),
    ...{ sent: null, why: '' },
    undone: { reason: String(txn.local.reason ?? ''), at: now, opterName: txn.opterName },
  }
  return [
    { t: 'doc', put: rowWith(doc, { state: 'undone', data: asJson(data), at: now }), expect: doc.version },
  ]
}

export function recordEffects(): Effects {
  return new Map([
    ['injury.record.sent', partSent],
    ['injury.record.undone', partUndone],
    ['injury.material.sent', materialsSent],
    ['injury.material.undone', materialUndone],
  ])
}

/** What names the record that a message is about, for its effect and for who looks whether it is in doubt. */
export const about = (id: string, kind = PART, more: JsonObject = {}): JsonObject => ({
  ...{ doc: { kind, id }, rec: id },
  ...more,
})
