import type { TermsCatalogue, TermsHit } from '../../../shared/api/terms.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { CatalogueHit, CatalogueState, DictRow } from '../../catalogue/port.ts'
import { mustSettle, senderOf } from '../office.ts'
import { type Caller, OFFICE, type Registry } from '../registry.ts'
import type { TermsDeps } from './deps.ts'
import { columnsOf, isCatalogue, labelOf, PAGED, TERM_CODES } from './shapes.ts'
import { entryView, valuesView } from './view.ts'

export function registerTerms(reg: Registry, deps: TermsDeps): void {
  const { catalogue, downloads, book } = deps
  const kinds = kindsOf(book)

  reg.read('terms.list', () => listOf(deps))
  reg.write(
    'terms.download',
    async ({ kinds: wanted, fresh }, caller) => {
      const unknown = wanted.find((kind) => !kinds.includes(kind))
      if (unknown) fail('not_found', `本地区没有目录 ${unknown}`, '没有下载。', '请从列表里选择。')
      await audit(deps, caller, 'terms.download', wanted.join(' '), { fresh })
      // what goes wrong stands in the list; here nobody waits for it
      for (const kind of wanted) downloads.run(kind, { fresh }).catch(() => {})
      return listOf(deps)
    },
    OFFICE,
  )
  reg.write(
    'terms.pause',
    async ({ kind }) => {
      if (!downloads.pause(kind))
        fail('conflict', '这个目录现在没有在下载', '没有改变。', '请看列表里的状态。')
      return listOf(deps)
    },
    OFFICE,
  )
  reg.write(
    'terms.cancel',
    async ({ kind }, caller) => {
      await audit(deps, caller, 'terms.cancel', kind, {})
      await downloads.cancel(kind)
      return listOf(deps)
    },
    OFFICE,
  )
  reg.read('terms.search', async ({ text, kinds, at, limit }) => {
    if (text === '') return []
    const query = { text, limit, ...(kinds.length > 0 ? { kinds } : {}), ...(at ? { at } : {}) }
    return (await catalogue.search(query)).map((hit) => hitView(deps, hit))
  })
  reg.read('terms.entry', async ({ kind, code, at }) => {
    const entry = await catalogue.entry(kind, code)
    if (!entry) fail('not_found', '目录里没有这一条', '没有改变。', '目录可能刚刚更新过，请重新查找。')
    const terms = await catalogue.terms(code, at)
    const rows = await catalogue.termRows(code)
    return entryView(book, hitView(deps, entry), entry.columns, { at, terms, rows })
  })
  reg.read('terms.changes', async ({ kind, what, ...page }) => {
    const labels = new Map(columnsOf(contractOf(deps, kind)).map(({ name, label }) => [name, label]))
    const { rows, total } = await catalogue.changes(kind, { ...page, ...(what ? { what } : {}) })
    const columns = (list: (typeof rows)[number]['columns']) =>
      list.map(({ column, before, after }) => ({ label: labels.get(column) ?? column, before, after }))
    return { rows: rows.map((row) => ({ ...row, columns: columns(row.columns) })), total }
  })
  registerLookups(reg, deps)
}

/** 1901 and 1201: asked for by a person, at once. */
function registerLookups(reg: Registry, deps: TermsDeps): void {
  const { catalogue, book, now } = deps
  const { pages } = catalogue
  reg.read('terms.dicts', async () =>
    pages.dicts().map((list) => ({ ...list, label: book.dict(list.type)?.label ?? '' })),
  )
  reg.read('terms.dict', async ({ type, admdvs }) =>
    valuesView(pages.dict(type, admdvs || deps.area), book.dict(type)),
  )
  reg.write(
    'terms.fetchDict',
    async ({ type, ...asked }, caller) => {
      const admdvs = asked.admdvs || deps.area
      const data = { type, parentValue: '', admdvs, date: dateOf(now()), valiFlag: '1' }
      const output = await mustSettle(
        (await senderOf(deps, caller))({ family: 'nhsa', infno: '1901', input: { data } }),
      )
      const rows = listIn(output.list).map(dictRow)
      pages.keepDict(type, admdvs, rows, now())
      await audit(deps, caller, 'terms.fetchDict', type, { admdvs, rows: rows.length })
      return valuesView(rows, book.dict(type))
    },
    OFFICE,
  )
  reg.write('terms.institutions', async ({ fixmedins_type, text }, caller) => {
    const by: JsonObject = /^[HP]\d{11}$/.test(text) ? { fixmedins_code: text } : { fixmedins_name: text }
    const input = { medinsinfo: { fixmedins_type, ...by } }
    const output = await mustSettle((await senderOf(deps, caller))({ family: 'nhsa', infno: '1201', input }))
    return listIn(output.medinsinfo).map((row) => {
      const fixmedins_code = textOf(row.fixmedins_code)
      const hosp_lv = textOf(row.hosp_lv)
      const own = fixmedins_code === deps.fixmedins_code
      if (own && hosp_lv) pages.level.set(hosp_lv.slice(0, 1))
      return {
        ...{ fixmedins_code, own, fixmedins_name: textOf(row.fixmedins_name) },
        fixmedins_type: meaning(deps, 'fixmedins_type', textOf(row.fixmedins_type)),
        hosp_lv: meaning(deps, 'hosp_lv', hosp_lv),
      }
    })
  })
}

