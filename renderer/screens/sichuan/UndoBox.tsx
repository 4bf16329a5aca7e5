import { useState } from 'react'
import type { SichuanRecord } from '../../../shared/api/sichuan.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'
import { typeIn, useScan } from './hooks.ts'
import { WORDS } from './words.ts'

interface Props {
  row: SichuanRecord
  onClose: () => void
  onDone: (row: SichuanRecord) => void
}

const RED = [
  ['red_bill_code', '红字票据代码'],
  ['red_billno', '红字票据号码'],
] as const

/** Takes a record back with a reason, a bill with the numbers of its red one; once. */
export function UndoBox({ row, onClose, onDone }: Props) {
  const { undo, reasons } = WORDS[row.kind]
  const [undo_rea, setReason] = useState('')
  const [red, setRed] = useState({ red_bill_code: '', red_billno: '' })
  const { fault, busy, run } = useCommand()
  const fields = row.kind === 'bill' ? RED : []
  useScan(typeIn)
  const confirm = async () => {
    if (isSecondEnter()) return
    const empty = fields.find(([name]) => !red[name].trim())
    if (empty) return void focusOn(empty[0])
    if (!undo_rea.trim()) return void focusOn('box')
    const { kind, id, version } = row
    await run(undo, async () => onDone(await call('sichuan.undo', { kind, id, version, undo_rea, ...red })))
  }
  return (
    <ConfirmBox
      title={undo}
      okText={`确认${undo}`}
      danger
      width={600}
      busy={busy}
      onOk={confirm}
      onCancel={onClose}
    >
      <div className="sc-box">
        <p>
          <b>{row.psn_name}</b>　{row.title}
        </p>
        {fields.map(([name, label], i) => (
          <label key={name}>
            <span className="v-label">{label}</span>
            <input
              className="v-input"
              data-focus={name}
              autoComplete="off"
              maxLength={50}
              value={red[name]}
              onChange={(event) => setRed({ ...red, [name]: event.target.value })}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.repeat) return
                event.preventDefault()
                focusOn(fields[i + 1]?.[0] ?? 'box')
              }}
            />
          </label>
        ))}
        <ReasonField
          label={`${undo}原因`}
          reasons={reasons}
          value={undo_rea}
          onChange={setReason}
          onDone={() => void confirm()}
        />
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}
