import { type ReactNode, useEffect } from 'react'
import type { InjuryView } from '../../../shared/api/injury.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { INJURY_KIND_LABEL, INJURY_LABEL } from '../../../shared/injury.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { BLANK } from '../../stores/encounters.ts'
import { Doubt } from '../common/Doubt.tsx'
import { MendMapping, unmappedOf } from '../common/MendMapping.tsx'
import { nextPatient } from './commands.ts'
import { turnTo } from './identify.ts'
import { otherWays } from './next.ts'
import { setFault, setRefused, useBusy, useFault, useInjury } from './store.ts'

const AWAY = { hotkey: 'Alt+N', label: '先办下一位，这里会自动更新', run: nextPatient }
/** What only a no about the person says; anything else is no answer about him. */
const SAYS_NO = ['rejected', 'conflict', 'not_found', 'invalid']

/** What went wrong, or what is in doubt, below the page. The doubt comes first and stays. */
export function Message({ view, others }: { view: InjuryView | null; others: FieldFault[] }) {
  const fault = useFault()
  const slot = view?.case.encounterId ?? BLANK
  const busy = useBusy()
  const doubt = view?.doubt ?? null
  const refused = useInjury((s) => s.refused[slot])
  useEffect(() => {
    // what the doubt says is newer than the fault that told of it; while a command ends it may be an older one
    if (doubt && fault && !busy) setFault(slot, null)
  }, [doubt, fault, busy, slot])
  if (doubt) return <Doubt doubt={doubt} away={AWAY} />
  const no = refused?.fault === fault && fault !== null && SAYS_NO.includes(fault.kind)
  const panel = (
    <FaultPanel
      fault={fault}
      onClose={() => {
        setFault(slot, null)
        setRefused(slot, null)
      }}
    />
  )
  return (
    <>
      {others.map((one) => (
        <p className="v-said" role="alert" key={one.path}>
          {one.message}
        </p>
      ))}
      {no && view ? (
        <No view={view} busyElsewhere={/业务互斥/.test(fault.what)}>
          {panel}
        </No>
      ) : (
        panel
      )}
      <MendMapping item={unmappedOf(fault)} back="injury" params={{}} />
    </>
  )
}

interface NoProps {
  view: InjuryView
  /** 业务互斥: a stay at another hospital stands */
  busyElsewhere: boolean
  children: ReactNode
}

/** A clear no of one way, with the keys that ask the others about the same person; for a stay elsewhere none helps. */
function No({ view, busyElsewhere, children }: NoProps) {
  const options = useInjury((s) => s.options)
  const others = otherWays(options, view.case.family)
  return (
    <div className="i-no" role="alert">
      <b>
        {busyElsewhere ? '业务互斥：正在别的医院工伤住院' : `不能按${INJURY_LABEL[view.case.family]}办理`}
      </b>
      {children}
      {!busyElsewhere && others.length > 0 && (
        <p>
          {others.map(({ way, at }) => (
            <button
              type="button"
              className="v-tab"
              key={way.family}
              onClick={() => void turnTo({ family: way.family })}
            >
              <kbd>Alt+{at + 1}</kbd>按{way.label}再查
              {!way.kinds.includes(view.case.kind) && `（${INJURY_KIND_LABEL[way.kinds[0]!]}）`}
            </button>
          ))}
        </p>
      )}
    </div>
  )
}
