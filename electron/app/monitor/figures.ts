import type { Journal, TxnFigure } from '../../journal/port.ts'

/** What became of the messages of one code within a time. Times are of those that were answered. */
export interface Figure {
  family: string
  infno: string
  calls: number
  rejected: number
  failed: number
  /** 0…100 */
  errors_pct: number
  p50_ms: number | null
  p95_ms: number | null
}

const HOUR_ms = 3_600_000
export const SPAN_ms = { hour: HOUR_ms, day: 24 * HOUR_ms }

/**
 * Reads figures hour by hour, so that no read holds the counter up for long, and keeps those of hours that are
 * over: a day costs one hour's read after the first time.
 */
export function createFigures(journal: Pick<Journal, 'txnFigures'>, now: () => number) {
  const kept = new Map<number, TxnFigure[]>()
  const hour = async (start: number): Promise<TxnFigure[]> => {
    const known = kept.get(start)
    if (known) return known
    const rows = await journal.txnFigures({ from: start, to: start + HOUR_ms - 1 })
    // what was sent in its last minutes may still be without an answer
    const isOver =
      now() > start + HOUR_ms && !rows.some(({ outcome }) => outcome === 'open' || outcome === 'failed')
    if (isOver) kept.set(start, rows)
    return rows
  }
  return {
    /** the last hour to the millisecond */
    async lastHour(): Promise<Figure[]> {
      const to = now()
      return figuresOf(await journal.txnFigures({ from: to - HOUR_ms, to }))
    },
    /** the last 24 hours, from a full hour on */
    async lastDay(): Promise<{ from: number; figures: Figure[] }> {
      const current = now() - (now() % HOUR_ms)
      const starts = Array.from({ length: 24 }, (_, i) => current - (23 - i) * HOUR_ms)
      for (const start of kept.keys()) if (start < starts[0]!) kept.delete(start)
      const all: TxnFigure[] = []
      for (const start of starts) all.push(...(await hour(start)))
      return { from: starts[0]!, figures: figuresOf(all) }
    },
  }
}

/** Adds up counts by code. */
export function figuresOf(rows: readonly TxnFigure[]): Figure[] {
  const byCode = Map.groupBy(rows, ({ family, infno }) => `${family}/${infno}`)
  return [...byCode.values()]
    .map((of) => {
      const { family, infno } = of[0]!
      const count = (...outcomes: TxnFigure['outcome'][]) =>
        of.reduce((sum, row) => sum + (outcomes.includes(row.outcome) ? row.calls : 0), 0)
      const answered = of
        .filter(({ outcome }) => outcome === 'settled' || outcome === 'rejected')
        .sort((a, b) => a.took_ms - b.took_ms)
      const [rejected, failed] = [count('rejected'), count('failed')]
      const ended = count('settled', 'rejected', 'failed')
      return {
        ...{ family, infno, calls: ended + count('open'), rejected, failed },
        errors_pct: ended === 0 ? 0 : ((rejected + failed) / ended) * 100,
        p50_ms: percentile(answered, 50),
        p95_ms: percentile(answered, 95),
      }
    })
    .sort((a, b) => b.calls - a.calls || (a.infno < b.infno ? -1 : 1))
}

/** Nearest rank: the least time that is not below so many percent of all. */
function percentile(rows: readonly TxnFigure[], percent: number): number | null {
  const all = rows.reduce((sum, { calls }) => sum + calls, 0)
  let below = 0
  for (const { took_ms, calls } of rows) {
    below += calls
    if (below * 100 >= all * percent) return took_ms
  }
  return null
}
