import { createHash, randomUUID } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync } from 'node:fs'
import { chmod, open, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { Contract, Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { PostResult } from '../http.ts'
import type { FileStore, Reply } from '../port.ts'
import type { NhsaConfig } from './config.ts'

const REF = /^file:([0-9a-f]{64})$/

/** Hands what was written to the disk itself: a power cut must not take it. */
async function onDisk(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

/** The same of the names in a folder. Windows opens no folders, and keeps their names by itself. */
async function namesOnDisk(dir: string): Promise<void> {
  const folder = await open(dir, 'r').catch(() => null)
  try {
    await folder?.sync()
  } catch {
    // a network drive may know no such thing; the content is there
  } finally {
    await folder?.close()
  }
}

/**
 * Opens a folder as the store; makes it. Files and folder are this user's alone. A reference is given out only when
 * content and name are on the disk, for the journal keeps it from then on; content that is not what its name says
 * is never handed out.
 */
export function openFileStore(dir: string): FileStore {
  const at = (hash: string) => join(dir, hash)
  const path = (ref: string): string => {
    const hash = REF.exec(ref)?.[1]
    if (!hash || !existsSync(at(hash)))
      fail('not_found', '报文的附件文件已不在本机', '没有发送，账本没有改变。', '请重新生成后再发送。')
    return at(hash)
  }
  return {
    async put(content) {
      mkdirSync(dir, { recursive: true, mode: 0o700 })
      let from = join(dir, `.${randomUUID()}`)
      if (Buffer.isBuffer(content)) await writeFile(from, content, { mode: 0o600 })
      else {
        from = content.path
        await chmod(from, 0o600)
      }
      const hash = createHash('sha256')
      await pipeline(createReadStream(from), hash)
      const name = hash.digest('hex')
      await onDisk(from)
      await rename(from, at(name))
      await namesOnDisk(dir)
      return `file:${name}`
    },
    spot() {
      mkdirSync(dir, { recursive: true, mode: 0o700 })
      return join(dir, `.${randomUUID()}`)
    },
    path,
    async get(ref) {
      const bytes = await readFile(path(ref))
      if (`file:${createHash('sha256').update(bytes).digest('hex')}` !== ref)
        fail('not_found', '报文的附件文件已损坏', '没有发送，账本没有改变。', '请重新选择或生成这个文件。')
      return bytes
    },
  }
}

/** One file that a message carries: the node and field that hold its reference. */
interface Carried {
  node: string
  field: string
  ref: string
}

/** The file of a message; null where it carries none. No contract of this family has more than one. */
export function carriedFile(contract: Contract, input: JsonObject): Carried | null {
  for (const { name: node, fields } of contract.input) {
    for (const { name: field, type } of fields) {
      const ref = type === 'file' ? (input[node] as JsonObject | undefined)?.[field] : undefined
      if (typeof ref === 'string' && REF.test(ref)) return { node, field, ref }
    }
  }
  return null
}

/** The same input with `content` in the place of the reference. */
export function filled(input: JsonObject, { node, field }: Carried, content: string | number[]): JsonObject {
  return { ...input, [node]: { ...(input[node] as JsonObject), [field]: content } }
}

/**
 * The same input with base64 in the place of each text that is a reference: reports of 4506, which the contract
 * holds for plain text. Throws GuitaiError `not_found` where a file is gone.
 */
export async function withTexts(input: JsonObject, store: FileStore): Promise<JsonObject> {
  const read = async (value: Json): Promise<Json> => {
    if (typeof value === 'string')
      return REF.test(value) ? (await store.get(value)).toString('base64') : value
    if (Array.isArray(value)) return Promise.all(value.map(read))
    if (value === null || typeof value !== 'object') return value
    const entries = Object.entries(value).map(async ([name, each]) => [name, await read(each)] as const)
    return Object.fromEntries(await Promise.all(entries))
  }
  return (await read(input)) as JsonObject
}

/** The bytes as the site's centre wants them inside the JSON; in a form they stand beside it. */
export function contentOf(upload: NhsaConfig['files']['upload'], bytes: Buffer): string | number[] {
  if (upload === 'multipart') return ''
  return upload === 'base64' ? bytes.toString('base64') : [...bytes]
}

/** 9101, way one: text part jsonStr with the whole message, binary part file. */
export function form(message: string, file: { name: string; bytes: Buffer }): { type: string; body: Buffer } {
  const boundary = `----guitai${randomUUID().replaceAll('-', '')}`
  const name = file.name.replace(/["\r\n]/g, '_')
  const part = (head: string) =>
    Buffer.from(`--${boundary}\r\nContent-Disposition: form-data; ${head}\r\n\r\n`)
  const body = Buffer.concat([
    part('name="jsonStr"\r\nContent-Type: text/plain; charset=utf-8'),
    Buffer.from(`${message}\r\n`),
    part(`name="file"; filename="${name}"\r\nContent-Type: application/octet-stream`),
    file.bytes,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  return { type: `multipart/form-data; boundary=${boundary}`, body }
}

const ZIP_HEAD = Buffer.from('PK')

/** Whether an answer is the file itself and no message (9102, rules). */
export function isFile(result: PostResult): boolean {
  if (result.is !== 'answered' || result.status >= 400) return false
  if (result.body.subarray(0, 2).equals(ZIP_HEAD)) return true
  const type = String(result.headers['content-type'] ?? '')
  return /octet-stream|zip/i.test(type) && result.body[0] !== '{'.charCodeAt(0)
}

/** of a catalogue: some are longer than memory would bear, and they never are in it */
const MOST_catalogue_bytes = 8_000_000_000
/** 9102 of a catalogue (rules) */
const CATALOGUES = 'plc'

/** How large a file this download may bring. */
export function mostOf(input: JsonObject, most_bytes: number): number {
  const asked = input.fsDownloadIn as JsonObject | undefined
  return asked?.fixmedins_code === CATALOGUES ? MOST_catalogue_bytes : most_bytes
}

/** Puts the answer that is a file away; the output holds its reference. */
export async function keepFile(
  content: Buffer | { path: string; bytes: number },
  store: FileStore,
  most_bytes: number,
): Promise<Reply> {
  const bytes = Buffer.isBuffer(content) ? content.length : content.bytes
  if (bytes === 0) return { is: 'unknown', message: '中心给的文件是空的' }
  if (bytes > most_bytes) return { is: 'unknown', message: '中心给的文件过大' }
  return { is: 'ok', output: { body: await store.put(content), bytes }, refmsgid: null, warning: null }
}

/**
 * The answer as if it had been held in memory, where what came as bytes is a message after all; null where it is
 * the file (`into`).
 */
export async function messageIn(result: PostResult, into: string): Promise<PostResult | null> {
  if (result.is !== 'answered' || result.filed === undefined) return result
  const file = await open(into, 'r')
  try {
    const head = Buffer.alloc(1)
    await file.read(head, 0, 1, 0)
    if (head[0] !== '{'.charCodeAt(0) || result.filed > LONGEST_message) return null
    return { ...result, body: await file.readFile() }
  } finally {
    await file.close()
  }
}

const LONGEST_message = 1_000_000
