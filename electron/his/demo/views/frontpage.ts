import type Database from 'better-sqlite3'
import type { JsonObject } from '../../../../shared/contract.ts'
import { ageAt } from '../../../../shared/idcard.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { daysIn } from '../../../../shared/stay.ts'
import type { HisInpatient } from '../../port.ts'
import { inpatientOf, type StayRow } from '../inpatients.ts'
import type { DemoRecord } from './index.ts'

/** Front pages are written as stays end: on its first day the hospital has none. */
export const frontpageRecords = (): DemoRecord[] => []

/** By main diagnosis: what was operated, in the codes of the national ICD-9-CM-3. */
const OPERATIONS: Record<string, [code: string, name: string]> = {
  'K80.200': ['51.2300', '腹腔镜下胆囊切除术'],
  'K40.900': ['53.0000', '腹股沟疝单侧修补术'],
  'L02.900': ['86.0400', '皮肤和皮下组织的其他切开术伴引流术'],
  'S72.000': ['79.3500', '股骨骨折开放性复位术伴内固定'],
  'M51.202': ['80.5100', '椎间盘切除术'],
  'M17.900': ['81.5400', '全部膝关节置换'],
  'O80.900': ['73.5900', '其他手法助产'],
}
const TRANSFUSED = 'K25.900'
const INTENSIVE = 'I50.900'
/** this ward writes its pages in a hurry: the nurse and the anaesthetist are left out */
const IN_A_HURRY = '1302'
const ADULT = 18
const RETIRED = 60

/** 病案首页 of a stay that is over (left, or settled); null of any other. */
export function frontpageOf(db: Database.Database, ipt_no: string, now: number): JsonObject | null {
  const row = db.prepare('select * from inpatient where ipt_no = ?').get(ipt_no) as
    | (StayRow & { setl_id: string })
    | undefined
  if (!row || (row.state !== 'out' && row.setl_id === '')) return null
  return page(inpatientOf(row), now)
}

function page(stay: HisInpatient, now: number): JsonObject {
  const age = ageAt(stay.brdy, stay.begntime)
  const until = stay.endtime ?? now
  const no = Number(stay.ipt_no.slice(-6))
  const addr = `四川省成都市锦江区示范路 ${(no % 300) + 1} 号`
  const [main] = stay.diagnoses
  const isHurried = stay.dept.dept_code === IN_A_HURRY
  return {
    ...{ medcasno: stay.medrcdno, ntly: 'CHN', prfs: age < ADULT ? '31' : age < RETIRED ? '17' : '80' },
    ...{ curr_addr: addr, poscode: '610000', emp_addr: '', emp_tel: '' },
    ...{ coner_name: stay.coner_name, patn_rlts: age < ADULT ? '50' : '10' },
    ...{ coner_addr: addr, coner_tel: stay.tel },
    ...{ adm_way: stay.med_type === '24' ? '1' : '2', trt_type: '10', hi_paymtd: '4' },
    adm_time: datetime(stay.begntime),
    ...(stay.endtime === null ? {} : { dscg_time: datetime(stay.endtime), dscg_way: stay.dscg_way }),
    ...{ adm_caty: stay.dept.caty, dscg_caty: stay.dept.caty },
    ...{ otp_wm_dise: main?.diag_name ?? '', wm_dise_code: main?.diag_code ?? '' },
    ...{ scd_nurscare_days: daysIn(stay.begntime, until), days_rinp_flag_31: '1' },
    ...{ chfpdr_code: stay.doctor.atddr_no, resp_nurs_code: isHurried ? '' : 'N510104000021' },
    ...{ bill_code: '51060125', bill_no: String(no).padStart(10, '0') },
    diseinfo: diagnoses(stay, age),
    oprninfo: operation(stay, until, isHurried),
    icuinfo: intensive(stay, until),
    bldinfo: main?.diag_code === TRANSFUSED ? [{ bld_cat: '13', bld_amt: 2, bld_unt: 'U' }] : [],
  }
}

function diagnoses(stay: HisInpatient, age: number): JsonObject[] {
  const own = (stay.dscg_diagnoses.length > 0 ? stay.dscg_diagnoses : stay.diagnoses).map((d) => ({
    ...{ diag_type: d.diag_type, diag_code: d.diag_code, diag_name: d.diag_name },
    ...{ adm_cond_type: '1', maindiag_flag: d.main ? '1' : '0' },
  }))
  const has = (code: string) => own.some(({ diag_code }) => diag_code.startsWith(code))
  const more = (diag_code: string, diag_name: string, adm_cond_type: string) => ({
    ...{ diag_type: '1', diag_code, diag_name, adm_cond_type, maindiag_flag: '0' },
  })
  return [
    ...own,
    ...(has('O80') ? [more('Z37.000', '单一活产', '4')] : []),
    ...(age >= RETIRED && !has('I10') ? [more('I10.x00x002', '高血压', '1')] : []),
  ]
}

/** the part of the stay that has passed, 0…1, as a wire's time */
const partOf = (stay: HisInpatient, until: number, part: number) =>
  datetime(stay.begntime + Math.max(0, until - stay.begntime) * part)

function operation(stay: HisInpatient, until: number, isHurried: boolean): JsonObject[] {
  const [oprn_oprt_code, oprn_oprt_name] = OPERATIONS[stay.diagnoses[0]?.diag_code ?? ''] ?? []
  if (!oprn_oprt_code || !oprn_oprt_name) return []
  const at = (part: number) => partOf(stay, until, part)
  return [
    {
      ...{ oprn_oprt_type: '1', oprn_oprt_name, oprn_oprt_code, anst_way: '1' },
      ...{ oper_dr_code: stay.doctor.atddr_no, oper_dr_name: stay.doctor.dr_name },
      ...(isHurried ? {} : { anst_dr_code: 'D510104000099', anst_dr_name: '麻思静' }),
      ...{ oprn_oprt_begntime: at(0.3), oprn_oprt_endtime: at(0.4), oprn_oprt_date: at(0.3).slice(0, 10) },
      ...{ anst_begntime: at(0.28), anst_endtime: at(0.42) },
    },
  ]
}

function intensive(stay: HisInpatient, until: number): JsonObject[] {
  if (stay.diagnoses[0]?.diag_code !== INTENSIVE) return []
  const [into, out] = [partOf(stay, until, 0.1), partOf(stay, until, 0.3)]
  const ms = (text: string) => new Date(text.replace(' ', 'T')).getTime()
  const minutes = Math.floor((ms(out) - ms(into)) / 60_000)
  const dura = `${Math.floor(minutes / 1440)}/${Math.floor((minutes % 1440) / 60)}/${minutes % 60}`
  return [
    {
      ...{ scs_cutd_ward_type: '1', scs_cutd_inpool_time: into, scs_cutd_exit_time: out },
      scs_cutd_sum_dura: dura,
    },
  ]
}
