import type { InjuryLedgerRow } from '../../../compose.ts'
import type { CounterRow } from './ledger.ts'

export interface InjuryComparison {
  /** by platform: what stands here and there, with sums in fen */
  lines: { family: string; here: InjurySums; there: InjurySums }[]
  /** stands at the platform, and no counter shows it */
  lost: string[]
  /** stays and visits of which more than one settlement stands there */
  duplicated: string[]
  /** shown by a counter and not standing there, or with other amounts */
  unexplained: string[]
}

export interface InjurySums {
  count: number
  totalFen: number
  fundFen: number
  cashFen: number
}

const keyOf = ({ family, setl_id }: { family: string; setl_id: string }) => `${family} ${setl_id}`
/** What numbers the settlements of one bizh stay is each side's own: only one of them stands. */
const bookOf = (row: { family: string; setl_id: string }) => keyOf(row).replace(/:\d+$/, '')

/** What stands of the counters' injury settlements, beside what stands at the platforms. */
export function compareInjury(
  rows: readonly CounterRow[],
  effective: readonly InjuryLedgerRow[],
): InjuryComparison {
  const undone = new Set(rows.map(({ family, reverses }) => `${family} ${reverses}`))
  const standing = rows.filter((row) => row.reverses === null && !undone.has(keyOf(row)))
  const here = new Map(standing.map((row) => [bookOf(row), row]))
  const there = new Set(effective.map(bookOf))
  const other = effective.filter((row) => {
    const own = here.get(bookOf(row))
    return own && (own.totalFen !== row.total || own.fundFen !== row.fund || own.cashFen !== row.cash)
  })
  const only = standing.filter((row) => !there.has(bookOf(row)))
  const families = [...new Set([...standing, ...effective].map(({ family }) => family))].sort()
  return {
    lines: families.map((family) => ({
      family,
      here: sums(
        standing
          .filter((row) => row.family === family)
          .map(({ totalFen, fundFen, cashFen }) => [totalFen, fundFen, cashFen] as const),
      ),
      there: sums(
        effective
          .filter((row) => row.family === family)
          .map(({ total, fund, cash }) => [total, fund, cash] as const),
      ),
    })),
    lost: effective.filter((row) => !here.has(bookOf(row))).map((row) => `${keyOf(row)} ${row.msgid}`),
    duplicated: doubles(effective),
    unexplained: [
      ...other.map((row) => `amounts ${keyOf(row)}`),
      ...only.map((row) => `only here ${keyOf(row)}`),
    ],
  }
}

/** Of a bizh visit each batch is a settlement; anywhere else one may stand. */
function doubles(effective: readonly InjuryLedgerRow[]): string[] {
  const keys = effective
    .filter(({ family }) => family !== 'bizh')
    .map(({ family, mdtrt_id }) => `${family} ${mdtrt_id}`)
  return [...Map.groupBy(keys, (key) => key)].filter(([, of]) => of.length > 1).map(([key]) => key)
}

function sums(rows: (readonly [total: number, fund: number, cash: number])[]): InjurySums {
  const add = (at: 0 | 1 | 2) => rows.reduce((sum, row) => sum + row[at], 0)
  return { count: rows.length, totalFen: add(0), fundFen: add(1), cashFen: add(2) }
}
