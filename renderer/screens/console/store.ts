import { create } from 'zustand'
import type { ConsoleAnswer } from '../../../shared/api/console.ts'
import type { Contract, FieldFault } from '../../../shared/contract.ts'
import { speaksOfPerson } from '../../../shared/persons.ts'
import { blank, type Value } from '../../components/contract/form.ts'
import { useSession } from '../../stores/session.ts'

export const TABS = ['表单', 'JSON', '报文', '文档'] as const
export const SIDES = ['应答', '历史', '样例'] as const
export type Tab = (typeof TABS)[number]
export type Side = (typeof SIDES)[number]

/** What one is writing for one interface. */
export interface Draft {
  value: Value
  /** of the envelope */
  psn_no: string
  insuplc: string
  /** what was typed as JSON while it is none */
  json: string | null
  answer: ConsoleAnswer | null
  /** faults of the main process about this value */
  faults: readonly FieldFault[]
}

export type Box = { is: 'send' } | { is: 'save' } | { is: 'drop'; id: string; name: string; version: number }

interface ConsoleState {
  chosen: { family: string; code: string } | null
  tab: Tab
  side: Side
  text: string
  opened: ReadonlySet<string>
  drafts: Readonly<Record<string, Draft>>
  box: Box | null
  /** what was done last, or why it was not */
  said: { text: string; good: boolean } | null
  /** the region typed last, with which the next draft about a person begins */
  insuplc: string
  /** rises whenever an interface is opened, so that the focus goes into it */
  entered: number
}

const EMPTY: ConsoleState = {
  chosen: null,
  tab: '表单',
  side: '应答',
  text: '',
  opened: new Set(['nhsa']),
  drafts: {},
  box: null,
  said: null,
  insuplc: '',
  entered: 0,
}

/** Kept outside of the screen: another job in between loses nothing. */
export const useConsole = create<ConsoleState>(() => EMPTY)
export const turn = (to: Partial<ConsoleState>) => useConsole.setState(to)

/** Opens an interface; the focus goes to its first field, or to its document. */
export const enter = (family: string, code: string, tab: Tab) =>
  useConsole.setState(({ entered }) => ({ chosen: { family, code }, tab, said: null, entered: entered + 1 }))

export const draftKey = ({ family, code }: { family: string; code: string }) => `${family} ${code}`

export function emptyDraft(contract: Contract): Draft {
  const insuplc = speaksOfPerson(contract) ? useConsole.getState().insuplc : ''
  return { value: blank(contract, 'input'), psn_no: '', insuplc, json: null, answer: null, faults: [] }
}

/** Changes the draft of one interface; what the main process said of an older value goes with it. */
export function write(contract: Contract, change: Partial<Draft>): void {
  useConsole.setState(({ drafts }) => {
    const key = draftKey(contract)
    const before = drafts[key] ?? emptyDraft(contract)
    const fresh = 'value' in change ? { faults: [], json: null } : {}
    const kept = change.insuplc === undefined ? {} : { insuplc: change.insuplc }
    return { ...kept, drafts: { ...drafts, [key]: { ...before, ...fresh, ...change } }, said: null }
  })
}

// whoever sits down next begins with nothing
useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) useConsole.setState(EMPTY)
})
