import type { JsonObject } from '../../../../shared/contract.ts'
import people from '../../../../shared/demo/people.json' with { type: 'json' }
import { type Fen, fen, lineAmount, sum, yuanNumber, ZERO } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { daysIn } from '../../../../shared/stay.ts'
import { random, type Ward } from '../charges.ts'
import { UNINSURED } from '../hospital.ts'
import { DAILY, type DemoWard, NURSING, WARDS } from '../inpatients-data.ts'
import { ward as openWard } from '../seed.ts'
import type { DemoRecord } from './index.ts'

/** Patients who paid all themselves and ask their insurance now: what it wants to see of each. */
interface Seed {
  kind: 'inpatient' | 'outpatient'
  psn_name: string
  dept_code: string
  /** days ago that it began, and how many it took */
  ago: number
  days: number
  /** what the hospital got wrong: a doctor left out, or a total that is not the sum */
  wrong?: 'doctor' | 'total'
}

const SEEDS: Seed[] = [
  { kind: 'inpatient', psn_name: '王芳', dept_code: '1201', ago: 40, days: 6 },
  { kind: 'inpatient', psn_name: '田野', dept_code: '1301', ago: 36, days: 4 },
  { kind: 'inpatient', psn_name: '李国强', dept_code: '1203', ago: 31, days: 9 },
  { kind: 'inpatient', psn_name: '古丽娜', dept_code: '1401', ago: 27, days: 3, wrong: 'doctor' },
  { kind: 'inpatient', psn_name: '尉迟恭亮', dept_code: '1202', ago: 22, days: 5, wrong: 'total' },
  { kind: 'outpatient', psn_name: '田野', dept_code: '1302', ago: 20, days: 0 },
  { kind: 'outpatient', psn_name: '单小朵', dept_code: '1501', ago: 12, days: 0 },
]
const DAY_ms = 86_400_000
const HOUR_ms = 3_600_000
/** 乙类: this share is paid in advance */
const IN_ADVANCE = 0.1

export function selfpayRecords(now: number): DemoRecord[] {
  const ward = openWard()
  return SEEDS.map((seed, i) => record(seed, i + 1, now, ward))
}

const personBy = (name: string) => {
  const known = [...people, ...UNINSURED].find(({ psn_name }) => psn_name === name)!
  const { certno } = known
  return {
    ...{
      psn_cert_type: '01',
      certno,
      psn_name: name,
      naty: '01',
      gend: Number(certno[16]) % 2 === 1 ? '1' : '2',
    },
    brdy: `${certno.slice(6, 10)}-${certno.slice(10, 12)}-${certno.slice(12, 14)}`,
  }
}

function record(seed: Seed, no: number, now: number, ward: Ward): DemoRecord {
  const dept = WARDS.find(({ dept_code }) => dept_code === seed.dept_code) as DemoWard
  const begin = new Date(now - seed.ago * DAY_ms).setHours(9, 10, 0, 0)
  const end = begin + seed.days * DAY_ms + HOUR_ms
  const key = `ZF${dateOf(begin).replaceAll('-', '')}${String(no).padStart(4, '0')}`
  const med_type = seed.kind === 'inpatient' ? '21' : '11'
  const fees = lines(seed, dept, key, { begin, med_type }, ward)
  const total = sum(fees.map((line) => fen(Math.round(Number(line.det_item_fee_sumamt) * 100))))
  const told = seed.wrong === 'total' ? fen(total + 1000) : total
  const of = { seed, dept, key, begin, end, med_type, ward }
  return {
    view: 'selfpay',
    key,
    data: { kind: seed.kind, mdtrt: visit(of, told), diags: diagnoses(of), fees },
  }
}

interface Of {
  seed: Seed
  dept: DemoWard
  key: string
  begin: number
  end: number
  med_type: string
  ward: Ward
}

