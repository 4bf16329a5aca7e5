import type { StayView } from '../../../shared/api/admission.ts'
import { type Fen, ZERO } from '../../../shared/money.ts'
import type { StaySettlement } from '../../../shared/stay.ts'
import type { Amounts } from '../../../shared/visit.ts'
import { Money } from '../../components/Money.tsx'
import { WaitLine } from '../../components/WaitLine.tsx'
import { Figure, Paid } from '../common/Figure.tsx'
import { NextButton } from '../common/NextButton.tsx'
import { ACT, useAccount } from './actions.ts'
import { lastSettlement, nextAction } from './next.ts'
import { isDirty, useAdmission, useBusy } from './store.ts'

interface Sums {
  note: string
  amounts: Amounts | null
  settled: StaySettlement | null
}

/** Which figures stand on the right: of the pre-settlement, else of the final settlement, else none yet. */
function sumsOf({ stay }: StayView, last: StaySettlement | null): Sums {
  const { presettle } = stay
  if (presettle) {
    return {
      note: `${presettle.mid ? '中途预结算' : '预结算'}，中心尚未入账`,
      amounts: presettle.amounts,
      settled: null,
    }
  }
  if (stay.step === 'settled' && last) return { note: '已结算', amounts: last.amounts, settled: last }
  const note = stay.selfPay ? '自费，全部由患者支付' : '预结算后显示基金、账户和个人应付'
  return { note, amounts: null, settled: null }
}

/** The right part: charges and where they are, the settlement, the deposit, and the one next action. */
export function HowMuch({ view }: { view: StayView | null }) {
  return (
    <section className="v-much" aria-label="金额">
      {view ? <Figures view={view} /> : <p className="v-much-note">认定患者后显示费用和押金</p>}
      <WaitLine />
      <Next view={view} />
    </section>
  )
}

function Figures({ view }: { view: StayView }) {
  const { sums, stay, deposit } = view
  const { note, amounts, settled } = sumsOf(view, lastSettlement(view))
  return (
    <>
      <p className="v-much-note">{note}</p>
      <Figure label="总费用" amount={sums.totalFen} size="big" />
      <div className="a-parts">
        <Part label="已结算" amount={sums.settledFen} />
        <Part label="已上传" amount={sums.uploadedFen} lines={sums.uploadedLines} />
        <Part label="未上传" amount={sums.newFen} lines={sums.newLines} tone="waiting" />
        <Part label="上传失败" amount={sums.failedFen} lines={sums.failedLines} tone="in-doubt" />
        {sums.hisNewLines !== null && sums.hisNewLines > 0 && (
          <p className="v-figure waiting">
            <span>HIS 里还没有取的</span>
            <output aria-label="HIS 未取">{sums.hisNewLines} 条</output>
          </p>
        )}
      </div>
      <div className="v-funds">
        <Figure label="基金支付" amount={amounts?.fund ?? null} />
        {amounts?.funds.map((f) => (
          <Figure key={f.code} label={f.label} amount={f.amount} size="small" />
        ))}
        <Figure label="个人账户" amount={amounts?.acct ?? null} />
        {!stay.selfPay && stay.insu && <Account view={view} />}
        {amounts !== null && amounts.hosp > 0 && <Figure label="医院负担" amount={amounts.hosp} />}
        <Figure label="个人应付" amount={amounts?.cash ?? null} />
      </div>
      <Figure
        label={settled ? '用押金' : '押金余额'}
        amount={settled ? settled.depositFen : deposit.balanceFen}
        size="big"
      />
      <Due view={view} settled={settled} />
    </>
  )
}

interface PartProps {
  label: string
  amount: Fen
  lines?: number
  tone?: string
}

/** Nothing to tell: no line. */
function Part({ label, amount, lines, tone }: PartProps) {
  if (amount === 0 && !lines) return null
  return (
    <p className={`v-figure ${tone ?? ''}`}>
      <span>
        {label}
        {lines !== undefined && <small> {lines} 条</small>}
      </span>
      <output aria-label={label}>
        <Money fen={amount} />
      </output>
    </p>
  )
}

/** 应补 or 应退, large; after the settlement what was taken and given back. */
function Due({ view, settled }: { view: StayView; settled: StaySettlement | null }) {
  if (settled) {
    return (
      <>
        <Paid payments={settled.payments} back={false} />
        <Paid payments={settled.givenBack} back />
      </>
    )
  }
  const { due } = view
  const back = (due?.giveBackFen ?? 0) > 0
  return (
    <Figure
      label={back ? '应退' : '应补'}
      amount={due ? (back ? due.giveBackFen : due.topUpFen) : null}
      size="huge"
    />
  )
}

function Account({ view }: { view: StayView }) {
  const { stay, can } = view
  const used = stay.acct_used_flag === '1'
  const balc = stay.presettle?.amounts.balc ?? stay.insu?.balcFen ?? ZERO
  return (
    <button
      type="button"
      className="v-account"
      aria-pressed={used}
      disabled={!can.presettle && !can.presettleMid}
      onClick={useAccount}
    >
      <kbd>Alt+A</kbd>
      {used ? '用个人账户' : '不用个人账户'}
      <span>
        余 <Money fen={balc} />
      </span>
    </button>
  )
}

function Next({ view }: { view: StayView | null }) {
  const tab = useAdmission((s) => s.tab)
  const dirty = useAdmission((s) => isDirty(s.changes))
  const printed = useAdmission((s) => s.printed)
  const busy = useBusy()
  const { name, label, hotkey } = nextAction(view, { tab, dirty, printed })
  return <NextButton label={label} hotkey={hotkey} blocked={busy && name !== 'ward'} onPress={ACT[name]} />
}
