import { z } from 'zod'
import { STOCK_KINDS } from '../../../shared/api/stock.ts'
import { maskName } from '../../../shared/mask.ts'
import type { Cell, TableExport } from '../export/port.ts'
import type { StockDeps } from './deps.ts'
import { type Batch, GOODS, TRACE, type Trace } from './goods.ts'
import { MOVEMENTS } from './kinds.ts'
import { listRows, traceWords } from './list.ts'

const PAGE = 500
const rowsQuery = z.object({ kind: z.enum(STOCK_KINDS), text: z.string().default('') })
const goodsQuery = z.object({ text: z.string().default('') })

/** The tables of 进销存: the rows of a kind, what is in stock, and where each pack with a code is. */
export function stockTables(deps: StockDeps): TableExport[] {
  const { journal } = deps
  return [
    {
      id: 'stock.rows',
      label: '进销存上传',
      columns: [
        ...[
          { title: '类别' },
          { title: '单号', width: 22 },
          { title: '状态' },
          { title: '院内编码', width: 12 },
        ],
        ...[{ title: '名称', width: 24 }, { title: '数量' }, { title: '生产批号', width: 14 }],
        ...[
          { title: '批次流水号', width: 22 },
          { title: '发生时间', width: 20 },
          { title: '说明', width: 30 },
        ],
        { title: '原因', width: 40 },
      ],
      async *rows(query) {
        const { kind, text } = rowsQuery.parse(query)
        for (let offset = 0; ; offset += PAGE) {
          const { rows, more } = await listRows(deps, { kind, text, offset, limit: PAGE })
          yield* rows.map((row): Cell[] => [
            ...[MOVEMENTS[kind].label, row.key, row.stateLabel, row.fixmedins_hilist_id, row.name, row.cnt],
            ...[row.manu_lotnum, row.fixmedins_bchno, row.occurred, row.about, row.why],
          ])
          if (!more) return
        }
      },
    },
    {
      id: 'stock.goods',
      label: '库存批次',
      columns: [
        ...[
          { title: '院内编码', width: 12 },
          { title: '名称', width: 24 },
          { title: '批次', width: 14 },
        ],
        ...[
          { title: '生产批号', width: 14 },
          { title: '生产日期', width: 12 },
          { title: '有效期止', width: 12 },
        ],
        { title: '库存', kind: 'number' },
      ],
      async *rows(query) {
        const { text } = goodsQuery.parse(query)
        for await (const { data } of docs(journal, GOODS, text)) {
          const batch = data as unknown as Batch
          const { fixmedins_hilist_id, fixmedins_hilist_name, bchno, manu_lotnum, manu_date, expy_end, cnt } =
            batch
          yield [fixmedins_hilist_id, fixmedins_hilist_name, bchno, manu_lotnum, manu_date, expy_end, cnt]
        }
      },
    },
    {
      id: 'stock.codes',
      label: '药品追溯码',
      columns: [
        ...[
          { title: '追溯码', width: 30 },
          { title: '院内编码', width: 12 },
          { title: '名称', width: 24 },
        ],
        ...[{ title: '批次', width: 14 }, { title: '状态' }, { title: '处方', width: 16 }, { title: '患者' }],
        ...[{ title: '发药人' }, { title: '时间', kind: 'time' as const }],
      ],
      async *rows(query) {
        const { text } = goodsQuery.parse(query)
        for await (const { id, data, at } of docs(journal, TRACE, text)) {
          const trace = data as unknown as Trace
          const use = trace.uses.at(-1)
          const { stateLabel } = traceWords(trace)
          const whom = use ? [use.rxno, maskName(use.psn_name), use.opterName] : ['', '', '']
          yield [id, trace.fixmedins_hilist_id, trace.name, trace.bchno, stateLabel, ...whom, use?.at ?? at]
        }
      },
    },
  ]
}

async function* docs(journal: StockDeps['journal'], kind: string, text: string) {
  for (let offset = 0; ; offset += PAGE) {
    const page = await journal.docs({ kind, ...(text ? { text } : {}), order: 'id', offset, limit: PAGE })
    yield* page
    if (page.length < PAGE) return
  }
}
