import type { FilingStatus } from '../../../shared/api/filing.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { faultOf } from '../../../shared/errors.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { node, rows } from '../../../shared/settlement.ts'
import type { FilingRow } from '../../journal/port.ts'
import { ask } from '../person.ts'
import { type Acting, askingOf, doubtfulOf } from './deps.ts'
import { dataOf, putFiling } from './effects.ts'
import * as wire from './wire.ts'

/** Of whom the centre is asked. */
export interface Subject {
  psn_no: string
  insuplc: string
}

/** What the centre's own lists say; null where a question got no answer. */
export interface Lists {
  chronic: JsonObject[] | null
  fixed: JsonObject[] | null
  transfers: JsonObject[] | null
}

/** 5301, 5302 of these kinds and 5304, side by side; those that fail are told in `gaps`. */
export async function listsOf(
  act: Acting,
  { psn_no, insuplc }: Subject,
  kinds: readonly string[],
): Promise<{ lists: Lists; gaps: string[] }> {
  const gaps: string[] = []
  const put = async (what: string, infno: string, input: JsonObject, list: string) => {
    try {
      return rows(await ask(askingOf(act), infno, input, { psnNo: psn_no, insuplc }), list)
    } catch (error) {
      gaps.push(`${what}（${infno}）没有查到：${faultOf(error).what}`)
      return null
    }
  }
  const [chronic, transfers, ...fixed] = await Promise.all([
    put('慢特病备案', '5301', wire.chronicQuestion(psn_no), 'feedetail'),
    put('转院备案', '5304', wire.transferQuestion(psn_no, act.deps.now()), 'refmedin'),
    ...kinds.map(async (kind) => {
      const found = await put('定点备案', '5302', wire.fixedQuestion(psn_no, kind), 'psnfixmedin')
      return found?.map((row): JsonObject => ({ ...row, biz_appy_type: kind })) ?? null
    }),
  ])
  const answered = fixed.filter((list) => list !== null)
  return {
    lists: {
      chronic: chronic ?? null,
      transfers: transfers ?? null,
      fixed: answered.length > 0 ? answered.flat() : null,
    },
    gaps,
  }
}

/** 业务申请类型 of a filing of a chosen hospital. */
export const kindsOf = (filings: readonly FilingRow[]): string[] =>
  filings.filter(({ kind }) => kind === 'fixed').map((row) => String(sentOf(row).biz_appy_type))

const sentOf = (row: FilingRow): JsonObject =>
  node(dataOf(row).input, row.kind === 'transfer' ? 'refmedin' : 'data') ?? {}

/** Whether the centre's list has it; null where that was not answered, or the list tells of today only. */
function seenIn(lists: Lists, row: FilingRow, today: string): boolean | null {
  const sent = sentOf(row)
  const list = row.kind === 'transfer' ? lists.transfers : lists[row.kind]
  const holdsToday =
    row.kind === 'transfer' ||
    (String(sent.begndate) <= today && (!sent.enddate || String(sent.enddate) >= today))
  if (!list || !holdsToday) return null
  return list.some((found) => KEYS[row.kind].every((key) => found[key] === sent[key]))
}

/** Whether two filings from here are the same one in the centre's eyes. */
export const sameFiling = (a: FilingRow, b: FilingRow): boolean =>
  a.kind === b.kind && KEYS[a.kind].every((key) => sentOf(a)[key] === sentOf(b)[key])

/** By what a filing is known again in the centre's list, which has no numbers. */
const KEYS = {
  transfer: ['reflin_medins_name', 'refl_date'],
  chronic: ['opsp_dise_code', 'begndate'],
  fixed: ['biz_appy_type', 'fix_srt_no', 'fixmedins_code', 'begndate'],
} as const

/** Whether the centre's list has this filing now. */
export async function look(act: Acting, row: FilingRow): Promise<boolean | null> {
  const subject = { psn_no: row.psn_no, insuplc: row.insuplc }
  const { lists } = await listsOf(act, subject, kindsOf([row]))
  return seenIn(lists, row, dateOf(act.deps.now()))
}

/** Writes down of filings without a number whether the centre has them; the rest stays as it is. */
export async function confirm(act: Acting, filings: FilingRow[], lists: Lists): Promise<FilingRow[]> {
  const { journal, now } = act.deps
  const doubtful = await doubtfulOf(journal)
  const told = filings.map((row) => {
    if (row.state !== 'stands' || row.trt_dcla_detl_sn !== null || doubtful.has(row.filingId)) return row
    const seen = seenIn(lists, row, dateOf(now()))
    return seen === null || seen === dataOf(row).seen ? row : { ...row, data: { ...asData(row), seen } }
  })
  const changed = told.filter((row, i) => row !== filings[i])
  if (changed.length > 0) await journal.commit(changed.map(putFiling))
  return told.map((row) => (changed.includes(row) ? { ...row, version: row.version + 1 } : row))
}

const asData = (row: FilingRow) => row.data as JsonObject

const text = (value: unknown) => (typeof value === 'string' ? value : '')
const pick = <K extends string>(row: JsonObject, ...names: K[]) =>
  Object.fromEntries(names.map((name) => [name, text(row[name])])) as Record<K, string>

export function statusOf(lists: Lists): Pick<FilingStatus, 'chronic' | 'fixed' | 'transfers'> {
  return {
    chronic: (lists.chronic ?? []).map((row) =>
      pick(row, 'opsp_dise_code', 'opsp_dise_name', 'begndate', 'enddate'),
    ),
    fixed: (lists.fixed ?? []).map((row) => ({
      ...pick(row, 'biz_appy_type', 'fix_srt_no', 'fixmedins_code', 'fixmedins_name'),
      ...pick(row, 'begndate', 'enddate'),
    })),
    transfers: (lists.transfers ?? []).map((row) =>
      pick(row, 'reflin_medins_name', 'refl_date', 'refl_rea', 'begndate', 'enddate'),
    ),
  }
}
