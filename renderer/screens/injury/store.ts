import { create } from 'zustand'
import type { InjuryView } from '../../../shared/api/injury.ts'
import type { Fault } from '../../../shared/errors.ts'
import type { InjuryFamily, InjuryKind } from '../../../shared/injury.ts'
import type { ApiOutput } from '../../../shared/ipc.ts'
import type { Cert, Payment } from '../../../shared/visit.ts'
import type { Paper } from '../../print/Preview.tsx'
import { type Encounters, encounters, without } from '../../stores/encounters.ts'
import type { Ask } from '../common/AskBox.tsx'
import type { HeaderValues } from './fields.ts'
import type { Desk, Page } from './next.ts'

/** The one box that may stand over the screen. */
export type Box =
  | { is: 'pay' }
  | { is: 'undo' }
  | { is: 'print'; docs: Paper[] }
  | { is: 'find'; text: string }
  /** a document number that wants its name beside it */
  | { is: 'name'; cert: Cert }
  | { is: 'search' }
  /** the HIS's patients who wait to be admitted */
  | { is: 'waiting'; text: string }
  | ({ is: 'ask' } & Ask)

export type WayOption = ApiOutput<'injury.options'>[number]

export interface InjuryState extends Encounters<InjuryView, Box> {
  /** the ways open here, the site's own first: the order of Alt+1 … Alt+3 */
  options: WayOption[]
  /** what the next case will be */
  family: InjuryFamily
  kind: InjuryKind
  page: Page
  /** a person whom this case's way refused, to be asked for at another */
  refused: Record<string, { cert: Cert; fault: Fault }>
  /** money taken for a settlement under way or in doubt */
  taken: Record<string, Payment[]>
  /** changes of a registration that stands, as typed, not sent yet */
  changes: HeaderValues
  /** the row each table stands on */
  chosenRow: { line: string | null; case: string | null; settlement: string | null }
  /** the HIS was asked for charges since the case is on the screen */
  loaded: boolean
  /** settlements and refunds whose papers went out at this screen, by paperKey */
  printed: Record<string, true>
  /** cases whose settlement was taken back at this screen and nothing after it: the patient gets a paper of it */
  undone: Record<string, true>
  /** missing fields are shown once somebody tried to go on */
  showMissing: Record<string, true>
  /** rises when a page was chosen, so that the focus goes into it */
  pageTick: number
  /** rises with every fresh blank counter, so that nothing typed for the last patient stays */
  blankNo: number
}

/** What belongs to one case alone and goes when another comes to the screen. */
export const FRESH = {
  box: null,
  changes: {},
  loaded: false,
  chosenRow: { line: null, case: null, settlement: null },
}

export const useInjury = create<InjuryState>(() => ({
  ...FRESH,
  ready: false,
  options: [],
  family: 'gs',
  kind: 'outpatient',
  views: {},
  current: null,
  page: 'fees',
  running: {},
  faults: {},
  refused: {},
  taken: {},
  printed: {},
  undone: {},
  showMissing: {},
  focusTick: 0,
  pageTick: 0,
  blankNo: 0,
}))

const { setState: set } = useInjury

export const cases = encounters<InjuryView, Box, InjuryState>(
  useInjury,
  (view) => view.case,
  (s, id, wasCurrent) => ({ refused: without(s.refused, id), ...(wasCurrent ? FRESH : {}) }),
)
export const { useView, currentView, useBusy, isBusy, useFault } = cases
export const { put, drop, setFault, openBox, closeBox, focusNext, mark } = cases
export const isDirty = (changes: HeaderValues) => Object.keys(changes).length > 0

/** What the next action depends on beside the case. */
export function deskOf(s: InjuryState, view = cases.viewIn(s)): Desk {
  const paper = paperKey(view)
  return {
    kind: s.kind,
    page: s.page,
    dirty: isDirty(s.changes),
    loaded: s.loaded,
    undone: view !== null && s.undone[view.case.encounterId] === true,
    printed: paper !== null && s.printed[paper] === true,
  }
}

/** The settlement whose papers belong to the case now; after it was taken back, the number of that. */
export function paperId(view: InjuryView | null): string | null {
  const { settlement, past } = view?.case ?? { settlement: null, past: [] }
  return settlement?.setl_id ?? past.at(-1)?.cancelled?.setl_id ?? null
}

/** The same, told apart from the numbers of other platforms. */
export function paperKey(view: InjuryView | null): string | null {
  const setl_id = paperId(view)
  return view && setl_id && `${view.case.family} ${setl_id}`
}

/** Keeps, or forgets, whom a way has refused. */
export function setRefused(id: string, refused: { cert: Cert; fault: Fault } | null) {
  set((s) => ({ refused: refused ? { ...s.refused, [id]: refused } : without(s.refused, id) }))
}

export const setTaken = (id: string, payments: Payment[]) =>
  set((s) => ({ taken: { ...s.taken, [id]: payments } }))
export const unmark = (key: 'undone', id: string) => set((s) => ({ [key]: without(s[key], id) }))
export const chooseRow = (table: keyof InjuryState['chosenRow'], key: string | null) =>
  set((s) => ({ chosenRow: { ...s.chosenRow, [table]: key } }))

/** Keeps what was typed into the registration and not sent. What the last refusal said of its fields is answered. */
export function type(patch: HeaderValues) {
  const { current, faults } = useInjury.getState()
  if (current && faults[current]?.fields) setFault(current, null)
  set((s) => ({ changes: { ...s.changes, ...patch } }))
}
