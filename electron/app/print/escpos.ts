import type { SlipDocument, SlipItem } from '../../../shared/slip.ts'
import { CUT, DRAWER_PULSE } from '../../devices/escpos.ts'
import { columnsOf, gbkBytes, printable } from './gbk.ts'
import { MM_PER_PT } from './measure.ts'

/**
 * A laid-out roll document as ESC/POS bytes. The printer's own font stands in columns of 1.5 mm (58 mm paper 32,
 * 80 mm paper 48; a Chinese character is two), so places in millimetres become columns. Commands and widths:
 * devices.md 7.1.
 */
export interface Receipt {
  width_mm: 58 | 80
  cut: 'partial' | 'full' | 'none'
  /** opens the cash drawer first */
  drawer: boolean
}

const COLUMNS = { 58: 32, 80: 48 } as const
const COLUMN_mm = 1.5
const DOTS_per_mm = 8
/** from this size on a text is printed double: titles and the sum to pay */
const DOUBLE_pt = 13
/** the printer's own line is about this high; what lies farther apart is fed */
const LINE_mm = 4
/** texts whose middles are closer than this stand on one line */
const SAME_LINE_mm = 1.3

const INIT = [0x1b, 0x40]
const CHINESE = [0x1c, 0x26]
const LF = [0x0a]
const FEED_TO_CUTTER = [0x1b, 0x64, 4]
/** Size and weight of Latin, weight of everything, size of Chinese: makes differ in what obeys which. */
const style = (bold: boolean, double: boolean) => [
  ...[0x1b, 0x21, (double ? 0x30 : 0) | (bold ? 0x08 : 0)],
  ...[0x1b, 0x45, bold ? 1 : 0],
  ...[0x1c, 0x21, double ? 0x0c : 0],
]
const feed = (dots: number) => [0x1b, 0x4a, Math.min(255, dots)]

interface Cell {
  text: string
  column: number
  bold: boolean
  double: boolean
}

/** Bytes to the printer, from initialising to the cut. */
export function escpos(doc: SlipDocument, receipt: Receipt): Uint8Array {
  const columns = COLUMNS[receipt.width_mm]
  const margin_mm = (doc.paper.width_mm - columns * COLUMN_mm) / 2
  const bytes = [...INIT, ...CHINESE, ...(receipt.drawer ? DRAWER_PULSE : [])]
  const mark = doc.watermark && marked(doc.watermark, columns)
  if (mark) bytes.push(...mark)
  let below_mm = 0
  for (const line of linesOf(doc.items)) {
    const gap_mm = line.top_mm - below_mm
    if (below_mm > 0 && gap_mm > LINE_mm / 2) bytes.push(...feed(Math.round(gap_mm * DOTS_per_mm)))
    below_mm = Math.max(below_mm, line.bottom_mm)
    bytes.push(...drawn(line.items, margin_mm, columns))
  }
  if (mark) bytes.push(...mark)
  bytes.push(...FEED_TO_CUTTER, ...CUT[receipt.cut])
  return Uint8Array.from(bytes)
}

function marked(text: string, columns: number): number[] {
  const shown = `*** ${printable(text)} ***`
  const column = Math.max(0, Math.floor((columns - columnsOf(shown)) / 2))
  return row([{ text: shown, column, bold: true, double: false }])
}

interface Line {
  items: SlipItem[]
  middle_mm: number
  top_mm: number
  bottom_mm: number
}

function extent(item: SlipItem): { top: number; bottom: number } {
  if (item.is === 'line') return { top: item.y1_mm, bottom: item.y2_mm }
  const height = item.is === 'qr' ? item.size_mm : item.size_pt * MM_PER_PT
  return { top: item.y_mm, bottom: item.y_mm + height }
}

/** Items that stand beside each other, from top to bottom. Rules and QR codes have a line of their own. */
function linesOf(items: readonly SlipItem[]): Line[] {
  const placed = items
    .map((item) => ({ item, ...extent(item) }))
    .map((p) => ({ ...p, middle: (p.top + p.bottom) / 2, page: p.item.page ?? 0 }))
    .sort((a, b) => a.page - b.page || a.middle - b.middle)
  const lines: (Line & { page: number })[] = []
  for (const { item, top, bottom, middle, page } of placed) {
    const last = lines.at(-1)
    const alone = item.is !== 'text' || last?.items[0]?.is !== 'text'
    if (last && !alone && last.page === page && middle - last.middle_mm < SAME_LINE_mm) {
      last.items.push(item)
      last.top_mm = Math.min(last.top_mm, top)
      last.bottom_mm = Math.max(last.bottom_mm, bottom)
    } else lines.push({ items: [item], middle_mm: middle, top_mm: top, bottom_mm: bottom, page })
  }
  return lines
}

