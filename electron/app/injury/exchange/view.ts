import type {
  ExchangeArrival,
  ExchangeDetail,
  ExchangeDownload,
  ExchangeRow,
} from '../../../../shared/api/injury-exchange.ts'
import type { Field, JsonObject, Node } from '../../../../shared/contract.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { maskDeep } from '../../../../shared/mask.ts'
import { type Fen, tryYuan } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { UploadRow } from '../../../journal/port.ts'
import { bookKind, DOWNLOADS, type Download } from './codes.ts'
import { type ExchangeDeps, openDownloads } from './deps.ts'
import {
  ARRIVAL,
  type Arrival,
  arrivalsOf,
  type BookRow,
  bookRow,
  DOWNLOAD,
  downloadOf,
  UNCONFIRMED,
} from './model.ts'
import { linesAddUp, settlementAddsUp } from './rules.ts'

const MANY = 100_000
const UPLOAD: Record<string, [label: string, tone: 'done' | 'waiting' | 'bad']> = {
  waiting: ['待上传', 'waiting'],
  sent: ['上传中', 'waiting'],
  held: ['待改', 'bad'],
  refused: ['平台拒绝', 'bad'],
  accepted: ['已上传', 'done'],
  withdrawn: ['不再上传', 'waiting'],
}

const maskedAs = (name: string, text: string): string => maskDeep({ [name]: text })[name] ?? ''

/** One value as a screen may have it: its meaning, or masked where it is a person's. */
function shown({ book }: ExchangeDeps, fields: readonly Field[], name: string, value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  const masked = maskedAs(name, text)
  if (masked !== text) return masked
  const dict = fields.find((field) => field.name === name)?.dict
  return (dict && book?.dict(dict)?.values[text]) || text
}

/** The node of a download's answer that holds its records. */
function listOf({ book }: ExchangeDeps, code: string): Node | null {
  const data = book?.has(code) ? book.get(code).output.find(({ name }) => name === 'data') : undefined
  return data?.nodes?.find(({ name }) => name === 'list') ?? null
}

type Uploaded = Pick<UploadRow, 'state' | 'why'>

/** How what was told of these records stands, by source and key. */
async function uploadsOf({ journal }: ExchangeDeps, all: readonly BookRow[]): Promise<Map<string, Uploaded>> {
  const bySource = Map.groupBy(
    all.flatMap(({ data }) => data.upload ?? []),
    ({ source }) => source,
  )
  const found = await Promise.all(
    [...bySource].map(([source, list]) =>
      journal.uploads({ source, keys: list.map(({ key }) => key), limit: list.length }),
    ),
  )
  return new Map(found.flat().map((row) => [`${row.source} ${row.key}`, row]))
}

function viewOf(deps: ExchangeDeps, of: Download, row: BookRow, uploads: Map<string, Uploaded>): ExchangeRow {
  const fields = listOf(deps, of.code)?.fields ?? []
  const upload = row.data.upload && uploads.get(`${row.data.upload.source} ${row.data.upload.key}`)
  const [label, tone] = UPLOAD[upload?.state ?? ''] ?? ['', 'waiting']
  const { undone, note } = row.data
  return {
    ...{ id: row.id, version: row.version, state: row.state, at: row.at },
    stateLabel: of.states[row.state] ?? row.state,
    facts: Object.fromEntries(of.shows.map((name) => [name, shown(deps, fields, name, row.data.row[name])])),
    amounts: Object.fromEntries(
      (of.amounts ?? []).flatMap((name): [string, Fen][] => {
        const amount = tryYuan(row.data.row[name])
        return amount === null ? [] : [[name, amount]]
      }),
    ),
    upload: upload ? { state: upload.state, label, why: upload.why ?? '', tone } : null,
    note: undone ? `${undone.undo_time} ${undone.undo_rea}` : note,
  }
}

/** A page of records, newest first. */
export async function rowsOf(
  deps: ExchangeDeps,
  { code, states, text, offset, limit }: ApiInput<'injury.exchange.rows'>,
): Promise<{ rows: ExchangeRow[]; total: number }> {
  const of = DOWNLOADS.get(code)!
  const query = { kind: bookKind(code), text, ...(states.length > 0 ? { states } : {}) }
  const all = (await deps.journal.docs({ ...query, offset, limit })) as unknown as BookRow[]
  const uploads = await uploadsOf(deps, all)
  const counts = await deps.journal.docCounts(bookKind(code))
  const meant = counts.filter(({ state }) => states.length === 0 || states.includes(state))
  const total = text === '' ? meant.reduce((sum, { count }) => sum + count, 0) : offset + all.length
  return { rows: all.map((row) => viewOf(deps, of, row, uploads)), total }
}

/** What is not kept here and only shown. */
export function foreignRow(deps: ExchangeDeps, code: string, row: JsonObject): ExchangeRow {
  const of = DOWNLOADS.get(code)!
  const doc = { kind: '', id: of.key(row), state: row.setl_state === '2' ? 'undone' : 'valid', subject: '' }
  const data = { row, uniq_id: '', transid: '', came: deps.now(), note: '' }
  const rest = { text: '', opter: '', opterName: '', version: 0, createdAt: 0, at: deps.now() }
  return viewOf(deps, of, { ...doc, ...rest, data }, new Map())
}

export async function oneRow(deps: ExchangeDeps, code: string, id: string): Promise<ExchangeRow> {
  const row = await bookRow(deps.journal, bookKind(code), id)
  return viewOf(deps, DOWNLOADS.get(code)!, row, await uploadsOf(deps, [row]))
}

