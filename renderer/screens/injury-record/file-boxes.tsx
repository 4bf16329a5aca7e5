import { useEffect, useState } from 'react'
import type { InjuryMaterial, InjuryMaterials, ShownFile } from '../../../shared/api/injury-record.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { Choice } from '../common/Choice.tsx'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'
import { Preview, saveFile } from './Preview.tsx'

interface DescribeProps {
  told: InjuryMaterials
  title: string
  row: InjuryMaterial | null
  onClose: () => void
  onDone: (about: { mat_type: string; biz_sn?: string }) => Promise<void>
}

/** What a file is, and which business it proves where there are several. */
export function DescribeBox({ told, title, row, onClose, onDone }: DescribeProps) {
  const { types, businesses } = told
  const place = (list: readonly string[], value: string | undefined) => Math.max(0, list.indexOf(value ?? ''))
  const [type, setType] = useState(() =>
    place(
      types.map(({ code }) => code),
      row?.mat_type,
    ),
  )
  const [business, setBusiness] = useState(() =>
    place(
      businesses.map(({ biz_sn }) => biz_sn),
      row?.biz_sn,
    ),
  )
  const asksBusiness = businesses.length > 1
  const { fault, busy, run } = useCommand()
  // on what is chosen, not on the first of the list
  useEffect(() => void focusOn('mat_type'), [])
  const confirm = () => {
    if (isSecondEnter()) return
    const mat_type = types[type]?.code ?? ''
    const biz_sn = businesses[business]?.biz_sn
    return run('保存附件', () => onDone({ mat_type, ...(biz_sn ? { biz_sn } : {}) }))
  }
  return (
    <ConfirmBox title={title} okText="就是它" busy={busy} onOk={confirm} onCancel={onClose}>
      <div className="ir-box">
        <Choice
          label="材料类别"
          name="mat_type"
          options={types.map(({ code, label }) => ({ key: code, body: <b>{label}</b> }))}
          at={type}
          onChange={setType}
          {...(asksBusiness ? { onEnter: () => void focusOn('biz_sn') } : {})}
        />
        {asksBusiness && (
          <Choice
            label="所属业务"
            name="biz_sn"
            options={businesses.map(({ biz_sn, label }) => ({
              key: biz_sn,
              body: (
                <>
                  <b>{label}</b>
                  <span className="v-dim code">{biz_sn}</span>
                </>
              ),
            }))}
            at={business}
            onChange={setBusiness}
          />
        )}
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}

const REASONS = ['传错文件', '图片不清楚', '不再需要']

/** GS1003, with a reason; once. */
export function WithdrawBox(props: {
  row: InjuryMaterial
  onClose: () => void
  onDone: (told: InjuryMaterials) => void
}) {
  const { row, onClose, onDone } = props
  const [reason, setReason] = useState('')
  const { fault, busy, run } = useCommand()
  const confirm = async () => {
    if (isSecondEnter()) return
    if (!reason.trim()) return void focusOn('box')
    await run('撤回附件', async () =>
      onDone(await call('injury.record.withdraw', { id: row.id, version: row.version, reason })),
    )
  }
  return (
    <ConfirmBox
      title="撤回附件"
      okText="确认撤回"
      danger
      busy={busy}
      onOk={confirm}
      onCancel={onClose}
      width={600}
    >
      <div className="ir-box">
        <p>
          <b>{row.matLabel}</b>　{row.name}
        </p>
        <ReasonField
          label="撤回原因"
          reasons={REASONS}
          value={reason}
          onChange={setReason}
          onDone={() => void confirm()}
        />
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}

interface PlatformProps {
  encounterId: string
  files: InjuryMaterials['platform']
  onClose: () => void
}

/** Files that the platform has: one is downloaded (GYD054) and shown; a number may be typed. */
export function PlatformBox({ encounterId, files, onClose }: PlatformProps) {
  const [at, setAt] = useState(0)
  const [typed, setTyped] = useState('')
  const [file, setFile] = useState<ShownFile | null>(null)
  const { fault, busy, run } = useCommand()
  const file_id = typed.trim() || (files[at]?.file_id ?? '')
  const fetch = () =>
    run('下载附件', async () => setFile(await call('injury.record.download', { encounterId, file_id })))
  if (file)
    return (
      <ConfirmBox
        title={file.name}
        okText="保存到下载"
        width={860}
        onOk={() => saveFile(file)}
        onCancel={() => setFile(null)}
      >
        <Preview file={file} inBox />
      </ConfirmBox>
    )
  return (
    <ConfirmBox
      title="平台上的附件"
      okText="下载查看"
      okEnabled={file_id !== ''}
      busy={busy}
      onOk={fetch}
      onCancel={onClose}
      width={640}
    >
      <div className="ir-box">
        {files.length > 0 ? (
          <Choice
            label="附件"
            name="platform"
            options={files.map((one) => ({
              key: one.file_id,
              body: (
                <>
                  <b>{one.label}</b>
                  <span className="v-dim code">{one.file_id}</span>
                </>
              ),
            }))}
            at={at}
            onChange={setAt}
          />
        ) : (
          <p className="quiet">备案带来的附件和已上传的附件会列在这里；也可以输入附件ID。</p>
        )}
        <label>
          <span className="v-label">附件ID</span>
          <input
            className="v-input"
            data-focus="file_id"
            autoComplete="off"
            maxLength={64}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}
