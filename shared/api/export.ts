import { z } from 'zod'
import type { Json } from '../contract.ts'

/** Any table of the program as an Excel file. */
const json = z.json() as z.ZodType<Json>
const table = z.string().min(1, '请指明要导出的表').max(60)

export const exportInputs = {
  /**
   * The rows that the screen shows for `query`, written to the exports folder; answers when it is written.
   * One at a time of a face; tells how far by `work.progress` (work `export`). Audited.
   */
  'export.table': z.object({ table, query: z.record(z.string(), json).default({}) }).strict(),
  /** stops the one of this face; no file is left */
  'export.cancel': z.object({}).strict(),
  /** the file behind a download address, once; for the web host, which sends it */
  'export.fetch': z.object({ token: z.string().min(20, '下载地址无效').max(60) }).strict(),
}

export interface ExportFile {
  name: string
  rows: number
  /** where it lies on this machine */
  path: string
  /** to be opened once by this page; null where the program runs on the person's own desk */
  url: string | null
}

export interface ExportOutputs {
  'export.table': ExportFile
  'export.cancel': { cancelled: boolean }
  'export.fetch': { path: string; name: string }
}
