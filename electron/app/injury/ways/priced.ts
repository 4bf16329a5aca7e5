import type { InjuryLine } from '../../../../shared/injury.ts'
import { fen, lineAmount, scaled, yuanNumber } from '../../../../shared/money.ts'

/**
 * Price and count as a platform may take them: where one of them is finer than its decimals, or they do not make the
 * line's amount there, the line travels as one unit of its amount.
 */
export function priced(
  { pric, cnt, amountFen }: Pick<InjuryLine, 'pric' | 'cnt' | 'amountFen'>,
  decimals: { price: number; count: number } = { price: 4, count: 4 },
): { price: number; count: number } {
  const fits = scaled(pric, decimals.price) !== null && scaled(cnt, decimals.count) !== null
  if (fits && lineAmount(pric, cnt) === amountFen) return { price: Number(pric), count: Number(cnt) }
  return { price: yuanNumber(fen(Math.abs(amountFen))), count: amountFen < 0 ? -1 : 1 }
}
