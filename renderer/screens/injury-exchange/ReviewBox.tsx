import { useState } from 'react'
import type { ExchangeRow } from '../../../shared/api/injury-exchange.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { useCommand } from '../../stores/ask.ts'
import { Choice } from '../common/Choice.tsx'
import { isSecondEnter } from '../common/enter.ts'
import { focusOn } from '../common/focus.ts'
import { ReasonField } from '../common/ReasonField.tsx'

const REASONS = ['工伤认定材料不全', '就医地与申请原因不符', '已有有效备案', '不在参保状态']

/** GYU001: passed with its period, or refused with its reason; once. */
export function ReviewBox(props: {
  row: ExchangeRow
  onClose: () => void
  onDone: (row: ExchangeRow) => void
}) {
  const { row, onClose, onDone } = props
  const [at, setAt] = useState(0)
  const [period, setPeriod] = useState({ aae030: row.facts.aae030 ?? '', aae031: row.facts.aae031 ?? '' })
  const [chk_opnn, setOpinion] = useState('')
  const { fault, busy, run } = useCommand()
  const passed = at === 0
  const send = async () => {
    if (isSecondEnter()) return
    if (!passed && !chk_opnn.trim()) return void focusOn('box')
    const { id, version } = row
    await run('上传审核结果', async () =>
      onDone(
        await call('injury.exchange.review', { id, version, passed, chk_opnn: chk_opnn.trim(), ...period }),
      ),
    )
  }
  return (
    <ConfirmBox
      title={`审核：${row.facts.aac003} 申请到 ${row.facts.aab299} 就医`}
      okText={passed ? '审核通过并上传' : '审核不通过并上传'}
      danger={!passed}
      okEnabled={passed || chk_opnn.trim() !== ''}
      width={640}
      busy={busy}
      onOk={send}
      onCancel={onClose}
    >
      <div className="x-box">
        <FaultPanel fault={fault} />
        <Choice
          label="审核结果"
          name="result"
          options={[
            { key: '1', body: <b>审核通过</b> },
            { key: '2', body: <b>审核不通过</b> },
          ]}
          at={at}
          onChange={setAt}
        />
        {passed && (
          <div className="x-pair">
            {(
              [
                ['aae030', '有效开始日期'],
                ['aae031', '有效结束日期'],
              ] as const
            ).map(([name, label]) => (
              <label key={name}>
                <span className="v-label">{label}</span>
                <input
                  className="v-input"
                  data-focus={name}
                  autoComplete="off"
                  placeholder="yyyy-MM-dd"
                  value={period[name]}
                  onChange={(event) => setPeriod({ ...period, [name]: event.target.value.trim() })}
                />
              </label>
            ))}
          </div>
        )}
        <ReasonField
          label={passed ? '审核意见（可不填）' : '审核意见'}
          reasons={passed ? ['同意'] : REASONS}
          value={chk_opnn}
          onChange={setOpinion}
          onDone={send}
        />
      </div>
    </ConfirmBox>
  )
}
