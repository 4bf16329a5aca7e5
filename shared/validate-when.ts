import type { Condition } from './validate-plan.ts'
import { absent } from './validate-values.ts'

/** Whether the field of this condition must be there; `record` holds it, `root` is the whole side. */
export function isAsked(
  { when, path }: Pick<Condition, 'when' | 'path'>,
  record: Record<string, unknown>,
  root: unknown,
  remote: boolean,
): boolean {
  if (when === 'remote') return remote
  const asked = path === null ? record[when.field] : reach(root, path)
  if (when.in) return when.in.includes(String(asked))
  if (when.notEmpty) return !absent(asked)
  if (when.empty) return absent(asked)
  return when.negative === true && typeof asked === 'number' && asked < 0
}

/** 「就诊凭证类型为 03 时必填」 */
export function whenWords({ when, label }: Pick<Condition, 'when' | 'label'>): string {
  if (when === 'remote') return '异地就医必填'
  if (when.in) return `${label}为 ${when.in.join('、')} 时必填`
  if (when.notEmpty) return `填了${label}时必填`
  if (when.empty) return `与${label}至少填一个`
  return `${label}为负数时必填`
}

function reach(root: unknown, path: string[]): unknown {
  let value = root
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined
    value = (value as Record<string, unknown>)[step]
  }
  return value
}
