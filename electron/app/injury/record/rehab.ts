import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import { type Fen, fen, lineAmount, tryYuan, yuanNumber, yuanText, ZERO } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { plansAt } from './ask.ts'
import { type Facts, fault, filled, said } from './facts.ts'
import type { PartKind } from './kinds.ts'

/** 工伤康复住院 of code table gs_aka130. */
const REHAB_STAY = '0503'
export const isRehab = ({ family, kind, med_type }: Pick<InjuryCase, 'family' | 'kind' | 'med_type'>) =>
  family === 'gs' && kind === 'inpatient' && med_type === REHAB_STAY

const common: Pick<PartKind, 'family' | 'tab' | 'many' | 'optional' | 'undo' | 'of' | 'draft'> = {
  ...{ family: 'gs', tab: 'rehab', many: true, optional: true, undo: true, of: isRehab },
  draft: () => null,
}

const STAMPS = ['data.akb020', 'data.aac001', 'data.akc190', 'data.yab003', 'data.aae011', 'data.aae036']

/** Rehabilitation plan (GS3402) and evaluation (GS3405). Source: contracts/gs and its rules. */
export const REHAB_PARTS: readonly PartKind[] = [
  {
    ...common,
    infno: 'GS3402',
    label: '康复治疗方案',
    steps: ['admitted'],
    early: '康复入院登记后才能上传方案',
    blank: (facts) => plan(facts),
    own: [...STAMPS, 'data.rehab_appy_no', 'data.plan_no', 'data.plan_amt'],
    check: checkPlan,
    derived: summed,
    known: async (office, of, input) => {
      const own = said(node(input, 'data') ?? {}, 'plan_no')
      const found = await plansAt(office, of, {})
      return found.map((row) => said(row, 'plan_no')).filter((plan_no) => plan_no !== own)
    },
    number: (output) => said(node(output, 'result') ?? {}, 'plan_no'),
    title: ({ input }, meaning) => {
      const { plan_stage, aae030 } = (node(input, 'data') ?? {}) as Record<string, string>
      return [meaning('gs_plan_stage', plan_stage ?? ''), aae030 && `${aae030} 起`].filter(Boolean).join(' ')
    },
  },
  {
    ...common,
    infno: 'GS3405',
    label: '康复效果评估',
    steps: ['admitted'],
    early: '康复住院期间才能录入评估',
    blank: evaluation,
    own: [...STAMPS, 'data.rehab_appy_no', 'data.plan_no', 'data.eval_no'],
    check: checkEvaluation,
    derived: (input) => numbered(input, 'evalitem'),
    number: (output) => said(node(output, 'result') ?? {}, 'eval_no'),
    title: ({ input }, meaning) => {
      const { eval_type, eval_time } = (node(input, 'data') ?? {}) as Record<string, string>
      return [meaning('gs_eval_type', eval_type ?? ''), eval_time?.slice(0, 10)].filter(Boolean).join(' ')
    },
  },
]

function stampOf({ of, names, opterName, now }: Facts): JsonObject {
  return {
    ...{ akb020: names.akb020, aac001: of.person?.psn_no ?? '', akc190: of.mdtrt_id ?? '' },
    ...{ yab003: names.yab003, aae011: opterName, aae036: datetime(now) },
  }
}

const doctorOf = ({ of }: Facts): JsonObject => ({
  ...{ yka287: of.doctor?.dr_name ?? '', ykf008: of.doctor?.atddr_no ?? '' },
})

function plan(facts: Facts): JsonObject {
  const { from, of, now } = facts
  const begins = [from.aae030 ?? '', dateOf(of.begntime)].sort().at(-1) ?? dateOf(now)
  return {
    data: filled({
      ...stampOf(facts),
      ...{ rehab_appy_no: from.rehab_appy_no ?? '', plan_no: from.plan_no ?? '' },
      ...{ plan_stage: from.plan_no ? '2' : '1', plan_days: Number(from.rehab_days ?? '') || '' },
      ...{ plan_amt: 0, aae030: begins, aae031: from.aae031 ?? '', ...doctorOf(facts) },
      planitem: [],
    }),
  }
}

