import type { FieldFault, Json, JsonObject, Node } from '../../../../shared/contract.ts'
import { maskDeep } from '../../../../shared/mask.ts'
import { validate } from '../../../../shared/validate.ts'
import type { PartData, RecordDeps } from './deps.ts'
import type { Facts } from './facts.ts'
import type { PartKind } from './kinds.ts'

/** The form of a part: what was written by hand, what this side says itself, and what leaves for the screen. */

const isRecord = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `input` with each of the paths as it stands in `from`: 'data.plan_no', or a whole node. */
function overlaid(input: JsonObject, from: JsonObject, paths: readonly string[]): JsonObject {
  const out: JsonObject = { ...input }
  for (const path of paths) {
    const [node = '', field] = path.split('.')
    if (field === undefined) {
      out[node] = from[node] ?? []
      continue
    }
    const { [field]: _, ...others } = isRecord(out[node]) ? (out[node] as JsonObject) : {}
    const value = isRecord(from[node]) ? (from[node] as JsonObject)[field] : undefined
    out[node] = value === undefined ? others : { ...others, [field]: value }
  }
  return out
}

/** The whole message as it would leave now. */
export function whole(
  kind: PartKind,
  data: Pick<PartData, 'input' | 'sent'>,
  facts: Facts,
  { dict }: Pick<RecordDeps, 'dict'>,
): JsonObject {
  const number = data.sent?.number ?? ''
  // sent again under the platform's own number, it is changed and not added
  const from = number ? { ...facts.from, [NUMBER_OF[kind.infno] ?? '']: number } : facts.from
  const now = { ...facts, from }
  const fresh = kind.draft(now) ?? kind.blank?.(now) ?? {}
  const said = overlaid(data.input, fresh, kind.own)
  return kind.derived ? kind.derived(said, meaningOf(dict)) : said
}

const NUMBER_OF: Record<string, string> = { GS3402: 'plan_no', GS3405: 'eval_no' }

export const meaningOf =
  (dict: RecordDeps['dict']) =>
  (name: string, code: string): string =>
    dict(name)?.values[code] ?? code

/** All that is wrong with a message now, by the contract and by what the case says. */
export function faultsOf(kind: PartKind, input: JsonObject, facts: Facts, deps: RecordDeps): FieldFault[] {
  const contract = deps.contract(kind.family, kind.infno)
  const formal = validate(contract, 'input', input, { dict: deps.dict, remote: false })
  const paths = new Set(formal.map(({ path }) => path))
  const all = [...formal, ...kind.check(input, facts).filter(({ path }) => !paths.has(path))]
  const order = placesOf(contract.input)
  const place = ({ path }: FieldFault) => order.indexOf(path.replace(/\[\d+\]/g, ''))
  return all.sort((a, b) => place(a) - place(b))
}

/** The paths of a message in the order in which a form draws them: fields, then the parts below them. */
function placesOf(nodes: readonly Node[], within = ''): string[] {
  return nodes.flatMap(({ name, fields, nodes: inner = [] }) => {
    const at = within ? `${within}.${name}` : name
    return [at, ...fields.map((field) => `${at}.${field.name}`), ...placesOf(inner, at)]
  })
}

/** Names, documents and telephones masked; other text as it is. */
export const maskedForm = (input: JsonObject): JsonObject => maskDeep(input)

/** A masked text that came back untouched is the real one again. */
export function unmasked(form: JsonObject, real: JsonObject): JsonObject {
  const hidden = maskedForm(real)
  const fields = ([name, value]: [string, Json | undefined], at: JsonObject, mask: JsonObject) => [
    name,
    typeof value === 'string' && value === mask[name] ? (at[name] as Json) : (value as Json),
  ]
  return Object.fromEntries(
    Object.entries(form).map(([node, value]) => {
      const [at, mask] = [real[node], hidden[node]]
      if (!isRecord(value) || !isRecord(at) || !isRecord(mask)) return [node, value]
      return [node, Object.fromEntries(Object.entries(value).map((entry) => fields(entry, at, mask)))]
    }),
  )
}

/** who sent it and when, and the platform's own numbers: no change of what it says */
const UNSAID = new Set(['aae011', 'aae036', 'plan_no', 'eval_no'])

/** Do two messages say the same, whatever the order of their fields? */
export function alike(a: JsonObject, b: JsonObject | null): boolean {
  return b !== null && canonical(a) === canonical(b)
}

function canonical(value: Json | undefined): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isRecord(value)) return JSON.stringify(value ?? null)
  const entries = Object.entries(value).filter(
    ([name, one]) => !UNSAID.has(name) && one !== '' && one !== null && one !== undefined,
  )
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, one]) => `${JSON.stringify(name)}:${canonical(one)}`)
    .join(',')}}`
}
