import type { Json, JsonObject } from './contract.ts'
import { type Fen, fen, tryYuan, ZERO } from './money.ts'
import type { Amounts } from './visit.ts'

/**
 * Reads the amounts of a settlement as the centre answers them (2206, 2207, 2208, 2303, 2304, and 5203 with
 * names of its own) and holds them to the identities of the standard:
 *   medfee_sumamt = fund_pay_sumamt + psn_part_amt + hosp_part_amt,  psn_part_amt = acct_pay + psn_cash_pay
 * `mulaidApart`: some provinces list the family's share beside acct_pay instead of within it.
 */
export interface Split {
  total: Fen
  fund: Fen
  acct: Fen
  cash: Fen
  hosp: Fen
}

export function splitOf(setlinfo: JsonObject, mulaidApart = false): { split: Split } | { why: string } {
  const total = amount(setlinfo, 'medfee_sumamt')
  const fund = amount(setlinfo, 'fund_pay_sumamt')
  const own = amount(setlinfo, 'acct_pay')
  const cash = amount(setlinfo, 'psn_cash_pay') ?? amount(setlinfo, 'cash_payamt')
  if (total === null) return { why: '缺少医疗费总额' }
  if (fund === null) return { why: '缺少基金支付总额' }
  if (own === null) return { why: '缺少个人账户支出' }
  if (cash === null) return { why: '缺少个人现金支出' }
  const acct = mulaidApart ? fen(own + (amount(setlinfo, 'acct_mulaid_pay') ?? 0)) : own
  const personal = amount(setlinfo, 'psn_part_amt') ?? amount(setlinfo, 'psn_pay')
  if (personal !== null && personal !== acct + cash) return { why: '个人账户与现金之和不等于个人负担总金额' }
  const hosp = amount(setlinfo, 'hosp_part_amt') ?? fen(total - fund - acct - cash)
  if (fund + acct + cash + hosp !== total)
    return { why: '基金、个人账户、现金与医院负担之和不等于医疗费总额' }
  if ([fund, acct, cash, hosp].some((part) => part !== 0 && Math.sign(part) !== Math.sign(total))) {
    return { why: '各项金额的正负不一致' }
  }
  return { split: { total, fund, acct, cash, hosp } }
}

function amount(row: JsonObject, name: string): Fen | null {
  return tryYuan(row[name])
}

const FUNDS: readonly [string, string][] = [
  ['hifp_pay', '统筹基金'],
  ['cvlserv_pay', '公务员补助'],
  ['hifes_pay', '企业补充'],
  ['hifmi_pay', '居民大病'],
  ['hifob_pay', '职工大额'],
  ['maf_pay', '医疗救助'],
  ['hifdm_pay', '伤残人员'],
  ['oth_pay', '其他基金'],
]

/** All that the screen and the slip show of a (pre-)settlement. Call after `splitOf` found it sound. */
export function amountsOf(setlinfo: JsonObject, split: Split): Amounts {
  const of = (name: string) => amount(setlinfo, name) ?? ZERO
  return {
    ...split,
    balc: of('balc'),
    funds: FUNDS.map(([code, label]) => ({ code, label, amount: of(code) })).filter((f) => f.amount !== 0),
    fulamt_ownpay_amt: of('fulamt_ownpay_amt'),
    overlmt_selfpay: of('overlmt_selfpay'),
    preselfpay_amt: of('preselfpay_amt'),
    inscp_scp_amt: of('inscp_scp_amt'),
    act_pay_dedc: of('act_pay_dedc'),
  }
}

/** An object node of an answer, or null. */
export function node(output: Json, name: string): JsonObject | null {
  const found = output !== null && typeof output === 'object' && !Array.isArray(output) ? output[name] : null
  return found !== null && typeof found === 'object' && !Array.isArray(found) ? found : null
}

/** The rows of a list node; an empty name stands for the answer itself. */
export function rows(output: Json, name: string): JsonObject[] {
  const found =
    name === ''
      ? output
      : output !== null && typeof output === 'object' && !Array.isArray(output)
        ? output[name]
        : null
  if (!Array.isArray(found)) return []
  return found.filter((r): r is JsonObject => r !== null && typeof r === 'object' && !Array.isArray(r))
}
