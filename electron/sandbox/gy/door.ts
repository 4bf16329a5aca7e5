import { randomBytes } from 'node:crypto'
import { sm2 } from 'sm-crypto-v2'
import type { JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import { sealedParts, sm2Digest, sm2Seal, sm2Verify, sm4Decrypt, sm4Encrypt } from '../../sm/index.ts'
import type { Answer, Incoming, Written } from '../injury/wing.ts'
import type { Shapes } from '../nhsa/faults.ts'
import type { GyKeys } from './keys.ts'

/**
 * The wrapper as the other side knows it: SM4/ECB under a key of each message's own, in Base64, signed. Written anew
 * and not shared with the client, so that a mistake made on one side shows.
 */
type Head = Record<string, string>

export type Taken = { head: Head; input: JsonObject } | { head: Head; code: string; message: string }

const SIGNED_request = ['transno', 'transid', 'sender', 'timestamp', 'enc_key', 'biz_data']
const SIGNED_answer = ['transno', 'transid', 'code', 'msg', 'timestamp', 'enc_key', 'biz_data']

const joined = (fields: Head, names: readonly string[]) =>
  Buffer.from(names.map((name) => fields[name] ?? '').join('|'), 'utf8')

/** Verifies first, opens then (_envelope.json, security). Null: no message of this family at all. */
export function take({ body }: Incoming, keys: GyKeys): Taken | null {
  const head = headIn(body)
  if (!head) return null
  const signature = Buffer.from(head.sign ?? '', 'base64')
  if (!sm2Verify(joined(head, SIGNED_request), signature, keys.hospitalPublic))
    return { head, code: '1001', message: '验签失败' }
  try {
    const { x, y, c3, c2 } = sealedParts(Buffer.from(head.enc_key ?? '', 'base64'))
    const inner = Buffer.concat([x, y, c3, c2]).toString('hex')
    const key = Buffer.from(sm2.doDecrypt(inner, keys.platformPrivate, 1, { output: 'array' }))
    const plain = sm4Decrypt(key, Buffer.from(head.biz_data ?? '', 'base64'), { mode: 'ecb' })
    return { head, input: JSON.parse(plain.toString('utf8')) as JsonObject }
  } catch {
    return { head, code: '1002', message: '解密失败' }
  }
}

function headIn(body: Buffer): Head | null {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'))
    if (value === null || typeof value !== 'object' || Array.isArray(value)) return null
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]))
  } catch {
    return null
  }
}

/** gy_code of an answer; what broke inside is 系统异常. */
function codeOf(answer: Answer): string {
  if (answer.ok) return '0000'
  return answer.code ?? (answer.message.startsWith('系统异常') ? '9999' : '2004')
}

export function give(head: Head, answer: Answer, keys: GyKeys, at_ms: number): Written {
  const said: Head = {
    ...{ transno: head.transno ?? '', transid: head.transid ?? '', code: codeOf(answer) },
    ...{ msg: answer.ok ? '成功' : answer.message, timestamp: datetime(at_ms) },
  }
  if (answer.ok) {
    const key = randomBytes(16)
    said.enc_key = sm2Seal(key, keys.hospitalPublic).toString('base64')
    said.biz_data = sm4Encrypt(key, Buffer.from(JSON.stringify(answer.output)), { mode: 'ecb' }).toString(
      'base64',
    )
  }
  const digest = sm2Digest(joined(said, SIGNED_answer), keys.platformPublic)
  const signature = sm2.doSignature(digest, keys.platformPrivate, { hash: false })
  said.sign = Buffer.from(signature, 'hex').toString('base64')
  return { status: 200, type: 'application/json;charset=utf-8', body: JSON.stringify(said) }
}

/** One bit of a Base64 text somewhere in the middle. */
const bent = (text: string, at: number): string => {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.length > 0) bytes[Math.floor((bytes.length - 1) * at)]! ^= 1
  return bytes.toString('base64')
}

/** With other values in these fields; without a field whose value is undefined. */
const patched = (
  text: string,
  change: (head: Head) => Partial<Record<string, string | undefined>>,
): string => {
  const head = JSON.parse(text) as Head
  return JSON.stringify({ ...head, ...change(head) })
}

/** How broken answers of this platform look: cut, bent cipher text, somebody else's signature, a no made a yes. */
export const SHAPES: Shapes = {
  any: [
    (text, at) => text.slice(0, 1 + Math.floor((text.length - 2) * at)),
    () => '',
    () => '{}',
    () => 'null',
    (text) => `[${text}]`,
    () => '<html><body><h1>502 Bad Gateway</h1></body></html>',
    (text) => patched(text, () => ({ sign: undefined })),
    (text, at) => patched(text, ({ sign = '' }) => ({ sign: bent(sign, at) })),
    (text) => patched(text, ({ transid }) => ({ transid: `${transid}0` })),
    (text) => patched(text, ({ code }) => ({ code: code === '0000' ? '2004' : '0000' })),
    (text) => patched(text, () => ({ msg: '交易不存在' })),
    (text, at) => {
      const bytes = Buffer.from(text)
      for (let i = Math.floor(bytes.length * at * 0.5); i < bytes.length; i += 3) bytes[i] = 0xff
      return bytes
    },
  ],
  hollow: [
    (text, at) => patched(text, ({ biz_data = '' }) => ({ biz_data: bent(biz_data, at) })),
    (text, at) => patched(text, ({ enc_key = '' }) => ({ enc_key: bent(enc_key, at) })),
    (text) => patched(text, () => ({ biz_data: undefined })),
    (text, at) =>
      patched(text, ({ biz_data = '' }) => ({
        biz_data: biz_data.slice(0, Math.floor((biz_data.length - 1) * at)),
      })),
  ],
}
