import { useEffect, useState } from 'react'
import type { PersonHead } from '../../../shared/api/person.ts'
import { type Fault, faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import { useDict } from '../common/dict.ts'
import { Identify } from '../common/Identify.tsx'
import { InsuranceBody, insuranceKey } from '../common/InsuranceChoice.tsx'

const WAYS = [
  ['扫码', '医保电子凭证，随时可扫'],
  ['F2', '读社保卡'],
  ['Enter', '按输入的证件号码查询'],
  ['F3', '按姓名查找'],
] as const
const REVEAL_ms = 10_000

interface Props {
  who: PersonHead | null
  busy: boolean
  /** rises with every press of the key that shows the name */
  revealTick: number
  onTyped: (text: string) => void
  onFault: (fault: Fault) => void
}

/** The left part: the person, masked, with insurances and what is particular. */
export function Who({ who, ...props }: Props) {
  return (
    <section className="v-who" aria-label="人员">
      {who ? (
        <Person key={who.personId} who={who} revealTick={props.revealTick} onFault={props.onFault} />
      ) : (
        <Identify ways={WAYS} busy={props.busy} onTyped={props.onTyped} />
      )}
    </section>
  )
}

function Person({ who, revealTick, onFault }: Pick<Props, 'revealTick' | 'onFault'> & { who: PersonHead }) {
  const gend = useDict('gend')
  const [from] = useState(revealTick)
  const clear = useReveal(who.personId, revealTick - from, onFault)
  const { person, insurances } = who
  return (
    <>
      <div className="v-person">
        <h2 title={clear ? undefined : '按 Alt+X 显示 10 秒'}>{clear?.psn_name ?? person.psn_name}</h2>
        <p>
          {gend.of(person.gend)} · {person.age} 岁{person.brdy ? ` · ${person.brdy}` : ''}
        </p>
        <p className="v-num">{clear?.certno ?? person.certno}</p>
        <p className="v-dim v-num">人员编号 {person.psn_no}</p>
        <p className="v-dim">
          <kbd>Alt+X</kbd>
          {clear ? '显示中' : '显示全名'}
        </p>
        {who.remote && <p className="v-remote">异地参保</p>}
        {who.identities.map((identity) => (
          <p key={identity}>{identity}</p>
        ))}
      </div>
      <div>
        <h3>险种</h3>
        {insurances.map((one) => (
          <div className="v-option" key={insuranceKey(one)}>
            <InsuranceBody one={one} />
          </div>
        ))}
      </div>
    </>
  )
}

/** Name and number in clear for ten seconds each time; the main process audits it. */
function useReveal(personId: string, tick: number, onFault: (fault: Fault) => void) {
  const [clear, setClear] = useState<{ psn_name: string; certno: string } | null>(null)
  useEffect(() => {
    if (tick === 0) return
    let alive = true
    let timer: ReturnType<typeof setTimeout>
    call('person.reveal', { personId }).then(
      (shown) => {
        if (!alive) return
        setClear(shown)
        timer = setTimeout(() => setClear(null), REVEAL_ms)
      },
      (error) => alive && onFault(faultOf(error)),
    )
    return () => {
      alive = false
      clearTimeout(timer)
      setClear(null)
    }
  }, [tick, personId])
  return clear
}
