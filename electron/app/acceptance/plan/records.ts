import { rows } from '../../../../shared/settlement.ts'
import type { Step } from '../port.ts'
import type { Facts, World } from '../world.ts'
import { from, pick, shifted } from './tools.ts'

const SETTLED = ['psn_no', 'mdtrt_id', 'setl_id']

/** What a list says of the settlement has to be what the settlement was. */
const listed = ({ facts }: World): Facts => ({
  ...{ medcasno: facts.ipt_no, psn_name: facts.psn_name, setl_begn_date: facts.begndate },
  ...{ setl_end_date: facts.enddate, hi_type: facts.insutype, fund_payamt: facts.fund_pay_sumamt },
  ...{ adm_caty: 'A03', dscg_caty: 'A03' },
  ...{ insuplc: facts.insuplc_admdvs, hsorg: '医保中心', hsorg_opter: facts.opter_name },
})

/** Settlement lists of the stay that is settled. */
export const lists: Step[] = [
  {
    infno: '4101A',
    needs: SETTLED,
    over: listed,
    nodes: ['diseinfo', 'payinfo'],
    keep: from('data', 'setl_list_id'),
  },
  { infno: '4101', needs: SETTLED, over: listed, nodes: ['diseinfo'], keep: from('data', 'setl_list_id') },
  { infno: '4103', needs: SETTLED },
  { infno: '4102', needs: SETTLED, over: () => ({ stas_type: '0' }) },
  { infno: '4104', nobody: true },
  { infno: '4105', nobody: true, over: () => ({ medtype_list: ['21'] }) },
]

const selfpaid = ({ facts }: World, kind: string): Facts => ({
  ...{
    fixmedins_mdtrt_id: `ZJ${kind}${String(facts.run)}`,
    mdtrt_sn: `ZJ${String(facts.run)}`,
  },
  ...{ inout_diag_type: '2', diag_srt_no: 1, endtime: facts.endtime },
})
const ofStay = (world: World): Facts => ({
  ...selfpaid(world, 'Z'),
  bkkp_sn: '1',
  med_type: '21',
  diag_srt_no: '1',
})
const ofVisit = (world: World): Facts => ({ ...selfpaid(world, 'M'), bkkp_sn: '1', med_type: '11' })

/** Stays and visits that no insurance paid: sent, finished, asked for, reopened, deleted. */
export const selfpay: Step[] = [
  { infno: '4201', needs: ['psn_no'], over: ofVisit },
  { infno: '4201A', needs: ['psn_no'], over: ofStay },
  { infno: '4202', needs: ['psn_no'], over: ofStay },
  { infno: '4203', needs: ['psn_no'], over: (world) => ({ ...ofStay(world), cplt_flag: '1' }) },
  { infno: '4207', needs: ['psn_no'], over: ofStay },
  { infno: '4208', needs: ['psn_no'], over: ofStay },
  { infno: '4209', needs: ['psn_no'], over: ofStay },
  {
    infno: '4203',
    about: '改回未完成',
    needs: ['psn_no'],
    after: '4203',
    undoes: true,
    over: (world) => ({ ...ofStay(world), cplt_flag: '0' }),
  },
  { infno: '4204', needs: ['psn_no'], undoes: true, after: '4201A', nodes: ['feedetl'], over: ofStay },
  {
    infno: '4204',
    about: '旧版明细',
    needs: ['psn_no'],
    after: '4201',
    undoes: true,
    over: (world) => ({ fixmedins_mdtrt_id: ofVisit(world).mdtrt_sn }),
  },
  { infno: '4205', needs: ['psn_no'], over: ofVisit },
  { infno: '4206', needs: ['psn_no'], undoes: true, after: '4205', over: ofVisit },
]

const CLINICAL = '4301 4302 4401 4402 4501 4502 4503 4504 4505 4506 4601 4602 4701'.split(' ')

/** Records of the stay; valid flag 0 is no deletion there, so they carry the rehearsal's own numbers. */
export const clinical: Step[] = CLINICAL.map(
  (infno): Step => ({
    infno,
    needs: ['psn_no'],
    over: ({ facts }) => ({
      mdtrt_sn: facts.mdtrt_sn,
      rpotc_no: facts.ipt_otp_no,
      exam_test_rpot: 'UEsFBg==',
      medcasno: facts.ipt_no,
    }),
  }),
)