function evaluation(facts: Facts): JsonObject {
  const { from, now } = facts
  return {
    data: filled({
      ...stampOf(facts),
      ...{ rehab_appy_no: from.rehab_appy_no ?? '', plan_no: from.plan_no ?? '' },
      ...{ eval_no: from.eval_no ?? '', eval_time: datetime(now), ...doctorOf(facts) },
      evalitem: [],
    }),
  }
}

/** xh counts the rows from 1. */
function numbered(input: JsonObject, list: string): JsonObject {
  const data = node(input, 'data') ?? {}
  return { data: { ...data, [list]: rows(data, list).map((row, i) => ({ ...row, xh: i + 1 })) } }
}

const itemsFen = (input: JsonObject): Fen =>
  rows(node(input, 'data') ?? {}, 'planitem').reduce(
    (all, row) => fen(all + (tryYuan(row.yka055) ?? 0)),
    ZERO,
  )

/** price times count of one item; null where one of them is not there yet */
function product(row: JsonObject): Fen | null {
  const [price, times] = [said(row, 'akc225'), said(row, 'item_times')]
  try {
    return price && times ? lineAmount(price, times) : null
  } catch {
    return null
  }
}

/** An item's sum where none was typed, and plan_amt as the sum of the items (rule of GS3402). */
function summed(input: JsonObject): JsonObject {
  const data = node(numbered(input, 'planitem'), 'data') ?? {}
  const planitem = rows(data, 'planitem').map((row) => {
    const sum = product(row)
    return said(row, 'yka055') || sum === null ? row : { ...row, yka055: yuanNumber(sum) }
  })
  const whole = { data: { ...data, planitem } }
  return { data: { ...whole.data, plan_amt: yuanNumber(itemsFen(whole)) } }
}

/** Rules of GS3402: inside the accepted application; no more than it allows. */
function checkPlan(input: JsonObject, { of, from }: Facts): FieldFault[] {
  const data = node(input, 'data') ?? {}
  const found: FieldFault[] = []
  const [begins, ends] = [said(data, 'aae030'), said(data, 'aae031')]
  if (begins && ends && ends < begins) found.push(fault('data.aae031', '有效结束日期', '早于开始日期'))
  if (begins && from.aae030 && begins < from.aae030)
    found.push(fault('data.aae030', '有效开始日期', `早于康复申请的开始日期 ${from.aae030}`))
  if (ends && from.aae031 && ends > from.aae031)
    found.push(fault('data.aae031', '有效结束日期', `晚于康复申请的结束日期 ${from.aae031}`))
  if (begins && begins < dateOf(of.begntime))
    found.push(fault('data.aae030', '有效开始日期', `早于入院日期 ${dateOf(of.begntime)}`))
  const most = Number(from.rehab_days ?? '')
  if (most > 0 && Number(data.plan_days ?? 0) > most)
    found.push(fault('data.plan_days', '计划康复天数', `多于康复申请的 ${most} 天`))
  const limit = tryYuan(from.yka119)
  if (limit !== null && limit > 0 && itemsFen(input) > limit)
    found.push(fault('data.planitem', '预计费用', `超过本次支付限额 ${yuanText(limit)} 元`))
  rows(data, 'planitem').forEach((row, i) => {
    const [should, sum] = [product(row), tryYuan(row.yka055)]
    if (should !== null && sum !== null && should !== sum)
      found.push(fault(`data.planitem[${i}].yka055`, `第 ${i + 1} 行 费用总额`, '应等于单价乘以计划次数'))
  })
  return found
}

function checkEvaluation(input: JsonObject, { of, now }: Facts): FieldFault[] {
  const at = said(node(input, 'data') ?? {}, 'eval_time')
  if (at && at < datetime(of.begntime)) return [fault('data.eval_time', '评估时间', '早于入院时间')]
  if (at > datetime(now)) return [fault('data.eval_time', '评估时间', '晚于现在')]
  return []
}
