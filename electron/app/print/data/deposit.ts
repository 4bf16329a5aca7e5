import { fen, sum } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Stay } from '../../../../shared/stay.ts'
import type { DepositRow, ShiftRow } from '../../../journal/port.ts'
import type { SlipData } from '../bind.ts'
import { stayHead } from './stay.ts'
import { methodLabel, type PaperContext } from './words.ts'

/** The fields of a receipt for 押金 taken or given back. `all`: the stay's deposit rows, oldest first. */
export function depositData(
  deposit: DepositRow,
  all: readonly DepositRow[],
  stay: Stay,
  shift: ShiftRow | null,
  ctx: PaperContext,
): SlipData {
  const isBack = deposit.kind === 'giveBack'
  const until = all.findIndex((d) => d.depositId === deposit.depositId)
  const taken = deposit.reverses ? all.find((d) => d.depositId === deposit.reverses) : null
  return {
    ...stayHead(stay, deposit.at, ctx),
    title: isBack ? '退押金收据' : '住院押金收据',
    void_mark: all.some((d) => d.reverses === deposit.depositId) ? '已退' : '',
    verb: isBack ? '退还' : '收取',
    receipt_no: deposit.receiptNo ?? '',
    original_no: taken?.receiptNo ?? '',
    amount: fen(Math.abs(deposit.amountFen)),
    method: methodLabel(deposit.method),
    ref_no: deposit.refNo ?? '',
    setl_id: deposit.setl_id ?? '',
    reason: deposit.reason ?? '',
    // as it stood right after this one, so that a reprint says what the first print said
    balance: sum(all.slice(0, until + 1).map((d) => d.amountFen)),
    is_back: isBack,
    is_take: !isBack,
    taken_at: datetime(deposit.at),
    opter: deposit.opter,
    opter_name: deposit.opterName,
    window: shift?.window ?? stay.window,
  }
}
