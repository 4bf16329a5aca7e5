import type { Contract, FieldFault, Json, JsonObject } from '../../../shared/contract.ts'
import {
  type FieldPlan,
  type NodePlan,
  planOf,
  type Shape,
  type SidePlan,
} from '../../../shared/validate-plan.ts'

/** The pure half of a contract's form: paths, values and rows. Nothing that is given is changed. */
export type Side = 'input' | 'output'
export type Value = JsonObject | Json[]
export type Step = string | number

/** 'feedetail[3].cnt' → ['feedetail', 3, 'cnt']; as validate writes them. */
export function stepsOf(path: string): Step[] {
  return path
    .split(/[.[\]]/)
    .filter((step) => step !== '')
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step))
}

export function pathOf(steps: readonly Step[]): string {
  return steps.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text ? `${text}.${step}` : step),
    '',
  )
}

export const within = (path: string, step: Step): string => pathOf([...stepsOf(path), step])

/** What a form begins with: required parts are there, with one empty row where rows are wanted. */
export function blank(contract: Contract, side: Side): Value {
  const plan = planOf(contract, side)
  return plan.rows ? [blankOf(plan.rows.shape)] : blankOf(plan.shape)
}

export function blankOf(shape: Shape): JsonObject {
  const made: JsonObject = {}
  for (const entry of shape.required) {
    if (entry.isNode) made[entry.name] = entry.many ? [blankOf(entry.shape)] : blankOf(entry.shape)
  }
  return made
}

export const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const recordOf = (value: unknown): JsonObject => (isRecord(value) ? value : {})
export const rowsOf = (value: unknown): Json[] => (Array.isArray(value) ? value : [])

/** The object that an embedded text (exp_content) carries; null where it is none. */
export function embeddedOf(text: unknown): JsonObject | null {
  if (text === undefined || text === null || text === '') return {}
  try {
    const value: unknown = JSON.parse(String(text))
    return isRecord(value) ? value : null
  } catch {
    return null
  }
}

/** The value with `to` at the path; undefined takes it away, and with it an optional part left empty. */
export function put(plan: SidePlan, value: Value, path: string, to: Json | undefined): Value {
  const steps = stepsOf(path)
  if (plan.rows) return putRow(plan.rows, rowsOf(value), steps, to)
  return putIn(plan.shape, recordOf(value), steps, to)
}

function putIn(shape: Shape, record: JsonObject, [step, ...rest]: Step[], to: Json | undefined): JsonObject {
  const key = String(step)
  const entry = shape.byName.get(key)
  const next = rest.length === 0 || !entry ? to : putUnder(entry, record[key], rest, to)
  const { [key]: _old, ...others } = record
  if (next === undefined) return others
  return key in record ? { ...record, [key]: next } : { ...others, [key]: next }
}

function putUnder(
  entry: FieldPlan | NodePlan,
  old: Json | undefined,
  rest: Step[],
  to: Json | undefined,
): Json | undefined {
  if (!entry.isNode) {
    const made = entry.keys ? putIn(entry.keys, embeddedOf(old) ?? {}, rest, to) : {}
    return Object.keys(made).length > 0 ? JSON.stringify(made) : undefined
  }
  if (entry.many) return putRow(entry, rowsOf(old), rest, to)
  const made = putIn(entry.shape, recordOf(old), rest, to)
  return Object.keys(made).length > 0 || entry.required ? made : undefined
}

function putRow(node: NodePlan, rows: Json[], [at, ...rest]: Step[], to: Json | undefined): Json[] {
  const index = Number(at)
  const row = rest.length === 0 ? to : putIn(node.shape, recordOf(rows[index]), rest, to)
  if (row === undefined) return rows.toSpliced(index, 1)
  return index < rows.length ? rows.with(index, row) : [...rows, row]
}

/** What stands at a path. */
export function at(value: unknown, path: string): Json | undefined {
  let here: unknown = value
  for (const step of stepsOf(path)) {
    if (typeof here === 'string') here = embeddedOf(here)
    if (typeof here !== 'object' || here === null) return undefined
    here = (here as Record<Step, unknown>)[step]
  }
  return here as Json | undefined
}

/** The first message at each path; an item of a list stands for its field. */
export function messagesOf(faults: readonly FieldFault[], strict: boolean): Map<string, string> {
  const found = new Map<string, string>()
  for (const { path, rule, message } of faults) {
    if (rule === 'missing' && !strict) continue
    if (!found.has(path)) found.set(path, message)
    const whole = path.replace(/\[\d+\]$/, '')
    if (whole !== path && !found.has(whole)) found.set(whole, message)
  }
  return found
}

/** Rows of `path` with something wrong in them, by index. */
export function wrongRows(messages: ReadonlyMap<string, string>, path: string): Set<number> {
  const wrong = new Set<number>()
  for (const key of messages.keys()) {
    if (!key.startsWith(`${path}[`)) continue
    wrong.add(Number.parseInt(key.slice(path.length + 1), 10))
  }
  return wrong
}

const COLUMNS = 7

/** The fields by which a row is told from the next: the required ones first, in the contract's order. */
export function columnsOf(shape: Shape): FieldPlan[] {
  const fields = [...shape.byName.values()].filter((entry) => !entry.isNode)
  if (fields.length <= COLUMNS) return fields
  const chosen = new Set([...fields.filter((f) => f.required), ...fields].slice(0, COLUMNS))
  return fields.filter((f) => chosen.has(f))
}

export const fieldsOf = (shape: Shape) => [...shape.byName.values()].filter((entry) => !entry.isNode)
export const nodesOf = (shape: Shape) => [...shape.byName.values()].filter((entry) => entry.isNode)

/** The field with its label and name, as it would be drawn. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return value.map((one) => textOf(one)).join('，')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** A number as typed: the number, or the text itself for what is none, which the check then names. */
export function numberOf(text: string): Json | undefined {
  const typed = text.trim()
  if (typed === '') return undefined
  return /^-?(\d+(\.\d+)?|\.\d+)$/.test(typed) ? Number(typed) : typed
}

export function listOf(text: string): Json | undefined {
  const parts = text.split(/[\s,，、;；]+/).filter(Boolean)
  return parts.length > 0 ? parts : undefined
}
