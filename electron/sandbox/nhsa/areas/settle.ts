import type { JsonObject } from '../../../../shared/contract.ts'
import { fen, tryYuan, yuanText } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { balanceOf, usedOf } from '../account.ts'
import { checkHolder, liveInsurance, personOf } from '../people.ts'
import type { DetailRow, SettlementInfo, SettlementRow, VisitRow } from '../rows.ts'
import { batchOf, totalsOf, visitOf } from '../rows.ts'
import type { Amounts, Split } from '../rules.ts'
import { ACCOUNT_INSUTYPES, AMOUNTS, planFor, settle } from '../rules.ts'
import { setlAnswer } from '../setlinfo.ts'
import type { Area, Ctx, Undo } from '../types.ts'
import { refuse } from '../types.ts'
import { checkFiledDisease } from './filing.ts'

type Data = Record<string, string | number>
const text = (value: string | number | undefined) => String(value ?? '')

/** A settlement row as it would be booked; 2206 only shows it. */
function draft(input: JsonObject, ctx: Ctx, infno: string): SettlementRow {
  const data = input.data as Data
  const visit = visitOf(ctx, text(data.mdtrt_id), text(data.psn_no))
  const person = personOf(visit.psn_no)
  const insu = liveInsurance(person, text(data.insutype))
  if (insu.insutype !== visit.insutype) refuse('险种类型与挂号时不一致')
  checkHolder(person, data, ctx)
  checkFiledDisease(ctx, person.psn_no, text(data.med_type), visit.mdtrtinfo)
  const totals = totalsOf(openBatch(visit, data, ctx))
  checkSums(data, totals)
  const med_type = text(data.med_type)
  const plan = planFor(insu.insutype, med_type) ?? refuse('该险种在此医疗类别下无统筹待遇，请按自费结算')
  const year = dateOf(ctx.at_ms).slice(0, 4)
  const mayUse = data.acct_used_flag === '1' && ACCOUNT_INSUTYPES.includes(insu.insutype)
  const balance = balanceOf(ctx, person, insu.insutype)
  const { amounts, ratio, roomFen } = settle({
    totals,
    plan,
    psn_type: insu.psn_type,
    cvlserv: insu.cvlserv_flag === '1',
    idet: person.idet,
    used: usedOf(ctx, person.psn_no, insu.insutype, year, plan.group),
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
  }
  return {
    setl_id: '',
    msgid: ctx.env.msgid,
    infno,
    mdtrt_id: visit.mdtrt_id,
    psn_no: person.psn_no,
    chrg_bchno: text(data.chrg_bchno),
    insutype: insu.insutype,
    med_type,
    fixmedins_code: ctx.env.fixmedins_code,
    clr_optins: insu.insuplc_admdvs,
    clr_type: '11',
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

/** The unsettled details that are to be settled; the visit must be ready for it. */
function openBatch(visit: VisitRow, data: Data, ctx: Ctx): DetailRow[] {
  if (visit.diags === 0) refuse('未上传就诊诊断信息，请先上传（2203A）')
  if (data.med_type !== visit.med_type && data.med_type !== '12')
    refuse('医疗类别与就诊信息上传（2203A）不一致')
  const chrg_bchno = text(data.chrg_bchno)
  const batch = batchOf(ctx, visit.mdtrt_id, chrg_bchno)
  if (batch.length === 0) refuse(`未找到收费批次号 ${chrg_bchno} 的费用明细，请先上传（2204）`)
  if (batch.some((row) => row.setl_id)) refuse(`收费批次号 ${chrg_bchno} 已结算，不能再次结算`)
  return batch
}

/** 医疗费总额 and, where sent, the four parts must be what the centre makes of the details. */
function checkSums(data: Data, totals: Split): void {
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

/** 2206, 2206A: books nothing. */
function preview(input: JsonObject, ctx: Ctx) {
  return setlAnswer(draft(input, ctx, '2206'), ctx)
}

/** 2207, 2207A */
function book(input: JsonObject, ctx: Ctx) {
  const row = draft(input, ctx, ctx.env.infno)
  checkTraceCodes(input, row, ctx)
  row.setl_id = setlId(ctx)
  ctx.store.insert('settlement', row)
  ctx.store.run(
    'update detail set setl_id = ? where mdtrt_id = ? and chrg_bchno = ?',
    row.setl_id,
    row.mdtrt_id,
    row.chrg_bchno,
  )
  return setlAnswer(row, ctx)
}

function checkTraceCodes(input: JsonObject, row: SettlementRow, ctx: Ctx): void {
  const codes = (input.drug_trac_info ?? []) as { feedetl_sn: string }[]
  const known = new Set(batchOf(ctx, row.mdtrt_id, row.chrg_bchno).map((d) => d.feedetl_sn))
  const stray = codes.find((code) => !known.has(code.feedetl_sn))
  if (stray) refuse(`追溯码的费用明细流水号 ${stray.feedetl_sn} 不在本次结算的明细中`)
}

const setlId = (ctx: Ctx) => `S${String(ctx.store.next('setl')).padStart(14, '0')}`

/** Books the row that takes `of` back: each amount negated, the details free again. */
function takeBack(of: SettlementRow, ctx: Ctx, voided: boolean): SettlementRow {
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
    setl_id: setlId(ctx),
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

const freeDetails = (setl_id: string, ctx: Ctx) =>
  ctx.store.run("update detail set setl_id = '' where setl_id = ?", setl_id)

/** 2208: whole only. */
function refund(input: JsonObject, ctx: Ctx) {
  const { setl_id = '', mdtrt_id = '', psn_no = '' } = input.data as Record<string, string>
  visitOf(ctx, mdtrt_id, psn_no)
  const of = ctx.store.get<SettlementRow>('select * from settlement where setl_id = ?', setl_id)
  if (!of || of.mdtrt_id !== mdtrt_id || of.reverses) refuse(`结算信息不存在（结算ID ${setl_id}）`)
  if (of.refd) refuse(`结算ID ${setl_id} 已撤销，未找到可撤销的结算`)
  const row = takeBack(of, ctx, false)
  freeDetails(of.setl_id, ctx)
  return setlAnswer(row, ctx)
}

const rowOf = (msgid: string, ctx: Ctx) =>
  ctx.store.get<SettlementRow>(
    'select * from settlement where msgid = ? and fixmedins_code = ?',
    msgid,
    ctx.env.fixmedins_code,
  )

/** 2601 of a settlement: a negative row, and neither counts in a statement. */
const undoBooking: Undo = (message, ctx) => {
  const of = rowOf(message.msgid, ctx) ?? refuse('未找到原交易，冲正失败')
  if (of.refd) refuse('原结算已撤销，不能冲正')
  takeBack(of, ctx, true)
  freeDetails(of.setl_id, ctx)
}

/** 2601 of a refund: the settlement stands again, if its details are still as they were. */
const undoRefund: Undo = (message, ctx) => {
  const negative = rowOf(message.msgid, ctx) ?? refuse('未找到原交易，冲正失败')
  const of = ctx.store.get<SettlementRow>('select * from settlement where setl_id = ?', negative.reverses)
  if (!of) refuse('未找到原交易，冲正失败')
  const batch = batchOf(ctx, of.mdtrt_id, of.chrg_bchno)
  const same =
    batch.every((row) => row.setl_id === '' && row.at_ms <= of.setl_ms) &&
    batch.reduce((total, row) => total + row.amount, 0) === of.medfee_sumamt
  if (!same || batch.length === 0) refuse('原结算的费用明细已变动，不能冲正')
  takeBack(negative, ctx, true)
  ctx.store.run('update settlement set refd = 0 where setl_id = ?', of.setl_id)
  ctx.store.run(
    'update detail set setl_id = ? where mdtrt_id = ? and chrg_bchno = ?',
    of.setl_id,
    of.mdtrt_id,
    of.chrg_bchno,
  )
}

export const settlement: Area = {
  '2206': preview,
  '2206A': preview,
  '2207': book,
  '2207A': book,
  '2208': refund,
}

export const settlementUndo: Record<string, Undo> = {
  '2207': undoBooking,
  '2207A': undoBooking,
  '2208': undoRefund,
}
