import { useEffect, useState } from 'react'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import type { Benefit, Cert, Person } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { useDict } from './dict.ts'

const REVEAL_ms = 10_000
const CERT_LABEL = { '01': '医保电子凭证', '02': '身份证件', '03': '社会保障卡' } as const

interface Props {
  channel: 'visit.reveal' | 'admission.reveal' | 'injury.reveal'
  encounterId: string
  person: Pick<Person, 'psn_name' | 'certno' | 'gend' | 'brdy' | 'age'>
  cert: Cert | null
  /** rises with every press of the key that shows the name */
  revealTick: number
  onFault: (fault: Fault) => void
}

/** The person, masked, with the voucher used. */
export function PersonCard(props: Props) {
  const { person, cert } = props
  const gend = useDict('gend')
  const clear = useReveal(props)
  return (
    <div className="v-person">
      <h2 title={clear ? undefined : '按 Alt+X 显示 10 秒'}>{clear?.psn_name ?? person.psn_name}</h2>
      <p>
        {gend.of(person.gend)} · {person.age} 岁{person.brdy ? ` · ${person.brdy}` : ''}
      </p>
      <p className="v-num">{clear?.certno ?? person.certno}</p>
      <p className="v-dim">
        {cert ? `凭证 ${CERT_LABEL[cert.mdtrt_cert_type]}` : '自费，未用凭证'}
        <kbd>Alt+X</kbd>
        {clear ? '显示中' : '显示全名'}
      </p>
    </div>
  )
}

/** Name and number in clear for ten seconds each time the key is pressed; the main process audits it. */
function useReveal({ channel, encounterId, revealTick, onFault }: Props) {
  const [clear, setClear] = useState<{ psn_name: string; certno: string } | null>(null)
  // another patient hides the former one at once
  useEffect(() => setClear(null), [encounterId])
  useEffect(() => {
    if (revealTick === 0) return
    let alive = true
    let timer: ReturnType<typeof setTimeout>
    call(channel, { encounterId }).then(
      (shown) => {
        if (!alive) return
        setClear(shown)
        timer = setTimeout(() => setClear(null), REVEAL_ms)
      },
      (error) => onFault(faultOf(error)),
    )
    return () => {
      alive = false
      clearTimeout(timer)
      setClear(null)
    }
  }, [revealTick, encounterId])
  return clear
}

export function Benefits({ benefits }: { benefits: Benefit[] }) {
  const fund = useDict('fund_pay_type')
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
