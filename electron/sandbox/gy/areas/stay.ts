import type { JsonObject } from '../../../../shared/contract.ts'
import { type Fen, lineAmount, sum } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Row } from '../../ledger.ts'
import { type Filing, unfit } from '../filings.ts'
import { publish, unpublish } from '../publish.ts'
import { type Area, amount, before, type Ctx, dataOf, each, now, rule, serial, text } from '../types.ts'

const FAMILY = 'gy'

export interface Visit extends Row {
  mdtrt_id: string
  psn_no: string
  ipt_otp_no: string
  akb020: string
  state: string
  info: string
}

/** The stay that stands under this 住院号, settled or not. */
export const standing = ({ store }: Ctx, akb020: string, akc190: string): Visit | undefined =>
  store.get<Visit>(
    `select * from visit where family = '${FAMILY}' and akb020 = ? and ipt_otp_no = ? and state != 'cancelled'`,
    akb020,
    akc190,
  )

/** The stay that a message names, in hospital and of this person. */
export function inHospital(row: JsonObject, ctx: Ctx): Visit {
  const visit = standing(ctx, text(row, 'akb020'), text(row, 'akc190'))
  if (!visit) return before(`住院号 ${text(row, 'akc190')} 没有入院登记，或已撤销`)
  if (visit.state === 'settled') return before(`住院号 ${text(row, 'akc190')} 已结算`)
  const ykc700 = text(row, 'ykc700')
  if (ykc700 !== '' && ykc700 !== visit.mdtrt_id) return rule('就医登记号与住院号不符')
  return visit.psn_no === text(row, 'aac002') ? visit : rule('社会保障号码与入院登记不符')
}

/** The filing that carries it, today as the message tells it; refused with the reason. */
export function carrying(row: JsonObject, day: string, ctx: Ctx): Filing {
  const found = ctx.store.get<Filing>('select * from gy_filing where yzz014 = ?', text(row, 'yzz014'))
  if (!found) return before(`备案号 ${text(row, 'yzz014')} 不存在`)
  if (found.aac002 !== text(row, 'aac002')) return rule('备案号与社会保障号码不符')
  const why = unfit(found, { inst_type: text(row, 'inst_type'), aab299: text(row, 'aab299'), day })
  if (why !== null) return rule(why)
  const injuries = rows(JSON.parse(found.data) as JsonObject, 'injurylist')
  return injuries.some(({ alc011 }) => alc011 === row.alc011) ? found : rule('工伤认定书编号不在这份备案里')
}

/** 协议机构状态有效: of an institution that the agency has told of. */
export function agreed({ store }: Ctx, akb020: string, inst_type: string, day: string): void {
  const told = store.get<{ state: string; begndate: string; enddate: string }>(
    'select state, begndate, enddate from gy_institution where akb020 = ? and inst_type = ?',
    akb020,
    inst_type,
  )
  const stands = !told || (told.state === '1' && told.begndate <= day && day <= told.enddate)
  if (!stands) before('该协议机构的服务协议不在有效状态')
}

function admitted(row: JsonObject, ctx: Ctx): JsonObject {
  const [akb020, akc190, day] = [text(row, 'akb020'), text(row, 'akc190'), text(row, 'akc192').slice(0, 10)]
  if (row.inst_type === '3') return rule('辅助器具配置机构没有入院登记')
  carrying(row, day, ctx)
  agreed(ctx, akb020, text(row, 'inst_type'), day)
  if (standing(ctx, akb020, akc190)) return rule(`住院号 ${akc190} 重复`)
  const ykc700 = serial(ctx, 'GYJ')
  const { row_no: _, ...info } = row
  ctx.store.insert('visit', {
    ...{ family: FAMILY, mdtrt_id: ykc700, kind: 'inpatient', psn_no: text(row, 'aac002') },
    ...{ ipt_otp_no: akc190, akb020, state: 'open', begntime: text(row, 'akc192') },
    ...{ info: JSON.stringify(info), at_ms: ctx.at_ms },
  })
  publish(ctx, 'GYD101', { ...info, ykc700 })
  return { ykc700 }
}

