import { useState } from 'react'
import type { InjuryRecordView, RecordOffer, RecordPart } from '../../../shared/api/injury-record.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { Choice } from '../common/Choice.tsx'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'

const REASONS = ['填写有误，改正后重传', '病历已修改', '传错病人']

interface UndoProps {
  part: Pick<RecordPart, 'id' | 'version' | 'label' | 'title'>
  onClose: () => void
  onDone: (view: InjuryRecordView) => void
}

/** Takes a part back at the platform, with a reason; once. */
export function UndoBox({ part, onClose, onDone }: UndoProps) {
  const [reason, setReason] = useState('')
  const { fault, busy, run } = useCommand()
  const confirm = async () => {
    if (isSecondEnter()) return
    if (!reason.trim()) return void focusOn('box')
    await run('撤销上传', async () => {
      onDone(await call('injury.record.undo', { id: part.id, version: part.version, reason }))
      onClose()
    })
  }
  return (
    <ConfirmBox
      title={`撤销上传的${part.label}`}
      okText="确认撤销"
      danger
      busy={busy}
      onOk={confirm}
      onCancel={onClose}
      width={600}
    >
      <div className="ir-box">
        <p>{part.title || part.label} 将在平台上撤销；本机留着内容，改好后可以重新上传。</p>
        <ReasonField
          label="撤销原因"
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

interface OfferProps {
  offers: readonly RecordOffer[]
  onPick: (infno: string) => void
  onClose: () => void
}

/** Which optional part to begin. */
export function OfferBox({ offers, onPick, onClose }: OfferProps) {
  const [at, setAt] = useState(0)
  const pick = () => offers[at] && onPick(offers[at].infno)
  return (
    <ConfirmBox title="加一项" okText="开始填写" onOk={pick} onCancel={onClose}>
      <Choice
        label="项目"
        name="offer"
        options={offers.map(({ infno, label }) => ({ key: infno, body: <b>{label}</b> }))}
        at={at}
        onChange={setAt}
      />
    </ConfirmBox>
  )
}
