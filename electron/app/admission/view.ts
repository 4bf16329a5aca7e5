import type { DepositView, FeeView, StayHit, StayView } from '../../../shared/api/admission.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import { type Fen, yuanShow } from '../../../shared/money.ts'
import { daysIn, type Stay, type StayStep, standing } from '../../../shared/stay.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { DepositRow, FeeRow, FeeSums } from '../../journal/port.ts'
import { doubtOf } from '../doubt/words.ts'
import { masked } from '../encounter.ts'
import { dueOf, takesDeposit } from './deposits.ts'
import { isByHand, takesFees } from './fees.ts'
import { missing } from './missing.ts'
import { wireSn } from './wire.ts'

/** All that the view of a stay is made of. */
export interface StayFacts {
  stay: Stay
  remote: boolean
  held: Txn | null
  sums: FeeSums
  balance: Fen
  deposits: DepositView[]
  hisNewLines: number | null
  wardDischarge: StayView['wardDischarge']
  /** how often the slip of the newest settlement was printed */
  printed: number
  now: number
  labelOf(infno: string): string
}

/** The stay as the screen gets it: masked, with what may be done and how far it is. */
export function viewOf(facts: StayFacts): StayView {
  const { stay, held, sums, balance } = facts
  const { lines, totalFen, newLines, newFen, failedLines, failedFen } = sums
  const { uploadedLines, uploadedFen, settledFen } = sums
  const { presettle } = stay
  const until = stay.discharge?.endtime ?? facts.now
  return {
    stay: masked(stay),
    remote: facts.remote,
    days: daysIn(stay.admission.begntime, until),
    doubt: held && doubtOf(held, facts.labelOf(held.infno)),
    steps: stepsOf(facts),
    can: canOf(facts),
    missing: BEFORE.has(stay.step) ? missing(stay, facts.remote) : [],
    sums: {
      ...{ lines, totalFen, newLines, newFen, failedLines, failedFen },
      ...{ uploadedLines, uploadedFen, settledFen, hisNewLines: facts.hisNewLines },
    },
    deposit: { balanceFen: balance, rows: facts.deposits },
    wardDischarge: facts.wardDischarge,
    due: presettle && dueOf(presettle.amounts.cash, balance, presettle.mid),
  }
}

const BEFORE: ReadonlySet<StayStep> = new Set(['open', 'identified'])

function canOf({ stay, held, sums, balance, remote }: StayFacts): StayView['can'] {
  const free = held === null
  const { step, selfPay, presettle } = stay
  const before = BEFORE.has(step)
  const settled = standing(stay).length > 0
  const fees = takesFees(stay)
  const open = sums.newLines + sums.failedLines
  const ready = (selfPay ? open + sums.uploadedLines : sums.uploadedLines) > 0
  return {
    edit: free && before,
    admit: free && step === 'identified' && missing(stay, remote).length === 0,
    change: free && step === 'admitted',
    cancel: free && step === 'admitted' && !settled,
    deposit: takesDeposit(step) || (free && balance > 0),
    fees,
    upload: free && fees && !selfPay && open > 0,
    withdraw: free && fees && !selfPay && open + sums.uploadedLines > 0,
    discharge: free && step === 'admitted',
    cancelDischarge: free && step === 'discharged',
    presettle: free && step === 'discharged' && (ready || settled),
    presettleMid: free && step === 'admitted' && ready,
    settle: free && presettle !== null && step === (presettle.mid ? 'admitted' : 'discharged'),
    cancelSettlement: free && settled,
    changeInsurance: free && step === 'admitted' && !selfPay && !settled,
    close: free && (step === 'cancelled' || (step === 'settled' && balance === 0)),
  }
}

const ORDER: StayStep[] = ['open', 'identified', 'admitted', 'discharged', 'settled']

function stepsOf({ stay, held, sums, balance, deposits, printed }: StayFacts): StayView['steps'] {
  const reached = ORDER.indexOf(stay.step)
  const newest = standing(stay).at(-1)
  const final = stay.step === 'settled'
  const charged = sums.lines > 0 && (stay.selfPay || sums.newLines + sums.failedLines === 0)
  const name = stay.person ? maskName(stay.person.psn_name) : ''
  const marks: [key: string, label: string, done: boolean, note: string][] = [
    ['register', '登记', reached >= 1, name],
    ['admit', '入院', reached >= 2, stay.mdtrt_id ?? ''],
    ['deposit', '押金', final || deposits.length > 0, balance > 0 ? yuanShow(balance) : ''],
    ['fees', '费用', final || charged, sums.lines > 0 ? `${sums.lines} 条 ${yuanShow(sums.totalFen)}` : ''],
    ['discharge', '出院', reached >= 3, ''],
    ['settle', '结算', final, newest ? newest.setl_id : ''],
    ['print', '打印', final && printed > 0, printed > 0 ? `已打 ${printed} 次` : ''],
  ]
  const now = marks.findIndex(([, , done]) => !done)
  return marks.map(([key, label, done, note], index) => ({
    ...{ key, label, note },
    state: done ? 'done' : index === now ? (held ? 'failed' : 'now') : 'next',
  }))
}

const DEPOSIT_LABEL: Record<DepositRow['kind'], string> = {
  take: '预交',
  giveBack: '退押金',
  apply: '结算抵扣',
  release: '撤销结算退回',
}

export function depositView(row: DepositRow, printed: number): DepositView {
  const { depositId, kind, method, amountFen, receiptNo, refNo, setl_id, reason, opterName, at } = row
  return {
    ...{ depositId, kind, label: DEPOSIT_LABEL[kind], method, amountFen, receiptNo, refNo },
    ...{ setl_id, reason, opterName, at, printed },
  }
}

export function feeView(stay: Stay, row: FeeRow): FeeView {
  return {
    lineNo: row.lineNo,
    feedetl_sn: wireSn(row),
    whose: row.ipt_no === stay.ipt_no ? '' : '婴',
    state: row.setl_id === null ? row.state : 'settled',
    why: row.why,
    at: row.at,
    day: row.day,
    name: row.name,
    spec: row.spec,
    unit: row.unit,
    medins_list_codg: row.medins_list_codg,
    med_list_codg: row.med_list_codg,
    med_chrgitm_type: row.med_chrgitm_type,
    chrgitm_lv: row.chrgitm_lv,
    pric: row.pric,
    cnt: row.cnt,
    amountFen: row.amountFen,
    refundOf: row.refundOf,
    byHand: isByHand(row),
    dept_name: row.dept_name,
    dr_name: row.dr_name,
    split: row.split,
  }
}

export function hitOf(stay: Stay, sums: FeeSums | undefined): StayHit {
  return {
    encounterId: stay.encounterId,
    step: stay.step,
    ipt_no: stay.ipt_no,
    psn_name: stay.person ? maskName(stay.person.psn_name) : '',
    certnoMasked: stay.person ? maskNo(stay.person.certno) : '',
    dept_name: (stay.discharge ?? stay.admission).dept?.dept_name ?? '',
    begntime: stay.admission.begntime,
    endtime: stay.discharge?.endtime ?? null,
    totalFen: sums?.totalFen ?? (0 as Fen),
    setl_ids: standing(stay).map((s) => s.setl_id),
  }
}
