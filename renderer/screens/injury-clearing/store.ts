import { create } from 'zustand'
import { useSession } from '../../stores/session.ts'

export type TabKey = 'applications' | 'months' | 'deducted' | 'shares'

interface State {
  tab: TabKey | null
  /** yyyy-MM; null: the one that is due */
  month: string | null
  /** the row chosen in each list */
  chosen: Partial<Record<TabKey, string>>
  /** what was typed to find deductions */
  text: string
  /** what was done last, in words */
  said: string
}

const BLANK: State = { tab: null, month: null, chosen: {}, text: '', said: '' }

/** Kept outside of the screen: another job in between loses nothing. */
export const useClearing = create<State>(() => BLANK)

export const turn = (to: Partial<State>) => useClearing.setState(to)
export const choose = (tab: TabKey, id: string) =>
  useClearing.setState(({ chosen }) => ({ chosen: { ...chosen, [tab]: id }, said: '' }))

/** The month before or after yyyy-MM. */
export function monthBeside(month: string, by: -1 | 1): string {
  const [year = 0, mm = 1] = month.split('-').map(Number)
  const date = new Date(year, mm - 1 + by, 1)
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, '0')}`
}

// whoever sits down next begins with nothing
useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) useClearing.setState(BLANK)
})
