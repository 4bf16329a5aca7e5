import type { InjuryView } from '../../../../shared/api/injury.ts'
import { INJURY_ACTIONS } from '../../../../shared/injury.ts'
import { PAY_METHOD_LABEL } from '../../../../shared/visit.ts'
import { Money } from '../../../components/Money.tsx'
import { ReasonBox, type Way } from '../../common/ReasonBox.tsx'
import { mayAbandon } from '../actions.ts'
import { act, command, nextPatient } from '../commands.ts'
import { BACKWARD, type Backward, backwardsOf } from '../next.ts'
import { closeBox } from '../store.ts'

const REASONS = ['费用有误', '工伤认定或类别选错', '患者要求', '登记信息有误']
const TEXT: Record<Backward, string> = {
  unsettle: '平台撤回这次结算，收的钱退给患者；之后可以改正再结算。',
  undischarge: '平台撤回出院登记，患者回到在院，可以继续记账。',
  withdraw: '从平台撤回已上传的明细，之后可以重新上传。',
  unregister: '平台撤回门诊登记，费用退回 HIS。',
  unapply: '撤回还没有审定的门诊申请。',
  unadmit: '平台撤回入院登记，不留记录；别的医院可以办理。',
}

/** F9: takes back the newest step, once, with a reason; which must go before which is shown. */
export function UndoBox({ view }: { view: InjuryView }) {
  const possible = backwardsOf(view)
  const ways: Way[] = possible.map((key) => ({ key, label: INJURY_ACTIONS[key], text: TEXT[key] }))
  if (mayAbandon()) {
    ways.push({ key: 'abandon', label: '放弃办理', text: '平台不留记录；取来的费用退回 HIS。' })
  }
  const first = ways[0]
  if (!first) return null
  const run = (reason: string, way: string) => {
    const key = way || first.key
    closeBox()
    if (key === 'abandon') void abandon(reason)
    else void act(key as Backward, { reason })
  }
  return (
    <ReasonBox
      title={ways.length === 1 ? first.label : '撤销'}
      okText={ways.length === 1 ? first.label : '撤销'}
      label="原因"
      reasons={REASONS}
      ways={ways}
      waysLabel="撤销哪一步"
      onOk={run}
      onClose={closeBox}
    >
      <Order possible={possible} view={view} />
      {ways.length === 1 && <p>{first.text}</p>}
      {possible[0] === 'unsettle' && <Back view={view} />}
    </ReasonBox>
  )
}

async function abandon(reason: string) {
  if (await command('injury.abandon', { reason })) nextPatient()
}

/** The steps that stand, the newest first: each only after the one before it. */
function Order({ view, possible }: { view: InjuryView; possible: Backward[] }) {
  const standing = BACKWARD.filter((action) => possible.includes(action) || STANDS[action](view))
  if (standing.length < 2) return null
  return (
    <p className="i-order">
      次序：
      {standing.map((action, i) => (
        <span key={action} data-now={possible.includes(action) || undefined}>
          {i > 0 && ' → '}
          {INJURY_ACTIONS[action]}
        </span>
      ))}
    </p>
  )
}

const STANDS: Record<Backward, (view: InjuryView) => boolean> = {
  unsettle: ({ case: of }) => of.step === 'settled',
  undischarge: ({ case: of }) =>
    of.kind === 'inpatient' && (of.step === 'discharged' || of.step === 'settled'),
  withdraw: ({ case: of, sums }) => of.kind === 'inpatient' && sums.uploaded > 0,
  unregister: ({ case: of }) => of.kind === 'outpatient' && of.step === 'registered',
  unapply: ({ case: of }) => of.step === 'applied',
  unadmit: ({ case: of }) =>
    of.kind === 'inpatient' && ['admitted', 'discharged', 'settled'].includes(of.step),
}

/** What goes back to the patient, by which way. */
function Back({ view }: { view: InjuryView }) {
  const payments = view.case.settlement?.payments ?? []
  return (
    <>
      <h3>退给患者</h3>
      {payments.map((p) => (
        <p className="v-figure" data-size="big" key={`${p.method}${p.amountFen}${p.refNo}`}>
          <span>{PAY_METHOD_LABEL[p.method]}</span>
          <Money fen={p.amountFen} size="lg" />
        </p>
      ))}
      {payments.length === 0 && <p className="v-dim">没有收过钱，不用退款。</p>}
    </>
  )
}
