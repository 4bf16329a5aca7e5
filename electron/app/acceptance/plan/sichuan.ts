import { createHash } from 'node:crypto'
import type { JsonObject } from '../../../../shared/contract.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Step } from '../port.ts'
import type { Facts, World } from '../world.ts'
import { from, pick } from './tools.ts'

const SETTLED = ['psn_no', 'mdtrt_id', 'setl_id']
const scx = (code: string, step: Omit<Step, 'infno' | 'family'> = {}): Step => ({
  family: 'sichuan',
  infno: `SCX-${code}`,
  needs: ['psn_no'],
  ...step,
})

/** A picture of one blue dot. */
const DOT = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPj/HwADBwIAMCbHYQAAAABJRU5ErkJggg==',
  'base64',
)
const picture = ({ facts }: World): Facts => ({
  ...{ biz_id: facts.ipt_otp_no, file_name: 'zijian.png', file_ext: 'png', file_size: DOT.length },
  ...{ file_data: DOT.toString('base64'), file_hash: createHash('sha256').update(DOT).digest('hex') },
})

/** Both diseases are filed for residents: the simulated centre offers one for it. */
const resident = ({ facts }: World): Facts => ({
  ...{ psn_no: facts.resident_psn_no ?? facts.psn_no, insutype: '390', opsp_dise_code: 'M03900' },
  ...{ opsp_dise_name: '高血压', appyer_tel: '13800000000', hosp_opnn: '同意', memo: '自检撤销' },
})
const noResident = ({ facts }: World) =>
  facts.resident_psn_no !== undefined || facts.insutype === '390' ? null : '测试人员不是居民医保参保人'

const payerOf = (output: JsonObject): Facts => {
  const [payer] = rows(node(output, 'data') ?? {}, 'mulaidinfo')
  const { psn_no, psn_name, certno, mulaid_rlts } = payer ?? {}
  return payer ? { payer_psn_no: psn_no, payer_psn_name: psn_name, payer_certno: certno, mulaid_rlts } : {}
}

/** A cent from the relative's account. */
const byRelative = (input: JsonObject, { facts }: World): JsonObject => {
  const data = node(input, 'data') ?? {}
  const paid = rows(data, 'mulaidpay').map((row) => ({
    ...row,
    ...{ psn_no: facts.payer_psn_no!, psn_name: facts.payer_psn_name!, certno: facts.payer_certno! },
    mulaid_pay: 0.01,
  }))
  return { ...input, data: { ...data, mulaidpay: paid } }
}

const bill = ({ facts }: World): Facts => ({
  ...{ elec_bill_code: '51060126', elec_billno: String(facts.run).slice(-10), elec_bill_chkcode: 'a1b2c3' },
  ...{ bill_date: facts.begndate, bill_amt: facts.medfee_sumamt, chrgitm_amt: facts.medfee_sumamt },
})

/** What stands by itself. */
export const sichuan: Step[] = [
  scx('0101', { nobody: true }),
  {
    infno: '1101',
    about: '居民医保测试人员',
    nobody: true,
    bars: ({ facts }) => (facts.resident_certno === undefined ? '没有另外的测试人员' : null),
    over: ({ facts }) => ({
      mdtrt_cert_type: '02',
      mdtrt_cert_no: facts.resident_certno,
      psn_name: '',
      certno: facts.resident_certno,
    }),
    keep: (output) => ({ resident_psn_no: node(output, 'baseinfo')?.psn_no }),
  },
  scx('0701', { bars: noResident, over: resident, keep: from('data', 'trt_dcla_detl_sn') }),
  scx('0703', { over: resident, bars: noResident }),
  scx('0702', {
    needs: ['psn_no', 'trt_dcla_detl_sn'],
    bars: noResident,
    undoes: true,
    over: resident,
    drops: ['trt_dcla_detl_sn'],
  }),
  scx('0501', { over: picture, keep: (output) => pick(rows(output, 'file')[0] ?? {}, ['file_no']) }),
  scx('0502', { over: picture }),
  scx('0503', {
    needs: ['psn_no', 'file_no'],
    undoes: true,
    over: (world) => ({ ...picture(world), undo_rea: '自检' }),
  }),
]

/** Marks of a visit or stay, before it is settled. */
export const sichuanMarks: Step[] = [
  scx('0301', { needs: ['psn_no', 'mdtrt_id'], keep: from('data', 'ipt_psn_sp_flag_detl_id') }),
  scx('0302'),
  scx('0303', {
    needs: ['mdtrt_id', 'ipt_psn_sp_flag_detl_id'],
    undoes: true,
    over: () => ({ undo_rea: '自检' }),
  }),
]

/** What belongs to a settlement, while it stands. */
export const sichuanSettled: Step[] = [
  scx('0201', { keep: payerOf }),
  scx('0202', {
    needs: [...SETTLED, 'payer_psn_no'],
    over: ({ facts }) => ({ psn_cash_pay: facts.psn_cash_pay, acct_mulaid_pay: 0.01 }),
    shape: byRelative,
    keep: from('data', 'mulaid_sn'),
  }),
  scx('0203', { needs: [...SETTLED, 'mulaid_sn'], undoes: true, over: () => ({ undo_rea: '自检' }) }),
  scx('0401', { needs: SETTLED, over: bill, keep: from('data', 'bill_sn') }),
  scx('0402', { needs: SETTLED, over: ({ facts }) => ({ setl_id: facts.setl_id }) }),
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
  scx('0803', { needs: SETTLED, over: ({ facts }) => ({ setl_id: facts.setl_id }) }),
  scx('0802', { needs: [...SETTLED, 'setl_list_id'], over: () => ({ oprt: '1' }) }),
  scx('0802', {
    about: '撤回',
    needs: [...SETTLED, 'setl_list_id'],
    undoes: true,
    over: () => ({ oprt: '2', undo_rea: '自检' }),
  }),
]
