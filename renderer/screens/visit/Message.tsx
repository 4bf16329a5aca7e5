import { useEffect } from 'react'
import type { VisitView } from '../../../shared/api/visit.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { BLANK } from '../../stores/encounters.ts'
import { Doubt } from '../common/Doubt.tsx'
import { MendMapping, unmappedOf } from '../common/MendMapping.tsx'
import { nextPatient } from './commands.ts'
import { othersOf } from './missing.ts'
import { setFault, useBusy, useFault } from './store.ts'

const AWAY = { hotkey: 'Alt+N', label: '先办下一位，这里会自动更新', run: nextPatient }

/** What went wrong, or what is in doubt, above the entry line. The doubt comes first and stays. */
export function Message({ view, faults }: { view: VisitView | null; faults: FieldFault[] }) {
  const fault = useFault()
  const slot = view?.visit.encounterId ?? BLANK
  const busy = useBusy()
  const doubt = view?.doubt ?? null
  useEffect(() => {
    // what the doubt says is newer than the fault that told of it; while a command ends it may be an older one
    if (doubt && fault && !busy) setFault(slot, null)
  }, [doubt, fault, busy, slot])
  if (doubt) return <Doubt doubt={doubt} away={AWAY} />
  return (
    <>
      {othersOf(faults).map((one) => (
        <p className="v-said" role="alert" key={one.path}>
          {one.message}
        </p>
      ))}
      <FaultPanel fault={fault} onClose={() => setFault(slot, null)} />
      <MendMapping item={unmappedOf(fault)} back="visit" params={{}} />
    </>
  )
}
