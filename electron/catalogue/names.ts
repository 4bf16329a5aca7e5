import { codePlain, LONG_code, normal, piecesOf, tokensOf } from './tokens.ts'
import type { Db } from './version.ts'

/** The dictionary of names and the two token indexes, as they grow. */
const PER_LENGTH = 2 ** 32
const LONGEST = 500

/** Numbers names by their length; those of one length in the order of their coming. */
export function namesOf(db: Db) {
  const find = db.prepare('select id from name where name = ?').pluck()
  const last = db.prepare('select max(id) from name where id >= ? and id < ?').pluck()
  const add = db.prepare('insert into name (id, name) values (?, ?)')
  const index = db.prepare('insert into fts (rowid, tokens) values (?, ?)')
  const next = new Map<number, number>()
  const take = (length: number): number => {
    const from = length * PER_LENGTH
    const id = next.get(length) ?? ((last.get(from, from + PER_LENGTH) as number | null) ?? from) + 1
    next.set(length, id + 1)
    return id
  }
  return {
    /** the number of a name that is new here, null where it is known */
    add(name: string): number | null {
      if (find.get(name) !== undefined) return null
      const id = take(Math.min(LONGEST, normal(name).length))
      add.run(id, name)
      return id
    },
    /** by rising numbers only: anything else costs the index a piece of its own */
    index(id: number, name: string) {
      index.run(id, tokensOf(name))
    },
  }
}

export function piecesInto(db: Db) {
  const index = db.prepare('insert into pieces (rowid, tokens) values (?, ?)')
  return (entry: number, code: string) => {
    if (codePlain(code).length >= LONG_code) index.run(entry, piecesOf(code).join(' '))
  }
}
