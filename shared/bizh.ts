import type { JsonObject } from './contract.ts'
import { type Fen, fen, scaled, sum, tryYuan, ZERO } from './money.ts'
import type { Split } from './settlement.ts'
import type { Amounts } from './visit.ts'

/** What both sides of 广东工伤 know of its amounts and lines. Source: rules of bizh110105, 120003, 120106. */

/** The insurance part, bka832, is the sum of these. */
export const BIZH_FUNDS: readonly [field: string, label: string][] = [
  ['ake039', '工伤保险统筹基金'],
  ['ake035', '公务员医疗补助'],
  ['ake026', '企业补充'],
  ['ake029', '大额医疗费用补助'],
  ['bka841', '单位支付'],
  ['bka842', '医院垫付'],
  ['bka840', '其他基金'],
  ['bka821', '民政救助金'],
]
/** The personal part, bka831, is the sum of these. */
const PERSONAL = ['akb067', 'akb066', 'bka839'] as const

const amount = (row: JsonObject, name: string): Fen | null => tryYuan(row[name])
const whole = (row: JsonObject, names: readonly string[]) =>
  sum(names.map((name) => amount(row, name) ?? ZERO))

/**
 * Reads the amounts of a calculation or settlement (payinfo, or the answer of 120003 and 120106 itself) and holds
 * them to the identities akc264 = bka831 + bka832 and those of the two parts, where these are itemised. What is paid
 * neither by the insurance nor from the account is the patient's at the counter.
 */
export function payOf(row: JsonObject): { split: Split } | { why: string } {
  const total = amount(row, 'akc264')
  const personal = amount(row, 'bka831')
  const fund = amount(row, 'bka832')
  if (total === null) return { why: '缺少医疗总费用' }
  if (personal === null) return { why: '缺少个人自付' }
  if (fund === null) return { why: '缺少工伤保险支付' }
  if (personal + fund !== total) return { why: '个人自付与工伤保险支付之和不等于医疗总费用' }
  if (amount(row, 'akb067') !== null && whole(row, PERSONAL) !== personal)
    return { why: '现金、个人账户与其他支付之和不等于个人自付' }
  const funds = BIZH_FUNDS.map(([name]) => name)
  if (amount(row, 'ake039') !== null && whole(row, funds) !== fund)
    return { why: '各项基金支付之和不等于工伤保险支付' }
  const acct = amount(row, 'akb066') ?? ZERO
  const parts = [fund, acct, fen(personal - acct)]
  if (parts.some((part) => part !== 0 && Math.sign(part) !== Math.sign(total)))
    return { why: '各项金额的正负不一致' }
  return { split: { total, fund, acct, cash: fen(personal - acct), hosp: ZERO } }
}

/** All that screen and slip show of it. Call with what `payOf` found. */
export function amountsOfPay(row: JsonObject, split: Split): Amounts {
  const of = (name: string) => amount(row, name) ?? ZERO
  const itemised = BIZH_FUNDS.map(([code, label]) => ({ code, label, amount: of(code) }))
  const funds = itemised.filter((one) => one.amount !== 0)
  const [code, label] = BIZH_FUNDS[0]!
  const own = of('bka825')
  const pre = of('bka826')
  return {
    ...split,
    balc: ZERO,
    funds: funds.length > 0 || split.fund === 0 ? funds : [{ code, label, amount: split.fund }],
    fulamt_ownpay_amt: own,
    overlmt_selfpay: ZERO,
    preselfpay_amt: pre,
    inscp_scp_amt: fen(split.total - own - pre),
    act_pay_dedc: of('aka151'),
  }
}

/** The same amounts taken back. */
export function negatedPay(row: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const minus = typeof value === 'number' && name !== 'bka001' && value !== 0
      return [name, minus ? -value : value]
    }),
  )
}

/** Sum of fee lines; null where an amount cannot be read. */
export function feeSum(lines: readonly JsonObject[]): Fen | null {
  const amounts = lines.map((line) => amount(line, 'bka058'))
  return amounts.includes(null) ? null : sum(amounts as Fen[])
}

/**
 * Whether two sets of fee lines are the same ones: by the hospital's own mark where both sides carry one on every
 * line, and by item, price, count and amount in any case.
 */
export function sameLines(some: readonly JsonObject[], others: readonly JsonObject[]): boolean {
  if (some.length === 0 || some.length !== others.length) return false
  const marked = [...some, ...others].every(({ bka071 }) => typeof bka071 === 'string' && bka071 !== '')
  const keys = (lines: readonly JsonObject[]) => lines.map((line) => keyOf(line, marked)).sort()
  const there = keys(others)
  return keys(some).every((key, at) => key === there[at])
}

function keyOf(line: JsonObject, marked: boolean): string {
  const number = (name: string, scale: number) => scaled(line[name] as number, scale) ?? '?'
  return [
    line.ake005,
    ...[number('bka056', 4), number('bka057', 2), number('bka058', 2)],
    marked ? line.bka071 : '',
  ].join('|')
}
