import { create } from 'zustand'
import type { ReviewView } from '../../../shared/api/review.ts'
import type { VisitView } from '../../../shared/api/visit.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Cert, Payment } from '../../../shared/visit.ts'
import type { Ask } from '../common/AskBox.tsx'

/** The one box that may stand over the screen. */
export type Box =
  | { is: 'pay' }
  | { is: 'refund' }
  | { is: 'print' }
  | { is: 'search' }
  | { is: 'find'; text: string }
  /** a patient from elsewhere, with the voucher that he presented */
  | { is: 'remote'; cert: Cert | null }
  | { is: 'review'; review: ReviewView }
  | ({ is: 'ask' } & Ask)

/** Commands before a visit exists run under this name. */
export const BLANK = 'blank'

export interface VisitState {
  ready: boolean
  /** working visits by encounterId */
  views: Record<string, VisitView>
  /** oldest first: the order of the strip and of Alt+1…9 */
  order: string[]
  /** null: a blank counter, nothing is opened yet */
  current: string | null
  /** the command under way on a visit, in words */
  running: Record<string, string>
  faults: Record<string, Fault>
  /** money taken for a settlement under way or in doubt */
  taken: Record<string, Payment[]>
  box: Box | null
  selectedLine: string | null
  /** settlements and refunds whose slip went out at this screen */
  slipsOut: Record<string, true>
  /** a chosen insurance needs no second question */
  insuranceKnown: Record<string, true>
  /** missing fields are shown once somebody tried to go on */
  showMissing: Record<string, true>
  /** rises whenever the focus has to go to what comes next */
  focusTick: number
  /** rises with every fresh blank counter, so that nothing typed for the last patient stays */
  blankNo: number
}

export const useVisit = create<VisitState>(() => ({
  ready: false,
  views: {},
  order: [],
  current: null,
  running: {},
  faults: {},
  taken: {},
  box: null,
  selectedLine: null,
  slipsOut: {},
  insuranceKnown: {},
  showMissing: {},
  focusTick: 0,
  blankNo: 0,
}))

const { getState: get, setState: set } = useVisit

/** The visit on the screen, or null on a blank counter. */
export const useView = () => useVisit((s) => (s.current ? (s.views[s.current] ?? null) : null))
export const currentView = (): VisitView | null => {
  const s = get()
  return s.current ? (s.views[s.current] ?? null) : null
}
export const useBusy = () => useVisit((s) => s.running[s.current ?? BLANK] !== undefined)
export const useFault = () => useVisit((s) => s.faults[s.current ?? BLANK] ?? null)

/** Takes a view unless a newer one is here. */
export function put(view: VisitView) {
  const id = view.visit.encounterId
  set((s) => {
    const known = s.views[id]
    if (known && known.visit.version > view.visit.version) return s
    const order = s.order.includes(id) ? s.order : [...s.order, id]
    return { views: { ...s.views, [id]: view }, order }
  })
}

/** Takes a visit off the screen; the counter is blank again if it was the current one. */
export function drop(id: string) {
  set((s) => {
    const { [id]: _view, ...views } = s.views
    const { [id]: _fault, ...faults } = s.faults
    return {
      views,
      faults,
      order: s.order.filter((x) => x !== id),
      current: s.current === id ? null : s.current,
    }
  })
}

export function setFault(id: string, fault: Fault | null) {
  set((s) => {
    const { [id]: _old, ...faults } = s.faults
    return { faults: fault ? { ...faults, [id]: fault } : faults }
  })
}

export function setRunning(id: string, running: string | null) {
  set((s) => {
    const { [id]: _old, ...rest } = s.running
    return { running: running ? { ...rest, [id]: running } : rest }
  })
}

export const setTaken = (id: string, payments: Payment[]) =>
  set((s) => ({ taken: { ...s.taken, [id]: payments } }))
export const openBox = (box: Box) => set({ box })
export const closeBox = () => set((s) => ({ box: null, focusTick: s.focusTick + 1 }))
export const focusNext = () => set((s) => ({ focusTick: s.focusTick + 1 }))
export const mark = (key: 'insuranceKnown' | 'showMissing' | 'slipsOut', id: string) =>
  set((s) => ({ [key]: { ...s[key], [id]: true } }))
