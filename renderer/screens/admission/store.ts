import { create } from 'zustand'
import type { StayView, UploadAnswer } from '../../../shared/api/admission.ts'
import type { ReviewView } from '../../../shared/api/review.ts'
import type { Cert } from '../../../shared/visit.ts'
import type { Paper } from '../../print/Preview.tsx'
import { type Encounters, encounters } from '../../stores/encounters.ts'
import type { Ask } from '../common/AskBox.tsx'
import type { FormValues } from './form/fields.ts'
import type { Tab, UndoName } from './next.ts'

/** The one box that may stand over the screen. */
export type Box =
  | { is: 'take' }
  | { is: 'settle' }
  | { is: 'undo'; name: Exclude<UndoName, 'abandon'> }
  | { is: 'print'; docs: Paper[] }
  | { is: 'find'; text: string }
  | { is: 'search' }
  /** a patient from elsewhere, with what is known of his voucher */
  | { is: 'remote'; cert: Cert | null }
  | { is: 'newborn' }
  | { is: 'insurance' }
  | { is: 'refundFee'; lineNo: number; name: string; cnt: string }
  | { is: 'review'; review: ReviewView }
  | ({ is: 'ask' } & Ask)

export interface AdmissionState extends Encounters<StayView, Box> {
  tab: Tab
  /** changes of the admission (2403) and the discharge as typed, not sent yet */
  changes: FormValues
  discharge: FormValues
  /** what the last upload of this stay said */
  uploaded: Record<string, Omit<UploadAnswer, 'view'>>
  /** marked fee lines */
  marked: ReadonlySet<number>
  /** the row each table stands on */
  chosen: { fee: string | null; deposit: string | null; settlement: string | null }
  /** settlements whose bill went out at this screen */
  printed: Record<string, true>
  /** a chosen insurance needs no second question */
  insuranceKnown: Record<string, true>
  /** missing fields are shown once somebody tried to go on */
  showMissing: Record<string, true>
  /** rises when a page was chosen, so that the focus goes into it */
  pageTick: number
  /** rises with every fresh blank screen, so that nothing typed for the last patient stays */
  blankNo: number
}

/** What belongs to one stay alone and goes when another comes to the screen. */
export const FRESH = {
  box: null,
  changes: {},
  discharge: {},
  marked: new Set<number>(),
  chosen: { fee: null, deposit: null, settlement: null },
}

export const useAdmission = create<AdmissionState>(() => ({
  ...FRESH,
  ready: false,
  views: {},
  current: null,
  tab: 'admit',
  running: {},
  faults: {},
  uploaded: {},
  printed: {},
  insuranceKnown: {},
  showMissing: {},
  focusTick: 0,
  pageTick: 0,
  blankNo: 0,
}))

const { setState: set } = useAdmission

export const stays = encounters<StayView, Box, AdmissionState>(
  useAdmission,
  (view) => view.stay,
  (_state, _id, wasCurrent) => (wasCurrent ? { ...FRESH, tab: 'admit' } : {}),
)
export const { useView, currentView, useBusy, isBusy, useFault } = stays
export const { put, drop, setFault, openBox, closeBox, focusNext, mark } = stays
export const isDirty = (changes: FormValues) => Object.keys(changes).length > 0

export const choose = (table: keyof AdmissionState['chosen'], key: string) =>
  set((s) => ({ chosen: { ...s.chosen, [table]: key } }))

/** Keeps what was typed into a form and not sent. What the last refusal said of its fields is answered. */
export function type(form: 'changes' | 'discharge', patch: FormValues) {
  const { current, faults } = useAdmission.getState()
  if (current && faults[current]?.fields) setFault(current, null)
  set((s) => ({ [form]: { ...s[form], ...patch } }))
}
