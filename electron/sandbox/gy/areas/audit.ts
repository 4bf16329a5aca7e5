import type { JsonObject } from '../../../../shared/contract.ts'
import { sum, yuan } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Row } from '../../ledger.ts'
import { publish } from '../publish.ts'
import { type Area, amount, before, type Ctx, each, now, rule, serial, text } from '../types.ts'
import { type Settled, settledOf } from './settle.ts'
import { total } from './stay.ts'

interface Deduction extends Row {
  kk_sn: string
  akb020: string
  ykc618: string
  amount: number
  state: string
  undo_sn: string
  data: string
}

function standingSettlement(row: JsonObject, akb020: string, ctx: Ctx): Settled {
  const found = settledOf(ctx, akb020, text(row, 'ykc618'))
  return found && found.state === '1' ? found : before(`结算 ${text(row, 'ykc618')} 没有上传，或已撤销`)
}

/** 审核扣款: 0 < kk_amt, and all deductions of one settlement together not above what the fund paid. */
function deducted(row: JsonObject, ctx: Ctx): JsonObject {
  const { store } = ctx
  const [akb020, ykc618, kk_sn] = [text(row, 'akb020'), text(row, 'ykc618'), text(row, 'kk_sn')]
  const settled = standingSettlement(row, akb020, ctx)
  const taken = amount(row, 'kk_amt')
  if (taken <= 0) return rule('扣款金额必须大于 0')
  if (store.get('select 1 from gy_deduction where kk_sn = ?', kk_sn)) return rule(`扣款业务号 ${kk_sn} 重复`)
  const others = store.all<Deduction>(
    "select * from gy_deduction where akb020 = ? and ykc618 = ? and state = '1'",
    akb020,
    ykc618,
  )
  if (others.reduce((all, one) => all + one.amount, taken as number) > settled.fund)
    return rule('扣款合计超过结算的统筹支付总金额')
  const details = rows(row, 'detlist')
  if (details.length > 0 && total(details, 'kk_amt') !== taken) return rule('扣款明细之和不等于扣款金额')
  const { aab299 = '', aab301 = '' } = JSON.parse(settled.data) as JsonObject
  const { row_no: _, ...sent } = row
  const data = { ...sent, aab299, aab301 }
  store.insert('gy_deduction', {
    ...{ kk_sn, akb020, ykc618, amount: taken, state: '1', data: JSON.stringify(data) },
  })
  return { uniq_id: publish(ctx, 'GYD004', data) }
}

function undeducted(row: JsonObject, ctx: Ctx): JsonObject {
  const { store } = ctx
  const found = store.get<Deduction>('select * from gy_deduction where kk_sn = ?', text(row, 'kk_sn'))
  if (found?.state !== '1' || found.ykc618 !== text(row, 'ykc618')) return before('扣款信息不存在或已撤销')
  const undo_sn = serial(ctx, 'GYC')
  store.run("update gy_deduction set state = '2', undo_sn = ? where kk_sn = ?", undo_sn, found.kk_sn)
  const data = JSON.parse(found.data) as JsonObject
  publish(ctx, 'GYD404', { ...data, ...row, undo_sn, kk_amt: data.kk_amt!, undo_time: now(ctx) })
  return { undo_sn }
}

const OFFSETS = [
  ['undolist', 'akb068', 'undo_num', 'undo_amt', '结算撤销冲减'],
  ['kklist', 'kk_amt', 'kk_num', 'kk_sum', '审核扣款'],
  ['kkundolist', 'kk_amt', 'kkundo_num', 'kkundo_amt', '扣款撤销冲减'],
] as const

