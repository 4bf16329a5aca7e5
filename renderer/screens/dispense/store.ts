import { create } from 'zustand'
import type { RxView } from '../../../shared/api/stock.ts'
import { useSession } from '../../stores/session.ts'

/** What the last scan or command came to, in large letters. */
export interface Said {
  tone: 'good' | 'bad' | 'calm'
  text: string
}

export type Box =
  | { is: 'ask'; drug_trac_codg: string; lineNos: number[]; learns: boolean }
  | { is: 'noCode'; lineNo: number }
  | { is: 'return' }
  | { is: 'type' }

export interface DispenseState {
  rx: RxView | null
  said: Said | null
  box: Box | null
  /** the line that the keys are about */
  lineNo: number | null
  /** codes that were scanned while a return is put together */
  back: string[]
  list: 'todo' | 'done'
  /** rises whenever the list has to be asked again */
  tick: number
}

const BLANK: DispenseState = {
  rx: null,
  said: null,
  box: null,
  lineNo: null,
  back: [],
  list: 'todo',
  tick: 0,
}

/** Kept outside of the screen: another job in between loses nothing. */
export const useDispense = create<DispenseState>(() => BLANK)

const { setState: set, getState: get } = useDispense

export const say = (tone: Said['tone'], text: string) => set({ said: { tone, text } })
export const openBox = (box: Box) => set({ box, ...(box.is === 'return' ? { back: [] } : {}) })
export const closeBox = () => set({ box: null })
export const again = () => set((s) => ({ tick: s.tick + 1 }))

/** Shows a prescription, or its newer form; the line to go on with is the first that wants something. */
export function show(rx: RxView, lineNo?: number): void {
  const isOther = get().rx?.rxno !== rx.rxno
  const open = rx.lines.find((line) => !line.done)?.lineNo ?? rx.lines[0]?.lineNo ?? null
  const kept = isOther ? open : (get().lineNo ?? open)
  set({ rx, lineNo: lineNo ?? kept, ...(isOther ? { box: null, said: null, back: [] } : {}) })
}

export const leave = () => set((s) => ({ rx: null, box: null, lineNo: null, back: [], tick: s.tick + 1 }))

// whoever sits down next begins with the list
useSession.subscribe(({ auth }, before) => {
  if (auth?.operator?.opter !== before.auth?.operator?.opter) set(BLANK)
})
