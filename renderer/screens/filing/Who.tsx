import type { FilingPerson } from '../../../shared/api/filing.ts'
import { useDict } from '../common/dict.ts'
import { Identify } from '../common/Identify.tsx'
import { InsuranceBody, insuranceKey } from '../common/InsuranceChoice.tsx'

const WAYS = [
  ['扫码', '医保电子凭证，随时可扫'],
  ['F2', '读社保卡'],
  ['Enter', '按输入的证件号码查询参保'],
  ['F3', '按姓名查找'],
  ['F4', '查已办的备案'],
] as const

/** The left part: whom the filing is for. */
export function Who(props: { who: FilingPerson | null; busy: boolean; onTyped: (text: string) => void }) {
  const { who } = props
  return (
    <section className="v-who" aria-label="人员">
      {who ? (
        <Person who={who} />
      ) : (
        <Identify offShift="不能办理备案" ways={WAYS} busy={props.busy} onTyped={props.onTyped} />
      )}
    </section>
  )
}

function Person({ who }: { who: FilingPerson }) {
  const gend = useDict('gend')
  const { person, insurances } = who
  return (
    <>
      <div className="v-person">
        <h2>{person.psn_name}</h2>
        <p>
          {gend.of(person.gend)} · {person.age} 岁{person.brdy ? ` · ${person.brdy}` : ''}
        </p>
        <p className="v-num">{person.certno}</p>
        {who.remote && <p className="v-remote">异地参保</p>}
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
