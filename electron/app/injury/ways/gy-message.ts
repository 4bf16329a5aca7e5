import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { InjuryCase, InjuryDiagnosis } from '../../../../shared/injury.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Clerk, Given } from '../way.ts'
import { type GyDeps, instTypeOf, treatOf } from './gy-facts.ts'

export const refuse = (what: string, todo: string): never =>
  fail('invalid', what, '没有发送，平台没有记账。', todo)

/** What every message about a person and his filing says. */
export function about(deps: GyDeps, of: InjuryCase): JsonObject {
  const { facts, institution } = deps
  const { person, filing, recognition } = of
  if (!person) return refuse('还没有识别患者', '请读卡、扫码或输入证件号。')
  if (!filing) return refuse('没有选定异地就医备案', '请从备案列表里选择。')
  if (!recognition) return refuse('没有选定工伤认定', '请从工伤认定列表里选择。')
  return {
    ...{ yzz014: filing, inst_type: instTypeOf(facts, of.kind) },
    ...{ akb020: institution.fixmedins_code, akb021: institution.fixmedins_name, aab299: facts.aab299 },
    ...{ aab301: person.insuplc_admdvs, aac002: person.aac002, aac003: person.psn_name },
    ...{ alc011: of.recognitions.find(({ id }) => id === recognition)?.alc011 ?? recognition },
    ...{ akc190: of.ipt_otp_no, akc191: treatOf(facts, of), akc192: datetime(of.begntime) },
  }
}

export function clerked(clerk: Clerk): JsonObject {
  return { aae011: clerk.opterName, aae036: datetime(clerk.now) }
}

export function mainOf(list: readonly InjuryDiagnosis[]): InjuryDiagnosis {
  return list.find(({ main }) => main) ?? list[0] ?? refuse('没有诊断', '请在登记里填写诊断。')
}

/** The main diagnosis stands first. */
export const diaglist = (list: readonly InjuryDiagnosis[]): JsonObject[] =>
  [...list]
    .sort((a, b) => Number(b.main) - Number(a.main))
    .map(({ diag_code, diag_name, injury }, index) => ({
      ...{ xh: index + 1, diag_type: index === 0 ? '1' : '2', diag_code, diag_name },
      injury_flag: injury ? '1' : '0',
    }))

export const filled = (row: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== '' && value !== null))

export function scene(deps: GyDeps, of: InjuryCase, code: string, biz_time: string): JsonObject {
  const { inst_type, akb020, akb021, aab299, aac002, aac003 } = about(deps, of) as Record<string, string>
  return { scene: code, inst_type, akb020, akb021, aab299, aac002, aac003, biz_time } as JsonObject
}

/** What is the visit's own in a message; ykc700 is left out where the platform gave none. */
export const visit = (deps: GyDeps, of: InjuryCase): JsonObject => ({
  ...{ akb020: deps.institution.fixmedins_code, akc190: of.ipt_otp_no },
  ...(of.mdtrt_id && of.mdtrt_id !== of.ipt_otp_no ? { ykc700: of.mdtrt_id } : {}),
})

/** Why, by whom and when, and of which visit. */
export const undoing = (deps: GyDeps, of: InjuryCase, { reason }: Given, clerk: Clerk): JsonObject => ({
  ...{ akb020: deps.institution.fixmedins_code, akc190: of.ipt_otp_no },
  ...{ aac002: of.person?.aac002 ?? '', aac003: of.person?.psn_name ?? '' },
  ...{ undo_rea: reason || '重新办理', undo_oper: clerk.opterName, undo_time: datetime(clerk.now) },
})
