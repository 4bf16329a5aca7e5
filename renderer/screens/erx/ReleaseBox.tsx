import { useState } from 'react'
import type { OnlineOrder } from '../../../shared/api/erx.ts'
import { yuanShow } from '../../../shared/money.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'

const REASONS = ['患者改在窗口缴费', '线上支付已取消', '线上支付超时未完成']

/** Why a confirmed order may be paid at a window after all; then lets it go once. */
export function ReleaseBox(props: { order: OnlineOrder; onClose: () => void; onDone: () => void }) {
  const { order, onClose, onDone } = props
  const [reason, setReason] = useState('')
  const command = useCommand()
  const confirm = async () => {
    if (isSecondEnter()) return
    if (!reason.trim()) return void focusOn('box')
    const { ord_no, version } = order
    const done = await command.run('放行订单', () =>
      call('erx.release', { ord_no, version, reason: reason.trim() }),
    )
    if (done) onDone()
  }
  return (
    <ConfirmBox
      title="放行到窗口收费"
      okText="确认放行"
      danger
      width={600}
      busy={command.busy}
      onOk={confirm}
      onCancel={onClose}
    >
      <p>
        <b>{order.psn_name}</b>　{order.ord_no}　{yuanShow(order.totalFen)} 元
      </p>
      <p>请先问清患者没有在手机上付款。放行后窗口可以收费；如果线上也付了款，患者会付两次。</p>
      <ReasonField
        label="放行原因"
        reasons={REASONS}
        value={reason}
        onChange={setReason}
        onDone={() => void confirm()}
      />
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}
