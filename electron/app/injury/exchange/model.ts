import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { Change, DocRow, Journal } from '../../../journal/port.ts'

/** What came in one answer: a doc under the download's own msgid, so that it never meets another. */
export const ARRIVAL = 'gy.arrival'
/** How one download stands: a doc a code. */
export const DOWNLOAD = 'gy.download'
export const PING = 'gy.ping'

/** stored: rows as they came; booked: in the books; confirmed: the platform knows that they are here. */
export type ArrivalState = 'stored' | 'booked' | 'confirmed'

export interface ArrivalData {
  /** of a download by visit: its institution and 住院号 */
  input: JsonObject
  at: number
  rows: ArrivedRow[]
  /** the last word about it that is a trouble */
  why: string
}

export interface ArrivedRow {
  uniq_id: string
  key: string
  /** gone once it is in the books */
  row?: JsonObject
  state: 'open' | 'confirmed' | 'refused'
  why?: string
}

export type Arrival = Omit<DocRow, 'data' | 'state'> & { state: ArrivalState; data: ArrivalData }

export interface DownloadData {
  lastAt: number | null
  lastRows: number
  more: boolean
  /** a call without an answer: the platform may have handed rows out */
  lost: { transid: string; at: number } | null
  why: string
}

export const NEVER: DownloadData = { lastAt: null, lastRows: 0, more: false, lost: null, why: '' }

/** A record of the books: the row as it came last. */
export interface BookData {
  row: JsonObject
  uniq_id: string
  /** the download that brought it; '' made here */
  transid: string
  /** when it came, by the platform's clock as far as it is known */
  came: number
  note: string
  /** key of the upload that tells the platform of the last thing done here; its source */
  upload?: { source: string; key: string }
  undone?: { undo_sn: string; undo_rea: string; undo_time: string }
}

export type BookRow = Omit<DocRow, 'data'> & { data: BookData }

const SYSTEM = { opter: 'SYS', opterName: '系统任务' }

/** The change that stores a doc over the version it was read at; 0 creates. */
export function put(
  row: Pick<DocRow, 'kind' | 'id' | 'state' | 'subject' | 'text'> & {
    data: ArrivalData | DownloadData | BookData
  },
  expect: number,
  now: number,
  by: { opter: string; opterName: string } = SYSTEM,
): Change {
  const { kind, id, state, subject, text, data } = row
  const { opter, opterName } = by
  return {
    t: 'doc',
    put: { kind, id, state, subject, text, data: data as unknown as Json, opter, opterName, at: now },
    expect,
  }
}

export const downloadOf = (doc: DocRow | null | undefined): DownloadData =>
  (doc?.data as unknown as DownloadData | undefined) ?? NEVER

/** Arrivals of a code, oldest first. */
export async function arrivalsOf(
  journal: Journal,
  code: string,
  states: readonly ArrivalState[],
): Promise<Arrival[]> {
  const query = { kind: ARRIVAL, subject: code, states: [...states], order: 'id' as const, limit: 10_000 }
  return (await journal.docs(query)) as unknown as Arrival[]
}

export const UNCONFIRMED = ['stored', 'booked'] as const

export async function bookRow(journal: Journal, kind: string, id: string): Promise<BookRow> {
  const row = await journal.doc(kind, id)
  return row
    ? (row as unknown as BookRow)
    : fail('not_found', '没有这条记录，或已被新的下载替换', '没有改变。', '请刷新列表。')
}
