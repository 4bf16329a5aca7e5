import type { JsonObject } from '../../../shared/contract.ts'
import { type Fen, fen, scaled, yuanNumber, ZERO } from '../../../shared/money.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { book, unbook } from '../injury/ledger.ts'
import { refuse } from '../injury/wing.ts'
import { billOf, lineOf, MOST_LINES, payOfBill } from './fees.ts'
import {
  type Area,
  begin,
  type Ctx,
  type Handler,
  keep,
  linesOf,
  put,
  text,
  type Visit,
  visitOf,
  visitsWhere,
} from './kit.ts'
import { injuryFor, workerOf } from './people.ts'

/** Inpatients: bizh1200xx, 1201xx. Backwards one step at a time: 120107, 120108, 120109. */
const stayOf = (ctx: Ctx): Visit => visitOf(ctx, 'inpatient')

/** Still in hospital, where lines may be saved. */
function inside(ctx: Ctx): Visit {
  const stay = stayOf(ctx)
  if (stay.state === 'settled') refuse('该业务已结算，请先取消出院结算')
  if (stay.state === 'out') refuse('该业务已办理出院登记，请先取消出院登记')
  return stay
}

/** bizh120103 */
const admit: Handler = (ctx) => {
  const { program, at_ms } = ctx
  if (program.aka130 !== '42' || program.bka006 !== '420') refuse('业务类型或待遇类型不是工伤住院')
  const worker = workerOf(text(program.aac001), at_ms)
  const { bka042 } = injuryFor(worker, text(program.bka042), text(program.bka017))
  const [open] = visitsWhere(
    ctx,
    `kind = 'inpatient' and psn_no = ? and state in ('open', 'out')`,
    worker.aac001,
  )
  if (open)
    refuse(
      open.akb020 === program.akb020
        ? `该参保人已在本院住院（住院号 ${open.ipt_otp_no}），不能重复登记`
        : `业务互斥：该参保人正在 ${open.akb020} 住院，尚未出院结算或取消入院登记`,
    )
  return { aaz218: begin(ctx, 'inpatient', worker, bka042) }
}

const CHANGEABLE = ['bka021', 'bka022', 'bka019', 'bka020', 'bka023', 'bka503', 'ykc679', 'ykc680']

/** bizh120104 */
const change: Handler = (ctx) => {
  const { program } = ctx
  const stay = inside(ctx)
  const said = Object.fromEntries(
    CHANGEABLE.flatMap((name) => (name in program ? [[name, program[name]!]] : [])),
  )
  put(ctx, { ...stay, ipt_otp_no: text(program.bka025), info: { ...stay.info, ...said } })
  return {}
}

/** bizh120002: whole or not at all; serials go on from the last one. */
const save: Handler = (ctx) => {
  const stay = inside(ctx)
  const sent = rows(ctx.program, 'feeinfo')
  if (sent.length > MOST_LINES) refuse(`费用明细一次最多 ${MOST_LINES} 条`)
  const known = linesOf(ctx, stay.mdtrt_id)
  const serials = new Set(known.map(({ sn }) => sn))
  for (const [at, line] of sent.entries()) {
    const sn = text(line.aaz213)
    if (serials.has(sn)) refuse(`费用序列号 ${sn} 重复`)
    if (sn !== String(known.length + at + 1)) refuse(`费用序列号 ${sn} 不连续，应为 ${known.length + at + 1}`)
    keep(ctx, stay.mdtrt_id, { ...lineOf(line, at), sn, setl_id: '' })
  }
  const left = new Map<string, bigint>()
  for (const { sent: line } of linesOf(ctx, stay.mdtrt_id)) {
    const code = text(line.ake005)
    left.set(code, (left.get(code) ?? 0n) + (scaled(line.bka057 as number, 2) ?? 0n))
  }
  const over = [...left].find(([, count]) => count < 0n)
  if (over) refuse(`项目 ${over[0]} 退费的数量大于已录入的数量`)
  return {}
}

