import { useState } from 'react'
import type { DeptDiff, StaffState } from '../../../shared/api/staff.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { ReasonField } from '../common/ReasonField.tsx'

const REASONS = ['科室已撤销', '科室已合并', '编码登记错误']

/** 3403 asks first: what was uploaded under this department afterwards is refused. */
export function DropBox(props: {
  dept: DeptDiff
  onClose: () => void
  onDone: (after: StaffState, words: string) => void
}) {
  const { dept, onClose, onDone } = props
  const [reason, setReason] = useState('')
  const command = useCommand()
  const drop = async () => {
    const text = reason.trim()
    if (!text) return
    const done = await command.run('撤销科室', async () =>
      onDone(await call('staff.drop', { code: dept.code, reason: text }), `科室 ${dept.name} 已从中心撤销`),
    )
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title={`从中心撤销 ${dept.code} ${dept.name}`}
      okText="撤销这个科室"
      danger
      okEnabled={reason.trim() !== ''}
      busy={command.busy}
      onOk={drop}
      onCancel={onClose}
    >
      <FaultPanel fault={command.fault} />
      <p className="quiet">撤销后，用这个科室上传的费用和就诊会被中心拒绝；需要时可以重新上传。写入审计。</p>
      <ReasonField label="撤销原因" reasons={REASONS} value={reason} onChange={setReason} onDone={drop} />
    </ConfirmBox>
  )
}
