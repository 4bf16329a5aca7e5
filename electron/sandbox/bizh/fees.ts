import { BIZH_FUNDS } from '../../../shared/bizh.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { demoItemCode } from '../../../shared/demo/codes.ts'
import { type Fen, fen, lineAmount, sum, tryYuan, yuanNumber, ZERO } from '../../../shared/money.ts'
import { refuse } from '../injury/wing.ts'
import { type CatalogueItem, catalogue } from '../nhsa/catalogue.ts'
import { share } from '../nhsa/rules.ts'

/** A fee line as the platform keeps it. own + pre + what the fund pays = amount; all carry the line's sign. */
export interface Line {
  sent: JsonObject
  amount: Fen
  own: Fen
  pre: Fen
}

export const MOST_LINES = 300

/** How the hospital's directory was mapped; what begins with ZF it charges for itself. */
const mapped = new Map(catalogue.map((item, n) => [demoItemCode(item.list_type, n + 1), item]))
const OWN_ITEM = /^ZF\d+$/

/** The made-up rules: illness, 丙类 and own items are the patient's, of 乙类 he pays a share ahead. */
export function lineOf(sent: JsonObject, at: number): Line {
  const where = `第 ${at + 1} 行费用（${String(sent.ake006)}）`
  const code = String(sent.ake005)
  const item = mapped.get(code)
  if (!item && !OWN_ITEM.test(code)) refuse(`${where}：项目编码 ${code} 没有对照`)
  const amount = tryYuan(sent.bka058) ?? refuse(`${where}：金额有误`)
  if (lineAmount(sent.bka056 as number, sent.bka057 as number) !== amount)
    refuse(`${where}：金额不等于单价 × 用量`)
  const whole = sent.bka061 === '1' || !item || item.chrgitm_lv === '03'
  return {
    sent,
    amount,
    own: whole ? amount : ZERO,
    pre: whole ? ZERO : ahead(item as CatalogueItem, amount),
  }
}

function ahead(item: CatalogueItem, amount: Fen): Fen {
  const part = share(Math.abs(amount), Math.round(Number(item.selfpay_prop) * 10_000))
  return fen(amount < 0 ? -part : part)
}

export interface Bill {
  total: Fen
  own: Fen
  pre: Fen
  cash: Fen
  fund: Fen
}

export function billOf(lines: readonly Line[]): Bill {
  const of = (part: 'amount' | 'own' | 'pre') => sum(lines.map((line) => line[part]))
  const [total, own, pre] = [of('amount'), of('own'), of('pre')]
  const cash = fen(own + pre)
  return { total, own, pre, cash, fund: fen(total - cash) }
}

/** One row of payinfo, and the answer of 120003 and 120106. */
export function payOfBill({ total, own, pre, cash, fund }: Bill, akb020: string, aaz218: string): JsonObject {
  const none = [...BIZH_FUNDS.map(([name]) => name), 'aka151', 'bka838', 'akb066', 'bka839']
  return {
    ...{ akb020, aaz218, ...Object.fromEntries(none.map((name) => [name, 0])) },
    ...{ akc264: yuanNumber(total), bka831: yuanNumber(cash), bka832: yuanNumber(fund) },
    ...{ bka825: yuanNumber(own), bka826: yuanNumber(pre) },
    ...{ akb067: yuanNumber(cash), ake039: yuanNumber(fund) },
  }
}
