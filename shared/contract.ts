/**
 * An interface as data. One JSON file a code under shared/contracts/<family>/; a province is an overlay
 * file beside it (`2207.sichuan.json`) merged at load. Nothing here touches a disk: the loader of each side
 * (electron/platforms/contracts.ts) hands in parsed JSON.
 */
export type ContractKind = 'query' | 'transact' | 'upload' | 'download' | 'session'
export type FieldType = 'string' | 'number' | 'integer' | 'date' | 'datetime' | 'file' | 'boolean'

/** A condition under which a `required: "cond"` field must be there; made from the note at import where it can. */
export interface When {
  /** path of another field, from the input root (`data.mdtrt_cert_type`) or a sibling's bare name */
  field: string
  in?: string[]
  notEmpty?: true
  /** the two stand for each other: one of them must be given */
  empty?: true
  /** a number below zero: a refund line */
  negative?: true
}

export interface Field {
  name: string
  label: string
  type: FieldType
  /** characters for strings, total digits for numbers */
  length?: number
  /** decimals of a number */
  scale?: number
  required: boolean | 'cond'
  /** `remote`: must be there for an out-of-area patient (insuplc_admdvs differs from mdtrtarea_admvs) */
  when?: When | 'remote'
  dict?: string
  /** a list of such values instead of one */
  items?: 'string'
  /** known keys of the JSON object that this text carries (exp_content); a province may add others */
  keys?: Field[]
  note?: string
}

export interface Node {
  /** empty: the fields stand directly in input/output, which is itself a list if the node is `many` */
  name: string
  label?: string
  many: boolean
  required: boolean | 'cond'
  /** no fields and no nodes: the content is the region's own and passes as it is */
  fields: Field[]
  nodes?: Node[]
  note?: string
}

export interface Contract {
  family: string
  code: string
  name: string
  group: string
  direction: 'call' | 'serve'
  kind: ContractKind
  reversal?: string
  input: Node[]
  output: Node[]
  rules: string[]
  evidence: 'field-table' | 'code' | 'inferred'
}

export interface Dict {
  name: string
  label: string
  values: Record<string, string>
  /** the values are a part of the table only: for display, not for refusing others */
  open?: true
  /** codes of single provinces by overlay name; an overlay of that name adds them to `values` */
  extensions?: Record<string, Record<string, string>>
  note?: string
}

/** One thing wrong with one field. `path` is `data.psn_no` or `feedetail[3].cnt`. */
export interface FieldFault {
  path: string
  label: string
  rule: 'unknown' | 'missing' | 'type' | 'length' | 'scale' | 'dict' | 'format' | 'shape'
  /** Chinese, names the field by its label: 「第 4 行 数量：最多 4 位小数」 */
  message: string
}

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type JsonObject = { [key: string]: Json }
