import { readFile } from 'node:fs/promises'
import { parentPort, workerData } from 'node:worker_threads'
import { streamXlsxRows } from 'hucre/xlsx'
import type { Cell, ExportColumn } from './port.ts'
import { writeWorkbook } from './workbook.ts'
import { createZip } from './zip.ts'

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

const say = (word: Word) => parentPort!.postMessage(word)

/** The pages that the other side sends, each asked for when the one before is written. */
async function* pagesAsked(): AsyncGenerator<Exclude<Page, 'end'>> {
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
    yield page
  }
}

async function write({ path, ...workbook }: Extract<SheetJob, { is: 'write' }>) {
  const zip = await createZip(path)
  await writeWorkbook(zip, workbook, pagesAsked())
  await zip.end()
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
