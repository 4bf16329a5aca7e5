import {
  MAPPING_STATE_LABEL,
  MAPPING_STATES,
  type MappingOutputs,
  type MappingState,
  type MappingView,
} from '../../../shared/api/mapping.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { CatalogueStore } from '../../catalogue/port.ts'
import type { Journal, UploadRow } from '../../journal/port.ts'
import { MOST_ITEMS } from './items.ts'
import { asDoc, CATALOGUE_OF, type Doc, KIND, SOURCE, stateOf } from './model.ts'

export interface ViewDeps {
  journal: Journal
  catalogue: CatalogueStore
  now(): number
  /** the code table's word of a list_type */
  listType(value: string): string
}

/** What needs a hand stands first. */
const ORDER: readonly MappingState[] = [
  'refused',
  'expired',
  'review',
  'none',
  'withdrawn',
  'waiting',
  'there',
]
const RANK = new Map(ORDER.map((one, i) => [one, i]))

export function viewOf(doc: Doc, upload: UploadRow | undefined, { now, listType }: ViewDeps): MappingView {
  const { item, wanted, stands, note, sure } = doc.data
  const state = stateOf(doc, upload, dateOf(now()))
  const shown = state === 'there' || state === 'expired' ? (stands ?? wanted) : (wanted ?? stands)
  const { medins_list_codg: _, med_list_codg: __, ...of } = item
  return {
    ...of,
    id: doc.id,
    version: doc.version,
    listTypeLabel: listType(item.list_type),
    state,
    stateLabel: MAPPING_STATE_LABEL[state],
    med_list_codg: shown?.med_list_codg ?? '',
    med_list_name: shown?.med_list_name ?? '',
    begndate: shown?.begndate ?? '',
    enddate: shown?.enddate ?? '',
    note: state === 'refused' ? (upload?.why ?? '已在上传清单里放弃') : note,
    sure: state === 'review' && sure,
    standsCode: stands?.med_list_codg ?? '',
    opterName: doc.opterName,
    at: doc.at,
  }
}

/** The rows of the uploads of documents that wait, by document. */
async function uploadsOf(journal: Journal, docs: readonly Doc[]): Promise<Map<string, UploadRow>> {
  const byKey = new Map(
    docs.filter(({ state }) => state === 'waiting').map((doc) => [doc.data.uploadKey!, doc.id]),
  )
  const keys = [...byKey.keys()]
  if (keys.length === 0) return new Map()
  const rows = await journal.uploads({ source: SOURCE, keys, limit: keys.length })
  return new Map(rows.map((row) => [byKey.get(row.key)!, row]))
}

export async function viewsOf(deps: ViewDeps, docs: readonly Doc[]): Promise<MappingView[]> {
  const uploads = await uploadsOf(deps.journal, docs)
  return docs.map((doc) => viewOf(doc, uploads.get(doc.id), deps))
}

const READ = 1_000
const pause = () => new Promise((resolve) => setImmediate(resolve))

/** A row and the words by which it is found. */
export interface Kept {
  view: MappingView
  text: string
}

/** All items; a page at a time, so that the counter's own work gets in between. */
export async function allViews(deps: ViewDeps): Promise<Kept[]> {
  const all: Kept[] = []
  for (let offset = 0; offset < MOST_ITEMS; offset += READ) {
    const rows = await deps.journal.docs({ kind: KIND, order: 'id', offset, limit: READ })
    const views = await viewsOf(deps, rows.map(asDoc))
    all.push(...views.map((view, i) => ({ view, text: rows[i]!.text })))
    if (rows.length < READ) break
    await pause()
  }
  return all
}

export interface Filter {
  state: 'all' | MappingState
  list_type: string
  text: string
}

export function filtered(all: readonly Kept[], { state, list_type, text }: Filter): MappingView[] {
  const words = text.toLowerCase()
  const found = ({ view, text }: Kept) =>
    `${text} ${view.med_list_codg} ${view.med_list_name}`.toLowerCase().includes(words)
  return all
    .filter(
      (kept) =>
        (state === 'all' || kept.view.state === state) &&
        (list_type === '' || kept.view.list_type === list_type) &&
        (words === '' || found(kept)),
    )
    .map(({ view }) => view)
    .sort((a, b) => RANK.get(a.state)! - RANK.get(b.state)! || (a.id < b.id ? -1 : 1))
}

export async function listing(
  deps: ViewDeps,
  all: readonly Kept[],
  query: Filter & { limit: number },
): Promise<MappingOutputs['mapping.list']> {
  const counts = Object.fromEntries(MAPPING_STATES.map((state) => [state, 0])) as Record<MappingState, number>
  const kinds = new Map<string, number>()
  let sure = 0
  for (const { view } of all) {
    const { state, list_type, sure: certain } = view
    if (query.list_type === '' || query.list_type === list_type) {
      counts[state] += 1
      if (certain) sure += 1
    }
    kinds.set(list_type, (kinds.get(list_type) ?? 0) + 1)
  }
  const rows = filtered(all, query)
  return {
    rows: rows.slice(0, query.limit),
    total: rows.length,
    counts,
    sure,
    kinds: [...kinds]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([list_type, count]) => ({ list_type, label: deps.listType(list_type), count })),
    lacking: await lackingOf(deps, [...kinds.keys()]),
  }
}

/** The list_types whose catalogue has never been downloaded. */
async function lackingOf({ catalogue, listType }: ViewDeps, kinds: readonly string[]): Promise<string[]> {
  const here = new Set((await catalogue.catalogues()).filter(({ rows }) => rows > 0).map(({ kind }) => kind))
  return kinds.filter((kind) => !here.has(CATALOGUE_OF[kind] ?? '')).map(listType)
}
