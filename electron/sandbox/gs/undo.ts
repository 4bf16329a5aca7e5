import type { Json, JsonObject } from '../../../shared/contract.ts'
import { fen, yuanNumber } from '../../../shared/money.ts'
import { node } from '../../../shared/settlement.ts'
import { unbook } from '../injury/ledger.ts'
import { refuse } from '../injury/wing.ts'
import { undoApplication } from './apply.ts'
import { undoClearing } from './clearing.ts'
import {
  type Ctx,
  dataOf,
  docsByMessage,
  docsOf,
  type Handler,
  numbered,
  putVisit,
  text,
  type Visit,
  visitOf,
} from './kit.ts'

/** The call that is taken back, as it came and was answered. */
interface Original {
  sn: string
  data: JsonObject
  output: JsonObject
}

/** Takes one call back; answers what GS5001 tells beside its own number. */
type Undo = (ctx: Ctx, original: Original) => JsonObject

function visitBy({ store }: Ctx, akc190: Json | undefined): Visit {
  return visitOf(store, text(akc190)) ?? refuse('原交易的就诊登记不存在')
}

/** A step cannot be taken back while a later one stands. */
function still(visit: Visit, state: 'open' | 'out'): void {
  if (visit.state === 'settled') refuse('已结算，请先回退结算')
  if (state === 'open' && visit.state === 'out') refuse('已办理出院，请先回退出院')
  if (visit.state === 'cancelled') refuse('就诊登记已回退')
}

const admission: Undo = (ctx, { output }) => {
  const { store } = ctx
  const visit = visitBy(ctx, node(output, 'result')?.akc190)
  still(visit, 'open')
  const { mdtrt_id } = visit
  if (store.get(`select 1 from detail where family = 'gs' and mdtrt_id = ?`, mdtrt_id))
    refuse('还有费用明细，请先回退费用明细')
  const docs = (['order', 'plan', 'eval'] as const).flatMap((kind) => docsOf(store, kind, mdtrt_id))
  if (docs.length > 0) refuse('还有医嘱或康复方案、评估，请先回退')
  putVisit(store, { ...visit, state: 'cancelled' })
  return { akc190: mdtrt_id }
}

/** The admission as it was before the change, where nothing was changed after it. */
const change: Undo = ({ store }, { sn }) => {
  const [doc] = docsByMessage(store, sn)
  const visit = doc && visitOf(store, doc.mdtrt_id)
  if (!doc || !visit) refuse('原交易的修改记录不存在')
  still(visit, 'open')
  if (docsOf(store, 'change', doc.mdtrt_id).at(-1)?.no !== doc.no) refuse('之后又有修改，不能回退')
  const { ykc010, akc192 } = doc.info
  putVisit(store, { ...visit, info: doc.info, ipt_otp_no: text(ykc010), begntime: text(akc192) })
  store.run('update gs_doc set stands = 0 where no = ?', doc.no)
  return { akc190: doc.mdtrt_id }
}

const lines: Undo = (ctx, { sn, data }) => {
  const visit = visitBy(ctx, data.akc190)
  still(visit, 'open')
  ctx.store.run(
    `delete from detail where family = 'gs' and mdtrt_id = ? and msgid = ?`,
    ...[visit.mdtrt_id, sn],
  )
  return { akc190: visit.mdtrt_id }
}

/** Orders, plans, evaluations; a front page has no later step. */
const docs =
  (state: 'open' | 'out' | null): Undo =>
  ({ store }, { sn }) => {
    const found = docsByMessage(store, sn)
    const visit = found[0] && visitOf(store, found[0].mdtrt_id)
    if (!visit) refuse('原交易的上传记录不存在')
    if (state) still(visit, state)
    for (const { no } of found) store.run('update gs_doc set stands = 0 where no = ?', no)
    return { akc190: visit.mdtrt_id }
  }

