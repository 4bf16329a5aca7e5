import type { Json, JsonObject } from '../../../shared/contract.ts'

/** Nodes of one row that some platforms answer as an object. */
const LISTS = ['insuinfo', 'idetinfo', 'trtinfo', 'setldetail', 'mdtrtinfo', 'result', 'data']
/** What Chongqing leaves null in a refund's answer. */
const NULL_IN_2305 = ['acct_mulaid_pay']
/** What Hebei leaves null in a refund's answer. */
const NULL_IN_2208 = ['psn_part_amt', 'hosp_part_amt', 'acct_mulaid_pay']

/**
 * The same answer as the less tidy centres write it: infcode and numbers as text, null for empty, a one-row
 * list as its row, the cash of 2208 under its misprinted name. Source: _envelope.json rules, 2208 rules.
 */
export function textDialect(infno: string, message: JsonObject): JsonObject {
  const output = message.output ?? null
  if (output && !Array.isArray(output) && typeof output === 'object') {
    if (infno === '2208') misprint(output)
    if (infno === '2305') for (const name of NULL_IN_2305) (output.setlinfo as JsonObject)[name] = null
  }
  return {
    ...(loosen(message) as JsonObject),
    infcode: String(message.infcode),
    inf_refmsgid: message.infcode === 0 ? (message.inf_refmsgid ?? null) : null,
    err_msg: message.infcode === 0 ? 'success' : (message.err_msg ?? null),
  }
}

function misprint(output: JsonObject): void {
  const setlinfo = output.setlinfo as JsonObject
  setlinfo.pdn_cash_pay = setlinfo.psn_cash_pay ?? null
  delete setlinfo.psn_cash_pay
  for (const name of NULL_IN_2208) setlinfo[name] = null
}

function loosen(value: Json, name = ''): Json {
  if (value === '' || value === null) return null
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) {
    const rows = value.map((row) => loosen(row))
    return rows.length === 1 && LISTS.includes(name) ? (rows[0] ?? null) : rows
  }
  if (typeof value !== 'object') return value
  return Object.fromEntries(Object.entries(value).map(([key, v]) => [key, loosen(v, key)]))
}
