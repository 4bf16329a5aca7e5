import type { JsonObject } from '../../../shared/contract.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'

/** Where an answer names again what was asked about; another value means that it is another's answer. */
const ECHOED: Record<string, readonly [field: string, label: string][]> = {
  GYU000: [['echo', '回声内容']],
  GYD051: [['aac002', '社会保障号码']],
  GYD053: [
    ['otransno', '历史交易编号'],
    ['otransid', '历史交易流水号'],
  ],
  GYD054: [['file_id', '附件ID']],
  GYR001: [['akc190', '住院号']],
  GYR002: [['akc190', '住院号']],
  GYR003: [
    ['akc190', '住院号'],
    ['ykc618', '结算业务号'],
  ],
  GYR005: [['otransid', '历史交易流水号']],
}

/** What an answer must hold to be of use, by code. */
const ESSENTIAL: Record<string, readonly [field: string, label: string][]> = {
  GYU010: [
    ['aac002', '社会保障号码'],
    ['aac003', '姓名'],
    ['qr_token', '业务凭证'],
  ],
  GYD052: [['verify_result', '核验结果']],
  GYD055: [['verify_result', '核验结果']],
  GYD051: [['verify_result', '核验结果']],
  GYD053: [['ostate', '历史交易状态']],
  GYD054: [['file_data', '文件内容']],
  GYR001: [['undo_sn', '撤销业务号']],
  GYR002: [['undo_sn', '撤销业务号']],
  GYR003: [['undo_sn', '撤销业务号']],
}

/** What is wrong with a normalised answer, in Chinese; null if it can be taken. */
export function unsound(txn: Txn, output: JsonObject): string | null {
  const data = node(output, 'data') ?? {}
  const sent = node(txn.input, 'data') ?? {}
  for (const [field, label] of ESSENTIAL[txn.infno] ?? [])
    if (typeof data[field] !== 'string' || data[field] === '') return `缺少${label}`
  for (const [field, label] of ECHOED[txn.infno] ?? []) {
    const [asked, told] = [sent[field], data[field]]
    if (typeof asked !== 'string' || asked === '') continue
    if (String(told ?? '').toUpperCase() !== asked.toUpperCase()) return `回执的${label}与发送的不一致`
  }
  if (txn.input.list !== undefined) return strangeRows(rows(txn.input, 'list'), rows(output, 'list'))
  return txn.kind === 'download' && txn.infno !== 'GYD054' ? strangeList(data) : null
}

/** Each row that was sent has one word, and no other row has any. */
function strangeRows(sent: JsonObject[], told: JsonObject[]): string | null {
  const numbers = new Set(sent.map((row) => Number(row.row_no)))
  for (const row of told) {
    if (!numbers.delete(Number(row.row_no))) return `回执的第 ${String(row.row_no)} 行没有发送过，或说了两次`
    if (row.result_code !== '1' && row.result_code !== '0')
      return `回执没有说第 ${String(row.row_no)} 行办成没有`
  }
  return numbers.size === 0 ? null : `回执缺少 ${numbers.size} 行的处理结果`
}

/** What is stored is what was handed out: as many as it says, none of them twice. */
function strangeList(data: JsonObject): string | null {
  const list = rows(data, 'list')
  if (Number(data.total) !== list.length) return '下载的行数与本次条数不一致'
  const numbers = list.map(({ uniq_id }) => uniq_id).filter((one) => one !== undefined && one !== null)
  return new Set(numbers).size === numbers.length ? null : '下载的业务唯一编号重复'
}
