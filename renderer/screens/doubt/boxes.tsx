import { Input, Radio } from 'antd'
import { useState } from 'react'
import type { DoubtView } from '../../../shared/api/txn.ts'
import { yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { useCommand } from '../../stores/ask.ts'

interface BoxProps {
  row: DoubtView
  onDone: (list: DoubtView[]) => void
  onClose: () => void
}

const amountOf = (row: DoubtView) => (row.amountFen === null ? '' : `，${yuanShow(row.amountFen)} 元`)

/** Stop waiting: the centre is asked to undo it, whether or not it happened. */
export function ReverseBox({ row, onDone, onClose }: BoxProps) {
  const [reason, setReason] = useState('')
  const command = useCommand()
  const reverse = async () => {
    const done = await command.run(`冲正 ${row.infno}`, async () =>
      onDone(await call('doubt.reverse', { msgid: row.msgid, reason: reason.trim() })),
    )
    if (done) onClose()
  }
  return (
    <ConfirmBox
      danger
      title={`放弃等待并冲正：${row.infno} ${row.name}${amountOf(row)}`}
      okText="冲正"
      okEnabled={reason.trim() !== ''}
      busy={command.busy}
      onOk={reverse}
      onCancel={onClose}
    >
      <p>
        不再等待这一笔的结果，改为请中心撤销它。冲正得到确认前，这位患者还不能重新收费；确认后可以重新办理。
      </p>
      <FieldGroup fault={command.fault}>
        <Field name="reason" label="原因" hint="必填，会写入审计">
          <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
        </Field>
      </FieldGroup>
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}

/** A supervisor writes down what the centre's staff found. */
export function DecideBox({ row, onDone, onClose }: BoxProps) {
  const [happened, setHappened] = useState<boolean | null>(null)
  const [setlId, setSetlId] = useState(row.decideNumber)
  const [reason, setReason] = useState('')
  const command = useCommand()
  const decide = async () => {
    if (happened === null) return
    const setl_id = happened ? setlId.trim() || undefined : undefined
    const input = { msgid: row.msgid, happened, setl_id, reason: reason.trim() }
    const done = await command.run('登记认定', async () => onDone(await call('doubt.decide', input)))
    if (done) onClose()
  }
  return (
    <ConfirmBox
      danger
      title={`人工认定：${row.infno} ${row.name}${amountOf(row)}`}
      okText="登记认定"
      okEnabled={happened !== null && reason.trim().length >= 4}
      busy={command.busy}
      onOk={decide}
      onCancel={onClose}
    >
      <p>系统查证和冲正都没有得出结论。请先与中心核实，再按核实结果登记；登记后不能修改。</p>
      <FieldGroup fault={command.fault}>
        <Field group name="happened" label="中心核实的结果（← → 选择）">
          <Radio.Group
            value={happened}
            onChange={(e) => setHappened(e.target.value as boolean)}
            options={[
              { label: '中心没有记账', value: false },
              { label: '中心已经记账', value: true },
            ]}
          />
        </Field>
        {happened === true && row.decideBy !== null && (
          <Field
            name="setl_id"
            label={`中心的${row.decideBy}`}
            hint={row.decideNumber ? '由本机编号，请与中心的核对' : `中心人员读给您的${row.decideBy}`}
          >
            <Input value={setlId} maxLength={50} onChange={(e) => setSetlId(e.target.value)} />
          </Field>
        )}
        <Field name="reason" label="依据" hint="谁、何时、凭什么核实，至少 4 个字；会写入审计">
          <Input.TextArea
            rows={2}
            value={reason}
            maxLength={500}
            onChange={(e) => setReason(e.target.value)}
          />
        </Field>
      </FieldGroup>
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}
