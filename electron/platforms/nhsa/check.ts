import type { JsonObject } from '../../../shared/contract.ts'
import { lineAmount, tryYuan } from '../../../shared/money.ts'
import { node, rows } from '../../../shared/settlement.ts'

/**
 * The money rules that a message must keep before it may leave. Source: rules of 2204, 2207, 2301 and 2304.
 * Answers what is broken, in Chinese, or null.
 */
export function checkInput(code: string, input: JsonObject): string | null {
  if (code === '2204' || code === '2301') return checkDetails(rows(input, 'feedetail'))
  if (code === '2207' || code === '2207A' || code === '2304')
    return checkSettlement(node(input, 'data') ?? {})
  return null
}

function checkDetails(details: JsonObject[]): string | null {
  const serials = new Set<unknown>()
  for (const [index, row] of details.entries()) {
    const at = `费用明细第 ${index + 1} 行`
    if (serials.has(row.feedetl_sn)) return `${at} 费用明细流水号重复`
    serials.add(row.feedetl_sn)
    const amount = tryYuan(row.det_item_fee_sumamt)
    const exact = lineAmount(row.pric as number, row.cnt as number)
    if (amount === null || Math.abs(amount - exact) > 1) return `${at} 明细项目费用总额不等于数量 × 单价`
  }
  return null
}

const PARTS = ['fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_scp_amt'] as const

function checkSettlement(data: JsonObject): string | null {
  const total = tryYuan(data.medfee_sumamt)
  const parts = PARTS.map((name) => tryYuan(data[name]))
  if (total === null || parts.some((p) => p === null)) return '金额必须是两位小数'
  const sum = parts.reduce<number>((a, b) => a + (b ?? 0), 0)
  return sum === total ? null : '全自费、超限价、先行自付与符合政策范围四项之和不等于医疗费总额'
}
