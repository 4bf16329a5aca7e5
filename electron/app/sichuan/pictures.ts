import { createHash, getHashes } from 'node:crypto'
import smCrypto from 'sm-crypto'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { FileStore } from '../../platforms/port.ts'

const MOST_BYTES = 2_000_000
/** by the first bytes, not by the name */
const KINDS: [ext: string, head: number[]][] = [
  ['jpg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47]],
  ['pdf', [0x25, 0x50, 0x44, 0x46]],
]

/** jpg, png or pdf by the first bytes; undefined for anything else. */
export const extOf = (bytes: Buffer) =>
  KINDS.find(([, head]) => head.every((byte, i) => bytes[i] === byte))?.[0]

/** Keeps a picture until it is sent. Throws `invalid` for what is none of the three kinds, or too large. */
export async function keepPicture(files: FileStore, name: string, content: string) {
  const bytes = Buffer.from(content, 'base64')
  if (!extOf(bytes)) fail('invalid', `${name} 不是 JPG、PNG 或 PDF 文件`, '没有发送。', '请换一个文件。')
  if (bytes.length > MOST_BYTES) fail('invalid', `${name} 超过 2 MB`, '没有发送。', '请压缩后重试。')
  const ref = await files.put(bytes)
  return { ref, file_size: bytes.length, file_hash: hashOf(bytes) }
}

/** SM3, hexadecimal. Electron's crypto library does not have it, Node's does. */
export const hashOf = (bytes: Buffer): string =>
  getHashes().includes('sm3') ? createHash('sm3').update(bytes).digest('hex') : smCrypto.sm3([...bytes])

/** The message with format, size and hash of each picture; what it holds stays a reference until it leaves. */
export async function measured(files: FileStore, input: JsonObject): Promise<JsonObject> {
  const data = node(input, 'data')
  if (!data || !Array.isArray(data.file)) return input
  const file = await Promise.all(
    rows(data, 'file').map(async (page) => {
      const bytes = await files.get(String(page.file_data ?? ''))
      const facts = { file_ext: extOf(bytes) ?? '', file_size: bytes.length, file_hash: hashOf(bytes) }
      return { ...page, ...facts }
    }),
  )
  return { ...input, data: { ...data, file: file as Json } }
}