function visit({ seed, dept, key, begin, end, med_type, ward }: Of, total: Fen): JsonObject {
  const person = personBy(seed.psn_name)
  const code = dept.diagnoses[0] ?? ''
  const common = {
    ...{ ...person, fixmedins_mdtrt_id: key, med_type, begntime: datetime(begin), endtime: datetime(end) },
    ...{ tel: `139${person.certno.slice(6, 14)}`, addr: '四川省成都市锦江区示范街 8 号', coner_name: '家属' },
    ...{ elec_bill_code: '51060125', elec_billno_code: key.slice(-10), elec_bill_chkcode: key.slice(-6) },
    main_cond_dscr: ward.diag_name(code),
  }
  if (seed.kind === 'outpatient') return common
  const doctor = ward.doctor(dept.dept_code, 0)
  return {
    ...{ ...common, vali_flag: '1', ipt_otp_no: key.slice(2), medrcdno: `B${key.slice(-7)}` },
    ...{ chfpdr_code: doctor.atddr_no, chfpdr_name: doctor.dr_name, adm_diag_dscr: ward.diag_name(code) },
    ...{ adm_dept_codg: dept.dept_code, adm_dept_name: dept.dept_name, adm_bed: `${dept.bed}01` },
    ...{ dscg_dept_codg: dept.dept_code, dscg_dept_name: dept.dept_name, dscg_bed: `${dept.bed}01` },
    ...{ dscg_maindiag_code: code, dscg_maindiag_name: ward.diag_name(code), dscg_way: '1' },
    ...{ inhosp_stas: '0', ipt_days: daysIn(begin, end), medfee_sumamt: yuanNumber(total) },
  }
}

function diagnoses({ seed, dept, begin, end, ward }: Of): JsonObject[] {
  const doctor = ward.doctor(dept.dept_code, 0)
  const one = (code: string, no: number, at: number): JsonObject => ({
    ...{ diag_type: '1', diag_srt_no: String(no), diag_code: code, diag_name: ward.diag_name(code) },
    ...{ diag_dept: dept.dept_name, diag_dr_code: doctor.atddr_no, diag_dr_name: doctor.dr_name },
    ...{ diag_time: datetime(at), vali_flag: '1' },
  })
  const [main = '', second] = dept.diagnoses
  if (seed.kind === 'outpatient') return [one(main, 1, begin)]
  const told = (code: string, no: number, inout: '1' | '2', isMain: boolean) => ({
    ...one(code, no, inout === '1' ? begin : end),
    ...{ inout_diag_type: inout, maindiag_flag: isMain ? '1' : '0' },
  })
  return [
    told(main, 1, '1', true),
    told(main, 1, '2', true),
    ...(second ? [told(second, 2, '2', false)] : []),
  ]
}

function lines(
  { kind, days, wrong }: Seed,
  dept: DemoWard,
  key: string,
  { begin, med_type }: { begin: number; med_type: string },
  ward: Ward,
): JsonObject[] {
  const draw = random(key)
  const doctor = ward.doctor(dept.dept_code, 0)
  const plan: { name: string; at: number }[] = []
  for (let day = 0; day <= days; day++) {
    const daily = kind === 'inpatient' ? [...DAILY, NURSING[day % NURSING.length]!] : ['普通门诊诊查费']
    const more = [...(day === 0 ? dept.exams : []), ...dept.treatments, ...dept.drugs]
    const names = [...daily, ...more.filter(() => day === 0 || draw() < 0.6)]
    for (const [i, name] of names.entries()) plan.push({ name, at: begin + day * DAY_ms + i * 60_000 })
  }
  return plan.map(({ name, at }, i) => {
    const item = ward.item(name)
    const cnt = item.med_chrgitm_type === '09' ? String(1 + Math.floor(draw() * 3)) : '1'
    const amount = lineAmount(item.pric, cnt)
    const isSlip = wrong === 'doctor' && i === 7
    return {
      ...{ fixmedins_mdtrt_id: key, med_type, bkkp_sn: `${key.slice(2)}${String(i + 1).padStart(4, '0')}` },
      ...{ fee_ocur_time: datetime(at), cnt: Number(cnt), pric: Number(item.pric) },
      ...{
        det_item_fee_sumamt: yuanNumber(amount),
        med_list_codg: item.med_list_codg || item.medins_list_codg,
      },
      ...{ medins_list_codg: item.medins_list_codg, medins_list_name: item.name, prodname: item.name },
      ...{ med_chrgitm_type: item.med_chrgitm_type, bilg_dept_codg: dept.dept_code },
      ...{ bilg_dept_name: dept.dept_name, bilg_dr_code: isSlip ? '' : doctor.atddr_no },
      ...{ bilg_dr_name: doctor.dr_name, etip_flag: '0', dscg_tkdrug_flag: '0' },
      ...parts(amount, item.chrgitm_lv),
    }
  })
}

/** How the amount falls into the four parts: 丙 all their own, 乙 a tenth in advance. */
function parts(amount: Fen, chrgitm_lv: string): JsonObject {
  const own = chrgitm_lv === '03' ? amount : ZERO
  const advance = chrgitm_lv === '02' ? fen(Math.round(amount * IN_ADVANCE)) : ZERO
  return {
    ...{ fulamt_ownpay_amt: yuanNumber(own), overlmt_selfpay: 0, preselfpay_amt: yuanNumber(advance) },
    inscp_amt: yuanNumber(fen(amount - own - advance)),
  }
}
