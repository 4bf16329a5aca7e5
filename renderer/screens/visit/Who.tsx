import type { VisitView } from '../../../shared/api/visit.ts'
import { Benefits, PersonCard } from '../common/PersonCard.tsx'
import { Identify } from './Identify.tsx'
import { InsuranceList } from './InsuranceList.tsx'
import { setFault, useVisit } from './store.ts'

/** The left part: the person, masked, with insurance, benefits, warnings and the voucher used. */
export function Who({ view, revealTick }: { view: VisitView | null; revealTick: number }) {
  const person = view?.visit.person
  const blankNo = useVisit((s) => s.blankNo)
  return (
    <section className="v-who" aria-label="患者">
      {view && person ? (
        <PersonCard
          channel="visit.reveal"
          encounterId={view.visit.encounterId}
          person={person}
          cert={view.visit.cert}
          revealTick={revealTick}
          onFault={(fault) => setFault(view.visit.encounterId, fault)}
        />
      ) : (
        <Identify key={blankNo} view={view} />
      )}
      {view?.visit.insu && view.visit.remote && <p className="v-remote">异地参保</p>}
      {view && view.visit.insurances.length > 0 && <InsuranceList view={view} />}
      {view && person && <Benefits benefits={view.visit.benefits} />}
      {view?.visit.warnings.map((text) => (
        <p className="v-warning" key={text}>
          {text}
        </p>
      ))}
    </section>
  )
}
