import { fen, tryYuan, yuanText } from '../../../shared/money.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { balanceOf, usedOf } from './account.ts'
import { liveInsurance, personOf } from './people.ts'
import type { Plan } from './plans.ts'
import { ACCOUNT_INSUTYPES, levelOf } from './plans.ts'
import type { SettlementInfo, SettlementRow, VisitRow } from './rows.ts'
import type { Amounts, Split } from './rules.ts'
import { AMOUNTS, settle } from './rules.ts'
import type { Ctx } from './types.ts'
import { refuse } from './types.ts'

export type Data = Record<string, string | number>
export const text = (value: string | number | undefined) => String(value ?? '')

/** What is settled: the totals of some details of a visit or stay, under a plan. */
export interface Bill {
  visit: VisitRow
  totals: Split
  plan: Plan
  med_type: string
  infno: string
  /** '' of a stay */
  chrg_bchno: string
  clr_type: string
  mid_setl_flag?: string
}

/** The settlement row as it would be booked, setl_id ''. `data` is the asking message's. */
export function priced(bill: Bill, data: Data, ctx: Ctx): SettlementRow {
  const { visit, totals, plan, med_type, infno, chrg_bchno, clr_type, mid_setl_flag } = bill
  const person = personOf(visit.psn_no)
  const insu = liveInsurance(person, visit.insutype)
  const year = dateOf(ctx.at_ms).slice(0, 4)
  const mayUse = data.acct_used_flag === '1' && ACCOUNT_INSUTYPES.includes(insu.insutype)
  const balance = balanceOf(ctx, person, insu.insutype)
  const { amounts, ratio, roomFen } = settle({
    totals,
    plan,
    level: levelOf(ctx.env.fixmedins_code),
    psn_type: insu.psn_type,
    cvlserv: insu.cvlserv_flag === '1',
    idet: person.idet,
    used: usedOf(ctx, visit, year, plan),
    accountFen: mayUse ? balance : 0,
    quota: data.psn_setlway === '02',
  })
  const info: SettlementInfo = {
    mdtrt_cert_type: text(data.mdtrt_cert_type),
    psn_setlway: text(data.psn_setlway),
    invono: text(data.invono),
    opter_id: ctx.env.opter,
    opter_name: ctx.env.opter_name,
    fixmedins_name: ctx.env.fixmedins_name,
    ratio,
    roomFen,
    ...(mid_setl_flag === undefined ? {} : { mid_setl_flag }),
  }
  return {
    setl_id: '',
    msgid: ctx.env.msgid,
    infno,
    mdtrt_id: visit.mdtrt_id,
    psn_no: person.psn_no,
    chrg_bchno,
    insutype: insu.insutype,
    med_type,
    fixmedins_code: ctx.env.fixmedins_code,
    clr_optins: insu.insuplc_admdvs,
    clr_type,
    setl_ms: ctx.at_ms,
    year,
    grp: plan.group,
    refd: 0,
    voided: 0,
    reverses: null,
    balc: fen(balance - amounts.acct_pay),
    info: JSON.stringify(info),
    ...amounts,
  }
}

/** 医疗费总额 and, where sent, the four parts must be what the centre makes of the details. */
export function checkSums(data: Data, totals: Split): void {
  const expected = [
    ['medfee_sumamt', '医疗费总额', totals.fulamt + totals.overlmt + totals.preself + totals.inscp],
    ['fulamt_ownpay_amt', '全自费金额', totals.fulamt],
    ['overlmt_selfpay', '超限价金额', totals.overlmt],
    ['preselfpay_amt', '先行自付金额', totals.preself],
    ['inscp_scp_amt', '符合政策范围金额', totals.inscp],
  ] as const
  for (const [name, label, amount] of expected) {
    const sent = data[name]
    if (sent === undefined || sent === '') continue
    if (tryYuan(sent) !== amount)
      refuse(`${label} ${sent} 与中心复算 ${yuanText(fen(amount))} 不符，请核对费用明细`)
  }
}

export const nextSetlId = (ctx: Ctx) => `S${String(ctx.store.next('setl')).padStart(14, '0')}`

export const settlementBy = (setl_id: string | null, ctx: Ctx) =>
  ctx.store.get<SettlementRow>('select * from settlement where setl_id = ?', setl_id)

/** What one message of this hospital booked; refuses where it booked nothing. */
export const bookedBy = (msgid: string, ctx: Ctx) =>
  ctx.store.get<SettlementRow>(
    'select * from settlement where msgid = ? and fixmedins_code = ?',
    msgid,
    ctx.env.fixmedins_code,
  ) ?? refuse('未找到原交易，冲正失败')

/** The settlement of this visit that 2208 or 2305 names. */
export function toRefund(setl_id: string, mdtrt_id: string, ctx: Ctx): SettlementRow {
  const of = settlementBy(setl_id, ctx)
  if (!of || of.mdtrt_id !== mdtrt_id || of.reverses) refuse(`结算信息不存在（结算ID ${setl_id}）`)
  if (of.refd) refuse(`结算ID ${setl_id} 已撤销，未找到可撤销的结算`)
  return of
}

/** Books the row that takes `of` back: each amount negated. `voided`: neither counts in a statement. */
export function takeBack(of: SettlementRow, ctx: Ctx, voided: boolean): SettlementRow {
  ctx.store.run(
    'update settlement set refd = 1, voided = max(voided, ?) where setl_id = ?',
    voided ? 1 : 0,
    of.setl_id,
  )
  const amounts = Object.fromEntries(AMOUNTS.map((name) => [name, fen(-of[name])])) as Amounts
  const info = { ...JSON.parse(of.info), opter_id: ctx.env.opter, opter_name: ctx.env.opter_name }
  const row: SettlementRow = {
    ...of,
    ...amounts,
    setl_id: nextSetlId(ctx),
    msgid: ctx.env.msgid,
    infno: ctx.env.infno,
    setl_ms: ctx.at_ms,
    refd: 0,
    voided: voided ? 1 : 0,
    reverses: of.setl_id,
    info: JSON.stringify(info),
  }
  ctx.store.insert('settlement', row)
  row.balc = balanceOf(ctx, personOf(of.psn_no), of.insutype)
  ctx.store.run('update settlement set balc = ? where setl_id = ?', row.balc, row.setl_id)
  return row
}

/** The settlement that a refund took back stands again. */
export function restore(negative: SettlementRow, of: SettlementRow, ctx: Ctx): void {
  takeBack(negative, ctx, true)
  ctx.store.run('update settlement set refd = 0 where setl_id = ?', of.setl_id)
}

export const freeDetails = (of: SettlementRow, ctx: Ctx) =>
  ctx.store.run("update detail set setl_id = '' where mdtrt_id = ? and setl_id = ?", of.mdtrt_id, of.setl_id)
