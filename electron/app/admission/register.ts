import { randomBytes } from 'node:crypto'
import type { FieldFault } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import { ageAt } from '../../../shared/idcard.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import { type Admission, STAY_STEP_LABEL, type Stay } from '../../../shared/stay.ts'
import type { Cert, Person } from '../../../shared/visit.ts'
import type { His, HisInpatient } from '../../his/port.ts'
import type { Journal } from '../../journal/port.ts'
import { asking, free } from '../encounter.ts'
import {
  benefitWarnings,
  normalInsurance,
  pickInsurance,
  selfPayPerson,
  treatmentOf,
  UNINSURED,
  whoIs,
} from '../person.ts'
import { run, type StayActing } from './deps.ts'
import { MOVING } from './effects.ts'
import { missing } from './missing.ts'
import { newStayId, saveStay, stayOf, tellHis } from './store.ts'
import * as wire from './wire.ts'

/** From the pre-admission to 2401. */
const DEFAULT_MED_TYPE = '21'

/** A new stay, from the ward's pre-admission or by hand. Refused while one of that 住院号 is open here. */
export async function open(act: StayActing, ipt_no: string | undefined, selfPay: boolean): Promise<Stay> {
  const { deps, by, shift } = act
  const now = deps.now()
  const known = ipt_no === undefined ? null : await deps.his.inpatient(ipt_no)
  if (ipt_no !== undefined) {
    if (!known) fail('not_found', `HIS 里没有住院号 ${ipt_no}`, '没有改变。', '请核对住院号，或手工登记。')
    if (known.motherIptNo) {
      const todo = `请在母亲（住院号 ${known.motherIptNo}）的住院里添加新生儿。`
      fail('conflict', '这是新生儿的住院号，费用随母亲的住院结算', '没有改变。', todo)
    }
    const held = await stayOfNo(deps.journal, ipt_no)
    if (held) {
      const what = `住院号 ${ipt_no} 已经登记（${STAY_STEP_LABEL[held.step]}）`
      fail('conflict', what, '没有改变。', '请在在院列表里打开它，或按住院号查找。')
    }
  }
  const encounterId = newStayId(now, deps.slot, randomBytes(2).toString('hex'))
  const person = selfPay && known ? personOf(known, now) : null
  const stay: Stay = {
    encounterId,
    version: 0,
    step: person ? 'identified' : 'open',
    selfPay,
    openedAt: now,
    shiftId: shift.shiftId,
    window: deps.window,
    opter: by.opter,
    opterName: by.opterName,
    cert: null,
    person,
    insurances: [],
    insu: null,
    benefits: [],
    warnings: [],
    ipt_no: known?.ipt_no ?? encounterId,
    fromHis: known !== null,
    admission: admissionOf(known, now),
    discharge: null,
    newborns: [],
    acct_used_flag: '1',
    mdtrt_id: null,
    lastLine: 0,
    taken: {},
    daily: {},
    presettle: null,
    settlements: [],
  }
  return saveStay(deps.journal, stay, now)
}

/** The stay that a 住院号 is used for, open or settled: only after 2404 it may be used again (rule of 2401). */
export async function stayOfNo(journal: Journal, ipt_no: string): Promise<Stay | null> {
  const rows = await journal.searchEncounters({ kind: 'inpatient', text: ipt_no, limit: 50 })
  const row = rows.find((r) => r.ipt_otp_no === ipt_no && r.step !== 'cancelled')
  return row ? stayOf(row) : null
}

function personOf({ psn_name, certno, gend, brdy }: HisInpatient, now: number): Person {
  const age = ageAt(brdy, now)
  return { psn_no: '', psn_name, psn_cert_type: '01', certno, gend, age, ...(brdy ? { brdy } : {}) }
}

function admissionOf(known: HisInpatient | null, now: number): Admission {
  return {
    begntime: known?.begntime ?? now,
    med_type: known?.med_type || DEFAULT_MED_TYPE,
    dept: known ? { dept_code: known.dept.dept_code, dept_name: known.dept.dept_name } : null,
    bed: known?.bed ?? '',
    doctor: known?.doctor ?? null,
    medrcdno: known?.medrcdno ?? '',
    coner_name: known?.coner_name ?? '',
    tel: known?.tel ?? '',
    adm_diag_dscr: '',
    main_cond_dscr: '',
    diagnoses: known?.diagnoses ?? [],
    dise_codg: '',
    dise_name: '',
    dise_type_code: '',
    oprn_oprt_code: '',
    oprn_oprt_name: '',
    matn_type: '',
    birctrl_type: '',
    fpsc_no: '',
    geso_val: '',
    fetts: '',
    fetus_cnt: '',
    latechb_flag: '',
    pret_flag: '',
    birctrl_matn_date: '',
    trum_flag: '',
    rel_ttp_flag: '',
    ipt_type: '',
  }
}

/**
 * 1101: who it is, and every insurance; the first one in normal state is chosen, then 2001. Once admitted the
 * same person may be asked after again: the list of insurances is renewed, the one of the stay stays.
 */
export async function identify(act: StayActing, stay: Stay, cert: Cert): Promise<Stay> {
  const { journal, now } = act.deps
  if (stay.selfPay) return identifySelfPay(act, stay, cert)
  if (stay.step !== 'open' && stay.step !== 'identified' && stay.step !== 'admitted') {
    fail('conflict', '这个住院现在不能识别患者', '没有改变。', '请查看当前步骤。')
  }
  // an admission without an answer is of the person whom it named
  if (stay.step !== 'admitted') await free(journal, stay)
  const { person, insurances } = await whoIs(asking(act, stay), cert)
  // between two admissions it is this patient's stay already, and its insurance is chosen
  if (stay.step === 'admitted' || stay.warnings.includes(MOVING)) {
    if (person.psn_no !== stay.person!.psn_no) {
      fail('conflict', '读到的不是这位住院患者', '没有改变。', '请核对凭证。')
    }
    return saveStay(journal, { ...stay, cert, person, insurances }, now())
  }
  await sameAsWard(act.deps.his, stay, person)
  const identified: Stay = {
    ...stay,
    ...{ step: 'identified', cert, person, insurances },
    ...{ insu: null, benefits: [], warnings: [] },
  }
  const index = normalInsurance(insurances)
  if (index < 0) return saveStay(journal, { ...identified, warnings: [UNINSURED] }, now())
  return chooseInsurance(act, identified, index)
}

