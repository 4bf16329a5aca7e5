import type { ClearingItem, MonthRow } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import { maskName } from '../../../../shared/mask.ts'
import { type Fen, fen, sum } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Txn } from '../../../../shared/txn.ts'
import { deductionsOf, gyOf, type Known, lastDownload, sumOf } from './deductions.ts'
import { CLEARING, type ClearingDeps, docsOf, monthOf, openTxns, type Period, periodOf } from './deps.ts'
import { itemOf, type Settled, settlementsOf, sumsOf } from './ledger.ts'
import {
  type Application,
  isMonthEnd,
  type MonthDoc,
  type MonthEnd,
  money,
  monthId,
  text,
  total,
} from './model.ts'
import { downloads } from './sources.ts'

/** What a month-end of one type of institution would carry now. */
export interface Draft {
  id: string
  inst_type: string
  settled: Settled[]
  /** settlements of an earlier month-end that were undone since */
  undone: Settled[]
  deducted: Known[]
  /** deductions of an earlier month-end that were cancelled since */
  undeducted: Known[]
  closed: MonthDoc | null
  doubt: Txn | null
  /** settlements, undos and deductions of which nobody knows the end */
  open: number
}

const MONEY = ['GYU103', 'GYU303', 'GYR003', 'GYU004', 'GYR004']

/** The month by type of institution: what a month-end would carry, or has carried. */
export async function draftsOf(
  deps: ClearingDeps,
  month: string,
): Promise<{ period: Period; drafts: Draft[] }> {
  const { journal } = deps
  gyOf(deps)
  const period = periodOf(month)
  const end = `${period.last} 23:59:59`
  const closings = (await docsOf<Application | MonthEnd>(journal, CLEARING, { states: ['closed'] })).filter(
    isMonthEnd,
  )
  const counted = {
    settled: numbersIn(closings, 'setllist', 'ykc618'),
    undone: numbersIn(closings, 'undolist', 'undo_sn'),
    deducted: numbersIn(closings, 'kklist', 'kk_sn'),
    undeducted: numbersIn(closings, 'kkundolist', 'kk_sn'),
  }
  const ledger = (await settlementsOf(journal, 'gy')).filter(({ setl_time }) => setl_time <= end)
  const deductions = await deductionsOf(deps)
  const pending = await openTxns(journal, 'gy', MONEY)
  const sent = await openTxns(journal, 'gy', ['GYU003'])
  const typeOf = ({ sent: row }: Settled) => text(row, 'inst_type')
  const types = new Set([
    ...ledger.filter(({ setl_id }) => !counted.settled.has(setl_id)).map(typeOf),
    ...closings.filter(({ subject }) => subject === period.key).map(({ data }) => data.inst_type),
    ...ledger
      .filter(
        ({ setl_id, undone }) =>
          undone && counted.settled.has(setl_id) && !counted.undone.has(undone.setl_id),
      )
      .map(typeOf),
  ])
  const drafts = [...types].sort().map((inst_type): Draft => {
    const id = monthId(period.key, inst_type)
    const mine = ledger.filter((row) => typeOf(row) === inst_type)
    const settled = mine.filter(({ setl_id, undone }) => !undone && !counted.settled.has(setl_id))
    const inSight = new Set([...settled.map(({ setl_id }) => setl_id), ...counted.settled])
    const kk = deductions.filter(({ row }) => text(row, 'inst_type') === inst_type)
    return {
      ...{ id, inst_type, settled, open: pending.length },
      undone: mine.filter(
        ({ setl_id, undone }) =>
          undone &&
          undone.setl_time <= end &&
          counted.settled.has(setl_id) &&
          !counted.undone.has(undone.setl_id),
      ),
      // of a settlement that no month-end ever counted there is nothing to take off
      deducted: kk.filter(
        ({ kk_sn, ykc618, undone, row }) =>
          !undone && text(row, 'kk_time') <= end && !counted.deducted.has(kk_sn) && inSight.has(ykc618),
      ),
      undeducted: kk.filter(
        ({ kk_sn, undone }) =>
          undone && undone.undo_time <= end && counted.deducted.has(kk_sn) && !counted.undeducted.has(kk_sn),
      ),
      closed: closings.find((doc) => doc.id === id) ?? null,
      doubt: sent.find((txn) => (txn.local.doc as { id?: string } | undefined)?.id === id) ?? null,
    }
  })
  return { period, drafts }
}

const numbersIn = (closings: readonly MonthDoc[], list: string, name: string): ReadonlySet<string> =>
  new Set(closings.flatMap(({ data }) => rows(data.row, list).map((row) => text(row, name))))

export const fundOf = (list: readonly Settled[]): Fen => sum(list.map(({ fundFen }) => fundFen))
export const netOf = ({ settled, undone, deducted, undeducted }: Draft): Fen =>
  fen(fundOf(settled) - fundOf(undone) - sumOf(deducted) + sumOf(undeducted))

