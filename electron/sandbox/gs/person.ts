import type { JsonObject } from '../../../shared/contract.ts'
import { yuanNumber } from '../../../shared/money.ts'
import { refuse } from '../injury/wing.ts'
import { type Ctx, dayOf, type Handler, text } from './kit.ts'
import { type Condition, identity, type Worker, workerOf, workers } from './people.ts'

const AREA = '510100'

/** The worker of a message. Refuses a stranger. */
export function known({ data, at_ms }: Ctx): Worker {
  return workerOf(text(data.aac001), at_ms) ?? refuse(`个人编码 ${text(data.aac001)} 的工伤参保信息不存在`)
}

function presented({ data, at_ms }: Ctx): Worker | undefined {
  const all = workers(new Date(at_ms).getFullYear())
  switch (data.cert_way) {
    case '1':
      return all.find((one) => one.certno === text(data.aac044).toUpperCase())
    case '2':
      return all.find((one) => one.card_no === data.aaz500)
    default:
      return all.find((one) => text(data.ecqrcode) === `SSC${one.certno}`)
  }
}

/** GS1001 */
const who: Handler = (ctx) => {
  const { data } = ctx
  const worker = presented(ctx) ?? refuse('未查询到该人员的工伤保险参保信息')
  if (data.cert_way === '1' && data.aac003 !== worker.psn_name) refuse('姓名与参保信息不符')
  if (data.aaz501 && data.aaz501 !== worker.card_sn) refuse('社会保障卡识别码与卡号不符')
  return {
    baseinfo: {
      ...identity(worker),
      ...{ aac002: worker.certno, aac043: '01', aac044: worker.certno, aab301: AREA, yab003: AREA },
      ...{ aab001: `DW${worker.aac001.slice(-6)}`, aab004: worker.emp_name, aae005: '13800000000' },
      ...{ akc021: '21', aac008: worker.aac008 },
    },
    injuryinfo: worker.injuries.map(({ begndate, enddate, ...injury }) => ({
      ...injury,
      ...{ alc021: '3', alc029: '1', alc031: begndate, aae030: begndate, aae031: enddate, aae100: '1' },
    })),
  }
}

/** GS2001. An admission elsewhere is named here already: nothing can be begun while it stands. */
const conditions: Handler = (ctx) => {
  const { data } = ctx
  const worker = known(ctx)
  notElsewhere(worker)
  const wanted = worker.conditions.filter(
    (one) => (!data.aaz127 || one.aaz127 === data.aaz127) && (!data.aka130 || one.aka130 === data.aka130),
  )
  return { result: wanted.map((one) => conditionRow(worker, one, text(data.akb020))) }
}

function notElsewhere({ elsewhere }: Worker): void {
  if (elsewhere)
    refuse(`业务互斥：该人员正在${elsewhere}工伤住院，尚未出院结算，请先在该院办理出院结算或取消入院`)
}

function conditionRow(worker: Worker, one: Condition, akb020: string): JsonObject {
  const injury = worker.injuries.find(({ aaz127 }) => aaz127 === one.aaz127)!
  const { alc011, alc020, alc022, alc028, alc028n } = injury
  return {
    ...{ aaz267: one.aaz267, aac001: worker.aac001, aac003: worker.psn_name, aaz127: one.aaz127 },
    ...{ alc011, alc020, alc022, aka130: one.aka130, akc191: one.akc191 },
    ...(one.at ?? { akb020 }),
    ...{ aae030: one.begndate, aae031: one.enddate, yka119: yuanNumber(one.limitFen) },
    ...{ aae016: one.aae016, aae100: '1', diseinfo: [{ xh: 1, alc028, alc028n }] },
  }
}

/**
 * The registration that an admission or application quotes: approved, valid on the day, of this institution, for
 * this injury and kind of treatment.
 */
export function conditionFor(ctx: Ctx, worker: Worker, day: string): Condition {
  const { data } = ctx
  if (worker.aac008 !== '1') refuse('该人员工伤保险参保状态不是正常参保，工伤基金暂停支付')
  notElsewhere(worker)
  const injury = worker.injuries.find(({ aaz127 }) => aaz127 === data.aaz127)
  if (!injury) refuse('工伤认定编号与人员不符')
  if (injury.enddate < day) refuse('工伤认定已过有效期')
  const found = worker.conditions.find((one) =>
    data.aaz267
      ? one.aaz267 === data.aaz267
      : one.aaz127 === data.aaz127 && one.aka130 === data.aka130 && !one.at && one.aae016 === '1',
  )
  if (!found || found.aaz127 !== data.aaz127) refuse('就医条件登记不存在')
  if (found.at) refuse(`就医条件登记的协议机构是${found.at.akb021}，不是本机构`)
  if (found.aae016 !== '1') refuse('就医条件登记还没有审核通过')
  if (found.aka130 !== data.aka130) refuse('就医条件登记的医疗类别与本次就医不符')
  if (day < found.begndate || day > found.enddate) refuse('就医日期不在就医条件登记的有效期内')
  return found
}

/** GS2401 */
const rehabs: Handler = (ctx) => {
  const { data, at_ms } = ctx
  const worker = known(ctx)
  const { rehab } = worker
  if (!rehab || (data.rehab_appy_no && data.rehab_appy_no !== rehab.rehab_appy_no)) return { result: [] }
  return { result: [rehabRow(worker, text(data.akb020), at_ms)] }
}

export function rehabRow(worker: Worker, akb020: string, at_ms: number): JsonObject {
  const rehab = worker.rehab!
  const injury = worker.injuries.find(({ aaz127 }) => aaz127 === rehab.aaz127)!
  return {
    ...{ rehab_appy_no: rehab.rehab_appy_no, aac001: worker.aac001, aac003: worker.psn_name },
    ...{ aaz127: rehab.aaz127, alc022: injury.alc022, akb020, rehab_type: rehab.rehab_type },
    ...(injury.ala040 ? { ala040: injury.ala040 } : {}),
    ...{ aae030: injury.begndate, aae031: injury.enddate, rehab_days: 60, rehab_state: '1' },
    ...{ accept_time: `${dayOf(at_ms)} 08:00:00`, accept_opnn: '同意康复', yka119: 60_000 },
  }
}

export const person: Record<string, Handler> = { GS1001: who, GS2001: conditions, GS2401: rehabs }
