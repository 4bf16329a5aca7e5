import type { FieldFault } from '../../../shared/contract.ts'
import type { Visit } from '../../../shared/visit.ts'

/** 门诊慢特病: the centre wants the filed disease (rule of 2203A). */
const CHRONIC = '14'

/** Who a patient from elsewhere is must be told in full (2201, 2206, 2207); nobody else is asked for it. */
function identityLeft({ person, insu }: Visit): [path: string, label: string][] {
  const told: [path: string, label: string, value: string | undefined][] = [
    ['psn_cert_type', '人员证件类型', person?.psn_cert_type],
    ['certno', '证件号码', person?.certno],
    ['psn_type', '人员类别', insu?.psn_type],
    ['psn_name', '人员姓名', person?.psn_name],
  ]
  return told.flatMap(([path, label, value]) => (value ? [] : [[path, label]]))
}

/** What a visit lacks before it can be pre-settled, in the order of the screen. */
export function missing(visit: Visit): FieldFault[] {
  const faults: FieldFault[] = []
  const lack = (path: string, label: string, message: string) =>
    faults.push({ path, label, rule: 'missing', message })
  if (!visit.selfPay) {
    if (!visit.person) lack('person', '患者', '还没有识别患者：请读卡（F2）、扫码或输入证件号')
    else if (!visit.insu) lack('insu', '险种', '没有可用的险种：请选择险种，或转自费')
    if (visit.remote)
      for (const [path, label] of identityLeft(visit))
        lack(path, label, `${label}：异地就医必填，请按 Alt+Y 补全`)
    if (!visit.dept) lack('dept_code', '科室', '请选择科室')
    if (!visit.doctor) lack('atddr_no', '医师', '请选择医师')
    if (visit.diagnoses.length === 0) lack('diagnoses', '诊断', '请至少录入一条诊断')
    if (visit.med_type === CHRONIC && !visit.dise_codg) lack('dise_codg', '病种', '门诊慢特病必须选择病种')
  }
  if (visit.lines.length === 0) lack('lines', '收费项目', '还没有收费项目：请按 F4 取 HIS 费用，或录入项目')
  return faults
}
