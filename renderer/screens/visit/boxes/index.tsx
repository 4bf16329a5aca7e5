import type { VisitView } from '../../../../shared/api/visit.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { type Box, closeBox, useVisit } from '../store.ts'
import { FindBox, SearchBox } from './lists.tsx'
import { PayBox } from './PayBox.tsx'
import { PrintBox } from './PrintBox.tsx'
import { RefundBox } from './RefundBox.tsx'

/** The one box that may be open. */
export function Boxes({ view }: { view: VisitView | null }) {
  const box = useVisit((s) => s.box)
  switch (box?.is) {
    case 'pay':
      return view && <PayBox view={view} />
    case 'refund':
      return view && <RefundBox view={view} />
    case 'print':
      return view && <PrintBox view={view} />
    case 'find':
      return <FindBox text={box.text} />
    case 'search':
      return <SearchBox />
    case 'ask':
      return <AskBox box={box} />
    default:
      return null
  }
}

function AskBox({ box }: { box: Extract<Box, { is: 'ask' }> }) {
  const yes = () => {
    closeBox()
    box.onYes()
  }
  return (
    <ConfirmBox title={box.title} okText={box.yes} danger={box.danger} onOk={yes} onCancel={closeBox}>
      <p>{box.text}</p>
    </ConfirmBox>
  )
}
