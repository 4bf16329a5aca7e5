import type { Contract, Dict, Field, FieldFault, Json, JsonObject, Node, When } from '../shared/contract.ts'
import { validate } from '../shared/validate.ts'
import { codesOf } from '../shared/validate-plan.ts'
import { generate, seeded } from './generate.ts'

export interface FieldCheck {
  /** messages with one thing wrong */
  broken: number
  /** whole messages that were refused, broken ones that were not, or whose fault names another place */
  faults: string[]
}

interface Place {
  owner: JsonObject
  name: string
  label: string
  path: string
}

type Rule = FieldFault['rule']
/** One way to break a message: `set` undefined takes the value out. */
interface Break {
  set?: Json
  rule: Rule
  what: string
  /** another field of the same owner that has to say something first */
  also?: [name: string, value: Json | undefined]
  /** where the fault stands, if not at the place itself */
  at?: string
}

/**
 * Breaks every field and node of one side in every way that its contract forbids, one at a time, and holds the
 * fault of `validate` against it: the rule, the path and the label must be those of what was broken, and nothing
 * else may be named. `judged` stands in for validate in the test of this check.
 */
export function checkFields(
  contract: Contract,
  side: 'input' | 'output',
  dict: (name: string) => Dict | undefined,
  judged: typeof validate = validate,
): FieldCheck {
  const random = seeded(
    contract.code.length + [...contract.code].reduce((n, c) => n * 31 + c.charCodeAt(0), 7),
  )
  const message = generate(contract, side, { dict, random, rows: 1, full: true })
  const judge = () => judged(contract, side, message, { dict, remote: true })
  const where = `${contract.code} ${side}`
  const whole = judge()
  const check: FieldCheck = { broken: 0, faults: whole.map((f) => `${where}：完整报文被拒：${f.message}`) }
  if (whole.length > 0) return check
  const attempt = ({ owner, name, label, path }: Place, { set, rule, what, also, at }: Break) => {
    const kept = [owner[name], also && owner[also[0]]] as const
    put(owner, name, set)
    if (also) put(owner, ...also)
    const found = judge()
    check.broken++
    const wanted = at ?? path
    const named = found.some(
      (f) => f.path === wanted && f.rule === rule && (at !== undefined || f.label === label),
    )
    const others = found.filter((f) => f.path !== wanted && f.path !== siblingPath(path, also?.[0]))
    if (!named || others.length > 0) {
      const said = found.map((f) => `${f.path} ${f.rule} ${f.message}`).join('；') || '没有被拒'
      check.faults.push(`${where} ${wanted}（${label}）${what}：${said}`)
    }
    if (also) put(owner, also[0], kept[1])
    put(owner, name, kept[0])
  }
  const walk = new Walk(side === 'input', dict, attempt)
  walk.root(contract[side], message)
  return check
}

function put(owner: JsonObject, name: string, value: Json | undefined): void {
  if (value === undefined) delete owner[name]
  else owner[name] = value
}

const siblingPath = (path: string, name: string | undefined) =>
  name === undefined ? null : path.replace(/[^.[\]]+$/, name)

class Walk {
  private readonly sending: boolean
  private readonly dict: (name: string) => Dict | undefined
  private readonly attempt: (place: Place, broken: Break) => void

  constructor(sending: boolean, dict: Walk['dict'], attempt: Walk['attempt']) {
    this.sending = sending
    this.dict = dict
    this.attempt = attempt
  }

  root(nodes: Node[], message: JsonObject | Json[]): void {
    const bare = nodes.find((n) => n.name === '')
    if (bare?.many) {
      for (const [i, row] of (message as JsonObject[]).entries()) this.body(bare, row, `[${i}]`)
      return
    }
    const owner = message as JsonObject
    const named = nodes.filter((n) => n !== bare)
    if (bare) this.fields(bare.fields, owner, '', bare.required === true)
    for (const node of named) this.node(node, owner, '')
    this.surplus(owner, '')
  }

  private node(node: Node, owner: JsonObject, at: string): void {
    const path = at ? `${at}.${node.name}` : node.name
    const place = { owner, name: node.name, label: node.label ?? node.name, path }
    if (node.required === true) this.attempt(place, { rule: 'missing', what: '缺少节点' })
    if (node.many) {
      this.attempt(place, { set: {}, rule: 'shape', what: '一行不在数组里' })
      if (node.required === true && this.sending)
        this.attempt(place, { set: [], rule: 'shape', what: '没有一行' })
      for (const [i, row] of (owner[node.name] as JsonObject[]).entries())
        this.body(node, row, `${path}[${i}]`)
      return
    }
    this.attempt(place, { set: [], rule: 'shape', what: '写成了数组' })
    this.body(node, owner[node.name] as JsonObject, path)
  }

