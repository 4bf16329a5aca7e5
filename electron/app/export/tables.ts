import type { JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { type ApiInput, type ApiOutput, type Channel, inputs } from '../../../shared/ipc.ts'
import type { Caller, Registry } from '../registry.ts'
import type { Cell, ExportColumn, TableExport } from './port.ts'

/** A column that knows its cell of a row. */
export interface ColumnOf<T> extends ExportColumn {
  of(row: T): Cell
}

type Rows<T> = (query: JsonObject, caller: Caller) => AsyncIterable<T>

/** A table of rows of one kind. */
export function tableOf<T>(
  head: Pick<TableExport, 'id' | 'label' | 'roles' | 'count'>,
  columns: readonly ColumnOf<T>[],
  rows: Rows<T>,
): TableExport {
  return {
    ...head,
    columns: columns.map(({ of: _of, ...column }) => column),
    async *rows(query, caller) {
      for await (const row of rows(query, caller)) yield columns.map((column) => column.of(row))
    },
  }
}

/** Asks a channel as a screen of this caller would: the same check, the same right, the same masks. */
export type AskAs = <C extends Channel>(
  channel: C,
  query: Record<string, unknown>,
  caller: Caller,
) => Promise<ApiOutput<C>>

/** Throws GuitaiError `invalid` for a query that the channel does not take, `denied` without the right. */
export function askThrough(registry: Registry): AskAs {
  return async <C extends Channel>(channel: C, query: Record<string, unknown>, caller: Caller) => {
    const entry = registry.entries.get(channel) ?? fail('not_found', '没有这个功能', '没有导出。')
    if (entry.roles && !entry.roles.includes(caller.operator!.role))
      fail('denied', '当前操作员没有查看这张表的权限', '没有导出。', '请由有权限的人员导出。')
    const read = inputs[channel].safeParse(query)
    if (!read.success) fail('invalid', '查询条件有误，不能导出', '没有导出。', '请重新查询后再导出。')
    const handler = entry.handler as (input: ApiInput<C>, caller: Caller) => Promise<unknown>
    return (await handler(read.data as ApiInput<C>, caller)) as ApiOutput<C>
  }
}

/** The journal answers at once: without this a long table would let nobody else in between its pages. */
const letOthers = () => new Promise((resolve) => setImmediate(resolve))

/** Page after page by offset, until one is not full. */
export async function* byOffset<T>(
  limit: number,
  page: (at: { offset: number; limit: number }) => Promise<readonly T[]>,
): AsyncGenerator<T> {
  for (let offset = 0; ; offset += limit) {
    const rows = await page({ offset, limit })
    await letOthers()
    yield* rows
    if (rows.length < limit) return
  }
}

const HOUR_ms = 3_600_000
const FEW = 500
const MANY = 2_000

/**
 * Newest first through a span of time, in windows that hold neither few rows nor many, for an offset that
 * grows costs more with every page.
 */
export async function* byWindow<T>(
  span: { from: number; to: number },
  limit: number,
  page: (at: { from: number; to: number; offset: number; limit: number }) => Promise<{
    rows: readonly T[]
    total: number
  }>,
): AsyncGenerator<T> {
  let width_ms = HOUR_ms
  let to = span.to
  while (to >= span.from) {
    const from = Math.max(span.from, to - width_ms + 1)
    const first = await page({ from, to, offset: 0, limit })
    await letOthers()
    if (first.total > MANY && from < to) {
      width_ms = Math.ceil((to - from + 1) / 2)
      continue
    }
    yield* first.rows
    for (let offset = limit; offset < first.total; offset += limit) {
      const { rows } = await page({ from, to, offset, limit })
      await letOthers()
      yield* rows
    }
    to = from - 1
    if (first.total < FEW) width_ms *= 2
  }
}
