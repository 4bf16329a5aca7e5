import { useEffect, useState } from 'react'
import type { ClearingForm } from '../../../shared/api/injury-clearing.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { Preview } from '../../print/index.ts'
import { useCommand } from '../../stores/ask.ts'

const MIME: Record<string, string> = { pdf: 'application/pdf', png: 'image/png', jpg: 'image/jpeg' }

/** 清算单 (GS3204): asked for, looked at, printed as every paper, and the platform's own file kept where there is one. */
export function FormBox({ month, id, onClose }: { month: string; id: string; onClose: () => void }) {
  const [form, setForm] = useState<ClearingForm | null>(null)
  const { fault, busy, run } = useCommand()
  const ask = () => run('查询清算单', async () => setForm(await call('injury.clearing.form', { month, id })))
  useEffect(() => void ask(), [month, id])
  if (form) return <Form form={form} onClose={onClose} />
  return (
    <ConfirmBox title="工伤保险清算单" okText="再查一次" busy={busy} onOk={ask} onCancel={onClose}>
      {fault ? <FaultPanel fault={fault} /> : <p className="waiting">正在向平台查询清算单…</p>}
      <WaitLine />
    </ConfirmBox>
  )
}

function Form({ form: { doc, file }, onClose }: { form: ClearingForm; onClose: () => void }) {
  const save = () => {
    if (!file) return
    const link = document.createElement('a')
    link.href = `data:${MIME[file.type] ?? 'application/octet-stream'};base64,${file.base64}`
    link.download = file.name
    link.click()
  }
  return (
    <Preview
      papers={[{ label: '', doc }]}
      onClose={onClose}
      keys={file ? { F9: { label: '保存平台文件', run: save } } : {}}
      note={
        file && (
          <p className="quiet">
            平台的文件 {file.name}：按 <kbd>F9</kbd> 保存到下载
          </p>
        )
      }
    />
  )
}
