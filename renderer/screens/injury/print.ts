import type { InjuryView } from '../../../shared/api/injury.ts'
import type { DocRef } from '../../../shared/api/print.ts'
import type { Fault } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import type { Paper } from '../../print/Preview.tsx'
import { track } from '../../stores/activity.ts'
import { reload } from './commands.ts'
import { currentView, focusNext, mark, openBox, paperId, paperKey, setFault, useInjury } from './store.ts'

/** What can be printed of a case, the paper that the patient takes along first. */
export function papersOf(view: InjuryView): Paper[] {
  const { kind, encounterId, family } = view.case
  const setl_id = paperId(view)
  const slip: Paper[] = setl_id ? [{ label: '结算小票', doc: { is: 'injurySlip', family, setl_id } }] : []
  const settled = view.case.settlement?.setl_id
  const bill: Paper[] = settled
    ? [{ label: '工伤结算单', doc: { is: 'injuryBill', family, setl_id: settled } }]
    : []
  const hasLines = view.case.lines.length > 0 || view.sums.uploaded > 0 || view.sums.fresh > 0
  const fees: Paper[] =
    hasLines || settled
      ? [
          {
            label: '费用清单',
            doc: { is: 'injuryFees', encounterId, ...(settled ? { setl_id: settled } : {}) },
          },
        ]
      : []
  return kind === 'inpatient' ? [...bill, ...fees, ...slip] : [...slip, ...bill, ...fees]
}

/** Settlements of which the platform's own record is here, for their form. */
const told = new Set<string>()

/** The form says what the platform has on record; where it does not answer, what was booked here. */
async function recordOf({ case: { encounterId, settlement } }: InjuryView): Promise<void> {
  const key = `${encounterId} ${settlement?.setl_id}`
  if (!settlement || told.has(key)) return
  told.add(key)
  await track('查平台结算单', call('injury.statement', { encounterId })).catch(() => told.delete(key))
}

/** F10: choose, look, print. A slip does not wait for the platform; a form does. */
export async function openPrint() {
  const view = currentView()
  const docs = view ? papersOf(view) : []
  if (!view || docs.length === 0) return
  const record = recordOf(view)
  if (docs[0]?.doc.is === 'injuryBill') await record
  const { current, box } = useInjury.getState()
  if (current === view.case.encounterId && box === null) openBox({ is: 'print', docs })
}

/** A slip or a settlement form that went out needs no reminder any more. */
export function notePrinted(doc: DocRef) {
  const paper = paperKey(currentView())
  if (paper && (doc.is === 'injurySlip' || doc.is === 'injuryBill')) mark('printed', paper)
}

export function afterPrint(fault: Fault | null) {
  const { current } = useInjury.getState()
  if (!current) return
  if (fault) setFault(current, fault)
  else void reload(current)
  focusNext()
}
