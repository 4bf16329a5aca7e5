import type { JsonObject } from '../../../shared/contract.ts'
import { lineSplit, splitOf } from '../../../shared/gs.ts'
import { tryYuan } from '../../../shared/money.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'

/** What an answer must hold to be booked: node, field, label, and whether it must be what was sent. */
type Essential = readonly [node: string, field: string, label: string, echo?: 'echo']
const ID = ['result', 'akc190', '就诊编号'] as const
const SAME = [...ID, 'echo'] as const
const PERSON = ['result', 'aac001', '个人编码', 'echo'] as const
const ESSENTIAL: Record<string, readonly Essential[]> = {
  GS1001: [
    ['baseinfo', 'aac001', '个人编码'],
    ['baseinfo', 'aac003', '姓名'],
  ],
  GS1003: [['result', 'mat_id', '材料编号', 'echo']],
  GS3001: [ID, PERSON],
  GS3003: [SAME],
  GS3008: [SAME],
  GS3010: [SAME],
  GS3012: [SAME],
  GS3106: [['result', 'ykc112', '申请流水号'], PERSON],
  GS3201: [['result', 'yzz062', '清算申请编号']],
  GS3402: [['result', 'plan_no', '康复方案编号'], SAME],
  GS3405: [['result', 'eval_no', '评估编号'], SAME],
  GS5001: [
    ['result', 'orig_sn', '原交易流水号', 'echo'],
    ['result', 'orig_code', '原交易编号', 'echo'],
  ],
}

/** Questions that answer a page: without its count an empty one says nothing. */
const PAGES: Record<string, string> = {
  GS2002: 'mdtrtinfo',
  GS2003: 'setlinfo',
  GS2005: 'deductinfo',
  GS3007: 'feeinfo',
  GS3203: 'clrinfo',
}

/** What was sent, whichever node the contract gives it. */
export const sentOf = (txn: Txn): JsonObject => node(txn.input, 'data') ?? node(txn.input, 'baseinfo') ?? {}

/** What is wrong with a normalised answer, in Chinese; null if it can be booked. */
export function unsound(txn: Txn, output: JsonObject): string | null {
  const sent = sentOf(txn)
  for (const [nodeName, field, label, echo] of ESSENTIAL[txn.infno] ?? []) {
    const value = node(output, nodeName)?.[field]
    if (typeof value !== 'string' || value === '') return `缺少${label}`
    if (!/^[\x21-\x7e]+$/.test(value) && field !== 'aac003') return `${label}含有不能识别的字符`
    if (echo && value !== sent[field]) return `回执的${label}与发送的不一致`
  }
  if (txn.infno in PAGES) return brokenPage(node(output, 'result'), PAGES[txn.infno]!)
  if (txn.infno === 'GS1002') return brokenMaterials(sent, output)
  if (txn.infno === 'GS3004') return brokenLines(sent, rows(output, 'feeresult'), true)
  if (txn.infno === 'GS5001') return otherAmounts(txn, node(output, 'result') ?? {})
  return txn.infno === 'GS3015' || txn.infno === 'GS3108' ? brokenSettlement(sent, output) : null
}

/** What was taken back is what was settled, where both are told (`local.given.found.original`, fen). */
function otherAmounts({ local }: Txn, result: JsonObject): string | null {
  const original = node(node(node(local, 'given') ?? {}, 'found') ?? {}, 'original')
  for (const [field, part] of [
    ['yka055', 'total'],
    ['yka107', 'fund'],
    ['ykh012', 'cash'],
  ] as const) {
    const told = tryYuan(result[field])
    if (original && told !== null && Math.abs(told) !== original[part]) return '撤销的金额与原结算不符'
  }
  return null
}

function brokenPage(result: JsonObject | null, list: string): string | null {
  const { total } = result ?? {}
  if (!result || typeof total !== 'number') return '缺少总条数'
  const given = rows(result, list).length
  return total > 0 && given === 0 ? '有记录而没有列出' : given > total ? '列出的记录多于总条数' : null
}

/** A material whose answer was lost has no number here, but each file has its row. */
function brokenMaterials(sent: JsonObject, output: JsonObject): string | null {
  const files = rows(sent, 'matinfo')
  const told = new Set(rows(output, 'result').map((row) => row.xh))
  return files.every(({ xh }) => told.has(xh!)) ? null : '回执里的材料与发送的不一致'
}

/** yka056 + yka057 + yka111 = yka055 of each line; `all`: each line that was sent has its row. */
function brokenLines(sent: JsonObject, told: JsonObject[], all: boolean): string | null {
  const lines = new Map(rows(sent, 'feeinfo').map((row) => [row.yka105, tryYuan(row.yka055)]))
  for (const row of told) {
    const amount = lines.get(row.yka105)
    if (amount === undefined) return '回执里有没有发送过的费用明细'
    const split = lineSplit(row)
    if (!split) return `费用明细 ${row.yka105} 的自付或符合范围金额不完整`
    if (split.ownFen + split.preFen + split.scopeFen !== amount)
      return `费用明细 ${row.yka105} 的三项金额之和不等于费用总额`
  }
  const given = new Set(told.map((row) => row.yka105)).size
  if (given < told.length) return '回执里有重复的费用明细'
  return all && given < lines.size ? '回执缺少部分费用明细' : null
}

function brokenSettlement(sent: JsonObject, output: JsonObject): string | null {
  const setlinfo = node(output, 'setlinfo')
  if (!setlinfo) return '缺少结算信息'
  for (const [field, label] of [
    ['akc190', '就诊编号'],
    ['aac001', '个人编码'],
    ['yka110', '发票号'],
  ] as const) {
    const [was, is] = [sent[field], setlinfo[field]]
    if (was && is && was !== is) return `回执的${label}与发送的不一致`
  }
  if (sent.js_type === '1')
    for (const [field, label] of [
      ['yka103', '结算编号'],
      ['akc190', '就诊编号'],
    ] as const) {
      const value = setlinfo[field]
      if (typeof value !== 'string' || value === '') return `缺少${label}`
      if (!/^[\x21-\x7e]+$/.test(value)) return `${label}含有不能识别的字符`
    }
  const read = splitOf(setlinfo)
  if ('why' in read) return read.why
  if (read.split.total !== tryYuan(sent.yka055)) return '费用总额与发送的不一致'
  return brokenLines(sent, rows(setlinfo, 'feeresult'), false)
}
