import type { Json, JsonObject } from '../../shared/contract.ts'
import { fail } from '../../shared/errors.ts'
import { type Fen, fen, sum, tryYuan, yuanShow, ZERO } from '../../shared/money.ts'
import { type Split, splitOf } from '../../shared/settlement.ts'
import type { Amounts, ChargeLine, Insurance, LedgerMethod, Payment, Person } from '../../shared/visit.ts'
import type { Change, PaymentRow, SettlementRow } from '../journal/port.ts'

/** The rows of the counter's own ledger, and the sums that must hold before one is written. */
export interface Facts {
  setl_id: string
  msgid: string
  setl_time: string
  shiftId: string | null
  now: number
  /** nhsa unless told */
  family?: string
  /** how the centre clears it; absent for self-pay */
  clr_type?: string
  clr_optins?: string
}

/** Whose settlement it is. */
export interface Settles {
  encounterId: string
  person: Person | null
  mdtrt_id: string | null
  insu: Insurance | null
  med_type: string
}

/** The sums that a settlement must keep; a broken one is not booked but goes to a person. */
export function sound(setlinfo: JsonObject, mulaidApart: boolean): Split {
  const read = splitOf(setlinfo, mulaidApart)
  if ('why' in read) throw new Error(read.why)
  return read.split
}

/** As `sound`, of what takes `original` back: each part must be its negative. */
export function soundRefund(setlinfo: JsonObject, mulaidApart: boolean, original: Split): Split {
  const split = sound(setlinfo, mulaidApart)
  for (const part of ['total', 'fund', 'acct', 'cash', 'hosp'] as const) {
    if (split[part] + original[part] !== 0) throw new Error('撤销的金额与原结算不符')
  }
  return split
}

/**
 * The centre's cash share may differ from the one pre-settled (another visit settled in between). What was
 * taken is squared with it by a cash row of its own, and the cashier is told to give or take it.
 */
export function squared(taken: Payment[], cash: Fen): { payments: Payment[]; warning: string | null } {
  const difference = fen(cash - sum(taken.map((p) => p.amountFen)))
  if (difference === 0) return { payments: taken, warning: null }
  const word = difference > 0 ? '补收' : '退还'
  return {
    payments: [...taken, { method: 'cash', amountFen: difference, refNo: '结算差额' }],
    warning: `中心结算的现金与预结算不同，请向患者${word} ${yuanShow(fen(Math.abs(difference)))} 元`,
  }
}

/** 清算类别 and 清算经办机构 of an answer. */
export function clearingOf(setlinfo: JsonObject): { clr_type: string; clr_optins: string } {
  const text = (value: unknown) => (typeof value === 'string' ? value : '')
  return { clr_type: text(setlinfo.clr_type), clr_optins: text(setlinfo.clr_optins) }
}

export function settlementRow(of: Settles, split: Split, facts: Facts, reverses: string | null): Change {
  const add: SettlementRow = {
    family: facts.family ?? 'nhsa',
    setl_id: facts.setl_id,
    msgid: facts.msgid,
    encounterId: of.encounterId,
    shiftId: facts.shiftId,
    psnNo: of.person?.psn_no ?? null,
    mdtrt_id: of.mdtrt_id,
    insutype: of.insu?.insutype ?? '',
    med_type: of.med_type,
    totalFen: split.total,
    fundFen: split.fund,
    acctFen: split.acct,
    cashFen: split.cash,
    hospFen: split.hosp,
    reverses,
    setl_time: facts.setl_time,
    clr_type: facts.clr_type ?? '',
    clr_optins: facts.clr_optins ?? '',
    at: facts.now,
  }
  return { t: 'settlement', add }
}

/** `sign` -1: given back. */
export function paymentRows(
  { encounterId }: Pick<Settles, 'encounterId'>,
  payments: readonly { method: LedgerMethod; amountFen: Fen; refNo?: string }[],
  facts: Facts,
  sign: 1 | -1,
): Change[] {
  return payments
    .filter((p) => p.amountFen !== 0)
    .map((p, index): Change => {
      const add: PaymentRow = {
        paymentId: `${facts.msgid}.${index}`,
        encounterId,
        setl_id: facts.setl_id,
        shiftId: facts.shiftId,
        method: p.method,
        amountFen: fen(p.amountFen * sign),
        refNo: p.refNo ?? null,
        at: facts.now,
      }
      return { t: 'payment', add }
    })
}

/** What was taken must be exactly what is owed; nothing is sent otherwise. */
export function checkPayments(
  payments: readonly Payment[],
  due: number,
  words = { all: '收款', each: '应收' },
): void {
  const methods = new Set(payments.map((p) => p.method))
  if (methods.size !== payments.length) {
    fail('invalid', `同一种${words.all}方式填了两次`, undefined, '请合并后重试。')
  }
  for (const p of payments) {
    if (p.amountFen <= 0) fail('invalid', `${words.all}金额必须大于 0`, undefined, '请重新输入金额。')
    if (p.method === 'cash' && p.tenderedFen !== undefined && p.tenderedFen < p.amountFen) {
      fail('invalid', '实收现金少于应收现金', undefined, '请重新输入实收金额。')
    }
  }
  const taken = sum(payments.map((p) => p.amountFen))
  if (taken !== due) {
    fail(
      'invalid',
      `${words.all}合计 ${yuanShow(taken)} 元，${words.each} ${yuanShow(fen(due))} 元，不相等`,
      undefined,
      `请核对各种${words.all}方式的金额。`,
    )
  }
}

/** What a self-pay encounter comes to: all of it is the patient's. */
export function selfPaid(total: Fen): Amounts {
  return {
    total,
    fund: ZERO,
    acct: ZERO,
    cash: total,
    hosp: ZERO,
    balc: ZERO,
    funds: [],
    fulamt_ownpay_amt: total,
    overlmt_selfpay: ZERO,
    preselfpay_amt: ZERO,
    inscp_scp_amt: ZERO,
    act_pay_dedc: ZERO,
  }
}

export function negated({ total, fund, acct, cash, hosp }: Split): Split {
  const minus = (n: number) => fen(-n)
  return {
    total: minus(total),
    fund: minus(fund),
    acct: minus(acct),
    cash: minus(cash),
    hosp: minus(hosp),
  }
}

/** How the centre split a line, where it is whole and makes the line's amount. What is settled comes from 2206. */
export function splitOfLine(row: JsonObject, amount: Fen): NonNullable<ChargeLine['split']> | null {
  const [fulamt_ownpay_amt, overlmt_amt, preselfpay_amt, inscp_scp_amt] = [
    tryYuan(row.fulamt_ownpay_amt),
    tryYuan(row.overlmt_amt),
    tryYuan(row.preselfpay_amt),
    tryYuan(row.inscp_scp_amt),
  ]
  if (fulamt_ownpay_amt === null || overlmt_amt === null) return null
  if (preselfpay_amt === null || inscp_scp_amt === null) return null
  const split = { fulamt_ownpay_amt, overlmt_amt, preselfpay_amt, inscp_scp_amt }
  return sum(Object.values(split)) === amount ? split : null
}

export function outboxJob(job: string, key: string, payload: Json, now: number): Change {
  return { t: 'outbox', add: { job, key, payload, nextAt: now, createdAt: now } }
}
