import { type KeyboardEvent, useRef, useState } from 'react'
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
const NEWBORN = [
  { name: 'ipt_no', label: '新生儿住院号' },
  { name: 'name', label: '姓名，如 王芳之女' },
  { name: 'brdy', label: '出生日期，如 1121' },
] as const
type NewbornField = (typeof NEWBORN)[number]['name']

/** Alt+B: the newborn's charges join the mother's stay. */
export function NewbornBox() {
  const [typed, setTyped] = useState<Record<NewbornField, string>>({
    ipt_no: '',
    name: '',
    brdy: '',
  })
  const [gend, setGend] = useState(0)
  const [said, setSaid] = useState<string | null>(null)
  const body = useRef<HTMLDivElement>(null)
  const sent = useRef(false)
  const confirm = () => {
    if (sent.current || isSecondEnter()) return
    const brdy = parseDayText(typed.brdy)
    if (!typed.ipt_no.trim()) return setSaid('新生儿住院号：请填写病区记账用的号码。')
    if (!typed.name.trim()) return setSaid('姓名：请填写。')
    if (!brdy) return setSaid('出生日期：请输入如 1121 或 2026-11-21。')
    sent.current = true
    closeBox()
    const newborn = { ipt_no: typed.ipt_no.trim(), name: typed.name.trim(), brdy }
    void command('admission.addNewborn', { ...newborn, gend: GENDERS[gend]?.key ?? '9' })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const fields = [...(body.current?.querySelectorAll<HTMLInputElement>('input') ?? [])]
    const at = fields.indexOf(event.target as HTMLInputElement)
    if (event.key !== 'Enter' || at < 0 || at >= NEWBORN.length) return
    event.preventDefault()
    event.stopPropagation()
    fields[at + 1]?.focus()
  }
  return (
    <ConfirmBox title="新生儿随母住院" okText="加入本次住院" onOk={confirm} onCancel={closeBox}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter bubbles here from the fields */}
      <div ref={body} className="a-newborn" onKeyDown={onKeyDown}>
        {NEWBORN.map(({ name, label }) => (
          <label key={name}>
            <span className="v-label">{label}</span>
            <input
              className="v-input"
              autoComplete="off"
              value={typed[name]}
              onChange={(e) => {
                setTyped({ ...typed, [name]: e.target.value })
                setSaid(null)
              }}
            />
          </label>
        ))}
        <Choice label="性别" name="gend" options={[...GENDERS]} at={gend} onChange={setGend} />
        <p className="v-said" role="alert">
          {said}
        </p>
      </div>
    </ConfirmBox>
  )
}

/** A negative line for (part of) a charge. */
export function RefundFeeBox({ lineNo, name, cnt }: { lineNo: number; name: string; cnt: string }) {
  const [text, setText] = useState(cnt)
  const sent = useRef(false)
  const confirm = () => {
    if (sent.current || isSecondEnter() || !(Number(text) > 0)) return
    sent.current = true
    closeBox()
    void command('admission.refundFee', { lineNo, cnt: text })
  }
  return (
    <ConfirmBox title="退一条费用" okText="记一条退费" danger onOk={confirm} onCancel={closeBox}>
      <p>
        {name}：记一条负数明细，最多退 {cnt}。
      </p>
      <label>
        <span className="v-label">退的数量</span>
        <input
          className="v-input v-num"
          data-focus="box"
          inputMode="decimal"
          autoComplete="off"
          value={text}
          onFocus={(e) => e.target.select()}
          onChange={(e) => /^\d{0,10}(\.\d{0,4})?$/.test(e.target.value) && setText(e.target.value)}
        />
      </label>
    </ConfirmBox>
  )
}
