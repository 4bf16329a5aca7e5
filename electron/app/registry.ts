import type { ApiInput, ApiOutput, Channel, Events } from '../../shared/ipc.ts'
import type { Role } from '../journal/port.ts'

/**
 * One registry of handlers for every host. A handler knows no transport: it gets checked input and the
 * session of the face that called. The wrapper's name shows at the registration what may call it:
 * `open` before login, `read` and `write` after it; `write` passes while the screen is not locked only.
 */
export interface Caller {
  /** one a window, tab or terminal */
  sessionId: string
  operator: { opter: string; opterName: string; role: Role } | null
  locked: boolean
}

/** May decide for others at the counter. */
export const isSupervisor = (role: Role): boolean => role === 'admin' || role === 'supervisor'

/** Those who take money. */
export const CASHIERS: readonly Role[] = ['admin', 'supervisor', 'cashier']

/** Those who look after the insurance duties of the house: 医保办. */
export const OFFICE: readonly Role[] = ['admin', 'supervisor', 'office']

export type Access = 'open' | 'read' | 'write'

export type Handler<C extends Channel> = (input: ApiInput<C>, caller: Caller) => Promise<ApiOutput<C>>

export interface Entry {
  access: Access
  roles: readonly Role[] | null
  handler: (input: never, caller: Caller) => Promise<unknown>
}

export interface Registry {
  open<C extends Channel>(channel: C, handler: Handler<C>): void
  read<C extends Channel>(channel: C, handler: Handler<C>, roles?: readonly Role[]): void
  write<C extends Channel>(channel: C, handler: Handler<C>, roles?: readonly Role[]): void
  entries: ReadonlyMap<Channel, Entry>
}

export function createRegistry(): Registry {
  const entries = new Map<Channel, Entry>()
  const add =
    (access: Access) =>
    <C extends Channel>(channel: C, handler: Handler<C>, roles: readonly Role[] | null = null) => {
      if (entries.has(channel)) throw new Error(`handler registered twice: ${channel}`)
      entries.set(channel, { access, roles, handler })
    }
  return { open: add('open'), read: add('read'), write: add('write'), entries }
}

/** What capabilities tell every face; hosts subscribe. `sessionId` null: all of them. */
export interface Bus {
  emit<E extends keyof Events>(event: E, payload: Events[E], sessionId?: string | null): void
  subscribe(listener: BusListener): () => void
}
export type BusListener = <E extends keyof Events>(
  event: E,
  payload: Events[E],
  sessionId: string | null,
) => void

export function createBus(): Bus {
  const listeners = new Set<BusListener>()
  return {
    emit(event, payload, sessionId = null) {
      for (const listener of listeners) listener(event, payload, sessionId)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
