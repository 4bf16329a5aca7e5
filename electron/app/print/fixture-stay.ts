import type { ClosingView, Difference, ReconcileGroup, ReconcileRun } from '../../../shared/api/reconcile.ts'
import { fen, lineAmount, sum } from '../../../shared/money.ts'
import { dateOf } from '../../../shared/msgid.ts'
import type { Stay, StaySettlement } from '../../../shared/stay.ts'
import type { DepositRow, FeeRow } from '../../journal/port.ts'
import { lines, settledVisit } from './fixture.ts'

/** A stay of the tests with what is awkward on paper: a newborn, refunded charges, long names, four months. */
const DAY_ms = 86_400_000
const HOUR_ms = 3_600_000
/** 2026-05-06 08:00 local */
export const BEGIN = new Date(2026, 4, 6, 8).getTime()
export const IPT_NO = 'ZY2026050600123'
export const NEWBORN_NO = 'ZY2026050800456'
export const SETL_ID = 'S510000202605060000098765'

const TYPES = ['01', '02', '03', '04', '05', '07', '08', '09', '10']

/** `count` charges, twelve a day; every 17th is the newborn's, every 23rd takes the one before back. */
export function fees(count: number, setl_id: string | null = null): FeeRow[] {
  const items = lines(7)
  return Array.from({ length: count }, (_, i) => {
    const back = i % 23 === 22
    const item = items[(back ? i - 1 : i) % items.length]!
    const at = BEGIN + Math.floor(i / 12) * DAY_ms + (i % 12) * HOUR_ms
    const cnt = back ? `-${item.cnt}` : item.cnt
    return {
      encounterId: 'E2',
      lineNo: i + 1,
      chargeId: `C${i + 1}`,
      ipt_no: i % 17 === 16 ? NEWBORN_NO : IPT_NO,
      state: 'uploaded',
      gen: 1,
      why: null,
      setl_id,
      at,
      day: dateOf(at),
      amountFen: lineAmount(item.pric, cnt),
      med_list_codg: item.med_list_codg,
      medins_list_codg: item.medins_list_codg,
      name: item.name,
      spec: item.spec,
      unit: item.unit,
      pric: item.pric,
      cnt,
      med_chrgitm_type: TYPES[i % TYPES.length]!,
      chrgitm_lv: item.chrgitm_lv,
      hosp_appr_flag: '0',
      refundOf: back ? i : null,
      drord_no: null,
      dept_code: '0301',
      dept_name: '妇产科',
      atddr_no: 'D510104000003',
      dr_name: '廖启明',
      split: {
        fulamt_ownpay_amt: fen(0),
        overlmt_amt: fen(0),
        preselfpay_amt: fen(back ? -120 : 120),
        inscp_scp_amt: fen(lineAmount(item.pric, cnt) - (back ? -120 : 120)),
      },
    }
  })
}

export function deposits(): DepositRow[] {
  const row = (n: number, more: Partial<DepositRow>): DepositRow => ({
    depositId: `P${n}`,
    encounterId: 'E2',
    shiftId: 'BC1',
    kind: 'take',
    method: 'cash',
    amountFen: fen(500_000),
    receiptNo: `YJ20260506010000${n}`,
    refNo: null,
    setl_id: null,
    reverses: null,
    reason: null,
    opter: '1007',
    opterName: '李秋月',
    at: BEGIN + n * HOUR_ms,
    ...more,
  })
  return [
    row(1, { amountFen: fen(9_000_000) }),
    row(2, { method: 'wechat', amountFen: fen(1_234_567), refNo: '4200001234202605061234567890' }),
    row(3, { kind: 'giveBack', amountFen: fen(-100_000), reason: '多交退回' }),
  ]
}

export function settledStay(list: FeeRow[], more: Partial<StaySettlement> = {}): Stay {
  const visit = settledVisit()
  const total = sum(list.map((f) => f.amountFen))
  const cash = fen(Math.floor(total * 0.25))
  const acct = fen(Math.min(35_620, Math.floor(total * 0.1)))
  const fund = fen(total - cash - acct)
  const settlement: StaySettlement = {
    setl_id: SETL_ID,
    msgid: 'H51010400001202605201012030301',
    setl_time: '2026-05-20 10:12:05',
    mid: false,
    amounts: {
      ...visit.settlement!.amounts,
      ...{ total, fund, acct, cash },
      funds: [
        { code: '310100', label: '统筹基金', amount: fen(fund - 4_500) },
        { code: '330100', label: '职工大额医疗费用补助', amount: fen(4_500) },
      ],
      inscp_scp_amt: fen(total - 3_280 - 29_150),
    },
    payments: [{ method: 'wechat', amountFen: fen(3_000) }],
    depositFen: fen(cash - 3_000),
    givenBack: [],
    clr_type: '21',
    clr_optins: '510100',
    cancelled: null,
    ...more,
  }
  const { admission, discharge } = wards()
  return {
    encounterId: 'E2',
    version: 9,
    step: 'settled',
    selfPay: false,
    openedAt: BEGIN,
    shiftId: 'BC1',
    window: '5号住院窗口',
    opter: '1007',
    opterName: '李秋月',
    cert: visit.cert,
    person: visit.person,
    insurances: [],
    insu: visit.insu,
    benefits: [],
    warnings: [],
    ipt_no: IPT_NO,
    fromHis: true,
    admission,
    discharge,
    newborns: [{ ipt_no: NEWBORN_NO, name: '欧阳明月之女', gend: '2', brdy: '2026-05-08' }],
    acct_used_flag: '1',
    mdtrt_id: '510000202605060000012345',
    lastLine: list.length,
    taken: {},
    daily: {},
    presettle: null,
    settlements: [settlement],
  }
}

