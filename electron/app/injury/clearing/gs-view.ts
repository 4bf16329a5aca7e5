import type {
  ClearingItem,
  ClearingList,
  ClearingRow,
  ClearingState,
} from '../../../../shared/api/injury-clearing.ts'
import { fail } from '../../../../shared/errors.ts'
import type { Fen } from '../../../../shared/money.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Txn } from '../../../../shared/txn.ts'
import { CLEARING, type ClearingDeps, docsOf, monthOf, openTxns, type Period, periodOf } from './deps.ts'
import { differences, itemOf, type Settled, settlementsOf, sumsOf } from './ledger.ts'
import {
  type Application,
  type ApplicationDoc,
  ASKED,
  applicationId,
  isApplication,
  listed,
  type MonthEnd,
  moneyOr,
  RETURNED,
  statedSums,
  text,
} from './model.ts'

/** What is known of one kind of treatment in one month. */
export interface Kind {
  id: string
  aka130: string
  doc: ApplicationDoc | null
  /** in an application that stands */
  inIt: Settled[]
  /** stand, and are in no application: what would be applied for */
  free: Settled[]
  /** an application or its undo of which nobody knows the end */
  doubt: Txn | null
  /** settlements and refunds of the month of which nobody knows the end */
  open: number
}

export interface MonthOfKinds {
  period: Period
  kinds: Kind[]
  over: boolean
  askedAt: number | null
}

/** An application that stands: not undone, and not sent back by the agency. */
export const stands = (doc: ApplicationDoc | null): doc is ApplicationDoc =>
  doc !== null && doc.state !== 'undone' && doc.data.clr_state !== RETURNED

const MARGIN_ms = 2 * 86_400_000
const startOf = ({ first }: Period) => new Date(`${first}T00:00:00`).getTime()

/** The month by kind of treatment: the own ledger, and the applications. */
export async function kindsOf(deps: ClearingDeps, month: string): Promise<MonthOfKinds> {
  const { journal, now } = deps
  const period = periodOf(month)
  const docs = (await docsOf<Application | MonthEnd>(journal, CLEARING, { subject: period.key })).filter(
    isApplication,
  )
  const ledger = (await settlementsOf(journal, 'gs', startOf(period) - MARGIN_ms)).filter((row) =>
    row.setl_time.startsWith(month),
  )
  const byKind = Map.groupBy(ledger, ({ sent }) => text(sent, 'aka130'))
  const names = new Set([...byKind.keys(), ...docs.map(({ data }) => data.aka130)])
  const doubts = await openTxns(journal, 'gs', ['GS3201', 'GS5001'])
  const open = await openSettlements(deps, month)
  const kinds = [...names].sort().map((aka130): Kind => {
    const id = applicationId(period.key, aka130)
    const doc = docs.find((one) => one.id === id) ?? null
    const taken = new Set(stands(doc) ? listed(doc) : [])
    const all = byKind.get(aka130) ?? []
    return {
      ...{ id, aka130, doc },
      inIt: all.filter(({ setl_id }) => taken.has(setl_id)),
      free: all.filter(({ setl_id, undone }) => !undone && !taken.has(setl_id)),
      doubt: doubts.find((txn) => (txn.local.doc as { id?: string } | undefined)?.id === id) ?? null,
      open: open.filter((of) => of === aka130).length,
    }
  })
  const askedAt = docs.reduce<number | null>(
    (last, { data }) => Math.max(last ?? 0, data.toldAt ?? 0) || null,
    null,
  )
  return { period, kinds, over: monthOf(now()) > month, askedAt: (await lastAsked(deps, month)) ?? askedAt }
}

/** When GS3203 was last asked for a month: it may have answered with nothing. */
export const askedKey = (month: string) => `injury.clearing.asked.${month}`
const lastAsked = async ({ journal }: ClearingDeps, month: string): Promise<number | null> =>
  ((await journal.setting(askedKey(month))) as number | undefined) ?? null

