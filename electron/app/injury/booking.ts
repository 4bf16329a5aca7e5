import type { InjuryCase, InjurySettlement } from '../../../shared/injury.ts'
import { yuanShow } from '../../../shared/money.ts'
import type { Split } from '../../../shared/settlement.ts'
import type { Amounts, Payment } from '../../../shared/visit.ts'
import type { Change } from '../../journal/port.ts'
import { negated, paymentRows, settlementRow, squared } from '../ledger.ts'
import { renumbered } from './lines.ts'
import { putCase, settles, tellHis } from './store.ts'
import type { Booked, Given } from './way.ts'

interface Facts {
  msgid: string
  shiftId: string | null
  now: number
}

const PARTS = ['total', 'fund', 'acct', 'cash', 'hosp'] as const

/**
 * Why these amounts cannot be booked, in Chinese; null where they add up to the fen and come to what was asked for.
 */
export function unsound(split: Split, amounts: Amounts, totalFen: number | undefined): string | null {
  if (split.fund + split.acct + split.cash + split.hosp !== split.total)
    return '基金、个人与医院负担之和不等于费用总额'
  if (PARTS.some((part) => split[part] !== amounts[part])) return '结算金额前后不一致'
  if (totalFen !== undefined && split.total !== totalFen)
    return `平台结算的总额 ${yuanShow(split.total)} 元与费用明细不符`
  return null
}

/** All rows of one settlement: case, ledger, payments, lines and what the HIS hears; one commit. */
export function settledChanges(
  before: InjuryCase,
  after: InjuryCase,
  settled: NonNullable<Booked['settled']>,
  { given, splits, ...facts }: Facts & { given: Given; splits?: Booked['splits'] },
): Change[] {
  const { setl_id, setl_time, split, amounts, clr_type = '', clr_optins = '', refs = {} } = settled
  const why = unsound(split, amounts, given.sums?.totalFen)
  if (why) throw new Error(why)
  const { payments, warning } = squared((given.payments ?? []) as unknown as Payment[], split.cash)
  const stay = before.kind === 'inpatient'
  const settlement: InjurySettlement = {
    ...{ setl_id, msgid: facts.msgid, setl_time, amounts, payments, clr_type, clr_optins, refs },
    lines: stay
      ? []
      : (given.lines ?? []).map((line) => ({ ...line, split: splits?.[line.sn] ?? line.split })),
    cancelled: null,
  }
  const next: InjuryCase = {
    ...after,
    ...{ step: 'settled', settlement, trial: null },
    warnings: warning ? [...after.warnings, warning] : after.warnings,
  }
  const row = { ...facts, setl_id, setl_time, family: before.family, clr_type, clr_optins }
  const { encounterId } = before
  return [
    putCase(next, facts.now),
    settlementRow(settles(after), split, row, null),
    ...paymentRows(before, payments, row, 1),
    ...(stay ? [{ t: 'fee.settle', encounterId, setl_id, which: 'uploaded' } as const] : []),
    ...tellHis(
      before,
      stay ? 'settled' : 'paid',
      { key: facts.msgid, setl_id, now: facts.now },
      { setl_time },
    ),
  ]
}

/** All rows of a settlement taken back: what was paid goes back, the settlement is kept among the past ones. */
export function unsettledChanges(
  before: InjuryCase,
  after: InjuryCase,
  { setl_id, setl_time }: NonNullable<Booked['undone']>,
  facts: Facts,
): Change[] {
  const original = before.settlement
  if (!original) throw new Error('没有可撤销的结算')
  const stay = before.kind === 'inpatient'
  const past = [...before.past, { ...original, cancelled: { setl_id, msgid: facts.msgid, setl_time } }]
  const next: InjuryCase = {
    ...after,
    ...{ settlement: null, past, trial: null },
    ...(stay ? {} : renumbered(after)),
  }
  const { clr_type, clr_optins } = original
  const row = { ...facts, setl_id, setl_time, family: before.family, clr_type, clr_optins }
  const { encounterId } = before
  const told = { key: facts.msgid, setl_id, now: facts.now }
  return [
    putCase(next, facts.now),
    settlementRow(settles(before), negated(original.amounts), row, original.setl_id),
    ...paymentRows(before, original.payments, row, -1),
    ...(stay ? [{ t: 'fee.unsettle', encounterId, setl_id: original.setl_id } as const] : []),
    ...tellHis(before, stay ? 'unsettled' : 'refunded', told, { setl_time, unsettles: original.setl_id }),
  ]
}
