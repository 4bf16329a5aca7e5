import type { PersonSection } from '../../../shared/api/person.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import type { ApiInput } from '../../../shared/ipc.ts'

/** One section of the page of a person, as data: which interface, what it is asked, what of it is shown. */
export interface Section {
  infno: string
  label: string
  /** the list node of the answer; '' the answer itself. Several are shown as one table */
  nodes: readonly string[]
  /** names of fields, in the order shown */
  columns: readonly string[]
  /** amounts in yuan */
  money?: readonly string[]
  /** a number that is no amount stays one */
  numbers?: readonly string[]
  /** what identifies a row */
  key: readonly string[]
  /** the questions, asked side by side; their answers are one table */
  ask(asked: Question): JsonObject[]
}

export interface Question {
  psn_no: string
  input: ApiInput<'person.section'>
  /** yyyy-MM-dd */
  from: string
  to: string
  med_types: readonly string[]
  /** settlements of the visit that are known here, or the one asked about */
  setl_ids: readonly string[]
  /** yyyyMM */
  month: string
}

const inTime = ({ from, to }: Question) => ({ begntime: `${from} 00:00:00`, endtime: `${to} 23:59:59` })
const ofSettlement = ({ psn_no, input, setl_ids }: Question): JsonObject[] =>
  setl_ids.map((setl_id) => ({ data: { psn_no, setl_id, mdtrt_id: input.mdtrt_id } }))

/** 门慢门特登记 and 就医定点医疗机构登记: what 5302 is asked about */
const FIXED_KINDS = ['01', '03']

