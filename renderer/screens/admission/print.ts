import type { StayView } from '../../../shared/api/admission.ts'
import type { DocRef } from '../../../shared/api/print.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import type { Paper } from '../../print/Preview.tsx'
import { printInBrowser } from '../../print/printInBrowser.ts'
import { reload } from './commands.ts'
import { lastSettlement, type Tab } from './next.ts'
import { currentView, focusNext, mark, openBox, setFault, useAdmission } from './store.ts'

/** What can be printed of a stay, the paper that belongs to the page on the screen first. */
export function papersOf(
  view: StayView,
  tab: Tab,
  chosen: { deposit: string | null; settlement: string | null },
) {
  const { stay, deposit, sums } = view
  const { encounterId } = stay
  const settlement =
    stay.settlements.find((s) => s.setl_id === chosen.settlement) ??
    lastSettlement(view) ??
    stay.settlements.at(-1)
  const receipts = deposit.rows.filter((row) => row.receiptNo !== null)
  const receipt = receipts.find((row) => row.depositId === chosen.deposit) ?? receipts.at(-1)
  const bills: Paper[] = settlement
    ? [
        {
          label: settlement.mid ? '中途结算单' : '住院结算单',
          doc: { is: 'stayBill', setl_id: settlement.setl_id },
        },
      ]
    : []
  const lists: Paper[] =
    sums.lines > 0
      ? [
          { label: '费用清单（按日）', doc: { is: 'feeList', encounterId, by: 'day' } },
          { label: '费用清单（按类）', doc: { is: 'feeList', encounterId, by: 'class' } },
        ]
      : []
  const slips: Paper[] = receipt
    ? [{ label: `押金收据 ${receipt.receiptNo}`, doc: { is: 'deposit', depositId: receipt.depositId } }]
    : []
  if (tab === 'deposit') return [...slips, ...bills, ...lists]
  return tab === 'fees' ? [...lists, ...bills, ...slips] : [...bills, ...lists, ...slips]
}

/** F10: choose, look, print. */
export function openPrint() {
  const view = currentView()
  if (!view) return
  const { tab, chosen } = useAdmission.getState()
  const docs = papersOf(view, tab, chosen)
  if (docs.length > 0) openBox({ is: 'print', docs })
}

/** A bill that went out needs no reminder any more. */
export function notePrinted(doc: DocRef) {
  if (doc.is === 'stayBill') mark('printed', doc.setl_id)
}

export function afterPrint(fault: Fault | null) {
  const { current } = useAdmission.getState()
  if (fault && current) setFault(current, fault)
  if (current) void reload(current)
  focusNext()
}

/**
 * Prints the receipt of a deposit just taken or given back, without a preview. A printer that refuses keeps it
 * in the queue; a fault is told on the screen.
 */
export async function printReceipt(view: StayView): Promise<void> {
  const newest = view.deposit.rows
    .filter((row) => row.receiptNo !== null)
    .reduce<StayView['deposit']['rows'][number] | null>((a, b) => (a && a.at > b.at ? a : b), null)
  if (!newest) return
  const { encounterId } = view.stay
  try {
    const answer = await call('print.doc', { doc: { is: 'deposit', depositId: newest.depositId } })
    if (!answer.printed && !answer.queued) await printInBrowser(answer.document)
  } catch (error) {
    setFault(encounterId, faultOf(error))
  }
  void reload(encounterId)
  focusNext()
}
