import type { JsonObject } from '../../../../shared/contract.ts'
import type { InjuryCase } from '../../../../shared/injury.ts'
import { rows } from '../../../../shared/settlement.ts'
import { mustSettle } from '../../office.ts'
import type { Office } from './deps.ts'

/** A question to gs about the person of a case. Throws the outcome's fault. */
export async function ask(
  office: Office,
  of: InjuryCase,
  infno: 'GS2401' | 'GS3404',
  more: JsonObject,
): Promise<JsonObject[]> {
  const names = office.deps.names('gs')
  const data = { akb020: names.akb020, aac001: of.person?.psn_no ?? '', ...more }
  const asked = { family: 'gs', infno, input: { data }, encounterId: of.encounterId }
  return rows(await mustSettle(office.send(asked)), 'result')
}

/** 康复治疗方案 of code table gs_doc_type. */
const PLAN_PAPER = '04'

export const plansAt = (office: Office, of: InjuryCase, { plan_no = '', print = false }) =>
  ask(office, of, 'GS3404', {
    ...(of.mdtrt_id ? { akc190: of.mdtrt_id } : {}),
    ...(plan_no ? { plan_no } : {}),
    ...(print ? { doc_type: PLAN_PAPER } : {}),
  })
