import type { SetllistChange } from '../../../shared/api/setllist.ts'
import type { Contract, Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { rows } from '../../../shared/settlement.ts'
import { changes } from './compare.ts'
import type { Edit, ListData } from './deps.ts'
import { fit, labelOf, nodeOf, valueFor } from './fit.ts'
import { text } from './rule.ts'

/** What the settlement fixes and nobody changes by hand. */
const FIXED = new Set(['psn_no', 'mdtrt_id', 'setl_id', 'fixmedins_code', 'fixmedins_name', 'stas_type'])

/** What leaves the main process hidden: a text with stars in it is what was shown, not what is meant. */
const HIDDEN = new Set('psn_name certno coner_name coner_tel emp_tel curr_addr coner_addr'.split(' '))

type By = Pick<Edit, 'opter' | 'opterName' | 'at'>

/** The list after one change by hand; what changed stands in its edits. Throws `invalid` where it cannot be. */
export function edited(data: ListData, change: SetllistChange, contract: Contract, by: By): ListData {
  const node = nodeOf(contract, change.node)
  if (!node || node.many !== (change.op === 'rows')) fail('invalid', `清单没有 ${change.node} 这一部分`)
  if (change.op === 'rows') {
    const next = fit({ ...contract, input: [node] }, { [node.name]: change.rows as Json })[node.name] ?? []
    const told = changes(contract, part(data.input, node.name), { [node.name]: next })
    if (told.length === 0 && rows(data.input, node.name).length === change.rows.length) return data
    const edits = told.map(
      ({ label, ours, theirs }): Edit => ({ path: node.name, label, from: theirs, to: ours, ...by }),
    )
    return counted({
      ...data,
      input: { ...data.input, [node.name]: next },
      sources: { ...data.sources, [node.name]: 'hand' },
      edits: [...data.edits, ...edits],
    })
  }
  const field = node.fields.find(({ name }) => name === change.field)
  if (!field || FIXED.has(change.field)) fail('invalid', `${field?.label ?? change.field} 不能修改`)
  if (HIDDEN.has(field.name) && change.value.includes('*'))
    fail('invalid', `${field.label}：是隐藏后的内容，不能保存`, '没有改变。', '请按 F10 显示明文后再改。')
  const path = `${node.name}.${field.name}`
  const { [field.name]: before, ...rest } = object(data.input[node.name])
  const value = valueFor(field, change.value.trim())
  if (text(before) === text(value)) return data
  const edit: Edit = { path, label: labelOf(contract, path), from: text(before), to: text(value), ...by }
  return {
    ...data,
    input: { ...data.input, [node.name]: value === undefined ? rest : { ...rest, [field.name]: value } },
    sources: { ...data.sources, [path]: 'hand' },
    edits: [...data.edits, edit],
  }
}

const object = (value: Json | undefined): JsonObject => (value ?? {}) as JsonObject
const part = (input: JsonObject, name: string): JsonObject => ({ [name]: input[name] ?? [] })

/** 4101's counters follow the lists. */
function counted(data: ListData): ListData {
  const setlinfo = object(data.input.setlinfo)
  if (setlinfo.diag_code_cnt === undefined) return data
  const count = (name: string) => rows(data.input, name).length
  const counts = { diag_code_cnt: count('diseinfo'), oprn_oprt_code_cnt: count('oprninfo') }
  return { ...data, input: { ...data.input, setlinfo: { ...setlinfo, ...counts } } }
}

/** What was changed by hand in an older making, put over a new one: single fields, and whole lists. */
export function carriedOver(before: ListData, made: ListData): ListData {
  const byHand = Object.entries(before.sources).filter(([, source]) => source === 'hand')
  const input: JsonObject = { ...made.input }
  const sources = { ...made.sources }
  for (const [path] of byHand) {
    const [node = '', field] = path.split('.')
    sources[path] = 'hand'
    if (field === undefined) input[node] = before.input[node] ?? []
    else {
      const value = object(before.input[node])[field]
      const { [field]: _, ...rest } = object(input[node])
      input[node] = value === undefined ? rest : { ...rest, [field]: value }
    }
  }
  const { edits, setl_list_id, sent, chk_cont } = before
  return counted({ ...made, input, sources, edits, setl_list_id, sent, chk_cont })
}
