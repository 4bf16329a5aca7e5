import type { Dict } from '../../../../shared/contract.ts'
import { type Fen, fen, sum, yuanShow } from '../../../../shared/money.ts'
import { type LedgerMethod, PAY_METHOD_LABEL, type Payment } from '../../../../shared/visit.ts'
import type { SlipData } from '../bind.ts'

/** What every paper needs besides its own facts. */
export interface PaperContext {
  hospital: string
  dict(name: string): Dict | undefined
  /** 0 for the first print, n for the n-th reprint */
  reprint: number
  now: number
}

/** 甲类 → 甲: what stands in a narrow column. */
export const LEVEL_SHORT: Record<string, string> = { '01': '甲', '02': '乙', '03': '丙' }

/** A code's meaning; the code itself where the table does not know it, empty where there is none. */
export const label = (
  ctx: Pick<PaperContext, 'dict'>,
  dict: string,
  code: string | null | undefined,
): string => (code ? (ctx.dict(dict)?.values[code] ?? code) : '')

export const reprintMark = (reprint: number) => (reprint > 0 ? `重打 第 ${reprint} 次` : '')

/** 15.50 → 15.5, 84.0000 → 84: counts and prices as people write them. */
export const trimmed = (decimal: string) =>
  decimal.includes('.') ? decimal.replace(/0+$/, '').replace(/\.$/, '') : decimal

/** 统筹基金 12.30　居民大病 4.00: a list for papers that are wide rather than long. */
export const inWords = (rows: readonly { label: string; amount: Fen }[]) =>
  rows.map((r) => `${r.label} ${yuanShow(r.amount)}`).join('　')

export const methodLabel = (method: LedgerMethod) =>
  method === 'deposit' ? '押金' : method === 'family' ? '共济账户' : PAY_METHOD_LABEL[method]

/** What was taken or given back, by method. Refunds are booked with either sign; on paper both say how much. */
export function payments(paid: readonly Payment[]): SlipData {
  const tendered = sum(paid.map((p) => p.tenderedFen ?? fen(0)))
  const cash = sum(paid.filter((p) => p.tenderedFen !== undefined).map((p) => p.amountFen))
  const rows = paid.map((p) => ({ label: methodLabel(p.method), amount: fen(Math.abs(p.amountFen)) }))
  return {
    payments: rows,
    payments_text: inWords(rows),
    tendered,
    change: tendered > cash ? fen(tendered - cash) : 0,
  }
}
