import { create } from 'zustand'
import type { SetllistResult, SetllistState } from '../../../shared/api/setllist.ts'
import { useSession } from '../../stores/session.ts'
import type { GroupOf } from '../common/Groups.tsx'

export type Group = 'todo' | 'ready' | 'sent' | 'all'

/** Which states a tab shows. */
export const GROUPS: readonly GroupOf<Group, SetllistState>[] = [
  { key: 'todo', label: '要处理', states: ['returned', 'faulty', 'none', 'draft'] },
  { key: 'ready', label: '待提交', states: ['uploaded'] },
  { key: 'sent', label: '已提交', states: ['submitted', 'passed'] },
  { key: 'all', label: '全部', states: null },
]

export type Box =
  | { is: 'send'; what: 'upload' | 'submit' | 'back'; setl_ids: string[] }
  | { is: 'compare' | 'history'; setl_id: string; psn_name: string }
  | { is: 'quality' | 'counts' }

interface State {
  /** the list in the editor */
  open: string | null
  group: Group
  text: string
  chosen: string | null
  marked: ReadonlySet<string>
  box: Box | null
  done: SetllistResult[]
}

const BLANK: State = {
  ...{ open: null, group: 'todo', text: '', chosen: null, marked: new Set(), box: null, done: [] },
}

/** Kept outside of the screen: another job in between loses nothing. */
export const useSetllist = create<State>(() => BLANK)
export const turn = (to: Partial<State>) => useSetllist.setState(to)
export const closeBox = () => turn({ box: null })

useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) useSetllist.setState(BLANK)
})

export const STATE_LABEL: Record<SetllistState, string> = {
  none: '未生成',
  draft: '待上传',
  faulty: '有错待改',
  uploaded: '已上传待提交',
  submitted: '已提交',
  passed: '审核通过',
  returned: '退回待改',
  void: '结算已撤销',
}

/** Red for what needs a hand, green for what is over. */
export const toneOf = (state: SetllistState): string =>
  state === 'faulty' || state === 'returned'
    ? 'sl-bad'
    : state === 'submitted' || state === 'passed'
      ? 'done'
      : state === 'void'
        ? 'quiet'
        : ''
