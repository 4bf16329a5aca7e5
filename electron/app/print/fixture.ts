import { readFileSync } from 'node:fs'
import type { Dict } from '../../../shared/contract.ts'
import { fen, lineAmount, sum } from '../../../shared/money.ts'
import type { Amounts, ChargeLine, Visit } from '../../../shared/visit.ts'

/** A settled visit of the tests, with what is awkward on paper: long names, herbs by the gram, four funds. */
const LINES: [
  name: string,
  spec: string,
  unit: string,
  pric: string,
  cnt: string,
  type: string,
  lv: string,
][] = [
  ['普通门诊诊查费', '', '次', '8', '1', '02', '01'],
  ['X线计算机体层(CT)平扫', '', '部位', '220', '1', '03', '02'],
  ['血细胞分析(五分类)', '', '次', '18', '1', '04', '01'],
  [
    '注射用重组人粒细胞巨噬细胞刺激因子凝胶贴膏（进口分装）',
    '47.5mg×28片/板×2板',
    '盒',
    '12852.030000',
    '2',
    '09',
    '02',
  ],
  ['吸入用布地奈德混悬液', '2ml:1mg×5支', '盒', '34.7500', '2.0000', '09', '02'],
  ['黄芪', '统片', 'g', '0.082', '105', '10', '01'],
  ['维生素C泡腾片', '1g×10片', '支', '32.8', '1', '09', '03'],
]

export function lines(count = LINES.length): ChargeLine[] {
  return Array.from({ length: count }, (_, i) => {
    const [name, spec, unit, pric, cnt, med_chrgitm_type, chrgitm_lv] = LINES[i % LINES.length]!
    return {
      feedetl_sn: `D${i}`,
      billId: null,
      rxno: null,
      med_list_codg: `M${i}`,
      medins_list_codg: `H${i}`,
      name,
      spec,
      unit,
      pric,
      cnt,
      amountFen: lineAmount(pric, cnt),
      med_chrgitm_type,
      chrgitm_lv,
      hosp_appr_flag: '0',
    }
  })
}

function amountsFor(charges: ChargeLine[]): Amounts {
  const total = sum(charges.map((l) => l.amountFen))
  const pool = fen(Math.floor(total * 0.7))
  const cash = fen(Math.min(total - pool, 4_280))
  return {
    total,
    fund: pool,
    acct: fen(total - pool - cash),
    cash,
    hosp: fen(0),
    balc: fen(356_020),
    funds: [
      { code: '310100', label: '统筹基金', amount: fen(pool - 1_200) },
      { code: '330100', label: '职工大额', amount: fen(1_200) },
    ],
    fulamt_ownpay_amt: fen(3_280),
    overlmt_selfpay: fen(0),
    preselfpay_amt: fen(29_150),
    inscp_scp_amt: fen(total - 32_430),
    act_pay_dedc: fen(20_000),
  }
}

export function settledVisit(change: Partial<Visit> = {}, charges = lines()): Visit {
  const amounts = amountsFor(charges)
  return {
    encounterId: 'E1',
    version: 9,
    lastSn: charges.length,
    step: 'settled',
    selfPay: false,
    openedAt: 0,
    shiftId: 'BC1',
    window: '03',
    opter: '1007',
    opterName: '李秋月',
    cert: { mdtrt_cert_type: '02', mdtrt_cert_no: '510104198503120221' },
    person: {
      psn_no: '51010000001000010000',
      psn_name: '欧阳明月',
      psn_cert_type: '01',
      certno: '510104198503120221',
      gend: '2',
      age: 41,
    },
    insurances: [],
    insu: {
      insutype: '310',
      psn_type: '1101',
      psn_insu_stas: '1',
      insuplc_admdvs: '510100',
      cvlserv_flag: '0',
      balcFen: fen(356_020),
    },
    benefits: [],
    warnings: [],
    ipt_otp_no: 'MZ20260506000123',
    med_type: '11',
    dise_codg: null,
    dise_name: null,
    dept: { dept_code: '0201', dept_name: '呼吸内科门诊', caty: 'A03.01' },
    doctor: { atddr_no: 'D510104000003', dr_name: '廖启明' },
    diagnoses: [
      { diag_code: 'J45.900', diag_name: '哮喘', diag_type: '1', main: false },
      { diag_code: 'J20.900', diag_name: '急性支气管炎', diag_type: '1', main: true },
    ],
    lines: charges,
    acct_used_flag: '1',
    mdtrt_id: '510000202605060000012345',
    chrg_bchno: 'B1',
    batch: 1,
    presettle: null,
    settlement: {
      setl_id: 'S510000202605060000098765',
      msgid: 'H51010400001202605061012030301',
      setl_time: '2026-05-06 10:12:05',
      amounts,
      payments: [{ method: 'cash', amountFen: amounts.cash, tenderedFen: fen(10_000) }],
    },
    refund: null,
    past: [],
    ...change,
  }
}

export function dict(name: string): Dict | undefined {
  try {
    const path = new URL(`../../../shared/contracts/dicts/${name}.json`, import.meta.url)
    return JSON.parse(readFileSync(path, 'utf8')) as Dict
  } catch {
    return undefined
  }
}
