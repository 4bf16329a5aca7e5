import type { VisitView } from '../../../shared/api/visit.ts'
import { Identify } from '../common/Identify.tsx'
import { Benefits, PersonCard } from '../common/PersonCard.tsx'
import { InsuranceList } from './InsuranceList.tsx'
import { typed } from './identify.ts'
import { setFault, useBusy, useVisit } from './store.ts'

/** The left part: the person, masked, with insurance, benefits, warnings and the voucher used. */
export function Who({ view, revealTick }: { view: VisitView | null; revealTick: number }) {
  const person = view?.visit.person
  const blankNo = useVisit((s) => s.blankNo)
  return (
    <section className="v-who" aria-label="患者">
      {view && person ? (
        <PersonCard
          channel="visit.reveal"
          encounterId={view.visit.encounterId}
          person={person}
          cert={view.visit.cert}
          revealTick={revealTick}
          onFault={(fault) => setFault(view.visit.encounterId, fault)}
        />
      ) : (
        <Nobody key={blankNo} view={view} />
      )}
      {view?.visit.insu && view.visit.remote && <p className="v-remote">异地参保</p>}
      {view && view.visit.insurances.length > 0 && <InsuranceList view={view} />}
      {view && person && <Benefits benefits={view.visit.benefits} />}
      {view?.visit.warnings.map((text) => (
        <p className="v-warning" key={text}>
          {text}
        </p>
      ))}
    </section>
  )
}

const WAYS = [
  ['扫码', '医保电子凭证，随时可扫'],
  ['F2', '读社保卡'],
  ['Enter', '按输入的证件号码查询参保'],
  ['F3', '按姓名查找患者'],
  ['Alt+Y', '异地患者，按参保地查询'],
  ['Alt+Z', '自费就诊'],
  ['F9', '已结算：退费、重打'],
] as const
const SELF_PAY_WAYS = [
  ['Enter', '按证件号码在 HIS 里找'],
  ['F3', '按姓名查找患者'],
  ['Esc', '不办了'],
] as const

function Nobody({ view }: { view: VisitView | null }) {
  const selfPay = view?.visit.selfPay === true
  return (
    <Identify offShift="不能收费" ways={selfPay ? SELF_PAY_WAYS : WAYS} busy={useBusy()} onTyped={typed}>
      {selfPay && (
        <>
          <h2>自费患者</h2>
          <p className="v-dim">不走医保。请认定患者，费用按 F4 从 HIS 取或在右边录入。</p>
        </>
      )}
    </Identify>
  )
}
