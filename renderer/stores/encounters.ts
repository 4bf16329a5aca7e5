import type { StoreApi, UseBoundStore } from 'zustand'
import type { Fault } from '../../shared/errors.ts'

/** What a counter's screen keeps of its encounters: visits, stays, cases. */
export interface Encounters<V, Box> {
  ready: boolean
  /** in work, by encounterId */
  views: Record<string, V>
  /** null: nobody is on the screen, nothing is opened yet */
  current: string | null
  /** the command under way on each, in words */
  running: Record<string, string>
  faults: Record<string, Fault>
  box: Box | null
  /** rises whenever the focus has to go to what comes next */
  focusTick: number
}

/** Commands before an encounter exists run under this name. */
export const BLANK = 'blank'

/** Whom a view is of, and which state of it. */
export type At<V> = (view: V) => { encounterId: string; version: number }

/** What an encounter has been marked as at this screen. */
type Marks<S> = { [K in keyof S]: S[K] extends Record<string, true> ? K : never }[keyof S]

/** A table without one of its rows. */
export function without<T>(table: Record<string, T>, id: string): Record<string, T> {
  const { [id]: _gone, ...rest } = table
  return rest
}

/**
 * The moves that every counter makes on its store. `gone` says what else leaves the state with an encounter that
 * leaves the screen; `wasCurrent` where it stood there.
 */
export function encounters<V extends { doubt: unknown }, Box, S extends Encounters<V, Box>>(
  useStore: UseBoundStore<StoreApi<S>>,
  at: At<V>,
  gone: (state: S, id: string, wasCurrent: boolean) => Partial<S> = () => ({}),
) {
  const get = useStore.getState
  /** what is set here is a part of any S */
  const set = (change: (s: S) => Partial<Encounters<V, Box>>) =>
    useStore.setState((s) => change(s) as Partial<S>)
  const viewIn = (s: S): V | null => (s.current ? (s.views[s.current] ?? null) : null)
  const slotOf = (s: S) => s.current ?? BLANK

  return {
    get,
    at,
    viewIn,
    useView: () => useStore(viewIn),
    currentView: () => viewIn(get()),
    /** Whether a command is under way here: then nothing but looking is allowed. */
    useBusy: () => useStore((s) => s.running[slotOf(s)] !== undefined),
    isBusy: () => get().running[slotOf(get())] !== undefined,
    useFault: () => useStore((s) => s.faults[slotOf(s)] ?? null),

    /** Takes a view unless a newer one is here. */
    put(view: V) {
      const { encounterId, version } = at(view)
      set((s) => {
        const known = s.views[encounterId]
        return known && at(known).version > version ? s : { views: { ...s.views, [encounterId]: view } }
      })
    },

    /** Takes an encounter off the screen; it is blank again if that was the current one. */
    drop(id: string) {
      set((s) => {
        const wasCurrent = s.current === id
        return {
          views: without(s.views, id),
          faults: without(s.faults, id),
          current: wasCurrent ? null : s.current,
          ...gone(s, id, wasCurrent),
        }
      })
    },

    setFault(id: string, fault: Fault | null) {
      set(({ faults }) => ({ faults: fault ? { ...faults, [id]: fault } : without(faults, id) }))
    },

    setRunning(id: string, label: string | null) {
      set(({ running }) => ({ running: label ? { ...running, [id]: label } : without(running, id) }))
    },

    openBox: (box: Box) => set(() => ({ box })),
    closeBox: () => set((s) => ({ box: null, focusTick: s.focusTick + 1 })),
    focusNext: () => set((s) => ({ focusTick: s.focusTick + 1 })),
    mark(key: Marks<S>, id: string) {
      useStore.setState((s) => ({ [key]: { ...(s[key] as object), [id]: true } }) as Partial<S>)
    },
  }
}
