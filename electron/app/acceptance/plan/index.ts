import type { Step } from '../port.ts'
import { catalogues, closing, opening } from './base.ts'
import { bizhPerson, bizhStay, bizhVisit } from './bizh.ts'
import { clearing } from './clearing.ts'
import { filing, stayFiling } from './filing.ts'
import { gsClearing, gsPerson, gsRehab, gsSettled, gsStay, gsStayUndone, gsVisit } from './gs.ts'
import { gyDevice, gyFilings, gyPerson, gyStay } from './gy.ts'
import { departments, mapping, stock } from './office.ts'
import { shop, visit, visitQueries, visitUndone } from './outpatient.ts'
import { clinical, inbound, lists, orders, prescriptions, recognised, review, selfpay } from './records.ts'
import { sichuan, sichuanMarks, sichuanSettled } from './sichuan.ts'
import { stay, staySettled, stayUndone } from './stay.ts'

export interface Section {
  label: string
  steps: readonly Step[]
}

/**
 * All interfaces in an order in which each finds what it needs, and after which nothing is left: what an earlier
 * step made is taken back by a later one. A further area is one section here.
 */
export const PLAN: readonly Section[] = [
  { label: '签到与基础信息', steps: opening },
  { label: '目录下载与查询', steps: catalogues },
  { label: '目录对照', steps: mapping },
  { label: '科室与人员', steps: departments },
  { label: '人员备案', steps: filing },
  { label: '门诊收费', steps: visit },
  { label: '明细审核', steps: review },
  { label: '处方流转', steps: [...prescriptions.slice(0, 1), ...inbound, ...prescriptions.slice(1)] },
  { label: '门诊查询', steps: visitQueries },
  { label: '门诊撤销与冲正', steps: visitUndone },
  { label: '药店结算', steps: [...shop, ...orders] },
  { label: '住院', steps: stay },
  { label: '转院备案A', steps: stayFiling },
  { label: '四川扩展（就诊）', steps: sichuanMarks },
  { label: '出院结算', steps: staySettled },
  { label: '结算清单', steps: lists },
  { label: '四川扩展（结算）', steps: sichuanSettled },
  { label: '住院撤销', steps: stayUndone },
  { label: '四川扩展', steps: sichuan },
  { label: '临床上传', steps: clinical },
  { label: '检查检验互认', steps: recognised },
  { label: '自费病人', steps: selfpay },
  { label: '进销存', steps: stock },
  { label: '费用结算对账', steps: clearing },
  { label: '签退', steps: closing },
  { label: '四川工伤 人员与目录', steps: gsPerson },
  { label: '四川工伤 门诊', steps: gsVisit },
  { label: '四川工伤 住院', steps: [...gsStay, ...gsSettled] },
  { label: '四川工伤 清算', steps: gsClearing },
  { label: '四川工伤 住院撤销', steps: gsStayUndone },
  { label: '四川工伤 康复', steps: gsRehab },
  { label: '广东工伤 登录与人员', steps: bizhPerson },
  { label: '广东工伤 门诊', steps: bizhVisit },
  { label: '广东工伤 住院', steps: bizhStay },
  { label: '跨省工伤 连通与人员', steps: gyPerson },
  { label: '跨省工伤 备案与机构', steps: gyFilings },
  { label: '跨省工伤 住院', steps: gyStay },
  { label: '跨省工伤 辅助器具', steps: gyDevice },
]

/** What travels under the national sign-in. */
const SIGNED = ['nhsa', 'sichuan']

/**
 * The sections with the steps of these families; the sign-in is needed by what travels under it. `has`: what this
 * site speaks.
 */
export function planOf(families: readonly string[], has: (step: Step) => boolean): Section[] {
  const nhsa = families.includes('nhsa')
  const signed = families.some((family) => SIGNED.includes(family))
  const base = new Set<Step>(signed ? [...opening.slice(0, 2), ...visitForOthers(), ...closing] : [])
  const wanted = (step: Step) =>
    (step.family === undefined ? nhsa || base.has(step) : families.includes(step.family)) &&
    (!step.ifOpen || has(step))
  return PLAN.map(({ label, steps }) => ({ label, steps: steps.filter(wanted) })).filter(
    (s) => s.steps.length > 0,
  )
}

/** A province's own codes stand on a settled stay. */
const visitForOthers = () => [...stay, ...staySettled, ...stayUndone].filter((s) => !s.infno.endsWith('A'))
