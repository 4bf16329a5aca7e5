import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import type { Cell, ExportColumn } from './port.ts'
import type { Page, SheetJob, SheetRow, Word } from './thread.ts'

export type { SheetRow } from './thread.ts'

/** Rows that cross to the thread at once. */
const PAGE = 500
/** a small nursery is swept often, so that a page that is written is not kept for long */
const LIMITS = { maxYoungGenerationSizeMb: 4 }
/** What one sheet of Excel holds, its header with it. */
const ROWS_PER_SHEET = 1_048_576

/** As built for Electron, outside of its archive; elsewhere the source itself. */
function entry(): string {
  const source = join(import.meta.dirname, 'thread.ts')
  if (!process.versions.electron && existsSync(source)) return source
  const built = join(import.meta.dirname, '../../../dist/electron/excel.mjs')
  return built.replace(/app\.asar(?=[\\/])/, 'app.asar.unpacked')
}

export interface Sheet {
  path: string
  /** of the sheet; what Excel does not allow in it is left out */
  name: string
  columns: readonly ExportColumn[]
  rows: AsyncIterable<readonly Cell[]>
  signal: AbortSignal
  onRows?(written: number): void
  rowsPerSheet?: number
}

/**
 * Writes a table as .xlsx in a thread of its own, a page at a time, so that neither side holds more than one;
 * beyond what a sheet holds it goes on in the next. Resolves with the rows written. Throws GuitaiError
 * `conflict` where `signal` ended it; what was written then is the caller's to remove. Throws what `rows` throws.
 */
export async function writeSheet(sheet: Sheet): Promise<number> {
  const { path, columns, rowsPerSheet = ROWS_PER_SHEET } = sheet
  const name = sheet.name.replace(/[[\]:*?/\\']/g, '').slice(0, 28) || '表'
  const pages = pagesOf(sheet.rows)
  let written = 0
  try {
    await inThread(
      { is: 'write', path, sheet: name, columns, rowsPerSheet },
      sheet.signal,
      async (word, send) => {
        if (word.is !== 'more') return word.is === 'written'
        const next = await pages.next()
        if (next.done) send('end')
        else {
          written += next.value.length
          send(next.value)
          sheet.onRows?.(written)
        }
        return false
      },
    )
  } finally {
    await pages.return(undefined)
  }
  return written
}

/** The rows of the first sheet, as texts. Throws GuitaiError `invalid` where it cannot be read or is too long. */
export async function readSheet(path: string, most: number, signal: AbortSignal): Promise<SheetRow[]> {
  let rows: SheetRow[] = []
  await inThread({ is: 'read', path, most }, signal, async (word) => {
    if (word.is === 'refused')
      fail('invalid', `这个文件不能导入：${word.why}`, '没有改变。', '请用 Excel 另存为 .xlsx 后重试。')
    if (word.is === 'rows') rows = word.rows
    return word.is === 'rows'
  })
  return rows
}

async function* pagesOf(
  rows: AsyncIterable<readonly Cell[]>,
): AsyncGenerator<(readonly Cell[])[], undefined> {
  let page: (readonly Cell[])[] = []
  for await (const row of rows) {
    page.push(row)
    if (page.length < PAGE) continue
    yield page
    page = []
  }
  if (page.length > 0) yield page
}

/** `hear` answers whether that was the thread's last word. */
function inThread(
  job: SheetJob,
  signal: AbortSignal,
  hear: (word: Word, send: (page: Page) => void) => Promise<boolean>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(cancelled())
    const worker = new Worker(entry(), { workerData: job, resourceLimits: LIMITS })
    let settle = () => reject(new Error('the thread ended by itself'))
    // settled when the thread has ended: its file must be closed before it is renamed or removed
    const end = (how: () => void) => {
      settle = how
      void worker.terminate()
    }
    const cancel = () => end(() => reject(cancelled()))
    signal.addEventListener('abort', cancel)
    let hearing = Promise.resolve()
    worker.on('message', (word: Word) => {
      hearing = hear(word, (page) => worker.postMessage(page)).then(
        (done) => void (done && end(resolve)),
        (error) => end(() => reject(error)),
      )
    })
    worker.on('error', (error) => end(() => reject(asFault(error))))
    worker.on('exit', () => {
      signal.removeEventListener('abort', cancel)
      // its last word may still be in the ear of a slow machine
      void hearing.then(() => settle())
    })
  })
}

function asFault(error: Error): Error {
  const { code } = error as NodeJS.ErrnoException
  if (code !== 'ENOSPC' && code !== 'EACCES' && code !== 'EDQUOT') return error
  const what = code === 'EACCES' ? '导出文件夹不能写入' : '磁盘空间不足，导出没有完成'
  return new GuitaiError(
    { kind: 'storage', what, means: '账本没有改变。', todo: '请联系信息科处理后重试。' },
    error,
  )
}

const cancelled = () =>
  new GuitaiError({
    kind: 'conflict',
    what: '导出已取消',
    means: '没有留下文件。',
    todo: '需要时请重新导出。',
  })
