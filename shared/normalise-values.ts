import type { Json } from './contract.ts'
import type { FieldPlan } from './validate-plan.ts'
import { isDate } from './validate-values.ts'

/** Nothing was given: null, '', blanks, the words null and NULL, an empty list or object. */
export function isBlank(value: unknown): boolean {
  if (value === null || value === undefined) return true
  if (typeof value === 'string') return /^\s*(null|NULL)?\s*$/.test(value)
  if (Array.isArray(value)) return value.length === 0
  return typeof value === 'object' && Object.keys(value).length === 0
}

/** The value as its field wants it; undefined if none was given, the value itself where it cannot be read. */
export function readValue(plan: FieldPlan, given: Json): Json | undefined {
  if (plan.list) return readList(plan, given)
  if (isBlank(given)) return undefined
  switch (plan.type) {
    case 'number':
    case 'integer':
      return readNumber(plan, given)
    case 'string':
      return readText(given)
    case 'date':
      return readDateTime(given)?.slice(0, 10) ?? given
    case 'datetime':
      return readDateTime(given) ?? given
    case 'boolean':
      return given === 'true' ? true : given === 'false' ? false : given
    case 'file':
      return given
  }
}

function readList(plan: FieldPlan, given: Json): Json | undefined {
  if (given === null || given === '') return undefined
  if (Array.isArray(given)) {
    const read = given.map((item) => readText(item))
    return read.every((item, i) => item === given[i]) ? given : read
  }
  if (typeof given !== 'string') return given
  try {
    const parsed = JSON.parse(given)
    if (Array.isArray(parsed)) return readList(plan, parsed)
  } catch {
    // a single value
  }
  return [given]
}

const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)$/

function readNumber(plan: FieldPlan, given: Json): Json {
  let value = given
  if (typeof given === 'string') {
    const text = given.trim()
    if (!DECIMAL.test(text)) return given
    value = Number(text)
  }
  if (typeof value !== 'number' || !Number.isFinite(value)) return given
  return plan.unit === 0 ? value : withoutNoise(value, plan.unit)
}

/** 12.340000000000002 of a centre that adds in doubles is 12.34; a real third decimal stays for validate. */
function withoutNoise(value: number, unit: number): number {
  const rounded = Math.round(value * unit) / unit
  const noise = Math.abs(rounded - value)
  return noise !== 0 && noise < 1e-9 * Math.max(1, Math.abs(value) * 1e-4) ? rounded : value
}

/** A code or id given as a number; beyond 2^53 its digits are already lost and it stays what it is. */
function readText(given: Json): Json {
  if (typeof given === 'number') return Number.isSafeInteger(given) ? String(given) : given
  if (typeof given !== 'object' || given === null) return given
  try {
    return JSON.stringify(given)
  } catch {
    return given
  }
}

const SPACED =
  /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[ T](\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(?:\+08:?00)?)?$/
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})(?:\d{3})?)?$/

/** yyyy-MM-dd HH:mm:ss of any of the unambiguous writings, null of anything else or of an unreal day. */
function readDateTime(given: Json): string | null {
  const text = typeof given === 'number' ? String(given) : given
  if (typeof text !== 'string') return null
  const parts = SPACED.exec(text.trim()) ?? COMPACT.exec(text.trim())
  if (!parts) return null
  const [, year, month, day, hour = '0', minute = '0', second = '0'] = parts
  const two = (s = '') => s.padStart(2, '0')
  const date = `${year}-${two(month)}-${two(day)}`
  if (!isDate(date) || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null
  return `${date} ${two(hour)}:${two(minute)}:${two(second)}`
}
