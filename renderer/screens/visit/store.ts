import { create } from 'zustand'
import type { ReviewView } from '../../../shared/api/review.ts'
import type { VisitView } from '../../../shared/api/visit.ts'
import type { Cert, Payment } from '../../../shared/visit.ts'
import { type Encounters, encounters } from '../../stores/encounters.ts'
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

/** The visits in work are in the order they were begun: that of the strip and of Alt+1…9. */
export interface VisitState extends Encounters<VisitView, Box> {
  /** money taken for a settlement under way or in doubt */
  taken: Record<string, Payment[]>
  selectedLine: string | null
  /** settlements and refunds whose slip went out at this screen */
  slipsOut: Record<string, true>
  /** a chosen insurance needs no second question */
  insuranceKnown: Record<string, true>
  /** missing fields are shown once somebody tried to go on */
  showMissing: Record<string, true>
  /** rises with every fresh blank counter, so that nothing typed for the last patient stays */
  blankNo: number
}

export const useVisit = create<VisitState>(() => ({
  ready: false,
  views: {},
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

export const visits = encounters<VisitView, Box, VisitState>(useVisit, (view) => view.visit)
export const { useView, currentView, useBusy, isBusy, useFault } = visits
export const { put, drop, setFault, openBox, closeBox, focusNext, mark } = visits

export const setTaken = (id: string, payments: Payment[]) =>
  useVisit.setState((s) => ({ taken: { ...s.taken, [id]: payments } }))
