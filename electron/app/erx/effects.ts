import type { RxReview } from '../../../shared/api/erx.ts'
import { node } from '../../../shared/settlement.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import type { DocRow } from '../../journal/port.ts'
import { put, rxOf, takenOf } from './store.ts'

/** As it stands now: the platform's word or the HIS may have come while the message was on its way. */
const rowOf = ({ doc, txn }: Parameters<Effect>[0]) => doc ?? (txn.local.doc as unknown as DocRow)

/** 7101: the number that the centre gave it. A repeated message may be answered without one. */
const uploaded: Effect = (facts) => {
  const { txn, outcome, output, now } = facts
  const row = rowOf(facts)
  if (outcome === 'rejected')
    return [put(row, { state: 'refused', data: { ...rxOf(row), why: txn.errMsg ?? '' } }, now)]
  if (outcome !== 'settled') return []
  const number = node(output, 'data')?.hi_rxno
  const hi_rxno = typeof number === 'string' && number ? number : null
  return [
    put(row, { state: 'uploaded', subject: hi_rxno ?? '', data: { ...rxOf(row), hi_rxno, why: '' } }, now),
  ]
}

const undone: Effect = (facts) =>
  facts.outcome === 'settled' ? [put(rowOf(facts), { state: 'undone' }, facts.now)] : []

const reviewed: Effect = (facts) => {
  const { txn, outcome, now } = facts
  if (outcome !== 'settled') return []
  const row = rowOf(facts)
  const review = txn.local.review as unknown as RxReview
  return [put(row, { state: review.passed ? 'approved' : 'denied', data: { ...takenOf(row), review } }, now)]
}

const delivered: Effect = (facts) => {
  const { txn, outcome, now } = facts
  if (outcome !== 'settled') return []
  const row = rowOf(facts)
  const data = takenOf(row)
  const { delv_stas_codg, delv_entp_name } = node(txn.input, 'data') ?? {}
  const step = { code: String(delv_stas_codg), entp: String(delv_entp_name), at: now }
  return [put(row, { data: { ...data, delivery: [...data.delivery, step] } }, now)]
}

/** What each outcome does to a prescription, committed together with the transaction. */
export function erxEffects(): Effects {
  return new Map([
    ['erx.upload', uploaded],
    ['erx.undo', undone],
    ['erx.review', reviewed],
    ['erx.deliver', delivered],
  ])
}
