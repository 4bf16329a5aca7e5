import type { Contract, Dict, Field, Json, JsonObject, Node } from '../shared/contract.ts'
import { codesOf } from '../shared/validate-plan.ts'

export interface GenerateOptions {
  dict: (name: string) => Dict | undefined
  /** number in [0, 1) */
  random: () => number
  /** rows of each list; 1 to 3 unless told */
  rows?: number
  /** every field and node, none left out */
  full?: true
}

/** A repeatable source of numbers in [0, 1) (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** A message that the contract allows: all that is required or conditional, and some of the rest. */
export function generate(
  contract: Contract,
  side: 'input' | 'output',
  options: GenerateOptions,
): JsonObject | Json[] {
  const maker = new Maker(options)
  const nodes = contract[side]
  const bare = nodes.find((n) => n.name === '')
  if (bare?.many) return maker.rows(bare)
  const rest = nodes.filter((n) => n !== bare)
  return maker.object({ name: '', many: false, required: true, fields: bare?.fields ?? [], nodes: rest })
}

const LETTERS = [...'abcXYZ0123456789-_ 张王李欧阳中西医门诊𠮷']

class Maker {
  private readonly options: GenerateOptions

  constructor(options: GenerateOptions) {
    this.options = options
  }

  object(node: Node): JsonObject {
    const made: JsonObject = {}
    if (node.name && node.fields.length === 0 && !node.nodes?.length) made.local = 'x'
    for (const field of node.fields) {
      if (field.required === false && this.skips(0.4)) continue
      if (field.required === 'cond' && !field.when && this.skips(0.5)) continue
      made[field.name] = field.items ? [this.value(field)] : this.value(field)
    }
    for (const child of node.nodes ?? []) {
      if (child.required !== true && this.skips(0.3)) continue
      made[child.name] = child.many ? this.rows(child) : this.object(child)
    }
    return made
  }

  rows(node: Node): JsonObject[] {
    const count = this.options.rows ?? 1 + this.upTo(3)
    return Array.from({ length: count }, () => this.object(node))
  }

  private value(field: Field): Json {
    switch (field.type) {
      case 'string':
        return field.keys
          ? JSON.stringify(this.object({ ...EMPTY, fields: field.keys }))
          : (this.code(field) ?? this.text(field))
      case 'number':
        return this.number(field)
      case 'integer':
        return this.upTo(10 ** Math.min(field.length ?? 6, 9))
      case 'date':
        return this.day()
      case 'datetime':
        return `${this.day()} ${this.two(24)}:${this.two(60)}:${this.two(60)}`
      case 'boolean':
        return this.chance(0.5)
      case 'file':
        return this.chance(0.5) ? 'UEsDBA==' : [80, 75, -3, 255]
    }
  }

  private code(field: Field): string | null {
    const codes = field.dict ? codesOf(this.options.dict(field.dict)) : null
    if (!codes) return null
    const fitting = [...codes].filter((c) => c.length <= (field.length ?? c.length))
    return fitting[this.upTo(fitting.length)] ?? null
  }

  private text(field: Field): string {
    const count = this.upTo(Math.min(field.length ?? 12, 12))
    const rest = Array.from({ length: count }, () => LETTERS[this.upTo(LETTERS.length)])
    return field.length === 0 ? '' : `x${rest.slice(1).join('')}`
  }

  private number({ length, scale }: Field): number {
    const decimals = this.upTo((scale ?? 2) + 1)
    const whole = Math.min((length ?? 8) - (scale ?? 2), 7)
    const unit = 10 ** decimals
    const n = this.upTo(10 ** whole * unit) / unit
    return this.chance(0.1) ? -n || 0 : n
  }

  private day(): string {
    return `20${this.two(40)}-${String(1 + this.upTo(12)).padStart(2, '0')}-${String(1 + this.upTo(28)).padStart(2, '0')}`
  }

  private two(below: number): string {
    return String(this.upTo(below)).padStart(2, '0')
  }

  private upTo(below: number): number {
    return Math.floor(this.options.random() * below)
  }

  private chance(p: number): boolean {
    return this.options.random() < p
  }

  private skips(p: number): boolean {
    return !this.options.full && this.chance(p)
  }
}

const EMPTY: Node = { name: '', many: false, required: true, fields: [] }

const SPOILT: ((old: Json) => Json)[] = [
  () => null,
  () => '',
  () => ' ',
  () => '　',
  () => 7,
  () => -1,
  () => 1.2345678,
  () => 1e15,
  () => '12.5',
  () => 'ZZ',
  () => '03',
  () => '1',
  () => '2023-02-29',
  () => '2024-02-29',
  () => '2024-05-01 24:00:00',
  () => '2024-05-01 23:59:59',
  () => true,
  () => [],
  () => ({}),
  () => 'x'.repeat(60),
  () => '𠮷'.repeat(20),
  () => '{"TRUM_FLAG":"1"}',
  () => '{"er_flag":"9"}',
  (old) => [old],
  (old) => (typeof old === 'number' ? old + 0.001 : old),
  (old) => (typeof old === 'number' ? -old : old),
  (old) => (typeof old === 'string' ? old + old : old),
  (old) => (Array.isArray(old) ? [...old, 5] : old),
]

/** Changes one thing somewhere in a message, in place: a value, a missing or an unknown field. */
export function spoil(message: JsonObject | Json[], random: () => number): void {
  const places: [JsonObject | Json[], string][] = []
  const walk = (value: JsonObject | Json[]) => {
    for (const [key, child] of Object.entries(value)) {
      places.push([value, key])
      if (typeof child === 'object' && child !== null) walk(child)
    }
  }
  walk(message)
  const place = places[Math.floor(random() * places.length)]
  if (!place) return
  const [owner, key] = place as [JsonObject, string]
  const what = random()
  if (what < 0.15 && !Array.isArray(owner)) delete owner[key]
  else if (what < 0.2 && !Array.isArray(owner)) owner.surplus = '1'
  else owner[key] = SPOILT[Math.floor(random() * SPOILT.length)]?.(owner[key] ?? null) ?? null
}
