import { randomBytes } from 'node:crypto'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportPreview, MappingView } from '../../../shared/api/mapping.ts'
import { fail } from '../../../shared/errors.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { Change, UploadRow } from '../../journal/port.ts'
import type { TableExport } from '../export/port.ts'
import { readSheet, type SheetRow } from '../export/sheets.ts'
import { tableOf } from '../export/tables.ts'
import { audited, givingUp, type MappingDeps, type Person } from './deps.ts'
import { ENDLESS, MOST_ITEMS } from './items.ts'
import { asDoc, CATALOGUE_OF, type Doc, KIND, type Mapped, putDoc, SOURCE } from './model.ts'
import { allViews, type Filter, filtered } from './view.ts'

/** Columns that a sheet to be taken in is read by; what is taken out has them too. */
const ID = '医院目录编码'
const CODE = '医疗目录编码'
const FROM = '开始日期'
const TO = '结束日期'

/** The items as the screen shows them, to be filled in and taken back in. */
export function mappingTable(deps: MappingDeps): TableExport {
  return tableOf<MappingView>(
    { id: 'mapping', label: '目录对照', roles: ['admin', 'supervisor', 'office'] },
    [
      { title: ID, width: 14, of: (row) => row.id },
      { title: '医院目录名称', width: 30, of: (row) => row.name },
      { title: '规格', width: 20, of: (row) => row.spec },
      { title: '剂型', width: 12, of: (row) => row.dosform },
      { title: '单位', width: 8, of: (row) => row.unit },
      { title: '生产企业', width: 26, of: (row) => row.maker },
      { title: '批准文号', width: 20, of: (row) => row.aprvno },
      { title: '单价', kind: 'number', of: (row) => Number(row.pric) },
      { title: '目录类别', width: 14, of: (row) => row.listTypeLabel },
      { title: '状态', width: 10, of: (row) => row.stateLabel },
      { title: CODE, width: 30, of: (row) => row.med_list_codg },
      { title: '医疗目录名称', width: 30, of: (row) => row.med_list_name },
      { title: FROM, width: 12, of: (row) => row.begndate },
      { title: TO, width: 12, of: (row) => row.enddate },
      { title: '说明', width: 40, of: (row) => row.note },
    ],
    async function* (query) {
      await deps.ready()
      const { state = 'all', list_type = '', text = '' } = query as Partial<Filter>
      yield* filtered(await allViews(deps), { state, list_type, text })
    },
  )
}

const MOST_bytes = 20 * 1024 * 1024

/** Files that come in parts, one of a face at a time. */
export function createIntake(dir: string) {
  const parts = new Map<string, Buffer[]>()
  return async (
    sessionId: string,
    { part, first, last }: { part: string; first: boolean; last: boolean },
  ): Promise<SheetRow[] | null> => {
    const had = first
      ? []
      : (parts.get(sessionId) ?? fail('conflict', '文件没有收全', '没有改变。', '请重新选择文件。'))
    const all = [...had, Buffer.from(part, 'base64')]
    if (all.reduce((sum, { length }) => sum + length, 0) > MOST_bytes) {
      parts.delete(sessionId)
      fail('invalid', '文件超过 20 MB', '没有改变。', '请分成几个文件导入。')
    }
    if (!last) {
      parts.set(sessionId, all)
      return null
    }
    parts.delete(sessionId)
    await mkdir(dir, { recursive: true, mode: 0o700 })
    const path = join(dir, `${randomBytes(8).toString('hex')}.xlsx`)
    try {
      await writeFile(path, Buffer.concat(all), { mode: 0o600, flag: 'wx' })
      return await readSheet(path, MOST_ITEMS, AbortSignal.timeout(60_000))
    } finally {
      await rm(path, { force: true })
    }
  }
}

/** A change that was shown, and the document that it was shown for. */
export interface Planned {
  doc: Doc
  wanted: Mapped
}
type Preview = Omit<ImportPreview, 'importId'>

