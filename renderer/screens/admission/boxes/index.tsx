import type { StayView } from '../../../../shared/api/admission.ts'
import { Preview } from '../../../print/Preview.tsx'
import { AskBox } from '../../common/AskBox.tsx'
import { RemoteBox } from '../../common/RemoteBox.tsx'
import { ReviewBox } from '../../common/ReviewBox.tsx'
import { presettle } from '../actions.ts'
import { identify } from '../identify.ts'
import { afterPrint, notePrinted } from '../print.ts'
import { closeBox, useAdmission } from '../store.ts'
import { DepositBox } from './DepositBox.tsx'
import { InsuranceBox } from './InsuranceBox.tsx'
import { FindBox, SearchBox } from './lists.tsx'
import { NewbornBox } from './NewbornBox.tsx'
import { SettleBox } from './SettleBox.tsx'
import { RefundFeeBox } from './small.tsx'
import { UndoBox } from './UndoBox.tsx'

/** The one box that may be open. */
export function Boxes({ view }: { view: StayView | null }) {
  const box = useAdmission((s) => s.box)
  switch (box?.is) {
    case 'find':
      return <FindBox text={box.text} />
    case 'search':
      return <SearchBox />
    case 'remote':
      return <RemoteBox cert={box.cert} onOk={identify} onClose={closeBox} />
    case 'ask':
      return <AskBox ask={box} onClose={closeBox} />
    case 'print':
      return <Preview papers={box.docs} onPrinted={notePrinted} onClose={closeBox} onDone={afterPrint} />
    case 'refundFee':
      return <RefundFeeBox lineNo={box.lineNo} name={box.name} cnt={box.cnt} />
  }
  if (!view) return null
  switch (box?.is) {
    case 'take':
      return <DepositBox view={view} />
    case 'settle':
      return <SettleBox view={view} />
    case 'undo':
      return <UndoBox view={view} name={box.name} />
    case 'review':
      return (
        <ReviewBox
          encounterId={view.stay.encounterId}
          review={box.review}
          onGoOn={() => {
            closeBox()
            presettle(false)
          }}
          onClose={closeBox}
        />
      )
    case 'newborn':
      return <NewbornBox view={view} />
    case 'insurance':
      return <InsuranceBox view={view} />
    default:
      return null
  }
}
