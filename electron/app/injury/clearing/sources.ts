import type { JsonObject } from '../../../../shared/contract.ts'
import type { Journal } from '../../../journal/port.ts'
import { type Doc, docsOf } from './deps.ts'

/** A record that a download brought, as the exchange keeps it: docs of kind `gy.<code>`. */
export interface Downloaded {
  id: string
  /** the row as it came */
  row: JsonObject
  undone: { undo_sn: string; undo_rea: string; undo_time: string } | null
  at: number
}

type Code = 'GYD003' | 'GYD004' | 'GYD005'
type Kept = Doc<{ row: JsonObject; undone?: NonNullable<Downloaded['undone']> }>

const asCame = ({ id, state, at, data }: Kept): Downloaded => ({
  ...{ id, row: data.row, at },
  undone: data.undone ?? (state === 'undone' ? { undo_sn: '', undo_rea: '', undo_time: '' } : null),
})

/** What GYD003, GYD004 or GYD005 brought. */
export async function downloads(journal: Journal, code: Code): Promise<Downloaded[]> {
  return (await docsOf<Kept['data']>(journal, `gy.${code}`)).map(asCame)
}

/** One record of them; null where there is none of that id. */
export async function downloaded(journal: Journal, code: Code, id: string): Promise<Downloaded | null> {
  const row = (await journal.doc(`gy.${code}`, id)) as Kept | null
  return row && asCame(row)
}
