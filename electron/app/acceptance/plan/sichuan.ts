import { rows } from '../../../../shared/settlement.ts'
import type { Step } from '../port.ts'
import type { World } from '../world.ts'
import { from, pick } from './tools.ts'

const SETTLED = ['psn_no', 'mdtrt_id', 'setl_id']
const scx = (code: string, step: Omit<Step, 'infno' | 'family'> = {}): Step => ({
  family: 'sichuan',
  infno: `SCX-${code}`,
  needs: ['psn_no'],
  ...step,
})

const bill = ({ facts }: World) => ({
  ...{ elec_bill_code: '51060126', elec_billno: `${String(facts.ipt_otp_no).slice(-10)}` },
  ...{ elec_bill_chkcode: 'a1b2c3', bill_date: facts.begndate },
})

/** What stands by itself. */
export const sichuan: Step[] = [
  scx('0101', { nobody: true }),
  scx('0201'),
  scx('0701', {
    over: () => ({
      opsp_dise_code: 'M03900',
      opsp_dise_name: '高血压',
      appyer_tel: '13800000000',
      hosp_opnn: '同意',
    }),
    keep: from('data', 'trt_dcla_detl_sn'),
  }),
  scx('0703'),
  scx('0702', {
    needs: ['psn_no', 'trt_dcla_detl_sn'],
    undoes: true,
    over: () => ({ memo: '自检撤销' }),
    drops: ['trt_dcla_detl_sn'],
  }),
  scx('0501', {
    over: ({ facts }) => ({ biz_id: facts.ipt_otp_no }),
    keep: (output) => pick(rows(output, 'file')[0] ?? {}, ['file_no']),
  }),
  scx('0502', { over: ({ facts }) => ({ biz_id: facts.ipt_otp_no }) }),
  scx('0503', {
    needs: ['psn_no', 'file_no'],
    undoes: true,
    over: ({ facts }) => ({ biz_id: facts.ipt_otp_no, undo_rea: '自检' }),
  }),
]

/** What belongs to a settlement, while it stands. */
export const sichuanSettled: Step[] = [
  scx('0301', { needs: SETTLED, keep: from('data', 'ipt_psn_sp_flag_detl_id') }),
  scx('0302'),
  scx('0303', { needs: ['ipt_psn_sp_flag_detl_id'], undoes: true, over: () => ({ undo_rea: '自检' }) }),
  scx('0202', {
    needs: SETTLED,
    over: ({ facts }) => ({ psn_cash_pay: facts.psn_cash_pay, acct_mulaid_pay: 0.01 }),
    keep: from('data', 'mulaid_sn'),
  }),
  scx('0203', { needs: [...SETTLED, 'mulaid_sn'], undoes: true, over: () => ({ undo_rea: '自检' }) }),
  scx('0401', { needs: SETTLED, over: bill, keep: from('data', 'bill_sn') }),
  scx('0402', { needs: SETTLED }),
  scx('0403', {
    needs: [...SETTLED, 'bill_sn'],
    undoes: true,
    over: (world) => ({ ...bill(world), red_bill_code: '51060126', red_billno: '9', undo_rea: '自检' }),
  }),
  scx('0601', {
    needs: SETTLED,
    over: ({ facts }) => ({ setl_id: facts.setl_id }),
    keep: from('data', 'doc_no'),
  }),
  scx('0602', { needs: [...SETTLED, 'doc_no'] }),
  scx('0801', {
    needs: SETTLED,
    nodes: ['diseinfo', 'payinfo'],
    over: ({ facts }) => ({
      ...{ fund_payamt: facts.fund_pay_sumamt, setl_begn_date: facts.begndate, setl_end_date: facts.enddate },
    }),
    keep: from('data', 'setl_list_id'),
  }),
  scx('0803', { needs: SETTLED }),
  scx('0802', { needs: [...SETTLED, 'setl_list_id'], over: () => ({ oprt: '1' }) }),
]
