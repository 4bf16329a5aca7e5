import type { CatalogueHit } from './port.ts'
import type { Found, Reader } from './reader.ts'
import { codePlain, fit, isLatin, normal, piecesQuery, queryFor, type Way } from './tokens.ts'

/** How well something answers: whole, beginning, inside. */
type Rank = 0 | 1 | 2

interface Ranked {
  rank: Rank
  /** characters of what it was found by: the shorter the better */
  length: number
  hit: CatalogueHit
}

/** names that are asked for at a time: of each catalogue mostly the first few are enough */
const FIRST_page = 12
const LATER_page = 64
/** a text that fewer names have is rare: all of them are read */
const FEW = 32
/** names looked at in one catalogue before it is given up: so many that only seem to answer are no answer */
const MOST_names = 4_000
const MOST_pieces = 2_000
/** entries of one name */
const SAME_name = 16

/**
 * Over all catalogues at once, best first, until enough are found: what nobody would see is not read. Codes that
 * begin so, names, then numbers and the insides of codes.
 */
export function search(
  readers: readonly Reader[],
  { text, limit, at }: { text: string; limit: number; at?: string | undefined },
): CatalogueHit[] {
  const plain = normal(text)
  if (plain === '') return []
  const typed = text.trim()
  const latin = isLatin(plain)
  const taking = createTaking(limit, at)
  if (latin) {
    for (const reader of readers)
      for (const found of reader.codes(typed, limit))
        taking.one(reader, found, found.code.length === typed.length ? 0 : 1, found.code.length)
    taking.settle()
  }
  byNames(readers, plain, latin, taking)
  // names have no such numbers, and no code is without a digit
  const counted = /\d/.test(plain)
  if (counted && !taking.full()) {
    for (const reader of readers)
      for (const found of reader.numbers(typed, limit)) taking.one(reader, found, 1, found.name.length)
    taking.settle()
  }
  const pieces = counted && latin && !taking.full() ? piecesQuery(text) : null
  if (pieces !== null) insideCodes(readers, pieces, codePlain(text), taking)
  return taking.hits()
}

/**
 * A text that is long enough to be rare is looked for anywhere in the names at once, and all that answer are put in
 * order; in a catalogue where those are many, the beginnings come first by a question of their own.
 */
function byNames(readers: readonly Reader[], plain: string, latin: boolean, taking: Taking): void {
  const ways: Way[] = latin ? ['name', 'initials', 'full'] : ['name']
  const rare = [...plain].length > (latin ? 2 : 1)
  const anywhere = queryOf(ways, false, plain) ?? ''
  const cursors: Cursor[] = []
  const many: Reader[] = []
  for (const reader of readers) {
    const first = rare ? reader.names(anywhere, -1, FEW) : null
    if (first && first.length < FEW) cursors.push(cursorOf(reader, ways, plain, { all: first }))
    else many.push(reader)
  }
  for (const begins of [true, false]) {
    const query = queryOf(ways, begins, plain)
    if (query === null) continue
    const more = many.map((reader) => cursorOf(reader, ways, plain, { query, begins }))
    // what is there whole is in order of rank; its insides wait for the beginnings of the others
    const now = [...cursors, ...more]
    const wanted = (cursor: Cursor) => cursor.head !== null && (!begins || cursor.head.rank < 2)
    for (let next = best(now.filter(wanted)); next && !taking.full(); next = best(now.filter(wanted))) {
      taking.name(next.reader, next.head!)
      next.step()
    }
    if (taking.full()) return
  }
}

function queryOf(ways: readonly Way[], begins: boolean, plain: string): string | null {
  const queries = ways.flatMap((way) => queryFor(way, begins, plain) ?? [])
  return queries.length === 0 ? null : queries.map((query) => `(${query})`).join(' OR ')
}

type Taking = ReturnType<typeof createTaking>

function insideCodes(readers: readonly Reader[], query: string, plain: string, taking: Taking): void {
  for (const reader of readers) {
    for (const found of reader.pieces(query, MOST_pieces)) {
      if (taking.full()) return
      if (codePlain(found.code).includes(plain)) taking.one(reader, found, 2, found.code.length)
    }
  }
}

