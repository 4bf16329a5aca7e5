import type { Contract, Dict, Field, FieldType, Node, When } from './contract.ts'

/** A contract's side, laid out for walking: made once a contract, at its first use. */
export interface SidePlan {
  /** the side is itself a list of rows (5204) */
  rows: NodePlan | null
  shape: Shape
}

export interface Shape {
  /** no fields and no nodes: anything may stand here */
  free: boolean
  byName: Map<string, FieldPlan | NodePlan>
  required: (FieldPlan | NodePlan)[]
  conditions: Condition[]
}

export interface NodePlan {
  isNode: true
  name: string
  label: string
  many: boolean
  required: boolean
  shape: Shape
}

export interface FieldPlan {
  isNode: false
  name: string
  label: string
  type: FieldType
  field: Field
  required: boolean
  list: boolean
  /** characters of a text */
  maxLength: number
  /** 10^scale; 0: any decimals */
  unit: number
  /** absolute values from here on have too many digits before the point */
  limit: number
  /** all digits, for a number without a scale; 0: any */
  digits: number
  keys: Shape | null
  /** codes of its table as of the call number `resolved`; null: not checked */
  codes: Set<string> | null
  resolved: number
}

export interface Condition {
  target: FieldPlan
  when: When | 'remote'
  /** path from the root, or null: `when.field` is a sibling */
  path: string[] | null
  /** label of the field asked about */
  label: string
}

const sides = new WeakMap<Contract, { input?: SidePlan; output?: SidePlan }>()
const codeSets = new WeakMap<Dict, Set<string>>()

/** The plan of one side, made at first use. A contract must not be changed after that. */
export function planOf(contract: Contract, side: 'input' | 'output'): SidePlan {
  const plans = sides.get(contract) ?? {}
  const known = plans[side]
  if (known) return known
  const made = planSide(contract[side])
  sides.set(contract, { ...plans, [side]: made })
  return made
}

/** The codes that a table allows, or null for a table that is known in part only. */
export function codesOf(dict: Dict | undefined): Set<string> | null {
  if (!dict || dict.open) return null
  const known = codeSets.get(dict)
  if (known) return known
  const codes = new Set(Object.keys(dict.values))
  codeSets.set(dict, codes)
  return codes
}

function planSide(nodes: Node[]): SidePlan {
  const bare = nodes.find((n) => n.name === '')
  if (bare?.many) {
    const rows = planNode(bare, nodes)
    return { rows, shape: rows.shape }
  }
  // Fields of an unnamed node that may be absent are not asked for one by one.
  const fields = (bare?.fields ?? []).map((f) => (bare?.required === true ? f : { ...f, required: false }))
  const shape = planShape(
    fields,
    nodes.filter((n) => n !== bare),
    nodes,
  )
  shape.free = false
  return { rows: null, shape }
}

function planNode(node: Node, roots: Node[]): NodePlan {
  return {
    isNode: true,
    name: node.name,
    label: node.label ?? node.name,
    many: node.many,
    required: node.required === true,
    shape: planShape(node.fields, node.nodes ?? [], roots),
  }
}

function planShape(fields: Field[], nodes: Node[], roots: Node[]): Shape {
  const plans = fields.map((f) => planField(f, roots))
  const entries = [...plans, ...nodes.map((n) => planNode(n, roots))]
  return {
    free: entries.length === 0,
    byName: new Map(entries.map((e) => [e.name, e])),
    required: entries.filter((e) => e.required),
    conditions: plans.filter((p) => p.field.when).map((p) => planCondition(p, fields, roots)),
  }
}

export function planField(field: Field, roots: Node[]): FieldPlan {
  const { length, scale } = field
  const numeric = field.type === 'number' || field.type === 'integer'
  const whole = length === undefined ? Number.POSITIVE_INFINITY : length - (scale ?? 0)
  const free = field.type === 'number' && scale === undefined
  return {
    isNode: false,
    name: field.name,
    label: field.label,
    type: field.type,
    field,
    required: field.required === true,
    list: field.items !== undefined,
    maxLength: numeric || length === undefined ? Number.POSITIVE_INFINITY : length,
    unit: scale === undefined ? 0 : 10 ** scale,
    limit: free ? Number.POSITIVE_INFINITY : 10 ** whole,
    digits: free ? (length ?? 0) : 0,
    keys: field.keys ? planShape(field.keys, [], roots) : null,
    codes: null,
    resolved: 0,
  }
}

function planCondition(target: FieldPlan, siblings: Field[], roots: Node[]): Condition {
  const when = target.field.when as When | 'remote'
  if (when === 'remote') return { target, when, path: null, label: '' }
  const sibling = siblings.find((f) => f.name === when.field)
  if (sibling) return { target, when, path: null, label: sibling.label }
  const path = when.field.split('.')
  let nodes = roots
  let fields = roots.find((n) => n.name === '')?.fields ?? []
  for (const step of path.slice(0, -1)) {
    const node = nodes.find((n) => n.name === step)
    fields = node?.fields ?? []
    nodes = node?.nodes ?? []
  }
  return { target, when, path, label: fields.find((f) => f.name === path.at(-1))?.label ?? when.field }
}
