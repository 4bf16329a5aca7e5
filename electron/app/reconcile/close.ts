import { randomBytes } from 'node:crypto'
import type { ClosingView, ReconcileGroup } from '../../../shared/api/reconcile.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { dateOf, stamp } from '../../../shared/msgid.ts'
import type { ClosingRow, OperatorRow } from '../../journal/port.ts'
import { type Caller, isSupervisor } from '../registry.ts'
import type { ReconcileDeps } from './deps.ts'
import { dayStart, periodOf, type Range, rangeOf } from './ledger.ts'
import { doubtfulOf, groupsOf } from './totals.ts'

/** How a period stands: what closing it would say, and what stands in the way of closing it alone. */
export interface Standing {
  groups: ReconcileGroup[]
  doubtful: number
  problems: string[]
  /** rows that the newest runs of this very period found to differ */
  differences: number
}

export async function standingOf(deps: ReconcileDeps, range: Range): Promise<Standing> {
  const groups = await groupsOf(deps, range)
  const doubtful = (await doubtfulOf(deps.journal, range)).length
  const problems = groups.flatMap((group) => problemOf(group) ?? [])
  const runs = (await deps.runs.list(range)).filter(({ from, to }) => from === range.from && to === range.to)
  const seen = new Set<string>()
  let differences = 0
  for (const run of runs) {
    const scope = `${run.clr_type}|${run.clr_optins}`
    if (seen.has(scope)) continue
    seen.add(scope)
    differences += Object.values(run.counts).reduce((a, b) => a + b, 0)
    const which = `${deps.meaning('clr_type', run.clr_type)} ${run.clr_optins}`
    if (run.open > 0) problems.push(`${which} 对明细账还有 ${run.open} 条差异没有处理完`)
    // decided, but the two sides still differ: a second person has to know
    if (run.manual > 0) problems.push(`${which} 对明细账有 ${run.manual} 条差异已核实，须人工处理`)
  }
  return { groups, doubtful, problems, differences }
}

function problemOf({ insutypeLabel, clrTypeLabel, clr_optins, stmt }: ReconcileGroup): string | null {
  const which = `${insutypeLabel} ${clrTypeLabel} ${clr_optins}`
  if (!stmt) return `${which} 还没有与中心对总账`
  return stmt.same ? null : `${which} 与中心不平`
}

export function closingView(row: ClosingRow): ClosingView {
  const { count, problems } = row.differences as unknown as { count: number; problems: string[] }
  return {
    ...{ closingId: row.closingId, kind: row.kind, period: row.period, opterName: row.opterName },
    ...{ secondName: row.secondName, reason: row.reason, at: row.at },
    groups: row.totals as unknown as ReconcileGroup[],
    differences: count,
    problems,
  }
}

/** The closing in force of exactly these days, if they are a day or a month. */
export async function closingOf(deps: ReconcileDeps, range: Range): Promise<ClosingView | null> {
  const period = periodOf(range)
  const [newest] = period ? await deps.journal.closings({ period, limit: 1 }) : []
  return newest ? closingView(newest) : null
}

interface Wanted {
  period: string
  reason?: string | undefined
  second?: { opter: string; password: string } | undefined
}

/**
 * Closes a day or a month. Refused while something of it is in doubt; where it does not agree with the
 * centre in every part, only with a reason and the password of a second person. Throws GuitaiError.
 */
export async function closePeriod(deps: ReconcileDeps, caller: Caller, wanted: Wanted): Promise<ClosingView> {
  const range = checkedRange(deps, wanted.period)
  const standing = await standingOf(deps, range)
  if (standing.doubtful > 0) {
    fail(
      'doubt',
      `${wanted.period} 还有 ${standing.doubtful} 笔存疑交易，不能结账`,
      '没有结账，合计还可能变化。',
      '请在 F12 里等待查证，或请收费组长处理。',
    )
  }
  const second = standing.problems.length > 0 ? await secondOf(deps, caller, wanted, standing.problems) : null
  const { opter, opterName } = caller.operator!
  const at = deps.now()
  const reason = wanted.reason || null
  const add: ClosingRow = {
    closingId: `JZ${stamp(at)}${String(deps.slot).padStart(2, '0')}${randomBytes(2).toString('hex')}`,
    kind: wanted.period.length === 10 ? 'day' : 'month',
    ...{ period: wanted.period, opter, opterName, reason, at },
    secondOpter: second?.opter ?? null,
    secondName: second?.opterName ?? null,
    totals: standing.groups as unknown as Json,
    differences: { count: standing.differences, problems: standing.problems },
  }
  const detail: JsonObject = {
    ...{ closingId: add.closingId, reason, second: add.secondOpter },
    ...{ differences: standing.differences, problems: standing.problems },
  }
  const entry = { at, actor: opter, action: 'reconcile.close', subject: wanted.period, detail }
  await deps.journal.commit([
    { t: 'closing', add },
    { t: 'audit', entry },
  ])
  return closingView(add)
}

function checkedRange(deps: ReconcileDeps, period: string): Range {
  const range = rangeOf(period)
  if (dateOf(dayStart(range.from)) !== range.from) {
    fail('invalid', `没有 ${period} 这个日期`, '没有结账。', '请重新选择日期。')
  }
  if (range.from > dateOf(deps.now()))
    fail('invalid', '还没有到的日期不能结账', '没有结账。', '请重新选择日期。')
  return range
}

async function secondOf(
  deps: ReconcileDeps,
  caller: Caller,
  { reason, second }: Wanted,
  problems: string[],
): Promise<OperatorRow> {
  const kept = '没有结账，账本没有改变。'
  if (!reason || !second) {
    const words = `与中心不完全一致（${problems[0]}${problems.length > 1 ? ` 等 ${problems.length} 项` : ''}）`
    fail('conflict', words, kept, '请填写原因，并由另一位收费组长或管理员输入工号和密码确认。')
  }
  if (second.opter === caller.operator!.opter) {
    fail('denied', '复核人不能是结账人自己', kept, '请由另一位收费组长或管理员确认。')
  }
  const operator = await deps.checkPassword(second.opter, second.password)
  if (!isSupervisor(operator.role)) {
    fail('denied', '复核人必须是收费组长或管理员', kept, '请由另一位收费组长或管理员确认。')
  }
  return operator
}
