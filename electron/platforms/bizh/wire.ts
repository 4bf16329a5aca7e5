import type { Contract, Field, Json, JsonObject, Node } from '../../../shared/contract.ts'
import { element, parseXml, type XmlElement } from '../../../shared/xml.ts'
import type { BizhConfig } from './config.ts'

/** The message around one input and the answer's tree. Source: contracts/bizh/_envelope.json. */
export const ROOT = 'program'
export const PATH = '/hygeia_esb_sj/api/call.action'
export const CONTENT_TYPE = 'application/x-www-form-urlencoded;charset=UTF-8'
/** the one call that has no session yet */
export const LOGIN = 'sys0001'

type Names = Pick<BizhConfig, 'names' | 'codes' | 'envelope'>

/** One address for all functions. */
export function address({ baseUrl, path }: Pick<BizhConfig, 'baseUrl' | 'path'>): string {
  return `${baseUrl.replace(/\/+$/, '')}/${(path ?? PATH).replace(/^\/+/, '')}`
}

/** function_id and session_id first, then the fields and data sets in the contract's order. */
export function program(
  contract: Contract,
  input: JsonObject,
  session_id: string | null,
  { names, codes, envelope }: Names,
): string {
  const own = (name: string) => envelope[name] ?? name
  const root = contract.input.find(({ name }) => name === ROOT)
  const head = [
    element(own('function_id'), codes[contract.code] ?? contract.code),
    ...(session_id === null ? [] : [element(own('session_id'), session_id)]),
  ]
  const body = root ? contents(root, (input[ROOT] ?? {}) as JsonObject, names, own('row')) : []
  return `<?xml version="1.0" encoding="UTF-8"?>${element(own(ROOT), [...head, ...body])}`
}

function contents({ fields, nodes = [] }: Node, of: JsonObject, names: Names['names'], row: string) {
  const written: string[] = []
  for (const field of fields) {
    const value = of[field.name]
    if (value === null || value === undefined) continue
    written.push(element(names[field.name] ?? field.name, textOf(field, value)))
  }
  for (const node of nodes) {
    const rows = of[node.name]
    if (!Array.isArray(rows)) continue
    const lines: string[] = rows.map((one) =>
      element(row, contents({ ...node, nodes: [] }, one as JsonObject, names, row)),
    )
    written.push(element(names[node.name] ?? node.name, lines))
  }
  return written
}

/** Dates are yyyyMMdd on the wire; numbers plain decimal text. */
function textOf({ type, scale = 0 }: Field, value: Json): string {
  if (type === 'date') return String(value).replaceAll('-', '')
  if (typeof value !== 'number') return String(value)
  return scale > 0 ? value.toFixed(scale).replace(/\.?0+$/, '') : String(value)
}

export interface Answered {
  return_code: number | null
  message: string
  /** everything beside the envelope's own fields, under the contract's names */
  content: JsonObject
}

/** The answer as a tree; null where the bytes are no message of the family. */
export function readProgram(body: Buffer, { names, envelope }: Names): Answered | null {
  const own = (name: string) => envelope[name] ?? name
  try {
    const root = parseXml(new TextDecoder('utf-8', { fatal: true }).decode(body))
    if (root.name !== own(ROOT)) return null
    const back = new Map(Object.entries(names).map(([name, wire]) => [wire, name]))
    const whole = treeOf(root, back, own('row'))
    if (typeof whole !== 'object' || whole === null || Array.isArray(whole)) return null
    const code = whole[own('return_code')]
    const message = whole[own('return_code_message')]
    const content = { ...whole }
    delete content[own('return_code')]
    delete content[own('return_code_message')]
    return {
      return_code: typeof code === 'string' && /^\s*[+-]?\d{1,9}\s*$/.test(code) ? Number(code) : null,
      message: typeof message === 'string' ? message.trim() : '',
      content,
    }
  } catch {
    return null
  }
}

/** Text of a leaf, the rows of a data set, or the elements by name; one that comes twice is a list. */
function treeOf({ text, children }: XmlElement, back: ReadonlyMap<string, string>, row: string): Json {
  if (children.length === 0) return text
  const rowOf = (one: XmlElement) => (one.children.length === 0 ? {} : treeOf(one, back, row))
  if (children.every(({ name }) => name === row)) return children.map(rowOf)
  const found: JsonObject = {}
  for (const child of children) {
    const name = back.get(child.name) ?? child.name
    if (name === '__proto__') throw new Error('no name of a field')
    const value = treeOf(child, back, row)
    const known = Object.hasOwn(found, name) ? found[name] : undefined
    found[name] = known === undefined ? value : Array.isArray(known) ? [...known, value] : [known, value]
  }
  return found
}
