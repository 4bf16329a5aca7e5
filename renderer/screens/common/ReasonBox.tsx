import { type ReactNode, useRef, useState } from 'react'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { Choice } from './Choice.tsx'
import { isSecondEnter } from './enter.ts'
import { focusOn } from './focus.ts'
import { ReasonField } from './ReasonField.tsx'

export interface Way {
  key: string
  label: string
  text: string
}

interface Props {
  title: string
  okText: string
  /** what the reason is for, e.g. 「退费原因」 */
  label: string
  reasons: string[]
  /** one of these has to be chosen too; one alone or none is not asked about */
  ways?: readonly Way[]
  waysLabel?: string
  children?: ReactNode
  onOk: (reason: string, way: string) => void
  onClose: () => void
}

/** Takes something back: why, and how far. Enter confirms once. */
export function ReasonBox(props: Props) {
  const { label, ways = [] } = props
  const [reason, setReason] = useState('')
  const [at, setAt] = useState(0)
  const [said, setSaid] = useState<string | null>(null)
  const sent = useRef(false)
  const asksWay = ways.length > 1

  const confirm = () => {
    if (sent.current || isSecondEnter()) return
    if (!reason.trim()) {
      setSaid(`${label}：请填写，或按 ↓ 选一个。`)
      return void focusOn('box')
    }
    sent.current = true
    props.onOk(reason.trim(), ways[at]?.key ?? '')
  }
  return (
    <ConfirmBox
      title={props.title}
      okText={props.okText}
      danger
      onOk={confirm}
      onCancel={props.onClose}
      width={600}
    >
      <div className="v-refund">
        {props.children}
        <ReasonField
          label={label}
          reasons={props.reasons}
          value={reason}
          onChange={(text) => {
            setReason(text)
            setSaid(null)
          }}
          onDone={() => (asksWay ? focusOn('after') : confirm())}
        />
        {asksWay && (
          <Choice
            label={props.waysLabel ?? '方式'}
            name="after"
            options={ways.map((way) => ({ key: way.key, body: <WayBody way={way} /> }))}
            at={at}
            onChange={setAt}
          />
        )}
        <p className="v-said" role="alert">
          {said}
        </p>
      </div>
    </ConfirmBox>
  )
}

function WayBody({ way }: { way: Way }) {
  return (
    <>
      <b>{way.label}</b>
      <span className="v-dim">{way.text}</span>
    </>
  )
}
