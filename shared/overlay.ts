import type { Contract, Dict, Field, Node } from './contract.ts'

/**
 * What one province or site changes in a contract; the file `2207.<overlay>.json` beside `2207.json`.
 * `path` is a node's path on its side: `data`, `patient_dtos.fsi_encounter_dtos`, '' for the unnamed one.
 */
export interface Overlay {
  name?: string
  reversal?: string
  input?: NodeChange[]
  output?: NodeChange[]
  /** rules added to the standard's own */
  rules?: string[]
}

export interface NodeChange {
  path: string
  /** the whole node, new at this path (its name is the path's last step) */
  add?: Omit<Node, 'name'>
  remove?: true
  /** attributes of the node; `name` renames it on the wire */
  set?: Partial<Omit<Node, 'fields' | 'nodes'>>
  /** by field name: attributes to change (null takes one away; `name` renames on the wire), or null: no such field */
  fields?: Record<string, FieldChange | null>
  /** fields added at the end */
  more?: Field[]
}

export type FieldChange = { [K in keyof Field]?: Field[K] | null }

/** Codes that one province or site changes in a table; `dicts/<name>.<overlay>.json`. null takes a code away. */
export interface DictOverlay {
  values: Record<string, string | null>
  /** the values are now the whole table, or no longer */
  open?: boolean
}

/**
 * A new contract with the overlay's changes; the given one stays as it is. Throws Error for a change of
 * something that is not there, and for an addition that already is: a stale overlay must not pass in silence.
 */
export function applyOverlay(contract: Contract, overlay: Overlay): Contract {
  const { input = [], output = [], rules = [], ...attributes } = overlay
  const at = (side: string) => `契约 ${contract.code} 的覆盖文件 ${side}`
  return {
    ...contract,
    ...attributes,
    input: input.reduce((nodes, c) => changeAt(nodes, steps(c.path), c, at('input')), contract.input),
    output: output.reduce((nodes, c) => changeAt(nodes, steps(c.path), c, at('output')), contract.output),
    rules: [...contract.rules, ...rules],
  }
}

const steps = (path: string) => path.split('.')

function changeAt(nodes: Node[], [step = '', ...rest]: string[], change: NodeChange, at: string): Node[] {
  const i = nodes.findIndex((n) => n.name === step)
  const found = nodes[i]
  const here = `${at}.${step}`
  if (rest.length > 0) {
    if (!found) throw new Error(`${here}：没有这个节点`)
    return nodes.with(i, { ...found, nodes: changeAt(found.nodes ?? [], rest, change, here) })
  }
  if (change.add) {
    if (found) throw new Error(`${here}：节点已经存在，不能再加`)
    return [...nodes, { name: step, ...change.add }]
  }
  if (!found) throw new Error(`${here}：没有这个节点`)
  if (change.remove) return nodes.toSpliced(i, 1)
  return nodes.with(i, { ...found, ...change.set, fields: changeFields(found.fields, change, here) })
}

function changeFields(fields: Field[], change: NodeChange, at: string): Field[] {
  const changes = change.fields ?? {}
  for (const name of Object.keys(changes)) {
    if (!fields.some((f) => f.name === name)) throw new Error(`${at}.${name}：没有这个字段`)
  }
  const changed = fields.flatMap((field) => {
    const set = changes[field.name]
    if (set === null) return []
    return [set ? changeField(field, set) : field]
  })
  for (const field of change.more ?? []) {
    if (changed.some((f) => f.name === field.name))
      throw new Error(`${at}.${field.name}：字段已经存在，不能再加`)
  }
  const all = [...changed, ...(change.more ?? [])]
  const twice = all.find((f, i) => all.findIndex((g) => g.name === f.name) !== i)
  if (twice) throw new Error(`${at}.${twice.name}：字段重复`)
  return all
}

function changeField(field: Field, set: FieldChange): Field {
  const entries = Object.entries({ ...field, ...set }).filter(([, v]) => v !== null)
  return Object.fromEntries(entries) as unknown as Field
}

/** A new table with the codes known for `overlay` (its own extension first, then the overlay file's). */
export function applyDictOverlay(dict: Dict, overlay: string, change?: DictOverlay): Dict {
  const extension = dict.extensions?.[overlay]
  if (!extension && !change) return dict
  const values = { ...dict.values, ...extension }
  for (const [code, label] of Object.entries(change?.values ?? {})) {
    if (label === null) delete values[code]
    else values[code] = label
  }
  const { open: was, ...rest } = dict
  const open = change?.open ?? was
  return { ...rest, values, ...(open ? { open: true as const } : {}) }
}
