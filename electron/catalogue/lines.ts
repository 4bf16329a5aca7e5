import { isUtf8 } from 'node:buffer'
import type { CatalogueShape } from './port.ts'

/** Rows of the catalogue files: UTF-8, tab-separated, one a line, no heading, `null` for nothing (9102 rules). */
const TAB = 9
const LF = 10
const CR = 13
const LONGEST_row = 1 << 22

/** One row of the text. `end` is where the next one begins, in bytes from the start of the text. */
export interface Line {
  buf: Buffer
  from: number
  to: number
  end: number
}

/**
 * Calls `visit` for every row that is not blank from the byte `skip` on, which must be the `end` of a row. The
 * line is used over and over. Throws RangeError, in Chinese, where this is no text.
 */
export async function eachRow(
  pieces: AsyncIterable<{ piece: Buffer; read: number }>,
  skip: number,
  visit: (line: Line) => void,
  piecewise: (read: number) => void,
): Promise<void> {
  const line: Line = { buf: Buffer.alloc(0), from: 0, to: 0, end: 0 }
  let rest = Buffer.alloc(0)
  let at = 0
  const row = (buf: Buffer, from: number, to: number, end: number) => {
    line.buf = buf
    line.from = from
    line.to = to > from && buf[to - 1] === CR ? to - 1 : to
    line.end = end
    if (line.to > line.from) visit(line)
  }
  for await (const { piece, read } of pieces) {
    if (at + piece.length <= skip) {
      at += piece.length
      continue
    }
    const fresh = at < skip ? piece.subarray(skip - at) : piece
    if (at === 0 && skip === 0 && !isText(fresh)) throw new RangeError('不是 UTF-8 编码的文本')
    const base = Math.max(at, skip) - rest.length
    const buf = rest.length > 0 ? Buffer.concat([rest, fresh]) : fresh
    let from = at === 0 && skip === 0 ? markBytes(buf) : 0
    for (let to = buf.indexOf(LF, from); to >= 0; to = buf.indexOf(LF, from)) {
      row(buf, from, to, base + to + 1)
      from = to + 1
    }
    rest = Buffer.from(buf.subarray(from))
    if (rest.length > LONGEST_row) throw new RangeError('有一行过长，不是目录文件')
    at += piece.length
    piecewise(read)
  }
  row(rest, 0, rest.length, at)
}

/** A piece may be cut within a character; nothing else may be wrong with it. */
function isText(piece: Buffer): boolean {
  for (let cut = 0; cut < 4; cut++) if (isUtf8(piece.subarray(0, piece.length - cut))) return true
  return false
}

const markBytes = (buf: Buffer) => (buf[0] === 0xef && buf[1] === 0xbb && buf[2] === 0xbf ? 3 : 0)

/** Finds the wanted columns of a row by their bytes; those that a short row lacks, and `null`, are ''. */
export function cutter(wanted: readonly number[]) {
  const sorted = [...new Set(wanted.filter((column) => column >= 0))].sort((a, b) => a - b)
  const last = sorted.at(-1) ?? -1
  const cells: string[] = []
  return ({ buf, from, to }: Line): readonly string[] => {
    for (const column of sorted) cells[column] = ''
    let start = from
    for (let column = 0, next = 0; column <= last; column++) {
      let end = start
      while (end < to && buf[end] !== TAB) end++
      if (column === sorted[next]) {
        if (!isNothing(buf, start, end)) cells[column] = clean(buf.toString('utf8', start, end))
        next++
      }
      if (end >= to) break
      start = end + 1
    }
    return cells
  }
}

const N = 0x6e
const L = 0x6c

/** Empty, or the word null as it is mostly written: half of all cells, of which no text need be made. */
const isNothing = (buf: Buffer, from: number, to: number): boolean =>
  from === to || (to - from === 4 && buf[from] === N && buf[to - 2] === L && buf[to - 1] === L)

const clean = (cell: string): string => {
  const text = cell.trim()
  return text.length === 4 && text.toLowerCase() === 'null' ? '' : text
}

/** All cells of a stored row. */
export const cellsOf = (raw: Buffer): string[] => raw.toString('utf8').split('\t').map(clean)

/** What a row says of itself, whatever the kind. */
export interface Parsed {
  rid: string
  code: string
  name: string
  /** 1: out of use (有效标志 0) */
  gone: number
  ver: string
  names: string[]
  numbers: string[]
}

export const columnsWanted = (shape: CatalogueShape): number[] => [
  ...[shape.rid, shape.code, shape.vali_flag, shape.ver],
  ...shape.names,
  ...shape.numbers,
]

const at = (cells: readonly string[], column: number) => (column < 0 ? '' : (cells[column] ?? ''))

/** A row without rid is known by its code; one without either is no row: null. */
export function parsed(shape: CatalogueShape, cells: readonly string[]): Parsed | null {
  const code = at(cells, shape.code)
  const rid = at(cells, shape.rid) || (code && `code:${code}`)
  if (!rid) return null
  const all = shape.names.map((column) => at(cells, column)).filter((name) => name !== '')
  const [name = '', ...others] = [...new Set(all)]
  return {
    ...{ rid, code, name, ver: at(cells, shape.ver) },
    gone: at(cells, shape.vali_flag) === '0' ? 1 : 0,
    names: others,
    numbers: [...new Set(shape.numbers.map((column) => at(cells, column)).filter((no) => no !== ''))],
  }
}
