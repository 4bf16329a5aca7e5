import { namesInto, piecesInto, tokensInto } from './names.ts'
import type { ChangeCounts } from './port.ts'
import { Stopped } from './take.ts'
import { type Db, INDEXES, keepMeta, type Meta, metaOf } from './version.ts'

/** so many names or codes are read at a time, and so many go into the index in one commit */
const PAGE = 5_000
const COMMIT = 100_000

export interface FinishOptions {
  /** the version in use, to tell what a fresh one changes; null where there is none */
  live: string | null
  stopped(): boolean
  progress(done: number): void
}

type Step = [name: string, weight: number, run: (again: () => void) => void]

/**
 * Makes a staged version searchable: doubles away, indexes, names, codes. Each step is done once and what a step
 * has reached is in the commit with it, so that it goes on where it was stopped. Throws Stopped.
 */
export function finish(db: Db, { live, stopped, progress }: FinishOptions): Meta {
  const meta = metaOf(db)!
  const steps = meta.fresh ? freshSteps(db, meta, live) : []
  const whole = steps.reduce((sum, [, weight]) => sum + weight, 0)
  let done = 0
  const pause = () => {
    if (stopped()) throw new Stopped()
  }
  for (const [name, weight, run] of steps) {
    pause()
    if (!meta.finished.includes(name)) {
      run(pause)
      meta.finished.push(name)
      keepMeta(db, meta)
    }
    done += weight
    progress(done / whole)
  }
  meta.rows = db.prepare('select count(*) from entry').pluck().get() as number
  if (!meta.finished.includes('all')) meta.finished.push('all')
  keepMeta(db, meta)
  return meta
}

function freshSteps(db: Db, meta: Meta, live: string | null): Step[] {
  const indexes = INDEXES.filter(([name]) => name !== 'rid').map(
    ([name, sql]): Step => [name, 1, () => void db.exec(sql)],
  )
  return [
    ['rid', 1, () => rids(db)],
    ...indexes,
    ['dictionary', 3, (pause) => dictionary(db, meta, pause)],
    ['apart', 0, () => merging(db, false)],
    ['tokens', 6, (pause) => tokens(db, meta, pause)],
    ['pieces', 6, (pause) => pieces(db, meta, pause)],
    ['together', 2, () => merging(db, true)],
    ...(live === null ? [] : [['compare', 3, () => compare(db, live)] satisfies Step]),
  ]
}

/** Of rows with the same rid the last one stands. */
function rids(db: Db): void {
  const unique = INDEXES.find(([name]) => name === 'rid')![1]
  try {
    db.exec(unique)
  } catch (error) {
    if ((error as { code?: string }).code !== 'SQLITE_CONSTRAINT_UNIQUE') throw error
    db.transaction(() => {
      db.exec(`create temp table twice as select id from (
        select id, row_number() over (partition by rid order by id desc) nth from entry) where nth > 1;
        create index temp.twice_id on twice (id);`)
      for (const [table, column] of [
        ['alias', 'entry'],
        ['number', 'entry'],
        ['entry', 'id'],
      ])
        db.exec(`delete from ${table} where ${column} in (select id from twice)`)
      db.exec('drop table twice')
      db.exec(unique)
    })()
  }
}

/** Every name once; in the order of their letters, so that it can go on from any of them. */
function dictionary(db: Db, meta: Meta, pause: () => void): void {
  const names = namesInto(db)
  for (const [from, index] of [
    ['entry', 'entry_name'],
    ['alias', 'alias_name'],
  ] as const) {
    const page = db
      .prepare(
        `select name from ${from} indexed by ${index} where name > ? group by name order by name limit ${PAGE}`,
      )
      .pluck()
    for (;;) {
      const found = page.all(meta.reached[from] ?? '') as string[]
      if (found.length === 0) break
      db.transaction(() => {
        for (const name of found) names.add(name)
        names.flush()
        meta.reached[from] = found.at(-1)!
        keepMeta(db, meta)
      })()
      pause()
    }
  }
}

/**
 * Merging the index while it is filled writes each token several times over; at the end once is enough.
 * Source: FTS5, automerge, hashsize, optimize.
 */
function merging(db: Db, on: boolean): void {
  for (const table of ['fts', 'pieces']) {
    const set = (name: string, value: number) =>
      db.exec(`insert into ${table} (${table}, rank) values ('${name}', ${value})`)
    set('automerge', on ? 4 : 0)
    set('crisismerge', on ? 16 : 64)
    set('hashsize', on ? 1 << 20 : FILLING_bytes)
    if (on) db.exec(`insert into ${table} (${table}) values ('optimize')`)
  }
}

/** of the index in memory before it is written */
const FILLING_bytes = 8 << 20

function tokens(db: Db, meta: Meta, pause: () => void): void {
  const into = tokensInto(db)
  const page = db.prepare(`select id, name from name where id > ? order by id limit ${PAGE}`)
  eachPart(db, meta, pause, 'tokens', (last) => {
    const rows = page.all(last) as { id: number; name: string }[]
    for (const { id, name } of rows) into.add(id, name)
    into.flush()
    return rows.length < PAGE ? null : rows.at(-1)!.id
  })
}

function pieces(db: Db, meta: Meta, pause: () => void): void {
  const into = piecesInto(db)
  const end = (db.prepare('select max(id) from entry').pluck().get() as number | null) ?? 0
  eachPart(db, meta, pause, 'pieces', (last) => {
    into(last + 1, last + PAGE)
    return last + PAGE >= end ? null : last + PAGE
  })
}

/** `part` puts in what comes after a number and answers the last one it has put in, null at the end. */
function eachPart(
  db: Db,
  meta: Meta,
  pause: () => void,
  step: string,
  part: (last: number) => number | null,
): void {
  for (let last: number | null = Number(meta.reached[step] ?? 0); last !== null; pause()) {
    db.transaction(() => {
      for (let n = 0; n < COMMIT && last !== null; n += PAGE) last = part(last)
      // what was put in is not put in again, also where the next step was never marked
      meta.reached[step] = last ?? Number.MAX_SAFE_INTEGER
      keepMeta(db, meta)
    })()
  }
}

/** A version from the beginning against the one in use, by rid; what it lacks is out of use now. */
function compare(db: Db, live: string): void {
  db.prepare('attach ? as live').run(live)
  try {
    db.transaction(() => {
      db.exec(`
        delete from change;
        insert into change (rid, what, code, name, before, after)
          select n.rid, case when o.id is null then 'added' when n.gone > o.gone then 'stopped' else 'changed' end,
            n.code, n.name, o.raw, n.raw
          from entry n left join live.entry o on o.rid = n.rid where o.raw is not n.raw;
        insert into change (rid, what, code, name, before, after)
          select o.rid, 'stopped', o.code, o.name, o.raw, null
          from live.entry o where not exists (select 1 from main.entry n where n.rid = o.rid);`)
    })()
  } finally {
    db.exec('detach live')
  }
}

export function countChanges(db: Db): ChangeCounts {
  const rows = db.prepare('select what, count(*) n from change group by what').all() as {
    what: keyof ChangeCounts
    n: number
  }[]
  const counts: ChangeCounts = { added: 0, changed: 0, stopped: 0 }
  for (const { what, n } of rows) counts[what] = n
  return counts
}
