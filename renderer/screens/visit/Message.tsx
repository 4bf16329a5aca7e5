import { useEffect } from 'react'
import type { VisitView } from '../../../shared/api/visit.ts'
import type { FieldFault } from '../../../shared/contract.ts'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { go } from '../../stores/route.ts'
import { nextPatient } from './commands.ts'
import { othersOf } from './missing.ts'
import { BLANK, setFault, useFault } from './store.ts'

/** What went wrong, or what is in doubt, above the entry line. The doubt comes first and stays. */
export function Message({ view, faults }: { view: VisitView | null; faults: FieldFault[] }) {
  const fault = useFault()
  const slot = view?.visit.encounterId ?? BLANK
  const doubt = view?.doubt ?? null
  useEffect(() => {
    // what the doubt says is newer than the fault that told of it
    if (doubt && fault) setFault(slot, null)
  }, [doubt, fault, slot])
  if (doubt) return <Doubt doubt={doubt} />
  return (
    <>
      {othersOf(faults).map((one) => (
        <p className="v-said" role="alert" key={one.path}>
          {one.message}
        </p>
      ))}
      <FaultPanel fault={fault} onClose={() => setFault(slot, null)} />
    </>
  )
}

function Doubt({ doubt }: { doubt: NonNullable<VisitView['doubt']> }) {
  return (
    <section className="v-doubt" role="alert" data-state={doubt.state}>
      <h3>
        结果待核实：{doubt.label}（{doubt.infno}）
      </h3>
      <dl>
        <dt>发生了什么</dt>
        <dd>{doubt.what}</dd>
        <dt>对这笔钱</dt>
        <dd>{doubt.means}</dd>
        <dt>怎么办</dt>
        <dd>{doubt.todo}</dd>
      </dl>
      <p>
        <button type="button" className="v-tab" onClick={nextPatient}>
          <kbd>Alt+N</kbd>先办下一位，这里会自动更新
        </button>
        <button type="button" className="v-tab" onClick={() => go('doubt', { msgid: doubt.msgid })}>
          <kbd>F12</kbd>到存疑交易处理
        </button>
      </p>
    </section>
  )
}
