import type { JsonObject } from '../../../../shared/contract.ts'
import type { Journal } from '../../../journal/port.ts'
import { docsOf } from './deps.ts'

/** A record that a download brought, as the exchange keeps it: docs of kind `gy.<code>`. */
export interface Downloaded {
  id: string
  /** the row as it came */
  row: JsonObject
  undone: { undo_sn: string; undo_rea: string; undo_time: string } | null
  at: number
}

/** What GYD003, GYD004 or GYD005 brought. */
export async function downloads(
  journal: Journal,
  code: 'GYD003' | 'GYD004' | 'GYD005',
): Promise<Downloaded[]> {
  const found = await docsOf<{ row: JsonObject; undone?: NonNullable<Downloaded['undone']> }>(
    journal,
    `gy.${code}`,
  )
  return found.map(({ id, state, at, data }) => ({
    ...{ id, row: data.row, at },
    undone: data.undone ?? (state === 'undone' ? { undo_sn: '', undo_rea: '', undo_time: '' } : null),
  }))
}
