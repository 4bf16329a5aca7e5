import type { InjuryCase, InjuryLine, InjurySettlement } from '../../../shared/injury.ts'
import { type Fen, fen, sum } from '../../../shared/money.ts'
import type { InjuryPaper } from './data/injury.ts'
import { lines as charges } from './fixture.ts'
import { BEGIN } from './fixture-stay.ts'

/** A settled stay of work-injury insurance with long names and what is none of the injury. */
const DAY_ms = 86_400_000

export const injuryLines = (count: number): InjuryLine[] =>
  charges(count).map(({ feedetl_sn, hosp_appr_flag: _, split: __, ...line }, i) => ({
    ...line,
    ...{ sn: feedetl_sn, at: BEGIN + Math.floor(i / 12) * DAY_ms, drord_no: null, refundOf: null },
    ...{ dept_code: '1302', dept_name: '骨科病区', atddr_no: 'D1', dr_name: '水铁军' },
    injury: i % 7 !== 3,
    split:
      i % 7 === 3
        ? { ownFen: line.amountFen, preFen: fen(0), scopeFen: fen(0) }
        : { ownFen: fen(0), preFen: fen(0), scopeFen: line.amountFen },
  }))

export function injuryPaper(count: number, more: Partial<InjuryCase> = {}): InjuryPaper {
  const lines = injuryLines(count)
  const total = sum(lines.map((line) => line.amountFen))
  const cash = sum(lines.filter((line) => !line.injury).map((line) => line.amountFen))
  const none = fen(0)
  const settlement: InjurySettlement = {
    ...{ setl_id: 'YKA20260520000012345', msgid: 'H51010400001202605201012050101' },
    ...{ setl_time: '2026-05-20 10:12:05', clr_type: '', clr_optins: '', refs: {}, lines, cancelled: null },
    amounts: {
      ...{ total, fund: fen(total - cash), acct: none, cash, hosp: none, balc: none },
      funds: [{ code: 'gs', label: '工伤保险基金', amount: fen(total - cash) }],
      ...{ fulamt_ownpay_amt: cash, overlmt_selfpay: none, preselfpay_amt: none },
      ...{ inscp_scp_amt: fen(total - cash), act_pay_dedc: none },
    },
    payments: cash > 0 ? [{ method: 'cash', amountFen: cash, tenderedFen: fen(cash + 500) }] : [],
  }
  const of: InjuryCase = {
    ...{ encounterId: 'GZ1', version: 9, family: 'gs', kind: 'inpatient', step: 'settled', openedAt: BEGIN },
    ...{ shiftId: 'BC1', window: '1号窗口', opter: '1007', opterName: '李秋月', cert: null },
    person: {
      ...{ psn_no: 'GS1', aac002: '510104198503120221', psn_name: '欧阳明月', psn_cert_type: '01' },
      ...{ certno: '510104198503120221', gend: '2', brdy: '1985-03-12', tel: '', insuplc_admdvs: '510100' },
      ...{ emp_name: '成华示范建筑安装工程有限公司第三项目部', more: {} },
    },
    recognitions: [
      {
        ...{ id: 'R1', alc011: '成工伤认〔2026〕0012号', alc020: '2026-05-01', begndate: '2026-05-02' },
        ...{ about: '右胫骨骨干骨折，伤残七级', enddate: '', why: null },
      },
    ],
    ...{ recognition: 'R1', filings: [], filing: null, fund: null, accumulations: [], warnings: [] },
    ...{ ipt_otp_no: '2605060012001', mdtrt_id: 'GS202605060001', application: null },
    ...{ med_type: '0502', treat: '7', dept: { dept_code: '1302', dept_name: '骨科病区' } },
    ...{ doctor: { atddr_no: 'D1', dr_name: '水铁军' }, bed: '骨03', tel: '', coner_name: '' },
    diagnoses: [{ diag_code: 'S82.200', diag_name: '胫骨骨干骨折', main: true, injury: true }],
    ...{ dscg_diagnoses: [], dscg_way: '1', begntime: BEGIN, endtime: BEGIN + 14 * DAY_ms },
    ...{ lines: [], lastSn: count, unrelated: [], devices: [], trial: null, past: [], refs: {} },
    settlement,
    ...more,
  }
  const statement = {
    facts: Array.from({ length: 7 }, (_, i) => ({ label: `项目${i}`, value: `内容 ${i}` })),
    funds: [{ label: '工伤保险基金', amountFen: fen(total - cash) as Fen }],
    lines: [],
  }
  return { of, settlement, setl_id: settlement.setl_id, lines, statement, shift: null }
}
