import { useEffect, useState } from 'react'
import type { VisitView } from '../../../shared/api/visit.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import { useDict } from '../common/dict.ts'
import { Identify } from './Identify.tsx'
import { InsuranceList } from './InsuranceList.tsx'
import { setFault, useVisit } from './store.ts'

const REVEAL_ms = 10_000
const CERT_LABEL = { '01': '医保电子凭证', '02': '身份证件', '03': '社会保障卡' } as const

/** The left part: the person, masked, with insurance, benefits, warnings and the voucher used. */
export function Who({ view, revealTick }: { view: VisitView | null; revealTick: number }) {
  const person = view?.visit.person
  const blankNo = useVisit((s) => s.blankNo)
  return (
    <section className="v-who" aria-label="患者">
      {view && person ? (
        <PersonCard view={view} revealTick={revealTick} />
      ) : (
        <Identify key={blankNo} view={view} />
      )}
      {view && view.visit.insurances.length > 0 && <InsuranceList view={view} />}
      {view && person && <Benefits view={view} />}
      {view?.visit.warnings.map((text) => (
        <p className="v-warning" key={text}>
          {text}
        </p>
      ))}
    </section>
  )
}

function PersonCard({ view, revealTick }: { view: VisitView; revealTick: number }) {
  const gend = useDict('gend')
  const { visit } = view
  const clear = useReveal(visit.encounterId, revealTick)
  const person = visit.person
  if (!person) return null
  return (
    <div className="v-person">
      <h2 title={clear ? undefined : '按 Alt+X 显示 10 秒'}>{clear?.psn_name ?? person.psn_name}</h2>
      <p>
        {gend.of(person.gend)} · {person.age} 岁{person.brdy ? ` · ${person.brdy}` : ''}
      </p>
      <p className="v-num">{clear?.certno ?? person.certno}</p>
      <p className="v-dim">
        {visit.cert ? `凭证 ${CERT_LABEL[visit.cert.mdtrt_cert_type]}` : '自费，未用凭证'}
        <kbd>Alt+X</kbd>
        {clear ? '显示中' : '显示全名'}
      </p>
    </div>
  )
}

/** Name and number in clear for ten seconds each time the key is pressed; the main process audits it. */
function useReveal(encounterId: string, tick: number) {
  const [clear, setClear] = useState<{ psn_name: string; certno: string } | null>(null)
  // another patient hides the former one at once
  useEffect(() => setClear(null), [encounterId])
  useEffect(() => {
    if (tick === 0) return
    let alive = true
    let timer: ReturnType<typeof setTimeout>
    call('visit.reveal', { encounterId }).then(
      (shown) => {
        if (!alive) return
        setClear(shown)
        timer = setTimeout(() => setClear(null), REVEAL_ms)
      },
      (error) => setFault(encounterId, faultOf(error)),
    )
    return () => {
      alive = false
      clearTimeout(timer)
      setClear(null)
    }
  }, [tick, encounterId])
  return clear
}

function Benefits({ view }: { view: VisitView }) {
  const fund = useDict('fund_pay_type')
  const { benefits } = view.visit
  if (benefits.length === 0) return null
  return (
    <div className="v-benefits">
      <h3>待遇</h3>
      <ul>
        {benefits.map((b) => (
          <li key={`${b.fund_pay_type}${b.begndate}`} data-off={!b.enjoys || undefined}>
            <span>{fund.of(b.fund_pay_type)}</span>
            <b>{b.enjoys ? '享受' : '不享受'}</b>
            {b.reason && <small>{b.reason}</small>}
          </li>
        ))}
      </ul>
    </div>
  )
}
