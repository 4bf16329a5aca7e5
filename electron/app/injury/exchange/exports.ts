import type { ExchangeRow } from '../../../../shared/api/injury-exchange.ts'
import { datetime as timeFull } from '../../../../shared/msgid.ts'
import { type AskAs, byOffset, type ColumnOf, tableOf } from '../../export/tables.ts'
import { OFFICE } from '../../registry.ts'
import { type ExchangeDeps, openDownloads } from './deps.ts'

/** A sheet a download, what came late, and how the downloads stand. */
export function exchangeTables(deps: ExchangeDeps, ask: AskAs) {
  const { book } = deps
  const labelOf = (code: string, name: string) =>
    book!
      .get(code)
      .output.flatMap(({ nodes = [] }) => nodes.flatMap(({ fields }) => fields))
      .find((field) => field.name === name)?.label ?? name
  const records = openDownloads(deps).map(({ code, shows, amounts = [] }) => {
    const columns: ColumnOf<ExchangeRow>[] = [
      { title: '状态', width: 12, of: ({ stateLabel }) => stateLabel },
      ...shows.map((name) => ({
        title: labelOf(code, name),
        width: 20,
        of: (row: ExchangeRow) => row.facts[name] ?? '',
      })),
      ...amounts.map((name) => ({
        ...{ title: labelOf(code, name), width: 16, kind: 'fen' as const },
        of: (row: ExchangeRow) => row.amounts[name] ?? null,
      })),
      { title: '上传', width: 12, of: ({ upload }) => upload?.label ?? '' },
      { title: '说明', width: 40, of: ({ note, upload }) => upload?.why || note },
    ]
    const name = book!.get(code).name
    return tableOf<ExchangeRow>(
      { id: `injury.exchange.${code}`, label: `工伤异地 ${name}`, roles: OFFICE },
      columns,
      async function* (query, caller) {
        yield* byOffset(
          500,
          async (at) => (await ask('injury.exchange.rows', { ...query, code, ...at }, caller)).rows,
        )
      },
    )
  })
  const late = tableOf(
    { id: 'injury.exchange.late', label: '工伤异地超时', roles: OFFICE },
    [
      { title: '事项', width: 20, of: ({ what }) => what },
      { title: '对象', width: 30, of: ({ who }) => who },
      { title: '发生时间', width: 20, of: ({ since }) => timeFull(since) },
      { title: '分钟', width: 10, kind: 'number', of: ({ minutes }) => minutes },
      { title: '是否超时', width: 10, of: ({ late }) => (late ? '超时' : '将到时限') },
      { title: '怎么办', width: 40, of: ({ todo }) => todo },
    ],
    async function* (_query, caller) {
      yield* await ask('injury.exchange.late', {}, caller)
    },
  )
  const downloads = tableOf(
    { id: 'injury.exchange.downloads', label: '工伤异地下载情况', roles: OFFICE },
    [
      { title: '交易编号', width: 12, of: ({ code }) => code },
      { title: '名称', width: 30, of: ({ name }) => name },
      { title: '上次下载', width: 20, of: ({ lastAt }) => (lastAt === null ? '' : timeFull(lastAt)) },
      { title: '上次条数', width: 10, kind: 'number', of: ({ lastRows }) => lastRows },
      { title: '已存', width: 10, kind: 'number', of: ({ stored }) => stored },
      { title: '待确认', width: 10, kind: 'number', of: ({ unconfirmed }) => unconfirmed },
      { title: '没有收到', width: 20, of: ({ lost }) => lost?.transid ?? '' },
      { title: '说明', width: 40, of: ({ why }) => why },
    ],
    async function* (_query, caller) {
      yield* await ask('injury.exchange.downloads', {}, caller)
    },
  )
  return [...records, late, downloads]
}
