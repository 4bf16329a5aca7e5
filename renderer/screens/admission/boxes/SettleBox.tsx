import type { StayView } from '../../../../shared/api/admission.ts'
import { ZERO } from '../../../../shared/money.ts'
import type { Payment } from '../../../../shared/visit.ts'
import { Figure } from '../../common/Figure.tsx'
import { PayBox } from '../../common/PayBox.tsx'
import { command } from '../commands.ts'
import { closeBox } from '../store.ts'

/** 2304: the whole sum, what the deposits pay of it, and what is taken or given back now. Enter confirms once. */
export function SettleBox({ view }: { view: StayView }) {
  const { stay, due } = view
  const amounts = stay.presettle?.amounts ?? null
  const giveBackFen = due?.giveBackFen ?? ZERO
  const topUpFen = due?.topUpFen ?? ZERO
  const back = giveBackFen > 0
  const settle = (payments: Payment[]) => {
    closeBox()
    const money = back ? { payments: [], giveBack: payments } : { payments, giveBack: [] }
    void command('admission.settle', money, stay.encounterId)
  }
  const title = stay.presettle?.mid ? '中途结算' : '出院结算'
  return (
    <PayBox
      title={title}
      okText={back ? '确认退款并结算' : topUpFen > 0 ? '确认收款并结算' : '确认结算'}
      dueFen={back ? giveBackFen : topUpFen}
      back={back}
      onPay={settle}
      onClose={closeBox}
    >
      <div className="v-funds">
        <Figure label="总费用" amount={amounts?.total ?? view.sums.totalFen} size="big" />
        <Figure label="基金支付" amount={amounts?.fund ?? null} />
        <Figure label="个人账户" amount={amounts?.acct ?? null} />
        <Figure label="个人应付" amount={amounts?.cash ?? null} />
        <Figure label="用押金" amount={due?.fromDepositFen ?? ZERO} />
      </div>
    </PayBox>
  )
}