export const SECTIONS: Record<PersonSection, Section> = {
  visits: {
    ...{ infno: '5201', label: '就诊', nodes: ['mdtrtinfo'], key: ['mdtrt_id'] },
    columns: [
      'begntime',
      'endtime',
      'med_type',
      'insutype',
      'adm_dept_name',
      'chfpdr_name',
      'dise_name',
      'inhosp_stas',
      'ipt_otp_no',
    ],
    ask: (q) => q.med_types.map((med_type) => ({ data: { psn_no: q.psn_no, ...inTime(q), med_type } })),
  },
  diagnoses: {
    ...{ infno: '5202', label: '诊断', nodes: ['diseinfo'], key: ['diag_info_id'] },
    columns: [
      'inout_diag_type',
      'maindiag_flag',
      'diag_srt_no',
      'diag_code',
      'diag_name',
      'diag_type',
      'diag_dept',
      'dise_dor_name',
      'diag_time',
    ],
    ask: ({ psn_no, input }) => [{ data: { psn_no, mdtrt_id: input.mdtrt_id } }],
  },
  settlements: {
    ...{ infno: '5203', label: '结算', nodes: ['setlinfo'], key: ['setl_id'] },
    columns: [
      'setl_time',
      'setl_id',
      'med_type',
      'medfee_sumamt',
      'fund_pay_sumamt',
      'acct_pay',
      'cash_payamt',
      'inscp_scp_amt',
      'act_pay_dedc',
      'balc',
      'refd_setl_flag',
    ],
    money: [
      'medfee_sumamt',
      'fund_pay_sumamt',
      'acct_pay',
      'cash_payamt',
      'inscp_scp_amt',
      'act_pay_dedc',
      'balc',
    ],
    ask: ofSettlement,
  },
  details: {
    ...{ infno: '5204', label: '明细', nodes: [''], key: ['setl_id', 'feedetl_sn'] },
    columns: [
      'fee_ocur_time',
      'medins_list_name',
      'spec',
      'chrgitm_lv',
      'pric',
      'cnt',
      'det_item_fee_sumamt',
      'fulamt_ownpay_amt',
      'overlmt_amt',
      'preselfpay_amt',
      'inscp_scp_amt',
      'bilg_dr_name',
    ],
    money: ['det_item_fee_sumamt', 'fulamt_ownpay_amt', 'overlmt_amt', 'preselfpay_amt', 'inscp_scp_amt'],
    numbers: ['pric', 'cnt'],
    ask: ofSettlement,
  },
  drugs: {
    ...{ infno: '5205', label: '慢特病用药', nodes: ['feedetail'], key: ['feedetl_sn', 'fixmedins_code'] },
    columns: [
      'fee_ocur_time',
      'hilist_name',
      'spec',
      'cnt',
      'pric',
      'chrgitm_lv',
      'fixmedins_name',
      'rx_drord_no',
    ],
    numbers: ['pric', 'cnt'],
    ask: (q) => [{ data: { psn_no: q.psn_no, ...inTime(q) } }],
  },
  sums: {
    ...{ infno: '5206', label: '累计', nodes: ['cuminfo'], key: ['insutype', 'cum_ym', 'cum_type_code'] },
    columns: ['insutype', 'year', 'cum_ym', 'cum_type_code', 'cum'],
    numbers: ['cum'],
    ask: ({ psn_no, month }) => [{ data: { psn_no, cum_ym: month } }],
  },
  chronic: {
    ...{ infno: '5301', label: '慢特病备案', nodes: ['feedetail'], key: ['opsp_dise_code', 'begndate'] },
    columns: ['opsp_dise_code', 'opsp_dise_name', 'begndate', 'enddate'],
    ask: ({ psn_no }) => [{ data: { psn_no } }],
  },
  fixed: {
    ...{
      infno: '5302',
      label: '定点备案',
      nodes: ['psnfixmedin'],
      key: ['fix_srt_no', 'fixmedins_code', 'begndate'],
    },
    columns: ['fix_srt_no', 'fixmedins_code', 'fixmedins_name', 'insutype', 'begndate', 'enddate', 'memo'],
    ask: ({ psn_no }) => FIXED_KINDS.map((biz_appy_type) => ({ data: { psn_no, biz_appy_type } })),
  },
  transfers: {
    ...{
      infno: '5304',
      label: '转院备案',
      nodes: ['refmedin'],
      key: ['refl_date', 'reflin_medins_no', 'begndate'],
    },
    columns: ['refl_date', 'reflin_medins_name', 'refl_rea', 'diag_name', 'out_flag', 'begndate', 'enddate'],
    ask: (q) => [{ data: { psn_no: q.psn_no, ...inTime(q) } }],
  },
  inHospital: {
    ...{ infno: '5303', label: '在院', nodes: ['data'], key: ['mdtrt_id'] },
    columns: ['begndate', 'med_type', 'insutype', 'ipt_otp_no', 'out_flag', 'mdtrt_id'],
    ask: (q) => [{ data: { psn_no: q.psn_no, ...inTime(q) } }],
  },
  qualified: {
    ...{ infno: '9903', label: '门慢特资格', nodes: ['data'], key: ['opsp_dise_code', 'begndate'] },
    columns: [
      'opsp_dise_code',
      'opsp_dise_name',
      'insutype',
      'ide_fixmedins_name',
      'hosp_ide_date',
      'begndate',
      'enddate',
      'vali_flag',
    ],
    ask: ({ psn_no }) => [{ data: { psn_no } }],
  },
  exams: {
    ...{ infno: '5401', label: '互认项目', nodes: ['bilgiteminfo'], key: ['rpotc_no'] },
    columns: [
      'rpt_date',
      'rpotc_no',
      'exam_rpotc_name',
      'rpotc_type_code',
      'exe_org_name',
      'exam_rslt_abn',
      'examCcls',
    ],
    ask: ({ psn_no }) => [{ bilgiteminfo: { psn_no } }],
  },
  report: {
    ...{
      infno: '5402',
      label: '报告',
      nodes: ['checkreportdetails', 'inspectionreportinformation', 'inspectiondetails'],
      key: [],
    },
    columns: [
      'exam_rpotc_name',
      'exam_item_name',
      'exam_item_detl_name',
      'exam_rslt_val',
      'exam_rslt_qual',
      'exam_unt',
      'ref_val',
      'exam_rslt_abn',
      'exam_ccls',
      'rpot_doc',
    ],
    ask: ({ psn_no, input: { rpotc_no, fixmedins_code } }) => [
      { rptdetailinfo: { psn_no, rpotc_no, fixmedins_code } },
    ],
  },
}
