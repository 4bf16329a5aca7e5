import type { InjuryView } from '../../../../shared/api/injury.ts'
import { ZERO } from '../../../../shared/money.ts'
import type { Payment } from '../../../../shared/visit.ts'
import { Preview } from '../../../print/Preview.tsx'
import { AskBox } from '../../common/AskBox.tsx'
import { Figure } from '../../common/Figure.tsx'
import { PayBox } from '../../common/PayBox.tsx'
import { command, showPage } from '../commands.ts'
import { afterPrint, notePrinted } from '../print.ts'
import { closeBox, setTaken, useInjury } from '../store.ts'
import { FindBox, SearchBox, WaitingBox } from './lists.tsx'
import { NameBox } from './NameBox.tsx'
import { UndoBox } from './UndoBox.tsx'

/** The one box that may be open. */
export function Boxes({ view }: { view: InjuryView | null }) {
  const box = useInjury((s) => s.box)
  switch (box?.is) {
    case 'find':
      return <FindBox text={box.text} />
    case 'name':
      return <NameBox cert={box.cert} />
    case 'search':
      return <SearchBox />
    case 'waiting':
      return <WaitingBox text={box.text} />
    case 'ask':
      return <AskBox ask={box} onClose={closeBox} />
    case 'print':
      return <Preview papers={box.docs} onPrinted={notePrinted} onClose={closeBox} onDone={afterPrint} />
    case 'pay':
      return view && <Pay view={view} />
    case 'undo':
      return view && <UndoBox view={view} />
    default:
      return null
  }
}

/** The last look before the money moves: what the fund pays and what the patient does. Enter confirms once. */
function Pay({ view }: { view: InjuryView }) {
  const { trial, encounterId } = view.case
  const due = trial?.cash ?? ZERO
  const pay = async (payments: Payment[]) => {
    setTaken(encounterId, payments)
    closeBox()
    if (await command('injury.settle', { payments }, encounterId)) showPage('record', false)
  }
  return (
    <PayBox
      title={due > 0 ? '收款结算' : '结算'}
      okText={due > 0 ? '确认收款并结算' : '确认结算，不用收款'}
      dueFen={due}
      onPay={(payments) => void pay(payments)}
      onClose={closeBox}
    >
      <div className="v-funds">
        <Figure label="总费用" amount={trial?.total ?? view.totalFen} size="big" />
        <Figure label="工伤基金" amount={trial?.fund ?? null} />
        {trial !== null && trial.hosp > 0 && <Figure label="医院负担" amount={trial.hosp} />}
      </div>
    </PayBox>
  )
}
