import { negatedPay, sameLines } from '../../../shared/bizh.ts'
import type { JsonObject } from '../../../shared/contract.ts'
import { fen, ZERO } from '../../../shared/money.ts'
import { rows } from '../../../shared/settlement.ts'
import { book, unbook } from '../injury/ledger.ts'
import { refuse } from '../injury/wing.ts'
import { billOf, type Line, lineOf, MOST_LINES, payOfBill } from './fees.ts'
import {
  type Area,
  begin,
  bizRow,
  type Ctx,
  type Handler,
  type Kept,
  keep,
  linesOf,
  put,
  text,
  type Visit,
  visitOf,
  visitsWhere,
} from './kit.ts'
import { injuryFor, workerBy, workerOf } from './people.ts'

/** Outpatients: bizh1101xx. Of a visit each batch of charges is a settlement of its own. */
const setlId = (mdtrt_id: string, batch: number) => `${mdtrt_id}-${batch}`
const batchOf = ({ setl_id }: Kept) => Number(setl_id.slice(setl_id.lastIndexOf('-') + 1))

/** bizh110104 */
const register: Handler = (ctx): JsonObject => {
  const { program, at_ms } = ctx
  if (program.aka130 !== '41' || program.bka006 !== '410') refuse('业务类型或待遇类型不是工伤门诊')
  const worker = workerOf(text(program.aac001), at_ms)
  const { bka042 } = injuryFor(worker, text(program.bka042), text(program.bka017))
  const open = visitsWhere(
    ctx,
    `kind = 'outpatient' and psn_no = ? and ipt_otp_no = ? and akb020 = ? and state <> 'cancelled'`,
    ...[worker.aac001, text(program.bka025), text(program.akb020)],
  )
  if (open.length > 0) refuse(`门诊号 ${text(program.bka025)} 已经登记，不能重复登记`)
  if (program.bka893 !== '1') refuse('挂号的保存标志应为 1')
  const aaz218 = begin(ctx, 'outpatient', worker, bka042)
  const sent = rows(program, 'feeinfo')
  if (sent.length === 0) return { aaz218 }
  const [visit] = visitsWhere(ctx, 'mdtrt_id = ?', aaz218)
  return { aaz218, payinfo: [without(charge(ctx, visit!, sent), 'bka001')] }
}

const without = (row: JsonObject, name: string): JsonObject => {
  const { [name]: _left, ...rest } = row
  return rest
}

function charged(sent: JsonObject[]): Line[] {
  if (sent.length === 0) refuse('费用明细为空')
  if (sent.length > MOST_LINES) refuse(`费用明细一次最多 ${MOST_LINES} 条`)
  return sent.map(lineOf)
}

/** bizh110105: charges a batch, or takes a whole one back. */
const settle: Handler = (ctx) => {
  const { program } = ctx
  const visit = visitOf(ctx, 'outpatient')
  const sent = rows(program, 'feeinfo')
  const signs = new Set(sent.map(({ bka057 }) => Math.sign(Number(bka057))))
  if (signs.size !== 1 || signs.has(0)) refuse('一次只能全部收费或者全部退费')
  if (signs.has(-1)) return { payinfo: [refund(ctx, visit, sent)] }
  if (program.bka893 === '1') return { payinfo: [charge(ctx, visit, sent)] }
  const pay = payOfBill(billOf(charged(sent)), text(program.akb020), visit.mdtrt_id)
  return { payinfo: [{ ...pay, bka001: nextBatch(ctx, visit) }] }
}

const nextBatch = ({ store }: Ctx, { mdtrt_id }: Visit): number =>
  1 +
  Number(
    store.get(`select count(*) as n from settlement where family = 'bizh' and mdtrt_id = ?`, mdtrt_id)?.n,
  )

/** The hospital's own marks of lines that stand: the same charge is not taken twice. */
function marksOf(ctx: Ctx, { mdtrt_id }: Visit): Set<string> {
  const standing = new Set(batches(ctx, mdtrt_id).map(({ setl_id }) => setl_id))
  const lines = linesOf(ctx, mdtrt_id).filter(({ setl_id }) => standing.has(setl_id))
  return new Set(lines.map(({ sent }) => text(sent.bka071)).filter((mark) => mark !== ''))
}

const batches = ({ store }: Ctx, mdtrt_id: string) =>
  store.all<{ setl_id: string; info: string }>(
    `select setl_id, info from settlement
     where family = 'bizh' and mdtrt_id = ? and voided = 0 and reverses is null`,
    mdtrt_id,
  )

function charge(ctx: Ctx, visit: Visit, sent: JsonObject[]): JsonObject {
  const { store, program, at_ms } = ctx
  const lines = charged(sent)
  const marks = marksOf(ctx, visit)
  const twice = sent.find(({ bka071 }) => marks.has(text(bka071)))
  if (twice) refuse(`医院费用唯一标识 ${text(twice.bka071)} 重复`)
  const bka001 = nextBatch(ctx, visit)
  const setl_id = setlId(visit.mdtrt_id, bka001)
  const bill = billOf(lines)
  const pay = { ...payOfBill(bill, text(program.akb020), visit.mdtrt_id), bka001 }
  for (const line of lines) keep(ctx, visit.mdtrt_id, { ...line, sn: text(store.next('bizh-fee')), setl_id })
  const { mdtrt_id, psn_no } = visit
  const { total, fund, cash } = bill
  book(store, {
    ...{ family: 'bizh', setl_id, msgid: '', mdtrt_id, psn_no, total, fund, cash, hosp: ZERO, at_ms },
    info: pay,
  })
  put(ctx, { ...visit, state: 'settled' })
  return pay
}

