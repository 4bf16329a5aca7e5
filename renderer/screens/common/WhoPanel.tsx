import type { ReactNode } from 'react'
import type { Fault } from '../../../shared/errors.ts'
import type { Visit } from '../../../shared/visit.ts'
import { InsuranceChoice } from './InsuranceChoice.tsx'
import { Benefits, PersonCard } from './PersonCard.tsx'

interface Props {
  channel: 'visit.reveal' | 'admission.reveal'
  /** the visit or stay on the screen; null on a blank one */
  of: Pick<Visit, 'encounterId' | 'person' | 'cert' | 'insurances' | 'insu' | 'benefits' | 'warnings'> | null
  /** another insurance may be chosen now */
  open: boolean
  busy: boolean
  revealTick: number
  onFault: (encounterId: string, fault: Fault) => void
  /** `same`: it was the chosen one already */
  onInsurance: (index: number, same: boolean) => void
  /** in place of the person, while nobody is known */
  nobody: ReactNode
  /** between the person and the insurances */
  children?: ReactNode
  /** between the insurances and the benefits */
  more?: ReactNode
}

/** The left part: the person, masked, with insurance, benefits, warnings and the voucher used. */
export function WhoPanel({ of, busy, onFault, onInsurance, ...props }: Props) {
  const person = of?.person
  return (
    <section className="v-who" aria-label="患者">
      {of && person ? (
        <PersonCard
          channel={props.channel}
          encounterId={of.encounterId}
          person={person}
          cert={of.cert}
          revealTick={props.revealTick}
          onFault={(fault) => onFault(of.encounterId, fault)}
        />
      ) : (
        props.nobody
      )}
      {props.children}
      {of && of.insurances.length > 0 && (
        <InsuranceChoice
          insurances={of.insurances}
          insu={of.insu}
          open={props.open}
          onChoose={(index, same) => {
            if (!busy) onInsurance(index, same)
          }}
        />
      )}
      {props.more}
      {of && person && <Benefits benefits={of.benefits} />}
      {of?.warnings.map((text) => (
        <p className="v-warning" key={text}>
          {text}
        </p>
      ))}
    </section>
  )
}
