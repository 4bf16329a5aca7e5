import type { JsonObject } from '../../../shared/contract.ts'
import { rows } from '../../../shared/settlement.ts'
import type { Txn } from '../../../shared/txn.ts'
import { type Signer, sm2Verify } from '../../sm/index.ts'
import type { PostResult } from '../http.ts'
import type { Reply } from '../port.ts'
import type { GyConfig } from './config.ts'
import { backwards, type Envelope, opened, renamed, signedText } from './envelope.ts'

type Refused = Extract<Reply, { is: 'refused' }>

/** gy_code */
const SUCCESS = '0000'
const KEYS: ReadonlySet<string> = new Set(['1001', '1002'])
const SERIAL_REPEATED = '1004'
const NOTHING_TO_DOWNLOAD = '3002'
const SYSTEM_FAULT = '9999'

const unknown = (message: string): Reply => ({ is: 'unknown', message })

/**
 * What an HTTP result means. Only what the platform signed, about this very message, is a yes or a no: an answer
 * with a bad signature, one that cannot be opened, or one to another message leaves the transaction unknown.
 */
export async function readReply(
  result: PostResult,
  txn: Txn,
  config: GyConfig,
  signer: Signer,
): Promise<Reply> {
  if (result.is === 'not_sent') return { is: 'not_sent', message: result.why }
  if (result.is === 'unknown') return unknown(result.why)
  const answer = envelopeIn(result.body, config)
  if (!answer) return unknown(`回答无法识别（HTTP ${result.status}）`)
  const signature = Buffer.from(answer.sign ?? '', config.encoding)
  if (!sm2Verify(signedText(config.signed.answer, answer), signature, config.platformKey))
    return unknown('回答的签名不是平台的（平台公钥可能已更换，请信息科核对）')
  if (answer.transid !== txn.msgid || answer.transno !== (config.codes[txn.infno] ?? txn.infno))
    return unknown('回执是另一笔报文的')
  const { code = '', msg = '' } = answer
  // where a text of the platform's holds what joins the signed fields, they could be cut elsewhere
  if (!/^\w*$/.test(code)) return unknown(`回答的编码无法识别：${code}`)
  if (code === NOTHING_TO_DOWNLOAD && txn.kind === 'download')
    return ok({ data: { total: 0, has_more: '0', list: [] } })
  if (code !== SUCCESS) return refusal(code, msg, txn.infno, config)
  if (result.status >= 400) return unknown(`回答自相矛盾（HTTP ${result.status}）`)
  const output = await contentOf(answer, config, signer)
  if (!output) return unknown('回答的密文解不开')
  return refusedRow(txn, output, config) ?? ok(output)
}

const ok = (output: JsonObject): Reply => ({ is: 'ok', output, refmsgid: null, warning: null })

async function contentOf(answer: Envelope, config: GyConfig, signer: Signer): Promise<JsonObject | null> {
  try {
    const value: unknown = JSON.parse(await opened(answer, config, signer))
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
    return renamed(value as JsonObject, backwards(config.names))
  } catch {
    return null
  }
}

/**
 * A message of one row whose row was refused is a refused message. Of several rows each has its own word, which is
 * their sender's to read (result_code of each row_no).
 */
export function refusedRow(txn: Txn, output: JsonObject, config: GyConfig): Refused | null {
  if (rows(txn.input, 'list').length !== 1) return null
  const [row, ...others] = rows(output, 'list')
  if (!row || others.length > 0 || String(row.result_code) !== '0') return null
  const message = String(row.err_msg ?? '') || '平台没有说明原因'
  return { is: 'refused', code: '0', message, sort: sortOf(message, txn.infno, config) }
}

function refusal(code: string, msg: string, infno: string, config: GyConfig): Reply {
  // nobody there read what was sent: no word about it, whether it is new or asked after
  if (KEYS.has(code)) {
    const message = `${msg || '验签或解密失败'}（本机密钥、平台公钥可能已更换，请信息科核对）`
    return { is: 'refused', code, message, sort: 'session' }
  }
  if (says(msg, config.messages.inProgress)) return { is: 'in_progress', message: msg }
  if (code === SYSTEM_FAULT || code === '' || says(msg, config.messages.unclear))
    return unknown(msg || `平台返回 ${code}，没有说明`)
  const message = msg || `平台返回 ${code}`
  const sort = code === SERIAL_REPEATED ? 'double' : sortOf(message, infno, config)
  return { is: 'refused', code, message, sort }
}

/** A stay that the platform has settled and this side has not: it may have come from here after all. */
const SETTLED: Record<string, RegExp> = { GYU103: /已经?结算/ }

/** Lines there are brought by a message of an earlier number: what is said of them is no word of this one. */
const LINES = 'GYU102'
const OF_MESSAGE = /交易流水号/

/**
 * "Double" is said of numbers that only this program makes: then an earlier message stands. That a 住院号 is taken
 * may be anybody's doing and is a plain no. Of an undo only its own record counts as absent: a belief in that ends
 * what stands in the books.
 */
export function sortOf(message: string, infno: string, { messages, own, gone }: GyConfig): Refused['sort'] {
  const ours =
    says(message, messages.double) && (infno === LINES ? OF_MESSAGE.test(message) : says(message, own))
  if (ours || SETTLED[infno]?.test(message)) return 'double'
  const nothing = infno in gone ? gone[infno as keyof typeof gone] : messages.absent
  return says(message, nothing) ? 'absent' : 'other'
}

const says = (message: string, patterns: readonly string[]): boolean =>
  patterns.some((pattern) => new RegExp(pattern, 'i').test(message))

function envelopeIn(body: Buffer, config: GyConfig): Envelope | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8').replace(/^\uFEFF/, ''))
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
    const back = backwards(config.envelope)
    const texts = Object.entries(value).filter(([, each]) => each !== null && typeof each !== 'object')
    return Object.fromEntries(texts.map(([name, each]) => [back[name] ?? name, String(each)]))
  } catch {
    return null
  }
}
