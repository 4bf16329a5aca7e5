import type { ClearingSums } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { type Fen, fen, tryYuan, ZERO } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Doc } from './deps.ts'

/**
 * What is kept of an application: as it was sent, and the last word of GS3203. Its row is `applied` (from here),
 * `foreign` (only the platform has it, another counter's) or `undone` (taken back).
 */
export interface Application {
  family: 'gs'
  aka130: string
  yzz062: string
  /** of the GS3201, which is what GS5001 undoes; empty where it was not ours */
  msgid: string
  /** node data of GS3201 */
  sent: JsonObject | null
  clr_state: string
  /** row of GS3203 */
  told: JsonObject | null
  toldAt: number | null
  appliedAt: number | null
  past: { yzz062: string; reason: string; at: number }[]
}

/** A month-end: the row of GYU003 as it was sent. */
export interface MonthEnd {
  family: 'gy'
  inst_type: string
  row: JsonObject
  closedAt: number
}

export type ApplicationDoc = Doc<Application>
export type MonthDoc = Doc<MonthEnd>

/** Kind of the records of 清算单 as GS3204 told them last, for the paper. */
export const CLEARING_FORM = 'injury.clearing.form'
export const formId = (yzz062: string) => `gs|${yzz062}`

export const isApplication = (doc: Doc<Application | MonthEnd>): doc is ApplicationDoc =>
  doc.data.family === 'gs'
export const isMonthEnd = (doc: Doc<Application | MonthEnd>): doc is MonthDoc => doc.data.family === 'gy'

export const applicationId = (period: string, aka130: string) => `gs|${period}|${aka130}`
export const monthId = (period: string, inst_type: string) => `gy|${period}|${inst_type}`

/** gs_clr_state */
export const ASKED = '01'
export const RETURNED = '09'

/** An amount of the wire; one that is missing counts as none. */
export const money = (row: JsonObject | null | undefined, name: string): Fen => tryYuan(row?.[name]) ?? ZERO
export const moneyOr = (row: JsonObject, name: string): Fen | null => tryYuan(row[name])
export const total = (list: readonly JsonObject[], name: string): Fen =>
  fen(list.reduce((all, row) => all + money(row, name), 0))
export const text = (row: JsonObject | null | undefined, name: string): string => String(row?.[name] ?? '')

/** Sums as an application or the platform states them. */
export const statedSums = (row: JsonObject): ClearingSums => ({
  count: Number(row.yzz063 ?? 0),
  persons: row.ake096 === undefined || row.ake096 === null ? null : Number(row.ake096),
  ...{ totalFen: money(row, 'yka055'), fundFen: money(row, 'yka107'), cashFen: moneyOr(row, 'ykh012') },
})

export const listed = ({ data }: ApplicationDoc): string[] =>
  rows(data.sent ?? {}, 'setllist').map((row) => text(row, 'yka103'))
