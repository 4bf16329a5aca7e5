import type { Contract, JsonObject } from '../../shared/contract.ts'
import { fail } from '../../shared/errors.ts'
import type { Journal } from '../journal/port.ts'

/** Codes of visits and stays that change what this counter's ledger says of them. */
const OF_ENCOUNTERS = /^(220[245]|220[78]A?|230[1245]|2304A|240[1245]|2601|SCX-020[23])$/

/**
 * Refuses, before anything is sent, a message past the ledger (console, terminal) about a visit, a stay or a
 * message that this counter has in its own: the centre would change and the ledger would not know.
 */
export async function notInLedger(journal: Journal, contract: Contract, input: JsonObject): Promise<void> {
  if (contract.kind !== 'transact' || !OF_ENCOUNTERS.test(contract.code)) return
  for (const node of Object.values(input)) {
    const first = ((Array.isArray(node) ? node[0] : node) ?? {}) as JsonObject
    const { mdtrt_id, omsgid } = first
    const own =
      (typeof omsgid === 'string' && omsgid && (await journal.txn(omsgid))?.encounterId) ||
      (typeof mdtrt_id === 'string' &&
        mdtrt_id &&
        (await journal.searchEncounters({ text: mdtrt_id, limit: 1 })).some(
          (row) => row.mdtrt_id === mdtrt_id,
        ))
    if (own)
      fail(
        'conflict',
        '这次就诊在本机的账本里，不能绕过收费流程发送',
        '没有发送，也没有扣款。',
        '请在门诊收费或住院办理里操作。',
      )
  }
}