/** Kinds of the settlements and refunds that may still turn out to be of this month. */
async function openSettlements({ journal }: ClearingDeps, month: string): Promise<string[]> {
  const found = (await openTxns(journal, 'gs', ['GS3015', 'GS3108', 'GS5001'])).filter(
    (txn) => txn.encounterId !== null && txn.kind === 'transact',
  )
  const kinds = await Promise.all(
    found.map(async ({ encounterId, createdAt }) => {
      const ledger = await journal.settlements({ encounterId: encounterId! })
      const touches =
        monthOf(createdAt) === month || ledger.some(({ setl_time }) => setl_time.startsWith(month))
      return touches
        ? ((await journal.encounter(encounterId!))?.data as { med_type?: string })?.med_type
        : null
    }),
  )
  return kinds.flatMap((kind) => kind ?? [])
}

const LABEL: Record<ClearingState, [label: string, tone: ClearingRow['tone']]> = {
  ready: ['待申请', 'waiting'],
  none: ['没有结算', 'quiet'],
  blocked: ['有结算查证中', 'bad'],
  doubt: ['查证中', 'bad'],
  applied: ['已申请', 'waiting'],
  foreign: ['平台有，本机没有', 'waiting'],
}
/** paid; sent back */
const TONE: Record<string, ClearingRow['tone']> = { '05': 'done', [RETURNED]: 'bad' }

function stateOf({ doc, doubt, free, open }: Kind): ClearingState {
  if (doubt) return 'doubt'
  if (stands(doc)) return doc.state === 'foreign' ? 'foreign' : 'applied'
  if (open > 0) return 'blocked'
  return free.length > 0 ? 'ready' : 'none'
}

export function rowOf(deps: ClearingDeps, kind: Kind, over: boolean): ClearingRow {
  const { doc, inIt, free } = kind
  const state = stateOf(kind)
  const standing = stands(doc) ? doc : null
  const data = doc?.data
  const details = sumsOf(standing ? inIt : free)
  const sent = standing?.data.sent ? statedSums(standing.data.sent) : null
  const platform = standing?.data.told ? statedSums(standing.data.told) : null
  const words = (name: string, value: string) => deps.dict('gs', name)?.values[value] ?? value
  const clr_state = standing ? standing.data.clr_state : data?.clr_state === RETURNED ? RETURNED : ''
  const [label, tone] = LABEL[state]
  return {
    ...{ id: kind.id, version: doc?.version ?? 0, label: words('gs_aka130', kind.aka130), state },
    ...{ details, sent, platform, clr_state, yzz062: standing?.data.yzz062 ?? '' },
    stateLabel: state === 'applied' ? words('gs_clr_state', clr_state) : label,
    tone: state === 'applied' ? (TONE[clr_state] ?? tone) : tone,
    unequal: unequalOf(kind, { details, sent, platform }),
    why: whyOf(kind, state, over),
    deductFen: standing?.data.told ? moneyOr(standing.data.told, 'clr_deduct') : null,
    payFen: standing?.data.told ? moneyOr(standing.data.told, 'clr_pay') : null,
    words: text(data?.told, 'yke073'),
    appliedAt: standing?.data.appliedAt ?? null,
    by: standing && state === 'applied' ? standing.opterName : '',
    later: standing ? free.length : 0,
    can: canOf(kind, state, clr_state),
  }
}

function unequalOf(
  { doc, inIt }: Kind,
  { details, sent, platform }: Pick<ClearingRow, 'details' | 'sent' | 'platform'>,
): string[] {
  if (!stands(doc) || doc.state === 'foreign') return []
  const back = inIt.filter(({ undone }) => undone).length
  return [
    ...differences(['明细', details], ['申请', sent]),
    ...differences(['申请', sent], ['平台', platform]),
    ...(back > 0 ? [`申请里有 ${back} 笔结算已撤销`] : []),
    ...(doc.data.told && text(doc.data.told, 'yzz062') !== doc.data.yzz062
      ? ['平台的申请编号与本机不同']
      : []),
  ]
}