/** What has been found so far, each entry once, by the best way to it. */
function createTaking(limit: number, at: string | undefined) {
  const found = new Map<string, Ranked>()
  /** of what is read whole: codes come in the order of their letters, and the shortest are wanted */
  let waiting: { reader: Reader; entry: Found; rank: Rank; length: number }[] = []
  const take = (reader: Reader, entry: Found, rank: Rank, length: number) => {
    const key = `${reader.kind} ${entry.id}`
    if (found.has(key)) return
    const hit = reader.hit(entry.id, at)
    if (hit) found.set(key, { rank, length, hit })
  }
  const settle = () => {
    waiting.sort((a, b) => a.rank - b.rank || a.length - b.length)
    for (const { reader, entry, rank, length } of waiting) {
      if (found.size >= limit) break
      take(reader, entry, rank, length)
    }
    waiting = []
  }
  return {
    full: () => found.size >= limit,
    one(reader: Reader, entry: Found, rank: Rank, length: number) {
      waiting.push({ reader, entry, rank, length })
    },
    /** what was found one by one is read, as much of it as is wanted */
    settle,
    name(reader: Reader, { name, rank }: Head) {
      const length = [...name].length
      for (let from = 0; found.size < limit; from += SAME_name) {
        const entries = reader.entries(name, SAME_name, from)
        for (const entry of entries) take(reader, entry, rank, length)
        if (entries.length < SAME_name) break
      }
      for (const entry of reader.aliases(name, limit)) take(reader, entry, rank, length)
    },
    hits(): CatalogueHit[] {
      settle()
      return [...found.values()]
        .sort(better)
        .slice(0, limit)
        .map(({ hit }) => hit)
    },
  }
}

/** Whole before beginning before inside; then what is in use, then the shorter. */
const better = (a: Ranked, b: Ranked): number =>
  a.rank - b.rank ||
  Number(b.hit.valid) - Number(a.hit.valid) ||
  a.length - b.length ||
  (a.hit.code < b.hit.code ? -1 : 1)

interface Head {
  id: number
  name: string
  rank: Rank
}

interface Cursor {
  reader: Reader
  /** the next name that answers, null at the end */
  head: Head | null
  step(): void
}

type Names = { id: number; name: string }[]

/** Names of one catalogue that answer: all of them by rank, or by a question, shortest first, a page at a time. */
function cursorOf(
  reader: Reader,
  ways: readonly Way[],
  text: string,
  from: { all: Names } | { query: string; begins: boolean },
): Cursor {
  const heads = 'all' in from ? ranked(from.all, ways, text) : asked(reader, ways, text, from)
  const cursor: Cursor = {
    reader,
    head: null,
    step() {
      cursor.head = heads.next().value ?? null
    },
  }
  cursor.step()
  return cursor
}

/** The best of the ways in which a name answers. */
function rankOf(ways: readonly Way[], name: string, text: string): Rank | null {
  let rank: Rank | null = null
  for (const way of ways) {
    const one = fit(way, name, text)
    if (one !== null && (rank === null || one < rank)) rank = one
  }
  return rank
}

function* ranked(names: Names, ways: readonly Way[], text: string): Generator<Head, undefined> {
  const heads = names.flatMap(({ id, name }) => {
    const rank = rankOf(ways, name, text)
    return rank === null ? [] : [{ id, name, rank }]
  })
  yield* heads.sort((a, b) => a.rank - b.rank || a.id - b.id)
}

function* asked(
  reader: Reader,
  ways: readonly Way[],
  text: string,
  { query, begins }: { query: string; begins: boolean },
): Generator<Head, undefined> {
  let last = -1
  for (let seen = 0, page = FIRST_page; seen < MOST_names; seen += page, page = LATER_page) {
    const names = reader.names(query, last, page)
    for (const { id, name } of names) {
      const rank = rankOf(ways, name, text)
      if (rank !== null && !(begins && rank === 2)) yield { id, name, rank }
    }
    if (names.length < page) return
    last = names.at(-1)!.id
  }
}

/** The one whose next name is best; numbers of names rise with their length. */
function best(cursors: readonly Cursor[]): Cursor | null {
  let found: Cursor | null = null
  for (const cursor of cursors) {
    const { head } = cursor
    if (
      head &&
      (!found?.head ||
        head.rank < found.head.rank ||
        (head.rank === found.head.rank && head.id < found.head.id))
    )
      found = cursor
  }
  return found
}
