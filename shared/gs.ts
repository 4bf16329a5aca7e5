import type { JsonObject } from './contract.ts'
import { type Fen, fen, tryYuan, ZERO } from './money.ts'
import type { Split } from './settlement.ts'

/** Reads the amounts of 四川工伤 (gs) as its platform answers them. Source: contracts/gs, rules of GS3004, GS3015. */

/** How the platform split a line; null where a part is missing. */
export function lineSplit(row: JsonObject): { ownFen: Fen; preFen: Fen; scopeFen: Fen } | null {
  const [ownFen, preFen, scopeFen] = [tryYuan(row.yka056), tryYuan(row.yka057), tryYuan(row.yka111)]
  return ownFen === null || preFen === null || scopeFen === null ? null : { ownFen, preFen, scopeFen }
}

/** yka107 + ykh012 + hosp_pay = yka055, to the fen; no part below zero. Source: rules of GS3015 and GS3108. */
export function splitOf(setlinfo: JsonObject): { split: Split } | { why: string } {
  const total = tryYuan(setlinfo.yka055)
  const fund = tryYuan(setlinfo.yka107)
  const cash = tryYuan(setlinfo.ykh012)
  const given = setlinfo.hosp_pay
  const hosp = given === undefined || given === null ? ZERO : tryYuan(given)
  if (total === null) return { why: '缺少费用总额' }
  if (fund === null) return { why: '缺少工伤基金支付合计' }
  if (cash === null) return { why: '缺少个人支付合计' }
  if (hosp === null) return { why: '医院承担金额不是金额' }
  if (fund + cash + hosp !== total) return { why: '基金、个人与医院承担之和不等于费用总额' }
  if (Math.min(fund, cash, hosp) < 0) return { why: '各项金额不能为负' }
  return { split: { total, fund, acct: fen(0), cash, hosp } }
}
