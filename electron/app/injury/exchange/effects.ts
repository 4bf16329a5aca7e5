import type { JsonObject } from '../../../../shared/contract.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Effect, Effects } from '../../../engine/engine.ts'
import { DOWNLOADS } from './codes.ts'
import {
  ARRIVAL,
  type Arrival,
  type ArrivalData,
  type ArrivedRow,
  DOWNLOAD,
  downloadOf,
  put,
} from './model.ts'

export const FETCH = 'injury.exchange.fetch'
export const CONFIRM = 'injury.exchange.confirm'

/**
 * What a download's end makes of things. An answer: all its rows and the download's state, in the commit of the
 * message itself. None: the platform may have handed rows out and hold them as unconfirmed.
 */
const fetched: Effect = ({ txn, outcome, output, doc, now }) => {
  const of = DOWNLOADS.get(txn.infno)
  if (!of) return []
  const was = downloadOf(doc)
  const state = { kind: DOWNLOAD, id: of.code, state: 'open', subject: '', text: of.code }
  const tell = (data: Partial<typeof was>) =>
    put({ ...state, data: { ...was, ...data } }, doc?.version ?? 0, now)
  if (outcome === 'absent') return [tell({ lost: { transid: txn.msgid, at: now }, why: txn.errMsg ?? '' })]
  if (outcome !== 'settled') return []
  const data = node(output, 'data') ?? {}
  const came = rows(data, 'list')
  const input = node(txn.input, 'data') ?? {}
  const arrived: ArrivedRow[] = came.map((row) => ({
    ...{ uniq_id: String(row.uniq_id ?? ''), key: of.key(row), row, state: 'open' as const },
  }))
  const arrival = { kind: ARRIVAL, id: txn.msgid, state: 'stored', subject: of.code, text: aboutOf(input) }
  const kept: ArrivalData = { input, at: now, rows: arrived, why: '' }
  return [
    ...(came.length > 0 ? [put({ ...arrival, data: kept }, 0, now)] : []),
    tell({ lastAt: now, lastRows: came.length, more: data.has_more === '1', lost: null, why: '' }),
  ]
}

const aboutOf = ({ akb020, akc190 }: JsonObject) => [akb020, akc190].filter(Boolean).join(' ')

/**
 * The end of a feedback (GYU008): each row as its own result says. Where nothing reached the platform, or it refused
 * the message whole, the rows stay open.
 */
const confirmed: Effect = ({ txn, outcome, output, doc, now }) => {
  const arrival = doc as unknown as Arrival | undefined
  if (arrival?.state !== 'booked') return []
  if (outcome === 'rejected')
    return [
      put(
        { ...arrival, data: { ...arrival.data, why: txn.errMsg ?? '平台没有受理反馈' } },
        arrival.version,
        now,
      ),
    ]
  if (outcome !== 'settled') return []
  const sent = rows(txn.input, 'list').map(({ uniq_id }) => String(uniq_id))
  const told = new Map(rows(output, 'list').map((row) => [sent[Number(row.row_no) - 1], row]))
  const ids = new Set(sent)
  return [
    concluded(arrival, now, (row) => {
      if (!ids.has(row.uniq_id) || row.state === 'confirmed') return row
      const said = told.get(row.uniq_id)
      // a row that the answer leaves out stays open: GYD008 knows
      if (!said) return row
      if (said.result_code === '1') return { uniq_id: row.uniq_id, key: row.key, state: 'confirmed' }
      return { ...row, state: 'refused', why: String(said.err_msg ?? '平台没有说明') }
    }),
  ]
}

/** An arrival with its rows as `of` says; confirmed once every row is. */
export function concluded(arrival: Arrival, now: number, of: (row: ArrivedRow) => ArrivedRow) {
  const all = arrival.data.rows.map(of)
  const isOver = all.every(({ state }) => state === 'confirmed')
  const why = all.find((row) => row.state === 'refused')?.why ?? ''
  const data = { ...arrival.data, rows: all, why }
  return put({ ...arrival, state: isOver ? 'confirmed' : arrival.state, data }, arrival.version, now)
}

export function exchangeEffects(): Effects {
  return new Map([
    [FETCH, fetched],
    [CONFIRM, confirmed],
  ])
}