const discharge: Undo = (ctx, { sn, data }) => {
  const visit = visitBy(ctx, data.akc190)
  still(visit, 'out')
  if (visit.info.outMsgid !== sn) refuse('该患者没有办理出院')
  const { outMsgid: _out, ...info } = visit.info
  putVisit(ctx.store, { ...visit, state: 'open', info })
  return { akc190: visit.mdtrt_id }
}

const settlement: Undo = (ctx, { output }) => {
  const { store, id: msgid, at_ms } = ctx
  const row = store.get<{ setl_id: string; mdtrt_id: string; total: number; fund: number; cash: number }>(
    `select * from settlement where family = 'gs' and setl_id = ? and voided = 0 and reverses is null`,
    text(node(output, 'setlinfo')?.yka103),
  )
  if (!row) refuse('原交易的结算不存在')
  if (store.get('select 1 from gs_cleared where yka103 = ?', row.setl_id))
    refuse('结算已在清算申请中，请先回退清算申请')
  unbook(store, 'gs', row.setl_id, { setl_id: numbered(ctx, 'TF'), msgid, at_ms })
  const visit = visitOf(store, row.mdtrt_id)!
  if (visit.kind === 'outpatient') {
    putVisit(store, { ...visit, state: 'cancelled' })
    store.run(`delete from detail where family = 'gs' and mdtrt_id = ?`, row.mdtrt_id)
    store.run(`update gs_apply set state = 'decided' where ykc112 = ?`, text(visit.info.ykc112))
  } else {
    putVisit(store, { ...visit, state: 'out' })
    store.run(`update detail set setl_id = '' where family = 'gs' and mdtrt_id = ?`, row.mdtrt_id)
  }
  const { total, fund, cash } = row
  return {
    ...{ akc190: row.mdtrt_id, yka103: row.setl_id, yka055: yuanNumber(fen(total)) },
    ...{ yka107: yuanNumber(fen(fund)), ykh012: yuanNumber(fen(cash)) },
  }
}

const UNDO: Record<string, Undo> = {
  GS3001: admission,
  GS3003: change,
  GS3004: lines,
  GS3008: discharge,
  GS3010: docs(null),
  GS3012: docs('open'),
  GS3015: settlement,
  GS3106: ({ store, at_ms }, { sn }) => undoApplication(store, sn, at_ms),
  GS3108: settlement,
  GS3201: ({ store }, { sn }) => undoClearing(store, sn),
  GS3402: docs('open'),
  GS3405: docs('out'),
}

/** GS5001: by the serial of the call. Asked for again it answers the first undo. */
const undo: Handler = (ctx) => {
  const { store, data } = ctx
  const [orig_code, orig_sn] = [text(data.orig_code), text(data.orig_sn)]
  const before = store.get<{ output: string }>('select output from gs_undo where orig_sn = ?', orig_sn)
  if (before) return JSON.parse(before.output) as JsonObject
  const message = store.get<{ code: string; input: string; output: string }>(
    `select code, input, output from message where family = 'gs' and id = ?`,
    orig_sn,
  )
  if (!message) refuse(`原交易流水号 ${orig_sn} 不存在`)
  if (message.code !== orig_code) refuse('原交易编号与原交易流水号不符')
  if (orig_code === 'GS1002') refuse('业务材料请用 GS1003 回退')
  const how = UNDO[orig_code]
  if (!how) refuse(`交易 ${orig_code} 不能通用回退`)
  const input = JSON.parse(message.input) as JsonObject
  const output = JSON.parse(message.output) as JsonObject
  const told = how(ctx, { sn: orig_sn, data: dataOf(input), output })
  if (data.akc190 && told.akc190 && data.akc190 !== told.akc190) refuse('就诊编号与原交易不符')
  store.run(`update message set undone = 1 where family = 'gs' and id = ?`, orig_sn)
  const answer = { result: { undo_sn: numbered(ctx, 'HT'), orig_code, orig_sn, ...told } }
  store.insert('gs_undo', { orig_sn, output: JSON.stringify(answer) })
  return answer
}

export const undos: Record<string, Handler> = { GS5001: undo }
