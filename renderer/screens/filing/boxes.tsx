import { useState } from 'react'
import type { FilingView } from '../../../shared/api/filing.ts'
import type { Cert } from '../../../shared/visit.ts'
import { call } from '../../bridge.ts'
import { ConfirmBox } from '../../components/ConfirmBox.tsx'
import { FaultPanel } from '../../components/FaultPanel.tsx'
import { faultOfField } from '../../components/Field.tsx'
import { timeFull } from '../../format.ts'
import { useCommand } from '../../stores/ask.ts'
import { isSecondEnter } from '../common/enter.ts'
import { FindPerson } from '../common/FindPerson.tsx'
import { focusOn } from '../common/focus.ts'
import { Labelled } from '../common/Labelled.tsx'
import { ReasonField } from '../common/ReasonField.tsx'
import { toneOf } from './Status.tsx'
import { closeBox } from './store.ts'

export const FindBox = ({ text, onPick }: { text: string; onPick: (cert: Cert) => void }) => (
  <FindPerson
    title="查找人员"
    text={text}
    onPick={(hit) => {
      closeBox()
      onPick(hit.cert)
    }}
    onClose={closeBox}
    pickLabel="选这个人"
    empty="HIS 里的病人和本窗口办过的人会列在这里：输入姓名或拼音首字母。没有的请直接输入证件号码。"
  />
)

/** One filing with every field that was sent. */
export function DetailBox({ filing }: { filing: FilingView }) {
  return (
    <ConfirmBox title={filing.kindLabel} okText="知道了" width={720} onOk={closeBox} onCancel={closeBox}>
      <div className="row">
        <b>
          {filing.psn_name} {filing.certnoMasked}
        </b>
        <span className={toneOf(filing)}>{filing.stateLabel}</span>
        <span className="quiet">
          {timeFull(filing.at)} {filing.opterName}
        </span>
      </div>
      <p>待遇申报明细流水号：{filing.trt_dcla_detl_sn ?? '中心没有告知'}</p>
      {filing.note && <p className="v-warning">{filing.note}</p>}
      <dl className="f-detail">
        {filing.fields.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value || '—'}</dd>
          </div>
        ))}
      </dl>
    </ConfirmBox>
  )
}

const REASONS = ['填写有误', '本人要求撤销', '不再需要']

/** Asks why, and for the number where the centre did not tell it; then withdraws once. */
export function WithdrawBox({ filing, onDone }: { filing: FilingView; onDone: (view: FilingView) => void }) {
  const [reason, setReason] = useState('')
  const [number, setNumber] = useState('')
  const { fault, busy, run } = useCommand()
  const typed = filing.trt_dcla_detl_sn === null
  const confirm = async () => {
    if (isSecondEnter()) return
    if (!reason.trim()) return void focusOn('box')
    if (typed && !number.trim()) return void focusOn('number')
    await run('撤销备案', async () => {
      const view = await call('filing.withdraw', {
        filingId: filing.filingId,
        version: filing.version,
        reason: reason.trim(),
        ...(typed ? { trt_dcla_detl_sn: number.trim() } : {}),
      })
      closeBox()
      onDone(view)
    })
  }
  const wrong = faultOfField(fault?.fields ?? [], 'trt_dcla_detl_sn')?.message ?? null
  return (
    <ConfirmBox
      title={`撤销${filing.kindLabel}`}
      okText="确认撤销"
      danger
      width={600}
      busy={busy}
      onOk={confirm}
      onCancel={closeBox}
    >
      <div className="f-withdraw">
        <p>
          <b>{filing.psn_name}</b>　{filing.summary}
        </p>
        {filing.note && <p className="v-warning">{filing.note}</p>}
        <ReasonField
          label="撤销原因"
          reasons={REASONS}
          value={reason}
          onChange={setReason}
          onDone={() => (typed ? void focusOn('number') : void confirm())}
        />
        {typed && (
          <Labelled label="待遇申报明细流水号" fault={wrong}>
            <input
              className="v-input"
              data-focus="number"
              aria-label="待遇申报明细流水号"
              autoComplete="off"
              maxLength={30}
              value={number}
              onChange={(event) => setNumber(event.target.value)}
            />
          </Labelled>
        )}
        <FaultPanel fault={fault} />
      </div>
    </ConfirmBox>
  )
}
