import type { MonthRow } from '../../../../shared/api/injury-clearing.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { yuanNumber } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { mustSettle } from '../../office.ts'
import type { Caller } from '../../registry.ts'
import { gyOf, sumOf } from './deductions.ts'
import { audited, CLEARING, type ClearingDeps, type Period, sending } from './deps.ts'
import { type Draft, draftsOf, fundOf, netOf } from './drafts.ts'
import { MONTH } from './effects.ts'
import { sumsOf } from './ledger.ts'
import { text } from './model.ts'
import { monthRows } from './months.ts'

/** GYU003: once a month, institution and type; what is sent is what was on the screen. */
export async function closeMonth(
  deps: ClearingDeps,
  caller: Caller,
  { month, id, seen, netFen }: ApiInput<'injury.clearing.closeMonth'>,
): Promise<{ rows: MonthRow[]; over: boolean }> {
  const { journal, now } = deps
  const { period, drafts } = await draftsOf(deps, month)
  const draft = drafts.find((one) => one.id === id)
  const shown = (await monthRows(deps, month)).rows.find((row) => row.id === id)
  if (!draft || shown?.state !== 'ready')
    return fail(
      'conflict',
      `现在不能月结：${shown?.why || shown?.stateLabel || '没有结算'}`,
      '没有发送。',
      '请刷新后查看。',
    )
  const { details } = shown
  const same =
    seen.count === details.count &&
    seen.totalFen === details.totalFen &&
    seen.fundFen === details.fundFen &&
    netFen === shown.netFen
  if (!same)
    fail('conflict', '核对以后又有结算、撤销或扣款，合计变了', '没有发送。', '请按新的合计核对后再月结。')
  const row = rowOf(deps, draft, period, caller.operator!.opterName)
  const detail = { month, inst_type: draft.inst_type, count: details.count, netFen }
  await journal.commit([audited(caller, now(), 'injury.clearing.month', text(row, 'yzz062'), detail)])
  const send = await sending(deps, caller, 'gy')
  const local = { doc: { kind: CLEARING, id } }
  await mustSettle(send({ infno: 'GYU003', input: { list: [row] }, purpose: MONTH, local }))
  return monthRows(deps, month)
}

function rowOf(deps: ClearingDeps, draft: Draft, period: Period, opterName: string): JsonObject {
  const { akb020, akb021, aab299, yab600 } = gyOf(deps)
  const { settled, undone, deducted, undeducted, inst_type } = draft
  const sums = sumsOf(settled)
  return {
    // one a month and type, so that the same month-end never has two numbers
    ...{ row_no: 1, yzz062: `YJ${akb020}${period.key}${inst_type}`, inst_type, akb020, akb021, aab299 },
    ...(yab600 ? { yab600 } : {}),
    ...{ yzz060: period.year, yzz061: period.month, yzz041: period.first, yzz042: period.last },
    ...{ ake096: sums.persons!, ake098: sums.count, akc264: yuanNumber(sums.totalFen) },
    ...{ akb068: yuanNumber(sums.fundFen), akb067: yuanNumber(sums.cashFen!) },
    ...{ undo_num: undone.length, undo_amt: yuanNumber(fundOf(undone)) },
    ...{ kk_num: deducted.length, kk_sum: yuanNumber(sumOf(deducted)) },
    ...{ kkundo_num: undeducted.length, kkundo_amt: yuanNumber(sumOf(undeducted)) },
    ...{ net_amt: yuanNumber(netOf(draft)), aae011: opterName, aae036: datetime(deps.now()) },
    setllist: settled.map((one) => ({
      ...{ ykc618: one.setl_id, akc190: text(one.sent, 'akc190'), aac002: text(one.sent, 'aac002') },
      ...{ aab301: text(one.sent, 'aab301'), akc264: yuanNumber(one.totalFen) },
      ...{ akb068: yuanNumber(one.fundFen), akb067: yuanNumber(one.cashFen) },
    })),
    undolist: undone.map((one) => ({
      ...{ undo_sn: one.undone!.setl_id, ykc618: one.setl_id, akb068: yuanNumber(one.fundFen) },
    })),
    kklist: deducted.map((one) => ({
      ...{ kk_sn: one.kk_sn, ykc618: one.ykc618, kk_amt: yuanNumber(one.amountFen) },
    })),
    kkundolist: undeducted.map((one) => ({
      ...{ undo_sn: one.undone!.undo_sn, kk_sn: one.kk_sn, kk_amt: yuanNumber(one.amountFen) },
    })),
  }
}
