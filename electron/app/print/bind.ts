import { maskName, maskNo } from '../../../shared/mask.ts'
import { type Fen, yuanCapital, yuanShow, yuanText } from '../../../shared/money.ts'

/** What a template may bind: plain values, and lists of rows of plain values. Amounts are fen. */
export type Value = string | number | boolean | null
export type Row = Record<string, Value>
export type SlipData = Record<string, Value | Row[]>

const asFen = (v: Value) => (typeof v === 'number' && Number.isSafeInteger(v) ? (v as Fen) : null)
const amount = (form: (a: Fen) => string) => (v: Value) => {
  const a = asFen(v)
  return a === null ? '' : form(a)
}

/** Formats that a template may name behind a bar; a site's own templates choose among them too. */
export const FORMATS: Record<string, (v: Value) => string> = {
  money: amount(yuanShow),
  plain: amount(yuanText),
  capital: amount(yuanCapital),
  mask_name: (v) => maskName(String(v ?? '')),
  mask_no: (v) => maskNo(String(v ?? '')),
}

/** Fills {field} and {field|format}. Unknown fields are empty; unknown formats throw, so a test finds them. */
export function bind(text: string, data: SlipData, row: Row | null): string {
  return text.replace(/\{(\w+)(?:\|(\w+))?\}/g, (_, field: string, format?: string) => {
    const value = lookup(field, data, row)
    if (Array.isArray(value)) throw new Error(`a list cannot be printed: ${field}`)
    if (!format) return value === null || value === undefined ? '' : String(value)
    const form = FORMATS[format]
    if (!form) throw new Error(`unknown format: ${format}`)
    return form(value ?? null)
  })
}

export function lookup(field: string, data: SlipData, row: Row | null): Value | Row[] | undefined {
  return row && field in row ? row[field] : data[field]
}

/** Whether a field holds something worth its place on paper. */
export function holds(field: string | undefined, data: SlipData, row: Row | null): boolean {
  if (field === undefined) return true
  const value = lookup(field, data, row)
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}
