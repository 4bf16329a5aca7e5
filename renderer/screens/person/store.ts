import { create } from 'zustand'
import type { PersonHead, PersonRow } from '../../../shared/api/person.ts'
import { dayText } from '../../format.ts'
import { useSession } from '../../stores/session.ts'

/** The pages of a person, in the order of their keys Alt+1 … */
export const TABS = [
  { key: 'visits', label: '就诊', sections: ['visits'] },
  { key: 'drugs', label: '慢特病用药', sections: ['drugs'] },
  { key: 'sums', label: '累计', sections: ['sums'] },
  { key: 'filings', label: '备案', sections: ['chronic', 'fixed', 'transfers'] },
  { key: 'inHospital', label: '在院', sections: ['inHospital'] },
  { key: 'qualified', label: '门慢特资格', sections: ['qualified'] },
  { key: 'exams', label: '互认', sections: ['exams'] },
] as const
export type Tab = (typeof TABS)[number]['key']
/** asked side by side as soon as somebody is known */
export type Listed = (typeof TABS)[number]['sections'][number]

export type Box =
  | { is: 'find'; text: string }
  | { is: 'fields'; title: string; row: PersonRow }
  | { is: 'period' }
  | { is: 'setl' }

/** yyyy-MM-dd, both inclusive; `scope`: which 医疗类别 the visits are asked for. */
export interface Period {
  from: string
  to: string
  scope: 'usual' | 'all'
}

export interface PersonState {
  who: PersonHead | null
  tab: Tab
  period: Period
  /** the visit whose diagnoses, settlements and details are shown; null: the first */
  mdtrt_id: string | null
  /** typed, where this counter knows no settlement of the visit */
  setl_id: string
  /** rises with every new question about the same */
  round: number
  box: Box | null
  /** rises whenever the focus has to go to what comes next */
  focusTick: number
}

const YEAR_ms = 365 * 86_400_000

const blank = (): PersonState => ({
  ...{ who: null, tab: 'visits', mdtrt_id: null, setl_id: '', round: 0, box: null, focusTick: 0 },
  period: { from: dayText(Date.now() - YEAR_ms), to: dayText(Date.now()), scope: 'usual' },
})

/** Kept outside of the screen: another job in between loses nothing. */
export const usePerson = create<PersonState>(blank)
const { setState: set } = usePerson

/** Goes on to something else; the focus follows. */
export const turn = (to: Partial<Omit<PersonState, 'focusTick'>>) =>
  set((s) => ({ ...to, focusTick: s.focusTick + 1 }))
export const openBox = (box: Box) => set({ box })
export const closeBox = () => set((s) => ({ box: null, focusTick: s.focusTick + 1 }))
export const show = (who: PersonHead | null) => turn({ ...blank(), who })

// whoever sits down next begins with nobody
useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) set(blank())
})
