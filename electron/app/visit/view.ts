import type { VisitHit, VisitView } from '../../../shared/api/visit.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import { yuanShow } from '../../../shared/money.ts'
import type { Txn } from '../../../shared/txn.ts'
import type { Visit, VisitStep } from '../../../shared/visit.ts'
import { doubtOf } from '../doubt/words.ts'
import { masked } from '../encounter.ts'
import { canEdit } from './charges.ts'
import { missing } from './missing.ts'
import { totalOf } from './wire.ts'

/** The visit as the screen gets it: masked, with what may be done and how far it is. */
export function viewOf(
  visit: Visit,
  held: Txn | null,
  labelOf: (infno: string) => string,
  printed: number,
): VisitView {
  const free = held === null
  const { step, selfPay } = visit
  const done = step === 'settled' || step === 'cancelled'
  return {
    visit: masked(visit),
    doubt: held && doubtOf(held, labelOf(held.infno)),
    steps: stepsOf(visit, held, printed),
    can: {
      edit: free && canEdit(visit),
      presettle: free && !done && (selfPay ? step !== 'refunded' : step !== 'open'),
      settle: free && step === 'presettled',
      refund: free && step === 'settled',
      back: free && BACK.has(step) && !(selfPay && step === 'refunded'),
      abandon: free && !done && !(selfPay && step === 'refunded'),
    },
    missing: done || step === 'refunded' ? [] : missing(visit),
    totalFen: totalOf(visit),
    printed,
  }
}

const BACK = new Set<VisitStep>([
  'identified',
  'registered',
  'diagnosed',
  'uploaded',
  'presettled',
  'refunded',
])

const ORDER: VisitStep[] = [
  'open',
  'identified',
  'registered',
  'diagnosed',
  'uploaded',
  'presettled',
  'settled',
]

function stepsOf(visit: Visit, held: Txn | null, printed: number): VisitView['steps'] {
  const reached = ORDER.indexOf(visit.step === 'refunded' ? 'uploaded' : visit.step)
  const marks: [key: string, label: string, done: boolean, note: string][] = [
    ['read', '读卡', reached >= 1, visit.person ? maskName(visit.person.psn_name) : ''],
    ['register', '登记', reached >= 2 || (visit.selfPay && reached >= 1), visit.mdtrt_id ?? ''],
    [
      'lines',
      '明细',
      reached >= 4 || (visit.selfPay && visit.lines.length > 0),
      visit.lines.length > 0 ? `${visit.lines.length} 项` : '',
    ],
    [
      'presettle',
      '预结算',
      visit.presettle !== null,
      visit.presettle ? `自付 ${yuanShow(visit.presettle.cash)}` : '',
    ],
    ['pay', '收款', visit.step === 'settled', ''],
    [
      'settle',
      '结算',
      visit.step === 'settled',
      visit.step === 'settled' ? (visit.settlement?.setl_id ?? '') : '',
    ],
    ['print', '打印', visit.step === 'settled' && printed > 0, printed > 0 ? `已打 ${printed} 次` : ''],
  ]
  const now = marks.findIndex(([, , done]) => !done)
  return marks.map(([key, label, done, note], index) => ({
    key,
    label,
    note,
    state: done ? 'done' : index === now ? (held ? 'failed' : 'now') : 'next',
  }))
}

export function hitOf(visit: Visit, at: number): VisitHit {
  const amounts = visit.settlement?.amounts
  return {
    encounterId: visit.encounterId,
    step: visit.step,
    psn_name: visit.person ? maskName(visit.person.psn_name) : '自费患者',
    certnoMasked: visit.person ? maskNo(visit.person.certno) : '',
    totalFen: amounts?.total ?? totalOf(visit),
    fundFen: amounts?.fund ?? (0 as VisitHit['fundFen']),
    cashFen: amounts?.cash ?? (0 as VisitHit['cashFen']),
    setl_id: visit.settlement?.setl_id ?? null,
    at,
    opterName: visit.opterName,
    selfPay: visit.selfPay,
    insutype: visit.insu?.insutype ?? '',
  }
}
