import type { ErxOutputs } from '../../../shared/api/erx.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fail, faultOf } from '../../../shared/errors.ts'
import { maskName, maskNo } from '../../../shared/mask.ts'
import { type Fen, tryYuan, yuanShow, ZERO } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import type { His } from '../../his/port.ts'
import type { Change, DocRow, Journal } from '../../journal/port.ts'
import type { Inbound, InboundAnswer, InboundHandler, InboundRecord } from '../inbound/port.ts'
import { ONLINE } from './online.ts'

/** Online orders: docs of kind `order` under ord_no, which is the bill's number in the HIS. */
interface OrderData {
  hi_ord_no: string
  psn_name: string
  totalFen: Fen
  /** why it was not confirmed */
  why: string
  setl_id: string | null
  /** 6202 as it came, newest last */
  told: JsonObject[]
}

type OrderState = ErxOutputs['erx.orders'][number]['state']
const STATE: Record<OrderState, string> = {
  confirmed: '已确认，待结算',
  refused: '未确认',
  settled: '已结算',
  refunded: '已退费',
  released: '已放行到窗口',
}

const dataOf = (row: DocRow) => row.data as unknown as OrderData

export interface OrderDeps {
  journal: Journal
  his: His
  fixmedins_code: string
}

/** 6201 and 6202: is this order ours and does its amount agree; and how did it end. */
export function orderHandlers(deps: OrderDeps): InboundHandler[] {
  return [
    { family: 'nhsa', infno: '6201', handle: (message) => confirm(deps, message) },
    { family: 'nhsa', infno: '6202', handle: (message) => settled(deps, message) },
  ]
}

/** Who holds the bill of an order at the HIS, from the confirmation until it is settled or let go. */
const holderOf = (ord_no: string) => ({
  encounterId: `ORD-${ord_no}`,
  window: ONLINE,
  opterName: '医保平台',
})

const foreign = ({ fixmedins_code }: OrderDeps, data: JsonObject) => data.fixmedins_code !== fixmedins_code

/**
 * The same order asked for again gets the same conclusion, whatever happened to the bill meanwhile. A confirmed
 * bill is held at the HIS before the platform hears of it, so that no window takes its money too.
 */
async function confirm(deps: OrderDeps, { input, now }: Inbound): Promise<InboundAnswer> {
  const data = input.data as JsonObject
  if (foreign(deps, data)) return { ok: false, message: '定点医药机构编号不是本机构' }
  const ord_no = String(data.ord_no)
  const totalFen = tryYuan(data.medfee_sumamt) ?? ZERO
  const old = await deps.journal.doc('order', ord_no)
  if (old && dataOf(old).hi_ord_no === data.hi_ord_no && dataOf(old).totalFen === totalFen)
    return concluded(
      old.state !== 'refused' && old.state !== 'released',
      ord_no,
      dataOf(old).why,
      old.createdAt,
    )
  const taken = old !== null && old.state !== 'refused' && old.state !== 'released'
  const why = taken ? '订单已由另一个医保订单确认' : await against(deps, data, totalFen)
  const order: OrderData = {
    ...{ hi_ord_no: String(data.hi_ord_no), psn_name: String(data.psn_name), totalFen, why },
    setl_id: null,
    told: [],
  }
  const changes = taken ? [] : [putOrder(ord_no, why ? 'refused' : 'confirmed', data, order, old, now)]
  return { ...concluded(!why, ord_no, why, now), changes }
}

function concluded(yes: boolean, ord_no: string, why: string, at: number): InboundAnswer & { ok: true } {
  const data = { ord_no, onln_pay_cnfm_flag: yes ? '1' : '0', cnfm_time: datetime(at), memo: why }
  return { ok: true, output: { data }, changes: [] }
}

/** What speaks against the order; '' for nothing, and then the bill is held for it. */
async function against({ his }: OrderDeps, data: JsonObject, totalFen: Fen): Promise<string> {
  const part = (name: string) => tryYuan(data[name]) ?? ZERO
  if (part('fund_pay_sumamt') + part('acct_pay') + part('psn_cash_pay') !== totalFen)
    return '各项支付之和不等于医疗费总额'
  const bill = await his.bill(String(data.ord_no))
  if (!bill) return '订单不存在'
  if (bill.state !== 'open') return bill.state === 'paid' ? '订单已收费' : '订单已取消'
  if (bill.totalFen !== totalFen) return `金额不一致，应为 ${yuanShow(bill.totalFen)} 元`
  try {
    await his.claim([bill.billId], holderOf(bill.billId))
    return ''
  } catch (error) {
    if (faultOf(error).kind !== 'conflict') throw error
    return `订单正在窗口 ${bill.window ?? ''} 收费`
  }
}

