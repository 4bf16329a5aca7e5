import type { WaitingRow, WardRow } from '../../../shared/api/admission.ts'
import { ofInjury } from '../../../shared/injury.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import { type Fen, fen, ZERO } from '../../../shared/money.ts'
import { initials } from '../../../shared/pinyin.ts'
import { daysIn, type Stay } from '../../../shared/stay.ts'
import type { HisInpatient } from '../../his/port.ts'
import type { FeeSums } from '../../journal/port.ts'
import { holderAmong } from '../encounter.ts'
import type { StayDeps } from './deps.ts'
import { type HisLeft, leftOf } from './his-left.ts'
import { stayOf } from './store.ts'

/** More beds than one hospital has. */
const MOST = 5_000

/** Everyone whose stay is not over. The HIS may fail: then only what is known here is shown. */
export async function ward(deps: StayDeps, text: string): Promise<WardRow[]> {
  const { journal, his } = deps
  const [rows, inside, open] = await Promise.all([
    journal.searchEncounters({ kind: 'inpatient', active: true, limit: MOST }),
    his.inpatients('', 'in', MOST).catch((): HisInpatient[] => []),
    journal.unfinished(),
  ])
  const stays = rows.map(stayOf).filter((stay) => matches(stay, text))
  const ids = stays.map((stay) => stay.encounterId)
  const [sums, balances] = await Promise.all([journal.feeSums(ids), journal.depositBalances(ids)])
  const known = new Map(inside.map((p) => [p.ipt_no, p]))
  return stays.map((stay, index) =>
    rowOf({
      stay,
      sums: sums[index]!,
      balance: balances[index]?.balanceFen ?? ZERO,
      known: known.get(stay.ipt_no),
      left: stay.fromHis ? leftOf(stay, (ipt_no) => known.get(ipt_no)) : null,
      doubtful: holderAmong(open, stay) !== null,
      remote: !stay.selfPay && stay.insu !== null && deps.remote(stay.insu.insuplc_admdvs),
      now: deps.now(),
    }),
  )
}

/** Name, initials, 住院号, document number, bed or department. */
function matches(stay: Stay, text: string): boolean {
  const wanted = text.trim().toLowerCase()
  if (!wanted) return true
  const { person, admission } = stay
  const name = person?.psn_name ?? ''
  const heads = [stay.ipt_no, person?.certno ?? '', name && initials(name, { surname: true }), admission.bed]
  return (
    heads.some((head) => head.toLowerCase().startsWith(wanted)) ||
    [name, admission.dept?.dept_name ?? ''].some((word) => word.includes(wanted))
  )
}

interface WardFacts {
  stay: Stay
  sums: FeeSums
  balance: Fen
  known: HisInpatient | undefined
  left: HisLeft | null
  doubtful: boolean
  remote: boolean
  now: number
}

function rowOf(facts: WardFacts): WardRow {
  const { stay, sums, balance, known, left, doubtful } = facts
  const { person, admission } = stay
  const unsent = stay.selfPay ? 0 : sums.newLines + sums.failedLines
  const unsentFen = stay.selfPay ? 0 : sums.newFen + sums.failedFen
  const own = ownShare(stay, sums, left?.amountFen ?? ZERO)
  const depositLeftFen = fen(balance - own.amountFen)
  const row: WardRow = {
    encounterId: stay.encounterId,
    step: stay.step,
    selfPay: stay.selfPay,
    ipt_no: stay.ipt_no,
    psn_name: maskName(person?.psn_name ?? known?.psn_name ?? ''),
    certnoMasked: maskNo(person?.certno ?? known?.certno ?? ''),
    dept_name: admission.dept?.dept_name ?? '',
    bed: admission.bed,
    dr_name: admission.doctor?.dr_name ?? '',
    insutype: stay.insu?.insutype ?? '',
    med_type: admission.med_type,
    remote: facts.remote,
    begntime: admission.begntime,
    days: daysIn(admission.begntime, stay.discharge?.endtime ?? facts.now),
    totalFen: sums.totalFen,
    settledFen: sums.settledFen,
    unsentLines: unsent + (left?.lines ?? 0),
    unsentFen: fen(unsentFen + (left?.amountFen ?? 0)),
    failedLines: sums.failedLines,
    depositFen: balance,
    depositLeftFen,
    depositDays: daysLeft(stay.daily, depositLeftFen, own.rate),
    doubtful,
    marks: [],
  }
  const marks: [boolean, string][] = [
    [doubtful, '存疑'],
    [depositLeftFen < 0, '欠费'],
    [row.failedLines > 0, '有失败'],
    [row.unsentLines > 0, '未上传'],
  ]
  return { ...row, marks: marks.filter(([is]) => is).map(([, word]) => word) }
}

/** Of what the insurance covers, the share that a patient is assumed to pay until a pre-settlement says more. */
const ASSUMED_RATE = 0.3

/**
 * What of the unsettled charges the patient will likely pay, and of each yuan to come: all of it without
 * insurance; else what the centre put outside the insurance, and an assumed share of the rest.
 */
function ownShare(stay: Stay, sums: FeeSums, inHis: Fen): { amountFen: Fen; rate: number } {
  const unsettled = sums.totalFen - sums.settledFen + inHis
  if (stay.selfPay) return { amountFen: fen(unsettled), rate: 1 }
  const outside = sums.fulamt_ownpay_amt + sums.overlmt_amt + sums.preselfpay_amt
  const amountFen = fen(Math.round(outside + (unsettled - outside) * ASSUMED_RATE))
  return { amountFen, rate: unsettled > 0 ? amountFen / unsettled : ASSUMED_RATE }
}

const DAYS_BACK = 3

/** Whole days that what is left lasts at the average of the last days with charges; null without charges. */
function daysLeft(daily: Stay['daily'], leftFen: Fen, rate: number): number | null {
  const days = Object.entries(daily)
    .filter(([, amount]) => amount > 0)
    .sort(([a], [b]) => (a < b ? 1 : -1))
    .slice(0, DAYS_BACK)
  if (days.length === 0) return null
  const aDay = (days.reduce((acc, [, amount]) => acc + amount, 0) / days.length) * rate
  return leftFen <= 0 ? 0 : aDay > 0 ? Math.floor(leftFen / aDay) : null
}

/** The HIS's pre-admissions that no stay here is for; newborns join their mother's, injured workers go their own way. */
export async function waiting(deps: StayDeps, text: string): Promise<WaitingRow[]> {
  const [expected, rows] = await Promise.all([
    deps.his.inpatients(text, 'waiting', 200),
    deps.journal.searchEncounters({ kind: 'inpatient', active: true, limit: MOST }),
  ])
  const here = new Set(rows.map((row) => row.ipt_otp_no))
  return expected
    .filter((p) => !here.has(p.ipt_no) && p.motherIptNo === null && !ofInjury(p.med_type))
    .map((p) => ({
      ipt_no: p.ipt_no,
      psn_name: maskName(p.psn_name),
      certnoMasked: maskNo(p.certno),
      dept_name: p.dept.dept_name,
      bed: p.bed,
      dr_name: p.doctor.dr_name,
      begntime: p.begntime,
      diagnosis: p.diagnoses[0]?.diag_name ?? '',
    }))
}
