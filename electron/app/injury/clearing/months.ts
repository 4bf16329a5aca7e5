import type { ClearingItem, MonthRow } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import { maskName } from '../../../../shared/mask.ts'
import { fen } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import { type Known, lastDownload, sumOf } from './deductions.ts'
import { type ClearingDeps, monthOf } from './deps.ts'
import { type Draft, draftsOf, fundOf, netOf } from './drafts.ts'
import { itemOf, type Settled, settlementsOf, sumsOf } from './ledger.ts'
import { money, text, total } from './model.ts'
import { downloads } from './sources.ts'

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
