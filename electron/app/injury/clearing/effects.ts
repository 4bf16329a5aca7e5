import type { JsonObject } from '../../../../shared/contract.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Effect, Effects } from '../../../engine/engine.ts'
import { CLEARING, DEDUCT, type Doc, putDoc } from './deps.ts'
import { type Application, ASKED, type MonthEnd, text } from './model.ts'

export const APPLY = 'injury.clearing.apply'
export const UNDO = 'injury.clearing.undo'
export const MONTH = 'injury.clearing.month'
export const DEDUCTED = 'injury.clearing.deduct'
export const UNDEDUCTED = 'injury.clearing.undeduct'

/** A deduction that was made here, or of which it was taken back here. */
export interface Deduction {
  /** as GYU004 sends it */
  row: JsonObject
  undone: { undo_sn: string; undo_rea: string; undo_time: string } | null
}

/** GS3201 that stands: with all that was sent, so that the sums can be held against it for ever. */
const applied: Effect = ({ txn, outcome, output, doc, now }) => {
  if (outcome !== 'settled') return []
  const before = doc as unknown as Doc<Application> | undefined
  const sent = node(txn.input, 'data') ?? {}
  const result = node(output, 'result') ?? {}
  const data: Application = {
    ...{ family: 'gs', aka130: text(sent, 'aka130'), yzz062: text(result, 'yzz062'), msgid: txn.msgid, sent },
    ...{ clr_state: text(result, 'clr_state') || ASKED, told: null, toldAt: null, appliedAt: now },
    past: before?.data.past ?? [],
  }
  const { id } = txn.local.doc as { id: string }
  const put = {
    ...{ kind: CLEARING, id, state: 'applied', subject: text(sent, 'yzz060') + text(sent, 'yzz061') },
    text: rows(sent, 'setllist')
      .map((row) => text(row, 'yka103'))
      .join(' '),
    ...{ opter: txn.opter, opterName: txn.opterName, data },
  }
  return [putDoc(put, before?.version ?? 0, now)]
}

/** GS5001 of it: its settlements are free again. */
const undone: Effect = ({ txn, outcome, doc, now }) => {
  if (outcome !== 'settled' || !doc) return []
  const row = doc as unknown as Doc<Application>
  const { yzz062 } = row.data
  const reason = text(node(txn.input, 'data'), 'undo_reason')
  const data: Application = { ...row.data, past: [...row.data.past, { yzz062, reason, at: now }] }
  return [putDoc({ ...row, state: 'undone', data }, row.version, now)]
}

/** GYU003: never undone. */
const closed: Effect = ({ txn, outcome, doc, now }) => {
  if (outcome !== 'settled') return []
  const row = rows(txn.input, 'list')[0] ?? {}
  const data: MonthEnd = { family: 'gy', inst_type: text(row, 'inst_type'), row, closedAt: now }
  const { id } = txn.local.doc as { id: string }
  const put = {
    ...{ kind: CLEARING, id, state: 'closed', subject: text(row, 'yzz060') + text(row, 'yzz061') },
    ...{ text: text(row, 'yzz062'), opter: txn.opter, opterName: txn.opterName, data },
  }
  return [putDoc(put, doc?.version ?? 0, now)]
}

/** GYU004 and GYR004: the deduction as it stands then. */
const deduction =
  (after: (row: JsonObject, facts: Parameters<Effect>[0]) => Deduction): Effect =>
  (facts) => {
    const { txn, outcome, doc, now } = facts
    if (outcome !== 'settled') return []
    const data = after(txn.local.row as JsonObject, facts)
    const put = {
      ...{ kind: DEDUCT, id: text(data.row, 'kk_sn'), state: data.undone ? 'undone' : 'valid' },
      ...{ subject: text(data.row, 'ykc618'), text: text(data.row, 'akc190') },
      ...{ opter: txn.opter, opterName: txn.opterName, data },
    }
    return [putDoc(put, doc?.version ?? 0, now)]
  }

const made = deduction((row) => ({ row, undone: null }))
const cancelled = deduction((row, { txn, output }) => {
  const [sent] = rows(txn.input, 'list')
  const [told] = rows(output, 'list')
  const { undo_rea, undo_time } = { undo_rea: text(sent, 'undo_rea'), undo_time: text(sent, 'undo_time') }
  return { row, undone: { undo_sn: text(told, 'undo_sn'), undo_rea, undo_time } }
})

/** What the end of each message makes of the records, in the commit of the message itself. */
export const clearingEffects = (): Effects =>
  new Map([
    [APPLY, applied],
    [UNDO, undone],
    [MONTH, closed],
    [DEDUCTED, made],
    [UNDEDUCTED, cancelled],
  ])
