import { closeSync, createReadStream, openSync, readSync, statSync } from 'node:fs'
import { crc32, createInflateRaw } from 'node:zlib'

/**
 * The TXTs of a ZIP as a stream of bytes: nothing is held but the piece in hand, and unfolding runs beside
 * whoever reads (in zlib's own thread). A file that is no ZIP is taken for the TXT itself.
 */
interface Member {
  name: string
  method: number
  crc: number
  /** where its data begin in the file, and how many bytes they are */
  at: number
  bytes: number
}

const PIECE_bytes = 1 << 20
/** unfolded while the piece before is still at work: neither waits for the other */
const AHEAD = { highWaterMark: 4 << 20 }
const STORED = 0
const DEFLATED = 8

/**
 * Pieces of text, and how much of the file has been read, 0…1. Throws RangeError, in Chinese, where the file is
 * broken: also at its very end, so nothing is to be believed before that.
 */
export async function* unfolded(path: string): AsyncGenerator<{ piece: Buffer; read: number }> {
  const size = statSync(path).size
  const members = membersOf(path, size)
  if (!members) {
    let read = 0
    for await (const piece of createReadStream(path, { highWaterMark: PIECE_bytes })) {
      read += piece.length
      yield { piece, read: read / size }
    }
    return
  }
  for (const member of members) yield* unfold(path, member, size)
}

async function* unfold(path: string, { name, method, crc, at, bytes }: Member, size: number) {
  if (method !== STORED && method !== DEFLATED) throw new RangeError(`${name} 的压缩方式不认识`)
  if (bytes === 0) return
  const from = createReadStream(path, { start: at, end: at + bytes - 1, highWaterMark: PIECE_bytes })
  const unfolding =
    method === STORED ? from : from.pipe(createInflateRaw({ chunkSize: PIECE_bytes, ...AHEAD }))
  from.on('error', (error) => unfolding.destroy(error))
  let sum = 0
  try {
    for await (const piece of unfolding as AsyncIterable<Buffer>) {
      sum = crc32(piece, sum)
      yield { piece, read: Math.min(1, (at + from.bytesRead) / size) }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code?.startsWith('Z_')) throw new RangeError('压缩包已损坏')
    throw error
  } finally {
    from.destroy()
  }
  if (sum !== crc) throw new RangeError('压缩包已损坏')
}

const LOCAL = 0x04034b50
const CENTRAL = 0x02014b50
const END = 0x06054b50
const END64 = 0x06064b50
const LONGEST_end = 22 + 0xffff

/** By the directory at the end; null where the file does not begin as a ZIP. Source: APPNOTE 6.3.10. */
function membersOf(path: string, size: number): Member[] | null {
  const file = openSync(path, 'r')
  const bytesAt = (at: number, length: number) => {
    const buf = Buffer.alloc(Math.max(0, Math.min(length, size - at)))
    readSync(file, buf, 0, buf.length, at)
    return buf
  }
  try {
    if (bytesAt(0, 2).toString('latin1') !== 'PK') return null
    const { at, count, length } = directory(bytesAt, size)
    const entries = bytesAt(at, length)
    const members: Member[] = []
    for (let i = 0, from = 0; i < count; i++) {
      if (entries.length < from + 46 || entries.readUInt32LE(from) !== CENTRAL) throw broken()
      const nameBytes = entries.readUInt16LE(from + 28)
      const extraBytes = entries.readUInt16LE(from + 30)
      const name = entries.toString('utf8', from + 46, from + 46 + nameBytes)
      const extra = entries.subarray(from + 46 + nameBytes, from + 46 + nameBytes + extraBytes)
      const { bytes, local } = wide(entries, from, extra)
      const head = bytesAt(local, 30)
      if (head.length < 30 || head.readUInt32LE(0) !== LOCAL) throw broken()
      const begins = local + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
      if (begins + bytes > size) throw broken()
      const method = entries.readUInt16LE(from + 10)
      members.push({ name, method, crc: entries.readUInt32LE(from + 16), at: begins, bytes })
      from += 46 + nameBytes + extraBytes + entries.readUInt16LE(from + 32)
    }
    const texts = members.filter(({ name }) => /\.(txt|csv)$/i.test(name))
    if (texts.length === 0) throw new RangeError('压缩包里没有 TXT 文件')
    return texts.sort((a, b) => (a.name < b.name ? -1 : 1))
  } finally {
    closeSync(file)
  }
}

const broken = () => new RangeError('不是完整的 ZIP 压缩包')

function directory(bytesAt: (at: number, length: number) => Buffer, size: number) {
  const tailAt = Math.max(0, size - LONGEST_end)
  const tail = bytesAt(tailAt, LONGEST_end)
  for (let i = tail.length - 22; i >= 0; i--) {
    if (tail.readUInt32LE(i) !== END) continue
    const [count, length, at] = [
      tail.readUInt16LE(i + 10),
      tail.readUInt32LE(i + 12),
      tail.readUInt32LE(i + 16),
    ]
    if (count !== 0xffff && at !== 0xffffffff) return { count, length, at }
    const pointer = bytesAt(tailAt + i - 20, 20)
    const end64 = bytesAt(Number(pointer.readBigUInt64LE(8)), 56)
    if (end64.length < 56 || end64.readUInt32LE(0) !== END64) throw broken()
    const long = (offset: number) => Number(end64.readBigUInt64LE(offset))
    return { count: long(32), length: long(40), at: long(48) }
  }
  throw broken()
}

/** Sizes and places beyond 4 GB stand in the extra field, in the order of those that are missing. */
function wide(entries: Buffer, from: number, extra: Buffer): { bytes: number; local: number } {
  let bytes = entries.readUInt32LE(from + 20)
  let local = entries.readUInt32LE(from + 42)
  for (let i = 0; i + 4 <= extra.length; i += 4 + extra.readUInt16LE(i + 2)) {
    if (extra.readUInt16LE(i) !== 1) continue
    let at = i + 4
    if (entries.readUInt32LE(from + 24) === 0xffffffff) at += 8
    if (bytes === 0xffffffff) {
      bytes = Number(extra.readBigUInt64LE(at))
      at += 8
    }
    if (local === 0xffffffff) local = Number(extra.readBigUInt64LE(at))
  }
  return { bytes, local }
}