const textOf = (value: Json | undefined) => (value === null || value === undefined ? '' : String(value))
const listIn = (value: Json | undefined): JsonObject[] =>
  Array.isArray(value) ? (value as JsonObject[]) : []

function meaning({ book }: TermsDeps, dict: string, value: string): string {
  const word = book.dict(dict)?.values[value]
  return word ? `${value} ${word}` : value
}

/** Names as the official table prints them, and as some centres write them (1901, notes). */
function dictRow(row: JsonObject): DictRow {
  const of = (...names: string[]) =>
    textOf(names.map((name) => row[name]).find((value) => value !== undefined))
  return {
    value: of('value'),
    label: of('label'),
    parentValue: of('parentValue', 'parent_value'),
    sort: Number(of('sort')) || 0,
    valid: of('valiFlag', 'vali_flag', 'vali_Flag') !== '0',
  }
}

/** Every catalogue of the site's contracts, then what is joined to them. */
export function kindsOf(book: TermsDeps['book']): string[] {
  const codes = book.codes()
  return [...codes.filter(isCatalogue), ...TERM_CODES.filter((code) => codes.includes(code))]
}

async function listOf({ catalogue, downloads, book }: TermsDeps): Promise<TermsCatalogue[]> {
  const states = new Map((await catalogue.catalogues()).map((state) => [state.kind, state]))
  const passes = new Map(catalogue.pages.states().map((state) => [state.kind, state]))
  return kindsOf(book).map((kind): TermsCatalogue => {
    const label = labelOf(book.contract(kind))
    const work = downloads.state(kind)
    if (isCatalogue(kind)) return { ...fileRow(kind, label, states.get(kind)), ...work }
    const pass = passes.get(kind)
    const { rows = 0, since = null, loadedAt = null } = pass ?? {}
    return {
      kind,
      label,
      by: 'page',
      version: since,
      rows,
      loadedAt,
      changed: null,
      searched: false,
      ...work,
    }
  })
}

function fileRow(kind: string, label: string, state: CatalogueState | undefined) {
  const { version = null, rows = 0, loadedAt = null, changed = null } = state ?? {}
  const by = kind === PAGED ? ('page' as const) : ('file' as const)
  return { kind, label, by, version, rows, loadedAt, changed, searched: state !== undefined }
}

function contractOf({ book }: TermsDeps, kind: string) {
  if (!kindsOf(book).includes(kind))
    fail('not_found', `本地区没有目录 ${kind}`, '没有改变。', '请从列表里选择。')
  return book.contract(kind)
}

const hitView = ({ book }: Pick<TermsDeps, 'book'>, hit: CatalogueHit): TermsHit => {
  const { kind, code, name, spec, dosform, maker, aprvno, unit, valid } = hit
  const kindLabel = labelOf(book.contract(kind)).replace(/目录$/, '')
  return { kind, kindLabel, code, name, spec, dosform, maker, aprvno, unit, valid }
}

async function audit(deps: TermsDeps, caller: Caller, action: string, subject: string, detail: JsonObject) {
  const entry = { at: deps.now(), actor: caller.operator!.opter, action, subject, detail }
  await deps.journal.commit([{ t: 'audit', entry }])
}
