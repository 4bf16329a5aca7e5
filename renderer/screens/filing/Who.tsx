import { useState } from 'react'
import type { FilingPerson } from '../../../shared/api/filing.ts'
import { useStatus } from '../../stores/status.ts'
import { useDict } from '../common/dict.ts'
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
      {who ? <Person who={who} /> : <Identify busy={props.busy} onTyped={props.onTyped} />}
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

function Identify({ busy, onTyped }: { busy: boolean; onTyped: (text: string) => void }) {
  const [text, setText] = useState('')
  const offShift = useStatus((s) => s.status !== null && s.shift === null)
  return (
    <form
      className="v-identify"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) onTyped(text)
      }}
    >
      {offShift && (
        <p className="v-warning">
          还没有签到，不能办理备案。请按 <kbd>F11</kbd> 到班次里签到。
        </p>
      )}
      <label>
        <span className="v-label">证件号码、姓名或拼音首字母</span>
        <input
          className="v-input"
          data-focus="who"
          autoComplete="off"
          spellCheck={false}
          value={text}
          readOnly={busy}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Escape' || !text) return
            event.stopPropagation()
            setText('')
          }}
        />
      </label>
      <ul className="v-ways">
        {WAYS.map(([key, way]) => (
          <li key={key}>
            <kbd>{key}</kbd>
            {way}
          </li>
        ))}
      </ul>
    </form>
  )
}
