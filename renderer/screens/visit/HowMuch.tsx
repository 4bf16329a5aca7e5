import type { VisitView } from '../../../shared/api/visit.ts'
import { type Fen, sum, ZERO } from '../../../shared/money.ts'
import type { Amounts, Payment } from '../../../shared/visit.ts'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { Figure, Paid } from '../common/Figure.tsx'
import { NextButton } from '../common/NextButton.tsx'
import { ACT, useAccount } from './actions.ts'
import { nextAction } from './next.ts'
import { useBusy, useVisit } from './store.ts'

interface Sums {
  note: string
  amounts: Amounts | null
  due: { label: string; amount: Fen | null }
  payments: Payment[] | null
  back: boolean
}

/** What the right part says of a visit as it stands. `taken`: money received while the answer is awaited. */
function sumsOf(view: VisitView | null, taken: Payment[] | null): Sums {
  const due = (amount: Fen | null) => ({ label: '个人应付', amount })
  if (!view) return { note: NOT_YET, amounts: null, due: due(null), payments: null, back: false }
  const { step, settlement, refund, presettle, selfPay } = view.visit
  if (refund && (step === 'refunded' || step === 'cancelled')) {
    const back = { label: '退给患者', amount: sum(refund.payments.map((p) => p.amountFen)) }
    const amounts = settlement?.amounts ?? null
    return { note: '已退费，原结算金额', amounts, due: back, payments: refund.payments, back: true }
  }
  if (step === 'settled' && settlement) {
    const { amounts, payments } = settlement
    return { note: '已结算', amounts, due: due(amounts.cash), payments, back: false }
  }
  if (selfPay && step !== 'cancelled') {
    const note = '自费，全部由患者支付'
    return { note, amounts: null, due: due(view.totalFen), payments: taken, back: false }
  }
  const note = presettle ? '预结算，中心尚未入账' : NOT_YET
  return { note, amounts: presettle, due: due(presettle?.cash ?? null), payments: taken, back: false }
}

const NOT_YET = '预结算后显示基金、账户和个人应付'

/** The right part: the figures, and below them the one next action with its key. */
export function HowMuch({ view }: { view: VisitView | null }) {
  const visit = view?.visit
  // while the answer is awaited or in doubt, the money taken and the change stay in sight
  const taken = useVisit((s) =>
    s.current && (s.running[s.current] || view?.doubt) ? s.taken[s.current] : null,
  )
  const { note, amounts, due, payments, back } = sumsOf(view, taken ?? null)
  return (
    <section className="v-much" aria-label="金额">
      <p className="v-much-note">{note}</p>
      <Figure label="总费用" amount={amounts?.total ?? view?.totalFen ?? null} size="big" />
      <div className="v-funds">
        <Figure label="基金支付" amount={amounts?.fund ?? null} />
        {amounts?.funds.map((f) => (
          <Figure key={f.code} label={f.label} amount={f.amount} size="small" />
        ))}
        <Figure label="个人账户" amount={amounts?.acct ?? null} />
        {view && !visit?.selfPay && visit?.insu && <Account view={view} balc={amounts?.balc ?? null} />}
        {amounts !== null && amounts.hosp > 0 && <Figure label="医院负担" amount={amounts.hosp} />}
      </div>
      <Figure label={due.label} amount={due.amount} size="huge" />
      {payments && <Paid payments={payments} back={back} />}
      <WaitLine />
      <Next view={view} />
    </section>
  )
}

function Account({ view, balc }: { view: VisitView; balc: Fen | null }) {
  const { visit } = view
  const used = visit.acct_used_flag === '1'
  return (
    <button
      type="button"
      className="v-account"
      aria-pressed={used}
      disabled={!view.can.edit}
      onClick={useAccount}
    >
      <kbd>Alt+A</kbd>
      {used ? '使用个人账户' : '不用个人账户'}
      <span>
        余 <Money fen={balc ?? visit.insu?.balcFen ?? ZERO} />
      </span>
    </button>
  )
}

function Next({ view }: { view: VisitView | null }) {
  const slipsOut = useVisit((s) => s.slipsOut)
  const busy = useBusy()
  const { name, label, hotkey } = nextAction(view, slipsOut)
  // the next patient need not wait for this one's answer
  const blocked = busy && name !== 'next'
  return <NextButton label={label} hotkey={hotkey} blocked={blocked} onPress={ACT[name]} />
}
