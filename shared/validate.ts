import type { Contract, Dict, FieldFault } from './contract.ts'
import {
  type Condition,
  codesOf,
  type FieldPlan,
  type NodePlan,
  planOf,
  type Shape,
} from './validate-plan.ts'
import {
  absent,
  characters,
  DICT,
  FINE,
  FORMAT,
  judge,
  LENGTH,
  MISSING,
  SCALE,
  type Verdict,
} from './validate-values.ts'
import { isAsked, whenWords } from './validate-when.ts'

export interface ValidateCtx {
  dict: (name: string) => Dict | undefined
  /** the patient is insured elsewhere (insuplc_admdvs differs from mdtrtarea_admvs) */
  remote?: boolean
  /** reads somebody else's answer: extra fields, codes outside a table and longer texts are no faults */
  allowUnknown?: boolean
}

/** More faults than this help nobody; the walk goes on but keeps no more. */
const MAX_FAULTS = 200

/**
 * Walks `value` by the contract and returns all that is wrong, at most 200 faults; [] means that it may be
 * sent (or, with allowUnknown, that what matters is there). Strict: numbers are JSON numbers, texts are
 * texts, dates are real days; an optional field may be absent, null or ''. Throws nothing for any value.
 * Lengths count characters; rules by the published tables (数据类型、长度、必填、代码标识).
 */
export function validate(
  contract: Contract,
  side: 'input' | 'output',
  value: unknown,
  ctx: ValidateCtx,
): FieldFault[] {
  const plan = planOf(contract, side)
  const walk = new Walk(ctx, side, value)
  if (plan.rows) walk.rows(plan.rows, value)
  else walk.object(plan.shape, value ?? {})
  return walk.faults
}

let calls = 0

class Walk {
  readonly faults: FieldFault[] = []
  private readonly ctx: ValidateCtx
  private readonly root: unknown
  private readonly lenient: boolean
  private readonly sending: boolean
  private readonly call = ++calls
  /** where the walk stands: nodes entered and the row in each (-1: not a list) */
  private readonly nodes: { name: string; label: string }[] = []
  private readonly at: number[] = []

  constructor(ctx: ValidateCtx, side: 'input' | 'output', root: unknown) {
    this.ctx = ctx
    this.root = root
    this.lenient = ctx.allowUnknown === true
    this.sending = side === 'input'
  }

