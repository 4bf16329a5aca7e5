import type { VisitView } from '../../../../shared/api/visit.ts'
import type { Fen } from '../../../../shared/money.ts'
import type { Payment } from '../../../../shared/visit.ts'
import { AskBox } from '../../common/AskBox.tsx'
import { PayBox } from '../../common/PayBox.tsx'
import { RemoteBox } from '../../common/RemoteBox.tsx'
import { ReviewBox } from '../../common/ReviewBox.tsx'
import { presettle } from '../actions.ts'
import { command } from '../commands.ts'
import { identify } from '../identify.ts'
import { closeBox, setTaken, useVisit } from '../store.ts'
import { FindBox, SearchBox } from './lists.tsx'
import { PrintBox } from './PrintBox.tsx'
import { RefundBox } from './RefundBox.tsx'

/** The one box that may be open. */
export function Boxes({ view }: { view: VisitView | null }) {
  const box = useVisit((s) => s.box)
  switch (box?.is) {
    case 'pay':
      return (
        view && (
          <PayBox
            title="收款结算"
            okText="确认收款并结算"
            dueFen={dueOf(view)}
            onPay={(payments) => pay(view, payments)}
            onClose={closeBox}
          />
        )
      )
    case 'refund':
      return view && <RefundBox view={view} />
    case 'print':
      return view && <PrintBox view={view} />
    case 'find':
      return <FindBox text={box.text} />
    case 'search':
      return <SearchBox />
    case 'remote':
      return <RemoteBox cert={box.cert} onOk={identify} onClose={closeBox} />
    case 'review':
      return (
        view && (
          <ReviewBox
            encounterId={view.visit.encounterId}
            review={box.review}
            onGoOn={() => {
              closeBox()
              presettle()
            }}
            onClose={closeBox}
          />
        )
      )
    case 'ask':
      return <AskBox ask={box} onClose={closeBox} />
    default:
      return null
  }
}

/** What the patient owes now: the cash part of the pre-settlement, or all of a self-pay bill. */
const dueOf = (view: VisitView): Fen => view.visit.presettle?.cash ?? view.totalFen

/** The box goes before the call leaves; the version guards the rest. */
function pay(view: VisitView, payments: Payment[]) {
  setTaken(view.visit.encounterId, payments)
  closeBox()
  void command('visit.settle', { payments }, view.visit.encounterId)
}
