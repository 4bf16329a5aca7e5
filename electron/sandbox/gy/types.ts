import type { Contract, Json, JsonObject, Node } from '../../../shared/contract.ts'
import { type Fen, tryYuan } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { Refusal, refuse } from '../injury/wing.ts'
import type { Store } from '../ledger.ts'

/** What a handler may touch. Handlers are synchronous: each message runs whole in one transaction. */
export interface Ctx {
  store: Store
  /** 交易流水号 of this message */
  transid: string
  at_ms: number
  contract(code: string): Contract
}

export type Handler = (input: JsonObject, ctx: Ctx) => Json
export type Area = Record<string, Handler>

/** gy_code */
export const CODE = { missing: '2001', length: '2002', before: '2003', rule: '2004', unconfirmed: '3001' }

export const before = (message: string): never => refuse(message, CODE.before)
export const rule = (message: string): never => refuse(message, CODE.rule)

export const dataOf = (input: JsonObject): JsonObject => (input.data ?? {}) as JsonObject
export const text = (row: JsonObject, name: string): string => String(row[name] ?? '')
export const amount = (row: JsonObject, name: string): Fen =>
  tryYuan(row[name] ?? 0) ?? rule('金额最多两位小数')
export const now = ({ at_ms }: Ctx): string => datetime(at_ms)

/** A number of the platform's own: letters, and a running number that is never used twice. */
export const serial = ({ store }: Pick<Ctx, 'store'>, letters: string): string =>
  letters + String(store.next(`gy.${letters}`)).padStart(12, '0')

/**
 * Every row by itself, with a word of its own (逐条结果): one that is refused leaves nothing and holds no other up.
 * `blank` is what the answer has of a refused row where its contract wants a value.
 */
export function each(
  input: JsonObject,
  { store }: Ctx,
  act: (row: JsonObject) => JsonObject,
  blank: JsonObject = {},
): Json {
  const list = rows(input, 'list').map((row): JsonObject => {
    const row_no = row.row_no ?? 0
    try {
      return { row_no, result_code: '1', err_msg: '', ...store.atomically(() => act(row)) }
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      return { row_no, result_code: '0', err_msg: error.message, ...blank }
    }
  })
  return { list }
}

/** What of a stored row the node of a contract holds. */
export function shaped({ fields, nodes = [] }: Node, row: JsonObject): JsonObject {
  const made: JsonObject = {}
  for (const { name } of fields)
    if (row[name] !== undefined && row[name] !== null && row[name] !== '') made[name] = row[name]
  for (const node of nodes) {
    const list = rows(row, node.name)
    if (list.length > 0 || node.required === true) made[node.name] = list.map((one) => shaped(node, one))
  }
  return made
}

/** The list node of a download's answer. */
export function listNode(contract: Contract): Node {
  const [data] = contract.output
  return (
    data?.nodes?.find(({ name }) => name === 'list') ?? {
      name: 'list',
      many: true,
      required: false,
      fields: [],
    }
  )
}
