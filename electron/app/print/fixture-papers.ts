import { fen } from '../../../shared/money.ts'
import type { SlipDocument } from '../../../shared/slip.ts'
import type { SlipData } from './bind.ts'
import { clearingData } from './data/clearing.ts'
import { depositData } from './data/deposit.ts'
import { feeListData } from './data/fees.ts'
import { injuryData, injuryFeesData } from './data/injury.ts'
import { platformData } from './data/platform.ts'
import { closingData, reconcileData } from './data/reconcile.ts'
import { shiftData } from './data/shift.ts'
import { stayBillData } from './data/stay.ts'
import { slipData } from './data/visit.ts'
import { dict, lines, settledVisit } from './fixture.ts'
import { injuryPaper } from './fixture-injury.ts'
import { BEGIN, closing, deposits, fees, reconciled, SETL_ID, settledStay } from './fixture-stay.ts'
import { layout } from './layout.ts'
import { BUILT_IN } from './templates/index.ts'

/** Every template with few and with many lines, for what looks at papers as a whole. */
const context = (reprint = 1) => ({ hospital: '锦江示范医院', dict, reprint, now: BEGIN })

const SHIFT = {
  shiftId: 'BC202605060801',
  opter: '1007',
  opterName: '李秋月',
  window: '03',
  startedAt: BEGIN,
  endedAt: BEGIN + 28_800_000,
  sign_no: 'SIGN0001',
  handedTo: '1008',
}

function shiftPaper(count: number): SlipData {
  const money = (label: string, inFen: number, outFen: number) => ({
    ...{ key: label, label, count: 9 },
    ...{ inFen: fen(inFen), outFen: fen(outFen), netFen: fen(inFen - outFen) },
  })
  const line = (label: string) => ({
    ...{ key: label, label, count: 120, refunds: 3 },
    ...{ totalFen: fen(123_456_789), fundFen: fen(88_456_789), acctFen: fen(12_345_678) },
    ...{ cashFen: fen(22_654_322), hospFen: fen(0) },
  })
  const methods = ['现金', '银行卡', '微信', '支付宝'].map((m) => money(m, 1_234_500, 4_500))
  const totals = {
    shift: SHIFT,
    byInsurance: Array.from({ length: count }, () => line('职工基本医疗保险')),
    byMedType: [line('普通门诊'), line('普通住院')],
    byPayment: methods,
    deposits: methods,
    all: line('合计'),
    doubtful: 1,
    counted: { cashFen: fen(1_230_000), differenceFen: fen(0), note: '' },
  }
  return shiftData(totals, context())
}

function refundPaper(count: number): SlipData {
  const payments = [{ method: 'cash' as const, amountFen: fen(-4_280) }]
  const visit = settledVisit(
    { refund: { setl_id: 'R1', msgid: 'M2', setl_time: '2026-05-06 11:00:00', payments } },
    lines(count),
  )
  return slipData(visit, 'R1', context())!.data
}

function billPaper(count: number): SlipData {
  const list = fees(count, SETL_ID)
  const stay = settledStay(list, { mid: count > 60 })
  const apply = {
    ...deposits()[0]!,
    ...{ depositId: 'P9', kind: 'apply' as const, method: 'deposit' as const, setl_id: SETL_ID },
    amountFen: fen(-stay.settlements[0]!.depositFen),
  }
  return stayBillData(
    {
      stay,
      settlement: stay.settlements[0]!,
      cancelling: false,
      at: BEGIN + 14 * 86_400_000,
      fees: list,
      deposits: [...deposits(), apply],
      shift: null,
    },
    context(),
  )
}

function listPaper(count: number, by: 'day' | 'class'): SlipData {
  const list = fees(count)
  return feeListData({ stay: settledStay(list), fees: list, by }, context())
}

function depositPaper(count: number): SlipData {
  const all = deposits()
  return depositData(all[count > 60 ? 2 : 1]!, all, settledStay(fees(3)), null, context())
}

/** What the platform told of a settlement, and as many facts of its own. */
function platformPaper(count: number): SlipData {
  const own = Object.fromEntries(Array.from({ length: count }, (_, i) => [`ext_${i + 1}`, `内容 ${i + 1}`]))
  const facts = { psn_name: '王芳', gend: '2', certno: '510104198503120221', medfee_sumamt: '128.50', ...own }
  const about = { setl_id: 'S1', mdtrt_id: 'M1', psn_no: 'P1' }
  const head = { title: '门诊结算单', doc_type: '01', doc_no: 'DJ01S1', print_cnt: 0, insuplc: '510100' }
  return platformData({ ...head, about, facts }, context())
}

/** 清算单 of so many settlements. */
function clearingPaper(count: number): SlipData {
  const told = {
    ...{ akb020: '5101000001', akb021: '锦江示范医院', yab003: '510100', yzz062: 'QS26050001' },
    ...{ yzz060: '2026', yzz061: '05', yzz063: count, ake096: count, ake098: count },
    ...{ yka055: '123456.78', yka107: '120000.00', ykh012: '3456.78', clr_deduct: '20.50' },
    ...{ clr_pay: '119979.50', yzz134: '周主任', yzz135: '李复核', yzz136: '王填表', yzz137: '2026-06-03' },
  }
  return clearingData(told, context())
}

const DATA: [RegExp, (count: number) => SlipData][] = [
  [/^refund-/, refundPaper],
  [
    /^(slip|selfpay)-/,
    (n) => slipData(settledVisit({}, lines(n)), settledVisit().settlement!.setl_id, context())!.data,
  ],
  [/^stay-bill-/, billPaper],
  [/^fee-day-/, (n) => listPaper(n, 'day')],
  [/^fee-class-/, (n) => listPaper(n, 'class')],
  [/^deposit-/, depositPaper],
  [/^shift-/, (n) => shiftPaper(Math.min(n, 12))],
  [
    /^reconcile-/,
    (n) => {
      const { run, rows } = reconciled(n)
      return reconcileData(run, rows, context())
    },
  ],
  [/^closing-/, (n) => closingData(closing(n), context())],
  [/^platform-/, platformPaper],
  [/^injury-(slip|bill)-/, (n) => injuryData(injuryPaper(n), context())],
  [/^injury-fees-/, (n) => injuryFeesData({ ...injuryPaper(n), setl_id: 'S1' }, context())],
  [/^injury-clearing-/, clearingPaper],
]

/** The paper of one template with about so many lines. */
export function samplePaper(name: string, count: number, watermark: string | null = null): SlipDocument {
  const make = DATA.find(([of]) => of.test(name))?.[1]
  if (!make) throw new Error(`no sample for ${name}`)
  return layout(BUILT_IN[name]!, make(count), watermark)
}
