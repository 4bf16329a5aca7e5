import { _, Ajv } from 'ajv'
import type { Contract, Dict, Field, Node } from '../shared/contract.ts'
import { codesOf } from '../shared/validate-plan.ts'
import { digitsOf, isDate, isTime } from '../shared/validate-values.ts'

export type Schema = { [key: string]: unknown }

export interface SchemaOptions {
  dict: (name: string) => Dict | undefined
  remote?: boolean
}

/**
 * The JSON Schema that says what `validate` checks on one side of a contract, strictly: unknown names,
 * presence and conditions, types, characters, digits and decimals, code tables, real dates, the shape of
 * nodes. For the benchmark beside ajv and for tools that read JSON Schema. Not in the vocabulary, so taken
 * from `contractAjv`: decimals, digits, embedded, and the formats day and moment.
 */
export function schemaOf(contract: Contract, side: 'input' | 'output', options: SchemaOptions): Schema {
  const nodes = contract[side]
  const bare = nodes.find((n) => n.name === '')
  const make = new Maker(options, side === 'input')
  if (bare?.many) return make.rows(bare)
  const fields = (bare?.fields ?? []).map((f) => (bare?.required === true ? f : { ...f, required: false }))
  return make.object(
    fields,
    nodes.filter((n) => n !== bare),
  )
}

/** ajv with the keywords and formats of `schemaOf`; it stops at the first fault. */
export function contractAjv(): Ajv {
  const ajv = new Ajv({ strict: false, validateSchema: false, addUsedSchema: false })
  ajv.addFormat('day', { type: 'string', validate: (s: string) => s.length === 10 && isDate(s) })
  ajv.addFormat('moment', {
    type: 'string',
    validate: (s: string) => s.length === 19 && isDate(s) && isTime(s),
  })
  ajv.addKeyword({
    keyword: 'decimals',
    type: 'number',
    schemaType: 'number',
    code(cxt) {
      const unit = 10 ** cxt.schema
      const n = cxt.data
      cxt.fail(
        _`Math.abs(${n} * ${unit}) < 9007199254740991 && Math.round(${n} * ${unit}) / ${unit} !== ${n}`,
      )
    },
  })
  ajv.addKeyword({
    keyword: 'digits',
    type: 'number',
    validate: (max: number, n: number) => digitsOf(n) <= max,
  })
  ajv.addKeyword({
    keyword: 'embedded',
    type: 'string',
    compile(schema: Schema) {
      const check = ajv.compile(schema)
      return (text: string) => {
        if (text === '') return true
        try {
          return check(JSON.parse(text))
        } catch {
          return false
        }
      }
    },
  })
  return ajv
}

const GIVEN = {
  not: {
    anyOf: [{ const: null }, { type: 'string', not: { pattern: '\\S' } }, { type: 'array', maxItems: 0 }],
  },
}

class Maker {
  private readonly options: SchemaOptions
  private readonly sending: boolean

  constructor(options: SchemaOptions, sending: boolean) {
    this.options = options
    this.sending = sending
  }

  object(fields: Field[], nodes: Node[], open = false): Schema {
    const entries: [string, Schema][] = [
      ...fields.map((f): [string, Schema] => [f.name, this.field(f)]),
      ...nodes.map((n): [string, Schema] => [n.name, this.node(n)]),
    ]
    const required = [...fields, ...nodes].filter((e) => e.required === true).map((e) => e.name)
    const conditions = fields.flatMap((f) => this.condition(f, fields))
    return {
      type: 'object',
      properties: Object.fromEntries(entries),
      ...(open ? {} : { additionalProperties: false }),
      ...(required.length ? { required } : {}),
      ...(conditions.length ? { allOf: conditions } : {}),
    }
  }

  private node(node: Node): Schema {
    const schema = node.many ? this.rows(node) : this.body(node)
    return node.required === true ? schema : { ...schema, type: [schema.type, 'null'] }
  }

  rows(node: Node): Schema {
    const least = node.required === true && this.sending ? { minItems: 1 } : {}
    return { type: 'array', items: this.body(node), ...least }
  }

  private body(node: Node): Schema {
    const free = node.fields.length === 0 && !node.nodes?.length
    return free ? { type: 'object' } : this.object(node.fields, node.nodes ?? [])
  }

  private field(field: Field): Schema {
    if (!field.items) return this.value(field, field.required === true)
    const items = this.value(field, true)
    const required = field.required === true
    return { type: required ? 'array' : ['array', 'null'], items, ...(required ? { minItems: 1 } : {}) }
  }

  private value(field: Field, required: boolean): Schema {
    const maybe = (type: string) => (required ? type : [type, 'null'])
    switch (field.type) {
      case 'string':
        return this.text(field, required)
      case 'number':
      case 'integer':
        return { type: maybe(field.type), ...digits(field) }
      case 'date':
      case 'datetime': {
        const schema = { type: 'string', format: field.type === 'date' ? 'day' : 'moment' }
        return required ? schema : { anyOf: [schema, { enum: ['', null] }] }
      }
      case 'boolean':
        return required ? { type: 'boolean' } : { enum: [true, false, null, ''] }
      case 'file': {
        const bytes = { type: 'array', items: { type: 'integer', minimum: -128, maximum: 255 } }
        const text = { type: maybe('string'), ...(required ? { minLength: 1 } : {}) }
        return { anyOf: [text, bytes] }
      }
    }
  }

  private text(field: Field, required: boolean): Schema {
    const codes = field.dict ? codesOf(this.options.dict(field.dict)) : null
    return {
      type: required ? 'string' : ['string', 'null'],
      ...(field.length === undefined ? {} : { maxLength: field.length }),
      ...(required ? { pattern: '\\S' } : {}),
      ...(codes ? { enum: required ? [...codes] : [...codes, '', null] } : {}),
      ...(field.keys ? { embedded: this.object(field.keys, [], true) } : {}),
    }
  }

  private condition(field: Field, siblings: Field[]): Schema[] {
    const { when, name } = field
    if (!when) return []
    const then = { required: [name], properties: { [name]: GIVEN } }
    if (when === 'remote') return this.options.remote ? [then] : []
    if (!siblings.some((f) => f.name === when.field)) {
      throw new Error(`${name}: a condition on ${when.field}, which is no sibling, has no JSON Schema here`)
    }
    const holds = (schema: Schema) => ({ required: [when.field], properties: { [when.field]: schema } })
    if (when.in) return [{ if: holds({ enum: when.in }), then }]
    if (when.notEmpty) return [{ if: holds(GIVEN), then }]
    if (when.empty) return [{ if: { not: holds(GIVEN) }, then }]
    return [{ if: holds({ type: 'number', exclusiveMaximum: 0 }), then }]
  }
}

function digits({ type, length, scale }: Field): Schema {
  const decimals = scale === undefined ? {} : { decimals: scale }
  if (length === undefined) return decimals
  if (type === 'number' && scale === undefined) return { digits: length }
  const limit = 10 ** (length - (scale ?? 0))
  return { exclusiveMaximum: limit, exclusiveMinimum: -limit, ...decimals }
}
