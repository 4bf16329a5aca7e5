import type { SelfpayState } from '../../../shared/api/selfpay.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import type { Effects } from '../../engine/engine.ts'
import { put, type StayRow } from './deps.ts'

/** Where a stay is once its message was accepted. */
export interface Next {
  state: SelfpayState
  sent: number
}

/**
 * What travels with the transaction: the stay as it stands and where acceptance leads. While the message is
 * without an answer nothing else moves the stay, so its version still holds then.
 */
export const localOf = (row: StayRow, to: Next): JsonObject => ({
  selfpay: row.id,
  row: row as unknown as Json,
  to: { ...to },
})

export function selfpayEffects(): Effects {
  return new Map([
    [
      'selfpay.step',
      ({ txn, outcome, now }) => {
        if (outcome !== 'settled') return []
        const row = txn.local.row as unknown as StayRow
        const { state, sent } = txn.local.to as unknown as Next
        return [put({ ...row, state, data: { ...row.data, sent, why: null } } as StayRow, now)]
      },
    ],
  ])
}
