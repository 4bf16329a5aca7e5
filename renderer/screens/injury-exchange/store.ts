import { create } from 'zustand'
import type { Value } from '../../components/contract/form.ts'
import { useSession } from '../../stores/session.ts'

export type TabKey = 'downloads' | 'filings' | 'stays' | 'institutions' | 'late'

/** A paper chosen for a filing: kept by the main process under `ref`. */
export interface Paper {
  ref: string
  name: string
  mat_type: string
}

export interface Draft {
  is: 'filing' | 'institution'
  code: string
  value: Value
  papers: Paper[]
}

interface State {
  tab: TabKey
  /** the list that each tab shows, and the record chosen in it */
  lists: Partial<Record<TabKey, string>>
  chosen: Record<string, string>
  /** what was typed to find records */
  text: string
  draft: Draft | null
  /** what was done last, in words */
  said: string
}

const BLANK: State = { tab: 'downloads', lists: {}, chosen: {}, text: '', draft: null, said: '' }

/** Kept outside of the screen: another tab or job in between loses nothing. */
export const useExchange = create<State>(() => BLANK)

export const turn = (to: Partial<State>) => useExchange.setState(to)
export const choose = (list: string, id: string) =>
  useExchange.setState(({ chosen }) => ({ chosen: { ...chosen, [list]: id } }))
export const changeDraft = (change: Partial<Draft>) =>
  useExchange.setState(({ draft }) => (draft ? { draft: { ...draft, ...change } } : {}))

// whoever sits down next begins with nothing
useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) useExchange.setState(BLANK)
})