/** Lines of a batch by the serials that 110103 gave; nothing less than the batch is taken back. */
function refund(ctx: Ctx, visit: Visit, sent: JsonObject[]): JsonObject {
  const { store, program, at_ms } = ctx
  const kept = linesOf(ctx, visit.mdtrt_id)
  const quoted = sent.map(
    ({ aaz213 }) => kept.find(({ sn }) => sn === aaz213) ?? refuse(`费用序列号 ${text(aaz213)} 有误`),
  )
  const [setl_id, ...others] = [...new Set(quoted.map((line) => line.setl_id))]
  if (others.length > 0) refuse('一次只能退一个费用批次')
  const of = batches(ctx, visit.mdtrt_id).find((one) => one.setl_id === setl_id)
  if (!of) refuse('该批次费用已退费，不能重复退费')
  const whole = kept.filter((line) => line.setl_id === setl_id)
  const minus = whole.map(({ sent: line }) => negated(line))
  const bare = (list: readonly JsonObject[]) => list.map((line) => without(line, 'bka071'))
  if (!sameLines(bare(sent), bare(minus))) refuse('退费必须退该批次的全部费用，且与原明细一致')
  const bka001 = nextBatch(ctx, visit)
  const pay = { ...negatedPay(JSON.parse(of.info) as JsonObject), bka001 }
  if (program.bka893 !== '1') return pay
  const by = { setl_id: setlId(visit.mdtrt_id, bka001), msgid: '', at_ms }
  unbook(store, 'bizh', of.setl_id, by)
  for (const [at, line] of whole.entries())
    keep(ctx, visit.mdtrt_id, {
      ...{ sent: sent[at]!, amount: fen(-line.amount), own: fen(-line.own), pre: fen(-line.pre) },
      ...{ sn: text(store.next('bizh-fee')), setl_id: by.setl_id },
    })
  put(ctx, { ...visit, state: batches(ctx, visit.mdtrt_id).length > 0 ? 'settled' : 'open' })
  return pay
}

const negated = (line: JsonObject): JsonObject => ({
  ...line,
  ...{ bka057: -Number(line.bka057), bka058: -Number(line.bka058) },
})

const feeRow = (line: Kept): JsonObject => {
  const { bka063: _no, bka064: _name, aaz267: _mark, ...sent } = line.sent
  return { ...sent, aaz213: line.sn, bka001: batchOf(line) }
}

function askedFor(ctx: Ctx): Visit[] {
  const { program, at_ms } = ctx
  const [type, value] = [text(program.bka895), text(program.bka896)]
  const own = `kind = 'outpatient' and akb020 = ? and state <> 'cancelled'`
  if (type === 'aaz218') return visitsWhere(ctx, `${own} and mdtrt_id = ?`, text(program.akb020), value)
  if (type === 'bka025') return visitsWhere(ctx, `${own} and ipt_otp_no = ?`, text(program.akb020), value)
  const worker = workerBy(type, value, at_ms) ?? refuse('未查询到该参保人的信息')
  return visitsWhere(ctx, `${own} and psn_no = ?`, text(program.akb020), worker.aac001)
}

/** bizh110102 */
const registered: Handler = (ctx) => {
  const found = askedFor(ctx)
  const lines = found.flatMap(({ mdtrt_id }) => linesOf(ctx, mdtrt_id))
  return {
    bizinfo: found.map((visit) => bizRow(visit, workerOf(visit.psn_no, ctx.at_ms))),
    feeinfo: lines.map(feeRow).map(({ bka052, bka053, bka054, aka036, bka061, ...row }) => row),
  }
}

/** bizh110103 */
const refundable: Handler = (ctx) => {
  const found = askedFor(ctx)
  if (found.length === 0) refuse('未查询到门诊业务信息')
  const wanted = Number(ctx.program.bka001)
  const all = found.flatMap(({ mdtrt_id }) => linesOf(ctx, mdtrt_id))
  const lines = wanted === 0 ? all : all.filter((line) => batchOf(line) === wanted)
  if (lines.length === 0) refuse('未查询到已收费的费用信息')
  const standing = new Set(found.flatMap(({ mdtrt_id }) => batches(ctx, mdtrt_id)).map((one) => one.setl_id))
  if (wanted !== 0 && !lines.some(({ setl_id }) => standing.has(setl_id)))
    refuse('该批次费用已退费，不能重复退费')
  return {
    bizinfo: found.map((visit) => bizRow(visit, workerOf(visit.psn_no, ctx.at_ms))),
    feeinfo: lines.map(feeRow),
  }
}

/** bizh110106 */
const unregister: Handler = (ctx) => {
  const visit = visitOf(ctx, 'outpatient')
  if (visit.state === 'settled') refuse('该业务还有没退费的费用批次，请先退费')
  put(ctx, { ...visit, state: 'cancelled' })
  return {}
}

export const clinic: Area = {
  bizh110102: registered,
  bizh110103: refundable,
  bizh110104: register,
  bizh110105: settle,
  bizh110106: unregister,
}
