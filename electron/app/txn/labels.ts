import type { LabelledField } from '../../../shared/api/txn.ts'
import type { Dict, Json, Node } from '../../../shared/contract.ts'

/** A message as a table that a person reads: Chinese labels and the code tables' meanings. */
export function labelled(
  nodes: Node[],
  value: Json,
  dict: (name: string) => Dict | undefined,
): LabelledField[] {
  const fields: LabelledField[] = []
  const walk = (v: Json, at: Node[], here: Node | null, path: string, label: string) => {
    if (Array.isArray(v)) {
      v.forEach((row, i) => {
        walk(
          row,
          at,
          here,
          `${path}[${i}]`,
          v.length > 1 ? (label ? `${label} ${i + 1}` : `第 ${i + 1} 行`) : label,
        )
      })
      return
    }
    if (v === null || typeof v !== 'object') return
    for (const [key, child] of Object.entries(v)) {
      const node = at.find((n) => n.name === key)
      const childPath = path ? `${path}.${key}` : key
      if (node) walk(child, node.nodes ?? [], node, childPath, node.label ?? '')
      else if (child !== null && typeof child === 'object') walk(child, [], null, childPath, key)
      else fields.push(leaf(here, key, child, childPath, label, dict))
    }
  }
  const root = nodes.find((n) => n.name === '') ?? null
  walk(value, nodes, root, '', root?.label ?? '')
  return fields
}

function leaf(
  node: Node | null,
  key: string,
  value: string | number | boolean | null,
  path: string,
  group: string,
  dict: (name: string) => Dict | undefined,
): LabelledField {
  const field = node?.fields.find((f) => f.name === key)
  const text = value === null ? '' : String(value)
  const meaning = field?.dict && text ? (dict(field.dict)?.values[text] ?? null) : null
  const label = field?.label ?? key
  return { path, label: group ? `${group} · ${label}` : label, value: text, meaning }
}
