import { Input } from 'antd'
import { useState } from 'react'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { printInBrowser } from '../../print/printInBrowser.ts'
import { SlipSheet } from '../../print/SlipSheet.tsx'
import { useAsk, useCommand } from '../../stores/ask.ts'

/** Shows the slip and prints it again; from the second copy on it is marked 重打 and the reason audited. */
export function ReprintBox({ setl_id, onClose }: { setl_id: string; onClose: () => void }) {
  const preview = useAsk('print.preview', { setl_id }, '准备结算单')
  const [reason, setReason] = useState('')
  const command = useCommand()
  const copies = preview.value?.copies ?? 0
  const print = async () => {
    const input = { setl_id, reason: reason.trim() || undefined }
    const done = await command.run('打印', async () => {
      const { document, printed } = await call('print.slip', input)
      if (!printed) await printInBrowser(document)
    })
    if (done) onClose()
  }
  return (
    <ConfirmBox
      title="重打结算单"
      okText="打印"
      width={900}
      okEnabled={preview.value !== null && (copies === 0 || reason.trim() !== '')}
      busy={command.busy}
      onOk={print}
      onCancel={onClose}
    >
      <p className="quiet">
        {copies === 0 ? '这张还没有打印过。' : `已打印 ${copies} 次，这一张会标明“重打”并写入审计。`}
      </p>
      {copies > 0 && (
        <FieldGroup fault={command.fault}>
          <Field name="reason" label="重打原因" hint="必填">
            <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
          </Field>
        </FieldGroup>
      )}
      <FaultPanel fault={command.fault ?? preview.fault} />
      {preview.value && (
        <div className="slip-preview">
          <SlipSheet document={preview.value.document} />
        </div>
      )}
    </ConfirmBox>
  )
}
