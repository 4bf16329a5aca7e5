import { create } from 'zustand'
import type { RecordState, RecordTab } from '../../../shared/api/injury-record.ts'
import { useSession } from '../../stores/session.ts'
import type { GroupOf } from '../common/Groups.tsx'

export type Group = 'todo' | 'ready' | 'sent' | 'all'

/** Which states a tab of the list shows. */
export const GROUPS: readonly GroupOf<Group, RecordState>[] = [
  { key: 'todo', label: '要处理', states: ['refused', 'todo', 'undone'] },
  { key: 'ready', label: '待传', states: ['ready'] },
  { key: 'sent', label: '已传', states: ['sent'] },
  { key: 'all', label: '全部', states: null },
]

interface State {
  /** the case in hand */
  open: string | null
  group: Group
  text: string
  /** in the list */
  chosen: string | null
  /** null: what the case wants first */
  tab: RecordTab | null
  /** the part in hand of each case, so that another job in between loses nothing */
  part: Record<string, string>
  /** what was done last, in words */
  said: string
}

const BLANK: State = { open: null, group: 'all', text: '', chosen: null, tab: null, part: {}, said: '' }

export const useRecord = create<State>(() => BLANK)
export const turn = (to: Partial<State>) => useRecord.setState(to)
export const leave = () => turn({ open: null, said: '' })
export const choosePart = (tab: string, id: string) =>
  useRecord.setState(({ part }) => ({ part: { ...part, [tab]: id } }))

useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) useRecord.setState(BLANK)
})

/** Red needs a hand, amber waits, green stands. */
export function toneOf({ state, doubtful }: { state: string; doubtful: boolean }): string {
  if (doubtful) return 'waiting'
  if (state === 'refused' || state === 'changed') return 'ir-bad'
  if (state === 'sent') return 'done'
  return state === 'todo' || state === 'ready' || state === 'new' ? 'ir-open' : 'quiet'
}
