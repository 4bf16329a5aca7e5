import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { streamXlsxRows, writeXlsxStream } from 'hucre/xlsx'
import type { Cell, ExportColumn } from './port.ts'

/** What the thread is asked to do: one job a thread. */
export type SheetJob =
  | { is: 'write'; path: string; sheet: string; columns: readonly ExportColumn[]; rowsPerSheet: number }
  /** the first sheet of a file; refused beyond `most` rows */
  | { is: 'read'; path: string; most: number }

/** From the thread; `more` asks for the next page of a table that is written. */
export type Word =
  | { is: 'more' }
  | { is: 'written' }
  | { is: 'rows'; rows: SheetRow[] }
  | { is: 'refused'; why: string }

/** To the thread. */
export type Page = readonly (readonly Cell[])[] | 'end'

/** One row of a file that was read; `row` as Excel counts them. */
export interface SheetRow {
  row: number
  cells: string[]
}

const FORMAT = { text: '@', number: undefined, fen: '#,##0.00', time: 'yyyy-mm-dd hh:mm:ss' } as const
const WIDTH = { text: 18, number: 12, fen: 14, time: 20 } as const
/** of a cell, by Excel's own limit */
const MOST_chars = 32_767
const DAY_ms = 86_400_000
/** 1970-01-01 as Excel counts days */
const EPOCH_days = 25_569

const say = (word: Word) => parentPort!.postMessage(word)

/** A moment on the wall clock of this machine as a spreadsheet counts it: days since 1899-12-30. */
function serial(at_ms: number): number {
  return (at_ms - new Date(at_ms).getTimezoneOffset() * 60_000) / DAY_ms + EPOCH_days
}

/** `_x0041_` in a text would be read as A: the underscore of such a text is itself written so. */
const plain = (text: string) => text.slice(0, MOST_chars).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')

/** A text stays a text, whatever it begins with, and a long number keeps its digits. */
function cellOf(cell: Cell, kind: ExportColumn['kind']): string | number | null {
  if (cell === null || typeof cell === 'string') return cell === null ? null : plain(cell)
  if (kind === 'fen') return cell / 100
  if (kind === 'time') return serial(cell)
  return kind === 'number' ? cell : String(cell)
}

async function* rowsOf(columns: readonly ExportColumn[]): AsyncGenerator<(string | number | null)[]> {
  const pages: Page[] = []
  let wake = () => {}
  parentPort!.on('message', (page: Page) => {
    pages.push(page)
    wake()
  })
  for (;;) {
    say({ is: 'more' })
    if (pages.length === 0)
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    const page = pages.shift()!
    if (page === 'end') return
    for (const row of page) yield columns.map(({ kind }, i) => cellOf(row[i] ?? null, kind))
  }
}

async function write({ path, sheet, columns, rowsPerSheet }: Extract<SheetJob, { is: 'write' }>) {
  const stream = writeXlsxStream(rowsOf(columns), {
    name: sheet,
    columns: columns.map(({ title, width, kind = 'text' }) => {
      const numFmt = FORMAT[kind]
      return { header: title, width: width ?? WIDTH[kind], ...(numFmt ? { numFmt } : {}) }
    }),
    freezePane: { rows: 1 },
    maxRowsPerSheet: rowsPerSheet,
  })
  await pipeline(Readable.fromWeb(stream as never), createWriteStream(path, { mode: 0o600, flags: 'wx' }))
  say({ is: 'written' })
}

/** Dates and numbers come as what a person would have typed. */
function textOf(value: unknown): string {
  if (value instanceof Date)
    return value.toISOString().replace('T', ' ').slice(0, 19).replace(' 00:00:00', '')
  return value === null || value === undefined ? '' : String(value).trim()
}

async function read({ path, most }: Extract<SheetJob, { is: 'read' }>) {
  const rows: SheetRow[] = []
  try {
    for await (const { index, values } of streamXlsxRows(await readFile(path))) {
      const cells = values.map(textOf)
      if (cells.every((text) => text === '')) continue
      if (rows.length >= most) return say({ is: 'refused', why: `超过 ${most} 行` })
      rows.push({ row: index + 1, cells })
    }
  } catch {
    return say({ is: 'refused', why: '不是 Excel 文件（.xlsx），或已损坏' })
  }
  say({ is: 'rows', rows })
}

const job = workerData as SheetJob
await (job.is === 'write' ? write(job) : read(job))
