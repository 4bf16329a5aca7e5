import type { Database } from 'better-sqlite3'
import type { Json } from '../../../shared/contract.ts'
import type {
  AuditRow,
  EncounterQuery,
  EncounterRow,
  Journal,
  OperatorRow,
  OutboxRow,
  PaymentRow,
  SettlementRow,
  ShiftRow,
} from '../port.ts'
import { type Filter, filter, listValue, prefixEnd, statementCache } from './filter.ts'
import {
  AUDIT,
  ENCOUNTER,
  fromSql,
  OPERATOR,
  OUTBOX,
  PAYMENT,
  SETTLEMENT,
  SHIFT,
  type Shape,
  selectList,
} from './shapes.ts'

type Query<K extends keyof Journal> = Parameters<Journal[K]>[0]

/** Reads of everything but transactions. Ranges of time are inclusive on both ends. */
export function createReads(db: Database) {
  const statement = statementCache(db)
  const all = <R>(shape: Shape<R>, tail: string, values: Filter['values'] = [], from = shape.table): R[] =>
    statement(`SELECT ${selectList(shape)} FROM ${from} ${tail}`)
      .all(...values)
      .map((row) => fromSql(shape, row))
  const one = <R>(shape: Shape<R>, tail: string, value: string): R | null =>
    all(shape, tail, [value])[0] ?? null
  const count = (sql: string) => statement(sql).pluck().get() as number

  return {
    encounter: (id: string): EncounterRow | null => {
      const row = statement(`${WHOLE} WHERE encounter_id = +?`).get(id)
      return row ? toEncounter(row) : null
    },
    // the page first: a planner that does not know the limit reads every encounter with its body instead
    searchEncounters: (query: EncounterQuery): EncounterRow[] => {
      const { from, where } = planEncounters(query)
      return statement(
        `SELECT ${ENCOUNTER_LIST} FROM (SELECT encounter.seq FROM ${from} WHERE ${where.sql}
           ORDER BY encounter.updated_at DESC, encounter.seq DESC LIMIT ?) page
         CROSS JOIN encounter ON encounter.seq = page.seq CROSS JOIN encounter_body ON encounter_body.seq = page.seq
         ORDER BY encounter.updated_at DESC, encounter.seq DESC`,
      )
        .all(...where.values, query.limit)
        .map(toEncounter)
    },

    settlements: (query: Query<'settlements'>): SettlementRow[] => {
      const where = filter(
        ['setl_id = ?', query.setl_id],
        ['family = ?', query.family],
        ['encounter_id = ?', query.encounterId],
        ['shift_id = ?', query.shiftId],
        ['at >= ?', query.from],
        ['at <= ?', query.to],
      )
      return all(SETTLEMENT, `WHERE ${where.sql} ORDER BY at, rowid`, where.values)
    },
    payments: (query: Query<'payments'>): PaymentRow[] => {
      const where = filter(['encounter_id = ?', query.encounterId], ['shift_id = ?', query.shiftId])
      return all(PAYMENT, `WHERE ${where.sql} ORDER BY at, rowid`, where.values)
    },

    outboxDue: (now: number, limit: number): OutboxRow[] => all(OUTBOX, DUE, [now, limit]),
    outboxCounts: () => ({
      waiting: count(`SELECT count(*) FROM outbox WHERE state = 'waiting'`),
      dead: count(`SELECT count(*) FROM outbox WHERE state = 'dead'`),
    }),
    outboxList: (limit: number): OutboxRow[] => all(OUTBOX, UNDONE, [limit]),

    operator: (opter: string): OperatorRow | null => one(OPERATOR, 'WHERE opter = ?', opter),
    operators: (): OperatorRow[] => all(OPERATOR, 'ORDER BY opter'),
    shift: (id: string): ShiftRow | null => one(SHIFT, 'WHERE shift_id = ?', id),
    openShift: (opter: string): ShiftRow | null => one(SHIFT, 'WHERE opter = ? AND ended_at IS NULL', opter),
    shifts: (query: Query<'shifts'>): ShiftRow[] => {
      const where = filter(
        ['started_at >= ?', query.from],
        ['started_at <= ?', query.to],
        ['opter = ?', query.opter],
      )
      const tail = `WHERE ${where.sql} ORDER BY started_at DESC, rowid DESC LIMIT ?`
      return all(SHIFT, tail, [...where.values, query.limit ?? -1])
    },

    auditTrail: (query: Query<'auditTrail'>): AuditRow[] => {
      const where = filter(['seq < ?', query.before], ['at >= ?', query.from], ['at <= ?', query.to])
      return all(AUDIT, `WHERE ${where.sql} ORDER BY seq DESC LIMIT ?`, [...where.values, query.limit])
    },
    setting: (key: string): Json | undefined => {
      const value = statement('SELECT value FROM setting WHERE key = ?').pluck().get(key)
      return value === undefined ? undefined : (JSON.parse(value as string) as Json)
    },
  }
}

const ENCOUNTER_LIST = `${selectList(ENCOUNTER)}, encounter_body.data`
const WHOLE = `SELECT ${ENCOUNTER_LIST} FROM encounter
  JOIN encounter_body ON encounter_body.seq = encounter.seq`

function toEncounter(row: unknown): EncounterRow {
  const { data } = row as { data: string }
  return { ...fromSql(ENCOUNTER, row), data: JSON.parse(data) as Json }
}

/** National insurance and self-pay: what the counter's own screens look for. */
const COUNTERS = ['nhsa', 'local']

/** Text: whose words begin with it, or whose id it is. Newest first is the order of every search. */
function planEncounters(query: EncounterQuery): { from: string; where: Filter } {
  const text = query.text?.trim()
  const where = filter(
    ['encounter.family IN (SELECT value FROM json_each(?))', listValue(query.families ?? COUNTERS)],
    ['encounter.active = ?', query.active === undefined ? undefined : Number(query.active)],
    ['encounter.kind = ?', query.kind],
    ['encounter.shift_id = ?', query.shiftId],
    ['encounter.step IN (SELECT value FROM json_each(?))', listValue(query.steps)],
    ['encounter.updated_at >= ?', query.from],
    ['encounter.updated_at <= ?', query.to],
  )
  if (!text) return { from: 'encounter', where }
  const word = text.toLowerCase()
  return {
    from: `(SELECT seq FROM encounter_word WHERE word >= ? AND word < ?
      UNION SELECT seq FROM encounter WHERE encounter_id = ?) found CROSS JOIN encounter USING (seq)`,
    where: { sql: where.sql, values: [word, prefixEnd(word), text, ...where.values] },
  }
}

/** The first waiting job of each key, if its time has come. A dead job does not hold up the later ones. */
const DUE = `WHERE id IN (SELECT min(id) FROM outbox WHERE state = 'waiting' GROUP BY key)
  AND next_at <= ? ORDER BY id LIMIT ?`

/** What is not done: the dead first, for they want a hand. */
const UNDONE = `WHERE state IN ('waiting', 'dead') ORDER BY state <> 'dead', id LIMIT ?`
