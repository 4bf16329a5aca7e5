import { create } from 'zustand'
import type { FilingPerson, FilingView } from '../../../shared/api/filing.ts'
import { useSession } from '../../stores/session.ts'
import type { Kind, Values } from './fields.ts'

/** The one box that may stand over the screen. */
export type Box =
  | { is: 'find'; text: string }
  | { is: 'withdraw'; filing: FilingView }
  | { is: 'detail'; filing: FilingView }

export interface FilingState {
  /** null: nobody is identified, the list of everything filed from here is shown */
  who: FilingPerson | null
  form: { kind: Kind; values: Values } | null
  /** what was done last, in words */
  said: string | null
  box: Box | null
  /** rises whenever the focus has to go to what comes next */
  focusTick: number
}

const BLANK: FilingState = { who: null, form: null, said: null, box: null, focusTick: 0 }

/** Kept outside of the screen: another job in between loses nothing. */
export const useFiling = create<FilingState>(() => BLANK)

const { setState: set } = useFiling

/** Goes on to something else; the focus follows. */
export const turn = (to: Partial<Omit<FilingState, 'focusTick'>>) =>
  set((s) => ({ ...to, focusTick: s.focusTick + 1 }))
export const openBox = (box: Box) => set({ box })
export const closeBox = () => set({ box: null })
export const setValues = (change: Values) =>
  set((s) => (s.form ? { form: { ...s.form, values: { ...s.form.values, ...change } } } : s))

// whoever sits down next begins with nobody
useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) set(BLANK)
})