/** One record in full, its lists and papers. */
export async function detailOf(deps: ExchangeDeps, code: string, id: string): Promise<ExchangeDetail> {
  const row = await bookRow(deps.journal, bookKind(code), id)
  const view = viewOf(deps, DOWNLOADS.get(code)!, row, await uploadsOf(deps, [row]))
  const list = listOf(deps, code)
  const facts = (fields: readonly Field[], of: JsonObject) =>
    fields.flatMap(({ name, label }) => {
      const value = name === 'uniq_id' ? '' : shown(deps, fields, name, of[name])
      return value === '' ? [] : [{ label, value }]
    })
  const papers = list?.nodes?.find(({ name }) => name === 'filelist')
  return {
    ...view,
    fields: facts(list?.fields ?? [], row.data.row),
    lists: (list?.nodes ?? [])
      .filter(({ name }) => name !== 'filelist')
      .map(({ name, label = '', fields }) => ({
        label,
        rows: rows(row.data.row, name).map((each) => facts(fields, each)),
      }))
      .filter((each) => each.rows.length > 0),
    files: rows(row.data.row, 'filelist').map((each) => ({
      file_id: String(each.file_id ?? ''),
      label: shown(deps, papers?.fields ?? [], 'mat_type', each.mat_type),
      name: String(each.file_name ?? ''),
      type: String(each.file_type ?? ''),
    })),
    warnings: code === 'GYD103' ? await unequal(deps, row) : [],
  }
}

/** What is masked everywhere else. */
export async function plainOf(
  deps: ExchangeDeps,
  code: string,
  id: string,
): Promise<ExchangeDetail['fields']> {
  const { data } = await bookRow(deps.journal, bookKind(code), id)
  return (listOf(deps, code)?.fields ?? [])
    .map(({ name, label }) => ({ name, label, value: String(data.row[name] ?? '') }))
    .filter(({ name, value }) => maskedAs(name, value) !== value)
    .map(({ label, value }) => ({ label, value }))
}

/** A settlement whose lines are not all here, or do not make it. */
async function unequal({ journal }: ExchangeDeps, { data: { row } }: BookRow): Promise<string[]> {
  if (row.inst_type === '3') return []
  const subject = `${String(row.akb020)}|${String(row.akc190)}`
  const kind = bookKind('GYD102')
  const lines = (await journal.docs({
    kind,
    subject,
    states: ['valid'],
    limit: MANY,
  })) as unknown as BookRow[]
  if (lines.length === 0) return ['费用明细还没有下载']
  const yuan = (of: JsonObject, name: string) => tryYuan(of[name]) ?? (0 as Fen)
  const sums = { akc264: yuan(row, 'akc264'), akb068: yuan(row, 'akb068'), akb067: yuan(row, 'akb067') }
  const facts = lines.map(({ data }) => ({
    ...{ ykc610: String(data.row.ykc610), akc225: Number(data.row.akc225), akc226: Number(data.row.akc226) },
    ...{ akc227: yuan(data.row, 'akc227'), akb068: yuan(data.row, 'akb068') },
    akb067: yuan(data.row, 'akb067'),
  }))
  const setl = { ...sums, det_num: Number(row.det_num) }
  return [...settlementAddsUp(setl, facts), ...linesAddUp(facts).slice(0, 3)].map(({ message }) => message)
}

/** How each download stands. */
export async function downloadsView(deps: ExchangeDeps): Promise<ExchangeDownload[]> {
  const { journal, lanes, book } = deps
  const plans = new Map((await deps.tasks.status()).map(({ task, nextAt }) => [task.id, nextAt]))
  return Promise.all(
    openDownloads(deps).map(async ({ code, agency, every_min }) => {
      const state = downloadOf(await journal.doc(DOWNLOAD, code))
      const waiting = (await arrivalsOf(journal, code, UNCONFIRMED)).flatMap(({ data }) => data.rows)
      const stored = (await journal.docCounts(bookKind(code))).reduce((sum, { count }) => sum + count, 0)
      const task = every_min === null ? (deps.agency ? 'gy.round' : '') : `gy.${code}`
      return {
        ...{ code, name: book!.get(code).name, agency, stored },
        ...{ lastAt: state.lastAt, lastRows: state.lastRows, more: state.more, lost: state.lost },
        nextAt: plans.get(task) ?? null,
        unconfirmed: waiting.filter((row) => row.state !== 'confirmed').length,
        refused: waiting.filter((row) => row.state === 'refused').length,
        running: lanes.busy(`gy.download ${code}`),
        why: state.lost ? state.why : (waiting.find((row) => row.state === 'refused')?.why ?? ''),
      }
    }),
  )
}

const ARRIVAL_LABEL = { stored: '已存下', booked: '待确认', confirmed: '已确认' } as const

/** What came of one download, newest first. */
export async function arrivalsView(
  { journal }: ExchangeDeps,
  { code, limit }: ApiInput<'injury.exchange.arrivals'>,
): Promise<ExchangeArrival[]> {
  const found = (await journal.docs({ kind: ARRIVAL, subject: code, limit })) as unknown as Arrival[]
  return found.map(({ id, state, text, data }) => {
    const count = (is: string) => data.rows.filter((row) => row.state === is).length
    return {
      ...{ transid: id, at: data.at, rows: data.rows.length, confirmed: count('confirmed') },
      ...{ refused: count('refused'), state, stateLabel: ARRIVAL_LABEL[state], about: text, why: data.why },
    }
  })
}