/** 月结: one an institution and month, of settlements in no month-end yet; every sum is that of its list. */
function monthEnd(row: JsonObject, ctx: Ctx): JsonObject {
  const { store, at_ms } = ctx
  const [akb020, inst_type, yzz062] = [text(row, 'akb020'), text(row, 'inst_type'), text(row, 'yzz062')]
  const period = text(row, 'yzz060') + text(row, 'yzz061')
  const list = rows(row, 'setllist')
  const former = store.get(
    'select 1 from gy_month where (akb020 = ? and inst_type = ? and period = ?) or yzz062 = ?',
    akb020,
    inst_type,
    period,
    yzz062,
  )
  if (former) return rule(`该机构 ${period} 已月结，每月仅一次`)
  if (Number(row.ake098) <= 0 || Number(row.ake098) !== list.length)
    return rule('月结人次必须大于 0，且等于结算明细条数')
  for (const name of ['akc264', 'akb068', 'akb067'])
    if (total(list, name) !== amount(row, name)) return rule('月结金额与结算明细之和不一致')
  for (const [part, name, count, all, label] of OFFSETS) {
    const offsets = rows(row, part)
    if (Number(row[count]) !== offsets.length || total(offsets, name) !== amount(row, all))
      return rule(`${label}与明细不一致`)
  }
  const net =
    amount(row, 'akb068') - amount(row, 'undo_amt') - amount(row, 'kk_sum') + amount(row, 'kkundo_amt')
  if (net !== amount(row, 'net_amt')) return rule('月结应付金额不平')
  for (const one of list) included(one, akb020, yzz062, ctx)
  const { row_no: _, ...data } = row
  store.insert('gy_month', {
    ...{ yzz062, akb020, inst_type, period, at_ms, data: JSON.stringify(data) },
  })
  return { uniq_id: publish(ctx, 'GYD003', data) }
}

function included(one: JsonObject, akb020: string, yzz062: string, ctx: Ctx): void {
  const settled = settledOf(ctx, akb020, text(one, 'ykc618'))
  if (settled?.state !== '1') before(`结算 ${text(one, 'ykc618')} 没有上传，或已撤销`)
  if (settled!.month !== '') rule(`结算 ${settled!.ykc618} 已在月结 ${settled!.month} 里`)
  const parts = [settled!.total, settled!.fund, settled!.own]
  const told = ['akc264', 'akb068', 'akb067'].map((name) => amount(one, name))
  if (parts.some((part, index) => part !== told[index])) rule(`结算 ${settled!.ykc618} 的金额与上传的不一致`)
  ctx.store.run('update gy_settled set month = ? where no = ?', yzz062, settled!.no)
}

/** what both sides' confirmation takes here */
const CLEARS_after_ms = 2_000

/** Payable and receivable are both confirmed after a while: a clearing of each month-end, one a place of insurance. */
export function clearMonths(ctx: Ctx): void {
  const { store, at_ms } = ctx
  const due = store.all<Row & { yzz062: string; period: string; at_ms: number; data: string }>(
    'select yzz062, period, at_ms, data from gy_month where cleared = 0 and at_ms <= ?',
    at_ms - CLEARS_after_ms,
  )
  for (const month of due) {
    store.run('update gy_month set cleared = 1 where yzz062 = ?', month.yzz062)
    const row = JSON.parse(month.data) as JsonObject
    const places = Map.groupBy(rows(row, 'setllist'), (one) => text(one, 'aab301'))
    for (const [aab301, list] of places) publish(ctx, 'GYD005', cleared(ctx, month, row, aab301, list))
  }
}

function cleared(
  ctx: Ctx,
  { yzz062, period }: { yzz062: string; period: string },
  row: JsonObject,
  aab301: string,
  list: JsonObject[],
): JsonObject {
  const taken = new Map(rows(row, 'kklist').map((one) => [one.ykc618, amount(one, 'kk_amt')]))
  const detlist = list.map((one) => {
    const kk = taken.get(one.ykc618 ?? '') ?? yuan(0)
    const kk_amt = kk / 100
    const qf_amt = (amount(one, 'akb068') - kk) / 100
    const { akb020 = '', inst_type = '', aab299 = '' } = row
    const { aac003 = '' } = settledOf(ctx, String(akb020), text(one, 'ykc618')) ?? {}
    return { ...one, akb020, inst_type, aab299, aac003, kk_amt, qf_amt, yzz062 } as JsonObject
  })
  const yuanOf = (name: string) => sum(detlist.map((one) => amount(one, name))) / 100
  const at = now(ctx)
  return {
    ...{ qf_no: serial(ctx, 'GYQ'), qf_period: period, qf_dir: '1', opp_admdvs: aab301, qf_num: list.length },
    ...{ akc264: yuanOf('akc264'), akb068: yuanOf('akb068'), qf_amt: yuanOf('qf_amt') },
    ...{ pay_cfm_time: at, rec_cfm_time: at, qf_time: at, aab299: row.aab299 ?? '', aab301, detlist },
  }
}

export const audit: Area = {
  GYU003: (input, ctx) => each(input, ctx, (row) => monthEnd(row, ctx)),
  GYU004: (input, ctx) => each(input, ctx, (row) => deducted(row, ctx)),
  GYR004: (input, ctx) => each(input, ctx, (row) => undeducted(row, ctx)),
}
