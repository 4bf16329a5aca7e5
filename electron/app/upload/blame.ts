import type { Contract, Field, FieldFault, Json, JsonObject, Node } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { validate } from '../../../shared/validate.ts'
import type { UploadRow } from '../../journal/port.ts'
import type { Platform } from '../../platforms/port.ts'
import type { UploadMessage, UploadSource } from './port.ts'

/** What is wrong with one row before it is sent. */
export interface RowFault {
  why: string
  fields: FieldFault[]
}

/** By the source's own check, then by the contract and the money rules, in a message of the row alone. */
export function rowFault(source: UploadSource, platform: Platform, row: UploadRow): RowFault | null {
  const said = source.check?.(row)
  if (said) return { why: said, fields: fieldsSaid(source, platform, row, said) }
  let message: UploadMessage
  try {
    message = source.message([row])
  } catch (error) {
    const fault = faultOf(error)
    const why = fault.kind === 'internal' ? `这条记录组不成报文（${String(error)}）` : fault.what
    return { why, fields: fault.fields ?? [] }
  }
  const infno = message.infno ?? source.infno
  const fields = validate(platform.contract(infno), 'input', message.input, {
    dict: (name) => platform.dict(name),
    remote: platform.remote(message.insuplc ?? null),
  })
  // of a row that stands alone its place says nothing
  const own = fields.map((f) => ({ ...f, message: f.message.replace(/^\S{0,30}第 1 行 /, '') }))
  if (own.length > 0) return { why: own.map((f) => f.message).join('；'), fields: own }
  const why = platform.checkInput(infno, message.input)
  return why ? { why, fields: [] } : null
}

function fieldsSaid(source: UploadSource, platform: Platform, row: UploadRow, said: string): FieldFault[] {
  try {
    const { input, infno = source.infno } = source.message([row])
    return fieldsNamed(platform.contract(infno), said, input)
  } catch {
    return []
  }
}

/** Refusals that are about this hospital, the line or the interface as such, and about no row. */
const NO_ROW = /签到|会话|令牌|未登录|授权|未开通|已停用|繁忙|维护中|限流|频繁/

/** How centres name a row: by its place, from 1 or as an index from 0. */
const PLACE = /第\s*(\d{1,4})\s*(?:行|条|笔)/g
const INDEX = /\w\[(\d{1,4})\]/g
/** keys shorter than this are in any text */
const KEY_LENGTH = 4

/** The rows that a refusal of all of them names; [] where it names none; null where it is about no row at all. */
export function blamed(message: string, rows: readonly UploadRow[]): UploadRow[] | null {
  const places = [
    ...[...message.matchAll(PLACE)].map(([, n]) => rows[Number(n) - 1]),
    ...[...message.matchAll(INDEX)].map(([, n]) => rows[Number(n)]),
  ]
  const keyed = rows.filter((row) => row.key.length >= KEY_LENGTH && message.includes(row.key))
  const named = new Set(keyed.length > 0 ? keyed : places.filter((row) => row !== undefined))
  if (named.size === 0 && NO_ROW.test(message)) return null
  return rows.filter((row) => named.has(row))
}

/**
 * The fields that a centre's words about one row name, by their names or their labels, the longest label first:
 * 「就诊ID 不存在」 names mdtrt_id. Only of nodes that the message has.
 */
export function fieldsNamed(contract: Contract, message: string, input: JsonObject): FieldFault[] {
  const all = contract.input
    .filter(({ name }) => hasRows(input[name]))
    .flatMap((node) => fieldsUnder(node, ''))
  const byName = all.filter(({ field }) =>
    new RegExp(`(?<![A-Za-z_])${field.name}(?![A-Za-z_])`).test(message),
  )
  const found = byName.length > 0 ? byName : byLabel(all, message)
  return found.map(({ path, field }) => ({ path, label: field.label, rule: 'shape', message }))
}

const hasRows = (node: Json | undefined) =>
  node === undefined || node === null ? false : !Array.isArray(node) || node.length > 0

interface Placed {
  path: string
  field: Field
}

function byLabel(all: Placed[], message: string): Placed[] {
  let rest = message
  const found: Placed[] = []
  const seen = new Set<string>()
  for (const placed of [...all].sort((a, b) => b.field.label.length - a.field.label.length)) {
    const { label } = placed.field
    if (label.length < 2 || seen.has(label) || !rest.includes(label)) continue
    seen.add(label)
    rest = rest.replaceAll(label, ' ')
    found.push(placed)
  }
  return found
}

function fieldsUnder({ name, many, fields, nodes = [] }: Node, above: string): Placed[] {
  const at = `${above}${above && name ? '.' : ''}${name}${many ? '[0]' : ''}`
  return [
    ...fields.map((field) => ({ path: at ? `${at}.${field.name}` : field.name, field })),
    ...nodes.flatMap((node) => fieldsUnder(node, at)),
  ]
}
