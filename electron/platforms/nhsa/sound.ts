import type { JsonObject } from '../../../shared/contract.ts'
import { tryYuan } from '../../../shared/money.ts'
import { node, rows, type Split, splitOf } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { NhsaConfig } from './config.ts'
import { isMsgid } from './life/index.ts'

/** What an answer must hold to be booked, by code. */
const ESSENTIAL: Record<string, readonly [node: string, field: string, label: string][]> = {
  '9001': [['signinoutb', 'sign_no', '签到编号']],
  '1101': [
    ['baseinfo', 'psn_no', '人员编号'],
    ['baseinfo', 'psn_name', '人员姓名'],
  ],
  '2201': [['data', 'mdtrt_id', '就诊ID']],
  '2102': [['setlinfo', 'setl_id', '结算ID']],
  '2103': [['setlinfo', 'setl_id', '结算ID']],
  '2207': [['setlinfo', 'setl_id', '结算ID']],
  '2207A': [['setlinfo', 'setl_id', '结算ID']],
  '2208': [['setlinfo', 'setl_id', '结算ID']],
  '2304': [['setlinfo', 'setl_id', '结算ID']],
  '2304A': [['setlinfo', 'setl_id', '结算ID']],
  '2305': [['setlinfo', 'setl_id', '结算ID']],
  '2401': [['result', 'mdtrt_id', '就诊ID']],
}

/** Where an answer names again what was asked about; another value means that it is another's answer. */
const ECHO: Record<string, string> = {
  '1101': 'baseinfo',
  '2201': 'data',
  '2206': 'setlinfo',
  '2206A': 'setlinfo',
  '2207': 'setlinfo',
  '2207A': 'setlinfo',
  '2208': 'setlinfo',
  '2303': 'setlinfo',
  '2303A': 'setlinfo',
  '2304': 'setlinfo',
  '2304A': 'setlinfo',
  '2305': 'setlinfo',
}
const ECHOED: readonly [field: string, label: string][] = [
  ['psn_no', '人员编号'],
  ['certno', '证件号码'],
  ['mdtrt_id', '就诊ID'],
  ['ipt_otp_no', '门诊号'],
]

const SETTLED_BY_MSGID = new Set(['2102', '2103', '2207', '2207A', '2208', '2304', '2304A', '2305'])
const SETTLING = new Set(['2101', '2206', '2206A', '2303', '2303A', ...SETTLED_BY_MSGID])
const DETAILS = new Set(['2204', '2301'])
const REFUNDS = new Set(['2103', '2208', '2305'])

/** What is wrong with a normalised answer, in Chinese; null if it can be booked. */
export function unsound(txn: Txn, output: JsonObject, config: NhsaConfig): string | null {
  for (const [nodeName, field, label] of ESSENTIAL[txn.infno] ?? []) {
    const value = node(output, nodeName)?.[field]
    if (typeof value !== 'string' || value === '') return `缺少${label}`
    if (field.endsWith('_id') && !/^[!-~]+$/.test(value)) return `${label}含有不能识别的字符`
  }
  const strange = strangeEcho(txn, output) ?? (DETAILS.has(txn.infno) ? strangeDetail(txn, output) : null)
  if (strange || !SETTLING.has(txn.infno)) return strange
  const setlinfo = node(output, 'setlinfo')
  if (!setlinfo) return '缺少结算信息'
  const answers = setlinfo.medins_setl_id
  if (SETTLED_BY_MSGID.has(txn.infno) && isMsgid(answers, txn) && answers !== txn.msgid) {
    return '回执是另一笔报文的'
  }
  const read = splitOf(setlinfo, config.mulaidApart)
  if ('why' in read) return read.why
  const wanted = txn.amountFen
  if (wanted !== null && read.split.total !== wanted) return '医疗费总额与发送的不一致'
  const original = txn.local.original as unknown as Split | undefined
  if (!REFUNDS.has(txn.infno) || !original) return null
  return PARTS.every((part) => read.split[part] === -original[part]) ? null : '撤销的金额与原结算不符'
}

const PARTS = ['total', 'fund', 'acct', 'cash', 'hosp'] as const

function strangeEcho(txn: Txn, output: JsonObject): string | null {
  const sent = node(txn.input, 'data') ?? {}
  const answered = node(output, ECHO[txn.infno] ?? '') ?? {}
  for (const [field, label] of ECHOED) {
    const [was, is] = [sent[field], answered[field]]
    if (typeof was !== 'string' || was === '' || is === undefined || is === null) continue
    if (was.trim().toUpperCase() !== String(is).trim().toUpperCase()) return `回执的${label}与发送的不一致`
  }
  return null
}

/** A row of 2204's or 2301's answer that was not sent, or was sent with another amount. */
function strangeDetail(txn: Txn, output: JsonObject): string | null {
  const sent = new Map(rows(txn.input, 'feedetail').map((row) => [row.feedetl_sn, row.det_item_fee_sumamt]))
  for (const { feedetl_sn, det_item_fee_sumamt: amount } of rows(output, 'result')) {
    if (feedetl_sn === undefined || feedetl_sn === null) continue
    if (!sent.has(feedetl_sn)) return '回执里有没有发送过的费用明细'
    if (amount === undefined || amount === null) continue
    if (tryYuan(amount) !== tryYuan(sent.get(feedetl_sn)))
      return `费用明细 ${feedetl_sn} 的金额与发送的不一致`
  }
  return null
}
