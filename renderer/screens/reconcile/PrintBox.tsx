import { Input } from 'antd'
import { useState } from 'react'
import type { DocRef } from '../../../shared/api/print.ts'
import { faultOf } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { Field, FieldGroup } from '../../components/Field.tsx'
import { printInBrowser } from '../../print/printInBrowser.ts'
import { type Command, useCommand } from '../../stores/ask.ts'

/** Prints by the host where it can; what it queued comes later, the rest the browser prints. */
async function printPaper(doc: DocRef, reason?: string): Promise<void> {
  const { document, printed, queued } = await call('print.doc', { doc, ...(reason ? { reason } : {}) })
  if (!printed && !queued) await printInBrowser(document)
}

/** The first print goes out at once; a second one wants a reason: then the box is opened. */
export function printOnce(command: Command, label: string, doc: DocRef, askReason: (doc: DocRef) => void) {
  return command.run(label, async () => {
    try {
      await printPaper(doc)
    } catch (error) {
      if (!faultOf(error).fields?.some(({ path }) => path === 'reason')) throw error
      askReason(doc)
    }
  })
}

/** 重打 with its reason. */
export function PrintBox({ doc, onClose }: { doc: DocRef; onClose: () => void }) {
  const [reason, setReason] = useState('')
  const command = useCommand()
  const print = async () => {
    if (await command.run('重打', () => printPaper(doc, reason.trim()))) onClose()
  }
  return (
    <ConfirmBox
      title="重打"
      okText="打印"
      okEnabled={reason.trim() !== ''}
      busy={command.busy}
      onOk={print}
      onCancel={onClose}
    >
      <p>这份单据已经打印过，再打会标明“重打”。</p>
      <FieldGroup fault={command.fault}>
        <Field name="reason" label="重打原因" hint="必填，会写入审计">
          <Input value={reason} maxLength={200} onChange={(e) => setReason(e.target.value)} />
        </Field>
      </FieldGroup>
      <FaultPanel fault={command.fault} />
    </ConfirmBox>
  )
}