  object(shape: Shape, value: unknown): void {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      this.shapeFault('应为一组字段（对象）')
      return
    }
    if (shape.free) return
    const record = value as Record<string, unknown>
    let met = 0
    for (const key in record) {
      const entry = shape.byName.get(key)
      if (entry === undefined) {
        if (!this.lenient && record[key] !== undefined) this.unknown(key)
        continue
      }
      const given = record[key]
      if (given === undefined) continue
      if (entry.required) met++
      if (entry.isNode) this.node(entry, given)
      else this.field(entry, given)
    }
    if (met < shape.required.length) this.missing(shape, record)
    for (const condition of shape.conditions) this.condition(condition, record)
  }

  private node(node: NodePlan, value: unknown): void {
    if (value === null) {
      if (node.required) this.fault(node.name, node.label, 'missing', '必填')
      return
    }
    if (node.many) {
      this.rows(node, value)
      return
    }
    this.nodes.push(node)
    this.at.push(-1)
    this.object(node.shape, value)
    this.nodes.pop()
    this.at.pop()
  }

  rows(node: NodePlan, value: unknown): void {
    this.nodes.push(node)
    const depth = this.at.push(-1) - 1
    if (Array.isArray(value)) {
      if (value.length === 0 && node.required && this.sending) this.shapeFault('至少要有一行')
      for (let i = 0; i < value.length; i++) {
        this.at[depth] = i
        this.object(node.shape, value[i])
      }
    } else if (value !== null && value !== undefined) this.shapeFault('应为多行（数组）')
    else if (node.required) this.fault('', node.label, 'missing', '必填')
    this.nodes.pop()
    this.at.pop()
  }

  private field(plan: FieldPlan, value: unknown): void {
    if (plan.field.dict !== undefined && plan.resolved !== this.call) {
      plan.resolved = this.call
      plan.codes = codesOf(this.ctx.dict(plan.field.dict))
    }
    if (plan.list && value !== null) {
      this.list(plan, value)
      return
    }
    const verdict = judge(plan, value, this.lenient)
    if (verdict !== FINE) this.report(plan, plan.name, plan.label, verdict, value)
    else if (plan.keys !== null && !this.lenient && typeof value === 'string' && value !== '') {
      this.embedded(plan, plan.keys, value)
    }
  }

  private list(plan: FieldPlan, value: unknown): void {
    if (!Array.isArray(value)) {
      this.fault(plan.name, plan.label, 'shape', '应为多个值（数组）')
      return
    }
    if (value.length === 0 && plan.required) this.fault(plan.name, plan.label, 'missing', '必填')
    for (let i = 0; i < value.length; i++) {
      const verdict = absent(value[i]) ? MISSING : judge(plan, value[i], this.lenient)
      if (verdict !== FINE)
        this.report(plan, `${plan.name}[${i}]`, `${plan.label}第 ${i + 1} 项`, verdict, value[i])
    }
  }

  /** The text of exp_content: a JSON object; only the keys that the contract knows are checked. */
  private embedded(plan: FieldPlan, shape: Shape, text: string): void {
    const record = parseObject(text)
    if (record === null) {
      this.fault(plan.name, plan.label, 'format', '应为 JSON 对象的文本')
      return
    }
    this.nodes.push(plan)
    this.at.push(-1)
    for (const [key, value] of Object.entries(record)) {
      const entry = shape.byName.get(key)
      if (entry && !entry.isNode) this.field(entry, value)
    }
    this.missing(shape, record)
    for (const condition of shape.conditions) this.condition(condition, record)
    this.nodes.pop()
    this.at.pop()
  }

  private missing(shape: Shape, record: Record<string, unknown>): void {
    for (const entry of shape.required) {
      if (record[entry.name] === undefined) this.fault(entry.name, entry.label, 'missing', '必填')
    }
  }

  private condition(condition: Condition, record: Record<string, unknown>): void {
    const { target } = condition
    if (!absent(record[target.name])) return
    if (!isAsked(condition, record, this.root, this.ctx.remote === true)) return
    this.fault(target.name, target.label, 'missing', whenWords(condition))
  }

  private unknown(key: string): void {
    this.fault(key, key || '（空名）', 'unknown', '接口没有这个字段')
  }

  private report(plan: FieldPlan, name: string, label: string, verdict: Verdict, value: unknown): void {
    const [rule, words] = wordsOf(plan, verdict, value)
    this.fault(name, label, rule, words)
  }

  /** The node itself is wrong. */
  private shapeFault(words: string): void {
    const label = this.nodes.length === 0 ? (this.sending ? '输入' : '输出') : ''
    this.fault('', label, 'shape', words)
  }

  /** Adds a fault of `name` in the node where the walk stands; name '' is the node itself. */
  private fault(name: string, label: string, rule: FieldFault['rule'], words: string): void {
    if (this.faults.length >= MAX_FAULTS) return
    let path = ''
    let rows = ''
    for (let d = 0; d < this.nodes.length; d++) {
      const row = this.at[d]!
      const { name: step, label: list } = this.nodes[d]!
      path += `${path && step ? '.' : ''}${step}${row < 0 ? '' : `[${row}]`}`
      if (row >= 0) rows += `${list}第 ${row + 1} 行 `
    }
    const node = this.nodes.at(-1)
    const own = label || (node && this.at.at(-1)! < 0 ? node.label : '')
    const head = own ? `${rows}${own}` : rows.trimEnd()
    this.faults.push({
      path: path && name ? `${path}.${name}` : path + name,
      label: label || (node?.label ?? ''),
      rule,
      message: `${head}：${words}`,
    })
  }
}

function wordsOf(plan: FieldPlan, verdict: Verdict, value: unknown): [FieldFault['rule'], string] {
  const { type, length, scale } = plan.field
  if (verdict === MISSING) return ['missing', '必填']
  if (verdict === SCALE) return ['scale', scale === 0 ? '应为整数' : `最多 ${scale} 位小数`]
  if (verdict === DICT) return ['dict', `码表里没有代码“${short(value)}”`]
  if (verdict === FORMAT) {
    return ['format', type === 'date' ? '应为日期，如 2024-05-01' : '应为日期时间，如 2024-05-01 08:30:00']
  }
  if (verdict === LENGTH && type === 'string') {
    return ['length', `最多 ${length} 个字，现有 ${characters(String(value))} 个`]
  }
  if (verdict === LENGTH) {
    if (scale) return ['length', `小数点前最多 ${(length ?? 0) - scale} 位`]
    return ['length', `最多 ${length} 位数字`]
  }
  return ['type', TYPE_WORDS[type]]
}

const TYPE_WORDS = {
  string: '应为文本',
  number: '应为数字',
  integer: '应为整数',
  date: '应为日期文本，如 2024-05-01',
  datetime: '应为日期时间文本，如 2024-05-01 08:30:00',
  boolean: '应为 true 或 false',
  file: '应为文件内容',
} as const

/** A wrong code is shown; a longer text put there by mistake may be personal and is cut. */
function short(value: unknown): string {
  const text = String(value)
  return text.length > 8 ? `${text.slice(0, 4)}…` : text
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
