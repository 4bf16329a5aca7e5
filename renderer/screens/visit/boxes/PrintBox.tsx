import type { VisitView } from '../../../../shared/api/visit.ts'
import { Preview } from '../../../print/Preview.tsx'
import { slipId } from '../next.ts'
import { closeBox, focusNext, mark, setFault } from '../store.ts'

/** Preview of the slip; Enter prints. From the second print on a reason is asked and 重打 stands on it. */
export function PrintBox({ view }: { view: VisitView }) {
  const setl_id = slipId(view)
  if (!setl_id) return null
  return (
    <Preview
      papers={[{ label: '结算单', doc: { is: 'slip', setl_id } }]}
      onPrinted={() => mark('slipsOut', setl_id)}
      onClose={closeBox}
      onDone={(fault) => {
        // counted already, so a refusal is told on the screen behind
        if (fault) setFault(view.visit.encounterId, fault)
        focusNext()
      }}
    />
  )
}
