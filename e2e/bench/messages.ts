import type { Request } from '../../electron/engine/engine.ts'
import type { JsonObject } from '../../shared/contract.ts'
import { type Fen, fen } from '../../shared/money.ts'

/** A settlement (2207) as a counter sends and gets it: 22 input fields, 46 of the answer and 6 funds. */
export const TOTAL: Fen = fen(128_640)
export const SPLIT = { totalFen: TOTAL, fundFen: fen(90_048), acctFen: fen(20_000), cashFen: fen(18_592) }

export const SETTLE_INPUT: JsonObject = {
  data: {
    psn_no: '51010000001000010000',
    mdtrt_cert_type: '02',
    mdtrt_cert_no: '510104198503120221',
    med_type: '11',
    medfee_sumamt: 1286.4,
    psn_setlway: '01',
    mdtrt_id: '510100000000000001',
    chrg_bchno: 'MZ202601010800000112abB1',
    acct_used_flag: '1',
    insutype: '310',
    invono: '',
    fulamt_ownpay_amt: 36.4,
    overlmt_selfpay: 0,
    preselfpay_amt: 50,
    inscp_scp_amt: 1200,
  },
}

const PARTS = {
  medfee_sumamt: 1286.4,
  fulamt_ownpay_amt: 36.4,
  overlmt_selfpay: 0,
  preselfpay_amt: 50,
  inscp_scp_amt: 1200,
  act_pay_dedc: 100,
  hifp_pay: 900.48,
  pool_prop_selfpay: 0.7503,
  cvlserv_pay: 0,
  hifes_pay: 0,
  hifmi_pay: 0,
  hifob_pay: 0,
  maf_pay: 0,
  oth_pay: 0,
  fund_pay_sumamt: 900.48,
  psn_part_amt: 385.92,
  acct_pay: 200,
  psn_cash_pay: 185.92,
  hosp_part_amt: 0,
  balc: 3360.2,
  acct_mulaid_pay: 0,
}

const WHO = {
  mdtrt_id: '510100000000000001',
  setl_id: '510100S00000000001',
  psn_no: '51010000001000010000',
  psn_name: '王芳',
  psn_cert_type: '01',
  certno: '510104198503120221',
  gend: '2',
  naty: '01',
  brdy: '1985-03-12',
  age: 41,
  insutype: '310',
  psn_type: '1101',
  cvlserv_flag: '0',
  setl_time: '2026-01-01 08:00:01',
  mdtrt_cert_type: '02',
  med_type: '11',
  clr_optins: '510100',
  clr_way: '1',
  clr_type: '11',
  medins_setl_id: '',
}

const FUNDS = ['310100', '310200', '320100', '330100', '390100', '510100']

/** The envelope around the answer. Source of the names: contracts/nhsa/_envelope.json. */
export const SETTLE_ANSWER = JSON.stringify({
  infcode: 0,
  inf_refmsgid: '510100202601010800010000000001',
  refmsg_time: '20260101080001001',
  respond_time: '20260101080001002',
  err_msg: '',
  warn_msg: null,
  cainfo: '',
  signtype: '',
  output: {
    setlinfo: { ...WHO, ...PARTS },
    setldetail: FUNDS.map((fund_pay_type) => ({
      fund_pay_type,
      inscp_scp_amt: 1200,
      crt_payb_lmt_amt: 100000,
      fund_payamt: 150.08,
      fund_pay_type_name: '统筹基金支出',
      setl_proc_info: '',
    })),
  },
})

/** A visit as the journal keeps it, 8 charge lines long. */
export const VISIT: JsonObject = {
  step: 'presettled',
  warnings: [],
  med_type: '11',
  person: { psn_no: '51010000001000010000', psn_name: '王芳', certno: '510104198503120221', age: 41 },
  insu: { insutype: '310', psn_type: '1101', psn_insu_stas: '1', insuplc_admdvs: '510100', balcFen: 356020 },
  presettle: { ...PARTS },
  lines: Array.from({ length: 8 }, (_, i) => ({
    feedetl_sn: String(i + 1),
    billId: `FY0000000${i}`,
    med_list_codg: 'XJ01CAA040E001010100011',
    medins_list_codg: `YP000${i}`,
    name: '阿莫西林胶囊',
    spec: '0.25g×24粒',
    unit: '盒',
    pric: '9.8',
    cnt: '2',
    amountFen: 1960,
    split: { fulamt_ownpay_amt: 0, overlmt_amt: 0, preselfpay_amt: 0, inscp_scp_amt: 1960 },
  })),
}

export const visitId = (n: number) => `BENCH${n}`

/** The settlement of the n-th visit as a capability asks the engine for it. */
export function requestOf(n: number): Request {
  return {
    family: 'nhsa',
    infno: '2207',
    input: SETTLE_INPUT,
    by: { opter: 'c01', opterName: '王芳', shiftId: 'BC1', sign_no: 'S1' },
    encounterId: visitId(n),
    psnNo: '51010000001000010000',
    insuplc: '510100',
    amountFen: TOTAL,
    purpose: 'bench.settle',
    local: { payments: [{ method: 'cash', amountFen: SPLIT.cashFen }] },
  }
}
