import type { InjuryView } from '../../../shared/api/injury.ts'
import { type Fen, sum } from '../../../shared/money.ts'
import type { Amounts, Payment } from '../../../shared/visit.ts'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { Figure, Paid } from '../common/Figure.tsx'
import { NextButton } from '../common/NextButton.tsx'
import { ACT } from './actions.ts'
import { nextAction } from './next.ts'
import { deskOf, useBusy, useInjury } from './store.ts'

interface Sums {
  note: string
  amounts: Amounts | null
  due: { label: string; amount: Fen | null }
  payments: Payment[] | null
  back: boolean
}

/** What the right part says of a case as it stands. `taken`: money received while the answer is awaited. */
function sumsOf(view: InjuryView, taken: Payment[] | null): Sums {
  const { settlement, past, trial, step } = view.case
  const own = (amount: Fen | null) => ({ label: '个人应付', amount })
  if (settlement) {
    const { amounts, payments } = settlement
    return { note: '已结算', amounts, due: own(amounts.cash), payments, back: false }
  }
  const undone = past.at(-1)
  if (undone?.cancelled && !trial && step !== 'cancelled') {
    return { note: `${NOT_YET}；上次结算已撤销`, amounts: null, due: own(null), payments: taken, back: false }
  }
  if (undone && step === 'cancelled') {
    const back = { label: '退给患者', amount: sum(undone.payments.map((p) => p.amountFen)) }
    const { amounts, payments } = undone
    return { note: '已撤销，原结算金额', amounts, due: back, payments, back: true }
  }
  const note = trial ? '试算，平台尚未入账' : NOT_YET
  return { note, amounts: trial, due: own(trial?.cash ?? null), payments: taken, back: false }
}

const NOT_YET = '试算后显示工伤基金和个人应付'

/** The right part: the figures, and below them the one next action with its key. */
export function HowMuch({ view }: { view: InjuryView | null }) {
  return (
    <section className="v-much" aria-label="金额">
      {view ? <Figures view={view} /> : <p className="v-much-note">认定患者后显示费用</p>}
      <WaitLine />
      <Next view={view} />
    </section>
  )
}

function Figures({ view }: { view: InjuryView }) {
  // while the answer is awaited or in doubt, the money taken and the change stay in sight
  const taken = useInjury((s) =>
    s.current && (s.running[s.current] || view.doubt) ? s.taken[s.current] : null,
  )
  const { note, amounts, due, payments, back } = sumsOf(view, taken ?? null)
  const { sums } = view
  const ofInjury = view.case.lines.filter(({ injury }) => injury)
  const apart = view.case.lines.length - ofInjury.length
  return (
    <>
      <p className="v-much-note">{note}</p>
      <Figure label="总费用" amount={amounts?.total ?? view.totalFen} size="big" />
      {view.case.kind === 'inpatient' && (
        <div className="a-parts">
          <Part label="已上传" amount={sums.uploadedFen} lines={sums.uploaded} />
          <Part label="未上传" amount={sums.freshFen} lines={sums.fresh} tone="waiting" />
          <Part label="上传失败" amount={null} lines={sums.failed} tone="in-doubt" />
        </div>
      )}
      {apart > 0 && (
        <p className="v-figure waiting">
          <span>其中非工伤 {apart} 条</span>
          <output aria-label="非工伤费用">
            <Money fen={sum(view.case.lines.filter(({ injury }) => !injury).map((one) => one.amountFen))} />
          </output>
        </p>
      )}
      <div className="v-funds">
        <Figure label="工伤基金" amount={amounts?.fund ?? null} />
        {amounts?.funds.map((one) => (
          <Figure key={one.code} label={one.label} amount={one.amount} size="small" />
        ))}
        {amounts !== null && amounts.hosp > 0 && <Figure label="医院负担" amount={amounts.hosp} />}
      </div>
      <Figure label={due.label} amount={due.amount} size="huge" />
      {payments && <Paid payments={payments} back={back} />}
    </>
  )
}

interface PartProps {
  label: string
  amount: Fen | null
  lines: number
  tone?: string
}

/** Nothing to tell: no line. */
function Part({ label, amount, lines, tone }: PartProps) {
  if (lines === 0) return null
  return (
    <p className={`v-figure ${tone ?? ''}`}>
      <span>
        {label}
        <small> {lines} 条</small>
      </span>
      <output aria-label={label}>{amount !== null && <Money fen={amount} />}</output>
    </p>
  )
}

function Next({ view }: { view: InjuryView | null }) {
  const state = useInjury()
  const busy = useBusy()
  const { name, label, hotkey } = nextAction(view, deskOf(state, view))
  // the next patient need not wait for this one's answer
  const blocked = busy && name !== 'next'
  return <NextButton label={label} hotkey={hotkey} blocked={blocked} onPress={ACT[name]} />
}
