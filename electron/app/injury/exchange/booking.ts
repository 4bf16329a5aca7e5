import type { JsonObject } from '../../../../shared/contract.ts'
import { faultOf } from '../../../../shared/errors.ts'
import type { Change, DocRow, Journal } from '../../../journal/port.ts'
import { bookKind, DOWNLOADS, type Download, MOST, visitOf } from './codes.ts'
import { ARRIVAL, type Arrival, type ArrivedRow, type BookData, type BookRow, PING, put } from './model.ts'

/** What is to be fetched again because something was taken back. */
export interface Follow {
  code: string
  input: JsonObject
}

/** Records that change together, each written once over the version it was read at. */
interface Books {
  find(kind: string, id: string): Promise<BookRow | null>
  about(kind: string, subject: string, states: string[]): Promise<BookRow[]>
  set(row: Omit<BookRow, 'version' | 'createdAt' | 'at' | 'opter' | 'opterName'>): void
  changes(now: number): Change[]
}

const TRIES = 5
const MANY = 100_000

/**
 * Puts the rows of an arrival into the books, and does what its undoings say, in one commit with the arrival's own
 * state. Repeatable: an arrival that is in the books is left alone. Answers what is to be fetched again.
 */
export async function bookArrival(journal: Journal, msgid: string, now: () => number): Promise<Follow[]> {
  for (let tries = 1; ; tries++) {
    const arrival = (await journal.doc(ARRIVAL, msgid)) as unknown as Arrival | null
    if (arrival?.state !== 'stored') return []
    const of = DOWNLOADS.get(arrival.subject)!
    const books = booksOf(journal)
    const drift_ms = await driftOf(journal)
    const follow = UNDOINGS.has(of.code)
      ? await undo(books, of, arrival, drift_ms)
      : await take(books, of, arrival, drift_ms)
    const data = { ...arrival.data, rows: arrival.data.rows.map(bare) }
    const done = put({ ...arrival, state: 'booked', data }, arrival.version, now())
    try {
      await journal.commit([...books.changes(now()), done])
      return follow
    } catch (error) {
      if (faultOf(error).kind !== 'conflict' || tries === TRIES) throw error
    }
  }
}

const bare = ({ row: _, ...rest }: ArrivedRow): ArrivedRow => rest

/** Of the platform's clock against ours, as the last connectivity test found it. */
async function driftOf(journal: Journal): Promise<number> {
  const ping = (await journal.setting(PING)) as { drift_ms?: number } | undefined
  return ping?.drift_ms ?? 0
}

function booksOf(journal: Journal): Books {
  const known = new Map<string, BookRow | null>()
  const puts = new Map<string, Parameters<Books['set']>[0]>()
  const asked = new Map<string, BookRow[]>()
  const name = (kind: string, id: string) => `${kind} ${id}`
  const current = (row: BookRow): BookRow => {
    const later = puts.get(name(row.kind, row.id))
    return later ? { ...row, ...later } : row
  }
  return {
    async find(kind, id) {
      const at = name(kind, id)
      if (!known.has(at)) known.set(at, (await journal.doc(kind, id)) as unknown as BookRow | null)
      const row = known.get(at) ?? null
      const later = puts.get(at)
      return row ? current(row) : later ? ({ ...later, version: 0 } as BookRow) : null
    },
    async about(kind, subject, states) {
      const at = name(kind, subject)
      const found =
        asked.get(at) ?? ((await journal.docs({ kind, subject, limit: MANY })) as unknown as BookRow[])
      asked.set(at, found)
      for (const row of found) known.set(name(row.kind, row.id), row)
      return found.map(current).filter(({ state }) => states.includes(state))
    },
    set: (row) => void puts.set(name(row.kind, row.id), row),
    changes: (now) =>
      [...puts].map(([at, { kind, id, state, subject, text, data }]) =>
        put({ kind, id, state, subject, text, data }, known.get(at)?.version ?? 0, now),
      ),
  }
}

const UNDOINGS: ReadonlySet<string> = new Set(['GYD401', 'GYD402', 'GYD403', 'GYD404'])
/** what takes a record back; of settlements and deductions it names the one that it means */
const TAKEN_BACK: Record<string, { by: string[]; subject(row: JsonObject): string; names?: string }> = {
  GYD101: { by: ['GYD402', 'GYD403'], subject: visitOf },
  GYD102: { by: ['GYD402', 'GYD403'], subject: visitOf },
  GYD103: { by: ['GYD403'], subject: visitOf, names: 'ykc618' },
  GYD004: { by: ['GYD404'], subject: (row) => String(row.kk_sn), names: 'kk_sn' },
}

const rowsOf = ({ data }: Arrival) => data.rows.flatMap(({ row }) => (row ? [row] : []))

