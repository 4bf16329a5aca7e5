import type { JsonObject } from '../../../shared/contract.ts'
import { type Fen, fen, yuanNumber } from '../../../shared/money.ts'
import { datetime } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { refuse } from '../injury/wing.ts'
import {
  type Ctx,
  docsOf,
  type Handler,
  numbered,
  openStay,
  paged,
  pick,
  put,
  putVisit,
  stayOf,
  text,
  type Visit,
  visitRow,
} from './kit.ts'
import { identity } from './people.ts'
import { conditionFor, known } from './person.ts'

/** What an admission says and a change may overwrite. */
const ADMISSION = [
  ...['ykc009', 'ykc010', 'akc192', 'akc193', 'akc050', 'ykc011', 'yke662', 'ykc012', 'ykc147', 'yke660'],
  ...['aae004', 'yke661', 'aae005', 'ykf008', 'yka287', 'aae013', 'diseinfo'],
]
const DISCHARGE = [
  ...['akc195', 'akc194', 'akc196', 'akc185', 'ykc015', 'yke663', 'ykc016', 'yke664', 'yke665', 'ykc324'],
  'diseinfo',
]
const STATE: Record<Visit['state'], string> = { open: '0', out: '1', settled: '2', cancelled: '9' }

/** GS3001 */
const admit: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const worker = known(ctx)
  if (data.aka130 !== '0502' && data.aka130 !== '0503') refuse('医疗类别不是工伤住院或工伤康复住院')
  if (data.aac003 !== worker.psn_name) refuse('姓名与参保信息不符')
  if (text(data.akc192) > datetime(at_ms)) refuse('入院时间不能晚于当前时间')
  const condition = conditionFor(ctx, worker, text(data.akc192).slice(0, 10))
  const standing = store.get<{ akb020: string; ipt_otp_no: string }>(
    `select akb020, ipt_otp_no from visit where family = 'gs' and kind = 'inpatient' and psn_no = ?
       and state in ('open', 'out')`,
    worker.aac001,
  )
  if (standing) {
    const where = standing.akb020 === data.akb020 ? '本院' : `医疗机构 ${standing.akb020}`
    refuse(`业务互斥：该人员正在${where}工伤住院（住院号 ${standing.ipt_otp_no}），尚未出院结算`)
  }
  free(ctx, text(data.ykc010), null)
  const mdtrt_id = numbered(ctx, 'ZY')
  store.insert('visit', {
    ...{ family: 'gs', mdtrt_id, kind: 'inpatient', psn_no: worker.aac001, akb020: text(data.akb020) },
    ...{ ipt_otp_no: text(data.ykc010), state: 'open', begntime: text(data.akc192), at_ms },
    info: JSON.stringify({
      ...pick(data, [...ADMISSION, 'aac003', 'aka130', 'akc191', 'yab003', 'aaz127', 'aaz267']),
      ...{ aae011: data.aae011, aae036: datetime(at_ms), msgid: ctx.id, limitFen: condition.limitFen },
    }),
  })
  return {
    result: {
      ...{ akc190: mdtrt_id, akb020: data.akb020!, ...identity(worker), akc021: '21' },
      ...{ aka130: data.aka130!, yab003: data.yab003!, yka119: yuanNumber(condition.limitFen) },
    },
  }
}

/** ykc010 is unique among the open stays of an institution. */
function free({ store, data }: Ctx, ipt_no: string, own: string | null): void {
  const other = store.get<{ mdtrt_id: string }>(
    `select mdtrt_id from visit where family = 'gs' and kind = 'inpatient' and ipt_otp_no = ? and akb020 = ?
       and state in ('open', 'out')`,
    ...[ipt_no, text(data.akb020)],
  )
  if (other && other.mdtrt_id !== own) refuse(`住院号 ${ipt_no} 已用于另一个在院登记`)
}

