import { Input } from 'antd'
import { useState } from 'react'
import {
  type ClosingView,
  DIFFERENCE_LABEL,
  type Difference,
  type ReconcileRun,
} from '../../../shared/api/reconcile.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { PasswordInput } from '../../components/PasswordInput.tsx'
import { useCommand } from '../../stores/ask.ts'
import { type Period, periodShow } from './period.ts'
import { stepOn } from './steps.ts'

/** Mends one difference; says first what that does. */
export function MendBox(props: {
  run: ReconcileRun
  row: Difference
  onDone: () => void
  onClose: () => void
}) {
  const { run, row } = props
  const [reason, setReason] = useState('')
  const command = useCommand()
  if (!row.action) return null
  const { label, explain, code } = row.action
  const mend = async () => {
    const input = { runId: run.runId, rowId: row.rowId, reason: reason.trim(), action: code }
    const done = await command.run(label, () => call('reconcile.mend', input))
    if (!done) return
    props.onDone()
    props.onClose()
  }
  return (
    <ConfirmBox
      danger={code === 'reverse'}
      title={`${DIFFERENCE_LABEL[row.kind]}：${label}`}
      okText={label}
      okEnabled={reason.trim() !== ''}
      busy={command.busy}
      onOk={mend}
      onCancel={props.onClose}
    >
      <p>{explain}</p>
      <FieldGroup fault={command.fault}>
        <Field name="reason" label="原因" hint="必填，会写入审计">
          <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
        </Field>
      </FieldGroup>
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}

/** Closes a period; with anything that does not agree it wants a reason and a second person. */
export function CloseBox(props: {
  period: Period
  problems: readonly string[]
  onDone: (closing: ClosingView) => void
  onClose: () => void
}) {
  const { period, problems } = props
  const [reason, setReason] = useState('')
  const [opter, setOpter] = useState('')
  const [password, setPassword] = useState('')
  const command = useCommand()
  const alone = problems.length === 0
  const close = async () => {
    const second = alone ? {} : { reason: reason.trim(), second: { opter: opter.trim(), password } }
    const done = await command.run(`结账 ${period.text}`, async () =>
      props.onDone(await call('reconcile.close', { period: period.text, ...second })),
    )
    if (done) props.onClose()
    else setPassword('')
  }
  return (
    <ConfirmBox
      danger={!alone}
      title={`${period.kind === 'day' ? '日结' : '月结'}：${periodShow(period)}`}
      okText="结账"
      width={600}
      okEnabled={alone || (reason.trim() !== '' && opter.trim() !== '' && password !== '')}
      busy={command.busy}
      onOk={close}
      onCancel={props.onClose}
    >
      {alone ? (
        <p>各项都与中心相符。结账后再有变动可以重新结账，以最近一次为准。</p>
      ) : (
        <>
          <p className="in-doubt">与中心不完全一致，结账需要写明原因，并由另一位收费组长或管理员确认：</p>
          <ul className="rec-problems">
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: Enter bubbles here from the fields */}
          <div onKeyDown={stepOn}>
            <FieldGroup fault={command.fault}>
              <Field name="reason" label="原因" hint="会写入审计，并打印在结账单上">
                <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
              </Field>
              <Field name="second.opter" label="复核人工号">
                <Input value={opter} maxLength={20} onChange={(e) => setOpter(e.target.value)} />
              </Field>
              <Field name="second.password" label="复核人密码">
                <PasswordInput value={password} onChange={setPassword} />
              </Field>
            </FieldGroup>
          </div>
        </>
      )}
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}