/** bizh120004 */
const removeLines: Handler = (ctx) => {
  const stay = stayOf(ctx)
  if (stay.state === 'settled') refuse('该业务已结算，请先取消出院结算')
  const removed = ctx.store.run(`delete from detail where family = 'bizh' and mdtrt_id = ?`, stay.mdtrt_id)
  if (removed === 0) refuse('没有找到费用明细，不存在可删除的费用')
  return {}
}

const pay = (ctx: Ctx, { mdtrt_id, akb020 }: Visit) => {
  const lines = linesOf(ctx, mdtrt_id)
  if (lines.length === 0) refuse('没有费用明细，不能计算')
  const bill = billOf(lines)
  return { bill, answer: payOfBill(bill, akb020, mdtrt_id) }
}

/** bizh120003 */
const trial: Handler = (ctx) => pay(ctx, stayOf(ctx)).answer

/** bizh120105 */
const discharge: Handler = (ctx) => {
  const { program } = ctx
  const stay = inside(ctx)
  if (text(program.bka032) < stay.begntime) refuse('出院日期早于入院日期')
  const names = ['bka031', 'bka032', 'bka033', 'bka034', 'bka043', 'bkf002', 'bkf003', 'bkf004']
  const said = Object.fromEntries(names.flatMap((name) => (name in program ? [[name, program[name]!]] : [])))
  put(ctx, { ...stay, state: 'out', info: { ...stay.info, ...said } })
  return linesOf(ctx, stay.mdtrt_id).length > 0 ? pay(ctx, stay).answer : {}
}

/** bizh120106 */
const settle: Handler = (ctx) => {
  const { store, program, at_ms } = ctx
  const stay = stayOf(ctx)
  const { mdtrt_id, psn_no } = stay
  if (stay.state === 'settled') refuse('该业务已结算，不能重复结算')
  if (stay.state === 'open') refuse('尚未办理出院登记，不能结算')
  const { bill, answer } = pay(ctx, stay)
  const { total, fund, cash } = bill
  const no = 1 + settlements(ctx, mdtrt_id, 'reverses is null')
  book(store, {
    ...{ family: 'bizh', setl_id: `${mdtrt_id}:${no}`, msgid: '', mdtrt_id, psn_no },
    ...{ total, fund, cash, hosp: ZERO, at_ms, info: answer },
  })
  const by = { bka045: dateOf(at_ms), bka046: program.bka046!, bka047: program.bka047! }
  put(ctx, { ...stay, state: 'settled', info: { ...stay.info, ...by } })
  return answer
}

const settlements = ({ store }: Ctx, mdtrt_id: string, which: string): number =>
  Number(
    store.get(
      `select count(*) as n from settlement where family = 'bizh' and mdtrt_id = ? and ${which}`,
      mdtrt_id,
    )?.n,
  )

/** bizh120107 */
const unsettle: Handler = (ctx) => {
  const { store, at_ms } = ctx
  const stay = stayOf(ctx)
  const standing = store.get<{ setl_id: string }>(
    `select setl_id from settlement
     where family = 'bizh' and mdtrt_id = ? and voided = 0 and reverses is null`,
    stay.mdtrt_id,
  )
  if (!standing) refuse('该业务未结算，不存在可取消的出院结算')
  const { setl_id } = standing
  unbook(store, 'bizh', setl_id, { setl_id: `${setl_id}R`, msgid: '', at_ms })
  const { bka045: _day, bka046: _no, bka047: _name, ...info } = stay.info
  put(ctx, { ...stay, state: 'out', info })
  return {}
}

/** bizh120108 */
const undischarge: Handler = (ctx) => {
  const stay = stayOf(ctx)
  if (stay.state === 'settled') refuse('该业务已结算，请先取消出院结算')
  if (stay.state === 'open') refuse('尚未办理出院登记，不存在可取消的出院登记')
  const { bka031: _diag, bka032: _day, bka033: _no, bka034: _name, ...info } = stay.info
  put(ctx, { ...stay, state: 'open', info })
  return {}
}