/** Refuses where the ward has admitted somebody else under this 住院号. */
async function sameAsWard(his: His, stay: Stay, person: Person): Promise<void> {
  if (!stay.fromHis) return
  const known = await his.inpatient(stay.ipt_no)
  if (known?.certno && person.certno && known.certno.toUpperCase() !== person.certno.toUpperCase()) {
    const what = `读到的患者与 HIS 里住院号 ${stay.ipt_no} 的患者不是同一个人`
    fail('conflict', what, '没有改变。', '请核对凭证和住院号。')
  }
}

async function identifySelfPay(act: StayActing, stay: Stay, cert: Cert): Promise<Stay> {
  if (stay.step !== 'open' && stay.step !== 'identified') {
    fail('conflict', '这个住院已经登记，不能换人', '没有改变。', '请先撤销入院。')
  }
  const person = await selfPayPerson(act.deps.his, cert, act.deps.now())
  await sameAsWard(act.deps.his, stay, person)
  return saveStay(act.deps.journal, { ...stay, step: 'identified', cert, person }, act.deps.now())
}

export async function chooseInsurance(act: StayActing, stay: Stay, index: number): Promise<Stay> {
  if (stay.step !== 'identified' || stay.selfPay) {
    fail('conflict', '现在不能选险种', '没有改变。', '已经入院的请用“变更险种”。')
  }
  await free(act.deps.journal, stay)
  const move = await entitled(act, stay, index)
  const moving = stay.warnings.filter((w) => w === MOVING)
  return saveStay(
    act.deps.journal,
    { ...stay, ...move, warnings: [...moving, ...move.warnings] },
    act.deps.now(),
  )
}

/** 2001 of one insurance of the list. */
export async function entitled(act: StayActing, stay: Stay, index: number) {
  const insu = pickInsurance(stay.insurances, index)
  const { med_type } = stay.admission
  const benefits = await treatmentOf(asking(act, stay), stay.person!.psn_no, insu, med_type)
  return { insu, benefits, warnings: benefitWarnings(benefits) }
}

export type AdmissionFields = Omit<ApiInput<'admission.setAdmission'>, 'encounterId' | 'version'>

export async function setAdmission(act: StayActing, stay: Stay, fields: AdmissionFields): Promise<Stay> {
  if (stay.step !== 'open' && stay.step !== 'identified') {
    fail('conflict', '已经办理入院，不能直接修改', '没有改变。', '请用“变更入院信息”。')
  }
  // an admission without an answer is asked after by what it carried
  await free(act.deps.journal, stay)
  const admission = await withFields(act.deps.his, stay.admission, fields)
  return saveStay(act.deps.journal, { ...stay, admission }, act.deps.now())
}

export async function withFields(
  his: His,
  admission: Admission,
  fields: AdmissionFields,
): Promise<Admission> {
  const { dept_code, atddr_no, ...plain } = fields
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  return {
    ...admission,
    ...given,
    dept: dept_code === undefined ? admission.dept : await departmentOf(his, dept_code),
    doctor: atddr_no === undefined ? admission.doctor : await doctorOf(his, atddr_no),
  }
}

export async function departmentOf(his: His, dept_code: string) {
  const dept = (await his.departments()).find((d) => d.dept_code === dept_code)
  if (!dept) fail('invalid', `没有科室 ${dept_code}`, '没有改变。', '请从列表里选择。')
  return { dept_code: dept.dept_code, dept_name: dept.dept_name }
}

export async function doctorOf(his: His, atddr_no: string) {
  const doctor = (await his.doctors()).find((d) => d.atddr_no === atddr_no)
  if (!doctor) fail('invalid', `没有医师 ${atddr_no}`, '没有改变。', '请从列表里选择。')
  return { atddr_no: doctor.atddr_no, dr_name: doctor.dr_name }
}

/** 2401; a self-pay stay is admitted here alone. */
export async function admit(act: StayActing, stay: Stay): Promise<Stay> {
  const { deps } = act
  complete(stay, deps.remote(stay.insu?.insuplc_admdvs ?? null), '请补全后再办理入院。')
  if (stay.step !== 'identified') {
    fail('conflict', '这个住院现在不能办理入院', '没有发送。', '请查看当前步骤。')
  }
  if (stay.selfPay) {
    const now = deps.now()
    const told = tellHis(stay, 'admitted', { msgid: `${stay.encounterId}.admit${stay.version}`, now })
    return saveStay(deps.journal, { ...stay, step: 'admitted' }, now, told)
  }
  const remote = deps.remote(stay.insu!.insuplc_admdvs)
  return run(act, stay, '2401', 'stay.admit', wire.admit(stay, remote), {
    local: { med_type: stay.admission.med_type },
  })
}

/** Refuses with every field that is missing. */
export function complete(stay: Stay, remote: boolean, todo: string): void {
  refuseMissing(missing(stay, remote), todo)
}

export function refuseMissing(fields: FieldFault[], todo: string): void {
  if (fields.length === 0) return
  throw new GuitaiError({ kind: 'invalid', what: fields[0]!.message, means: '没有发送。', todo, fields })
}
