import { useEffect, useState } from 'react'
import type { ClearingForm } from '../../../shared/api/injury-clearing.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { printInBrowser, SlipSheet } from '../../print/index.ts'
import { useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'

const MIME: Record<string, string> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg' }

/** 清算单 (GS3204): looked at, printed, and the platform's own file kept where there is one. */
export function FormBox({ month, id, onClose }: { month: string; id: string; onClose: () => void }) {
  const [form, setForm] = useState<ClearingForm | null>(null)
  const { fault, busy, run } = useCommand()
  useEffect(() => {
    void run('查询清算单', async () => setForm(await call('injury.clearing.form', { month, id })))
  }, [run, month, id])
  const print = async () => {
    if (!form || isSecondEnter()) return
    if (await run('打印清算单', () => printInBrowser(form.document))) onClose()
  }
  const save = () => {
    if (!form?.file) return
    const { name, type, base64 } = form.file
    const link = document.createElement('a')
    link.href = `data:${MIME[type] ?? 'application/octet-stream'};base64,${base64}`
    link.download = name
    link.click()
  }
  return (
    <ConfirmBox
      title={form?.title ?? '清算单'}
      okText="打印"
      width={760}
      busy={busy}
      okEnabled={form !== null}
      keys={form?.file ? { F9: { label: '保存平台文件', run: save } } : {}}
      onOk={print}
      onCancel={onClose}
    >
      <FaultPanel fault={fault} />
      {!form && !fault && <p className="waiting">正在查询清算单…</p>}
      {form && (
        <div className="k-sheet">
          <SlipSheet document={form.document} zoom={0.8} />
        </div>
      )}
      {form?.file && (
        <p className="quiet">
          平台的文件 {form.file.name}：按 <kbd>F9</kbd> 保存到下载
        </p>
      )}
    </ConfirmBox>
  )
}
