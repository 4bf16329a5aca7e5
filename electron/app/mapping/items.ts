import { dateOf } from '../../../shared/msgid.ts'
import { initials } from '../../../shared/pinyin.ts'
import type { CatalogueStore } from '../../catalogue/port.ts'
import type { Lanes } from '../../engine/lane.ts'
import type { His, HisRecord } from '../../his/port.ts'
import type { Change, Journal } from '../../journal/port.ts'
import {
  asDoc,
  type Doc,
  type DocState,
  type Item,
  itemOf,
  KIND,
  matchedOf,
  putDoc,
  SOURCE,
} from './model.ts'
import { uploadOf } from './source.ts'
import { isLikely, suggest } from './suggest.ts'

export interface ItemDeps {
  journal: Journal
  his: Pick<His, 'feed'>
  catalogue: CatalogueStore
  now(): number
}

const PAGE = 500
/** of one hospital's price list */
export const MOST_ITEMS = 100_000
/** whatever writes mappings does so in turn */
export const LANE = 'mapping'
/** how far the view was read */
const SERIAL = 'mapping.read'
const SYSTEM = { opter: 'SYS', opterName: '系统任务' }

const textOf = (item: Item) =>
  [item.medins_list_codg, item.name, initials(item.name), item.spec, item.maker, item.aprvno]
    .join(' ')
    .toLowerCase()

function fresh(item: Item, now: number): Doc {
  const data = { item, wanted: null, stands: null, note: '', sure: false, not: [], uploadKey: null }
  return {
    ...{
      kind: KIND,
      id: item.medins_list_codg,
      state: 'none',
      subject: item.med_list_codg,
      text: textOf(item),
    },
    ...{ data, ...SYSTEM, version: 0, createdAt: now, at: now },
  }
}

/**
 * Takes new and changed items out of the HIS, a page a commit together with the serial reached. An item that is
 * in a message without an answer stays in the HIS until there is one, for its document must not move. Answers
 * how many were new or changed.
 */
export async function readItems({ journal, his, now }: ItemDeps): Promise<number> {
  let after = ((await journal.setting(SERIAL)) as number | undefined) ?? 0
  let count = 0
  for (;;) {
    const page = await his.feed('item', after, PAGE)
    if (page.length === 0) return count
    const docs = await docsOf(
      journal,
      page.map(({ key }) => key),
    )
    const held = await heldOf(journal, docs)
    const stop = page.findIndex(({ key }) => held.has(key))
    const taken = stop < 0 ? page : page.slice(0, stop)
    const last = taken.at(-1)
    if (!last) return count
    // of one item the newest counts
    const newest = new Map(taken.map((record) => [record.key, record]))
    const changes = [...newest.values()].flatMap((record) =>
      taking(itemOf(record), docs.get(record.key), now()),
    )
    after = last.serial
    await journal.commit([...changes, { t: 'setting', key: SERIAL, value: after }])
    count += changes.filter(({ t }) => t === 'doc').length
    if (stop >= 0) return count
  }
}

async function docsOf(journal: Journal, ids: string[]): Promise<Map<string, Doc>> {
  const rows = await journal.docs({ kind: KIND, ids, order: 'id', limit: ids.length })
  return new Map(rows.map((row) => [row.id, asDoc(row)]))
}

/** Items whose row is in a message. */
async function heldOf(journal: Journal, docs: ReadonlyMap<string, Doc>): Promise<Set<string>> {
  const waiting = [...docs.values()].filter(({ state }) => state === 'waiting')
  const keys = waiting.map(({ data }) => data.uploadKey!)
  if (keys.length === 0) return new Set()
  const sent = await journal.uploads({ source: SOURCE, keys, states: ['sent'], limit: keys.length })
  const open = new Set(sent.map(({ key }) => key))
  return new Set(waiting.filter(({ data }) => open.has(data.uploadKey!)).map(({ id }) => id))
}

