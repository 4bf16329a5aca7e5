import type { Field, Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { Caller } from '../registry.ts'
import { valueFor } from '../setllist/fit.ts'
import { type BodyData, free, loadBody, loadStay, put, type SelfpayDeps, type StayRow } from './deps.ts'
import { headOf } from './take.ts'
import { audit } from './upload.ts'

const FIXED = new Set(['fixmedins_mdtrt_id', 'fixmedins_code', 'fixmedins_name'])
const PATH = /^(mdtrt|diags|fees)(?:\[(\d+)\])?\.(\w+)$/

/** Which contract a part of the body goes by, and under which node. */
const NODES = {
  inpatient: {
    mdtrt: ['4202', 'ownPayPatnMdtrtD'],
    diags: ['4202', 'ownPayPatnDiagListD'],
    fees: ['4201A', 'fsiOwnpayPatnFeeListDDTO'],
  },
  outpatient: { mdtrt: ['4205', 'mdtrtinfo'], diags: ['4205', 'diseinfo'], fees: ['4205', 'feedetail'] },
} as const

type Part = keyof (typeof NODES)['inpatient']
type Deps = Pick<SelfpayDeps, 'contract'>

/** The contract's field behind a path of the body, and the row it is in; null where there is none. */
export function fieldAt(
  kind: keyof typeof NODES,
  path: string,
  deps: Deps,
): { part: Part; row: number | null; field: Field } | null {
  const [, part, row, name] = PATH.exec(path) ?? []
  if (!part || !name) return null
  const [infno, node] = NODES[kind][part as Part]
  const field = deps
    .contract(infno)
    .input.find((one) => one.name === node)
    ?.fields.find((one) => one.name === name)
  return field ? { part: part as Part, row: row === undefined ? null : Number(row), field } : null
}

export const textOf = (value: Json | undefined): string =>
  value === null || value === undefined ? '' : String(value)

/** The row of the body that a path speaks of. */
export const rowAt = (body: BodyData, part: Part, row: number | null): JsonObject | undefined =>
  part === 'mdtrt' ? body.mdtrt : body[part][row ?? -1]

/**
 * Puts fields right. What was sent and has changed since is sent again: lines from the beginning, for the
 * centre takes none twice; visit and diagnoses by themselves.
 */
export async function mend(
  deps: SelfpayDeps,
  input: { id: string; version: number; changes: { path: string; value: string }[] },
  caller: Caller,
): Promise<StayRow> {
  const { journal, now } = deps
  const [stay, whole] = [await loadStay(deps, input.id), await loadBody(deps, input.id)]
  await free(deps, input.id)
  if (stay.version !== input.version)
    fail('conflict', '画面上的内容已经过期，刚才的修改没有执行', '没有改变。', '请看一眼最新的内容再改。')
  if (stay.state === 'done')
    fail('conflict', '已经标记完成，不能再改', '没有改变。', '请先改回未完成（F9）。')
  let body = whole.data
  const parts = new Set<Part>()
  for (const { path, value } of input.changes) {
    const at = fieldAt(stay.data.kind, path, deps)
    const before = at && rowAt(body, at.part, at.row)
    if (!at || !before || FIXED.has(at.field.name)) fail('invalid', `${path} 不能修改`)
    const next = valueFor(at.field, value.trim())
    if (textOf(next) === textOf(before[at.field.name])) continue
    parts.add(at.part)
    const { opter, opterName } = caller.operator!
    const label = at.row === null ? at.field.label : `第 ${at.row + 1} 行 ${at.field.label}`
    const edit = { path, label, from: textOf(before[at.field.name]), to: textOf(next) }
    body = {
      ...withRow(body, at.part, at.row, { ...before, [at.field.name]: next ?? '' }),
      edits: [...body.edits, { ...edit, opter, opterName, at: now() }],
    }
  }
  if (parts.size === 0) return stay
  const { state, sent } = again(stay, parts)
  const row: StayRow = { ...stay, state, data: { ...stay.data, ...headOf(body), sent, why: null } }
  await journal.commit([
    put(row, now()),
    put({ ...whole, data: body }, now()),
    audit(deps, caller, 'selfpay.mend', stay.id),
  ])
  return loadStay(deps, stay.id)
}

function withRow(body: BodyData, part: Part, row: number | null, next: JsonObject): BodyData {
  if (part === 'mdtrt') return { ...body, mdtrt: next }
  return { ...body, [part]: body[part].map((one, i) => (i === row ? next : one)) }
}

/** How far a stay is once these parts of it have changed. */
function again(
  { state, data }: StayRow,
  parts: ReadonlySet<Part>,
): { state: StayRow['state']; sent: number } {
  const isBack = parts.has('fees') && data.sent > 0
  if (isBack || data.kind === 'outpatient') return { state: 'new', sent: 0 }
  return { state: state === 'visit' ? 'details' : state, sent: data.sent }
}
