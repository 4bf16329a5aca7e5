import type { JsonObject } from '../../../shared/contract.ts'
import { type Fen, lineAmount, sum, tryYuan } from '../../../shared/money.ts'
import { node, rows } from '../../../shared/settlement.ts'

/** 单次最多上传 500 条, 附件 10 个 (tender 004, 2.2.1). */
const MOST_ROWS = 500
const MOST_FILES = 10

/**
 * The rules of sums and states that one message must keep before it may leave, by the contracts' own rules; the
 * first break in Chinese, or null. What needs other messages to be judged is the capability's.
 */
export function checkInput(code: string, input: JsonObject): string | null {
  const data = node(input, 'data')
  if (data) return ONE[code]?.(data) ?? period(data) ?? mostAsked(data)
  const list = rows(input, 'list')
  const most = code === 'GYU002' ? MOST_FILES : MOST_ROWS
  if (list.length > most) return `一次最多上传 ${most} ${code === 'GYU002' ? '个附件' : '条'}`
  const numbers = new Set(list.map((row) => row.row_no))
  if (numbers.size !== list.length) return '行号重复'
  for (const [index, row] of list.entries()) {
    const why = MANY[code]?.(row) ?? period(row)
    if (why) return `${code === 'GYU102' ? '费用明细' : ''}第 ${index + 1} 行 ${why}`
  }
  return code === 'GYU102' ? repeated(list) : null
}

type Check = (row: JsonObject) => string | null

const amount = (row: JsonObject, name: string): Fen | null => tryYuan(row[name] ?? 0)
const filled = (row: JsonObject, name: string) => String(row[name] ?? '') !== ''
const total = (list: JsonObject[], name: string): Fen | null => {
  const parts = list.map((row) => amount(row, name))
  return parts.includes(null) ? null : sum(parts as Fen[])
}

const ONE: Record<string, Check> = {
  GYD051: (data) =>
    filled(data, 'aac002') ||
    filled(data, 'aaz500') ||
    filled(data, 'qr_token') ||
    (filled(data, 'aac043') && filled(data, 'aac044'))
      ? null
      : '社会保障号码、证件、社保卡卡号与业务凭证至少要有一种',
  GYD104: (data) =>
    !filled(data, 'aac044') || filled(data, 'aac043') ? null : '填了证件号码，还要填证件类型',
}

const MANY: Record<string, Check> = {
  GYU001: (row) =>
    row.chk_result !== '2' || filled(row, 'chk_opnn') ? null : '审核不通过时必须填写审核意见',
  GYU002: (row) => (Number(row.file_size) > 0 ? null : '附件是空的'),
  GYU003: monthEnd,
  GYU004: deduction,
  GYU006: (row) => (row.filing_state === '1' ? null : '上传的备案必须是有效的'),
  GYU007: (row) => {
    const ends = row.change_type === '04'
    if (ends !== (row.filing_state === '0')) return ends ? '备案失效时备案状态应为无效' : '备案状态应为有效'
    return row.change_type === '01' && row.old_aab299 === row.aab299 ? '新旧就医地相同' : null
  },
  GYU101: (row) => (row.inst_type === '3' ? '辅助器具配置机构没有入院登记' : null),
  GYU102: fee,
  GYU103: stay,
  GYU303: devices,
}

/** price × quantity = amount = fund + self, none of them below 0; the patient's part has its reason. */
function fee(row: JsonObject): string | null {
  const [whole, fund, own] = [amount(row, 'akc227'), amount(row, 'akb068'), amount(row, 'akb067')]
  if (whole === null || fund === null || own === null) return '金额最多两位小数'
  if (whole < 0 || fund < 0 || own < 0) return '金额不能小于 0：退费请与原明细抵减后上传'
  if (lineAmount(row.akc225 as number, row.akc226 as number) !== whole) return '金额不等于单价 × 数量'
  if (fund + own !== whole) return '统筹支付金额与自付金额之和不等于金额'
  return own > 0 && !filled(row, 'marktype') ? '有自付金额，必须填写自付原因' : null
}

function repeated(list: JsonObject[]): string | null {
  const seen = new Set<string>()
  for (const [index, { akc190, ykc610 }] of list.entries()) {
    const serial = `${String(akc190)} ${String(ykc610)}`
    if (seen.has(serial)) return `费用明细第 ${index + 1} 行 费用明细序号重复`
    seen.add(serial)
  }
  return null
}

