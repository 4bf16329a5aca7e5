import { create } from 'zustand'
import type { AuthState } from '../../shared/api/auth.ts'
import { call } from '../bridge.ts'

/** Who sits here. null until the main process has answered for the first time. */
interface Session {
  auth: AuthState | null
}

export const useSession = create<Session>(() => ({ auth: null }))

export function setAuth(auth: AuthState): void {
  useSession.setState({ auth })
}

export async function loadSession(): Promise<void> {
  setAuth(await call('auth.state', {}))
}

export async function logout(): Promise<void> {
  setAuth(await call('auth.logout', {}))
}

export async function lock(): Promise<void> {
  setAuth(await call('auth.lock', {}))
}

/** Whether the operator here holds one of the roles. */
export function useRole(...roles: NonNullable<AuthState['operator']>['role'][]): boolean {
  return useSession(({ auth }) => !!auth?.operator && roles.includes(auth.operator.role))
}

const LOOK_ms = 5000

/** Locks after `idleLock_ms` without a key or a click; 0 never. The answer stops watching. */
export function watchIdle(idleLock_ms: number): () => void {
  if (idleLock_ms <= 0) return () => {}
  let last = Date.now()
  const touch = () => {
    last = Date.now()
  }
  const timer = setInterval(
    () => {
      if (Date.now() - last < idleLock_ms) return
      touch()
      lock().catch(() => {})
    },
    Math.min(LOOK_ms, idleLock_ms),
  )
  const events = ['keydown', 'pointerdown', 'wheel'] as const
  for (const event of events) window.addEventListener(event, touch, true)
  return () => {
    clearInterval(timer)
    for (const event of events) window.removeEventListener(event, touch, true)
  }
}