function whyOf({ doc, doubt, free, open }: Kind, state: ClearingState, over: boolean): string {
  if (state === 'doubt')
    return doubt!.infno === 'GS3201'
      ? '申请已发出，正在查证平台有没有收到；有结果前不能再申请'
      : '回退已发出，正在查证；有结果前不能再操作'
  if (state === 'blocked') return `${open} 笔结算或撤销还没有结果，有结果后才能申请`
  if (state === 'foreign') return '这份申请不是本机发出的（其他窗口或平台），只能查询和打印'
  const back = doc?.data.clr_state === RETURNED ? `上次申请被退回：${text(doc.data.told, 'yke073')}。` : ''
  if (state === 'ready' && !over) return `${back}本月还没有结束：申请后本月新增的结算不能再申请`
  if (state === 'applied' && free.length > 0) return `申请以后本月又有 ${free.length} 笔结算，不在这份申请里`
  return back
}

function canOf({ doc }: Kind, state: ClearingState, clr_state: string): ClearingRow['can'] {
  if (state === 'ready') return ['apply']
  if (state !== 'applied' && state !== 'foreign') return []
  const mayUndo = state === 'applied' && clr_state === ASKED && doc?.data.msgid
  return [
    'refresh',
    ...(clr_state === '05' ? ['form' as const] : []),
    ...(clr_state >= '03' ? ['deductions' as const] : []),
    ...(mayUndo ? ['undo' as const] : []),
  ]
}

export async function clearingList(deps: ClearingDeps, month: string): Promise<ClearingList> {
  const { kinds, over, askedAt } = await kindsOf(deps, month)
  return { rows: kinds.map((kind) => rowOf(deps, kind, over)), over, askedAt }
}

/** One kind of the month; throws `not_found` where there is neither settlement nor application. */
export function kindIn({ kinds }: MonthOfKinds, id: string): Kind {
  return (
    kinds.find((kind) => kind.id === id) ??
    fail('not_found', '这个月没有这一类结算', '没有改变。', '请刷新后重新选择。')
  )
}

/** The settlements of one kind: those of the application first, then those that are in none. */
export async function clearingItems(deps: ClearingDeps, month: string, id: string): Promise<ClearingItem[]> {
  const { doc, inIt, free } = kindIn(await kindsOf(deps, month), id)
  const standing = stands(doc)
  const known = new Set(inIt.map(({ setl_id }) => setl_id))
  // of an application that another machine's ledger made: what it says itself
  const others = standing
    ? rows(doc.data.sent ?? {}, 'setllist').filter((row) => !known.has(text(row, 'yka103')))
    : []
  return [
    ...inIt.map((row) => itemOf(row, row.undone ? '已撤销' : '在申请里')),
    ...others.map(
      (row): ClearingItem => ({
        ...{ setl_id: text(row, 'yka103'), mdtrt_id: text(row, 'akc190'), psn_name: '' },
        ...{ setl_time: text(row, 'akc194'), totalFen: moneyOr(row, 'yka055') ?? (0 as Fen) },
        ...{ fundFen: moneyOr(row, 'yka107') ?? (0 as Fen), cashFen: 0 as Fen, note: '本机账本里没有' },
      }),
    ),
    ...free.map((row) => itemOf(row, standing ? '申请后新增' : '')),
  ]
}

/**
 * The clearing application that a settlement stands in, by its number: it cannot be undone then. One that was sent
 * and of which nobody knows the end holds its settlements too.
 */
export async function inClearing(
  journal: ClearingDeps['journal'],
  family: string,
  setl_id: string,
): Promise<string | null> {
  if (family !== 'gs') return null
  const found = (await journal.docs({
    ...{ kind: CLEARING, states: ['applied'], text: setl_id, limit: 100 },
  })) as unknown as ApplicationDoc[]
  const doc = found.find((one) => isApplication(one) && stands(one) && listed(one).includes(setl_id))
  if (doc) return doc.data.yzz062
  const sent = await openTxns(journal, 'gs', ['GS3201'])
  const holds = sent.some(({ input }) =>
    rows(node(input, 'data') ?? {}, 'setllist').some((row) => row.yka103 === setl_id),
  )
  return holds ? '（结果查证中）' : null
}
