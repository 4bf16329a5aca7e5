import type { Json, JsonObject } from '../../../shared/contract.ts'
import { type Fen, lineAmount, sum, tryYuan, ZERO } from '../../../shared/money.ts'
import { node, rows } from '../../../shared/settlement.ts'

/** a call of GS1002 (_lifecycle.md; requirement 5.3) */
const MOST_FILES = 10
/** 每次最多 100 条 (rule of GS3004) */
export const MOST_LINES = 100

type Check = (input: JsonObject) => string | null
const dataOf = (input: JsonObject) => node(input, 'data') ?? {}
const amount = (value: Json | undefined): Fen | null => tryYuan(value)
const total = (list: JsonObject[], name: string): Fen => sum(list.map((row) => amount(row[name]) ?? ZERO))

/** The rules of the contracts that no single field shows, by code. */
const CHECKS: Record<string, Check> = {
  GS1002: (input) =>
    rows(dataOf(input), 'matinfo').length > MOST_FILES ? `每次最多上传 ${MOST_FILES} 份材料` : null,
  GS3004: (input) => {
    const lines = rows(dataOf(input), 'feeinfo')
    if (lines.length > MOST_LINES) return `每次最多上传 ${MOST_LINES} 条费用明细`
    return checkLines(lines) ?? checkHead(dataOf(input), lines)
  },
  GS3008: (input) =>
    rows(dataOf(input), 'diseinfo').some((row) => row.injury_flag === '1')
      ? null
      : '出院诊断至少要有一个与工伤有关',
  GS3010: (input) => {
    const sums = total(rows(input, 'feesum'), 'fee_amt')
    if (sums !== amount(node(input, 'baseinfo')?.yka055)) return '费用分类合计不等于费用总额'
    return principal(rows(input, 'diseinfo'))
  },
  GS3106: (input) => {
    const { yae170, yae171 } = dataOf(input)
    return String(yae171) < String(yae170) ? '申请治疗结束日期早于开始日期' : null
  },
  GS3108: (input) => {
    const lines = rows(dataOf(input), 'feeinfo')
    return checkLines(lines) ?? checkHead(dataOf(input), lines)
  },
  GS3201: (input) => checkClearing(dataOf(input)),
  GS3402: (input) => {
    const data = dataOf(input)
    const items = rows(data, 'planitem').map(itemAmount)
    if (items.some((fen) => fen === null)) return '康复方案的每个项目都要有金额，或有单价和次数'
    return sum(items.map((fen) => fen!)) === amount(data.plan_amt) ? null : '项目金额合计不等于预计费用'
  },
}

/** What is broken in a message about to leave, in Chinese; null if sound. Source: rules of the contracts. */
export const checkInput = (code: string, input: JsonObject): string | null => CHECKS[code]?.(input) ?? null

/** akc226 × akc225 = yka055 of each row, and no serial twice. */
function checkLines(lines: JsonObject[]): string | null {
  const serials = new Set<Json | undefined>()
  for (const [index, row] of lines.entries()) {
    const at = `费用明细第 ${index + 1} 行`
    if (serials.has(row.yka105)) return `${at} 记账流水号重复`
    serials.add(row.yka105)
    if (lineAmount(row.akc225 as number, row.akc226 as number) !== amount(row.yka055))
      return `${at} 费用总额不等于数量 × 单价`
  }
  return null
}

function checkHead(data: JsonObject, lines: JsonObject[]): string | null {
  if (data.nums !== lines.length) return '明细条数与费用明细的行数不一致'
  return amount(data.yka055) === total(lines, 'yka055') ? null : '费用总额不等于各行之和'
}

function itemAmount({ yka055, akc225, item_times }: JsonObject): Fen | null {
  if (yka055 !== undefined && yka055 !== null) return amount(yka055)
  return typeof akc225 === 'number' && typeof item_times === 'number' ? lineAmount(akc225, item_times) : null
}

const principal = (list: JsonObject[]): string | null =>
  list.filter((row) => row.diag_type === '1').length === 1 ? null : '必须有且只有一个主要诊断'

function checkClearing(data: JsonObject): string | null {
  const list = rows(data, 'setllist')
  if (data.yzz063 !== list.length || data.ake098 !== list.length) return '申请笔数与结算清单的行数不一致'
  if (data.ake096 !== new Set(list.map((row) => row.aac001)).size) return '就医人数与结算清单不一致'
  if (new Set(list.map((row) => row.yka103)).size !== list.length) return '结算清单里有重复的结算编号'
  for (const [name, label] of [
    ['yka055', '费用总额'],
    ['yka107', '工伤基金支付合计'],
  ] as const)
    if (amount(data[name]) !== total(list, name)) return `${label}不等于结算清单之和`
  return null
}
