import { useState } from 'react'
import { CHANGES, type ExchangeRow } from '../../../shared/api/injury-exchange.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { Choice } from '../common/Choice.tsx'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'

type Kind = keyof typeof CHANGES
const KINDS = (Object.entries(CHANGES) as [Kind, string][]).sort(([a], [b]) => a.localeCompare(b))
const FIELDS: Record<
  Kind,
  readonly (readonly [name: 'aab299' | 'aae030' | 'aae031' | 'aae005' | 'aae006', label: string])[]
> = {
  '01': [['aab299', '新的就医地行政区划代码']],
  '02': [
    ['aae030', '有效开始日期'],
    ['aae031', '有效结束日期'],
  ],
  '03': [
    ['aae005', '联系电话'],
    ['aae006', '联系地址'],
  ],
  '04': [],
}
const REASONS: Record<Kind, string[]> = {
  '01': ['本人迁居', '转诊转院'],
  '02': ['延长治疗', '提前结束治疗'],
  '03': ['联系方式变动'],
  '04': ['治疗终结', '本人申请取消', '不再符合备案条件'],
}

/** GYU007: what changes, to what, and why. An end is for ever. */
export function ChangeBox(props: {
  row: ExchangeRow
  onClose: () => void
  onDone: (row: ExchangeRow) => void
}) {
  const { row, onClose, onDone } = props
  const [at, setAt] = useState(0)
  const [form, setForm] = useState({
    ...{ aab299: '', aae005: '', aae006: '' },
    ...{ aae030: row.facts.aae030 ?? '', aae031: row.facts.aae031 ?? '' },
  })
  const [change_rea, setReason] = useState('')
  const { fault, busy, run } = useCommand()
  const [change_type, label] = KINDS[at]!
  const send = async () => {
    if (isSecondEnter()) return
    if (!change_rea.trim()) return void focusOn('box')
    const { id, version } = row
    await run('上传备案变更', async () =>
      onDone(
        await call('injury.exchange.change', {
          id,
          version,
          change_type,
          ...form,
          change_rea: change_rea.trim(),
        }),
      ),
    )
  }
  return (
    <ConfirmBox
      title={`变更备案：${row.facts.aac003} ${row.id}`}
      okText={`${label}并上传`}
      danger={change_type === '04'}
      okEnabled={change_rea.trim() !== ''}
      width={640}
      busy={busy}
      onOk={send}
      onCancel={onClose}
    >
      <div className="x-box">
        <FaultPanel fault={fault} />
        <Choice
          label="变更类型"
          name="kind"
          options={KINDS.map(([key, words]) => ({ key, body: <b>{words}</b> }))}
          at={at}
          onChange={setAt}
        />
        {change_type === '04' && <p className="x-note">失效后不能再变为有效，需要时请重新备案。</p>}
        <div className="x-pair">
          {FIELDS[change_type].map(([name, words]) => (
            <label key={name}>
              <span className="v-label">{words}</span>
              <input
                className="v-input"
                data-focus={name}
                autoComplete="off"
                value={form[name]}
                onChange={(event) => setForm({ ...form, [name]: event.target.value.trim() })}
              />
            </label>
          ))}
        </div>
        <ReasonField
          label="变更原因"
          reasons={REASONS[change_type]}
          value={change_rea}
          onChange={setReason}
          onDone={send}
        />
      </div>
    </ConfirmBox>
  )
}
