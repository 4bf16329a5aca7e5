import { batched } from './batch.ts'
import { LONG_code, normal, PIECES_sql, PLAIN_sql, tokensOf } from './tokens.ts'
import type { Db } from './version.ts'

/** The dictionary of names and the two token indexes, as they grow. */
const PER_LENGTH = 2 ** 32
const LONGEST = 500

/** Numbers for names by their length; those of one length in the order of their coming. */
function numbersOf(db: Db) {
  const last = db.prepare('select max(id) from name where id >= ? and id < ?').pluck()
  const next = new Map<number, number>()
  return (name: string): number => {
    const length = Math.min(LONGEST, normal(name).length)
    const from = length * PER_LENGTH
    const id = next.get(length) ?? ((last.get(from, from + PER_LENGTH) as number | null) ?? from) + 1
    next.set(length, id + 1)
    return id
  }
}

/** Adds names one by one, to what is known already. */
export function namesOf(db: Db) {
  const find = db.prepare('select id from name where name = ?').pluck()
  const add = db.prepare('insert into name (id, name) values (?, ?)')
  const number = numbersOf(db)
  const tokens = tokensInto(db)
  return {
    /** the number of a name that is new here, null where it is known */
    add(name: string): number | null {
      if (find.get(name) !== undefined) return null
      const id = number(name)
      add.run(id, name)
      return id
    },
    /** by rising numbers only: anything else costs the index a piece of its own */
    index(names: readonly (readonly [id: number, name: string])[]) {
      for (const [id, name] of names) tokens.add(id, name)
      tokens.flush()
    },
  }
}

/** Adds many names; a number that one has for nothing, because it is known, is never used again. */
export function namesInto(db: Db) {
  const names = batched(db, 'name (id, name)', 2, 'on conflict (name) do nothing')
  const number = numbersOf(db)
  return { add: (name: string) => names.add([number(name), name]), flush: names.flush }
}

export function tokensInto(db: Db) {
  const tokens = batched(db, 'fts (rowid, tokens)', 2)
  return { add: (id: number, name: string) => tokens.add([id, tokensOf(name)]), flush: tokens.flush }
}

/** The pieces of the codes of some entries, from the first to the last. */
export function piecesInto(db: Db) {
  const add = db.prepare(
    `insert into pieces (rowid, tokens)
     with codes as materialized (select id, ${PLAIN_sql} as plain from entry where id between ? and ?)
     select id, ${PIECES_sql} from codes where length(plain) >= ${LONG_code}`,
  )
  return (first: number, last: number) => void add.run(first, last)
}