function drawn(items: SlipItem[], margin_mm: number, columns: number): number[] {
  const [first] = items
  if (first?.is === 'line') return dashes(first, margin_mm, columns)
  if (first?.is === 'qr') return qr(first, margin_mm, columns)
  const cells = items
    .filter((i) => i.is === 'text')
    .sort((a, b) => a.x_mm - b.x_mm)
    .flatMap((text) => cellsOf(text, margin_mm, columns))
  return rows(cells).flatMap(row)
}

type Text = Extract<SlipItem, { is: 'text' }>

const columnAt = (x_mm: number, margin_mm: number, columns: number) =>
  Math.min(columns, Math.max(0, Math.round((x_mm - margin_mm) / COLUMN_mm)))

/** A text at its column; one that is wider than the paper from there goes on below. */
function cellsOf(item: Text, margin_mm: number, columns: number): Cell[] {
  const text = printable(item.text)
  const from = columnAt(item.x_mm, margin_mm, columns)
  const to = Math.max(from + 2, columnAt(item.x_mm + item.width_mm, margin_mm, columns))
  const room = item.align === 'left' ? columns - from : to
  const big = item.size_pt >= DOUBLE_pt && columnsOf(text) * 2 <= room
  const scale = big ? 2 : 1
  return pieces(text, Math.max(2, room)).map((piece) => {
    const wide = columnsOf(piece) * scale
    const column =
      item.align === 'right'
        ? Math.max(0, to - wide)
        : item.align === 'center'
          ? Math.max(0, from + Math.floor((to - from - wide) / 2))
          : from
    return { text: piece, column, bold: item.bold ?? false, double: big }
  })
}

function pieces(text: string, columns: number): string[] {
  const out: string[] = []
  let piece = ''
  for (const c of text) {
    if (columnsOf(piece + c) > columns) {
      out.push(piece)
      piece = ''
    }
    piece += c
  }
  return piece === '' && out.length > 0 ? out : [...out, piece]
}

const end = (cell: Cell) => cell.column + columnsOf(cell.text) * (cell.double ? 2 : 1)

/** Cells that would run into each other go on the next line, each at its own column: no figure is ever cut. */
function rows(cells: Cell[]): Cell[][] {
  const out: Cell[][] = []
  for (const cell of cells) {
    const last = out.at(-1)
    const before = last?.at(-1)
    if (last && before && cell.column > end(before)) last.push(cell)
    else out.push([cell])
  }
  return out
}

function row(cells: Cell[]): number[] {
  const bytes: number[] = []
  let column = 0
  for (const cell of cells) {
    bytes.push(...gbkBytes(' '.repeat(Math.max(0, cell.column - column))))
    const plain = !cell.bold && !cell.double
    bytes.push(...(plain ? [] : style(cell.bold, cell.double)))
    bytes.push(...gbkBytes(cell.text))
    bytes.push(...(plain ? [] : style(false, false)))
    column = end(cell)
  }
  return [...bytes, ...LF]
}

function dashes(item: Extract<SlipItem, { is: 'line' }>, margin_mm: number, columns: number): number[] {
  const from = columnAt(item.x1_mm, margin_mm, columns)
  const to = columnAt(item.x2_mm, margin_mm, columns)
  const length = Math.max(0, to - from)
  const text = item.dashed ? '- '.repeat(Math.ceil(length / 2)).slice(0, length) : '-'.repeat(length)
  return row([{ text, column: from, bold: false, double: false }])
}

const QR_MODEL_2 = [0x1d, 0x28, 0x6b, 4, 0, 0x31, 0x41, 0x32, 0]
const QR_CORRECTION_M = [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x45, 0x31]
const QR_PRINT = [0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x51, 0x30]
const align = (at: 0 | 1 | 2) => [0x1b, 0x61, at]
/** of a module, which a printer knows as 1 to 16 */
const LARGEST_dots = 16

/** The printer draws the code itself: model 2, correction M, left, middle or right. */
function qr(item: Extract<SlipItem, { is: 'qr' }>, margin_mm: number, columns: number): number[] {
  const data = [...new TextEncoder().encode(item.text)]
  const size = data.length + 3
  const dots = Math.floor((item.size_mm * DOTS_per_mm) / item.modules.length)
  const middle = item.x_mm + item.size_mm / 2 - margin_mm
  const third = (columns * COLUMN_mm) / 3
  return [
    ...align(middle < third ? 0 : middle < 2 * third ? 1 : 2),
    ...QR_MODEL_2,
    ...[0x1d, 0x28, 0x6b, 3, 0, 0x31, 0x43, Math.min(LARGEST_dots, Math.max(1, dots))],
    ...QR_CORRECTION_M,
    ...[0x1d, 0x28, 0x6b, size & 0xff, size >> 8, 0x31, 0x50, 0x30],
    ...data,
    ...QR_PRINT,
    ...LF,
    ...align(0),
  ]
}
