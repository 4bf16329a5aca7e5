import type { StayView } from '../../../shared/api/admission.ts'
import { STAY_STEP_LABEL } from '../../../shared/stay.ts'
import { Money } from '../../components/Money.tsx'
import { dayText } from '../../format.ts'
import { useDict } from '../common/dict.ts'
import { Identify } from '../common/Identify.tsx'
import { WhoPanel } from '../common/WhoPanel.tsx'
import { command } from './commands.ts'
import { typed } from './identify.ts'
import { focusNext, mark, openBox, setFault, useAdmission, useBusy } from './store.ts'

/** The left part: person, stay, deposits, insurance, newborns, benefits, warnings. */
export function Who({ view, revealTick }: { view: StayView | null; revealTick: number }) {
  const blankNo = useAdmission((s) => s.blankNo)
  const choose = (index: number, same: boolean) => {
    if (view) mark('insuranceKnown', view.stay.encounterId)
    if (same) focusNext()
    else void command('admission.chooseInsurance', { index })
  }
  return (
    <WhoPanel
      channel="admission.reveal"
      of={view?.stay ?? null}
      open={view?.stay.step === 'identified' && view.can.edit}
      busy={useBusy()}
      revealTick={revealTick}
      onFault={setFault}
      onInsurance={choose}
      nobody={<Nobody key={blankNo} view={view} />}
      more={view && <Newborns view={view} />}
    >
      {view && <StayFacts view={view} />}
    </WhoPanel>
  )
}

function StayFacts({ view }: { view: StayView }) {
  const place = useDict('admdvs')
  const { stay, remote, days, deposit } = view
  const { admission: a } = stay
  const facts: [string, string][] = [
    ['住院号', stay.ipt_no],
    ['状态', stay.selfPay ? `${STAY_STEP_LABEL[stay.step]}（自费）` : STAY_STEP_LABEL[stay.step]],
    ['科室', a.dept?.dept_name ?? ''],
    ['床位', a.bed],
    ['入院', a.begntime > 0 ? `${dayText(a.begntime)}，${days} 天` : ''],
    ['出院', stay.discharge ? dayText(stay.discharge.endtime) : ''],
  ]
  return (
    <>
      {remote && <p className="a-remote">异地就医 · {place.of(stay.insu?.insuplc_admdvs ?? '')}</p>}
      <dl className="a-facts">
        {facts
          .filter(([, value]) => value !== '')
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        <div>
          <dt>押金余额</dt>
          <dd>
            <Money fen={deposit.balanceFen} size="lg" />
          </dd>
        </div>
      </dl>
    </>
  )
}

function Newborns({ view }: { view: StayView }) {
  const gend = useDict('gend')
  const { newborns } = view.stay
  if (newborns.length === 0) return null
  const remove = (ipt_no: string, name: string) =>
    openBox({
      is: 'ask',
      title: '移出新生儿',
      text: `${name}（${ipt_no}）的费用不再并入本次住院。已取的费用须先退回。`,
      yes: '移出',
      danger: true,
      onYes: () => void command('admission.removeNewborn', { ipt_no }),
    })
  return (
    <div>
      <h3>新生儿</h3>
      {newborns.map((baby) => (
        <p key={baby.ipt_no} className="a-baby">
          <span>
            {baby.name} · {gend.of(baby.gend)} · {baby.brdy}
            <br />
            <small className="v-num">{baby.ipt_no}</small>
          </span>
          {(view.can.edit || view.can.change) && (
            <button type="button" className="v-tab" onClick={() => remove(baby.ipt_no, baby.name)}>
              移出
            </button>
          )}
        </p>
      ))}
    </div>
  )
}

const WAYS = [
  ['扫码', '医保电子凭证，随时可扫'],
  ['F2', '读社保卡'],
  ['Enter', '按证件号码查询参保'],
  ['F3', '按姓名查找患者'],
  ['Alt+Y', '异地患者，按参保地查询'],
  ['Alt+Z', '自费入院'],
  ['Shift+F3', '查找办过的住院'],
  ['Shift+F6', '病区：在院和待入院'],
] as const
const SELF_PAY_WAYS = [
  ['Enter', '按证件号码认定患者'],
  ['F3', '按姓名查找患者'],
  ['Esc', '回病区'],
] as const

function Nobody({ view }: { view: StayView | null }) {
  const selfPay = view?.stay.selfPay === true
  return (
    <Identify
      offShift="不能收费"
      ways={selfPay ? SELF_PAY_WAYS : WAYS}
      waysClass="v-ways a-ways"
      busy={useBusy()}
      onTyped={typed}
    >
      <h2>{selfPay ? '自费入院' : '办理入院'}</h2>
    </Identify>
  )
}
