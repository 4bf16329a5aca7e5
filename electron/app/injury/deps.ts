import type { Dict, JsonObject } from '../../../shared/contract.ts'
import { fail, GuitaiError } from '../../../shared/errors.ts'
import {
  INJURY_LABEL,
  type InjuryAction,
  type InjuryCase,
  type InjuryFamily,
} from '../../../shared/injury.ts'
import type { Fen } from '../../../shared/money.ts'
import type { Outcome, Request } from '../../engine/engine.ts'
import { type EncounterDeps, free } from '../encounter.ts'
import type { Act, Ask, Clerk, Given, Way } from './way.ts'
import type { Ways } from './ways/index.ts'

export interface InjuryDeps extends EncounterDeps {
  /** in the order in which they are offered */
  ways: Ways
  /** a code table of one family */
  dict(family: InjuryFamily, name: string): Dict | undefined
  /** what of this family's interface is called */
  labelOf(family: string, infno: string): string
  /** the clearing application that a settlement stands in, if any: it cannot be undone then */
  inClearing(family: InjuryFamily, setl_id: string): Promise<string | null>
  /** rules of a family that need more than the message; throws `invalid` with the field named */
  guard?(family: InjuryFamily, infno: string, input: JsonObject, encounterId: string): Promise<void>
}

/** A command's surroundings; `by` is a cashier in his shift, or the program itself. */
export interface InjuryActing {
  deps: InjuryDeps
  by: Pick<Request['by'], 'opter' | 'opterName' | 'shiftId'>
}

export function wayOf({ ways }: Pick<InjuryDeps, 'ways'>, family: InjuryFamily): Way {
  const way = ways.get(family)
  if (!way) {
    const what = `本机没有开通${INJURY_LABEL[family]}`
    fail('conflict', what, '没有改变。', '请信息科在站点配置里开通，或到开通的窗口办理。')
  }
  return way
}

export const clerkOf = ({ deps, by }: InjuryActing): Clerk => ({
  opter: by.opter,
  opterName: by.opterName,
  now: deps.now(),
})

/** What every message of a case has in common; no sign-in of national insurance goes with it. */
function about({ by }: InjuryActing, of: InjuryCase) {
  return {
    family: of.family,
    by: { ...by, sign_no: null },
    encounterId: of.encounterId,
    ...(of.person
      ? {
          psnNo: of.person.psn_no,
          ...(of.person.insuplc_admdvs ? { insuplc: of.person.insuplc_admdvs } : {}),
        }
      : {}),
  }
}

/** Questions to the platform of a case. Throws the outcome's fault. */
export function asker(act: InjuryActing, of: InjuryCase): Ask {
  return async (infno, input) => {
    const outcome = await act.deps.engine.transact({ ...about(act, of), infno, input })
    if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
    return outcome.output
  }
}

export interface Sending {
  given: Given
  /** for the message alone, and not kept with it */
  lines?: Given['lines']
  amountFen?: Fen
}

/** The act of a way, where its platform has a message for this action. */
export const actOf = (deps: InjuryDeps, of: InjuryCase, action: InjuryAction): Act | undefined =>
  wayOf(deps, of.family).acts[action]

/**
 * Sends one act for a case that nothing holds; the effect `injury.<action>` books it with its outcome. What is known
 * is on disk in any case.
 */
export async function send(
  acting: InjuryActing,
  of: InjuryCase,
  action: InjuryAction,
  { given, lines, amountFen }: Sending,
): Promise<Outcome> {
  const { journal, engine } = acting.deps
  await free(journal, of)
  const act = actOf(acting.deps, of, action)
  if (!act) fail('conflict', '这个平台没有这一步', '没有发送。', '请查看当前步骤。')
  const clerk = clerkOf(acting)
  const told: Given = lines ? { ...given, lines } : given
  const found = await act.prepare?.(asker(acting, of), of, told, clerk)
  const more = found ? { found } : {}
  const infno = typeof act.infno === 'string' ? act.infno : act.infno(of)
  const input = act.input(of, { ...told, ...more }, clerk)
  await acting.deps.guard?.(of.family, infno, input, of.encounterId)
  return engine.transact({
    ...about(acting, of),
    ...{ infno, input },
    purpose: `injury.${action}`,
    local: { given: { ...given, ...more } } as never,
    ...(amountFen === undefined ? {} : { amountFen }),
  })
}

/** As `send`; throws the outcome's fault where it did not succeed. */
export async function carryOut(
  acting: InjuryActing,
  of: InjuryCase,
  action: InjuryAction,
  sending: Sending,
): Promise<void> {
  const outcome = await send(acting, of, action, sending)
  if (outcome.is !== 'settled') throw new GuitaiError(outcome.fault)
}
