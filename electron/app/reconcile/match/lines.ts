import { closeSync, openSync, readSync } from 'node:fs'

/**
 * Rows of the reconciliation files as bytes: UTF-8, tab-separated, one row a line, no heading. Nothing here
 * makes a string: a million rows are read without garbage.
 */
const CHUNK_bytes = 1 << 20
const TAB = 9
const LF = 10
const CR = 13
const SPACE = 32

/** `from`…`to` is one row without its line end; the buffer is overwritten by the next chunk. */
export type VisitLine = (buf: Buffer, from: number, to: number, no: number) => void

/** Calls `visit` for every row that is not blank, numbered from 0; answers how many. Throws on a row over 1 MB. */
export function eachLine(path: string, visit: VisitLine, read?: (bytes: number) => void): number {
  const file = openSync(path, 'r')
  const buf = Buffer.allocUnsafe(2 * CHUNK_bytes)
  let kept = 0
  let no = 0
  let first = true
  const row = (from: number, to: number) => {
    const end = to > from && buf[to - 1] === CR ? to - 1 : to
    if (end > from) visit(buf, from, end, no++)
  }
  try {
    for (;;) {
      const got = readSync(file, buf, kept, CHUNK_bytes, null)
      const end = kept + got
      let from = first ? skipMark(buf, end) : 0
      first = false
      if (got === 0) {
        row(from, end)
        return no
      }
      const whole = buf.subarray(0, end)
      for (let at = whole.indexOf(LF, from); at >= 0; at = whole.indexOf(LF, from)) {
        row(from, at)
        from = at + 1
      }
      kept = end - from
      if (kept > CHUNK_bytes) throw new RangeError(`第 ${no + 1} 行过长`)
      buf.copyWithin(0, from, end)
      read?.(got)
    }
  } finally {
    closeSync(file)
  }
}

/** Where the text begins behind a byte order mark. */
function skipMark(buf: Buffer, end: number): number {
  return end >= 3 && buf[0] === 0xef && buf[1] === 0xbb && buf[2] === 0xbf ? 3 : 0
}

const MOST_cells = 12

/** One row cut at its tabs; the bytes stay where they are. */
export interface Row {
  buf: Buffer
  from: number
  to: number
  /** how many columns it has, at most 12 */
  cells: number
  /** where each column begins; behind the last one, one past the end */
  at: Int32Array
}

const NOTHING = Buffer.alloc(0)

export function emptyRow(): Row {
  return { buf: NOTHING, from: 0, to: 0, cells: 0, at: new Int32Array(MOST_cells + 1) }
}

/** Cuts a row into `row`, which is used over and over. */
export function cut(row: Row, buf: Buffer, from: number, to: number): Row {
  row.buf = buf
  row.from = from
  row.to = to
  const { at } = row
  at[0] = from
  let cells = 1
  for (let i = from; i < to && cells < MOST_cells; i++) if (buf[i] === TAB) at[cells++] = i + 1
  at[cells] = to + 1
  row.cells = cells
  return row
}

/** A row of its own, to be kept. */
export function copied({ buf, from, to }: Row): Row {
  return cut(emptyRow(), Buffer.from(buf.subarray(from, to)), 0, to - from)
}

/** The column last looked at, without blanks around; `null` and nothing at all are both empty. */
export const cell = { from: 0, to: 0 }

/** Finds a column, counted from 0, into `cell`; false where it is empty or the row is shorter. */
export function find(row: Row, column: number): boolean {
  if (column >= row.cells) return false
  const { buf } = row
  let from = row.at[column]!
  let to = row.at[column + 1]! - 1
  while (from < to && buf[from] === SPACE) from++
  while (to > from && buf[to - 1] === SPACE) to--
  cell.from = from
  cell.to = to
  return to > from && !(to - from === 4 && isNull(buf, from))
}

/** The word null, in either case: how the standard writes an empty column (rules of 9101). */
function isNull(buf: Buffer, from: number): boolean {
  return (
    (buf[from]! | 0x20) === 0x6e &&
    (buf[from + 1]! | 0x20) === 0x75 &&
    (buf[from + 2]! | 0x20) === 0x6c &&
    (buf[from + 3]! | 0x20) === 0x6c
  )
}

/** FNV-1a of the bytes, never negative. */
export function hashOf(buf: Buffer, from: number, to: number): number {
  let hash = 0x811c9dc5
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ buf[i]!, 0x01000193)
  // the low bits choose the partition, the high ones the place in a table
  return (hash ^ (hash >>> 15)) >>> 0
}

export function sameBytes(a: Buffer, aFrom: number, aTo: number, b: Buffer, bFrom: number, bTo: number) {
  if (aTo - aFrom !== bTo - bFrom) return false
  for (let i = aFrom, j = bFrom; i < aTo; i++, j++) if (a[i] !== b[j]) return false
  return true
}

/**
 * Fen of a decimal amount in yuan by its digits alone, never by a float; NaN for nothing and for what is no
 * amount. Decimals beyond the second must be zeros.
 */
export function fenOf(buf: Buffer, from: number, to: number): number {
  let at = from
  const sign = buf[at] === 0x2d ? -1 : 1
  if (at < to && (buf[at] === 0x2d || buf[at] === 0x2b)) at++
  if (at === to) return Number.NaN
  let value = 0
  let decimals = -1
  for (; at < to; at++) {
    const byte = buf[at]!
    if (byte === 0x2e && decimals < 0) {
      decimals = 0
      continue
    }
    const digit = byte - 48
    if (digit < 0 || digit > 9) return Number.NaN
    if (decimals >= 2) {
      if (digit !== 0) return Number.NaN
      continue
    }
    if (decimals >= 0) decimals++
    value = value * 10 + digit
  }
  for (let missing = Math.max(decimals, 0); missing < 2; missing++) value *= 10
  return Number.isSafeInteger(value) ? (value === 0 ? 0 : sign * value) : Number.NaN
}