function recordOf(
  of: Download,
  row: JsonObject,
  arrival: Arrival,
  drift_ms: number,
): Parameters<Books['set']>[0] {
  const data: BookData = {
    ...{ row, uniq_id: String(row.uniq_id ?? ''), transid: arrival.id },
    ...{ came: arrival.data.at + drift_ms, note: '' },
  }
  const text = of.shows.map((field) => String(row[field] ?? '')).join(' ')
  return {
    kind: bookKind(of.code),
    id: of.key(row),
    state: of.state(row),
    subject: of.subject(row),
    text,
    data,
  }
}

/** New records, each over the older one of its key. */
async function take(books: Books, of: Download, arrival: Arrival, drift_ms: number): Promise<Follow[]> {
  for (const row of rowsOf(arrival)) {
    const fresh = recordOf(of, row, arrival, drift_ms)
    const old = await books.find(fresh.kind, fresh.id)
    const next = old ? replaced(of, old, fresh) : fresh
    if (!next) continue
    const undone = await takenBack(books, of, row)
    books.set(undone ? { ...next, state: 'undone', data: { ...next.data, undone } } : next)
  }
  return []
}

type Fresh = Parameters<Books['set']>[0]

/** The record that stands when a known key comes again; null where the older one stays as it is. */
function replaced(of: Download, old: BookRow, fresh: Fresh): Fresh | null {
  if (of.code === 'GYD001') {
    const data = {
      ...fresh.data,
      ...(old.data.upload ? { upload: old.data.upload } : {}),
      note: old.data.note,
    }
    return { ...fresh, state: old.state, data }
  }
  if (of.code === 'GYD101' && old.state === 'settled') return { ...fresh, state: 'settled' }
  if (of.code !== 'GYD006') return fresh
  const [was, is] = [String(old.data.row.upd_time ?? ''), String(fresh.data.row.upd_time ?? '')]
  if (is < was) return null
  const upload = old.data.upload ? { upload: old.data.upload } : {}
  if (old.state === 'invalid' && fresh.state === 'valid') {
    const note = `平台 ${is} 又报为有效，按规则无效的备案不再变为有效`
    const row = { ...fresh.data.row, filing_state: '0' }
    return { ...fresh, state: 'invalid', data: { ...fresh.data, ...upload, row, note } }
  }
  return { ...fresh, data: { ...fresh.data, ...upload } }
}

/** An undoing that came before what it undoes. */
async function takenBack(books: Books, of: Download, row: JsonObject): Promise<BookData['undone'] | null> {
  const rule = TAKEN_BACK[of.code]
  if (!rule) return null
  for (const code of rule.by) {
    const found = await books.about(bookKind(code), rule.subject(row), ['applied'])
    const meant = found.find(({ data }) => !rule.names || data.row[rule.names] === row[rule.names])
    if (meant) return undoneBy(meant.data.row)
  }
  return null
}

const undoneBy = (row: JsonObject): NonNullable<BookData['undone']> => ({
  undo_sn: String(row.undo_sn ?? ''),
  undo_rea: String(row.undo_rea ?? ''),
  undo_time: String(row.undo_time ?? ''),
})

/** Undoings: kept, and what they name is taken back here. */
async function undo(books: Books, of: Download, arrival: Arrival, drift_ms: number): Promise<Follow[]> {
  const follow = new Map<string, Follow>()
  for (const row of rowsOf(arrival)) {
    const fresh = recordOf(of, row, arrival, drift_ms)
    books.set(fresh)
    const undone = undoneBy(row)
    const back = (rows: readonly (BookRow | null)[]) => {
      for (const old of rows) if (old) books.set({ ...old, state: 'undone', data: { ...old.data, undone } })
    }
    const visit = visitOf(row)
    const lines = () => books.about(bookKind('GYD102'), visit, ['valid'])
    if (of.code === 'GYD401') {
      // what came after it was taken back is what stands since
      const at = Date.parse(undone.undo_time.replace(' ', 'T'))
      back((await lines()).filter(({ data }) => !(data.came > at)))
      const { akb020 = '', akc190 = '' } = row
      follow.set(visit, { code: 'GYD102', input: { akb020, akc190 } })
    }
    if (of.code === 'GYD402') back([await books.find(bookKind('GYD101'), visit), ...(await lines())])
    if (of.code === 'GYD403') {
      back([await books.find(bookKind('GYD103'), String(row.ykc618))])
      if (row.inst_type !== '3') back([await books.find(bookKind('GYD101'), visit), ...(await lines())])
    }
    if (of.code === 'GYD404') {
      back([await books.find(bookKind('GYD004'), String(row.kk_sn))])
      follow.set('GYD004', { code: 'GYD004', input: {} })
    }
  }
  return [...follow.values()]
}

/** Rows of a page when all of something is read. */
const PAGE = MOST

/** All records of a kind, page after page. */
export async function* recordsOf(journal: Journal, kind: string, states?: string[]): AsyncGenerator<BookRow> {
  for (let offset = 0; ; offset += PAGE) {
    const query = { kind, order: 'id' as const, offset, limit: PAGE, ...(states ? { states } : {}) }
    const page: DocRow[] = await journal.docs(query)
    yield* page as unknown as BookRow[]
    if (page.length < PAGE) return
  }
}
