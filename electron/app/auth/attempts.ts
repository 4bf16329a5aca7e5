import { GuitaiError } from '../../../shared/errors.ts'
import { maskNo } from '../../../shared/mask.ts'
import type { Journal, OperatorRow } from '../../journal/port.ts'
import { audited } from './operators.ts'
import { hashPassword, verifyPassword } from './password.ts'

const LOCK_AFTER_failures = 5
const LOCK_FIRST_ms = 5 * 60_000
const LOCK_LONGEST_ms = 60 * 60_000
const STRANGERS_max = 1000

/** How long the n-th failure in a row locks: 5 minutes from the fifth on, doubled by each more, at most 1 h. */
export function lockFor_ms(failures: number): number {
  if (failures < LOCK_AFTER_failures) return 0
  return Math.min(LOCK_FIRST_ms * 2 ** (failures - LOCK_AFTER_failures), LOCK_LONGEST_ms)
}

type Count = Pick<OperatorRow, 'failures' | 'lockedUntil'>

/**
 * Checks an operator's password and counts failures, in the journal for operators and in memory for
 * numbers that nobody has, so that both look and take the same. Resolves with the operator, its counts
 * cleared; throws GuitaiError `denied` (wrong) or `locked` (too many failures). Must be called one at a
 * time: two guesses at once would count once.
 */
export function createAttempts({ journal, now }: { journal: Journal; now: () => number }) {
  const strangers = new Map<string, Count>()
  let decoy: Promise<string> | null = null

  return async function check(opter: string, password: string, action: string): Promise<OperatorRow> {
    const row = await journal.operator(opter)
    const count: Count = row ?? strangers.get(opter) ?? { failures: 0, lockedUntil: null }
    if (count.lockedUntil !== null && count.lockedUntil > now()) throw lockedOut(count.lockedUntil, now())
    decoy ??= hashPassword('nobody has this one')
    const { ok, stale } = await verifyPassword(password, row?.password ?? (await decoy))
    if (row && ok) {
      if (row.disabled) throw denied('该工号已停用', '请联系管理员。')
      const fresh = { ...row, failures: 0, lockedUntil: null }
      if (stale) fresh.password = await hashPassword(password)
      if (stale || row.failures > 0) await journal.commit([{ t: 'operator', put: fresh }])
      return fresh
    }
    const failures = count.failures + 1
    const lock_ms = lockFor_ms(failures)
    const next: Count = { failures, lockedUntil: lock_ms > 0 ? now() + lock_ms : null }
    // what was typed as a number that nobody has may have been a password
    const [actor, subject] = row ? [opter, opter] : ['-', maskNo(opter)]
    const changes = [audited(now(), actor, `${action}.failed`, subject, { ...next })]
    if (row) changes.unshift({ t: 'operator', put: { ...row, ...next } })
    else remember(strangers, opter, next)
    await journal.commit(changes)
    if (next.lockedUntil !== null) throw lockedOut(next.lockedUntil, now())
    throw denied('工号或密码不正确', `请重新输入；连续 ${LOCK_AFTER_failures} 次不正确会锁定。`)
  }
}

function remember(strangers: Map<string, Count>, opter: string, count: Count): void {
  strangers.delete(opter)
  strangers.set(opter, count)
  const oldest = strangers.keys().next()
  if (strangers.size > STRANGERS_max && !oldest.done) strangers.delete(oldest.value)
}

const denied = (what: string, todo: string) =>
  new GuitaiError({ kind: 'denied', what, means: '没有登录，交易不受影响。', todo })

const lockedOut = (until: number, now: number) =>
  new GuitaiError({
    kind: 'locked',
    what: `密码多次不正确，该工号已锁定，还需 ${Math.ceil((until - now) / 60_000)} 分钟`,
    means: '没有登录，交易不受影响。',
    todo: '请稍后再试，或请管理员重设密码。',
  })
