import { type Fen, fen, lineAmount } from '../../../shared/money.ts'
import type { Stay } from '../../../shared/stay.ts'
import type { FeeRow } from '../../journal/port.ts'

/** A stay and its charges for tests. */
export const BEGAN = new Date('2026-03-02T09:00:00').getTime()

export const aStay = (more: Partial<Stay> = {}): Stay => ({
  encounterId: 'ZY1',
  version: 3,
  step: 'admitted',
  selfPay: false,
  openedAt: BEGAN,
  shiftId: 'BC1',
  window: '1号窗口',
  opter: 'a1',
  opterName: '王敏',
  cert: { mdtrt_cert_type: '02', mdtrt_cert_no: '510104198503120221' },
  person: {
    ...{ psn_no: 'P1', psn_name: '王芳', psn_cert_type: '01', certno: '510104198503120221' },
    ...{ gend: '2', age: 40 },
  },
  insurances: [],
  insu: {
    ...{ insutype: '310', psn_type: '1101', psn_insu_stas: '1', insuplc_admdvs: '510100' },
    ...{ cvlserv_flag: '0', balcFen: fen(0) },
  },
  benefits: [],
  warnings: [],
  ipt_no: 'Z0001',
  fromHis: true,
  admission: {
    ...{ begntime: BEGAN, med_type: '21', bed: '12', medrcdno: '', coner_name: '', tel: '' },
    dept: { dept_code: 'D1', dept_name: '内科' },
    doctor: { atddr_no: 'R1', dr_name: '李强' },
    ...{ adm_diag_dscr: '', main_cond_dscr: '' },
    diagnoses: [
      { diag_code: 'I10', diag_name: '高血压', diag_type: '1', main: false },
      { diag_code: 'J18', diag_name: '肺炎', diag_type: '1', main: true },
    ],
    ...{ dise_codg: '', dise_name: '', dise_type_code: '', oprn_oprt_code: '', oprn_oprt_name: '' },
    ...{ matn_type: '', birctrl_type: '', fpsc_no: '', geso_val: '', fetts: '', fetus_cnt: '' },
    ...{ latechb_flag: '', pret_flag: '', birctrl_matn_date: '' },
    ...{ trum_flag: '', rel_ttp_flag: '', ipt_type: '' },
  },
  discharge: null,
  newborns: [],
  acct_used_flag: '1',
  mdtrt_id: 'M1',
  lastLine: 0,
  taken: {},
  daily: {},
  presettle: null,
  settlements: [],
  ...more,
})

export const aFee = (lineNo: number, more: Partial<FeeRow> = {}): FeeRow => {
  const pric = more.pric ?? '2.5'
  const cnt = more.cnt ?? '2'
  return {
    ...{ encounterId: 'ZY1', lineNo, chargeId: `C${lineNo}`, ipt_no: 'Z0001', state: 'new', gen: 1 },
    ...{ why: null, setl_id: null, at: BEGAN, day: '2026-03-02', amountFen: lineAmount(pric, cnt) as Fen },
    ...{ med_list_codg: 'M', medins_list_codg: 'H', name: '项目', spec: '', unit: '次', pric, cnt },
    ...{ med_chrgitm_type: '05', chrgitm_lv: '01', hosp_appr_flag: '0', refundOf: null, drord_no: null },
    ...{ dept_code: 'D1', dept_name: '内科', atddr_no: 'R1', dr_name: '李强', split: null },
    ...more,
  }
}