export const recognised: Step[] = [
  {
    infno: '5401',
    needs: ['psn_no'],
    keep: (output) => {
      const [report = {}] = rows(output, 'bilgiteminfo')
      return { report_no: report.rpotc_no, report_org: report.fixmedins_code }
    },
  },
  {
    infno: '5402',
    needs: ['psn_no'],
    bars: ({ facts }) => (facts.report_no === undefined ? '中心没有这个人的互认报告' : null),
    over: ({ facts }) => ({
      rpotc_no: facts.report_no,
      fixmedins_code: facts.report_org ?? facts.fixmedins_code,
    }),
  },
]

/** The charges of the visit as the audit service wants them. */
export const review: Step[] = [
  {
    infno: '3101',
    needs: ['psn_no', 'mdtrt_id'],
    // so much of a drug that there is something to object to
    over: ({ facts }) => ({ curr_mdtrt_id: facts.mdtrt_id, trig_scen: '1', cnt: 999, curr_drord_flag: '1' }),
    keep: (output) => pick(rows(output, 'result')[0] ?? {}, ['task_id', 'jr_id']),
  },
  {
    infno: '3102',
    needs: ['psn_no'],
    over: ({ facts }) => ({
      ...{ curr_mdtrt_id: facts.mdtrt_id, trig_scen: '1', task_id: facts.task_id, rule_ids: ['1'] },
    }),
  },
  {
    infno: '3103',
    ifOpen: true,
    needs: ['psn_no'],
    bars: ({ facts }) => (facts.jr_id === undefined ? '中心没有需要反馈的提示' : null),
    over: ({ facts }) => ({ warn_type: '1', warn_rslt_id: facts.jr_id, dspo_way: '1', dspo_way_rea: '自检' }),
  },
]

const RX = ['psn_no', 'hi_rxno']

const VALID_days = 3

/** A prescription that leaves the house: sent, read again as a pharmacy does, taken back. */
export const prescriptions: Step[] = [
  {
    infno: '7101',
    needs: ['psn_no', 'mdtrt_id'],
    over: ({ facts }) => ({
      ...{ hosp_rxno: `ZJ${String(facts.run)}`, rx_drug_nums: 1, valid_days: VALID_days, medc_days: 3 },
      ...{ valid_end_time: shifted(String(facts.opt_time), VALID_days), rx_circ_flag: '0' },
      ...{ ipt_op_no: facts.ipt_otp_no, rx_file: 'UEsFBgAAAAAAAAAAAAAAAAAAAAAAAA==' },
    }),
    keep: from('data', 'hi_rxno'),
  },
  {
    infno: '7201',
    needs: RX,
    over: ({ facts }) => ({ epc_qrcd: `EPC${String(facts.hi_rxno)}`.padEnd(27, '0').slice(0, 27) }),
    keep: from('data', 'epc_token'),
  },
  { infno: '7202', needs: RX, keep: (output) => pick(rows(output, 'data')[0] ?? {}, ['auth_rxno']) },
  {
    infno: '7203',
    needs: RX,
    over: ({ facts }) => (facts.epc_token ? { epc_token: facts.epc_token } : { auth_rxno: facts.auth_rxno }),
  },
  {
    infno: '7204',
    needs: RX,
    over: ({ facts }) => ({
      rx_chk_stas_codg: '1',
      phar_certno: facts.certno,
      rchk_phar_certno: facts.certno,
    }),
  },
  { infno: '7205', needs: RX, over: () => ({ delv_stas_codg: '1' }) },
  {
    infno: '7104',
    needs: RX,
    undoes: true,
    over: ({ facts }) => ({ undo_dr_certno: facts.certno, undo_rea: '自检' }),
  },
]

/** What the platform tells the hospital; in training we tell ourselves. */
const told = (infno: string): Step => ({
  infno,
  inbound: true,
  nobody: true,
  bars: ({ training }) => (training ? null : '由中心发起：请在联调时请中心调用'),
  over: ({ facts }) => ({
    ...{ fund_pay_sumamt: 6, acct_pay: 0, psn_cash_pay: 4, psn_part_amt: 4, medfee_sumamt: 10 },
    ...{ hi_rxno: facts.hi_rxno, rx_chk_stas_codg: '1', refd_setl_flag: '0' },
    ...{
      hi_ord_no: `ZJ${String(facts.run)}`,
      ord_no: `ZJ${String(facts.run)}`,
      setl_id: `ZJ${String(facts.run)}`,
    },
  }),
})
export const inbound: Step[] = ['7102', '7103'].map(told)
export const orders: Step[] = ['6201', '6202'].map(told)
