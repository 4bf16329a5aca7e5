import type { JsonObject } from '../../../shared/contract.ts'
import type { Role } from '../../journal/port.ts'
import type { Caller } from '../registry.ts'

/** A table that can be taken out as Excel, read page by page so that its size does not matter. */
export interface TableExport {
  /** named by the screen: 'txns', 'uploads', 'mapping', … */
  id: string
  /** name of the file and the sheet */
  label: string
  columns: readonly ExportColumn[]
  /** who may take it out; without it everybody who is logged in */
  roles?: readonly Role[]
  /** the rows for the query that the screen shows; checks it itself */
  rows(query: JsonObject, caller: Caller): AsyncIterable<readonly Cell[]>
  /** how many that will be, where it is cheap to tell: for the progress only */
  count?(query: JsonObject, caller: Caller): Promise<number>
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