/** bizh120109: the whole stay, its lines too. */
const unadmit: Handler = (ctx) => {
  const stay = inside(ctx)
  ctx.store.run(`delete from detail where family = 'bizh' and mdtrt_id = ?`, stay.mdtrt_id)
  put(ctx, { ...stay, state: 'cancelled' })
  return {}
}

/** bizh120113 */
const list: Handler = (ctx) => {
  const stay = stayOf(ctx)
  const worker = workerOf(stay.psn_no, ctx.at_ms)
  const lines = linesOf(ctx, stay.mdtrt_id)
  if (lines.length === 0) refuse('没有找到费用明细')
  return {
    feelist: lines.map(({ sent, pre, own }) => ({
      ...{ aac003: worker.name, aac004: worker.gend, aaz218: stay.mdtrt_id, ake006: sent.ake006! },
      ...(sent.bka052 ? { bka052: sent.bka052 } : {}),
      ...(sent.bka054 ? { bka054: sent.bka054 } : {}),
      ...{ bka056: sent.bka056!, dosage: sent.bka057!, money: sent.bka058! },
      pay_first: yuanNumber(fen(pre + own)),
    })),
  }
}

const DAY_ms = 86_400_000

/** bizh120206 */
const sheet: Handler = (ctx) => {
  const stay = stayOf(ctx)
  if (stay.state !== 'settled') refuse('该业务未结算，没有结算单')
  const worker = workerOf(stay.psn_no, ctx.at_ms)
  const { info, mdtrt_id, begntime } = stay
  const { total, fund, cash } = pay(ctx, stay).bill
  const days = Math.round((Date.parse(text(info.bka032)) - Date.parse(begntime)) / DAY_ms)
  return {
    ...{ akb021: '联网协议机构', aaz218: mdtrt_id, aac003: worker.name, aac004: worker.gend },
    ...{ aac001: worker.aac001, bka100: worker.card_no, bka006: info.bka006!, aka130: info.aka130! },
    ...{ bka045: info.bka045!, bka020: info.bka020!, bka025: stay.ipt_otp_no, bka017: begntime },
    ...{ bka032: info.bka032!, bka030: days, bka979: yuanNumber(total) },
    ...{ bka811: yuanNumber(fund), bka812: yuanNumber(cash), bka814: yuanNumber(fund) },
    ...{ aae011: info.bka047!, bka890: dateOf(ctx.at_ms), fundinfo: fundRows(ctx, mdtrt_id) },
  }
}

/** One row for each kind of item, by the first letters of the hospital's codes. */
const KINDS: Record<string, string> = { YP: '药品费', ZY: '中药费', XM: '诊疗费', CL: '材料费' }

function fundRows(ctx: Ctx, mdtrt_id: string): JsonObject[] {
  const lines = linesOf(ctx, mdtrt_id)
  const groups = Map.groupBy(lines, ({ sent }) => KINDS[text(sent.ake005).slice(0, 2)] ?? '其他费')
  return [...groups].map(([bka800, of]): JsonObject => {
    const { total, cash, fund } = billOf(of)
    const yuan = (amount: Fen) => yuanNumber(amount)
    return { bka800, bka801_1: yuan(cash), bka801_2: yuan(fund), bka801_7: yuan(total) }
  })
}

export const stay: Area = {
  bizh120002: save,
  bizh120003: trial,
  bizh120004: removeLines,
  bizh120103: admit,
  bizh120104: change,
  bizh120105: discharge,
  bizh120106: settle,
  bizh120107: unsettle,
  bizh120108: undischarge,
  bizh120109: unadmit,
  bizh120113: list,
  bizh120206: sheet,
}
