import { z } from 'zod'
import type { FieldFault } from '../../shared/contract.ts'
import type { Fault } from '../../shared/errors.ts'
import { LABELS } from './labels.ts'

z.config(z.locales.zhCN())

/** The words for an issue whose schema brings none of its own; undefined falls back to zod's zhCN. */
function words(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'invalid_type') {
    if (issue.input === undefined || issue.input === null) return '不能为空'
    const kind = TYPE_WORDS[issue.expected]
    return kind ? `应为${kind}` : undefined
  }
  if (issue.code === 'too_small') {
    if (issue.origin === 'string')
      return Number(issue.minimum) === 1 ? '不能为空' : `至少 ${issue.minimum} 位`
    return `不能小于 ${issue.minimum}`
  }
  if (issue.code === 'too_big') {
    if (issue.origin === 'string') return `最多 ${issue.maximum} 个字符`
    return issue.origin === 'array' ? `最多 ${issue.maximum} 行` : `不能大于 ${issue.maximum}`
  }
  if (issue.code === 'invalid_value') return `只能是 ${issue.values.map(String).join('、')} 之一`
  if (issue.code === 'invalid_format') return '格式不正确'
  if (issue.code === 'unrecognized_keys') return '不认识的字段'
  return undefined
}

const TYPE_WORDS: Record<string, string> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: '是或否',
  array: '列表',
  object: '一组字段',
}

function ruleOf(issue: z.core.$ZodIssue, message: string): FieldFault['rule'] {
  if (message === '不能为空') return 'missing'
  if (issue.code === 'invalid_type') return 'type'
  if (issue.code === 'too_small' || issue.code === 'too_big') {
    return issue.origin === 'string' ? 'length' : 'format'
  }
  if (issue.code === 'invalid_value') return 'dict'
  if (issue.code === 'invalid_format') return 'format'
  return 'shape'
}

/** `payments[0].amountFen` and 「第 1 行 金额」. */
function nameOf(path: readonly PropertyKey[]): { path: string; label: string; row: string } {
  let text = ''
  let row = ''
  let last = ''
  for (const part of path) {
    if (typeof part === 'number') {
      text += `[${part}]`
      row = `第 ${part + 1} 行 `
    } else {
      last = String(part)
      text += text ? `.${last}` : last
    }
  }
  return { path: text, label: (LABELS[last] ?? last) || '提交的内容', row }
}

function fieldFaults(issue: z.core.$ZodIssue): FieldFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => {
      const at = nameOf([...issue.path, key])
      return {
        path: at.path,
        label: at.label,
        rule: 'unknown',
        message: `${at.row}${at.label}：不认识的字段`,
      }
    })
  }
  const { path, label, row } = nameOf(issue.path)
  const message = issue.message
  return [{ path, label, rule: ruleOf(issue, message), message: `${row}${label}：${message}` }]
}

export type Checked = { ok: true; value: unknown } | { ok: false; fault: Fault }

/**
 * Reads a channel's input by its schema. What does not fit becomes one Fault of kind `invalid` that lists
 * every field by path, Chinese label and rule.
 */
export function checkInput(schema: z.ZodType, input: unknown): Checked {
  const result = schema.safeParse(input ?? {}, { error: words })
  if (result.success) return { ok: true, value: result.data }
  const fields = result.error.issues.flatMap(fieldFaults)
  return {
    ok: false,
    fault: {
      kind: 'invalid',
      what: fields[0]?.message ?? '提交的内容不完整',
      means: '没有发送，也没有扣款。',
      todo: '请改正后重试。',
      fields,
    },
  }
}
