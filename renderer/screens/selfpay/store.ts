import { create } from 'zustand'
import type { SelfpayResult, SelfpayState } from '../../../shared/api/selfpay.ts'
import { useSession } from '../../stores/session.ts'
import { focusOn } from '../common/focus.ts'

export type Box =
  | { is: 'ask'; id: string; psn_name: string }
  | { is: 'back'; what: 'reopen' | 'remove'; id: string; version: number; psn_name: string }
  | { is: 'upload'; ids: string[] }

interface State {
  text: string
  chosen: string | null
  marked: ReadonlySet<string>
  box: Box | null
  done: SelfpayResult[]
  uploading: boolean
  /** F4 or Enter came before this one's fields were there: they take the focus when they are */
  mending: string | null
}

const BLANK: State = {
  text: '',
  chosen: null,
  marked: new Set(),
  box: null,
  done: [],
  uploading: false,
  mending: null,
}

/** Kept outside of the screen: another job in between loses nothing, and an upload goes on. */
export const useSelfpay = create<State>(() => BLANK)
export const turn = (to: Partial<State>) => useSelfpay.setState(to)
export const closeBox = () => turn({ box: null })

/** To the first field that is to be put right; false where there is none. */
export function focusMend(): boolean {
  const field = document.querySelector<HTMLElement>('.zf-mend input')
  field?.focus()
  return field !== null
}

/** Into the one that is shown: to what is to be put right, else to the charges; now, or as soon as it is there. */
export function lookInto(id: string) {
  turn({ mending: focusMend() || focusOn('fees') ? null : id })
}

useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) useSelfpay.setState(BLANK)
})

export const STATE_LABEL: Record<SelfpayState, string> = {
  new: '待上传',
  cleared: '明细上传中',
  details: '待传就诊诊断',
  visit: '待标记完成',
  done: '已完成',
  removed: '已删除',
}
