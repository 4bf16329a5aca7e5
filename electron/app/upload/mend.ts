import type { Field, Json, JsonObject, Node } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { UploadRow } from '../../journal/port.ts'
import type { Platform } from '../../platforms/port.ts'
import type { UploadSource } from './port.ts'

/**
 * A row's content with one field of its message changed. The field is found in what the row keeps, and the
 * message that comes of it must show the new value: what a source works out from other data cannot be mended
 * here. Throws GuitaiError `invalid`, `conflict`.
 */
export function mended(
  source: UploadSource,
  platform: Platform,
  row: UploadRow,
  path: string,
  typed: string,
): { payload: Json; field: Field; before: Json } {
  const steps = stepsOf(path)
  const field = fieldAt(platform.contract(source.infno).input, steps)
  if (!field) fail('invalid', `接口 ${source.infno} 没有字段 ${path}`, '没有改变。', '请重新选择要改的字段。')
  const name = String(steps.at(-1))
  const value = typedValue(field, typed)
  const parent = reach(source.message([row]).input, steps.slice(0, -1))
  if (!isObject(parent)) fail('invalid', `这条记录里没有 ${path}`, '没有改变。', '请重新选择要改的字段。')
  const payload = structuredClone(row.payload)
  const place = places(payload).find((each) => JSON.stringify(each) === JSON.stringify(parent))
  const own = place ?? (isObject(payload) && String(payload[name]) === String(parent[name]) ? payload : null)
  if (own) own[name] = value
  const after = own ? reach(source.message([{ ...row, payload }]).input, steps) : undefined
  if ((after ?? '') !== value)
    fail(
      'conflict',
      `“${field.label}”由 HIS 的其他数据得出，不能在这里改`,
      '没有改变。',
      '请在 HIS 中改正，改正后会重新读取并上传。',
    )
  return { payload, field, before: parent[name] ?? null }
}

/** 'data[0].cnt' → ['data', 0, 'cnt'] */
function stepsOf(path: string): (string | number)[] {
  return path
    .split(/[.[\]]/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

function fieldAt(nodes: readonly Node[], steps: readonly (string | number)[]): Field | null {
  const [first, ...rest] = steps.filter((step) => typeof step === 'string')
  const root = nodes.find((node) => node.name === '')
  const node = nodes.find(({ name }) => name === first)
  if (node && rest.length > 0) {
    const own = rest.length === 1 ? node.fields.find(({ name }) => name === rest[0]) : undefined
    return own ?? fieldAt(node.nodes ?? [], rest)
  }
  return root?.fields.find(({ name }) => name === first) ?? null
}

function typedValue(field: Field, typed: string): Json {
  const text = typed.trim()
  if (field.type === 'boolean') return text === 'true'
  if (text === '' || (field.type !== 'number' && field.type !== 'integer')) return text
  const number = Number(text)
  if (!Number.isFinite(number)) fail('invalid', `${field.label}：应为数字`, '没有改变。', '请改正后重试。')
  return number
}

const isObject = (value: unknown): value is JsonObject =>
  value !== null && typeof value === 'object' && !Array.isArray(value)

function reach(root: Json, steps: readonly (string | number)[]): Json | undefined {
  let value: Json | undefined = root
  for (const step of steps) {
    if (value === null || typeof value !== 'object') return undefined
    value = (value as Record<string | number, Json>)[step]
  }
  return value
}

/** Every object in a value, the outer ones first. */
function places(value: Json): JsonObject[] {
  if (value === null || typeof value !== 'object') return []
  const inner = Object.values(value as JsonObject).flatMap(places)
  return Array.isArray(value) ? inner : [value, ...inner]
}