function wards(): Pick<Stay, 'admission' | 'discharge'> {
  const dept = { dept_code: '0301', dept_name: '妇产科一病区' }
  const doctor = { atddr_no: 'D510104000003', dr_name: '廖启明' }
  const diagnoses = [
    { diag_code: 'O80.000', diag_name: '单胎顺产', diag_type: '1', main: true },
    { diag_code: 'O99.000', diag_name: '妊娠合并轻度贫血', diag_type: '1', main: false },
  ]
  const birth = {
    matn_type: '1',
    birctrl_type: '',
    birctrl_matn_date: '2026-05-08',
    fetus_cnt: '1',
    geso_val: '39',
  }
  const disease = { dise_codg: '', dise_name: '', oprn_oprt_code: '', oprn_oprt_name: '' }
  return {
    admission: {
      ...birth,
      ...disease,
      begntime: BEGIN,
      med_type: '52',
      dept,
      bed: '12-03',
      doctor,
      medrcdno: '00087654',
      coner_name: '司马文轩',
      tel: '13800000000',
      adm_diag_dscr: '',
      main_cond_dscr: '',
      diagnoses,
      dise_type_code: '',
      fpsc_no: '',
      fetts: '',
      latechb_flag: '0',
      pret_flag: '0',
      trum_flag: '',
      rel_ttp_flag: '',
      ipt_type: '',
    },
    discharge: {
      ...birth,
      ...disease,
      endtime: BEGIN + 14 * DAY_ms,
      dept,
      bed: '12-03',
      dscg_way: '1',
      die_date: '',
      diagnoses,
      doctor,
      cop_flag: '0',
    },
  }
}

const side = (n: number, totalFen: number) => ({
  setl_id: `51000020260506000009${String(n).padStart(5, '0')}`,
  mdtrt_id: `510000202605060000${n}`,
  psn_no: '51010000001000010000',
  msgid: `H5101040000120260506101203${String(n).padStart(4, '0')}`,
  totalFen: fen(totalFen),
  fundFen: fen(totalFen - 2_000),
  acctFen: fen(1_000),
  refunded: n % 4 === 3,
})

/** One difference of each kind, over and over. */
export function reconciled(count: number): { run: ReconcileRun; rows: Difference[] } {
  const kinds = ['onlyHere', 'onlyThere', 'amount', 'state', 'double'] as const
  const rows = Array.from({ length: count }, (_, i): Difference => {
    const kind = kinds[i % kinds.length]!
    return {
      rowId: i,
      kind,
      here: kind === 'onlyThere' ? null : side(i, 1_234_567),
      there: kind === 'onlyHere' ? null : side(i, kind === 'amount' ? 1_234_667 : 1_234_567),
      memo: i % 3 === 0 ? '中心备注：金额与明细不一致' : '',
      psn_name: '欧阳明月',
      action: { code: 'reverse', label: '冲正', explain: '' },
      mended:
        i % 2 === 0
          ? { at: BEGIN, opterName: '李秋月', what: '按 2601 冲正，中心已撤销', open: false }
          : null,
    }
  })
  const of = (kind: string) => rows.filter((r) => r.kind === kind).length
  const run: ReconcileRun = {
    runId: 'DZ202605060001',
    from: '2026-05-06',
    to: '2026-05-06',
    clr_type: '11',
    clr_optins: '510100',
    at: BEGIN,
    opterName: '李秋月',
    here: 3_000,
    there: 3_001,
    same: 3_000 - count,
    counts: {
      onlyHere: of('onlyHere'),
      onlyThere: of('onlyThere'),
      amount: of('amount'),
      state: of('state'),
      double: of('double'),
    },
    open: rows.filter((r) => !r.mended).length,
    manual: 0,
  }
  return { run, rows }
}

export function closing(count: number): ClosingView {
  const group = (i: number): ReconcileGroup => ({
    key: `310|11|5101${i}`,
    insutype: '310',
    insutypeLabel: i % 2 ? '城乡居民基本医疗保险' : '职工基本医疗保险',
    clr_type: '11',
    clrTypeLabel: i % 2 ? '门诊慢特病' : '普通门诊',
    clr_optins: `5101${String(i).padStart(2, '0')}`,
    count: 1_200,
    refunds: 31,
    totalFen: fen(123_456_789),
    fundFen: fen(88_456_789),
    acctFen: fen(12_345_678),
    cashFen: fen(22_654_322),
    doubtful: 0,
    stmt: i % 3 === 2 ? null : { same: i % 3 === 0, text: '基金支付总额不一致：中心 884,567.90', at: BEGIN },
  })
  return {
    closingId: 'JZ1',
    kind: 'day',
    period: '2026-05-06',
    opterName: '李秋月',
    secondName: '王主任',
    reason: '一笔存疑交易次日处理',
    groups: Array.from({ length: count }, (_, i) => group(i)),
    differences: count > 1 ? 3 : 0,
    problems: count > 1 ? ['有 1 笔存疑交易尚未了结', '城乡居民 普通门诊 与中心总额不平'] : [],
    at: BEGIN,
  }
}