/** akc264 = akb068 + akb067. */
function whole(row: JsonObject): string | null {
  const [all, fund, own] = [amount(row, 'akc264'), amount(row, 'akb068'), amount(row, 'akb067')]
  if (all === null || fund === null || own === null) return '金额最多两位小数'
  if (fund < 0 || own < 0) return '金额不能小于 0'
  return fund + own === all ? null : '统筹支付金额与自付金额之和不等于结算总金额'
}

const SUMS = [
  ['akc227', 'akc264', '金额'],
  ['akb068', 'akb068', '统筹支付金额'],
  ['akb067', 'akb067', '自付金额'],
] as const

function summed(row: JsonObject, list: JsonObject[], of: string): string | null {
  for (const [each, all, label] of SUMS)
    if (total(list, each) !== amount(row, all)) return `${of}的${label}之和与结算的不一致`
  return null
}

function stay(row: JsonObject): string | null {
  if (Number(row.det_num) <= 0) return '没有费用明细，不能结算'
  if (String(row.akc194) < String(row.akc192)) return '出院时间早于入院时间'
  return whole(row) ?? summed(row, rows(row, 'feesum'), '费用分类汇总')
}

function devices(row: JsonObject): string | null {
  const list = rows(row, 'devlist')
  if (row.inst_type !== '3') return '辅助器具结算的协议机构类型应为辅助器具配置机构'
  if (Number(row.det_num) !== list.length) return '费用明细条数与配置明细不一致'
  for (const [index, one] of list.entries()) {
    const why = fee(one)
    if (why) return `配置明细第 ${index + 1} 条 ${why}`
  }
  return whole(row) ?? summed(row, list, '配置明细')
}

/** 0 < kk_amt ≤ akb068; details, when given, add up. */
function deduction(row: JsonObject): string | null {
  const [taken, fund] = [amount(row, 'kk_amt'), amount(row, 'akb068')]
  if (taken === null || fund === null) return '金额最多两位小数'
  if (taken <= 0) return '扣款金额必须大于 0'
  if (taken > fund) return '扣款金额不能超过结算的统筹支付总金额'
  const details = rows(row, 'detlist')
  return details.length === 0 || total(details, 'kk_amt') === taken ? null : '扣款明细之和不等于扣款金额'
}

const MONTH = [
  ['undolist', 'akb068', 'undo_num', 'undo_amt', '结算撤销冲减'],
  ['kklist', 'kk_amt', 'kk_num', 'kk_sum', '审核扣款'],
  ['kkundolist', 'kk_amt', 'kkundo_num', 'kkundo_amt', '扣款撤销冲减'],
] as const

/** Counts and totals equal the lists; net_amt = akb068 - undo_amt - kk_sum + kkundo_amt. */
function monthEnd(row: JsonObject): string | null {
  const settled = rows(row, 'setllist')
  if (Number(row.ake098) <= 0 || Number(row.ake098) !== settled.length)
    return '月结人次必须大于 0，且等于结算明细的条数'
  for (const [name, label] of [
    ['akc264', '结算总金额'],
    ['akb068', '统筹支付金额'],
    ['akb067', '自付金额'],
  ] as const)
    if (total(settled, name) !== amount(row, name)) return `${label}不等于结算明细之和`
  for (const [list, each, count, all, label] of MONTH) {
    const part = rows(row, list)
    if (Number(row[count]) !== part.length || total(part, each) !== amount(row, all))
      return `${label}的笔数、金额与明细不一致`
  }
  const [fund, undo, kk, kkundo, net] = ['akb068', 'undo_amt', 'kk_sum', 'kkundo_amt', 'net_amt'].map(
    (name) => Number(amount(row, name)),
  ) as [number, number, number, number, number]
  if (net !== fund - undo - kk + kkundo) return '月结应付金额不等于统筹支付减冲减、扣款再加扣款撤销'
  return whole(row)
}

function period(row: JsonObject): string | null {
  if (!filled(row, 'aae030') || !filled(row, 'aae031')) return null
  return String(row.aae031) < String(row.aae030) ? '有效结束日期早于开始日期' : null
}

function mostAsked({ max_num }: JsonObject): string | null {
  if (max_num === undefined) return null
  const most = Number(max_num)
  return most >= 1 && most <= MOST_ROWS ? null : `最大下载条数应在 1 到 ${MOST_ROWS} 之间`
}
