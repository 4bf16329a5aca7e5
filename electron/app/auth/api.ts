import type { AuthState } from '../../../shared/api/auth.ts'
import { fail } from '../../../shared/errors.ts'
import type { ApiInput, ApiOutput } from '../../../shared/ipc.ts'
import { maskDeep } from '../../../shared/mask.ts'
import type { Journal } from '../../journal/port.ts'
import type { Bus, Caller, Registry } from '../registry.ts'
import { createAttempts } from './attempts.ts'
import { audited, listOperators, newOperator, saveOperator, UNTOUCHED } from './operators.ts'
import { hashPassword } from './password.ts'
import type { Sessions } from './sessions.ts'

export interface AuthDeps {
  journal: Journal
  sessions: Sessions
  bus: Bus
  /** epoch ms */
  now: () => number
}

/**
 * Operators, login and lock. Whatever checks a password or changes an operator goes through one queue, so
 * that two setups or two guesses at once cannot pass each other; its audit entry is in the same commit.
 * Returns the way to stop the idle timer.
 */
export function registerAuth(reg: Registry, deps: AuthDeps): { stop(): void } {
  const { journal, sessions, now } = deps
  const auth = createAuth(deps)
  const queue = createQueue()
  reg.open('auth.state', (_input, caller) => auth.state(caller))
  reg.open('auth.setup', (input, caller) => queue(() => auth.setup(input, caller)))
  reg.open('auth.login', (input, caller) => queue(() => auth.login(input, caller)))
  reg.read('auth.logout', (_input, caller) => auth.logout(caller))
  reg.read('auth.lock', (_input, caller) => auth.lock(caller))
  reg.read('auth.unlock', (input, caller) => queue(() => auth.unlock(input, caller)))
  reg.write('auth.changePassword', (input, caller) => queue(() => auth.changePassword(input, caller)))
  reg.read('auth.operators', () => listOperators(journal, now()), ['admin'])
  const save = async (input: ApiInput<'auth.saveOperator'>, caller: Caller) => {
    await saveOperator({ journal, sessions, now }, input, operatorOf(caller).opter)
    return listOperators(journal, now())
  }
  reg.write('auth.saveOperator', (input, caller) => queue(() => save(input, caller)), ['admin'])
  reg.read('auth.audit', (input) => trail(journal, input), ['admin', 'supervisor'])
  reg.read('auth.auditVerify', () => journal.auditVerify(), ['admin', 'supervisor'])
  return { stop: watchLocks(deps) }
}

function createAuth({ journal, sessions, now }: AuthDeps) {
  const check = createAttempts({ journal, now })
  const self = {
    async state({ sessionId }: Pick<Caller, 'sessionId'>): Promise<AuthState> {
      const { operator, locked } = sessions.caller(sessionId)
      const needsSetup = operator === null && (await journal.operators()).length === 0
      return { needsSetup, operator, locked, idleLock_ms: sessions.idleLock_ms }
    },

    async setup(input: ApiInput<'auth.setup'>, caller: Caller): Promise<AuthState> {
      if ((await journal.operators()).length > 0) {
        fail('conflict', '已经有操作员了', UNTOUCHED, '请用已有的工号登录。')
      }
      const { opter, opterName, password } = input
      const admin = await newOperator({ opter, opterName, role: 'admin', disabled: false }, password, now())
      await journal.commit([{ t: 'operator', put: admin }, audited(now(), opter, 'auth.setup')])
      sessions.login(caller.sessionId, admin)
      return self.state(caller)
    },

    async login(input: ApiInput<'auth.login'>, caller: Caller): Promise<AuthState> {
      const operator = await check(input.opter, input.password, 'auth.login')
      await journal.commit([audited(now(), operator.opter, 'auth.login')])
      sessions.login(caller.sessionId, operator)
      return self.state(caller)
    },

    async logout(caller: Caller): Promise<AuthState> {
      const { opter } = operatorOf(caller)
      sessions.logout(caller.sessionId)
      await journal.commit([audited(now(), opter, 'auth.logout')])
      return self.state(caller)
    },

    lock(caller: Caller): Promise<AuthState> {
      sessions.lock(caller.sessionId)
      return self.state(caller)
    },

    async unlock(input: ApiInput<'auth.unlock'>, caller: Caller): Promise<AuthState> {
      const { opter } = operatorOf(caller)
      await check(opter, input.password, 'auth.unlock')
      await journal.commit([audited(now(), opter, 'auth.unlock')])
      sessions.unlock(caller.sessionId)
      return self.state(caller)
    },

    async changePassword(input: ApiInput<'auth.changePassword'>, caller: Caller): Promise<AuthState> {
      const row = await check(operatorOf(caller).opter, input.old, 'auth.changePassword')
      if (input.password === input.old) {
        fail('invalid', '新密码不能与原密码相同', UNTOUCHED, '请换一个新密码。')
      }
      const put = { ...row, password: await hashPassword(input.password), passwordAt: now() }
      await journal.commit([{ t: 'operator', put }, audited(now(), row.opter, 'auth.changePassword')])
      return self.state(caller)
    },
  }
  return self
}

/** One after the other, whatever became of the one before. */
function createQueue() {
  let last: Promise<unknown> = Promise.resolve()
  return <T>(work: () => Promise<T>): Promise<T> => {
    const result = last.then(work)
    last = result.catch(() => {})
    return result
  }
}

function operatorOf(caller: Caller) {
  return caller.operator ?? fail('denied', '尚未登录', UNTOUCHED, '请先登录。')
}

async function trail(journal: Journal, input: ApiInput<'auth.audit'>): Promise<ApiOutput<'auth.audit'>> {
  const rows = await journal.auditTrail(input)
  return rows.map(({ seq, at, actor, action, subject, detail }) => {
    return { seq, at, actor, action, subject, detail: JSON.stringify(maskDeep(detail)) }
  })
}

/** Tells the face that its session was locked, writes it down, and looks for idle ones now and then. */
function watchLocks({ journal, sessions, bus, now }: AuthDeps): () => void {
  const unsubscribe = sessions.onLock((sessionId, why, opter) => {
    bus.emit('session.locked', {}, sessionId)
    // the lock holds even where the journal cannot take the entry (full disk)
    journal.commit([audited(now(), opter, 'auth.lock', opter, { why })]).catch(() => {})
  })
  const timer = setInterval(() => sessions.sweep(), 5000)
  timer.unref()
  return () => {
    unsubscribe()
    clearInterval(timer)
  }
}
