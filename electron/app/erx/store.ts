import type { RxPurchase, RxReview } from '../../../shared/api/erx.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { Change, DocRow, Journal } from '../../journal/port.ts'

/** Own prescriptions are docs of kind `rx` under hosp_rxno, their subject hi_rxno; outside ones `rx.in`. */
export interface RxData {
  /** as the HIS gave it */
  record: JsonObject
  hi_rxno: string | null
  /** the centre's word where it refused */
  why: string
  review: RxReview | null
  purchase: RxPurchase | null
}

export interface TakenData {
  /** 7203's answer */
  output: JsonObject
  review: RxReview | null
  delivery: { code: string; entp: string; at: number }[]
}

export const rxOf = (row: DocRow): RxData => row.data as unknown as RxData
export const takenOf = (row: DocRow): TakenData => row.data as unknown as TakenData

export async function load(journal: Journal, kind: 'rx' | 'rx.in', id: string): Promise<DocRow> {
  const row = await journal.doc(kind, id)
  return row ?? fail('not_found', `没有处方 ${id}`, '没有改变。', '请刷新列表。')
}

/** Refuses a command that was given on an older picture of the prescription. */
export function expectVersion(row: DocRow, version: number): void {
  if (row.version !== version)
    fail('conflict', '画面上的处方已经过期，刚才的操作没有执行', '没有发送。', '请看一眼最新的状态再继续。')
}

/** The change that stores the row over the version it was read at. */
export function put(
  row: DocRow,
  next: Partial<Omit<DocRow, 'data'>> & { data?: object },
  at: number,
): Change {
  const { version, createdAt: _, ...old } = row
  return { t: 'doc', put: { ...old, ...next, data: (next.data ?? row.data) as Json, at }, expect: version }
}

/** What travels with a message about a prescription. */
export const localOf = (row: DocRow, more: JsonObject = {}): JsonObject => ({
  doc: row as unknown as Json,
  ...more,
})
