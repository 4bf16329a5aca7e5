import type { JsonObject } from '../../../../shared/contract.ts'
import register from '../../../../shared/demo/staff.json' with { type: 'json' }
import { DEPARTMENTS } from '../hospital.ts'
import { WARDS } from '../inpatients-data.ts'
import type { DemoRecord } from './index.ts'

/**
 * Departments and medical staff as the personnel office keeps them. Of some there is something to be done: a
 * department without staff, a doctor who has no national code yet, a nurse under another name than the centre's
 * register has, a pharmacist whose code it does not know.
 */
export function staffRecords(): DemoRecord[] {
  return [...DEPARTMENTS, ...WARDS].map(department).concat(register.map(person), NEWCOMER)
}

type Department = (typeof DEPARTMENTS)[number] | (typeof WARDS)[number]

function department(dept: Department): DemoRecord {
  const beds = 'beds' in dept ? dept.beds : 0
  const own = register.filter(({ dept_code }) => dept_code === dept.dept_code)
  const count = (type: string) => own.filter(({ prac_psn_type }) => prac_psn_type === type).length
  const isOldest = dept.dept_code === '0101'
  return {
    view: 'dept',
    key: dept.dept_code,
    data: {
      ...{ hosp_dept_codg: dept.dept_code, hosp_dept_name: dept.dept_name, caty: dept.caty },
      ...{
        begntime: '2015-01-01 00:00:00',
        endtime: '',
        itro: isOldest ? '全科门诊' : `${dept.dept_name}，诊治本专业常见病`,
      },
      ...{ dept_resper_name: dept.doctors[0]!, dept_resper_tel: '028-86000000', dept_med_serv_scp: '' },
      ...{
        dept_estbdat: '2015-01-01 00:00:00',
        aprv_bed_cnt: beds,
        hi_crtf_bed_cnt: beds,
        poolarea_no: '510100',
      },
      ...{
        dr_psncnt: dept.doctors.length,
        phar_psncnt: 0,
        nurs_psncnt: isOldest ? 1 : count('2'),
        tecn_psncnt: 0,
        memo: '',
      },
      // 口腔科 has been closed to the insurance and its staff moved: the record was never put right
      ...(dept.dept_code === '0601' ? { dr_psncnt: 0, nurs_psncnt: 0 } : {}),
    },
  }
}

const CHANGED: Record<string, JsonObject> = {
  D510104000004: { prac_psn_code: '' },
  N510104000003: { prac_psn_name: '应小兰' },
  Y510104000002: { prac_psn_code: 'Y510104000902' },
}

function person(known: (typeof register)[number]): DemoRecord {
  const { prac_psn_code: key, certno, ...rest } = known
  const data = { ...rest, prac_psn_code: key, psn_cert_type: '01', certno, ...CHANGED[key] }
  return { view: 'staff', key, data }
}

const NEWCOMER: DemoRecord = {
  view: 'staff',
  key: 'NEW1',
  data: {
    ...{ prac_psn_code: '', prac_psn_name: '逄云帆', prac_psn_type: '1', dept_code: '0201' },
    ...{ psn_cert_type: '01', certno: '510104199803072216' },
  },
}