/** What a sheet would change. Nothing is written. Throws GuitaiError `invalid` where a column is missing. */
export async function plan(
  deps: MappingDeps,
  sheet: readonly SheetRow[],
): Promise<{ preview: Preview; planned: Planned[] }> {
  const [head, ...rows] = sheet
  const titles = head?.cells ?? []
  const lacking = [ID, CODE].filter((title) => !titles.includes(title))
  if (lacking.length > 0)
    fail(
      'invalid',
      `第 1 行里没有这些列：${lacking.join('、')}`,
      '没有改变。',
      '可先导出 Excel，在其中填写后再导入。',
    )
  const cell = (row: SheetRow, title: string) => row.cells[titles.indexOf(title)] ?? ''
  const docs = await byId(deps)
  const preview: Preview = { rows: rows.length, same: 0, changes: [], bad: [] }
  const planned: Planned[] = []
  const seen = new Map<string, number>()
  for (const row of rows) {
    const id = cell(row, ID)
    const read = { id, code: cell(row, CODE), from: cell(row, FROM), to: cell(row, TO) }
    const bad = (column: string, why: string) => preview.bad.push({ row: row.row, column, why })
    const before = seen.get(id)
    seen.set(id, row.row)
    const doc = docs.get(id)
    // not filled in: nothing is meant
    if (read.code === '') preview.same += 1
    else if (!doc) bad(ID, `价表里没有 ${id || '（空）'}`)
    else if (before !== undefined) bad(ID, `与第 ${before} 行重复`)
    else {
      const wanted = await readRow(deps, doc, read, bad)
      if (!wanted) continue
      const now = doc.data.stands ?? doc.data.wanted
      if (now && same(now, wanted) && doc.state !== 'review') preview.same += 1
      else {
        planned.push({ doc, wanted })
        const change = { id, name: doc.data.item.name, from: now ? words(now) : '', to: words(wanted) }
        preview.changes.push(change)
      }
    }
  }
  return { preview, planned }
}

const same = (a: Mapped, b: Mapped) =>
  a.med_list_codg === b.med_list_codg && a.begndate === b.begndate && a.enddate === b.enddate

const words = ({ med_list_codg, med_list_name, begndate, enddate }: Mapped) =>
  `${med_list_codg} ${med_list_name}（${begndate} 至 ${enddate === ENDLESS ? '长期' : enddate}）`

async function byId({ journal }: MappingDeps): Promise<Map<string, Doc>> {
  const rows = await journal.docs({ kind: KIND, order: 'id', limit: MOST_ITEMS })
  return new Map(rows.map((row) => [row.id, asDoc(row)]))
}

/** 2026-1-5 and 2026/1/5 as people write; null where it is no day. */
function dayOf(text: string): string | null {
  const [, year = '', month = '', day = ''] =
    /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00:00)?$/.exec(text) ?? []
  const made = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  const date = new Date(`${made}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(made) ? made : null
}

async function readRow(
  { catalogue, now }: MappingDeps,
  { data }: Doc,
  read: { code: string; from: string; to: string },
  bad: (column: string, why: string) => void,
): Promise<Mapped | null> {
  const refuse = (column: string, why: string): null => {
    bad(column, why)
    return null
  }
  const today = dateOf(now())
  const begndate = read.from === '' ? today : dayOf(read.from)
  const enddate = read.to === '' ? ENDLESS : dayOf(read.to)
  if (begndate === null) bad(FROM, `“${read.from}”不是日期`)
  if (enddate === null) bad(TO, `“${read.to}”不是日期`)
  if (begndate === null || enddate === null) return null
  if (enddate < begndate) return refuse(TO, '早于开始日期')
  if (enddate < today) return refuse(TO, '早于今天')
  const kind = CATALOGUE_OF[data.item.list_type] ?? ''
  const entry = await catalogue.entry(kind, read.code)
  const known = [data.stands, data.wanted].find((one) => one?.med_list_codg === read.code)
  if (entry && !entry.valid) return refuse(CODE, `${read.code} 已经停用`)
  if (!entry && !known && (await loaded(catalogue, kind))) return refuse(CODE, `这类目录里没有 ${read.code}`)
  return {
    med_list_codg: read.code,
    med_list_name: entry?.name ?? known?.med_list_name ?? '',
    begndate,
    enddate,
  }
}

const loaded = async (catalogue: MappingDeps['catalogue'], kind: string) =>
  (await catalogue.catalogues()).some((one) => one.kind === kind && one.rows > 0)

const TOGETHER = 200

/** Proposes what was shown, to be approved; items that have moved on since stay as they are. */
export async function carryOut(deps: MappingDeps, by: Person, planned: readonly Planned[]): Promise<number> {
  const { journal, now } = deps
  const docs = await byId(deps)
  const changes: Change[][] = []
  for (const { doc, wanted } of planned) {
    const current = docs.get(doc.id)
    if (current?.version !== doc.version || (await isSent(deps, current))) continue
    const data = { ...current.data, wanted, note: 'Excel 导入', sure: true }
    const next: Doc = { ...current, ...by, state: 'review', subject: wanted.med_list_codg, data }
    changes.push([...(await givingUp(deps, current)), putDoc(next, now())])
  }
  for (let from = 0; from < changes.length; from += TOGETHER)
    await journal.commit(changes.slice(from, from + TOGETHER).flat())
  await journal.commit([audited(deps, by, 'mapping.import', '目录对照', { rows: changes.length })])
  return changes.length
}

async function isSent({ journal }: MappingDeps, doc: Doc): Promise<boolean> {
  if (doc.state !== 'waiting') return false
  const keys = [doc.data.uploadKey!]
  const sent: UploadRow[] = await journal.uploads({ source: SOURCE, keys, states: ['sent'], limit: 1 })
  return sent.length > 0
}
