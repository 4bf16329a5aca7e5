import { fail } from '../../../shared/errors.ts'
import type { Cert, Visit } from '../../../shared/visit.ts'
import { type Asking, benefitWarnings, NORMAL, selfPayPerson, treatmentOf, whoIs } from '../person.ts'
import type { Acting } from './deps.ts'
import { saveVisit } from './store.ts'

function asking({ deps, by }: Acting, visit: Visit): Asking {
  const { engine, fixmedins_code, now } = deps
  return { engine, by, fixmedins_code, now, encounterId: visit.encounterId }
}

/** 1101: who it is, and every insurance; the first one in normal state is chosen, then 2001. */
export async function identify(act: Acting, visit: Visit, cert: Cert): Promise<Visit> {
  if (visit.step !== 'open' && visit.step !== 'identified') {
    fail('conflict', '这个就诊已经登记，不能换人', '没有改变。', '请先按 Esc 退回，或新开一个就诊。')
  }
  if (visit.selfPay) return identifySelfPay(act, visit, cert)
  const { person, insurances } = await whoIs(asking(act, visit), cert)
  const index = insurances.findIndex((i) => i.psn_insu_stas === NORMAL)
  const identified: Visit = {
    ...visit,
    step: 'identified',
    cert,
    person,
    insurances,
    insu: null,
    benefits: [],
    warnings: [],
  }
  if (index < 0) {
    const warnings = ['没有正常参保的险种，不能医保结算，可转自费']
    return saveVisit(act.deps.journal, { ...identified, warnings }, act.deps.now())
  }
  return chooseInsurance(act, identified, index)
}

export async function chooseInsurance(act: Acting, visit: Visit, index: number): Promise<Visit> {
  const insu = visit.insurances[index]
  if (!insu) fail('invalid', '没有这个险种', undefined, '请从列表里选择。')
  if (visit.step !== 'identified') fail('conflict', '已经登记，不能换险种', '没有改变。', '请先按 Esc 退回。')
  if (insu.psn_insu_stas !== NORMAL) {
    fail('invalid', '这个险种不是正常参保状态，不能联网结算', undefined, '请选择其他险种，或转自费。')
  }
  const benefits = await treatmentOf(asking(act, visit), visit.person!.psn_no, insu, visit.med_type)
  const warnings = benefitWarnings(benefits)
  return saveVisit(act.deps.journal, { ...visit, insu, benefits, warnings }, act.deps.now())
}

async function identifySelfPay(act: Acting, visit: Visit, cert: Cert): Promise<Visit> {
  const person = await selfPayPerson(act.deps.his, cert)
  return saveVisit(act.deps.journal, { ...visit, step: 'identified', cert, person }, act.deps.now())
}
