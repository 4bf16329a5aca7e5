import type { OperatorRow } from '../../journal/port.ts'
import type { Caller } from '../registry.ts'

/**
 * Who sits at which face. A session is one window, tab or terminal; it lives in memory only, so a new
 * process starts with everybody logged out. A locked session stays logged in and may read, not write.
 */
export interface Sessions {
  readonly idleLock_ms: number
  /** the caller behind a session; locks it first when it has been idle for too long */
  caller(sessionId: string): Caller
  login(sessionId: string, operator: Pick<OperatorRow, 'opter' | 'opterName' | 'role'>): void
  logout(sessionId: string): void
  lock(sessionId: string): void
  unlock(sessionId: string): void
  /** a person did something: the idle time starts again; a locked session stays locked */
  touch(sessionId: string): void
  /** locks every session that has been idle for too long */
  sweep(): void
  /** an operator was renamed, got another role, or (null) may not work any more */
  refresh(opter: string, operator: Caller['operator']): void
  /** called once when a session becomes locked, by hand or by time */
  onLock(listener: (sessionId: string, why: 'hand' | 'idle', opter: string) => void): () => void
  /** called when a session ends, or another login takes it over: what was kept for it is to be forgotten */
  onEnd(listener: (sessionId: string) => void): () => void
}

interface Session {
  operator: NonNullable<Caller['operator']>
  locked: boolean
  seenAt: number
}

/** `idleLock_ms` 0 switches the idle lock off. `now` in epoch ms. */
export function createSessions({ idleLock_ms, now }: { idleLock_ms: number; now: () => number }): Sessions {
  const sessions = new Map<string, Session>()
  const listeners = new Set<(sessionId: string, why: 'hand' | 'idle', opter: string) => void>()
  const endings = new Set<(sessionId: string) => void>()

  const end = (sessionId: string) => {
    if (!sessions.delete(sessionId)) return
    for (const listener of endings) listener(sessionId)
  }
  const setLocked = (sessionId: string, session: Session, why: 'hand' | 'idle') => {
    if (session.locked) return
    session.locked = true
    for (const listener of listeners) listener(sessionId, why, session.operator.opter)
  }
  const checkIdle = (sessionId: string, session: Session) => {
    if (idleLock_ms > 0 && now() - session.seenAt >= idleLock_ms) setLocked(sessionId, session, 'idle')
  }

  return {
    idleLock_ms,
    caller(sessionId) {
      const session = sessions.get(sessionId)
      if (!session) return { sessionId, operator: null, locked: false }
      checkIdle(sessionId, session)
      return { sessionId, operator: { ...session.operator }, locked: session.locked }
    },
    login(sessionId, { opter, opterName, role }) {
      end(sessionId)
      sessions.set(sessionId, { operator: { opter, opterName, role }, locked: false, seenAt: now() })
    },
    logout: end,
    lock(sessionId) {
      const session = sessions.get(sessionId)
      if (session) setLocked(sessionId, session, 'hand')
    },
    unlock(sessionId) {
      const session = sessions.get(sessionId)
      if (session) Object.assign(session, { locked: false, seenAt: now() })
    },
    touch(sessionId) {
      const session = sessions.get(sessionId)
      if (!session) return
      checkIdle(sessionId, session)
      if (!session.locked) session.seenAt = now()
    },
    sweep() {
      for (const [sessionId, session] of sessions) checkIdle(sessionId, session)
    },
    refresh(opter, operator) {
      for (const [sessionId, session] of sessions) {
        if (session.operator.opter !== opter) continue
        if (operator) session.operator = { ...operator }
        else end(sessionId)
      }
    },
    onLock(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    onEnd(listener) {
      endings.add(listener)
      return () => endings.delete(listener)
    },
  }
}
