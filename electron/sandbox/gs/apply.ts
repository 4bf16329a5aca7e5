import type { JsonObject } from '../../../shared/contract.ts'
import { lineAmount, sum } from '../../../shared/money.ts'
import { rows } from '../../../shared/settlement.ts'
import { refuse } from '../injury/wing.ts'
import type { Store } from '../ledger.ts'
import { itemOf } from '../nhsa/catalogue.ts'
import { type Ctx, type Handler, numbered, pick, text } from './kit.ts'
import { identity } from './people.ts'
import { conditionFor, known } from './person.ts'

/** An application is decided when it was asked after twice, or after this long. */
const DECIDED_ms = 2_000
const ASKED = 2
const PASSED = ['10', '11', '12']

interface Row {
  ykc112: string
  psn_no: string
  akb020: string
  aka130: string
  aaz127: string
  begndate: string
  enddate: string
  asked: number
  at_ms: number
  state: 'open' | 'decided' | 'settled' | 'undone'
  yke268: string
  info: string
  msgid: string
}

export const undecided = (row: Pick<Row, 'state' | 'asked' | 'at_ms'>, at_ms: number): boolean =>
  row.state === 'open' && row.asked < ASKED && at_ms - row.at_ms < DECIDED_ms

/** GS3106: what will be decided is settled at once, and told later. */
const apply: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  const worker = known(ctx)
  if (data.aka130 !== '0501') refuse('医疗类别不是工伤门诊')
  if (data.aac003 !== worker.psn_name) refuse('姓名与参保信息不符')
  const [begndate, enddate] = [text(data.yae170), text(data.yae171)]
  if (enddate < begndate) refuse('申请治疗结束日期早于开始日期')
  const condition = conditionFor(ctx, worker, begndate)
  const waiting = store
    .all<Row>(
      `select * from gs_apply where psn_no = ? and aaz127 = ? and begndate <= ? and enddate >= ?`,
      ...[worker.aac001, text(data.aaz127), enddate, begndate],
    )
    .find((row) => undecided(row, at_ms))
  if (waiting) refuse(`该人员同一工伤、同一时段已有待审批的申请 ${waiting.ykc112}`)
  const items = rows(data, 'planinfo')
  const planned = sum(items.map((row) => lineAmount(Number(row.akc225 ?? 0), Number(row.yka293))))
  const passes = planned <= condition.limitFen
  const ykc112 = numbered(ctx, 'SQ')
  const info = {
    ...pick(data, ['aae011', 'yab003', 'akc191']),
    yke073: passes ? '同意' : '预计费用超过就医条件登记的支付限额',
    planinfo: items.map(decided),
  }
  store.insert('gs_apply', {
    ...{ ykc112, msgid: ctx.id, psn_no: worker.aac001, akb020: text(data.akb020), aka130: '0501' },
    ...{ aaz127: text(data.aaz127), begndate, enddate, at_ms, state: 'open' },
    ...{ yke268: passes ? '10' : '20', info: JSON.stringify(info) },
  })
  return {
    result: {
      ...{ ykc112, ...identity(worker), aka130: '0501', akc021: '21', yab003: data.yab003! },
      ...{ yae170: begndate, yae171: enddate, yke268: '00' },
    },
  }
}

/** An item outside the catalogue is not approved. */
function decided(row: JsonObject): JsonObject {
  const item = itemOf(text(row.yka094))
  const passes = item !== undefined && item.chrgitm_lv !== '03'
  return {
    ...pick(row, ['yka094', 'yka095', 'aka073', 'yka293', 'yka368', 'yka026']),
    ...{ akc175: passes ? '10' : '00', yke073: passes ? '同意' : '不在工伤保险目录内' },
  }
}

/** GS2004 */
const asked: Handler = (ctx) => {
  const { store, data, at_ms } = ctx
  known(ctx)
  const found = store
    .all<Row>(
      `select * from gs_apply where psn_no = ? and akb020 = ? and aka130 = ? and state <> 'undone' order by ykc112`,
      ...[text(data.aac001), text(data.akb020), text(data.aka130)],
    )
    .filter((row) => !data.ykc112 || row.ykc112 === data.ykc112)
  const result = found.map((row) => {
    if (row.state === 'open') store.run('update gs_apply set asked = asked + 1 where ykc112 = ?', row.ykc112)
    return applicationRow({ ...row, asked: row.asked + 1 }, at_ms)
  })
  return { result }
}

function applicationRow(row: Row, at_ms: number): JsonObject {
  const info = JSON.parse(row.info) as JsonObject
  const open = undecided(row, at_ms)
  const plan = rows(info, 'planinfo').map((one) => (open ? { ...one, akc175: '00', yke073: '' } : one))
  return {
    ...{ ykc112: row.ykc112, aac001: row.psn_no, aka130: row.aka130, yab003: info.yab003! },
    ...{ yae170: row.begndate, yae171: row.enddate, yke268: open ? '00' : row.yke268 },
    ...(open ? {} : { yke073: info.yke073!, ykc019: `SP${row.ykc112.slice(2)}` }),
    ...{ aae011: info.aae011 ?? '', planinfo: plan },
  }
}

function rowOf(store: Store, ykc112: string): Row {
  return (
    store.get<Row>('select * from gs_apply where ykc112 = ?', ykc112) ?? refuse(`门诊申请 ${ykc112} 不存在`)
  )
}

/** The items that may be charged on the application of a settlement. */
export function approvedPlan({ store, data, at_ms }: Ctx): ReadonlySet<string> {
  const row = rowOf(store, text(data.ykc112))
  if (row.psn_no !== data.aac001 || row.akb020 !== data.akb020) refuse('门诊申请不属于该人员或本机构')
  if (row.aaz127 !== data.aaz127) refuse('门诊申请的工伤认定与本次结算不符')
  if (row.state === 'undone') refuse('门诊申请已回退')
  if (row.state === 'settled') refuse('门诊申请已结算，请重新申请')
  if (undecided(row, at_ms)) refuse('门诊申请还没有审批')
  if (!PASSED.includes(row.yke268)) refuse('门诊申请没有通过审批')
  const day = text(data.akc192).slice(0, 10)
  if (day < row.begndate || day > row.enddate) refuse('就诊日期不在申请批准的治疗期内')
  const plan = rows(JSON.parse(row.info) as JsonObject, 'planinfo')
  return new Set(plan.filter(({ akc175 }) => akc175 !== '00').map(({ yka094 }) => text(yka094)))
}

export const settledApplication = ({ store, data }: Ctx): number =>
  store.run(`update gs_apply set state = 'settled' where ykc112 = ?`, text(data.ykc112))

/** GS5001 of a GS3106, while it is not decided. */
export function undoApplication(store: Store, msgid: string, at_ms: number): JsonObject {
  const row = store.get<Row>('select * from gs_apply where msgid = ?', msgid)!
  if (!undecided(row, at_ms)) refuse('门诊申请已审批，不能回退')
  store.run(`update gs_apply set state = 'undone' where ykc112 = ?`, row.ykc112)
  return {}
}

export const application: Record<string, Handler> = { GS2004: asked, GS3106: apply }
