import type { ClearingItem, ClearingSums } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { maskName } from '../../../../shared/mask.ts'
import { type Fen, fen, sum } from '../../../../shared/money.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Journal } from '../../../journal/port.ts'
import { MANY } from './deps.ts'

/** One settlement of the own ledger, with what was sent of it. */
export interface Settled {
  setl_id: string
  encounterId: string
  mdtrt_id: string
  psn_no: string
  psn_name: string
  /** yyyy-MM-dd HH:mm:ss, as the platform told it */
  setl_time: string
  totalFen: Fen
  fundFen: Fen
  /** what the patient pays */
  cashFen: Fen
  /** the row that takes it back */
  undone: { setl_id: string; setl_time: string } | null
  /** its message: 医疗类别, 机构类型, 参保地 … under the wire's names */
  sent: JsonObject
}

/**
 * Settlements of one family, oldest first. `since`, epoch ms: of cases that have moved since then, among them all
 * that were settled since.
 */
export async function settlementsOf(
  journal: Journal,
  family: 'gs' | 'gy',
  since?: number,
): Promise<Settled[]> {
  const cases = await journal.searchEncounters({
    ...{ families: [family], limit: MANY },
    ...(since === undefined ? {} : { from: since }),
  })
  const found: Settled[] = []
  for (const { encounterId, psnName } of cases) {
    const ledger = await journal.settlements({ encounterId })
    const undone = new Map(ledger.flatMap((row) => (row.reverses ? [[row.reverses, row] as const] : [])))
    for (const row of ledger) {
      if (row.family !== family || row.reverses !== null) continue
      const back = undone.get(row.setl_id)
      found.push({
        ...{ setl_id: row.setl_id, encounterId, mdtrt_id: row.mdtrt_id ?? '', psn_no: row.psnNo ?? '' },
        ...{ psn_name: psnName ?? '', setl_time: row.setl_time },
        ...{ totalFen: row.totalFen, fundFen: row.fundFen, cashFen: fen(row.cashFen + row.acctFen) },
        undone: back ? { setl_id: back.setl_id, setl_time: back.setl_time } : null,
        sent: sentOf((await journal.txn(row.msgid))?.input),
      })
    }
  }
  return found.sort((a, b) => (a.setl_time < b.setl_time ? -1 : 1))
}

/** gs: the node `data`; gy: the one row of `list`. */
const sentOf = (input: JsonObject | undefined): JsonObject =>
  input ? (node(input, 'data') ?? rows(input, 'list')[0] ?? {}) : {}

type Amounts = Pick<Settled, 'psn_no' | 'totalFen' | 'fundFen' | 'cashFen'>

export const sumsOf = (list: readonly Amounts[]): ClearingSums => ({
  count: list.length,
  persons: new Set(list.map(({ psn_no }) => psn_no)).size,
  totalFen: sum(list.map(({ totalFen }) => totalFen)),
  fundFen: sum(list.map(({ fundFen }) => fundFen)),
  cashFen: sum(list.map(({ cashFen }) => cashFen)),
})

const COMPARED = [
  ['count', '笔数'],
  ['persons', '人数'],
  ['totalFen', '费用总额'],
  ['fundFen', '基金支付'],
  ['cashFen', '个人支付'],
] as const

/** Where two sides say different things, in Chinese; what one of them leaves out is not compared. */
export function differences(
  one: [name: string, sums: ClearingSums | null],
  other: [name: string, sums: ClearingSums | null],
): string[] {
  const [[left, a], [right, b]] = [one, other]
  if (!a || !b) return []
  return COMPARED.filter(([key]) => a[key] !== null && b[key] !== null && a[key] !== b[key]).map(
    ([, label]) => `${label}：${left}与${right}不一致`,
  )
}

export const itemOf = (row: Settled, note: string): ClearingItem => ({
  ...{ setl_id: row.setl_id, mdtrt_id: row.mdtrt_id, psn_name: maskName(row.psn_name) },
  ...{ setl_time: row.setl_time, totalFen: row.totalFen, fundFen: row.fundFen, cashFen: row.cashFen },
  note,
})