/**
 * By hi_ord_no + setl_id once; the HIS hears of it from the outbox until it has taken it. A refund that overtakes
 * its settlement is sent again by the platform; a second settlement of one order is not taken.
 */
async function settled(deps: OrderDeps, { input, now, msgid }: Inbound): Promise<InboundAnswer> {
  const data = input.data as JsonObject
  if (foreign(deps, data)) return { ok: false, message: '定点医药机构编号不是本机构' }
  const ord_no = String(data.ord_no)
  const old = await deps.journal.doc('order', ord_no)
  if (!old || dataOf(old).hi_ord_no !== data.hi_ord_no)
    return { ok: false, message: `订单 ${ord_no} 没有经本机构确认` }
  const output = { data: { ord_no, recv_time: datetime(now) } }
  const refunded = data.refd_setl_flag === '1'
  const { told, ...order } = dataOf(old)
  const known = told.some((t) => t.setl_id === data.setl_id && t.refd_setl_flag === data.refd_setl_flag)
  if (known) return { ok: true, output, changes: [] }
  if (tryYuan(data.medfee_sumamt) !== order.totalFen && !refunded)
    return { ok: false, message: `结算金额与订单金额 ${yuanShow(order.totalFen)} 元不一致` }
  if (refunded && old.state !== 'settled') return { ok: false, message: '还没有收到这个订单的结算结果' }
  if (!refunded && old.state === 'settled')
    return { ok: false, message: `订单已经结算，结算ID ${order.setl_id}` }
  const setl_id = String(data.setl_id)
  const next: OrderData = { ...order, setl_id, told: [...told, data] }
  const writeBack: Change = {
    t: 'outbox',
    add: {
      job: 'his.writeBack',
      key: `order ${ord_no}`,
      payload: {
        key: msgid,
        kind: refunded ? 'refunded' : 'paid',
        encounterId: holderOf(ord_no).encounterId,
        billIds: [ord_no],
        setl_id,
        facts: { online: true, setl_time: data.setl_time ?? '' },
      },
      nextAt: now,
      createdAt: now,
    },
  }
  const changes = [putOrder(ord_no, refunded ? 'refunded' : 'settled', data, next, old, now), writeBack]
  return { ok: true, output, changes }
}

/**
 * Gives a confirmed order's bill back to the windows, where a person knows that nobody pays for it online any
 * more. Throws GuitaiError `not_found`, `conflict`.
 */
export async function releaseOrder(
  { journal, his }: Pick<OrderDeps, 'journal' | 'his'>,
  { ord_no, version }: { ord_no: string; version: number },
  audit: Change,
  at: number,
): Promise<ErxOutputs['erx.orders'][number]> {
  const row = await journal.doc('order', ord_no)
  if (!row) return fail('not_found', `没有订单 ${ord_no}`, '没有改变。', '请刷新列表。')
  if (row.version !== version || row.state !== 'confirmed')
    return fail('conflict', '这个订单的状态已经改变，没有放行', '没有改变。', '请刷新列表后查看。')
  await his.release(holderOf(ord_no).encounterId)
  const { version: expect, createdAt: _, ...order } = row
  const data = { ...dataOf(row), why: '已放行到窗口收费' } as unknown as Json
  await journal.commit([{ t: 'doc', put: { ...order, state: 'released', data, at }, expect }, audit])
  return orderView({ ...row, state: 'released', data, version: expect + 1, at })
}

function putOrder(
  id: string,
  state: OrderState,
  data: JsonObject,
  order: OrderData,
  old: DocRow | null,
  at: number,
): Change {
  const put = {
    ...{ kind: 'order', id, state, subject: String(data.psn_no ?? ''), data: order as unknown as Json, at },
    text: [id, order.hi_ord_no, order.psn_name].join(' '),
    opter: 'platform',
    opterName: '医保平台',
  }
  return { t: 'doc', put, expect: old?.version ?? 0 }
}

export function orderView(row: DocRow): ErxOutputs['erx.orders'][number] {
  const { hi_ord_no, psn_name, totalFen, setl_id, why } = dataOf(row)
  const state = row.state as OrderState
  const who = maskName(psn_name)
  return {
    ord_no: row.id,
    version: row.version,
    hi_ord_no,
    psn_name: who,
    state,
    stateLabel: STATE[state],
    totalFen,
    setl_id,
    why: state === 'released' ? '' : why,
    at: row.at,
  }
}

export function inboxView(row: DocRow, nameOf: (infno: string) => string): ErxOutputs['erx.inbox'][number] {
  const { infno, from, message } = row.data as unknown as InboundRecord
  const taken = row.state === 'taken'
  const subject = maskNo(row.subject)
  return {
    msgid: row.id,
    infno,
    name: nameOf(infno),
    from,
    taken,
    message: message ?? '',
    subject,
    at: row.at,
  }
}
