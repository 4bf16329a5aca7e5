import { randomBytes } from 'node:crypto'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Txn } from '../../../shared/txn.ts'
import { type Signer, sm2Seal, sm4Decrypt, sm4Encrypt } from '../../sm/index.ts'
import type { GyConfig } from './config.ts'

/** A message as it travels, under the names of our facts. Source: contracts/gy/_envelope.json. */
export type Envelope = Record<string, string>

const KEY_bytes = 16
const BLOCK_bytes = 16

/** Fields that the platform lets nobody keep (rules of GYU010, GYD055): not shown either. */
const UNKEPT: Record<string, ReadonlySet<string>> = {
  GYU010: new Set(['qrcode']),
  GYD055: new Set(['rand1', 'rand2', 'aaa315', 'aaa316']),
}

/** A message or its answer without what may not be kept. */
export function bare(code: string, message: JsonObject): JsonObject {
  const hidden = UNKEPT[code]
  if (!hidden) return message
  return JSON.parse(JSON.stringify(message, (name, value) => (hidden.has(name) && value ? '***' : value)))
}

/** What stands around every message, before it is sealed and signed. */
export function headOf(txn: Txn, config: GyConfig, akb020: string, now_ms: number): Envelope {
  return {
    transno: config.codes[txn.infno] ?? txn.infno,
    transid: txn.msgid,
    sender: config.sender,
    akb020: config.akb020 ?? akb020,
    version: config.version,
    timestamp: datetime(now_ms),
  }
}

/**
 * The envelope with the input sealed under a key of its own, and signed. Throws SmError where a key cannot be
 * used; then nothing may leave.
 */
export async function sealed(
  head: Envelope,
  input: JsonObject,
  config: GyConfig,
  signer: Signer,
): Promise<Envelope> {
  const key = randomBytes(KEY_bytes)
  const iv = config.cipher === 'cbc' ? randomBytes(BLOCK_bytes) : null
  const plain = Buffer.from(JSON.stringify(renamed(input, config.names)), 'utf8')
  const body = sm4Encrypt(key, plain, { mode: config.cipher, ...(iv ? { iv } : {}) })
  const whole = {
    ...head,
    enc_key: sm2Seal(key, config.platformKey).toString(config.encoding),
    // the receiver takes the vector from in front of the cipher text
    biz_data: (iv ? Buffer.concat([iv, body]) : body).toString(config.encoding),
  }
  const sign = await signer.sign(signedText(config.signed.request, whole))
  return { ...whole, sign: sign.toString(config.encoding) }
}

/** What was sealed for us; '' where the answer has no content. Throws where it cannot be opened. */
export async function opened(answer: Envelope, config: GyConfig, signer: Signer): Promise<string> {
  const { enc_key = '', biz_data = '' } = answer
  if (biz_data === '') return ''
  const key = await signer.open(Buffer.from(enc_key, config.encoding))
  const bytes = Buffer.from(biz_data, config.encoding)
  const iv = config.cipher === 'cbc' ? bytes.subarray(0, BLOCK_bytes) : null
  const body = iv ? bytes.subarray(BLOCK_bytes) : bytes
  return sm4Decrypt(key, body, { mode: config.cipher, ...(iv ? { iv } : {}) }).toString('utf8')
}

/** The values of the fields that `order` names, joined by whatever stands between the names. */
export function signedText(order: string, fields: Envelope): Buffer {
  return Buffer.from(
    order.replace(/\w+/g, (name) => fields[name] ?? ''),
    'utf8',
  )
}

/** The envelope's own fields under the site's names. */
export function named(envelope: Envelope, names: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(envelope).map(([name, value]) => [names[name] ?? name, value]))
}

/** Field names of a message by the site's table. */
export function renamed<T extends Json>(value: T, names: Record<string, string>): T {
  if (Object.keys(names).length === 0) return value
  const walk = (one: Json): Json =>
    Array.isArray(one)
      ? one.map(walk)
      : one !== null && typeof one === 'object'
        ? Object.fromEntries(Object.entries(one).map(([name, each]) => [names[name] ?? name, walk(each)]))
        : one
  return walk(value) as T
}

/** The site's names back to ours. */
export const backwards = (names: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(names).map(([ours, theirs]) => [theirs, ours]))

/** As it leaves, in plain text for people: what is cipher text on the wire says so, and no key is shown. */
export function shown(head: Envelope, txn: Txn, config: GyConfig): string {
  const plain = bare(txn.infno, txn.input)
  const mode = `SM4/${config.cipher.toUpperCase()}`
  return JSON.stringify({
    ...named({ ...head, enc_key: '（密文：SM2 加密的 SM4 密钥）' }, config.envelope),
    [config.envelope.biz_data ?? 'biz_data']: { [`密文（${mode}），原文`]: renamed(plain, config.names) },
    [config.envelope.sign ?? 'sign']: '（SM2 签名，SM3 摘要）',
  })
}
