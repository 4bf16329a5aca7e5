import { useEffect } from 'react'
import type { StayView } from '../../../shared/api/admission.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { BLANK } from '../../stores/encounters.ts'
import { go } from '../../stores/route.ts'
import { Doubt } from '../common/Doubt.tsx'
import { setFault, useFault } from './store.ts'

const AWAY = { hotkey: 'Shift+F6', label: '先办别人，这里会自动更新', run: () => go('ward') }

/** What went wrong, or what is in doubt, below the page. The doubt comes first and stays. */
export function Message({ view, others }: { view: StayView | null; others: FieldFault[] }) {
  const fault = useFault()
  const slot = view?.stay.encounterId ?? BLANK
  const doubt = view?.doubt ?? null
  useEffect(() => {
    // what the doubt says is newer than the fault that told of it
    if (doubt && fault) setFault(slot, null)
  }, [doubt, fault, slot])
  if (doubt) return <Doubt doubt={doubt} away={AWAY} />
  return (
    <>
      {others.map((one) => (
        <p className="v-said" role="alert" key={one.path}>
          {one.message}
        </p>
      ))}
      <FaultPanel fault={fault} onClose={() => setFault(slot, null)} />
    </>
  )
}
