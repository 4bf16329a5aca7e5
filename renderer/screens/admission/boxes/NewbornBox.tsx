import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import type { StayView } from '../../../../shared/api/admission.ts'
import { faultOf } from '../../../../shared/errors.ts'
import type { Newborn } from '../../../../shared/stay.ts'
import { call } from '../../../bridge.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { Choice } from '../../common/Choice.tsx'
import { isSecondEnter } from '../../common/enter.ts'
import { command } from '../commands.ts'
import { parseDayText } from '../form/time.ts'
import { closeBox } from '../store.ts'

const GENDERS = [
  { key: '1', body: <b>男</b> },
  { key: '2', body: <b>女</b> },
  { key: '9', body: <b>未说明</b> },
] as const
const FIELDS = [
  { name: 'ipt_no', label: '新生儿住院号' },
  { name: 'name', label: '姓名，如 王芳之女' },
  { name: 'brdy', label: '出生日期，如 1121' },
] as const
type Gend = (typeof GENDERS)[number]['key']
type Values = Record<(typeof FIELDS)[number]['name'], string> & { gend: number }
const EMPTY: Values = { ipt_no: '', name: '', brdy: '', gend: 0 }

const valuesOf = ({ ipt_no, name, brdy, gend }: Newborn): Values => {
  return { ipt_no, name, brdy, gend: GENDERS.findIndex(({ key }) => key === gend) }
}

/** The newborn as written out, or what is wrong with it. */
function newbornOf(values: Values): (Newborn & { gend: Gend }) | string {
  const brdy = parseDayText(values.brdy)
  if (!values.ipt_no.trim()) return '新生儿住院号：请填写病区记账用的号码。'
  if (!values.name.trim()) return '姓名：请填写。'
  if (!brdy) return '出生日期：请输入如 1121 或 2026-11-21。'
  const gend = GENDERS[values.gend]?.key ?? '9'
  return { ipt_no: values.ipt_no.trim(), name: values.name.trim(), gend, brdy }
}

/** Alt+B: the newborn's charges join the mother's stay; those of the HIS to choose from, or typed. */
export function NewbornBox({ view }: { view: StayView }) {
  const { known, why } = useNewborns(view.stay.encounterId)
  if (known) return <NewbornForm known={known} why={why} />
  return (
    <ConfirmBox
      title="新生儿随母住院"
      okText="加入本次住院"
      okEnabled={false}
      onOk={closeBox}
      onCancel={closeBox}
    >
      <p role="status">正在从 HIS 查找这位母亲的新生儿…</p>
    </ConfirmBox>
  )
}

/** A HIS that does not answer keeps nobody from typing. */
function useNewborns(encounterId: string) {
  const [known, setKnown] = useState<Newborn[] | null>(null)
  const [why, setWhy] = useState<string | null>(null)
  useEffect(() => {
    let alive = true
    call('admission.newborns', { encounterId }).then(
      (found) => alive && setKnown(found),
      (error) => {
        if (!alive) return
        setWhy(`没有从 HIS 取到新生儿（${faultOf(error).what}），请手工填写。`)
        setKnown([])
      },
    )
    return () => {
      alive = false
    }
  }, [encounterId])
  return { known, why }
}

function NewbornForm({ known, why }: { known: Newborn[]; why: string | null }) {
  const [at, setAt] = useState(0)
  const [values, setValues] = useState<Values>(known[0] ? valuesOf(known[0]) : EMPTY)
  const [said, setSaid] = useState(why)
  const body = useRef<HTMLDivElement>(null)
  const sent = useRef(false)
  const pick = (index: number) => {
    const one = known[index]
    setAt(index)
    setValues(one ? valuesOf(one) : EMPTY)
    setSaid(null)
  }
  const confirm = () => {
    if (sent.current || isSecondEnter()) return
    const newborn = newbornOf(values)
    if (typeof newborn === 'string') return setSaid(newborn)
    sent.current = true
    closeBox()
    void command('admission.addNewborn', newborn)
  }
  // Enter goes from field to field; on a newborn of the HIS it confirms, on 手工填写 it goes into the fields
  const onKeyDown = (event: KeyboardEvent) => {
    const fields = [...(body.current?.querySelectorAll<HTMLInputElement>('.v-input') ?? [])]
    const target = event.target as HTMLInputElement
    const byHand = target.name === 'newborn' && at === known.length
    const index = fields.indexOf(target)
    if (event.key !== 'Enter' || (index < 0 && !byHand)) return
    event.preventDefault()
    event.stopPropagation()
    const next = fields[index + 1] ?? body.current?.querySelector<HTMLInputElement>('[data-focus=gend]')
    next?.focus()
  }
  return (
    <ConfirmBox title="新生儿随母住院" okText="加入本次住院" onOk={confirm} onCancel={closeBox}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter bubbles here from the fields */}
      <div ref={body} className="a-newborn" onKeyDown={onKeyDown}>
        {known.length > 0 && <Known known={known} at={at} onChange={pick} />}
        {FIELDS.map(({ name, label }) => (
          <label key={name}>
            <span className="v-label">{label}</span>
            <input
              className="v-input"
              data-focus={`newborn-${name}`}
              autoComplete="off"
              value={values[name]}
              onChange={(e) => {
                setValues({ ...values, [name]: e.target.value })
                setSaid(null)
              }}
            />
          </label>
        ))}
        <Choice
          label="性别"
          name="gend"
          options={[...GENDERS]}
          at={values.gend}
          onChange={(gend) => setValues({ ...values, gend })}
        />
        <p className="v-said" role="alert">
          {said}
        </p>
      </div>
    </ConfirmBox>
  )
}

interface KnownProps {
  known: Newborn[]
  at: number
  onChange: (at: number) => void
}

/** The newborns of the HIS, and a place for one that it does not have. */
function Known({ known, at, onChange }: KnownProps) {
  const options = known.map((one) => ({
    key: one.ipt_no,
    body: (
      <>
        <b>{one.name}</b>
        <span className="v-dim">
          {one.ipt_no} · {one.brdy}
        </span>
      </>
    ),
  }))
  const byHand = { key: '', body: <b>手工填写</b> }
  return (
    <Choice
      label="HIS 里的新生儿"
      name="newborn"
      options={[...options, byHand]}
      at={at}
      onChange={onChange}
    />
  )
}
