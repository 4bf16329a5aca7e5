import { create } from 'zustand'
import type { FilingPerson } from '../../../shared/api/filing.ts'
import type { SichuanKind } from '../../../shared/api/sichuan.ts'
import type { ApiArgs } from '../../../shared/ipc.ts'
import type { Value } from '../../components/contract/form.ts'
import { useSession } from '../../stores/session.ts'

export type About = ApiArgs<'sichuan.draft'>['about']

/** A chosen file: kept by the main process under `ref`, shown here by `url`. */
export interface Picture {
  name: string
  ref: string
  size: number
  hash: string
  /** a data: address of an image; '' for a PDF */
  url: string
}

/** A record in the making. */
export interface Draft {
  about: About
  /** whom it is about, in words */
  who: string
  code: string
  value: Value
  pictures: Picture[]
}

export type TabKey = 'family' | SichuanKind | 'paper' | 'info'

interface State {
  tab: TabKey
  drafts: Partial<Record<SichuanKind, Draft>>
  /** of 城乡两病 */
  who: FilingPerson | null
}

const BLANK: State = { tab: 'family', drafts: {}, who: null }

/** Kept outside of the screen: another tab or job in between loses nothing. */
export const useSichuan = create<State>(() => BLANK)

export const goTo = (tab: TabKey) => useSichuan.setState({ tab })
export const setWho = (who: FilingPerson | null) => useSichuan.setState({ who })
export const setDraft = (kind: SichuanKind, draft: Draft | undefined) =>
  useSichuan.setState(({ drafts }) => ({ drafts: { ...drafts, [kind]: draft } }))
export const changeDraft = (kind: SichuanKind, change: Partial<Draft>) =>
  useSichuan.setState(({ drafts }) => {
    const draft = drafts[kind]
    return draft ? { drafts: { ...drafts, [kind]: { ...draft, ...change } } } : {}
  })

// whoever sits down next begins with nothing
useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) useSichuan.setState(BLANK)
})
