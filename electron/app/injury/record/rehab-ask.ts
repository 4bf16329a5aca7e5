import type { RehabApplication, RehabPlan, ShownFile } from '../../../../shared/api/injury-record.ts'
import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import type { ApiInput } from '../../../../shared/ipc.ts'
import { tryYuan } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Caller } from '../../registry.ts'
import { loadCase } from '../store.ts'
import { ask, plansAt } from './ask.ts'
import { officeOf, type RecordDeps } from './deps.ts'
import { said } from './facts.ts'
import { meaningOf } from './form.ts'
import { shownOf } from './materials.ts'

/** What gs knows of a rehabilitation: applications (GS2401) and plans (GS3404). Nothing of it is kept here. */

async function ofGs(deps: RecordDeps, encounterId: string): Promise<InjuryCase> {
  const of = await loadCase(deps.journal, encounterId)
  if (of.family !== 'gs' || !of.person) fail('conflict', '这次就诊没有工伤康复', '没有发送。')
  return of
}

const ACCEPTED = '1'

/** GS2401 of the person; which of them may be used today, by state, period and recognised injury. */
export async function applications(
  deps: RecordDeps,
  caller: Caller,
  { encounterId }: ApiInput<'injury.record.applications'>,
): Promise<RehabApplication[]> {
  const of = await ofGs(deps, encounterId)
  const office = await officeOf(deps, caller)
  const { yab003, akb020 } = deps.names('gs')
  const meaning = meaningOf(deps.dict)
  const today = dateOf(deps.now())
  const found = await ask(office, of, 'GS2401', { yab003 })
  return found.map((row): RehabApplication => {
    const [from, to] = [said(row, 'aae030'), said(row, 'aae031')]
    return {
      ...{ rehab_appy_no: said(row, 'rehab_appy_no'), alc022: said(row, 'alc022'), aae030: from, aae031: to },
      rehab_type: meaning('gs_rehab_type', said(row, 'rehab_type')),
      rehab_state: meaning('gs_rehab_state', said(row, 'rehab_state')),
      ...{ akb021: said(row, 'akb021'), rehab_days: said(row, 'rehab_days') },
      ...{ accept_opnn: said(row, 'accept_opnn'), limitFen: tryYuan(row.yka119) },
      why:
        row.rehab_state !== ACCEPTED
          ? `申请${meaning('gs_rehab_state', said(row, 'rehab_state'))}`
          : row.akb020 !== akb020
            ? '申请的康复机构不是本院'
            : of.recognition && row.aaz127 !== of.recognition
              ? '不是本次就诊所选的工伤认定'
              : today < from || (to && today > to)
                ? `不在有效期内（${from} 至 ${to}）`
                : null,
    }
  })
}

/** GS3404: the plans of the stay; with `print` the paper of one. */
export async function plans(
  deps: RecordDeps,
  caller: Caller,
  { encounterId, plan_no, print }: ApiInput<'injury.record.plans'>,
): Promise<{ plans: RehabPlan[]; paper: ShownFile | null }> {
  const of = await ofGs(deps, encounterId)
  const office = await officeOf(deps, caller)
  const found = await plansAt(office, of, { plan_no, print })
  const meaning = meaningOf(deps.dict)
  const paper = print ? found.map((row) => node(row, 'fileinfo')).find((one) => one !== null) : null
  return { plans: found.map((row) => planOf(row, meaning)), paper: paper ? await shownOf(deps, paper) : null }
}

const planOf = (row: JsonObject, meaning: (dict: string, code: string) => string): RehabPlan => ({
  plan_no: said(row, 'plan_no'),
  stage: meaning('gs_plan_stage', said(row, 'plan_stage')),
  state: row.rehab_state ? meaning('gs_rehab_state', said(row, 'rehab_state')) : '',
  ...{ goal: said(row, 'plan_goal'), content: said(row, 'plan_content'), days: said(row, 'plan_days') },
  amountFen: tryYuan(row.plan_amt),
  period: [said(row, 'aae030'), said(row, 'aae031')].filter(Boolean).join(' 至 '),
  ...{ dr_name: said(row, 'yka287'), opinion: said(row, 'accept_opnn') },
  items: rows(row, 'planitem').map((item) => ({
    ...{ name: said(item, 'yka095'), freq: said(item, 'freq'), times: said(item, 'item_times') },
    amountFen: tryYuan(item.yka055),
  })),
})
