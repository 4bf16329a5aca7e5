import type { JsonObject } from '../../../shared/contract.ts'
import type { Caller } from '../registry.ts'

/** A table that can be taken out as Excel, read page by page so that its size does not matter. */
export interface TableExport {
  /** named by the screen: 'txns', 'uploads', 'mapping', … */
  id: string
  /** name of the file and the sheet */
  label: string
  columns: readonly ExportColumn[]
  /** the rows for the query that the screen shows; checks it itself */
  rows(query: JsonObject, caller: Caller): AsyncIterable<readonly Cell[]>
}

export interface ExportColumn {
  title: string
  /** characters */
  width?: number
  /** fen: integer fen, shown as yuan with two decimals; time: epoch ms */
  kind?: 'text' | 'number' | 'fen' | 'time'
}

export type Cell = string | number | null

export interface Exports {
  register(table: TableExport): void
}
