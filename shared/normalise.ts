import type { Contract, Json, JsonObject } from './contract.ts'
import { isBlank, readValue } from './normalise-values.ts'
import { type FieldPlan, type NodePlan, planOf, type Shape } from './validate-plan.ts'

/**
 * Names that centres print for a field of the contract, without case and underscores. Only where they were
 * seen: 2208 in three provinces (pdn_cash_pay), Hebei and Guangdong (cashPayamt), older 2103, 1304, 4103.
 */
const ALIASES: Record<string, string> = {
  pdncashpay: 'psn_cash_pay',
  cashpayamt: 'psn_cash_pay',
  cashpayment: 'psn_cash_pay',
  psnpay: 'psn_part_amt',
  medlistcode: 'med_list_codg',
  gennamecode: 'genname_codg',
  agedaus: 'age_days',
}

/**
 * Reads a centre's answer tolerantly into the contract's shape: numbers given as text, 'null' and '' for
 * nothing, other letter case, one row given without its list, the whole output as a text, slashes in dates.
 * Unknown fields stay as they are. What cannot be read stays too, for `validate` to name. Never throws;
 * `notes` says in Chinese what was bent. Source of the tolerances: 公共报文 rules and field notes.
 */
export function normalise(
  contract: Contract,
  output: unknown,
): { output: JsonObject | Json[]; notes: string[] } {
  const notes = new Set<string>()
  const plan = planOf(contract, 'output')
  const value = unpack(output, notes)
  const read = plan.rows ? rootRows(plan.rows, value, notes) : rootObject(plan.shape, value, notes)
  return { output: read, notes: [...notes] }
}

/** A JSON text, once or twice wrapped, becomes what it says. */
function unpack(value: unknown, notes: Set<string>): unknown {
  for (let depth = 0; depth < 2 && typeof value === 'string'; depth++) {
    if (isBlank(value)) return null
    try {
      value = JSON.parse(value)
      notes.add('输出是 JSON 文本，已解析')
    } catch {
      notes.add('输出是一段文字，不是 JSON')
      return null
    }
  }
  return value
}

function rootRows(node: NodePlan, value: unknown, notes: Set<string>): Json[] {
  if (Array.isArray(value)) return readRows(node, value, notes)
  if (!isObject(value) || Object.keys(value).length === 0) return []
  const lists = Object.values(value).filter(Array.isArray)
  if (lists.length === 1 && !knowsAny(node.shape, value)) {
    notes.add('输出的多行外面多包了一层')
    return readRows(node, lists[0] as unknown[], notes)
  }
  return readRows(node, [value], notes)
}

function rootObject(shape: Shape, value: unknown, notes: Set<string>): JsonObject {
  if (Array.isArray(value)) {
    const lists = [...shape.byName.values()].filter((e) => e.isNode && e.many)
    if (value.length === 1 && isObject(value[0]) && (knowsAny(shape, value[0]) || lists.length !== 1)) {
      notes.add('输出多包了一层数组')
      return readObject(shape, value[0], notes)
    }
    if (lists.length !== 1 || !lists[0]) return {}
    notes.add(`输出直接是 ${lists[0].name} 的各行`)
    return readObject(shape, { [lists[0].name]: value }, notes)
  }
  if (!isObject(value)) return {}
  return readObject(shape, lift(shape, value, notes), notes)
}

/** 9002 and its like: fields that belong directly into output stand in one wrapper of the centre's own. */
function lift(shape: Shape, value: JsonObject, notes: Set<string>): JsonObject {
  if (shape.byName.size === 0 || knowsAny(shape, value)) return value
  const wrappers = Object.entries(value).filter(([, v]) => isObject(v) && knowsAny(shape, v))
  const [name, inner] = wrappers[0] ?? []
  if (wrappers.length !== 1 || !isObject(inner)) return value
  notes.add(`输出外面多包了一层 ${name}`)
  return inner
}

function knowsAny(shape: Shape, value: JsonObject): boolean {
  return Object.keys(value).some((key) => shape.byName.has(nameOf(shape, key)))
}

