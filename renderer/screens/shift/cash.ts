import { type Fen, fen, tryYuan } from '../../../shared/money.ts'

/** What lies in a drawer, large first. */
export const DENOMINATIONS: readonly { fen: number; label: string }[] = [
  { fen: 10_000, label: '100 元' },
  { fen: 5_000, label: '50 元' },
  { fen: 2_000, label: '20 元' },
  { fen: 1_000, label: '10 元' },
  { fen: 500, label: '5 元' },
  { fen: 100, label: '1 元' },
  { fen: 50, label: '5 角' },
  { fen: 10, label: '1 角' },
]

/**
 * Cash from pieces by denomination (in the order of DENOMINATIONS) plus a loose sum in yuan. Empty text is
 * none; null when any text is not a count, or the loose sum not an amount of at least 0.
 */
export function countCash(pieces: readonly string[], loose: string): Fen | null {
  let total = 0
  for (const [index, { fen: worth }] of DENOMINATIONS.entries()) {
    const text = (pieces[index] ?? '').trim()
    if (!/^\d{0,6}$/.test(text)) return null
    total += worth * Number(text)
  }
  const rest = loose.trim() === '' ? 0 : tryYuan(loose)
  return rest === null || rest < 0 ? null : fen(total + rest)
}

/** What the difference between drawer and ledger is called. */
export function differenceText(counted: Fen, ledger: Fen): '平账' | '长款' | '短款' {
  if (counted === ledger) return '平账'
  return counted > ledger ? '长款' : '短款'
}
