import type { Json, JsonObject } from '../../../shared/contract.ts'
import { type Fen, fen, lineAmount, scaled, sum, tryYuan, yuanNumber, ZERO } from '../../../shared/money.ts'
import { refuse } from '../injury/wing.ts'
import { type CatalogueItem, itemOf, NO_LIMIT } from '../nhsa/catalogue.ts'
import { share } from '../nhsa/rules.ts'
import { text } from './kit.ts'

/** A line as the platform keeps it: what was sent, and how it is split. own + pre + scope = amount. */
export interface Line {
  sent: JsonObject
  amount: Fen
  own: Fen
  pre: Fen
  scope: Fen
  /** of `own`: above the price limit, which the hospital bears */
  over: Fen
  marktype: string
}

/** What of 乙 items the patient pays ahead: only out-patients do. In ten thousandths of the share of the catalogue. */
const ratioOf = (item: CatalogueItem, aka130: string): number =>
  aka130 === '0501' ? Number(item.selfpay_prop) : 0

export const levelOf = (item: CatalogueItem | undefined): string =>
  item ? String(Number(item.chrgitm_lv)) : '3'

/**
 * Splits one line by the made-up rules: what is no injury's (2), outside the catalogue (1) or above the price limit
 * (5) is own; of the rest an out-patient pays a share ahead. `approved`: items of an out-patient's plan; null: any.
 */
export function splitLine(sent: JsonObject, aka130: string, approved: ReadonlySet<string> | null): Line {
  const amount = tryYuan(sent.yka055) ?? refuse(`记账流水号 ${text(sent.yka105)} 的费用总额不是金额`)
  const { akc225, akc226, yka094, noinjury } = sent
  if (lineAmount(akc225 as number, akc226 as number) !== amount)
    refuse(`记账流水号 ${text(sent.yka105)}：费用总额不等于数量 × 单价`)
  const item = itemOf(text(yka094))
  const all = (marktype: string): Line => ({
    ...{ sent, amount, own: amount, pre: ZERO, scope: ZERO, over: ZERO, marktype },
  })
  if (noinjury === '1') return all('2')
  if (!item || item.chrgitm_lv === '03') return all('1')
  if (approved && !approved.has(text(yka094))) return all('3')
  const most = item.pric_uplmt_amt === NO_LIMIT ? null : lineAmount(item.pric_uplmt_amt, akc226 as number)
  const over = most !== null && Math.abs(amount) > Math.abs(most) ? fen(amount - most) : ZERO
  const within = fen(amount - over)
  const ahead = share(Math.abs(within), Number(scaled(ratioOf(item, aka130), 4)))
  const pre = fen(within < 0 ? -ahead : ahead)
  return { sent, amount, own: over, pre, scope: fen(within - pre), over, marktype: over ? '5' : '' }
}

/** feeresult of GS3004 and GS3108. */
export function resultRow({ sent, own, pre, scope, marktype }: Line, aka130: string): JsonObject {
  const item = itemOf(text(sent.yka094))
  const limit = item && item.pric_uplmt_amt !== NO_LIMIT ? Number(item.pric_uplmt_amt) : null
  return {
    yka105: sent.yka105!,
    ...(limit === null ? {} : { yka299: limit }),
    ...(item ? { yka096: ratioOf(item, aka130) } : {}),
    aka065: levelOf(item),
    ...{ yka056: yuanNumber(own), yka057: yuanNumber(pre), yka111: yuanNumber(scope) },
    ...(marktype ? { marktype } : {}),
  }
}

export interface Bill {
  total: Fen
  own: Fen
  pre: Fen
  scope: Fen
  fund: Fen
  cash: Fen
  hosp: Fen
}

/** The fund pays what is in scope up to the limit of the registration; the rest is the patient's. */
export function billOf(lines: readonly Line[], limitFen: Fen): Bill {
  const of = (part: 'amount' | 'own' | 'pre' | 'scope' | 'over') => sum(lines.map((line) => line[part]))
  const [total, own, pre, scope, hosp] = [of('amount'), of('own'), of('pre'), of('scope'), of('over')]
  const parts = [own, pre, scope, hosp]
  if (parts.some((part) => part < 0)) refuse('冲减后的费用合计为负，请核对负数明细')
  const fund = fen(Math.min(scope, limitFen))
  return { total, own, pre, scope, fund, hosp, cash: fen(total - fund - hosp) }
}

/** setlinfo's amounts. */
export const amountsOf = ({ total, own, pre, scope, fund, cash, hosp }: Bill): Record<string, Json> => ({
  ...{ yka055: yuanNumber(total), yka056: yuanNumber(own), yka057: yuanNumber(pre) },
  ...{ yka111: yuanNumber(scope), yka107: yuanNumber(fund), ykh012: yuanNumber(cash) },
  hosp_pay: yuanNumber(hosp),
})
