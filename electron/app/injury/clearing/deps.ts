import type { Dict, Json, JsonObject } from '../../../../shared/contract.ts'
import type { Txn } from '../../../../shared/txn.ts'
import type { Lanes } from '../../../engine/lane.ts'
import type { Change, DocRow, Journal } from '../../../journal/port.ts'
import { type OfficeDeps, senderOf } from '../../office.ts'
import type { Bus, Caller } from '../../registry.ts'

/** An application of gs or a month-end of gy: one a month and kind, found by the settlements in it. */
export const CLEARING = 'injury.clearing'
/** A deduction made or cancelled here. */
export const DEDUCT = 'injury.deduct'

export interface ClearingDeps extends OfficeDeps {
  bus: Bus
  lanes: Lanes
  now(): number
  dict(family: 'gs' | 'gy', name: string): Dict | undefined
  /** null: the site does not speak it */
  gs: { akb020: string; akb021: string; yab003: string } | null
  gy: { akb020: string; akb021: string; aab299: string; yab600: string; agency: boolean } | null
}

export type Doc<T> = Omit<DocRow, 'data'> & { data: T }

/** All records of a kind; there are a few a month. */
export async function docsOf<T>(
  journal: Journal,
  kind: string,
  query: { subject?: string; states?: string[] } = {},
): Promise<Doc<T>[]> {
  return (await journal.docs({ kind, ...query, limit: MANY })) as unknown as Doc<T>[]
}
export const MANY = 100_000

/** The change that stores a record over the version it was read at; 0 creates. */
export function putDoc<T extends object>(
  row: Pick<DocRow, 'kind' | 'id' | 'state' | 'subject' | 'text' | 'opter' | 'opterName'> & { data: T },
  expect: number,
  at: number,
): Change {
  const { kind, id, state, subject, text, opter, opterName, data } = row
  return {
    t: 'doc',
    put: { kind, id, state, subject, text, opter, opterName, at, data: data as unknown as Json },
    expect,
  }
}

/** An entry of the audit log: numbers and sums, never a name. */
export const audited = (
  caller: Caller,
  at: number,
  action: string,
  subject: string,
  detail: Json,
): Change => ({
  t: 'audit',
  entry: { at, actor: caller.operator!.opter, action, subject, detail },
})

/** Messages of one family that nobody knows the end of yet. */
export async function openTxns(journal: Journal, family: string, codes: readonly string[]): Promise<Txn[]> {
  return (await journal.unfinished()).filter((txn) => txn.family === family && codes.includes(txn.infno))
}

/** How messages of a family leave for this caller. */
export async function sending(deps: ClearingDeps, caller: Caller, family: 'gs' | 'gy') {
  const send = await senderOf(deps, caller)
  return (request: { infno: string; input: JsonObject; purpose?: string; local?: JsonObject }) =>
    send({ family, ...request })
}

export interface Period {
  /** yyyyMM */
  key: string
  year: string
  month: string
  /** yyyy-MM-dd */
  first: string
  last: string
}

/** A month yyyy-MM. */
export function periodOf(month: string): Period {
  const [year = '', mm = ''] = month.split('-')
  const days = new Date(Number(year), Number(mm), 0).getDate()
  return { key: year + mm, year, month: mm, first: `${month}-01`, last: `${month}-${days}` }
}

/** yyyy-MM of a moment, in local time; `back`: so many months before. */
export function monthOf(at: number, back = 0): string {
  const date = new Date(at)
  const of = new Date(date.getFullYear(), date.getMonth() - back, 1)
  return `${of.getFullYear()}-${String(of.getMonth() + 1).padStart(2, '0')}`
}