const LABEL: Record<MonthRow['state'], [label: string, tone: MonthRow['tone']]> = {
  ready: ['待月结', 'waiting'],
  none: ['人次为 0', 'quiet'],
  blocked: ['有交易查证中', 'bad'],
  doubt: ['查证中', 'bad'],
  closed: ['已月结', 'done'],
}

function stateOf({ closed, doubt, open, settled }: Draft): MonthRow['state'] {
  if (doubt) return 'doubt'
  if (closed) return 'closed'
  if (settled.length === 0) return 'none'
  return open > 0 ? 'blocked' : 'ready'
}

export async function monthRows(
  deps: ClearingDeps,
  month: string,
): Promise<{ rows: MonthRow[]; over: boolean }> {
  const { drafts } = await draftsOf(deps, month)
  const over = monthOf(deps.now()) > month
  const { lastAt } = await lastDownload(deps, 'GYD004')
  const told = new Map((await downloads(deps.journal, 'GYD003')).map(({ id, row }) => [id, row]))
  return {
    over,
    rows: drafts.map((draft) => monthRow(deps, draft, { month, over, told, deductionsAt: lastAt })),
  }
}

function monthRow(
  deps: ClearingDeps,
  draft: Draft,
  {
    month,
    over,
    told,
    deductionsAt,
  }: { month: string; over: boolean; told: ReadonlyMap<string, JsonObject>; deductionsAt: number | null },
): MonthRow {
  const { closed } = draft
  const state = stateOf(draft)
  const [stateLabel, tone] = LABEL[state]
  const sent = closed?.data.row ?? null
  const theirs = sent ? (told.get(text(sent, 'yzz062')) ?? null) : null
  const label = deps.dict('gy', 'gy_inst_type')?.values[draft.inst_type] ?? draft.inst_type
  return {
    ...{ id: draft.id, label, state, stateLabel, tone },
    yzz062: sent ? text(sent, 'yzz062') : '',
    ...(sent ? sentSums(sent) : draftSums(draft)),
    platform: theirs && {
      ...{ count: Number(theirs.ake098 ?? 0), totalFen: money(theirs, 'akc264') },
      ...{ fundFen: money(theirs, 'akb068'), netFen: money(theirs, 'net_amt') },
    },
    unequal: sent ? unequalOf(sent, theirs) : [],
    why: whyOf(draft, state, { month, over, deductionsAt }),
    closedAt: closed?.data.closedAt ?? null,
    by: closed?.opterName ?? '',
    deductionsAt,
    ownDeductions: ownOf(draft),
    can: state === 'ready' ? ['close'] : [],
  }
}

/** What of it the agency of this very site has deducted, or taken back: no download brings it. */
const ownOf = ({ deducted, undeducted }: Draft): number =>
  [...deducted, ...undeducted].filter(({ own }) => own).length

type Sums = Pick<MonthRow, 'parts' | 'details' | 'netFen'>
const PARTS = [
  ['settled', '结算', 'setllist', 'akb068'],
  ['undone', '撤销冲减', 'undolist', 'akb068'],
  ['deducted', '审核扣款', 'kklist', 'kk_amt'],
  ['undeducted', '扣款撤销', 'kkundolist', 'kk_amt'],
] as const

const draftSums = (draft: Draft): Sums => ({
  parts: [
    { key: 'settled', label: '结算', count: draft.settled.length, fen: fundOf(draft.settled) },
    { key: 'undone', label: '撤销冲减', count: draft.undone.length, fen: fundOf(draft.undone) },
    { key: 'deducted', label: '审核扣款', count: draft.deducted.length, fen: sumOf(draft.deducted) },
    { key: 'undeducted', label: '扣款撤销', count: draft.undeducted.length, fen: sumOf(draft.undeducted) },
  ],
  details: sumsOf(draft.settled),
  netFen: netOf(draft),
})

const sentSums = (row: JsonObject): Sums => ({
  parts: PARTS.map(([key, label, list, amount]) => {
    const found = rows(row, list)
    return { key, label, count: found.length, fen: total(found, amount) }
  }),
  details: {
    ...{ count: rows(row, 'setllist').length, persons: row.ake096 === undefined ? null : Number(row.ake096) },
    ...{ totalFen: total(rows(row, 'setllist'), 'akc264'), fundFen: total(rows(row, 'setllist'), 'akb068') },
    cashFen: total(rows(row, 'setllist'), 'akb067'),
  },
  netFen: money(row, 'net_amt'),
})

const HELD = [
  ['akc264', '结算总金额'],
  ['akb068', '统筹支付金额'],
  ['net_amt', '应付金额'],
] as const

