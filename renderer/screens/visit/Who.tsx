import type { VisitView } from '../../../shared/api/visit.ts'
import { Identify } from '../common/Identify.tsx'
import { WhoPanel } from '../common/WhoPanel.tsx'
import { command } from './commands.ts'
import { typed } from './identify.ts'
import { focusNext, mark, setFault, useBusy, useVisit } from './store.ts'

/** The left part; another insurance may be chosen until 2201. */
export function Who({ view, revealTick }: { view: VisitView | null; revealTick: number }) {
  const blankNo = useVisit((s) => s.blankNo)
  const choose = (index: number, same: boolean) => {
    if (view) mark('insuranceKnown', view.visit.encounterId)
    if (same) focusNext()
    else void command('visit.chooseInsurance', { index })
  }
  return (
    <WhoPanel
      channel="visit.reveal"
      of={view?.visit ?? null}
      open={view?.visit.step === 'identified' && view.can.edit}
      busy={useBusy()}
      revealTick={revealTick}
      onFault={setFault}
      onInsurance={choose}
      nobody={<Nobody key={blankNo} view={view} />}
    >
      {view?.visit.insu && view.visit.remote && <p className="v-remote">异地参保</p>}
    </WhoPanel>
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
