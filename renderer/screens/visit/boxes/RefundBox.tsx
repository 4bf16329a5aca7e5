import { useRef, useState } from 'react'
import type { VisitView } from '../../../../shared/api/visit.ts'
import { PAY_METHOD_LABEL } from '../../../../shared/visit.ts'
import { ConfirmBox } from '../../../components/ConfirmBox.tsx'
import { Money } from '../../../components/Money.tsx'
import { Choice } from '../../common/Choice.tsx'
import { isSecondEnter } from '../../common/enter.ts'
import { focusOn } from '../../common/focus.ts'
import { ReasonField } from '../../common/ReasonField.tsx'
import { command } from '../commands.ts'
import { closeBox } from '../store.ts'

const REASONS = ['患者要求退费', '收费项目有误', '未取药、未检查', '险种或医疗类别有误']
const AFTER = [
  { key: 'keep', label: '只退费', text: '结算撤销，登记和明细保留，可以改后重新结算' },
  { key: 'cancel', label: '退费并撤销就诊', text: '连同明细和登记一起撤销，中心不留记录' },
] as const

/** Asks why and how far, shows what goes back to the patient by which way, then sends 2208 once. */
export function RefundBox({ view }: { view: VisitView }) {
  const [reason, setReason] = useState('')
  const [at, setAt] = useState(0)
  const [said, setSaid] = useState<string | null>(null)
  const sent = useRef(false)
  const { settlement, selfPay } = view.visit
  const options = selfPay ? AFTER.slice(1) : AFTER

  const confirm = () => {
    if (sent.current || isSecondEnter()) return
    if (!reason.trim()) {
      setSaid('退费原因：请填写，或按 ↓ 选一个。')
      focusOn('box')
      return
    }
    const after = options[at]?.key ?? 'keep'
    sent.current = true
    closeBox()
    void command('visit.refund', { reason: reason.trim(), after }, view.visit.encounterId)
  }
  return (
    <ConfirmBox title="退费" okText="确认退费" danger onOk={confirm} onCancel={closeBox} width={600}>
      <div className="v-refund">
        <h3>退给患者</h3>
        {settlement?.payments.map((p) => (
          <p className="v-figure" data-size="big" key={p.method}>
            <span>{PAY_METHOD_LABEL[p.method]}</span>
            <Money fen={p.amountFen} size="lg" />
          </p>
        ))}
        {settlement && settlement.amounts.acct > 0 && (
          <p className="v-figure">
            <span>个人账户（由中心退回）</span>
            <Money fen={settlement.amounts.acct} size="lg" />
          </p>
        )}
        <ReasonField
          label="退费原因"
          reasons={REASONS}
          value={reason}
          onChange={(text) => {
            setReason(text)
            setSaid(null)
          }}
          onDone={() => focusOn('after')}
        />
        <Choice
          label="退费方式"
          name="after"
          options={options.map((o) => ({ key: o.key, body: <AfterBody label={o.label} text={o.text} /> }))}
          at={at}
          onChange={setAt}
        />
        <p className="v-said" role="alert">
          {said}
        </p>
      </div>
    </ConfirmBox>
  )
}

function AfterBody({ label, text }: { label: string; text: string }) {
  return (
    <>
      <b>{label}</b>
      <span className="v-dim">{text}</span>
    </>
  )
}
