import type { Json, JsonObject } from '../../../shared/contract.ts'
import { datetime } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { sm3 } from '../../sm/index.ts'
import { refuse } from '../injury/wing.ts'
import {
  type Ctx,
  type DocRow,
  docById,
  docsOf,
  type Handler,
  numbered,
  openStay,
  pick,
  put,
  stayOf,
  text,
} from './kit.ts'
import { formOf } from './papers.ts'
import { known, rehabRow } from './person.ts'

const MOST_FILES = 10
const MOST_bytes = 5_000_000
const TYPES = ['jpg', 'jpeg', 'png', 'pdf']

/** GS3012: a number of an order comes once in a stay. */
const orders: Handler = (ctx) => {
  const { store, data } = ctx
  const visit = openStay(ctx)
  const sent = rows(data, 'orderinfo')
  const { mdtrt_id, psn_no } = visit
  const known = new Set(docsOf(store, 'order', mdtrt_id).map(({ id }) => id))
  for (const row of sent) {
    const id = text(row.yke112)
    if (known.has(id)) refuse(`医嘱序号 ${id} 重复`)
    known.add(id)
    if (text(row.yke361) < visit.begntime.slice(0, 10)) refuse(`医嘱 ${id} 的开始时间早于入院时间`)
    put(ctx, { kind: 'order', id, mdtrt_id, psn_no, info: row })
  }
  return { result: { akc190: mdtrt_id, nums: sent.length } }
}

/** GS3010: after the discharge; sent again it replaces what was there. */
const frontPage: Handler = (ctx) => {
  const visit = stayOf(ctx)
  if (visit.state === 'open') refuse('病案首页要在出院办理之后上传')
  const { input } = ctx
  const principal = rows(input, 'diseinfo').filter(({ diag_type }) => diag_type === '1')
  if (principal.length !== 1) refuse('必须有且只有一个主要诊断')
  const { mdtrt_id, psn_no } = visit
  put(ctx, { kind: 'page', id: mdtrt_id, mdtrt_id, psn_no, info: input })
  return { result: { akc190: mdtrt_id, biz_sn: ctx.id } }
}

/** GS1002 */
const materials: Handler = (ctx) => {
  const { data } = ctx
  const worker = known(ctx)
  const files = rows(data, 'matinfo')
  if (files.length > MOST_FILES) refuse(`每次最多上传 ${MOST_FILES} 份材料`)
  openBusiness(ctx, text(data.biz_sn), text(data.biz_code))
  const result = files.map((file): JsonObject => {
    const at = `第 ${text(file.xh)} 份材料`
    if (!TYPES.includes(text(file.file_type).toLowerCase())) refuse(`${at}的文件类型不支持`)
    const bytes = Buffer.from(text(file.file_data), 'base64')
    if (bytes.length === 0) refuse(`${at}没有内容`)
    if (bytes.length > MOST_bytes) refuse(`${at}超过 5 MB`)
    if (bytes.length !== file.file_size) refuse(`${at}的文件大小与内容不符`)
    if (sm3(bytes).toString('hex') !== text(file.file_hash).toLowerCase()) refuse(`${at}的文件摘要与内容不符`)
    const mat_id = numbered(ctx, 'CL')
    const info = { ...pick(file, ['mat_type', 'file_name', 'file_type', 'file_size']), biz_sn: data.biz_sn! }
    put(ctx, { kind: 'material', id: mat_id, mdtrt_id: text(data.akc190), psn_no: worker.aac001, info })
    return { mat_id, xh: file.xh!, file_name: file.file_name! }
  })
  return { result }
}

/** The message that a material proves: there, and not decided yet. */
function openBusiness({ store, at_ms }: Ctx, biz_sn: string, code: string): void {
  const message = store.get<{ code: string; undone: number }>(
    `select code, undone from message where family = 'gs' and id = ?`,
    biz_sn,
  )
  if (!message || message.code !== code) refuse('业务流水号对应的业务不存在')
  if (message.undone) refuse('业务流水号对应的业务已回退')
  const decided = store.get<{ n: number }>(
    `select count(*) as n from gs_apply where msgid = ? and (asked >= 2 or ? - at_ms >= 2000)`,
    ...[biz_sn, at_ms],
  )
  if (decided?.n) refuse('该申请已审批，不能再增减材料')
}

