import type { Contract, Field, Json, JsonObject, Node } from '../../../shared/contract.ts'
import { rows } from '../../../shared/settlement.ts'

/** What a value becomes in a field: numbers where the contract wants them and the text is one. */
export function valueFor(field: Field, value: Json | undefined): Json | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if ((field.type === 'number' || field.type === 'integer') && typeof value === 'string') {
    const n = Number(value)
    return value.trim() !== '' && Number.isFinite(n) ? n : value
  }
  return typeof value === 'number' && field.type === 'string' ? String(value) : value
}

function fitRow(node: Node, from: JsonObject): JsonObject {
  const pairs = node.fields.flatMap((field) => {
    const value = valueFor(field, from[field.name])
    return value === undefined ? [] : [[field.name, value] as const]
  })
  return Object.fromEntries(pairs)
}

/**
 * Of everything that is known, what this contract has a place for: the same facts fill 4101, 4101A and what a
 * province makes of them. Empty values are left out; a list without rows too.
 */
export function fit(contract: Contract, from: Record<string, Json>): JsonObject {
  const out: JsonObject = {}
  for (const node of contract.input) {
    if (node.many) {
      const list = rows(from, node.name).map((row) => fitRow(node, row))
      if (list.length > 0) out[node.name] = list
    } else out[node.name] = fitRow(node, (from[node.name] ?? {}) as JsonObject)
  }
  return out
}

export const nodeOf = (contract: Contract, name: string): Node | undefined =>
  contract.input.find((node) => node.name === name)

/** 「第 2 行 诊断代码」 of diseinfo[1].diag_code. */
export function labelOf(contract: Contract, path: string): string {
  const [, name = '', index, field] = /^(\w+)(?:\[(\d+)\])?(?:\.(\w+))?$/.exec(path) ?? []
  const node = nodeOf(contract, name)
  const what = node?.fields.find((f) => f.name === field)?.label ?? node?.label ?? path
  return index === undefined ? what : `第 ${Number(index) + 1} 行 ${what}`
}
