import type { FiledDisease } from '../../../shared/api/visit.ts'
import { fail } from '../../../shared/errors.ts'
import type { Cert, Visit } from '../../../shared/visit.ts'
import { asking } from '../encounter.ts'
import {
  benefitWarnings,
  diseasesOf,
  normalInsurance,
  pickInsurance,
  selfPayPerson,
  treatmentOf,
  UNINSURED,
  whoIs,
} from '../person.ts'
import type { Acting } from './deps.ts'
import { saveVisit } from './store.ts'

/** 1101: who it is, and every insurance; the first one in normal state is chosen, then 2001. */
export async function identify(act: Acting, visit: Visit, cert: Cert): Promise<Visit> {
  if (visit.step !== 'open' && visit.step !== 'identified') {
    fail('conflict', '这个就诊已经登记，不能换人', '没有改变。', '请先按 Esc 退回，或新开一个就诊。')
  }
  if (visit.selfPay) return identifySelfPay(act, visit, cert)
  const { person, insurances } = await whoIs(asking(act, visit), cert)
  const index = normalInsurance(insurances)
  const identified: Visit = {
    ...visit,
    step: 'identified',
    cert,
    person,
    insurances,
    insu: null,
    remote: false,
    benefits: [],
    warnings: [],
  }
  if (index < 0) {
    return saveVisit(act.deps.journal, { ...identified, warnings: [UNINSURED] }, act.deps.now())
  }
  return chooseInsurance(act, identified, index)
}

export async function chooseInsurance(act: Acting, visit: Visit, index: number): Promise<Visit> {
  if (visit.step !== 'identified') fail('conflict', '已经登记，不能换险种', '没有改变。', '请先按 Esc 退回。')
  const insu = pickInsurance(visit.insurances, index)
  const benefits = await treatmentOf(asking(act, visit), visit.person!.psn_no, insu, visit.med_type)
  const warnings = benefitWarnings(benefits)
  const remote = act.deps.remote(insu.insuplc_admdvs)
  return saveVisit(act.deps.journal, { ...visit, insu, remote, benefits, warnings }, act.deps.now())
}

/** 5301: what is filed for the patient and holds today. */
export async function filedDiseases(act: Acting, visit: Visit): Promise<FiledDisease[]> {
  if (!visit.person || !visit.insu)
    fail('invalid', '还没有识别患者', '没有发送。', '请先读卡或输入证件号码。')
  return diseasesOf(asking(act, visit), visit.person.psn_no, visit.insu.insuplc_admdvs)
}

async function identifySelfPay(act: Acting, visit: Visit, cert: Cert): Promise<Visit> {
  const person = await selfPayPerson(act.deps.his, cert, act.deps.now())
  return saveVisit(act.deps.journal, { ...visit, step: 'identified', cert, person }, act.deps.now())
}