/** GS1003 */
const withdrawn: Handler = (ctx) => {
  const { store, data } = ctx
  const found = docById(store, 'material', text(data.mat_id))
  if (!found || found.info.biz_sn !== data.biz_sn) refuse(`材料 ${text(data.mat_id)} 不存在`)
  const message = store.get<{ code: string }>(
    `select code from message where family = 'gs' and id = ?`,
    text(data.biz_sn),
  )
  openBusiness(ctx, text(data.biz_sn), message?.code ?? '')
  store.run('update gs_doc set stands = 0 where no = ?', found.no)
  return { result: { mat_id: found.id, undo_sn: numbered(ctx, 'HT') } }
}

/** GS3402: without a number a new plan, with one that plan changed. */
const plan: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const visit = openStay(ctx)
  if (visit.info.aka130 !== '0503') refuse('康复治疗方案只能用于工伤康复住院')
  const { rehab } = known(ctx)
  if (!rehab || rehab.rehab_appy_no !== data.rehab_appy_no) refuse('康复申请编号不存在')
  const row = rehabRow(known(ctx), text(data.akb020), at_ms)
  if (text(data.aae030) < text(row.aae030) || text(data.aae031) > text(row.aae031))
    refuse('方案的起止日期超出康复申请的有效期')
  if (data.plan_no && !docById(store, 'plan', text(data.plan_no))) refuse('康复方案编号不存在')
  const plan_no = text(data.plan_no) || numbered(ctx, 'FA')
  const { mdtrt_id, psn_no } = visit
  put(ctx, { kind: 'plan', id: plan_no, mdtrt_id, psn_no, info: { ...data, plan_no } })
  return { result: { plan_no, akc190: mdtrt_id } }
}

const PLAN = [
  ...['plan_no', 'akc190', 'aac001', 'rehab_appy_no', 'plan_stage', 'plan_eval', 'plan_goal', 'plan_content'],
  ...['plan_days', 'plan_amt', 'aae030', 'aae031', 'yka287'],
]
const ITEM = ['xh', 'yka094', 'yka095', 'freq', 'item_times', 'akc225', 'yka055']

/** GS3404 */
const plans: Handler = (ctx) => {
  const { store, data } = ctx
  const worker = known(ctx)
  const all = store
    .all<{ mdtrt_id: string }>(
      `select distinct mdtrt_id from gs_doc where kind = 'plan' and psn_no = ? and stands = 1`,
      worker.aac001,
    )
    .flatMap(({ mdtrt_id }) => newest(docsOf(store, 'plan', mdtrt_id)))
  const found = all.filter(
    ({ id, mdtrt_id }) =>
      (!data.akc190 || mdtrt_id === data.akc190) && (!data.plan_no || id === data.plan_no),
  )
  return {
    result: found.map(({ id, info }): JsonObject => {
      const items = rows(info, 'planitem').map((item): Json => pick(item, ITEM))
      return {
        ...{ ...pick(info, PLAN), aac003: worker.psn_name, planitem: items },
        ...{ rehab_state: '1', accept_opnn: '同意' },
        ...(data.doc_type ? { fileinfo: formOf(text(data.doc_type), info, id) } : {}),
      }
    }),
  }
}

/** Of each number the last one that stands. */
const newest = (list: DocRow[]): DocRow[] => [...new Map(list.map((doc) => [doc.id, doc])).values()]

/** GS3405 */
const evaluation: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const visit = stayOf(ctx)
  if (visit.state === 'settled') refuse('该患者已结算，不能再上传评估')
  if (!docById(store, 'plan', text(data.plan_no))) refuse('康复方案编号不存在')
  if (text(data.eval_time) > datetime(at_ms)) refuse('评估时间晚于当前时间')
  if (data.eval_no && !docById(store, 'eval', text(data.eval_no))) refuse('评估编号不存在')
  const eval_no = text(data.eval_no) || numbered(ctx, 'PG')
  const { mdtrt_id, psn_no } = visit
  put(ctx, { kind: 'eval', id: eval_no, mdtrt_id, psn_no, info: { ...data, eval_no } })
  return { result: { eval_no, akc190: mdtrt_id } }
}

export const records: Record<string, Handler> = {
  GS1002: materials,
  GS1003: withdrawn,
  GS3010: frontPage,
  GS3012: orders,
  GS3402: plan,
  GS3404: plans,
  GS3405: evaluation,
}
