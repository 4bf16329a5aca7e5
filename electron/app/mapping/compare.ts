import type { MappingReport } from '../../../shared/api/mapping.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import type { Change } from '../../journal/port.ts'
import { mustSettle, type Sender } from '../office.ts'
import { audited, givingUp, type MappingDeps, type Person, uploadRow } from './deps.ts'
import { MOST_ITEMS } from './items.ts'
import { asDoc, CATALOGUE_OF, type Doc, KIND, type Mapped, putDoc } from './model.ts'

/** rows of a page (1317, rules) */
const PAGE = 100
const FROM = '2000-01-01'
const VALID = '1'
const TOGETHER = 200

/** 1317 from the beginning: what the centre has, beside what stands here. Writes down what it finds. */
export async function compare(deps: MappingDeps, by: Person, send: Sender): Promise<MappingReport> {
  const there = await told(deps, send)
  const docs = (await deps.journal.docs({ kind: KIND, order: 'id', limit: MOST_ITEMS })).map(asDoc)
  const report: MappingReport = { same: 0, adopted: 0, lost: 0, differ: 0, strangers: 0 }
  const changes: Change[] = []
  for (const doc of docs) {
    const found = there.get(doc.id) ?? []
    there.delete(doc.id)
    const verdict = judged(doc, found)
    if (verdict === null || (await uploadRow(deps, doc))?.state === 'sent') continue
    report[verdict.is] += 1
    if (!verdict.next) continue
    const next = { ...verdict.next, ...by }
    const named = await withName(deps, next)
    changes.push(...(await givingUp(deps, doc)), putDoc(named, deps.now()))
  }
  report.strangers = there.size
  for (let from = 0; from < changes.length; from += TOGETHER)
    await deps.journal.commit(changes.slice(from, from + TOGETHER))
  await deps.journal.commit([audited(deps, by, 'mapping.compare', '目录对照', { ...report })])
  return report
}

/** The valid mappings at the centre, by item. */
async function told({ bus, fixmedins_code }: MappingDeps, send: Sender): Promise<Map<string, Mapped[]>> {
  const there = new Map<string, Mapped[]>()
  for (let page_num = 1; ; page_num++) {
    const data = { fixmedins_code, updt_time: FROM, page_num, page_size: PAGE }
    const output = await mustSettle(send({ family: 'nhsa', infno: '1317', input: { data } }))
    const rows = (output.data ?? []) as JsonObject[]
    for (const row of rows.filter(({ vali_flag }) => vali_flag === VALID)) {
      const id = String(row.medins_list_codg)
      there.set(id, [...(there.get(id) ?? []), mappedOf(row)])
    }
    const pages = Number(output.pages ?? 0)
    const last = rows.length < PAGE || output.lastPage === 'true'
    const label = last ? '' : `查询中心的对照：第 ${page_num} 页`
    bus.emit('work.progress', {
      work: 'mapping',
      label,
      done: last ? 1 : page_num / Math.max(page_num, pages),
    })
    if (last) return there
  }
}

const mappedOf = (row: JsonObject): Mapped => ({
  med_list_codg: String(row.med_list_codg),
  med_list_name: '',
  begndate: String(row.begndate).slice(0, 10),
  enddate: String(row.enddate || '2099-12-31').slice(0, 10),
})

interface Verdict {
  is: Exclude<keyof MappingReport, 'strangers'>
  /** as it is to be written down; without it nothing changes */
  next?: Doc
}

/** What the centre's valid mappings of one item say of its document; null: neither side has any. */
export function judged(doc: Doc, found: readonly Mapped[]): Verdict | null {
  const { stands, wanted } = doc.data
  const ours = stands ?? wanted
  const centre = found.find((one) => one.med_list_codg === ours?.med_list_codg) ?? found.at(-1)
  const as = (state: Doc['state'], more: Partial<Doc['data']>): Doc => ({
    ...doc,
    state,
    data: { ...doc.data, sure: false, note: '', ...more },
  })
  if (!centre) {
    const note = '中心没有这条对照'
    return stands ? { is: 'lost', next: as('withdrawn', { stands: null, note }) } : null
  }
  const kept = { ...centre, med_list_name: nameIn(centre, doc) }
  const alike = stands?.med_list_codg === centre.med_list_codg
  if (alike && stands.begndate === centre.begndate && stands.enddate === centre.enddate) return { is: 'same' }
  if (alike) return { is: 'differ', next: as(doc.state, { stands: kept, note: '有效期已按中心的改正' }) }
  const own = !stands && (doc.state === 'none' || doc.state === 'withdrawn')
  if (own || (!stands && wanted?.med_list_codg === centre.med_list_codg))
    return { is: 'adopted', next: as('there', { stands: kept, wanted: kept, uploadKey: null }) }
  const note = `中心现在对照的是 ${centre.med_list_codg}，审核后会先撤销再上传`
  return { is: 'differ', next: as('review', { stands: kept, wanted: ours, note }) }
}

const nameIn = ({ med_list_codg }: Mapped, { data }: Doc) =>
  [data.stands, data.wanted].find((one) => one?.med_list_codg === med_list_codg)?.med_list_name ?? ''

/** The catalogue's name of what the centre has, where it is known. */
async function withName({ catalogue }: MappingDeps, doc: Doc): Promise<Doc> {
  const { stands, wanted, item } = doc.data
  if (!stands || stands.med_list_name) return doc
  const entry = await catalogue.entry(CATALOGUE_OF[item.list_type] ?? '', stands.med_list_codg)
  if (!entry) return doc
  const named = { ...stands, med_list_name: entry.name }
  const same = wanted?.med_list_codg === stands.med_list_codg
  return {
    ...doc,
    data: { ...doc.data, stands: named, wanted: same ? { ...wanted, med_list_name: entry.name } : wanted },
  }
}
