import type { JsonObject } from '../../../shared/contract.ts'
import { INJURY_ACTIONS, type InjuryAction, type InjuryCase } from '../../../shared/injury.ts'
import type { Effect, Effects } from '../../engine/engine.ts'
import type { Change, FeeState } from '../../journal/port.ts'
import { lineOfSn } from '../admission/wire.ts'
import { settledChanges, unsettledChanges } from './booking.ts'
import { feeSplit, lineNoOf, renumbered } from './lines.ts'
import { caseOf, putCase, tellHis } from './store.ts'
import type { Booked, Given } from './way.ts'
import type { Ways } from './ways/index.ts'

const INJURY_PURPOSE = 'injury.'

/**
 * What each outcome does to a case, committed together with the transaction. Runs in this process or, after a crash,
 * in the resolver: everything needed is in the transaction and the encounter. An Error here leaves the message to
 * a person.
 */
export function injuryEffects(ways: Ways): Effects {
  const actions = Object.keys(INJURY_ACTIONS) as InjuryAction[]
  return new Map(actions.map((action) => [`${INJURY_PURPOSE}${action}`, effectOf(ways, action)]))
}

function effectOf(ways: Ways, action: InjuryAction): Effect {
  return ({ txn, outcome, output, encounter, now }) => {
    if (!encounter || outcome === 'rejected') return []
    const of = caseOf(encounter)
    const act = ways.get(of.family)?.acts[action]
    if (outcome === 'absent') {
      const isAsked = txn.state !== 'PREPARED' && txn.state !== 'SENT'
      return isAsked && act?.gaveUp ? [putCase(act.gaveUp(of), now)] : []
    }
    const given = (txn.local.given ?? {}) as unknown as Given
    if (outcome === 'reversed') return takenBack(action, of, given, now)
    if (!act) throw new Error(`${of.family} 没有 ${INJURY_ACTIONS[action]}`)
    const booked = act.booked(of, { output, txn, given, now })
    const facts = { msgid: txn.msgid, shiftId: txn.shiftId, now }
    const after = changedBy(action, booked.of, given)
    const money = booked.settled
      ? settledChanges(of, after, booked.settled, { ...facts, given, splits: booked.splits })
      : booked.undone
        ? unsettledChanges(of, after, booked.undone, facts)
        : [putCase(after, now)]
    return [...money, ...fees(action, of, booked, given), ...ward(of, after, facts)]
  }
}

/** What the message carried is so from now on, whatever else the way made of it; figures of before are old. */
function changedBy(action: InjuryAction, of: InjuryCase, given: Given): InjuryCase {
  if (action === 'change') return { ...of, ...given.change, trial: null }
  return action === 'trial' ? of : { ...of, trial: null }
}

/** Undone without a word of whether it ever stood: what went with it needs numbers of its own next time. */
function takenBack(action: InjuryAction, of: InjuryCase, { lines = [] }: Given, now: number): Change[] {
  const next: InjuryCase = { ...of, trial: null }
  if (action === 'settle') {
    const spent: InjuryCase = { ...next, refs: { ...of.refs, reversed: Number(of.refs.reversed ?? 0) + 1 } }
    return [putCase(of.kind === 'inpatient' ? spent : { ...spent, ...renumbered(of) }, now)]
  }
  if (action !== 'upload') return []
  const changes = lines.map(({ sn }): Change => {
    const { gen, lineNo } = lineOfSn(sn)
    return { t: 'fee.set', encounterId: of.encounterId, lineNo, from: NOT_THERE, set: { gen: gen + 1 } }
  })
  return [putCase(next, now), ...changes]
}

const NOT_THERE: readonly FeeState[] = ['new', 'failed']
const THERE: readonly FeeState[] = ['uploaded']

/** What becomes of the lines of a stay. */
function fees(action: InjuryAction, of: InjuryCase, booked: Booked, { lines = [] }: Given): Change[] {
  if (of.kind !== 'inpatient') return []
  const { encounterId } = of
  const set = (
    sn: string,
    from: readonly FeeState[],
    to: Extract<Change, { t: 'fee.set' }>['set'],
  ): Change => {
    return { t: 'fee.set', encounterId, lineNo: lineNoOf(sn), from, set: to }
  }
  const sent =
    action === 'upload'
      ? lines.map(({ sn }) => {
          const why = booked.refused?.[sn]
          return why
            ? set(sn, NOT_THERE, { state: 'failed', why })
            : set(sn, NOT_THERE, { state: 'uploaded', why: null, split: feeSplit(booked.splits?.[sn]) })
        })
      : []
  const gone = booked.withdrawn ?? (action === 'withdraw' ? 'all' : [])
  if (gone === 'all') return [...sent, { t: 'fee.withdraw', encounterId }]
  const back = gone.map((sn) =>
    set(sn, THERE, { state: 'new', gen: lineOfSn(sn).gen + 1, why: null, split: null }),
  )
  return [...sent, ...back]
}

const INSIDE: ReadonlySet<InjuryCase['step']> = new Set(['admitted', 'discharged', 'settled'])

/** The HIS hears when its patient is admitted at the platform, and when he is so no longer. */
function ward(
  before: InjuryCase,
  after: InjuryCase,
  { msgid, now }: { msgid: string; now: number },
): Change[] {
  const [was, is] = [INSIDE.has(before.step), INSIDE.has(after.step)]
  if (before.kind !== 'inpatient' || was === is) return []
  const more: JsonObject = is && after.mdtrt_id ? { mdtrt_id: after.mdtrt_id } : {}
  return tellHis(before, is ? 'admitted' : 'unadmitted', { key: `${msgid}.ward`, now }, more)
}
