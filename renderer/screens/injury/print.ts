import type { InjuryView } from '../../../shared/api/injury.ts'
import type { DocRef } from '../../../shared/api/print.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Paper } from '../../print/Preview.tsx'
import { reload } from './commands.ts'
import { currentView, focusNext, mark, openBox, paperId, setFault, useInjury } from './store.ts'

/** What can be printed of a case. */
export function papersOf(view: InjuryView): Paper[] {
  const setl_id = paperId(view)
  return setl_id ? [{ label: '结算小票', doc: { is: 'slip', setl_id } }] : []
}

/** F10: choose, look, print. */
export function openPrint() {
  const view = currentView()
  const docs = view ? papersOf(view) : []
  if (docs.length > 0) openBox({ is: 'print', docs })
}

/** A slip that went out needs no reminder any more. */
export function notePrinted(doc: DocRef) {
  const setl_id = paperId(currentView())
  if (setl_id && doc.is === 'slip') mark('printed', setl_id)
}

export function afterPrint(fault: Fault | null) {
  const { current } = useInjury.getState()
  if (!current) return
  if (fault) setFault(current, fault)
  else void reload(current)
  focusNext()
}
