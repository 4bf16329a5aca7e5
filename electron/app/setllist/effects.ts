import type { Json, JsonObject } from '../../../shared/contract.ts'
import { node } from '../../../shared/settlement.ts'
import type { Effects } from '../../engine/engine.ts'
import type { Change } from '../../journal/port.ts'
import { AT_CENTRE, type ListRow, VERSION } from './deps.ts'

/** The change that stores a list over the version that `row` was read at. */
export function putList({ version, createdAt: _, ...row }: ListRow, now: number): Change {
  return { t: 'doc', put: { ...row, data: row.data as unknown as Json, at: now }, expect: version }
}

/**
 * What travels with the transaction: the list as it stands. While the message is without an answer nothing
 * else changes it, so its version still holds then.
 */
export const localOf = (row: ListRow, more: JsonObject = {}): JsonObject => ({
  setl_id: row.id,
  row: row as unknown as Json,
  ...more,
})

/** What each outcome does to a list, committed together with the transaction. */
export function setllistEffects(): Effects {
  return new Map([
    [
      'setllist.upload',
      ({ txn, outcome, output, now }) => {
        if (outcome !== 'settled') return []
        const row = txn.local.row as unknown as ListRow
        const found = node(output, 'data')?.setl_list_id ?? output.setl_list_id
        const setl_list_id = found ? String(found) : row.data.setl_list_id
        const no = row.data.sent + 1
        const data = { ...row.data, setl_list_id, sent: no, chk_cont: '' }
        const version: Change = {
          t: 'doc',
          expect: 0,
          put: {
            ...{
              kind: VERSION,
              id: `${row.id}#${String(no).padStart(3, '0')}`,
              state: 'sent',
              subject: row.id,
            },
            ...{ text: '', opter: txn.opter, opterName: String(txn.local.by ?? txn.opterName), at: now },
            data: { infno: txn.infno, setl_list_id, input: txn.input },
          },
        }
        return [putList({ ...row, state: 'uploaded', data }, now), version]
      },
    ],
    [
      'setllist.state',
      ({ txn, outcome, now }) => {
        if (outcome !== 'settled') return []
        const row = txn.local.row as unknown as ListRow
        const to = txn.local.stas_type as '0' | '1'
        return [putList({ ...row, state: AT_CENTRE[to] }, now)]
      },
    ],
  ])
}
