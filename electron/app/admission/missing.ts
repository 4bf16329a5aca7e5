import type { FieldFault } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { Admission, Stay, StayDiagnosis } from '../../../shared/stay.ts'
import type { FeeRow } from '../../journal/port.ts'

/** 日间手术 */
const DAY_SURGERY = new Set(['28'])
/** 生育住院, 计划生育手术费, 生育平产, 生育剖宫产 */
const BIRTH = new Set(['52', '53', '2106', '2107'])
/** 外伤住院 */
const INJURY = new Set(['22'])

type Lack = (path: string, label: string, message: string, rule?: FieldFault['rule']) => void

function collected(work: (lack: Lack) => void): FieldFault[] {
  const faults: FieldFault[] = []
  work((path, label, message, rule = 'missing') => faults.push({ path, label, rule, message }))
  return faults
}

/** What a stay lacks before 2401, in the order of the screen. Source: field table and rules of 2401. */
export function missing(stay: Stay, remote: boolean): FieldFault[] {
  const { person, insu, selfPay, admission } = stay
  return collected((lack) => {
    if (!person) lack('person', '患者', '还没有识别患者：请读卡（F2）、扫码或输入证件号')
    else if (!selfPay && !insu) lack('insu', '险种', '没有可用的险种：请选择险种，或转自费')
    if (!admission.dept) lack('dept_code', '科室', '请选择入院科室')
    if (!admission.doctor) lack('atddr_no', '医师', '请选择主治医师')
    if (selfPay) return
    if (!admission.med_type) lack('med_type', '医疗类别', '请选择医疗类别')
    if (!admission.bed) lack('bed', '床位', '请填写入院床位')
    diagnosesOf(admission.diagnoses, lack)
    if (!insu) return
    byMedType(admission, lack)
    numbers(admission, lack)
    if (!remote || !person) return
    if (!person.psn_name) lack('person', '患者', '异地患者必须有人员姓名，中心没有返回：请联系参保地')
    if (!person.certno) lack('person', '患者', '异地患者必须有证件号码，中心没有返回：请联系参保地')
    if (!insu.psn_type) lack('insu', '险种', '异地患者必须有人员类别，中心没有返回：请联系参保地')
  })
}

function diagnosesOf(diagnoses: readonly StayDiagnosis[], lack: Lack): void {
  const main = diagnoses.filter((d) => d.main).length
  if (diagnoses.length === 0) lack('diagnoses', '诊断', '请至少录入一条诊断')
  else if (main === 0) lack('diagnoses', '诊断', '请指定一条主诊断')
  else if (main > 1) lack('diagnoses', '诊断', '主诊断只能有一条', 'format')
}

type ByMedType = Pick<Admission, 'med_type' | 'oprn_oprt_code' | 'matn_type' | 'birctrl_type'>

function surgeryAndBirth(of: ByMedType, lack: Lack): void {
  if (DAY_SURGERY.has(of.med_type) && !of.oprn_oprt_code)
    lack('oprn_oprt_code', '手术操作代码', '日间手术必须填写手术操作代码')
  if (BIRTH.has(of.med_type) && !of.matn_type && !of.birctrl_type)
    lack('matn_type', '生育类别', '生育住院必须选择生育类别或计划生育手术类别')
}

function byMedType(admission: Admission, lack: Lack): void {
  surgeryAndBirth(admission, lack)
  if (DAY_SURGERY.has(admission.med_type) && admission.oprn_oprt_code && !admission.oprn_oprt_name)
    lack('oprn_oprt_name', '手术操作名称', '日间手术必须填写手术操作名称')
  if (INJURY.has(admission.med_type) && admission.trum_flag === '')
    lack('trum_flag', '外伤标志', '外伤住院必须选择外伤标志')
  if (admission.trum_flag === '1' && admission.rel_ttp_flag === '')
    lack('rel_ttp_flag', '涉及第三方标志', '外伤住院必须选择是否涉及第三方')
}

function numbers(from: { geso_val: string; fetts?: string; fetus_cnt: string }, lack: Lack): void {
  const labels = { geso_val: '孕周数', fetts: '胎次', fetus_cnt: '胎儿数' } as const
  for (const [name, label] of Object.entries(labels)) {
    const value = from[name as keyof typeof labels] ?? ''
    if (!/^\d*$/.test(value)) lack(name, label, `${label}应为整数`, 'type')
  }
}

/** What 2402 wants beside its own required fields. */
export function missingAtDischarge(
  stay: Stay,
  out: {
    endtime: number
    dscg_way: string
    die_date: string
    diagnoses: readonly StayDiagnosis[]
    oprn_oprt_code: string
    matn_type: string
    birctrl_type: string
    geso_val: string
    fetus_cnt: string
  },
): FieldFault[] {
  return collected((lack) => {
    if (out.endtime < stay.admission.begntime)
      lack('endtime', '出院时间', '出院时间不能早于入院时间', 'format')
    if (out.dscg_way === DEATH && !out.die_date)
      lack('die_date', '死亡日期', '离院方式为死亡时必须填写死亡日期')
    if (out.dscg_way !== DEATH && out.die_date)
      lack('die_date', '死亡日期', '离院方式不是死亡，不能填写死亡日期', 'format')
    diagnosesOf(out.diagnoses, lack)
    if (stay.selfPay) return
    surgeryAndBirth({ ...out, med_type: stay.admission.med_type }, lack)
    numbers(out, lack)
  })
}

/** The stay must span its charges: the centre takes none from before the admission or after the discharge. */
export function outsideStay(
  fees: readonly Pick<FeeRow, 'at'>[],
  stay: { begntime?: number; endtime?: number },
): FieldFault[] {
  const { begntime = -Infinity, endtime = Infinity } = stay
  const first = fees.reduce((least, { at }) => Math.min(least, at), Infinity)
  const last = fees.reduce((most, { at }) => Math.max(most, at), -Infinity)
  return collected((lack) => {
    if (first < begntime)
      lack('begntime', '入院时间', `入院时间不能晚于已有费用的发生时间 ${datetime(first)}`, 'format')
    if (last >= endtime + 1_000)
      lack('endtime', '出院时间', `出院时间不能早于已有费用的发生时间 ${datetime(last)}`, 'format')
  })
}

/** 离院方式 死亡 */
const DEATH = '5'
