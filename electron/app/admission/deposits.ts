import { fail } from '../../../shared/errors.ts'
import { type Fen, fen, sum, yuanShow, ZERO } from '../../../shared/money.ts'
import { stamp } from '../../../shared/msgid.ts'
import type { Stay, StayStep } from '../../../shared/stay.ts'
import type { PayMethod, Payment } from '../../../shared/visit.ts'
import type { Change, DepositRow, Journal } from '../../journal/port.ts'
import { free } from '../encounter.ts'
import { squared } from '../ledger.ts'
import type { StayActing, StayDeps } from './deps.ts'
import { audited, saveStay } from './store.ts'

/** 押金: taken before and during the stay, used for settlements, given back when it is over. */
export interface Due {
  /** to be taken at the counter */
  topUpFen: Fen
  /** what of the deposits is left over; an interim settlement leaves it where it is */
  giveBackFen: Fen
  /** of the cash share, out of the deposits */
  fromDepositFen: Fen
}

/** The deposits pay first, as far as they reach. */
export function dueOf(cash: Fen, balance: Fen, mid: boolean): Due {
  const fromDepositFen = fen(Math.max(0, Math.min(cash, balance)))
  return {
    topUpFen: fen(cash - fromDepositFen),
    giveBackFen: mid ? ZERO : fen(balance - fromDepositFen),
    fromDepositFen,
  }
}

/**
 * How the cash share as the centre booked it was paid, which may not be the one pre-settled. What the deposits
 * need not pay after all stays a deposit, to be given back against a receipt; the rest is squared in cash.
 */
export function paidBy(
  taken: Payment[],
  depositFen: Fen,
  cash: Fen,
): { fromDepositFen: Fen; payments: Payment[]; warnings: string[] } {
  const fromDepositFen = fen(Math.max(0, Math.min(depositFen, cash)))
  const { payments, warning } = squared(taken, fen(cash - fromDepositFen))
  const leftFen = fen(depositFen - fromDepositFen)
  const left = leftFen > 0 ? [`中心结算的现金比预结算少，押金多出 ${yuanShow(leftFen)} 元，还在押金里`] : []
  return { fromDepositFen, payments, warnings: [...left, ...(warning ? [warning] : [])] }
}

export async function balanceOf(journal: Journal, encounterId: string): Promise<Fen> {
  return (await journal.depositBalances([encounterId]))[0]?.balanceFen ?? ZERO
}

const TAKES: ReadonlySet<StayStep> = new Set(['identified', 'admitted', 'discharged'])

export function takesDeposit(step: StayStep): boolean {
  return TAKES.has(step)
}

interface Asked {
  amountFen: number
  method: PayMethod
  refNo?: string | undefined
}

export async function takeDeposit(act: StayActing, stay: Stay, asked: Asked): Promise<Stay> {
  if (!takesDeposit(stay.step)) {
    fail('conflict', '这个住院现在不能收押金', '没有收款。', '识别患者之后、结算之前可以收押金。')
  }
  return withReceipts(act.deps, 1, ([receiptNo], numbered) => {
    const add = depositRow(act, stay, receiptNo!, { ...asked, kind: 'take', amountFen: fen(asked.amountFen) })
    return saveStay(act.deps.journal, stay, add.at, [numbered, { t: 'deposit', add }])
  })
}

export async function giveBackDeposit(
  act: StayActing,
  stay: Stay,
  asked: Asked & { reason: string },
): Promise<Stay> {
  const { journal } = act.deps
  // an unanswered settlement counts on what the deposits hold
  await free(journal, stay)
  const balance = await balanceOf(journal, stay.encounterId)
  if (asked.amountFen > balance) {
    fail(
      'invalid',
      `押金余额 ${yuanShow(balance)} 元，不够退 ${yuanShow(fen(asked.amountFen))} 元`,
      '没有退款。',
      '请重新输入退款金额。',
    )
  }
  return withReceipts(act.deps, 1, ([receiptNo], numbered) => {
    const amountFen = fen(-asked.amountFen)
    const add = depositRow(act, stay, receiptNo!, { ...asked, kind: 'giveBack', amountFen })
    const { reason, method } = asked
    return saveStay(journal, { ...stay, presettle: null }, add.at, [
      numbered,
      { t: 'deposit', add },
      audited(act.by.opter, 'admission.giveBackDeposit', stay, add.at, { amountFen, method, reason }),
    ])
  })
}