  private body(node: Node, owner: JsonObject, path: string): void {
    if (node.fields.length === 0 && !node.nodes?.length) return
    this.fields(node.fields, owner, path, true)
    for (const child of node.nodes ?? []) this.node(child, owner, path)
    this.surplus(owner, path)
  }

  private surplus(owner: JsonObject, at: string): void {
    const path = at ? `${at}.surplus` : 'surplus'
    this.attempt(
      { owner, name: 'surplus', label: 'surplus', path },
      { set: '1', rule: 'unknown', what: '多出字段' },
    )
  }

  private fields(fields: Field[], owner: JsonObject, at: string, strict: boolean): void {
    for (const field of fields) {
      const path = at ? `${at}.${field.name}` : field.name
      const place = { owner, name: field.name, label: field.label, path }
      const required = strict && field.required === true
      for (const broken of [...absence(field, required), ...conditions(field, fields)])
        this.attempt(place, broken)
      for (const broken of this.wrong(field)) this.attempt(place, inList(field, path, broken))
      if (field.keys) this.embedded(field, place)
    }
  }

  private wrong(field: Field): Break[] {
    const codes = field.dict ? codesOf(this.dict(field.dict)) : null
    return [...wrongType(field), ...wrongSize(field), ...wrongCode(field, codes)]
  }

  /** The text of exp_content holds fields of its own. */
  private embedded(field: Field, { owner, name, path }: Place): void {
    const text = owner[name] as string
    for (const key of field.keys ?? [])
      for (const broken of [...absence(key, key.required === true), ...this.wrong(key)]) {
        const inside = JSON.parse(text) as JsonObject
        put(inside, key.name, broken.set)
        const place = { owner, name, label: key.label, path: `${path}.${key.name}` }
        this.attempt(place, { ...broken, set: JSON.stringify(inside) })
      }
    this.attempt({ owner, name, label: field.label, path }, { set: '{"', rule: 'format', what: '不是 JSON' })
  }
}

/** In a list of values the fault is of one of them. */
function inList(field: Field, path: string, broken: Break): Break {
  if (!field.items) return broken
  return { ...broken, set: [broken.set ?? null], at: `${path}[0]` }
}

function absence(field: Field, required: boolean): Break[] {
  if (!required) return []
  const gone: Break = { rule: 'missing', what: '缺少' }
  if (field.items) return [gone, { set: [], rule: 'missing', what: '空数组' }]
  const blank: Break[] = field.type === 'string' ? [{ set: ' ', rule: 'missing', what: '空白' }] : []
  return [gone, { set: null, rule: 'missing', what: '为 null' }, ...blank]
}

/** A condition that holds, and the field not there. */
function conditions(field: Field, siblings: Field[]): Break[] {
  const { when } = field
  if (!when) return []
  const gone = { rule: 'missing', what: '条件成立而缺少' } as const
  if (when === 'remote') return [gone]
  if (!siblings.some((f) => f.name === when.field)) return []
  return [{ ...gone, also: [when.field, holding(when)] }]
}

function holding(when: When): Json | undefined {
  if (when.in) return when.in[0] ?? null
  if (when.negative) return -1
  return when.empty ? undefined : '1'
}

const WRONG_TYPE: Record<Field['type'], Json> = {
  string: 7,
  number: '12.5',
  integer: 1.5,
  date: 20240501,
  datetime: 20240501,
  boolean: 'true',
  file: 5,
}
const WRONG_DAY: Json[] = ['2023-02-29', '2024/05/01', '20240501']
const WRONG_TIME: Json[] = ['2024-05-01 24:00:00', '2024-13-01 08:00:00', '2024-05-01']

function wrongType({ type }: Field): Break[] {
  const days = type === 'date' ? WRONG_DAY : type === 'datetime' ? WRONG_TIME : []
  return [
    { set: WRONG_TYPE[type], rule: 'type', what: '类型不对' },
    ...days.map((set): Break => ({ set, rule: 'format', what: `不是真的日期 ${set}` })),
  ]
}

function wrongSize({ type, length, scale }: Field): Break[] {
  const found: Break[] = []
  if (type === 'string' && length !== undefined) {
    found.push({ set: '𠮷'.repeat(length + 1), rule: 'length', what: '过长' })
  }
  if ((type === 'number' || type === 'integer') && length !== undefined) {
    const free = type === 'number' && scale === undefined
    found.push({ set: 10 ** (free ? length : length - (scale ?? 0)), rule: 'length', what: '位数过多' })
  }
  if (type === 'number' && scale !== undefined)
    found.push({ set: Number(`1e-${scale + 1}`), rule: 'scale', what: '小数位过多' })
  return found
}

function wrongCode({ type }: Field, codes: Set<string> | null): Break[] {
  if (type !== 'string' || !codes) return []
  return [{ set: codes.has('~') ? '!' : '~', rule: 'dict', what: '不在码表内' }]
}
