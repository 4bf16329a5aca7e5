import { cellsOf } from './lines.ts'
import type { CatalogueEntry, CatalogueHit, CatalogueShape, Change, ChangeKind, ChangePage } from './port.ts'
import { type Db, metaOf, openVersion, type Statement } from './version.ts'

/** An entry as a search meets it, before all of it is read. */
export interface Found {
  id: number
  code: string
  name: string
}

interface EntryRow extends Found {
  gone: number
  raw: Buffer
}

const OF_ENTRY = 'id, code, name'
const BY_NAME = 'select e.id, e.code, e.name from'
/** Every question that a search asks; the plans of all of them are looked at by the benchmark. */
const SQL = {
  code: `select ${OF_ENTRY} from entry where code >= ? collate nocase and code < ? collate nocase
    order by code collate nocase limit ?`,
  pieces: `select ${OF_ENTRY} from entry where id in
    (select rowid from pieces where pieces match ? order by rowid limit ?)`,
  number: `${BY_NAME} number n join entry e on e.id = n.entry
    where n.number >= ? collate nocase and n.number < ? collate nocase order by n.number collate nocase limit ?`,
  names: `select n.id || ' ' || n.name from fts f cross join name n on n.id = f.rowid
    where f.fts match ? and f.rowid > ? order by f.rowid limit ?`,
  entries: `select ${OF_ENTRY} from entry indexed by entry_name where name = ? order by gone, id limit ? offset ?`,
  aliases: `${BY_NAME} alias a indexed by alias_name join entry e on e.id = a.entry where a.name = ? limit ?`,
  one: 'select id, code, name, gone, raw from entry where id = ?',
  whole: 'select id, code, name, gone, raw from entry where code = ? collate nocase',
  changes: 'select what, code, name, before, after from change where what = ? order by code limit ? offset ?',
} as const

/** behind every text that begins with another */
const BEHIND = '\uffff'

/** One version in use, and the questions that a search puts together (search.ts). */
export interface Reader {
  kind: string
  codes(beginning: string, limit: number): Found[]
  numbers(beginning: string, limit: number): Found[]
  /** by the pieces of codes (tokens.ts); some may be no answers */
  pieces(query: string, limit: number): Found[]
  /** names by their tokens, shortest first, behind a number; some may be no answers */
  names(query: string, after: number, limit: number): { id: number; name: string }[]
  /** entries of one name, in use first */
  entries(name: string, limit: number, offset: number): Found[]
  /** entries that are also known by a name */
  aliases(name: string, limit: number): Found[]
  /** the whole of one; null where it does not hold at the date */
  hit(id: number, at: string | undefined): CatalogueHit | null
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
  const names = ask.names.pluck()
  const named = shape.names.length > 1
  return {
    kind: shape.kind,
    codes: (beginning, limit) => ask.code.all(beginning, beginning + BEHIND, limit) as Found[],
    numbers: (beginning, limit) =>
      shape.numbers.length === 0 ? [] : (ask.number.all(beginning, beginning + BEHIND, limit) as Found[]),
    pieces: (query, limit) => ask.pieces.all(query, limit) as Found[],
    names: (query, after, limit) => (names.all(query, after, limit) as string[]).map(numbered),
    entries: (name, limit, offset) => ask.entries.all(name, limit, offset) as Found[],
    aliases: (name, limit) => (named ? (ask.aliases.all(name, limit) as Found[]) : []),
    hit(id, at) {
      const row = ask.one.get(id) as EntryRow
      const cells = cellsOf(row.raw)
      return at !== undefined && !holds(shape, row, cells, at) ? null : hitOf(shape, row, cells)
    },
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

/** One text a row is handed over far quicker than two columns. */
function numbered(text: string): { id: number; name: string } {
  const space = text.indexOf(' ')
  return { id: Number(text.slice(0, space)), name: text.slice(space + 1) }
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
