import type { VisitView } from '../../../shared/api/visit.ts'
import { InsuranceChoice } from '../common/InsuranceChoice.tsx'
import { command } from './commands.ts'
import { focusNext, mark, useBusy } from './store.ts'

/** The insurances of this visit; another one may be chosen until 2201. */
export function InsuranceList({ view }: { view: VisitView }) {
  const { encounterId, insurances, insu, step } = view.visit
  const busy = useBusy()
  const choose = (index: number, same: boolean) => {
    if (busy) return
    mark('insuranceKnown', encounterId)
    if (same) focusNext()
    else void command('visit.chooseInsurance', { index })
  }
  return (
    <InsuranceChoice
      insurances={insurances}
      insu={insu}
      open={step === 'identified' && view.can.edit}
      onChoose={choose}
    />
  )
}
