import { cellsOf } from './lines.ts'
import type { CatalogueEntry, CatalogueHit, CatalogueShape, Change, ChangeKind, ChangePage } from './port.ts'
import { codePlain, fit, isLatin, normal, piecesQuery, queryFor, type Way } from './tokens.ts'
import { type Db, metaOf, openVersion, type Statement } from './version.ts'

/** How well a hit answers: whole, beginning, inside. */
export type Rank = 0 | 1 | 2
export interface Ranked {
  rank: Rank
  /** characters of what was found by: the shorter the better */
  length: number
  hit: CatalogueHit
}

interface EntryRow {
  id: number
  code: string
  name: string
  gone: number
  raw: Buffer
}
interface NameRow {
  id: number
  name: string
}

const COLUMNS = 'id, code, name, gone, raw'
const BY_NAME = `select e.id, e.code, e.name, e.gone, e.raw from`
/** Every question that a search asks; the plans of all of them are looked at by the benchmark. */
const SQL = {
  code: `select ${COLUMNS} from entry where code >= ? collate nocase and code < ? collate nocase
    order by code collate nocase limit ?`,
  pieces: `select ${COLUMNS} from entry where id in
    (select rowid from pieces where pieces match ? order by rowid limit ?)`,
  number: `${BY_NAME} number n join entry e on e.id = n.entry
    where n.number >= ? collate nocase and n.number < ? collate nocase order by n.number collate nocase limit ?`,
  names: `select n.id, n.name from fts f cross join name n on n.id = f.rowid
    where f.fts match ? and f.rowid > ? order by f.rowid limit ?`,
  entries: `select ${COLUMNS} from entry indexed by entry_name where name = ? order by gone, id limit ? offset ?`,
  aliases: `${BY_NAME} alias a indexed by alias_name join entry e on e.id = a.entry where a.name = ? limit ?`,
  whole: `select ${COLUMNS} from entry where code = ? collate nocase`,
  changes: 'select what, code, name, before, after from change where what = ? order by code limit ? offset ?',
} as const

const PAGE = 64
/** names looked at in one way before it is given up: a text that so many names only seem to answer is none */
const MOST_names = 4_000
const MOST_pieces = 500
/** behind every code that begins with a text */
const BEHIND = '\uffff'

/** One version in use. */
export interface Reader {
  search(text: string, limit: number, at: string | undefined): Ranked[]
  entry(code: string): CatalogueEntry | null
  changes(query: { what?: ChangeKind; offset: number; limit: number }): ChangePage
  /** the plan of each question, in SQLite's own words */
  plans(): string[]
  close(): void
}

export function openReader(path: string): Reader {
  const db = openVersion(path)
  const { shape } = metaOf(db)!
  const ask = Object.fromEntries(
    Object.entries(SQL).map(([name, sql]) => [name, db.prepare(sql)]),
  ) as unknown as Record<keyof typeof SQL, Statement>
  return {
    search: (text, limit, at) => search({ ask, shape, limit, at, found: new Map() }, text),
    entry(code) {
      const rows = (ask.whole.all(code) as EntryRow[]).sort((a, b) => a.gone - b.gone || b.id - a.id)
      const row = rows[0]
      if (!row) return null
      const cells = cellsOf(row.raw)
      const columns = Object.fromEntries(shape.columns.map((name, i) => [name, cells[i] ?? '']))
      return { ...hitOf(shape, row, cells), columns }
    },
    changes: (query) => changes(db, ask.changes, shape, query),
    plans: () =>
      Object.values(SQL).flatMap((sql) => {
        const args = Array(sql.split('?').length - 1).fill('"0x"')
        const plan = db.prepare(`explain query plan ${sql}`).all(args) as { detail: string }[]
        return plan.map(({ detail }) => detail)
      }),
    close: () => void db.close(),
  }
}

interface Search {
  ask: Record<keyof typeof SQL, Statement>
  shape: CatalogueShape
  limit: number
  at: string | undefined
  /** by entry: what was found first is the better answer */
  found: Map<number, Ranked>
}

function search(s: Search, text: string): Ranked[] {
  const plain = normal(text)
  if (plain === '') return []
  const latin = isLatin(plain)
  if (latin) byCode(s, text.trim())
  for (const begins of [true, false]) {
    byName(s, 'name', begins, plain)
    if (latin) byName(s, 'initials', begins, plain)
    if (latin) byName(s, 'full', begins, plain)
    if (full(s)) break
  }
  if (!full(s)) byNumber(s, text.trim())
  if (!full(s) && latin) insideCode(s, text)
  return [...s.found.values()].sort(better).slice(0, s.limit)
}

/** Whole before beginning before inside; then what is in use, then the shorter. */
export const better = (a: Ranked, b: Ranked): number =>
  a.rank - b.rank ||
  Number(b.hit.valid) - Number(a.hit.valid) ||
  a.length - b.length ||
  (a.hit.code < b.hit.code ? -1 : 1)

const full = ({ found, limit }: Search) => found.size >= limit

