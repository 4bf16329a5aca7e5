import type { JsonObject } from '../../../shared/contract.ts'
import { fail, faultOf } from '../../../shared/errors.ts'
import type { ApiInput } from '../../../shared/ipc.ts'
import type { Stay } from '../../../shared/stay.ts'
import type { Visit } from '../../../shared/visit.ts'
import type { Journal } from '../../journal/port.ts'
import type { Acting } from '../encounter.ts'
import { asking } from '../encounter.ts'
import { outboxJob } from '../ledger.ts'
import { ask } from '../person.ts'
import type { Caller } from '../registry.ts'
import { caseOfStay, caseOfVisit, type ReviewCase } from './case.ts'
import {
  foundIn,
  KIND,
  newestOf,
  putReview,
  type ReviewRecord,
  recordOf,
  reviewIdOf,
  wanting,
} from './record.ts'
import { type Medins, reviewInput } from './wire.ts'

export interface ReviewDeps {
  journal: Journal
  now(): number
  /** site.review.charges */
  mode: 'off' | 'show' | 'reason'
  medins: Medins
  /** the book has 3103 */
  feedback: boolean
  log(line: Record<string, unknown>): void
}

/** The step before a pre-settlement that asks the centre whether the details are in order. */
export interface Review {
  /**
   * 3101. Answers what the person at the counter has to know, null where nothing. Throws `conflict` while a clear
   * finding has no reason and the site wants one; never because of no answer.
   */
  visit(act: Acting, visit: Visit): Promise<string | null>
  /** 3102, likewise */
  stay(act: Acting, stay: Stay): Promise<string | null>
}

export const FEEDBACK_JOB = 'review.feedback'
/** beyond it a stay is told by its first orders only */
const LINES = 20_000

export function createReview(deps: ReviewDeps): Review {
  const { journal, mode, now } = deps
  return {
    async visit(act, visit) {
      if (mode === 'off' || visit.selfPay) return null
      return passes(deps, act, '3101', visit, caseOfVisit(visit, now()))
    },
    async stay(act, stay) {
      if (mode === 'off' || stay.selfPay || !stay.discharge) return null
      const fees = await journal.fees({
        ...{ encounterId: stay.encounterId, states: ['uploaded'], setl_id: null, limit: LINES },
      })
      return fees.length > 0 ? passes(deps, act, '3102', stay, caseOfStay(stay, fees)) : null
    },
  }
}

async function passes(
  deps: ReviewDeps,
  act: Acting,
  infno: '3101' | '3102',
  of: Visit | Stay,
  asked: ReviewCase,
): Promise<string | null> {
  const record = await recordFor(deps, act, infno, of, asked)
  const left = wanting(record, deps.mode)
  if (left.length === 0) return toldOf(record)
  fail(
    'conflict',
    `明细审核有 ${left.length} 条明确违规没有填写原因：${left[0]!.vola_cont}`,
    '没有预结算，没有扣款。',
    '请按 Alt+G 看审核结果，填写原因后继续，或退回修改明细。',
  )
}

/** Every word of it begins so. */
const AUDIT = '明细审核'

/** An encounter's warnings with what the newest audit says in the place of what an older one said. */
export function withAudit(warnings: readonly string[], told: string | null): string[] {
  return [...warnings.filter((warning) => !warning.startsWith(AUDIT)), ...(told ? [told] : [])]
}

function toldOf({ silent, findings }: ReviewRecord): string | null {
  if (silent !== null) return `${AUDIT}没有应答，不影响收费。`
  return findings.length > 0 ? `${AUDIT}有 ${findings.length} 条提醒，按 Alt+G 查看。` : null
}

/** What was said of exactly these details before, else the centre's answer now. */
async function recordFor(
  { journal, medins, now, log }: ReviewDeps,
  act: Acting,
  infno: '3101' | '3102',
  of: Visit | Stay,
  asked: ReviewCase,
): Promise<ReviewRecord> {
  const id = reviewIdOf(asked)
  const newest = await newestOf(journal, of.encounterId)
  if (newest?.id === id) return recordOf(newest)
  const before = await journal.doc(KIND, id)
  if (before && recordOf(before).silent === null) {
    // back to what was judged already: that is the newest again
    await journal.commit([putReview(before, recordOf(before), now(), before.version)])
    return recordOf(before)
  }
  const { psn_no, psn_name } = asked.person
  const remote = act.deps.remote(asked.insu.insuplc_admdvs)
  const record: ReviewRecord = { infno, at: now(), findings: [], silent: null, answers: {} }
  try {
    const about = { psnNo: psn_no, insuplc: asked.insu.insuplc_admdvs }
    const output = await ask(asking(act, of), infno, reviewInput(asked, medins, remote), about)
    record.findings = foundIn(output, asked)
  } catch (error) {
    const { what, centre } = faultOf(error)
    record.silent = centre?.message ?? what
    log({ level: 'warn', at: 'review', encounterId: of.encounterId, infno, error: String(error) })
  }
  const { opter, opterName } = act.by
  const row = { id, subject: of.encounterId, text: psn_name, opter, opterName }
  await journal.commit([putReview(row, record, now(), before?.version ?? 0)])
  return record
}

/** Keeps what a person does about findings; a reason is needed to go on. */
export async function answerReview(
  { journal, now, feedback }: ReviewDeps,
  { encounterId, answers }: ApiInput<'review.answer'>,
  caller: Caller,
): Promise<void> {
  const row = await newestOf(journal, encounterId)
  if (!row) fail('not_found', '这次就诊还没有审核结果', '没有改变。', '请先预结算。')
  const record = recordOf(row)
  const known = new Map(record.findings.map((found) => [found.jr_id, found]))
  const { opter, opterName } = caller.operator!
  const at = now()
  for (const { jr_id, dspo_way, dspo_way_rea } of answers) {
    if (!known.has(jr_id))
      fail('conflict', '审核结果已经更新，没有这一条', '没有改变。', '请刷新后重新填写。')
    if (dspo_way === '1' && !dspo_way_rea)
      fail('invalid', '处理原因：请填写继续的原因', '没有改变。', '请填写。')
  }
  const given = answers.map(({ jr_id, dspo_way, dspo_way_rea }) => [
    jr_id,
    { dspo_way, dspo_way_rea, opterName, at },
  ])
  const next: ReviewRecord = { ...record, answers: { ...record.answers, ...Object.fromEntries(given) } }
  const said = answers.map(({ jr_id, dspo_way, dspo_way_rea }) => ({
    rule_name: known.get(jr_id)!.rule_name,
    ...{ dspo_way, dspo_way_rea },
  }))
  await journal.commit([
    putReview(row, next, at, row.version),
    { t: 'audit', entry: { at, actor: opter, action: 'review.answer', subject: encounterId, detail: said } },
    ...(feedback ? [outboxJob(FEEDBACK_JOB, encounterId, feedbackInput(record.infno, answers), at)] : []),
  ])
}

/** The input of 3103. */
function feedbackInput(
  infno: ReviewRecord['infno'],
  answers: ApiInput<'review.answer'>['answers'],
): JsonObject {
  const warns = answers.map(({ jr_id, dspo_way, dspo_way_rea }) => ({
    ...{ warn_rslt_id: jr_id, dspo_way },
    ...(dspo_way_rea ? { dspo_way_rea } : {}),
  }))
  return { data: { warn_type: infno === '3101' ? '1' : '2', warns } }
}
