import { z } from 'zod'
import { termsInputs } from '../../../shared/api/terms.ts'
import type { CatalogueStore } from '../../catalogue/port.ts'
import type { Cell, TableExport } from '../export/port.ts'
import type { TermsBook } from './deps.ts'
import { columnsOf, labelOf } from './shapes.ts'

const PAGE = 500
/** of one search: more than anybody reads, and quick to find */
const MOST_hits = 5_000

const WHAT = { added: '新增', changed: '变更', stopped: '停用' } as const

/** What a search finds, and what a version changed, as Excel. */
export function termsExports({
  catalogue,
  book,
}: {
  catalogue: CatalogueStore
  book: TermsBook
}): TableExport[] {
  const searched = termsInputs['terms.search'].omit({ limit: true })
  const changed = termsInputs['terms.changes'].pick({ kind: true, what: true })
  const labelsOf = (kind: string) =>
    new Map(columnsOf(book.contract(kind)).map(({ name, label }) => [name, label]))
  return [
    {
      id: 'terms.search',
      label: '医保目录查询结果',
      columns: [
        { title: '目录', width: 18 },
        { title: '编码', width: 26 },
        { title: '名称', width: 36 },
        ...['规格', '剂型', '生产企业', '批准文号', '单位'].map((title) => ({ title, width: 20 })),
        { title: '状态', width: 8 },
      ],
      async *rows(query) {
        const { text, kinds, at } = z.parse(searched, query)
        const more = { ...(kinds.length > 0 ? { kinds } : {}), ...(at ? { at } : {}) }
        for (const hit of await catalogue.search({ text, limit: MOST_hits, ...more })) {
          const { code, name, spec, dosform, maker, aprvno, unit, valid } = hit
          const label = labelOf(book.contract(hit.kind))
          yield [label, code, name, spec, dosform, maker, aprvno, unit, valid ? '有效' : '停用']
        }
      },
    },
    {
      id: 'terms.changes',
      label: '医保目录变更',
      columns: [
        { title: '变更', width: 8 },
        { title: '编码', width: 26 },
        { title: '名称', width: 36 },
        { title: '内容', width: 60 },
      ],
      async *rows(query) {
        const { kind, what } = z.parse(changed, query)
        const labels = labelsOf(kind)
        for (let offset = 0; ; offset += PAGE) {
          const { rows } = await catalogue.changes(kind, { offset, limit: PAGE, ...(what ? { what } : {}) })
          for (const { what, code, name, columns } of rows) {
            const text = columns
              .map(({ column, before, after }) => `${labels.get(column) ?? column}：${before} → ${after}`)
              .join('；')
            yield [WHAT[what], code, name, text] satisfies Cell[]
          }
          if (rows.length < PAGE) return
        }
      },
      count: async (query) => {
        const { kind, what } = z.parse(changed, query)
        return (await catalogue.changes(kind, { offset: 0, limit: 1, ...(what ? { what } : {}) })).total
      },
    },
  ]
}
