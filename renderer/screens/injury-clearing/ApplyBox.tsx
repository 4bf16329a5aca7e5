import { Input } from 'antd'
import { useState } from 'react'
import type { ClearingList, ClearingRow } from '../../../shared/api/injury-clearing.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { amount } from './parts.tsx'

interface Props {
  month: string
  row: ClearingRow
  onClose: () => void
  onDone: (list: ClearingList) => void
}

const FIELDS = [
  ['yzz134', '负责人'],
  ['yzz135', '复核人'],
  ['aae005', '联系电话'],
] as const

/** GS3201: the sums once more before they are sent, and who stands for them. */
export function ApplyBox({ month, row, onClose, onDone }: Props) {
  const [form, setForm] = useState({ yzz134: '', yzz135: '', aae005: '' })
  const { fault, busy, run } = useCommand()
  const { count, persons, totalFen, fundFen, cashFen } = row.details
  const send = async () => {
    if (isSecondEnter()) return
    const seen = { count, totalFen, fundFen }
    const done = await run('清算申请', async () =>
      onDone(await call('injury.clearing.apply', { month, id: row.id, seen, ...form })),
    )
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title={`${month.replace('-', ' 年 ')} 月 ${row.label} 清算申请`}
      okText="报送申请"
      width={600}
      busy={busy}
      onOk={send}
      onCancel={onClose}
    >
      <p className="cl-lead">
        {count} 笔，{persons} 人，费用总额 {amount(totalFen)}，个人支付 {amount(cashFen)}
      </p>
      <p className="cl-lead">
        申请基金支付 <b>{amount(fundFen)}</b> 元
      </p>
      {row.why && <p className="cl-note">{row.why}</p>}
      <FieldGroup fault={fault} onEnter={send}>
        {FIELDS.map(([name, label]) => (
          <Field key={name} name={name} label={label} hint="可以不填">
            <Input
              value={form[name]}
              maxLength={name === 'aae005' ? 30 : 50}
              onChange={(event) => setForm({ ...form, [name]: event.target.value })}
            />
          </Field>
        ))}
      </FieldGroup>
      <FaultPanel fault={fault} />
    </ConfirmBox>
  )
}
