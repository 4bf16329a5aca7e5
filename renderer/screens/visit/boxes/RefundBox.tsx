import type { VisitView } from '../../../../shared/api/visit.ts'
import { PAY_METHOD_LABEL } from '../../../../shared/visit.ts'
import { Money } from '../../../components/Money.tsx'
import { ReasonBox } from '../../common/ReasonBox.tsx'
import { command } from '../commands.ts'
import { closeBox } from '../store.ts'

const REASONS = ['患者要求退费', '收费项目有误', '未取药、未检查', '险种或医疗类别有误']
const AFTER = [
  { key: 'keep', label: '只退费', text: '结算撤销，登记和明细保留，可以改后重新结算' },
  { key: 'cancel', label: '退费并撤销就诊', text: '连同明细和登记一起撤销，中心不留记录' },
] as const

/** Asks why and how far, shows what goes back to the patient by which way, then sends 2208 once. */
export function RefundBox({ view }: { view: VisitView }) {
  const { settlement, selfPay, encounterId } = view.visit
  const refund = (reason: string, way: string) => {
    closeBox()
    void command('visit.refund', { reason, after: way === 'cancel' ? 'cancel' : 'keep' }, encounterId)
  }
  return (
    <ReasonBox
      title="退费"
      okText="确认退费"
      label="退费原因"
      reasons={REASONS}
      ways={selfPay ? AFTER.slice(1) : AFTER}
      waysLabel="退费方式"
      onOk={refund}
      onClose={closeBox}
    >
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
    </ReasonBox>
  )
}
