import type { JsonObject } from '../../../../shared/contract.ts'
import catalogue from '../../../../shared/demo/catalogue.json' with { type: 'json' }
import people from '../../../../shared/demo/people.json' with { type: 'json' }
import { ageAt } from '../../../../shared/idcard.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { DemoRecord } from './index.ts'

const HOUR_ms = 3_600_000
const DAY_ms = 24 * HOUR_ms

/** Who was prescribed what for outside: name of the patient, diagnosis, drugs with packs and days. */
const WRITTEN: [
  psn_name: string,
  diag: [code: string, name: string],
  drugs: [name: string, packs: number][],
][] = [
  ['王芳', ['I10.x00x002', '高血压'], [['苯磺酸氨氯地平片', 2]]],
  [
    '王芳',
    ['E78.500', '高脂血症'],
    [
      ['阿托伐他汀钙片', 2],
      ['阿司匹林肠溶片', 1],
    ],
  ],
  [
    '',
    ['E11.900', '2型糖尿病'],
    [
      ['盐酸二甲双胍片', 3],
      ['格列美脲片', 2],
    ],
  ],
  ['', ['J06.900', '急性上呼吸道感染'], [['连花清瘟胶囊', 2]]],
  ['', ['K29.500', '慢性胃炎'], [['奥美拉唑肠溶胶囊', 2]]],
]

/**
 * Prescriptions that may leave the house: written, checked and signed here. What the insurance knows of the
 * patient (psn_no, mdtrt_id, 险种) is not the hospital's to say and is joined from the visit.
 */
export function rxRecords(now: number): DemoRecord[] {
  return WRITTEN.map(([psn_name, diag, drugs], i) => {
    const person = people.find((p) => p.psn_name === psn_name) ?? people[i + 1]!
    const at = now - (WRITTEN.length - i) * HOUR_ms
    const hosp_rxno = `WP${String(i + 1).padStart(8, '0')}`
    return { view: 'rx', key: hosp_rxno, data: prescription(hosp_rxno, person, diag, drugs, at) }
  })
}

function prescription(
  hosp_rxno: string,
  person: (typeof people)[number],
  [diag_code, diag_name]: [string, string],
  drugs: [string, number][],
  at: number,
): JsonObject {
  const [dept_code, dept_name] = ['0203', '心血管内科门诊']
  const [dr_name, dr_no] = ['龚正伦', 'D510104000010']
  return {
    psn_name: person.psn_name,
    certno: person.certno,
    data: {
      hosp_rxno,
      rx_type_code: '1',
      prsc_time: datetime(at),
      rx_drug_nums: drugs.length,
      valid_days: 3,
      valid_end_time: datetime(at + 3 * DAY_ms),
      rx_cotn_flag: '0',
      rx_file: Buffer.from(`处方 ${hosp_rxno} ${person.psn_name} ${diag_name}`).toString('base64'),
      rx_circ_flag: '1',
    },
    rxdrugdetail: drugs.map(([name, packs]) => drug(name, packs, at)),
    mdtrtinfo: {
      ipt_op_no: `MZ${hosp_rxno.slice(2)}`,
      med_type: '11',
      patn_name: person.psn_name,
      age: ageAt(person.brdy, at),
      gend: person.gend,
      psn_cert_type: person.psn_cert_type,
      certno: person.certno,
      prsc_dept_name: dept_name,
      prsc_dept_code: dept_code,
      prsc_dr_name: dr_name,
      prsc_dr_cert_type: '01',
      prsc_dr_certno: '510104197604150017',
      phar_name: '纪明月',
      phar_chk_time: datetime(at + HOUR_ms / 6),
      mdtrt_time: datetime(at - HOUR_ms / 4),
      sp_dise_flag: '0',
      diag_code,
      diag_name,
      rgst_fee: 0,
    },
    diseinfo: [
      {
        diag_type: '1',
        maindiag_flag: '1',
        diag_srt_no: 1,
        diag_code,
        diag_name,
        diag_dept: dept_name,
        dise_dor_no: dr_no,
        dise_dor_name: dr_name,
        diag_time: datetime(at),
      },
    ],
  }
}

function drug(name: string, packs: number, at: number): JsonObject {
  const listed = catalogue.find((item) => item.name === name)!
  const days = 7 * packs
  return {
    med_list_codg: listed.med_list_codg,
    drug_genname: listed.name,
    drug_dosform: listed.name.endsWith('胶囊') ? '胶囊剂' : '片剂',
    drug_spec: listed.spec,
    drug_cnt: packs,
    drug_cnt_unit: listed.unit,
    medc_way_codg: '1',
    medc_way_dscr: '口服',
    medc_starttime: datetime(at),
    medc_endtime: datetime(at + days * DAY_ms),
    medc_days: days,
  }
}
