import { feeSum, payOf } from '../../../shared/bizh.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { lineAmount, tryYuan } from '../../../shared/money.ts'
import { rows, type Split } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import { feesOf, programOf } from './reply.ts'
import { LOGIN } from './wire.ts'

/** _envelope.json, limits */
export const MOST_LINES = 300
/** what stands in the journal instead of the password: the platform fills it in as it leaves */
export const HIDDEN = '***'

/**
 * The rules that a message must keep before it may leave: rules of bizh110105, 120002. Answers what is broken, in
 * Chinese, or null.
 */
export function checkInput(code: string, input: JsonObject): string | null {
  if (code === LOGIN && programOf(input).password !== HIDDEN)
    return `登录密码由程序从密钥库取出，这里请填 ${HIDDEN}`
  const lines = feesOf(input)
  if (lines.length > MOST_LINES) return `费用明细一次最多 ${MOST_LINES} 行`
  const serials = new Set<unknown>()
  for (const [index, line] of lines.entries()) {
    const at = `费用明细第 ${index + 1} 行`
    const exact = lineAmount(line.bka056 as number, line.bka057 as number)
    if (tryYuan(line.bka058) !== exact) return `${at} 金额不等于单价 × 用量`
    const { aaz213 } = line
    if (typeof aaz213 !== 'string' || aaz213 === '') continue
    if (serials.has(aaz213)) return `${at} 费用序列号重复`
    serials.add(aaz213)
  }
  return null
}

const VISIT = new Set(['bizh110104', 'bizh120103'])
const AMOUNTS = new Set(['bizh120003', 'bizh120106'])

/** What is wrong with a normalised answer, in Chinese; null if it can be booked. */
export function unsound(txn: Txn, output: JsonObject): string | null {
  const answer = programOf(output)
  if (txn.infno === LOGIN)
    return typeof answer.session_id === 'string' && answer.session_id !== '' ? null : '缺少会话标识'
  if (VISIT.has(txn.infno)) return strangeVisit(answer)
  if (AMOUNTS.has(txn.infno)) return strangeAmounts(txn, answer)
  return txn.infno === 'bizh110105' ? strangeBatch(txn, output) : null
}

function strangeVisit({ aaz218 }: JsonObject): string | null {
  if (typeof aaz218 !== 'string' || aaz218 === '') return '缺少就医登记号'
  return /^[!-~]+$/.test(aaz218) ? null : '就医登记号含有不能识别的字符'
}

function strangeAmounts(txn: Txn, answer: JsonObject): string | null {
  const asked = programOf(txn.input).aaz218
  if (answer.aaz218 !== undefined && answer.aaz218 !== asked) return '回执的就医登记号与发送的不一致'
  const read = payOf(answer)
  if ('why' in read) return read.why
  const booked = txn.infno === 'bizh120106' && txn.amountFen !== null
  return booked && read.split.total !== txn.amountFen ? '医疗总费用与本机的费用明细不一致' : null
}

/** A calculation without amounts says nothing and books nothing: whoever asked sees it. */
function strangeBatch(txn: Txn, output: JsonObject): string | null {
  const asked = programOf(txn.input)
  const saved = asked.bka893 === '1'
  const [pay, ...more] = rows(programOf(output), 'payinfo')
  if (!pay) return saved ? '缺少支付信息' : null
  if (more.length > 0) return '支付信息不止一行'
  if (pay.aaz218 !== asked.aaz218) return '回执的就医登记号与发送的不一致'
  const batch = pay.bka001
  if (saved && !(typeof batch === 'number' && batch >= 1)) return '缺少费用批次'
  const read = payOf(pay)
  if ('why' in read) return read.why
  if (read.split.total !== feeSum(feesOf(txn.input))) return '医疗总费用与发送的费用明细不一致'
  return saved ? strangeRefund(txn, read.split) : null
}

const PARTS = ['total', 'fund', 'acct', 'cash', 'hosp'] as const

/** What takes a batch back takes back each part of it. */
function strangeRefund(txn: Txn, split: Split): string | null {
  const wanted = knownOf(txn).pay as JsonObject | undefined
  const read = wanted && split.total <= 0 ? payOf(wanted) : null
  if (!read || 'why' in read) return null
  return PARTS.every((part) => read.split[part] === split[part]) ? null : '退费的金额与原结算不符'
}

/** What was asked before it was sent (Given.found); empty where nobody did. */
export function knownOf({ local }: Pick<Txn, 'local'>): JsonObject {
  const given = (local.given ?? {}) as JsonObject
  return (given.found ?? {}) as JsonObject
}
