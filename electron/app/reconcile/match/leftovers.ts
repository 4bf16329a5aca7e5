import { closeSync, existsSync, openSync, writeSync } from 'node:fs'
import { cut, eachLine, emptyRow, type Row } from './lines.ts'

/** Rows put aside on disk, each behind its number in its own file. */
export interface Spill {
  count(): number
  add(row: Row, no: number): void
  /** `visit` gets the row and its number; may be read again and again, nothing is added afterwards */
  each(visit: (row: Row, no: number) => void): void
}

const TAB = 9
const WRITE_bytes = 1 << 18

export function openSpill(path: string): Spill {
  let file: number | null = null
  let count = 0
  let waiting: Buffer[] = []
  let waiting_bytes = 0
  const flush = () => {
    if (waiting.length === 0) return
    file ??= openSync(path, 'w', 0o600)
    writeSync(file, Buffer.concat(waiting))
    waiting = []
    waiting_bytes = 0
  }
  return {
    count: () => count,
    add({ buf, from, to }, no) {
      const line = Buffer.concat([Buffer.from(`${no}\t`), buf.subarray(from, to), Buffer.from('\n')])
      waiting.push(line)
      waiting_bytes += line.length
      count++
      if (waiting_bytes > WRITE_bytes) flush()
    },
    each(visit) {
      flush()
      if (file !== null) closeSync(file)
      file = null
      if (!existsSync(path)) return
      const row = emptyRow()
      eachLine(path, (buf, from, to) => {
        const tab = buf.indexOf(TAB, from)
        visit(cut(row, buf, tab + 1, to), Number(buf.toString('latin1', from, tab)))
      })
    },
  }
}

/** A set of row numbers, a bit each. */
export interface Bits {
  set(no: number): void
  has(no: number): boolean
}

export function openBits(): Bits {
  let bits = new Uint8Array(1 << 14)
  return {
    set(no) {
      const at = no >>> 3
      if (at >= bits.length) {
        const wider = new Uint8Array(Math.max(bits.length * 2, at + 1))
        wider.set(bits)
        bits = wider
      }
      bits[at] = bits[at]! | (1 << (no & 7))
    },
    has: (no) => ((bits[no >>> 3] ?? 0) & (1 << (no & 7))) !== 0,
  }
}
