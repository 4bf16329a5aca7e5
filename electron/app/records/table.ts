import type { PersonColumn, PersonRow, PersonSection, PersonTable } from '../../../shared/api/person.ts'
import type { Contract, Dict, Field, JsonObject, Node } from '../../../shared/contract.ts'
import { maskDeep } from '../../../shared/mask.ts'
import { type Fen, sum, tryYuan } from '../../../shared/money.ts'
import { node, rows } from '../../../shared/settlement.ts'
import { labelled } from '../txn/labels.ts'
import { SECTIONS, type Section } from './sections.ts'

/** What the labels of fields and codes are read from. */
export interface Words {
  contract(infno: string): Contract | null
  dict(name: string): Dict | undefined
}

/** The answers of a section as one table: labels by the contract, codes by their meaning, amounts in fen, masked. */
export function tableOf(
  name: PersonSection,
  outputs: readonly JsonObject[],
  words: Words,
  note: string,
): PersonTable {
  const section = SECTIONS[name]
  const contract = words.contract(section.infno)!
  const fieldOf = fieldsOf(contract, section)
  const columns = columnsOf(name, words)
  const seen = new Set<string>()
  const told = outputs.flatMap((output) =>
    section.nodes.flatMap((of) => rowsOf(output, of).map((row) => ({ of, row: maskDeep(row) }))),
  )
  const table = told.flatMap(({ of, row }, index): PersonRow[] => {
    const key = section.key.length > 0 ? section.key.map((field) => text(row[field])).join(' ') : `${index}`
    // two questions may find the same record
    if (seen.has(key)) return []
    seen.add(key)
    const about = contract.output.filter((one) => one.name === of)
    return [
      {
        key,
        cells: columns.map((column) => cellOf(row, column, fieldOf.get(column.name), words)),
        fields: labelled(asRoot(about), row, words.dict),
        ...{ mdtrt_id: text(row.mdtrt_id), setl_id: text(row.setl_id) },
        ...{ rpotc_no: text(row.rpotc_no), fixmedins_code: text(row.fixmedins_code) },
      },
    ]
  })
  return {
    section: name,
    infno: section.infno,
    label: section.label,
    columns,
    rows: table,
    sums: sumsOf(columns, table),
    note,
  }
}

/** An answer's list, or its one record. */
function rowsOf(output: JsonObject, name: string): JsonObject[] {
  const single = name ? node(output, name) : null
  return single ? [single] : rows(output, name)
}

/** The row stands by itself: its node's fields are those of a message without nodes. */
const asRoot = (nodes: readonly Node[]): Node[] => nodes.map((one) => ({ ...one, name: '', label: '' }))

function fieldsOf(contract: Contract, { nodes }: Section): Map<string, Field> {
  const found = contract.output.filter((one) => nodes.includes(one.name))
  return new Map(found.flatMap(({ fields }) => fields.map((field): [string, Field] => [field.name, field])))
}

export function columnsOf(name: PersonSection, { contract }: Words): PersonColumn[] {
  const section = SECTIONS[name]
  const of = contract(section.infno)
  const fieldOf = of ? fieldsOf(of, section) : new Map<string, Field>()
  return section.columns.map((column) => ({
    name: column,
    label: fieldOf.get(column)?.label ?? column,
    kind: section.money?.includes(column) ? 'fen' : section.numbers?.includes(column) ? 'number' : 'text',
  }))
}

function cellOf(
  row: JsonObject,
  { name, kind }: PersonColumn,
  field: Field | undefined,
  { dict }: Words,
): string | number | null {
  const value = row[name]
  if (kind === 'fen') return value === '' || value == null ? null : tryYuan(value)
  if (kind === 'number') return value === '' || value == null ? null : Number(value)
  const said = text(value)
  return field?.dict && said ? (dict(field.dict)?.values[said] ?? said) : said
}

function sumsOf(columns: readonly PersonColumn[], table: readonly PersonRow[]): PersonTable['sums'] {
  if (table.length < 2) return []
  return columns.flatMap(({ kind, label }, index) =>
    kind === 'fen' ? [{ label, fen: sum(table.map(({ cells }) => (cells[index] ?? 0) as Fen)) }] : [],
  )
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : ''
