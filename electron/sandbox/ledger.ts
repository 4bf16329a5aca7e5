import Database from 'better-sqlite3'

type Value = string | number | null
export type Row = Record<string, Value>

export interface Store {
  get<T = Row>(sql: string, ...args: Value[]): T | undefined
  all<T = Row>(sql: string, ...args: Value[]): T[]
  run(sql: string, ...args: Value[]): number
  /** Inserts one row; the keys are the columns. */
  insert(table: string, row: Row): void
  /** The next number of a named sequence, from 1. */
  next(name: string): number
  /** Runs `work` whole or not at all. */
  atomically<T>(work: () => T): T
  close(): void
}

/** Opens (and makes) a ledger with these tables. `path` is a file or ':memory:'. */
export function openLedger(path: string, schema: string): Store {
  const db = new Database(path)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = NORMAL') // a killed process loses nothing; only a power cut could
  db.exec(schema)
  const cache = new Map<string, Database.Statement>()
  const prepare = (sql: string) => {
    const known = cache.get(sql)
    if (known) return known
    const made = db.prepare(sql)
    cache.set(sql, made)
    return made
  }
  const store: Store = {
    get: <T>(sql: string, ...args: Value[]) => prepare(sql).get(...args) as T | undefined,
    all: <T>(sql: string, ...args: Value[]) => prepare(sql).all(...args) as T[],
    run: (sql, ...args) => prepare(sql).run(...args).changes,
    insert: (table, row) => {
      const keys = Object.keys(row)
      prepare(`insert into ${table} (${keys}) values (${keys.map(() => '?')})`).run(...Object.values(row))
    },
    next: (name) =>
      store.get<{ n: number }>(
        'insert into seq values (?, 1) on conflict (name) do update set n = n + 1 returning n',
        name,
      )?.n ?? 1,
    atomically: (work) => db.transaction(work).immediate(),
    close: () => db.close(),
  }
  return store
}
