import { type Fen, fen, sum } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Txn } from '../../../../shared/txn.ts'
import { deductionsOf, gyOf, type Known, sumOf } from './deductions.ts'
import { CLEARING, type ClearingDeps, docsOf, openTxns, type Period, periodOf } from './deps.ts'
import { type Settled, settlementsOf } from './ledger.ts'
import { type Application, isMonthEnd, type MonthDoc, type MonthEnd, monthId, text } from './model.ts'

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
  const counted: Counted = {
    settled: numbersIn(closings, 'setllist', 'ykc618'),
    undone: numbersIn(closings, 'undolist', 'undo_sn'),
    deducted: numbersIn(closings, 'kklist', 'kk_sn'),
    undeducted: numbersIn(closings, 'kkundolist', 'kk_sn'),
  }
  const ledger = (await settlementsOf(journal, 'gy')).filter(({ setl_time }) => setl_time <= end)
  const deductions = await deductionsOf(deps)
  const pending = await openTxns(journal, 'gy', MONEY)
  const sent = await openTxns(journal, 'gy', ['GYU003'])
  const types = new Set([
    ...ledger.filter(({ setl_id }) => !counted.settled.has(setl_id)).map(typeOf),
    ...closings.filter(({ subject }) => subject === period.key).map(({ data }) => data.inst_type),
    ...ledger.filter((row) => isTakenBack(row, counted)).map(typeOf),
  ])
  const drafts = [...types].sort().map((inst_type): Draft => {
    const id = monthId(period.key, inst_type)
    return {
      ...{ id, inst_type, open: pending.length },
      ...contents(
        ledger.filter((row) => typeOf(row) === inst_type),
        deductions.filter(({ row }) => text(row, 'inst_type') === inst_type),
        counted,
        end,
      ),
      closed: closings.find((doc) => doc.id === id) ?? null,
      doubt: sent.find((txn) => (txn.local.doc as { id?: string } | undefined)?.id === id) ?? null,
    }
  })
  return { period, drafts }
}

const typeOf = ({ sent }: Settled) => text(sent, 'inst_type')

/** What earlier month-ends carried, by its numbers. */
type Counted = Record<'settled' | 'undone' | 'deducted' | 'undeducted', ReadonlySet<string>>

/** A month-end carried it, and none its undoing. */
const isTakenBack = ({ setl_id, undone }: Settled, counted: Counted) =>
  undone !== null && counted.settled.has(setl_id) && !counted.undone.has(undone.setl_id)

function contents(
  ledger: readonly Settled[],
  deductions: readonly Known[],
  counted: Counted,
  end: string,
): Pick<Draft, 'settled' | 'undone' | 'deducted' | 'undeducted'> {
  const settled = ledger.filter(({ setl_id, undone }) => !undone && !counted.settled.has(setl_id))
  const inSight = new Set([...settled.map(({ setl_id }) => setl_id), ...counted.settled])
  return {
    settled,
    undone: ledger.filter((row) => isTakenBack(row, counted) && row.undone!.setl_time <= end),
    // of a settlement that no month-end ever counted there is nothing to take off
    deducted: deductions.filter(
      ({ kk_sn, ykc618, undone, row }) =>
        !undone && text(row, 'kk_time') <= end && !counted.deducted.has(kk_sn) && inSight.has(ykc618),
    ),
    undeducted: deductions.filter(
      ({ kk_sn, undone }) =>
        undone && undone.undo_time <= end && counted.deducted.has(kk_sn) && !counted.undeducted.has(kk_sn),
    ),
  }
}

const numbersIn = (closings: readonly MonthDoc[], list: string, name: string): ReadonlySet<string> =>
  new Set(closings.flatMap(({ data }) => rows(data.row, list).map((row) => text(row, name))))

export const fundOf = (list: readonly Settled[]): Fen => sum(list.map(({ fundFen }) => fundFen))
export const netOf = ({ settled, undone, deducted, undeducted }: Draft): Fen =>
  fen(fundOf(settled) - fundOf(undone) - sumOf(deducted) + sumOf(undeducted))
