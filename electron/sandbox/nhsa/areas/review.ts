import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'
import { type Broken, type Case, type Order, RULES, type Rule } from './review-rules.ts'

type Data = Record<string, string>

/** 3101 and 3102: every patient's present visit against the rules, the worst first. */
function judge(infno: '3101' | '3102') {
  return (input: JsonObject, ctx: Ctx) => {
    const { patient_dtos = [], task_id = '' } = input.data as JsonObject
    const found = (patient_dtos as JsonObject[]).flatMap((patient) => {
      const { encounter, of } = caseOf(patient, ctx)
      const mdtrt_id = String(encounter.mdtrt_id)
      return RULES.flatMap((rule) =>
        rule.find(of).map((broken) => objection({ infno, rule, broken, mdtrt_id, patient, ctx, task_id })),
      )
    })
    return { result: found.sort((a, b) => (a.sev_deg < b.sev_deg ? -1 : a.sev_deg > b.sev_deg ? 1 : 0)) }
  }
}

function caseOf(patient: JsonObject, ctx: Ctx): { encounter: JsonObject; of: Case } {
  const encounters = patient.fsi_encounter_dtos as JsonObject[]
  const encounter =
    encounters.find(({ mdtrt_id }) => mdtrt_id === patient.curr_mdtrt_id) ??
    refuse('当前就诊标识（curr_mdtrt_id）不在就诊信息里')
  const { gend = '', brdy = '' } = patient as Data
  const diagnoses = (encounter.fsi_diagnose_dtos as Data[]).map(({ dise_codg = '' }) => dise_codg)
  const orders = (encounter.fsi_order_dtos as JsonObject[]).map(
    (row): Order => ({
      rx_id: String(row.rx_id),
      hilist_code: String(row.hilist_code),
      hilist_name: String(row.hilist_name),
      hilist_type: String(row.hilist_type),
      cnt: Number(row.cnt),
      sumamt: Number(row.sumamt),
      current: row.curr_drord_flag === '1',
      day: String(row.drord_begn_date).slice(0, 10),
    }),
  )
  return { encounter, of: { gend, brdy, today: dateOf(ctx.at_ms), diagnoses, orders } }
}

interface Found {
  infno: string
  rule: Rule
  broken: Broken
  mdtrt_id: string
  patient: JsonObject
  ctx: Ctx
  task_id: unknown
}

function objection({ infno, rule, broken, mdtrt_id, patient, ctx, task_id }: Found) {
  const { rule_id, rule_name, sev_deg, vola_bhvr_type, vola_evid } = rule
  const jr_id = `JR${ctx.env.msgid.slice(-18)}${String(ctx.store.next('objection')).padStart(6, '0')}`
  const { fixmedins_code } = ctx.env
  const kept = { jr_id, infno, fixmedins_code, mdtrt_id, rule_id, sev_deg, dspo_way: '', dspo_way_rea: '' }
  ctx.store.insert('objection', { ...kept, at_ms: ctx.at_ms })
  const patn_id = String(patient.patn_id)
  const cents = broken.orders.reduce((sum, { sumamt }) => sum + Math.round(sumamt * 100), 0)
  return {
    ...{ jr_id, rule_id, rule_name, vola_cont: broken.text, patn_id, mdtrt_id },
    ...{ vola_amt: cents / 100, vola_amt_stas: '1', sev_deg, vola_evid, vola_bhvr_type },
    ...(task_id ? { task_id: String(task_id) } : {}),
    judge_result_detail_dtos: broken.orders.map((order, index) => ({
      jrd_id: `${jr_id}-${index + 1}`,
      ...{ patn_id, mdtrt_id, rx_id: order.rx_id },
      vola_item_type: index === 0 ? '1' : '2',
      vola_amt: order.sumamt,
    })),
  }
}

/** 3103: what was done about each; 继续执行 wants a reason. */
function feedback(input: JsonObject, ctx: Ctx) {
  const { warns = [] } = input.data as JsonObject
  for (const { warn_rslt_id = '', dspo_way = '', dspo_way_rea = '' } of warns as Data[]) {
    if (dspo_way === '1' && !dspo_way_rea) refuse('处理方式为继续执行时，处理原因不能为空')
    const changed = ctx.store.run(
      'update objection set dspo_way = ?, dspo_way_rea = ? where jr_id = ? and fixmedins_code = ?',
      dspo_way,
      dspo_way_rea,
      warn_rslt_id,
      ctx.env.fixmedins_code,
    )
    if (!changed) refuse(`违规标识 ${warn_rslt_id} 不存在`)
  }
  return null
}

/** 3101, 3102, 3103 */
export const review: Area = { '3101': judge('3101'), '3102': judge('3102'), '3103': feedback }
