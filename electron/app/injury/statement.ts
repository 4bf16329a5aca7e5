import type { InjuryStatement } from '../../../shared/api/injury.ts'
import type { Json } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { INJURY_KIND_LABEL, type InjuryCase } from '../../../shared/injury.ts'
import { dateOf } from '../../../shared/msgid.ts'
import { asker, clerkOf, type InjuryActing, wayOf } from './deps.ts'
import { linesOfFees } from './lines.ts'

/** Kind of the journal's records of what platforms said of settlements; the id is the family's and the setl_id. */
export const STATEMENT = 'injury.statement'
export const statementId = (of: Pick<InjuryCase, 'family'>, setl_id: string) => `${of.family}.${setl_id}`

/**
 * The platform's own record of the settlement, kept for the paper; where a platform has none, what this counter has
 * booked of it.
 */
export async function statement(act: InjuryActing, of: InjuryCase): Promise<InjuryStatement> {
  const { settlement } = of
  if (!settlement) fail('not_found', '还没有结算，没有结算单', '没有发送。', '请先结算。')
  const way = wayOf(act.deps, of.family)
  if (!way.statement) return ownStatement(act, of)
  const found = await way.statement(asker(act, of), of, clerkOf(act))
  const { journal, now } = act.deps
  const id = statementId(of, settlement.setl_id)
  const before = await journal.doc(STATEMENT, id)
  if (JSON.stringify(before?.data) !== JSON.stringify(found)) {
    const put = {
      ...{ kind: STATEMENT, id, state: 'kept', subject: of.person?.psn_no ?? '', text: settlement.setl_id },
      ...{ data: found as unknown as Json, opter: act.by.opter, opterName: act.by.opterName, at: now() },
    }
    await journal.commit([{ t: 'doc', put, expect: before?.version ?? 0 }])
  }
  return found
}

/** From the case and its lines alone. */
async function ownStatement({ deps }: InjuryActing, of: InjuryCase): Promise<InjuryStatement> {
  const { setl_id, setl_time, amounts, lines } = of.settlement!
  const { encounterId } = of
  const all =
    of.kind === 'inpatient' ? linesOfFees(of, await deps.journal.fees({ encounterId, setl_id })) : lines
  const chosen = of.recognitions.find((one) => one.id === of.recognition)
  const facts: [label: string, value: string | null | undefined][] = [
    ['结算编号', setl_id],
    ['结算时间', setl_time],
    ['就诊方式', INJURY_KIND_LABEL[of.kind]],
    ['就诊登记号', of.mdtrt_id],
    ['门诊（住院）号', of.ipt_otp_no],
    ['认定书编号', chosen?.alc011],
    ['工伤发生日期', chosen?.alc020],
    ['入院日期', of.kind === 'inpatient' ? dateOf(of.begntime) : null],
    ['出院日期', of.kind === 'inpatient' && of.endtime ? dateOf(of.endtime) : null],
  ]
  return {
    facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
    funds: amounts.funds.map(({ label, amount }) => ({ label, amountFen: amount })),
    lines: all.map(({ name, spec, unit, pric, cnt, amountFen, injury }) => {
      return { name, spec, unit, pric, cnt, amountFen, note: injury ? '' : '非工伤' }
    }),
  }
}
