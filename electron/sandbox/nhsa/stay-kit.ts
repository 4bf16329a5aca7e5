import type { Any, Client } from './testkit.ts'
import type { SandboxPerson } from './types.ts'

/** Messages of an inpatient stay for the tests, in the form that the client of testkit.ts sends. */
export interface Stay {
  person: SandboxPerson
  mdtrt_id: string
  ipt_no: string
  med_type: string
}

const NINE = '2026-03-02 09:00:00'
/** The day on which a stay of these tests ends: three nights after the client's first moment. */
export const THREE_DAYS_ms = 3 * 86_400_000
export const LEAVING = '2026-03-05 08:30:00'

const pneumonia = (person: SandboxPerson) => ({
  psn_no: person.psn_no,
  diag_type: '1',
  maindiag_flag: '1',
  diag_srt_no: 1,
  diag_code: 'J18.900',
  diag_name: '肺炎',
  diag_dept: '呼吸内科',
  dise_dor_no: 'D510100000001',
  dise_dor_name: '医生甲',
  diag_time: NINE,
})

export const admission = (person: SandboxPerson, ipt_no: string, over: Any = {}, diags: Any[] = []) => ({
  mdtrtinfo: {
    psn_no: person.psn_no,
    insutype: person.insu[0]?.insutype,
    begntime: NINE,
    mdtrt_cert_type: '02',
    mdtrt_cert_no: person.certno,
    med_type: '21',
    ipt_no,
    atddr_no: 'D510100000001',
    chfpdr_name: '医生甲',
    adm_diag_dscr: '肺炎',
    adm_dept_codg: '0201',
    adm_dept_name: '呼吸内科',
    adm_bed: '12',
    dscg_maindiag_code: 'J18.900',
    dscg_maindiag_name: '肺炎',
    ...over,
  },
  diseinfo: [pneumonia(person), ...diags],
})

export const fees = (stay: Stay, prefix: string, lines: Any[]) => ({
  feedetail: lines.map((line, i) => ({
    feedetl_sn: `${prefix}${i + 1}`,
    mdtrt_id: stay.mdtrt_id,
    psn_no: stay.person.psn_no,
    med_type: stay.med_type,
    fee_ocur_time: NINE,
    medins_list_codg: line.med_list_codg,
    bilg_dept_codg: '0201',
    bilg_dept_name: '呼吸内科',
    bilg_dr_codg: 'D510100000001',
    bilg_dr_name: '医生甲',
    hosp_appr_flag: '0',
    ...line,
  })),
})

export const changing = (stay: Stay, over: Any = {}, diags: Any[] = []) => {
  const { mdtrtinfo, diseinfo } = admission(stay.person, stay.ipt_no, {}, diags)
  const { insutype, mdtrt_cert_no, ipt_no, ...info } = mdtrtinfo
  return {
    adminfo: {
      ...info,
      med_type: stay.med_type,
      ipt_otp_no: stay.ipt_no,
      mdtrt_id: stay.mdtrt_id,
      ...over,
    },
    diseinfo: diseinfo.map((row) => ({ ...row, mdtrt_id: stay.mdtrt_id })),
  }
}

export const discharging = (stay: Stay, over: Any = {}, diag: Any = {}) => ({
  dscginfo: {
    mdtrt_id: stay.mdtrt_id,
    psn_no: stay.person.psn_no,
    insutype: stay.person.insu[0]?.insutype,
    endtime: LEAVING,
    dscg_dept_codg: '0201',
    dscg_dept_name: '呼吸内科',
    dscg_way: '1',
    ...over,
  },
  diseinfo: [{ ...pneumonia(stay.person), mdtrt_id: stay.mdtrt_id, ...diag }],
})

export const naming = (stay: Stay, over: Any = {}) => ({
  data: { mdtrt_id: stay.mdtrt_id, psn_no: stay.person.psn_no, ...over },
})

/** What 2303 and 2304 want for `rows` of 2301 answers. */
export const paying = (stay: Stay, rows: Any[], over: Any = {}) => {
  const add = (name: string) =>
    rows.reduce((total, row) => total + Math.round(Number(row[name]) * 100), 0) / 100
  return {
    data: {
      psn_no: stay.person.psn_no,
      mdtrt_cert_type: '02',
      mdtrt_cert_no: stay.person.certno,
      medfee_sumamt: add('det_item_fee_sumamt'),
      psn_setlway: '01',
      mdtrt_id: stay.mdtrt_id,
      insutype: stay.person.insu[0]?.insutype,
      acct_used_flag: '1',
      mid_setl_flag: '0',
      fulamt_ownpay_amt: add('fulamt_ownpay_amt'),
      overlmt_selfpay: add('overlmt_amt'),
      preselfpay_amt: add('preselfpay_amt'),
      inscp_scp_amt: add('inscp_scp_amt'),
      ...over,
    },
  }
}

export async function admit(c: Client, person: SandboxPerson, ipt_no: string, over: Any = {}): Promise<Stay> {
  const { result } = await c.ok('2401', admission(person, ipt_no, over))
  return { person, ipt_no, mdtrt_id: result.mdtrt_id, med_type: over.med_type ?? '21' }
}

/** 5303 of the days around the admission. */
export const whoIsIn = (person?: SandboxPerson) => ({
  data: {
    ...(person ? { psn_no: person.psn_no } : {}),
    begntime: '2026-03-01 00:00:00',
    endtime: '2026-03-03 00:00:00',
  },
})
