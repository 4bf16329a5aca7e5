import type { Contract, Dict, Field, Json, JsonObject, Node } from './contract.ts'
import { dateOf, datetime } from './msgid.ts'
import { codesOf, planField } from './validate-plan.ts'
import { FINE, judge } from './validate-values.ts'

export interface SampleOptions {
  dict: (name: string) => Dict | undefined
  /** what dates and times say, epoch ms */
  at_ms: number
  /** what is known of a field; taken where the field allows it, and then for optional fields too */
  known?: (field: Field) => Json | undefined
  /** numbers in [0, 1) */
  random: () => number
  /** rows of each list; one unless told */
  rows?: number
}

/**
 * A message that the contract allows and a person can read: what is known, the first code of a table, today,
 * the label itself as a text. Optional fields only where something is known of them; optional nodes not at all.
 */
export function sample(
  contract: Contract,
  side: 'input' | 'output',
  options: SampleOptions,
): JsonObject | Json[] {
  const nodes = contract[side]
  const bare = nodes.find((n) => n.name === '')
  if (bare?.many) return sampleRows(bare, options)
  const made = bare ? sampleRow(bare, options) : {}
  for (const node of nodes) {
    if (node === bare || node.required !== true) continue
    made[node.name] = node.many ? sampleRows(node, options) : sampleRow(node, options)
  }
  return made
}

export const sampleRows = (node: Node, options: SampleOptions): JsonObject[] =>
  Array.from({ length: options.rows ?? 1 }, () => sampleRow(node, options))

export function sampleRow(node: Node, options: SampleOptions): JsonObject {
  const row = sampleFields(node.fields, options)
  for (const child of node.nodes ?? []) {
    if (child.required !== true) continue
    row[child.name] = child.many ? sampleRows(child, options) : sampleRow(child, options)
  }
  return row
}

function sampleFields(fields: Field[], options: SampleOptions): JsonObject {
  const row: JsonObject = {}
  for (const field of fields) {
    const known = options.known?.(field)
    if (known !== undefined && known !== '' && known !== null && fits(field, known, options.dict))
      row[field.name] = known
    else if (field.required === true) row[field.name] = sampleValue(field, options)
  }
  for (const field of fields)
    if (row[field.name] === undefined && holds(field, fields, row))
      row[field.name] = sampleValue(field, options)
  return row
}

/** Whether its condition asks for it. One that asks about another node is taken as asking. */
function holds({ when }: Field, siblings: Field[], row: JsonObject): boolean {
  if (!when || when === 'remote') return false
  if (!siblings.some(({ name }) => name === when.field)) return true
  const asked = row[when.field] ?? ''
  if (when.in) return when.in.includes(String(asked))
  if (when.negative) return typeof asked === 'number' && asked < 0
  return when.notEmpty ? asked !== '' : asked === ''
}

/** Whether the field, if it were asked for, would take the value. */
export function fits(field: Field, value: Json, dict: SampleOptions['dict']): boolean {
  const plan = planField({ ...field, required: true }, [])
  plan.codes = field.dict ? codesOf(dict(field.dict)) : null
  const values = field.items && Array.isArray(value) ? value : [value]
  return values.every((one) => judge(plan, one, false) === FINE)
}

function sampleValue(field: Field, options: SampleOptions): Json {
  const one = plainValue(field, options)
  return field.items ? [one] : one
}

function plainValue(field: Field, options: SampleOptions): Json {
  switch (field.type) {
    case 'string':
      return field.keys
        ? JSON.stringify(sampleFields(field.keys, options))
        : (firstCode(field, options) ?? [...field.label].slice(0, field.length ?? 20).join(''))
    case 'number':
    case 'integer':
      return sampleNumber(field, options.random)
    case 'date':
      return dateOf(options.at_ms)
    case 'datetime':
      return datetime(options.at_ms)
    case 'boolean':
      return true
    case 'file':
      return 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' // an empty ZIP
  }
}

/** Of a table that is known in part its first code serves as well as any. */
function firstCode(field: Field, { dict }: SampleOptions): string | null {
  const codes = Object.keys((field.dict && dict(field.dict)?.values) || {})
  return codes.find((code) => code !== '' && [...code].length <= (field.length ?? code.length)) ?? null
}

function sampleNumber({ type, length, scale }: Field, random: () => number): number {
  const decimals = type === 'integer' ? 0 : Math.min(scale ?? 2, 2)
  const whole = Math.max(0, Math.min((length ?? 8) - (scale ?? decimals), 2))
  const unit = 10 ** decimals
  const most = 10 ** whole * unit
  return Math.min(most - 1, 1 + Math.floor(random() * (most - 1))) / unit
}

/** A repeatable source of numbers in [0, 1) from a text (FNV-1a, then mulberry32). */
export function seededBy(text: string): () => number {
  let state = 0x811c9dc5
  for (let i = 0; i < text.length; i++) state = Math.imul(state ^ text.charCodeAt(i), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
