import { create } from 'zustand'
import type { StayView, UploadAnswer } from '../../../shared/api/admission.ts'
import type { ReviewView } from '../../../shared/api/review.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { Cert } from '../../../shared/visit.ts'
import type { Paper } from '../../print/Preview.tsx'
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

/** Commands before a stay exists run under this name. */
export const BLANK = 'blank'

export interface AdmissionState {
  ready: boolean
  views: Record<string, StayView>
  /** null: nobody on the screen, a new stay by hand may begin */
  current: string | null
  tab: Tab
  /** the command under way on a stay, in words */
  running: Record<string, string>
  faults: Record<string, Fault>
  box: Box | null
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
  /** rises whenever the focus has to go to what comes next */
  focusTick: number
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

const { getState: get, setState: set } = useAdmission

export const useView = () => useAdmission((s) => (s.current ? (s.views[s.current] ?? null) : null))
export const currentView = (): StayView | null => {
  const s = get()
  return s.current ? (s.views[s.current] ?? null) : null
}
export const useBusy = () => useAdmission((s) => s.running[s.current ?? BLANK] !== undefined)
export const isBusy = () => get().running[get().current ?? BLANK] !== undefined
export const useFault = () => useAdmission((s) => s.faults[s.current ?? BLANK] ?? null)
export const isDirty = (changes: FormValues) => Object.keys(changes).length > 0

/** Takes a view unless a newer one is here. */
export function put(view: StayView) {
  const id = view.stay.encounterId
  set((s) => {
    const known = s.views[id]
    return known && known.stay.version > view.stay.version ? s : { views: { ...s.views, [id]: view } }
  })
}

/** Takes a stay off the screen; it is blank again if it was the current one. */
export function drop(id: string) {
  set((s) => {
    const { [id]: _view, ...views } = s.views
    const { [id]: _fault, ...faults } = s.faults
    return { views, faults, ...(s.current === id ? { ...FRESH, current: null, tab: 'admit' as const } : {}) }
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

export const openBox = (box: Box) => set({ box })
export const closeBox = () => set((s) => ({ box: null, focusTick: s.focusTick + 1 }))
export const focusNext = () => set((s) => ({ focusTick: s.focusTick + 1 }))
export const mark = (key: 'insuranceKnown' | 'showMissing' | 'printed', id: string) =>
  set((s) => ({ [key]: { ...s[key], [id]: true } }))
export const choose = (table: keyof AdmissionState['chosen'], key: string) =>
  set((s) => ({ chosen: { ...s.chosen, [table]: key } }))

/** Keeps what was typed into a form and not sent. What the last refusal said of its fields is answered. */
export function type(form: 'changes' | 'discharge', patch: FormValues) {
  const { current, faults } = get()
  if (current && faults[current]?.fields) setFault(current, null)
  set((s) => ({ [form]: { ...s[form], ...patch } }))
}
