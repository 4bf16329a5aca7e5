import { closeSync, fstatSync, mkdirSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Layout } from './compare.ts'
import { cell, cut, eachLine, emptyRow, find, hashOf, type Row } from './lines.ts'

/**
 * Splits a file into parts by the hash of the rows' key, so that two parts, one of each side, fit into
 * memory whatever the size of the files. A record is a head and the row's bytes.
 */
const WRITE_bytes = 1 << 16
/** of both sides together that one pair of parts takes up */
const PAIR_bytes = 4 << 20
const MOST_parts = 256

/** The head of a record: the key's hash, the row's number and length, where its key begins and ends. */
const HEAD_bytes = 16

export function partsFor(bytes: number): number {
  return Math.min(MOST_parts, Math.max(1, Math.ceil(bytes / PAIR_bytes)))
}

export interface Parts {
  rows: number
  /** the records of one part, until the next one is taken; its file is gone afterwards */
  take(part: number): Buffer
}

export interface PartitionOptions {
  file: string
  /** a folder of this side's own; made, and filled with the parts */
  dir: string
  layout: Layout
  parts: number
  /** rows whose key is empty go here instead */
  keyless(row: Row, no: number): void
  read?(bytes: number): void
}

/** Throws RangeError, in Chinese, for a row that is too short to be one. */
export function partition({ file, dir, layout, parts, keyless, read }: PartitionOptions): Parts {
  mkdirSync(dir, { recursive: true, mode: 0o700 })
  const path = (part: number) => join(dir, String(part))
  const outs = Array.from({ length: parts }, (_, part) => openPart(path(part)))
  const row = emptyRow()
  try {
    const rows = eachLine(
      file,
      (buf, from, to, no) => {
        cut(row, buf, from, to)
        if (row.cells < layout.least) throw new RangeError(`第 ${no + 1} 行不足 ${layout.least} 列`)
        if (!find(row, layout.setl_id)) return keyless(row, no)
        const hash = hashOf(buf, cell.from, cell.to)
        outs[hash % parts]!.add(hash, no, row)
      },
      read,
    )
    return {
      rows,
      take: partReader(path),
    }
  } finally {
    for (const out of outs) out.close()
  }
}

/** One buffer for all parts, as large as the largest: what is read for each anew lies about until it is collected. */
function partReader(path: (part: number) => string): (part: number) => Buffer {
  let buf = Buffer.allocUnsafeSlow(PAIR_bytes)
  return (part) => {
    const file = openSync(path(part), 'r')
    try {
      const { size } = fstatSync(file)
      if (size > buf.length) buf = Buffer.allocUnsafeSlow(size)
      for (let at = 0; at < size; ) {
        const got = readSync(file, buf, at, size - at, null)
        if (got === 0) throw new Error(`a part ended at ${at} of ${size}`)
        at += got
      }
      return buf.subarray(0, size)
    } finally {
      closeSync(file)
      rmSync(path(part))
    }
  }
}

function openPart(path: string) {
  const file = openSync(path, 'w', 0o600)
  const bytes = Buffer.allocUnsafe(WRITE_bytes)
  const words = new DataView(bytes.buffer, bytes.byteOffset, WRITE_bytes)
  let used = 0
  const flush = () => {
    if (used > 0) writeSync(file, bytes, 0, used)
    used = 0
  }
  return {
    /** After `find` of the key. */
    add(hash: number, no: number, { buf, from, to }: Row) {
      const length = to - from
      if (used + HEAD_bytes + length > WRITE_bytes) flush()
      if (HEAD_bytes + length > WRITE_bytes) throw new RangeError(`第 ${no + 1} 行过长`)
      words.setUint32(used, hash)
      words.setUint32(used + 4, no)
      words.setUint32(used + 8, length)
      words.setUint16(used + 12, cell.from - from)
      words.setUint16(used + 14, cell.to - from)
      buf.copy(bytes, used + HEAD_bytes, from, to)
      used += HEAD_bytes + length
    },
    close() {
      flush()
      closeSync(file)
    },
  }
}

/** The records of a part, column by column; the columns are as long as the longest part so far. */
export interface Records {
  buf: Buffer
  count: number
  hash: Uint32Array
  no: Uint32Array
  /** where the row, and its key, begin and end */
  from: Uint32Array
  to: Uint32Array
  keyFrom: Uint32Array
  keyTo: Uint32Array
}

const COLUMNS = ['hash', 'no', 'from', 'to', 'keyFrom', 'keyTo'] as const

export function emptyRecords(): Records {
  const none = new Uint32Array(0)
  const columns = { hash: none, no: none, from: none, to: none, keyFrom: none, keyTo: none }
  return { buf: Buffer.alloc(0), count: 0, ...columns }
}

/** Reads a part into `records`, which is used over and over: what is made anew for each part piles up. */
export function readRecords(records: Records, buf: Buffer): Records {
  const words = new DataView(buf.buffer, buf.byteOffset, buf.length)
  let count = 0
  for (let at = 0; at < buf.length; at += HEAD_bytes + words.getUint32(at + 8)) count++
  if (count > records.no.length) {
    for (const column of COLUMNS) records[column] = new Uint32Array(Math.ceil(count * 1.25))
  }
  records.buf = buf
  records.count = count
  let at = 0
  for (let i = 0; i < count; i++) {
    const from = at + HEAD_bytes
    records.hash[i] = words.getUint32(at)
    records.no[i] = words.getUint32(at + 4)
    records.from[i] = from
    records.to[i] = from + words.getUint32(at + 8)
    records.keyFrom[i] = from + words.getUint16(at + 12)
    records.keyTo[i] = from + words.getUint16(at + 14)
    at = records.to[i]!
  }
  return records
}