/** price × quantity = amount = fund + self, none below 0; the patient's part has its reason. */
export function soundLine(row: JsonObject): { total: Fen; fund: Fen; own: Fen } {
  const [total, fund, own] = [amount(row, 'akc227'), amount(row, 'akb068'), amount(row, 'akb067')]
  if (total < 0 || fund < 0 || own < 0) rule('金额不能小于 0')
  if (lineAmount(row.akc225 as number, row.akc226 as number) !== total) rule('金额不等于单价 × 数量')
  if (fund + own !== total) rule('统筹支付金额与自付金额之和不等于金额')
  if (own > 0 && text(row, 'marktype') === '') rule('有自付金额，自付原因必填')
  return { total, fund, own }
}

function charged(row: JsonObject, ctx: Ctx): JsonObject {
  const visit = inHospital(row, ctx)
  const { total } = soundLine(row)
  const sn = text(row, 'ykc610')
  const { store, transid, at_ms } = ctx
  const there = store.get(
    `select 1 from detail where family = '${FAMILY}' and mdtrt_id = ? and sn = ?`,
    visit.mdtrt_id,
    sn,
  )
  if (there) return rule(`费用明细序号 ${sn} 重复`)
  store.insert('detail', {
    ...{ family: FAMILY, mdtrt_id: visit.mdtrt_id, sn, msgid: transid, setl_id: '' },
    ...{ amount: total, line: JSON.stringify(row), at_ms },
  })
  const { aab299 = '', aab301 = '' } = JSON.parse(visit.info) as JsonObject
  return { uniq_id: publish(ctx, 'GYD102', { ...row, aab299, aab301 }) }
}

export const linesOf = ({ store }: Ctx, mdtrt_id: string): JsonObject[] =>
  store
    .all<{ line: string }>(
      `select line from detail where family = '${FAMILY}' and mdtrt_id = ? order by at_ms, sn`,
      mdtrt_id,
    )
    .map(({ line }) => JSON.parse(line) as JsonObject)

export const total = (list: readonly JsonObject[], name: string): Fen =>
  sum(list.map((row) => amount(row, name)))

export function dropLines(ctx: Ctx, { mdtrt_id, akb020, ipt_otp_no }: Visit): number {
  unpublish(ctx, 'GYD102', akb020, ipt_otp_no)
  return ctx.store.run(`delete from detail where family = '${FAMILY}' and mdtrt_id = ?`, mdtrt_id)
}

export const cancel = ({ store }: Ctx, mdtrt_id: string) =>
  store.run(`update visit set state = 'cancelled' where family = '${FAMILY}' and mdtrt_id = ?`, mdtrt_id)

/** 费用明细撤销: all lines of the visit. */
function withdrawn(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const visit = inHospital(data, ctx)
  const det_num = dropLines(ctx, visit)
  if (det_num === 0) return before('没有可撤销的费用明细')
  return { data: { ...undone(ctx, 'GYD401', data, visit, { det_num }), det_num } }
}

/** 入院登记撤销: with no line left. */
function unadmitted(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const visit = inHospital(data, ctx)
  if (linesOf(ctx, visit.mdtrt_id).length > 0) return before('已有费用明细，请先撤销费用明细')
  cancel(ctx, visit.mdtrt_id)
  return { data: undone(ctx, 'GYD402', data, visit) }
}

function undone(ctx: Ctx, dl: string, data: JsonObject, visit: Visit, more: JsonObject = {}): JsonObject {
  const { aab299 = '', aab301 = '', aac003 = '' } = JSON.parse(visit.info) as JsonObject
  if (aac003 !== data.aac003) rule('姓名与入院登记不符')
  const undo_sn = serial(ctx, 'GYC')
  publish(ctx, dl, { ...data, undo_sn, aab299, aab301, ykc700: visit.mdtrt_id, undo_time: now(ctx), ...more })
  return { akb020: visit.akb020, akc190: visit.ipt_otp_no, undo_sn }
}

export const stay: Area = {
  GYU101: (input, ctx) => each(input, ctx, (row) => admitted(row, ctx)),
  GYU102: (input, ctx) => each(input, ctx, (row) => charged(row, ctx)),
  GYR001: withdrawn,
  GYR002: unadmitted,
}
