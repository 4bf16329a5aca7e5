import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fen } from '../../../shared/money.ts'
import { node } from '../../../shared/settlement.ts'
import type { Change, Journal } from '../../journal/port.ts'

/**
 * What the platform tells is about something here. The rehearsal's own prescription and order are lent for the one
 * message and taken away again, so that no pharmacist finds them in his list.
 */
export async function lent<T>(
  journal: Journal,
  input: JsonObject,
  now: number,
  work: () => Promise<T>,
): Promise<T> {
  const data = node(input, 'data') ?? {}
  const { hi_rxno, ord_no } = data
  if (typeof hi_rxno === 'string') await journal.commit([prescription(hi_rxno, now)])
  if (data.setl_id !== undefined) await journal.commit([order(data, now)])
  try {
    return await work()
  } finally {
    for (const [kind, id] of [
      ['rx', hi_rxno],
      ['order', ord_no],
    ] as const) {
      const row = typeof id === 'string' ? await journal.doc(kind, id) : null
      if (row) await journal.commit([{ t: 'doc.drop', kind, id: row.id, expect: row.version }])
    }
  }
}

const BY = { text: '', opter: 'ZJ', opterName: '自检' }

function prescription(hi_rxno: string, at: number): Change {
  const data: Json = { record: {}, hi_rxno, why: '', review: null, purchase: null }
  const put = { kind: 'rx', id: hi_rxno, state: 'uploaded', subject: hi_rxno, data, ...BY, at }
  return { t: 'doc', put, expect: 0 }
}

/** One whose end was told before: told again it changes nothing, and the HIS hears of no bill that it never had. */
function order(message: JsonObject, at: number): Change {
  const { ord_no, hi_ord_no = '', psn_name = '', setl_id = '' } = message
  const data: Json = { hi_ord_no, psn_name, totalFen: fen(0), why: '', setl_id, told: [message] }
  const put = { kind: 'order', id: String(ord_no), state: 'settled', subject: '', data, ...BY, at }
  return { t: 'doc', put, expect: 0 }
}