function readObject(shape: Shape, value: JsonObject, notes: Set<string>): JsonObject {
  if (shape.free) return value
  const read: JsonObject = {}
  for (const [key, given] of Object.entries(value)) {
    const name = nameOf(shape, key)
    const taken = name !== key && (!isBlank(value[name]) || Object.hasOwn(read, name))
    const entry = taken ? undefined : shape.byName.get(name)
    if (!entry) {
      put(read, key, given)
      continue
    }
    if (name !== key && !isBlank(given)) notes.add(`${key} 读作 ${name}`)
    const settled = entry.isNode ? readNode(entry, given, notes) : readField(entry, given, notes)
    if (settled !== undefined) put(read, name, settled)
  }
  return read
}

function readField(plan: FieldPlan, given: Json, notes: Set<string>): Json | undefined {
  const read = readValue(plan, given)
  if (read !== given && read !== undefined) notes.add(`${plan.name} ${plan.label}：${described(given)}已转换`)
  return read
}

const described = (given: Json) =>
  typeof given === 'number' ? '数字' : typeof given === 'string' ? '文本' : '其他写法'

/** undefined: nothing was given. What is neither rows nor an object stays as it is. */
function readNode(node: NodePlan, given: Json, notes: Set<string>): Json | undefined {
  if (isBlank(given)) return node.many && Array.isArray(given) ? given : undefined
  let value = given
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value)
    } catch {
      return given
    }
    if (isBlank(value)) return undefined
    notes.add(`${node.name} 是 JSON 文本，已解析`)
  }
  if (node.many) {
    if (isObject(value)) notes.add(`${node.name} 只有一行，没有放在数组里`)
    if (isObject(value)) return readRows(node, [value], notes)
    return Array.isArray(value) ? readRows(node, value, notes) : given
  }
  if (Array.isArray(value)) {
    if (value.length > 1) return given
    if (value.length === 1) notes.add(`${node.name} 放在了数组里`)
    value = value[0] ?? null
  }
  if (value === null) return undefined
  if (!isObject(value)) return given
  return !node.required && !node.shape.free && isEmptyRow(value)
    ? undefined
    : readObject(node.shape, value, notes)
}

/** Rows read by the contract; a row in which nothing is given (Hunan's setldetail) is no row. */
function readRows(node: NodePlan, rows: unknown[], notes: Set<string>): Json[] {
  const read: Json[] = []
  for (const row of rows as Json[]) {
    if (row === null || (isObject(row) && isEmptyRow(row))) notes.add(`${node.name || '输出'} 有空行，已略去`)
    else read.push(isObject(row) ? readObject(node.shape, row, notes) : row)
  }
  return read
}

const isEmptyRow = (row: JsonObject) => Object.values(row).every(isBlank)

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** `__proto__` is an ordinary key of a centre's JSON. */
function put(target: JsonObject, key: string, value: Json): void {
  if (key !== '__proto__') target[key] = value
  else Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
}

const loose = new WeakMap<Shape, Map<string, string>>()

/** The contract's name for a key as the centre wrote it, or the key itself. */
function nameOf(shape: Shape, key: string): string {
  if (shape.byName.has(key)) return key
  let names = loose.get(shape)
  if (!names) {
    names = looseNames([...shape.byName.keys()])
    loose.set(shape, names)
  }
  const bare = bareName(key)
  const alias = ALIASES[bare]
  return names.get(bare) ?? (alias !== undefined && shape.byName.has(alias) ? alias : key)
}

const bareName = (name: string) => name.toLowerCase().replace(/[_-]/g, '')

/** Names without case and underscores, where that is still one name. */
function looseNames(names: string[]): Map<string, string> {
  const found = new Map<string, string>()
  const twice = new Set<string>()
  for (const name of names) {
    const bare = bareName(name)
    if (found.has(bare)) twice.add(bare)
    found.set(bare, name)
  }
  for (const bare of twice) found.delete(bare)
  return found
}