/** GS3003 */
const change: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const visit = openStay(ctx)
  if (text(data.akc192) > datetime(at_ms)) refuse('入院时间不能晚于当前时间')
  const first = store.get<{ at: string | null }>(
    `select min(json_extract(line, '$.sent.yke123')) as at from detail where family = 'gs' and mdtrt_id = ?`,
    visit.mdtrt_id,
  )
  if (first?.at && text(data.akc192) > first.at) refuse('入院时间不能晚于已上传的第一条费用')
  free(ctx, text(data.ykc010), visit.mdtrt_id)
  const { mdtrt_id, psn_no } = visit
  put(ctx, { kind: 'change', id: mdtrt_id, mdtrt_id, psn_no, info: visit.info })
  putVisit(store, {
    ...visit,
    ...{ ipt_otp_no: text(data.ykc010), begntime: text(data.akc192) },
    info: { ...visit.info, ...pick(data, ADMISSION) },
  })
  return { result: { akc190: mdtrt_id, upd_time: datetime(at_ms) } }
}

/** GS3008 */
const discharge: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const visit = openStay(ctx)
  if (text(data.akc194) < visit.begntime) refuse('出院时间不能早于入院时间')
  if (text(data.akc194) > datetime(at_ms)) refuse('出院时间不能晚于当前时间')
  if (!rows(data, 'diseinfo').some((row) => row.injury_flag === '1')) refuse('出院诊断至少要有一个与工伤有关')
  const { diseinfo: outDiagnoses, ...out } = pick(data, DISCHARGE)
  const info: JsonObject = { ...visit.info, ...out, outDiagnoses: outDiagnoses ?? [], outMsgid: ctx.id }
  putVisit(store, { ...visit, state: 'out', info })
  return { result: { akc190: visit.mdtrt_id, ykc023: '1' } }
}

/** GS2002 */
const stays: Handler = ({ store, data }) => {
  const { aac001, akc190, ykc010, begin_time } = data
  if (!aac001 && !akc190 && !ykc010 && !begin_time) refuse('个人编码、就诊编号、住院号和时间段至少要有一个')
  const by = akc190 ? ['mdtrt_id', akc190] : aac001 ? ['psn_no', aac001] : ['akb020', data.akb020]
  const found = store
    .all(`select * from visit where family = 'gs' and ${by[0]} = ? order by at_ms, mdtrt_id`, text(by[1]))
    .map(visitRow)
    .filter(
      (v) =>
        v.akb020 === data.akb020 &&
        (!aac001 || v.psn_no === aac001) &&
        (!ykc010 || v.ipt_otp_no === ykc010) &&
        (!data.aka130 || v.info.aka130 === data.aka130) &&
        (!data.ykc023 || STATE[v.state] === data.ykc023) &&
        (!begin_time || v.begntime >= text(begin_time)) &&
        (!data.end_time || v.begntime <= text(data.end_time)),
    )
  const { total, rows: page } = paged(data, found)
  return { result: { total, mdtrtinfo: page.map(stayRow) } }
}

function stayRow(visit: Visit): JsonObject {
  const { info } = visit
  return {
    ...{ akc190: visit.mdtrt_id, aac001: visit.psn_no, ykc023: STATE[visit.state], ykc010: visit.ipt_otp_no },
    ...pick(info, ['aac003', 'aka130', 'akc191', 'yab003', 'aaz127', 'ykc009', 'akc193', 'akc050']),
    ...pick(info, ['ykc011', 'ykc012', 'akc195', 'akc194', 'akc196', 'akc185', 'ykc015', 'ykc016']),
    ...pick(info, ['yke664', 'yke665', 'aae011', 'aae036']),
    akc192: visit.begntime,
  }
}

/** What a settlement of a stay has to have behind it. Answers the limit of its registration. */
export function settleable(ctx: Ctx, settles: boolean): { visit: Visit; limitFen: Fen } {
  const visit = stayOf(ctx)
  if (visit.kind !== 'inpatient') refuse('就诊编号不是住院登记')
  if (visit.state === 'open') refuse('该患者尚未办理出院，不能结算')
  if (visit.state === 'settled') refuse('该患者已结算，不能重复结算')
  if (settles && visit.info.aka130 === '0503' && !evaluated(ctx, visit.mdtrt_id))
    refuse('康复住院结算前要上传出院评估')
  return { visit, limitFen: fen(Number(visit.info.limitFen)) }
}

const evaluated = ({ store }: Ctx, mdtrt_id: string): boolean =>
  docsOf(store, 'eval', mdtrt_id).some(({ info }) => info.eval_type === '3')

export const stay: Record<string, Handler> = {
  GS2002: stays,
  GS3001: admit,
  GS3003: change,
  GS3008: discharge,
}