/** What tells an item from another: where that changes, its mapping has to be looked at. */
const identity = ({ name, spec, dosform, unit, maker, aprvno, list_type, med_list_codg }: Item) =>
  JSON.stringify([name, spec, dosform, unit, maker, aprvno, list_type, med_list_codg])

function taking(item: Item, old: Doc | undefined, now: number): Change[] {
  if (!old) return [putDoc(fresh(item, now), now)]
  if (JSON.stringify(old.data.item) === JSON.stringify(item)) return []
  const other = identity(old.data.item) !== identity(item)
  const note = other && old.state !== 'none' ? 'HIS 里的项目已改动，请核对对照' : old.data.note
  const state: DocState = other && old.state === 'review' ? 'none' : old.state
  const wanted = state === 'none' ? null : old.data.wanted
  const data = {
    ...old.data,
    item,
    note: state === 'none' ? '' : note,
    wanted,
    sure: state !== 'none' && old.data.sure,
  }
  const doc: Doc = { ...old, state, text: textOf(item), data }
  const moved = { ...doc, version: old.version + 1 }
  return [
    putDoc(doc, now, SYSTEM),
    ...(state === 'waiting'
      ? [{ t: 'upload', add: { ...uploadOf(moved), source: SOURCE }, at: now } as const]
      : []),
  ]
}

const TOGETHER = 50

/**
 * Looks for the entries of everything that has none. A few items at a time in the lane of the mappings, so that
 * people get in between. Answers how many are proposed now.
 */
export async function proposeAll(
  deps: ItemDeps & { lanes: Lanes },
  signal?: AbortSignal,
  far: (done: number) => void = () => {},
): Promise<number> {
  const { journal, lanes } = deps
  const open = await journal.docs({ kind: KIND, states: ['none'], order: 'id', limit: MOST_ITEMS })
  let proposed = 0
  for (let from = 0; from < open.length && !signal?.aborted; from += TOGETHER) {
    const ids = open.slice(from, from + TOGETHER).map(({ id }) => id)
    proposed += await lanes.run(LANE, () => propose(deps, ids))
    far(Math.min(1, (from + TOGETHER) / open.length))
  }
  return proposed
}

async function propose({ journal, catalogue, now }: ItemDeps, ids: string[]): Promise<number> {
  const today = dateOf(now())
  const changes: Change[] = []
  for (const doc of (await docsOf(journal, ids)).values()) {
    if (doc.state !== 'none') continue
    const [best] = await suggest(catalogue, doc.data.item, today, doc.data.not)
    if (!best || !isLikely(best)) continue
    const wanted = { med_list_codg: best.code, med_list_name: best.name, begndate: today, enddate: ENDLESS }
    const data = { ...doc.data, wanted, note: best.why, sure: best.sure }
    changes.push(putDoc({ ...doc, state: 'review', subject: best.code, data }, now(), SYSTEM))
  }
  if (changes.length > 0) await journal.commit(changes)
  return changes.length
}

/** 结束日期 is required (3301), and a mapping usually has none. */
export const ENDLESS = '2099-12-31'

/**
 * In training the demo hospital comes with what it has matched: its HIS says from when to when. Once, while
 * nothing is known of any item.
 */
export async function seedMatched({ journal, his, now }: ItemDeps): Promise<void> {
  if ((await journal.docCounts(KIND)).length > 0) return
  const records: HisRecord[] = []
  for (let after = 0; ; ) {
    const page = await his.feed('item', after, PAGE)
    records.push(...page)
    if (page.length < PAGE) break
    after = page.at(-1)!.serial
  }
  const serial = records.at(-1)?.serial
  if (serial === undefined) return
  const changes = records.map((record) => {
    const doc = fresh(itemOf(record), now())
    const matched = matchedOf(record)
    const data = { ...doc.data, wanted: matched, stands: matched }
    return putDoc(matched ? { ...doc, state: 'there', subject: matched.med_list_codg, data } : doc, now())
  })
  await journal.commit([...changes, { t: 'setting', key: SERIAL, value: serial }])
}