/** Between what was sent and what the platform hands out of it (GYD003). */
const unequalOf = (sent: JsonObject, theirs: JsonObject | null): string[] =>
  theirs
    ? [
        ...(Number(theirs.ake098) === Number(sent.ake098) ? [] : ['人次：月结与平台不一致']),
        ...HELD.filter(([name]) => money(sent, name) !== money(theirs, name)).map(
          ([, label]) => `${label}：月结与平台不一致`,
        ),
      ]
    : []

function whyOf(
  draft: Draft,
  state: MonthRow['state'],
  { month, over, deductionsAt }: { month: string; over: boolean; deductionsAt: number | null },
): string {
  const { open, undone, undeducted } = draft
  if (state === 'doubt') return '月结已发出，正在查证平台有没有收到；有结果前不能再月结'
  if (state === 'blocked') return `${open} 笔结算、撤销或扣款还没有结果，有结果后才能月结`
  if (state === 'none')
    return undone.length + undeducted.length > 0
      ? '没有新的结算，人次为 0 不能月结；冲减会进入下一次月结'
      : '没有要月结的结算'
  if (state === 'closed') return ''
  const early = over ? [] : [`${month} 还没有结束：月结后新增的结算进入下一次月结，每月只能月结一次`]
  const own = ownOf(draft)
  const counted =
    own > 0 ? `审核扣款只计入了本站办理的 ${own} 笔，其余的还没有下载过` : '还没有下载过审核扣款'
  const stale = deductionsAt === null ? [`${counted}（工伤交换 GYD004），请先下载`] : []
  return [...early, ...stale].join('；')
}

/** What makes the sums, part by part. */
export async function monthItems(deps: ClearingDeps, month: string, id: string): Promise<ClearingItem[]> {
  const { drafts } = await draftsOf(deps, month)
  const draft = drafts.find((one) => one.id === id)
  if (!draft) return fail('not_found', '这个月没有这一类结算', '没有改变。', '请刷新后重新选择。')
  if (draft.closed) {
    const ledger = new Map((await settlementsOf(deps.journal, 'gy')).map((row) => [row.setl_id, row]))
    return closedItems(draft.closed.data.row, ledger)
  }
  return [
    ...draft.settled.map((row) => stayItem(row, row.setl_time.startsWith(month) ? '' : '以前月份，未月结过')),
    ...draft.undone.map((row) => ({
      ...negative(stayItem(row, '撤销冲减')),
      setl_time: row.undone!.setl_time,
    })),
    ...draft.deducted.map((one) => deductionItem(one, -1)),
    ...draft.undeducted.map((one) => deductionItem(one, 1)),
  ]
}

/** Under the number that this platform knows a visit by. */
const stayItem = (row: Settled, note: string): ClearingItem => ({
  ...itemOf(row, note),
  mdtrt_id: text(row.sent, 'akc190'),
})

const negative = (item: ClearingItem): ClearingItem => ({
  ...item,
  ...{ totalFen: fen(-item.totalFen), fundFen: fen(-item.fundFen), cashFen: fen(-item.cashFen) },
})

function deductionItem({ row, ykc618, amountFen, undone }: Known, sign: 1 | -1): ClearingItem {
  return {
    ...{ setl_id: ykc618, mdtrt_id: text(row, 'akc190'), psn_name: maskName(text(row, 'aac003')) },
    ...{ setl_time: undone?.undo_time || text(row, 'kk_time'), totalFen: fen(0), cashFen: fen(0) },
    ...{ fundFen: fen(sign * amountFen), note: sign < 0 ? '审核扣款' : '扣款撤销' },
  }
}

function closedItems(sent: JsonObject, ledger: ReadonlyMap<string, Settled>): ClearingItem[] {
  const bare = (row: JsonObject, note: string, sign: 1 | -1, amount: string): ClearingItem => {
    const known = ledger.get(text(row, 'ykc618'))
    return {
      ...{ setl_id: text(row, 'ykc618'), mdtrt_id: text(known?.sent ?? row, 'akc190') },
      ...{ psn_name: maskName(known?.psn_name ?? ''), setl_time: known?.setl_time ?? '' },
      ...{ totalFen: fen(sign * money(row, 'akc264')), fundFen: fen(sign * money(row, amount)) },
      ...{ cashFen: fen(sign * money(row, 'akb067')), note },
    }
  }
  return [
    ...rows(sent, 'setllist').map((row) => bare(row, '', 1, 'akb068')),
    ...rows(sent, 'undolist').map((row) => bare(row, '撤销冲减', -1, 'akb068')),
    ...rows(sent, 'kklist').map((row) => bare(row, '审核扣款', -1, 'kk_amt')),
    ...rows(sent, 'kkundolist').map((row) => bare(row, '扣款撤销', 1, 'kk_amt')),
  ]
}