function depositRow(
  { by, deps, shift }: StayActing,
  stay: Stay,
  receiptNo: string,
  of: Pick<DepositRow, 'kind' | 'amountFen' | 'method'> & {
    refNo?: string | undefined
    reason?: string
  },
): DepositRow {
  return {
    // receipts are numbered once for good: so is what they are for
    depositId: receiptNo,
    encounterId: stay.encounterId,
    shiftId: shift.shiftId,
    kind: of.kind,
    method: of.method,
    amountFen: of.amountFen,
    receiptNo,
    refNo: of.refNo ?? null,
    setl_id: null,
    reverses: null,
    reason: of.reason ?? null,
    opter: by.opter,
    opterName: by.opterName,
    at: deps.now(),
  }
}

/**
 * The next numbers of this counter's receipts, YJ + yyyyMMdd + counter + running number of the day, and the
 * change that uses them up: both belong into one commit, so that there is neither a gap nor a double.
 */
export function withReceipts<T>(
  { journal, lanes, now, slot }: StayDeps,
  count: number,
  work: (receiptNos: string[], numbered: Change) => Promise<T>,
): Promise<T> {
  return lanes.run('stay.receipt', async () => {
    const day = stamp(now()).slice(0, 8)
    const key = `stay.receipt.${day}`
    const last = Number((await journal.setting(key)) ?? 0)
    const no = (n: number) => `YJ${day}${String(slot).padStart(2, '0')}${String(n).padStart(4, '0')}`
    const numbers = Array.from({ length: count }, (_, index) => no(last + 1 + index))
    return work(numbers, { t: 'setting', key, value: last + count })
  })
}

/** Who books what a settlement does to the deposits, and when. */
export interface DepositFacts {
  msgid: string
  setl_id: string
  shiftId: string | null
  opter: string
  opterName: string
  now: number
  /** of the nth row in which money moves */
  receiptNo(index: number): string
}

/** A settlement's receipts are numbered by its message: it is sent before the number could be counted. */
export function receiptOfMessage(msgid: string): (index: number) => string {
  return (index) => `YJ${msgid.slice(12)}${index + 1}`
}

/** What a settlement takes out of the deposits, and what of them is given back with it. */
export function appliedRows(
  stay: Stay,
  facts: DepositFacts,
  of: { depositFen: Fen; givenBack: readonly Payment[] },
): Change[] {
  return rowsOf(stay, facts, [
    { kind: 'apply', method: 'deposit', amountFen: fen(-of.depositFen) },
    ...of.givenBack.map(
      (p): Moved => ({ ...p, kind: 'giveBack', amountFen: fen(-p.amountFen), reason: '出院结算退押金' }),
    ),
  ])
}

/**
 * What a settlement taken back sets free again. With `taken`, what was paid at the counter becomes a deposit
 * of the same methods; where a method had given money out instead, so much less is left.
 */
export function releasedRows(
  stay: Stay,
  facts: DepositFacts,
  of: { depositFen: Fen; taken: readonly Payment[] },
): Change[] {
  const byMethod = [...Map.groupBy(of.taken, (p) => p.method)].map(([method, own]): Moved => {
    const amountFen = sum(own.map((p) => p.amountFen))
    return { kind: amountFen > 0 ? 'take' : 'giveBack', method, amountFen, reason: '撤销结算转押金' }
  })
  return rowsOf(stay, facts, [
    { kind: 'release', method: 'deposit', amountFen: of.depositFen },
    ...byMethod.sort((a, b) => b.amountFen - a.amountFen),
  ])
}

interface Moved {
  kind: DepositRow['kind']
  method: DepositRow['method']
  amountFen: Fen
  refNo?: string
  reason?: string
}

function rowsOf(stay: Stay, facts: DepositFacts, moved: Moved[]): Change[] {
  let receipts = 0
  return moved
    .filter((m) => m.amountFen !== 0)
    .map((m, index): Change => {
      const money = m.kind === 'take' || m.kind === 'giveBack'
      const add: DepositRow = {
        depositId: `${facts.msgid}.D${index}`,
        encounterId: stay.encounterId,
        shiftId: facts.shiftId,
        kind: m.kind,
        method: m.method,
        amountFen: m.amountFen,
        receiptNo: money ? facts.receiptNo(receipts++) : null,
        refNo: m.refNo ?? null,
        setl_id: facts.setl_id,
        reverses: null,
        reason: m.reason ?? null,
        opter: facts.opter,
        opterName: facts.opterName,
        at: facts.now,
      }
      return { t: 'deposit', add }
    })
}