function add(s: Search, row: EntryRow, rank: Rank, length: number): void {
  const before = s.found.get(row.id)
  if (before && before.rank <= rank) return
  const cells = cellsOf(row.raw)
  if (s.at !== undefined && !holds(s.shape, row, cells, s.at)) return
  s.found.set(row.id, { rank, length, hit: hitOf(s.shape, row, cells) })
}

function byCode(s: Search, text: string): void {
  for (const row of s.ask.code.all(text, text + BEHIND, s.limit) as EntryRow[])
    add(s, row, row.code.length === text.length ? 0 : 1, row.code.length)
}

function byNumber(s: Search, text: string): void {
  for (const row of s.ask.number.all(text, text + BEHIND, s.limit) as EntryRow[])
    add(s, row, 1, row.name.length)
}

function insideCode(s: Search, text: string): void {
  const query = piecesQuery(text)
  if (query === null) return
  const plain = codePlain(text)
  for (const row of s.ask.pieces.all(query, MOST_pieces) as EntryRow[]) {
    if (full(s)) return
    if (codePlain(row.code).includes(plain)) add(s, row, 2, row.code.length)
  }
}

/** Names come shortest first, so that the first ones that really answer are the best. */
function byName(s: Search, way: Way, begins: boolean, text: string): void {
  const query = queryFor(way, begins, text)
  if (query === null) return
  let last = -1
  let wanted = s.limit
  for (let seen = 0; seen < MOST_names; seen += PAGE) {
    const names = s.ask.names.all(query, last, PAGE) as NameRow[]
    for (const { id, name } of names) {
      last = id
      const rank = fit(way, name, text)
      if (rank === null || (begins && rank === 2)) continue
      wanted -= entriesOf(s, name, rank)
      if (wanted <= 0) return
    }
    if (names.length < PAGE) return
  }
}

/** Those of one name, in use first; answers how many were taken. */
function entriesOf(s: Search, name: string, rank: Rank): number {
  const length = [...name].length
  const before = s.found.size
  for (let from = 0; s.found.size - before < s.limit; from += PAGE) {
    const rows = s.ask.entries.all(name, PAGE, from) as EntryRow[]
    for (const row of rows) add(s, row, rank, length)
    if (rows.length < PAGE) break
  }
  for (const row of s.ask.aliases.all(name, s.limit) as EntryRow[]) add(s, row, rank, length)
  return s.found.size - before
}

function hitOf(shape: CatalogueShape, row: EntryRow, cells: readonly string[]): CatalogueHit {
  const first = (columns: readonly number[]) =>
    columns.map((column) => cells[column] ?? '').find((cell) => cell !== '') ?? ''
  const { spec, dosform, maker, aprvno, unit } = shape.shows
  return {
    kind: shape.kind,
    code: row.code,
    name: row.name,
    spec: first(spec),
    dosform: first(dosform),
    maker: first(maker),
    aprvno: first(aprvno),
    unit: first(unit),
    valid: row.gone === 0,
  }
}

/** In use on a day: not taken out, begun, and not ended. A date that is not told does not exclude. */
function holds(shape: CatalogueShape, row: EntryRow, cells: readonly string[], at: string): boolean {
  if (row.gone === 1) return false
  const dates = (columns: readonly number[]) =>
    columns.map((column) => (cells[column] ?? '').slice(0, 10)).filter((day) => day !== '')
  return dates(shape.from).every((day) => day <= at) && dates(shape.to).every((day) => day >= at)
}

interface ChangeRow {
  what: ChangeKind
  code: string
  name: string
  before: Buffer | null
  after: Buffer | null
}

const KINDS: readonly ChangeKind[] = ['added', 'changed', 'stopped']

function changes(
  db: Db,
  page: Statement,
  shape: CatalogueShape,
  { what, offset, limit }: { what?: ChangeKind; offset: number; limit: number },
): ChangePage {
  const rows: Change[] = []
  let skip = offset
  let total = 0
  for (const kind of what === undefined ? KINDS : [what]) {
    const count = db.prepare('select count(*) from change where what = ?').pluck().get(kind) as number
    const left = limit - rows.length
    if (skip < count && left > 0)
      rows.push(...(page.all(kind, left, skip) as ChangeRow[]).map((row) => changeOf(shape, row)))
    skip = Math.max(0, skip - count)
    total += count
  }
  return { rows, total }
}

/** What every version changes in every row says nothing of the row. */
const OF_THE_VERSION = new Set(['ver', 'ver_name', 'updt_time', 'crte_time', 'tram_data_id'])

function changeOf(shape: CatalogueShape, { what, code, name, before, after }: ChangeRow): Change {
  if (!before || !after) return { what, code, name, columns: [] }
  const [old, now] = [cellsOf(before), cellsOf(after)]
  const columns = shape.columns.flatMap((column, i) => {
    const [was, is] = [old[i] ?? '', now[i] ?? '']
    return was === is || OF_THE_VERSION.has(column) ? [] : [{ column, before: was, after: is }]
  })
  return { what, code, name, columns }
}
