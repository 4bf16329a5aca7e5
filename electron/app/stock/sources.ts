import type { StockKind } from '../../../shared/api/stock.ts'
import type { Contract, JsonObject, Node } from '../../../shared/contract.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { Change, UploadRow } from '../../journal/port.ts'
import type { UploadSource } from '../upload/port.ts'
import { KINDS, MOVEMENTS, type Movement, sourceOf } from './kinds.ts'

/**
 * A row's payload: the fields of its message, and beside them what only this side needs (`bchno` of a kind
 * without that field, `of`, `insuplc`, `single`, `target`), which the message leaves out.
 */
export type Payload = JsonObject

const text = (value: unknown) => (typeof value === 'string' ? value : '')
export const payloadOf = (row: Pick<UploadRow, 'payload'>): Payload => row.payload as Payload

/** The national standard gives no limit (rules of 3501A …): what a centre reads within its time. */
const BATCH = 100

/** The upload sources of all movements. `form`: by the interfaces of many rows, or row by row. */
export function stockSources(form: 'many' | 'one', contract: (infno: string) => Contract): UploadSource[] {
  return KINDS.map((kind) => sourceFor(MOVEMENTS[kind], form, contract))
}

function sourceFor(
  movement: Movement,
  form: 'many' | 'one',
  contract: (infno: string) => Contract,
): UploadSource {
  const { kind, label, many, one } = movement
  const isOne = form === 'one'
  const shapeOne = nodeOf(contract(one), movement.oneNode)
  const shapeMany = nodeOf(contract(many), movement.node)
  return {
    id: sourceOf(kind),
    label: `商品${label}`,
    group: '进销存',
    family: 'nhsa',
    infno: isOne ? one : many,
    batch: isOne ? 1 : BATCH,
    view: null,
    together: (row) => (single(row) ? row.key : text(payloadOf(row).insuplc)),
    message: (list) => {
      const alone = isOne || (list.length === 1 && single(list[0]!))
      const insuplc = text(payloadOf(list[0]!).insuplc)
      const input: JsonObject = alone
        ? { [movement.oneNode]: picked(shapeOne, payloadOf(list[0]!)) }
        : { [movement.node]: list.map((row) => picked(shapeMany, payloadOf(row))) }
      return { input, ...(alone && !isOne ? { infno: one } : {}), ...(insuplc ? { insuplc } : {}) }
    },
    check: (row) => check(kind, payloadOf(row)),
    refused: (list, output) => refusals(movement, list, output),
    answer: (row, output) => answerFor(movement, row, output),
    ...(kind === 'remove' ? { accepted: removed } : {}),
  }
}

/** Asked by hand to go by the interface of one row. */
const single = (row: UploadRow) => payloadOf(row).single === true

function nodeOf(contract: Contract, name: string): Node {
  const found = contract.input.find((each) => each.name === name)
  if (!found) throw new Error(`${contract.code} has no node ${name}`)
  return found
}

/** What the node knows of the payload, its sub-nodes too; empty lists are left out. */
function picked({ fields, nodes = [] }: Node, payload: Payload): JsonObject {
  const own = fields.filter(({ name }) => payload[name] !== undefined && payload[name] !== null)
  const lists = nodes.filter(({ name }) => rows(payload, name).length > 0)
  return {
    ...Object.fromEntries(own.map(({ name }) => [name, payload[name]!])),
    ...Object.fromEntries(
      lists.map((sub) => [sub.name, rows(payload, sub.name).map((row) => picked(sub, row))]),
    ),
  }
}

/** Beyond the fields: 批量交易医保结算时必传 rxno (3505A). */
function check(kind: StockKind, payload: Payload): string | null {
  if (kind !== 'sale' || payload.mdtrt_setl_type !== '1') return null
  return payload.rxno ? null : '医保结算的销售必须有处方号'
}

const FAILED = '0'
const NO_REASON = '中心没有说明原因'
/** one of ours that is there already: the answer to it was lost; the batch number is this side's own */
const THERE = /批次流水号.*(重复|已存在|已上传)|(记录|数据|明细)(重复|已存在)/

const sameRow = (payload: Payload, answer: JsonObject) =>
  answer.fixmedins_bchno === payload.fixmedins_bchno &&
  (answer.fixmedins_hilist_id === undefined || answer.fixmedins_hilist_id === payload.fixmedins_hilist_id)

/**
 * Rows that an accepted message names as refused. infcode 0 says only that the message was read; retRslt 0 of a
 * row, or of the whole in `result`, is the refusal. Source: rules of 3502A … 3507A.
 */
function refusals(movement: Movement, list: readonly UploadRow[], output: JsonObject): Map<string, string> {
  const whole = node(output, 'result')
  const answers = movement.results === null ? [] : rows(output, movement.results)
  const why = (answer: JsonObject) => text(answer.msgRslt) || NO_REASON
  const isNo = (answer: JsonObject) => text(answer.retRslt) === FAILED && !THERE.test(text(answer.msgRslt))
  const found = list.flatMap((row): [string, string][] => {
    const own = answers.find((answer) => sameRow(payloadOf(row), answer))
    if (own) return isNo(own) ? [[row.key, why(own)]] : []
    return whole && isNo(whole) ? [[row.key, why(whole)]] : []
  })
  return new Map(found)
}

/** The centre's own number of an accepted row, where it gives one. */
function answerFor({ results, gives }: Movement, row: UploadRow, output: JsonObject): JsonObject | null {
  if (gives === null || results === null) return null
  const own = rows(output, results).find((answer) => sameRow(payloadOf(row), answer))
  const number = text(own?.[gives])
  return number ? { [gives]: number } : null
}

/** What was deleted there is withdrawn here; it may be sent anew. */
function removed(list: readonly UploadRow[], _output: JsonObject, now: number): Change[] {
  return list.flatMap((row): Change[] => {
    const { target, of } = payloadOf(row)
    if (!text(target) || !text(of)) return []
    const set = { state: 'withdrawn' as const, why: `已删除：${text(payloadOf(row).reason) || row.title}` }
    const from = ['accepted', 'withdrawn'] as const
    return [{ t: 'upload.set', source: text(target), keys: [text(of)], from, set, at: now }]
  })
}
