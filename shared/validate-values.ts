import type { FieldPlan } from './validate-plan.ts'

/** What is wrong with one value; 0 is nothing. Numbers, so that the good path makes no garbage. */
export const FINE = 0
export const MISSING = 1
export const TYPE = 2
export const LENGTH = 3
export const SCALE = 4
export const DICT = 5
export const FORMAT = 6
export type Verdict = 0 | 1 | 2 | 3 | 4 | 5 | 6

/** Not given: undefined, null, a text of blanks only or an empty list. */
export function absent(value: unknown): boolean {
  if (typeof value === 'string') return blank(value)
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}

function blank(text: string): boolean {
  const first = text.charCodeAt(0)
  return text.length === 0 || ((first <= 32 || first >= 0xa0) && text.trim() === '')
}

/**
 * Judges one value against its field. `lenient` reads somebody else's answer: codes outside the table and
 * texts longer than printed pass. A number's length is its digits in all, of which `scale` are decimals:
 * 16,2 leaves 14 before the point (national standard, 数值型).
 */
export function judge(plan: FieldPlan, value: unknown, lenient: boolean): Verdict {
  if (value === null || value === undefined || value === '') {
    if (plan.required) return MISSING
    return value === '' && (plan.type === 'integer' || plan.type === 'number') ? TYPE : FINE
  }
  switch (plan.type) {
    case 'string':
      return judgeText(plan, value, lenient)
    case 'number':
      return judgeNumber(plan, value)
    case 'integer':
      if (typeof value !== 'number' || !Number.isInteger(value)) return TYPE
      return value < plan.limit && -value < plan.limit ? FINE : LENGTH
    case 'date':
      if (typeof value !== 'string') return TYPE
      return value.length === 10 && isDate(value) ? FINE : FORMAT
    case 'datetime':
      if (typeof value !== 'string') return TYPE
      return value.length === 19 && isDate(value) && isTime(value) ? FINE : FORMAT
    case 'boolean':
      return typeof value === 'boolean' ? FINE : TYPE
    case 'file':
      return typeof value === 'string' || isBytes(value) ? FINE : TYPE
  }
}

function judgeText(plan: FieldPlan, value: unknown, lenient: boolean): Verdict {
  if (typeof value !== 'string') return TYPE
  if (plan.required && blank(value)) return MISSING
  if (lenient) return FINE
  if (value.length > plan.maxLength && characters(value) > plan.maxLength) return LENGTH
  return plan.codes === null || plan.codes.has(value) ? FINE : DICT
}

function judgeNumber(plan: FieldPlan, value: unknown): Verdict {
  if (typeof value !== 'number' || !Number.isFinite(value)) return TYPE
  if (value >= plan.limit || -value >= plan.limit) return LENGTH
  if (plan.unit !== 0) return hasDecimals(value, plan.unit) ? SCALE : FINE
  return plan.digits === 0 || digitsOf(value) <= plan.digits ? FINE : LENGTH
}

/** True if `value` needs more decimals than `unit` (10^scale) has: it is not the double nearest to any k/unit. */
function hasDecimals(value: number, unit: number): boolean {
  const scaled = value * unit
  return Math.abs(scaled) < Number.MAX_SAFE_INTEGER && Math.round(scaled) / unit !== value
}

/** Digits of a number as written in plain decimals. */
export function digitsOf(value: number): number {
  const text = String(Math.abs(value))
  if (!text.includes('e')) return text.length - (text.includes('.') ? 1 : 0) - (text.startsWith('0.') ? 1 : 0)
  const [mantissa = '', exponent = '0'] = text.split('e')
  const digits = mantissa.replace('.', '').length
  return Number(exponent) < 0 ? digits - Number(exponent) - 1 : Math.max(digits, Number(exponent) + 1)
}

/** Characters as people count them: a rare Chinese character outside the BMP is one. */
export function characters(text: string): number {
  let n = text.length
  for (let i = 0; i < text.length - 1; i++) {
    if ((text.charCodeAt(i) & 0xfc00) === 0xd800 && (text.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      n--
      i++
    }
  }
  return n
}

/** Two digits at `at`, or -1. */
function two(text: string, at: number): number {
  const a = text.charCodeAt(at) - 48
  const b = text.charCodeAt(at + 1) - 48
  return a >= 0 && a <= 9 && b >= 0 && b <= 9 ? a * 10 + b : -1
}

/** A real day at the head of the text: yyyy-MM-dd. */
export function isDate(text: string): boolean {
  const century = two(text, 0)
  const years = two(text, 2)
  const month = two(text, 5)
  const day = two(text, 8)
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || century < 0 || years < 0) return false
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(century * 100 + years, month)
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** A time of day after the date: ` HH:mm:ss`. */
export function isTime(text: string): boolean {
  if (text.charCodeAt(10) !== 32 || text.charCodeAt(13) !== 58 || text.charCodeAt(16) !== 58) return false
  const hour = two(text, 11)
  const minute = two(text, 14)
  const second = two(text, 17)
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60
}

function isBytes(value: unknown): boolean {
  return Array.isArray(value) && value.every((b) => Number.isInteger(b) && b >= -128 && b <= 255)
}
