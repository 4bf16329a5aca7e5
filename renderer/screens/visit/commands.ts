import type { VisitView } from '../../../shared/api/visit.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../../shared/ipc.ts'
import { bridge, call, onConnection } from '../../bridge.ts'
import { track } from '../../stores/activity.ts'
import { isOver } from './next.ts'
import { BLANK, currentView, drop, focusNext, put, setFault, setRunning, useVisit } from './store.ts'

const { getState: get, setState: set } = useVisit

/** Channels that change one visit and answer with its new view. */
type Command = {
  [C in Channel]: ApiOutput<C> extends VisitView
    ? ApiArgs<C> extends { encounterId: string; version: number }
      ? C
      : never
    : never
}[Channel]
type Extra<C extends Command> = Omit<ApiArgs<C>, 'encounterId' | 'version'>

const LABEL: Partial<Record<Command, string>> = {
  'visit.identify': '查询参保信息',
  'visit.chooseInsurance': '查询待遇',
  'visit.loadCharges': '从 HIS 取费用',
  'visit.presettle': '预结算',
  'visit.settle': '结算',
  'visit.refund': '退费',
  'visit.back': '退回上一步',
  'visit.abandon': '撤销本次就诊',
}

const tails = new Map<string, Promise<unknown>>()

/**
 * Runs one command on the current visit with the version on the screen. Refused (false, no effect) while
 * another one runs on this visit: a second Enter does nothing. A fault goes to the visit's panel.
 */
export async function command<C extends Command>(channel: C, extra: Extra<C>, id = get().current) {
  if (!id || get().running[id]) return false
  const label = LABEL[channel] ?? '保存'
  setRunning(id, label)
  await tails.get(id)
  try {
    return await track(label, send(channel, extra, id))
  } finally {
    setRunning(id, null)
    if (get().current === id) focusNext()
  }
}

/**
 * Edits of the bill and its header: they follow one another in the order typed, each with the newest
 * version, and block nothing. Answers whether it went through.
 */
export function edit<C extends Command>(channel: C, extra: Extra<C>): Promise<boolean> {
  const id = get().current
  if (!id || get().running[id]) return Promise.resolve(false)
  const turn = (tails.get(id) ?? Promise.resolve()).then(() => send(channel, extra, id))
  tails.set(id, turn)
  void turn.then(() => {
    if (tails.get(id) === turn) tails.delete(id)
  })
  return turn
}

async function send<C extends Command>(channel: C, extra: Extra<C>, id: string): Promise<boolean> {
  const view = get().views[id]
  if (!view) return false
  try {
    const args = { encounterId: id, version: view.visit.version, ...extra } as unknown as ApiArgs<C>
    put((await call(channel, args)) as VisitView)
    setFault(id, null)
    return true
  } catch (error) {
    const fault = faultOf(error)
    setFault(id, fault)
    if (fault.kind !== 'invalid' && fault.kind !== 'denied') await reload(id)
    return false
  }
}

export async function reload(id: string) {
  try {
    put(await call('visit.get', { encounterId: id }))
  } catch (error) {
    const fault = faultOf(error)
    if (fault.kind === 'not_found') drop(id)
    else setFault(id, fault)
  }
}

/** Runs something that has no visit yet; its fault shows on the blank counter. */
export async function onBlank<T>(label: string, work: () => Promise<T>): Promise<T | null> {
  const slot = get().current ?? BLANK
  if (get().running[slot]) return null
  setRunning(slot, label)
  try {
    const answer = await track(label, work())
    setFault(slot, null)
    return answer
  } catch (error) {
    setFault(slot, faultOf(error))
    return null
  } finally {
    setRunning(slot, null)
  }
}

/** Puts a visit on the screen, or a blank counter; what was there waits in the strip. */
export function show(id: string | null) {
  const left = get().current
  if (left === id) return focusNext()
  const view = left ? get().views[left] : null
  if (left && view && isEmpty(view)) void closeVisit(left)
  if (id === null) setFault(BLANK, null)
  set((s) => ({ current: id, box: null, selectedLine: null, blankNo: s.blankNo + (id ? 0 : 1) }))
  void call('shell.remember', { key: 'visit.current', value: id ?? '' }).catch(() => undefined)
  focusNext()
}

/** Nobody and nothing in it yet. */
export const isEmpty = ({ visit }: VisitView) => visit.step === 'open' && visit.lines.length === 0

/** A finished visit leaves the strip; one in work waits in it. Then the counter is blank. */
export function nextPatient() {
  const view = currentView()
  show(null)
  if (view && isOver(view)) void closeVisit(view.visit.encounterId)
}

/** Takes a visit off the working list: a finished one is closed, one that never began is withdrawn. */
async function closeVisit(id: string) {
  const visit = get().views[id]?.visit
  drop(id)
  if (!visit) return
  const channel = visit.step === 'open' ? 'visit.abandon' : 'visit.close'
  await call(channel, { encounterId: id, version: visit.version }).catch(() => undefined)
}

/** Comes back to the visits in work and to the one that was on the screen. */
export async function restore() {
  try {
    const [views, last] = await Promise.all([
      call('visit.working', {}),
      call('shell.recall', { key: 'visit.current' }),
    ])
    const known = new Set(views.map((view) => view.visit.encounterId))
    for (const id of get().order) if (!known.has(id)) drop(id)
    for (const view of [...views].reverse()) put(view)
    const current = get().current ?? last.value
    set({ current: current && known.has(current) ? current : null })
  } catch (error) {
    setFault(BLANK, faultOf(error))
  }
  set({ ready: true })
  focusNext()
}

/** Events come in bursts: one question at a time, and one more after it if there was another event. */
const asking = new Map<string, boolean>()
async function refresh(id: string) {
  if (asking.has(id)) return void asking.set(id, true)
  asking.set(id, false)
  const held = get().views[id]?.doubt !== null
  try {
    do {
      asking.set(id, false)
      await reload(id)
    } while (asking.get(id))
  } finally {
    asking.delete(id)
  }
  const over = held && get().views[id]?.doubt === null
  if (over && get().current === id && !get().running[id]) focusNext()
}

/** Follows what the main process tells; answers with the way to stop. */
export function listen(): () => void {
  const stops = [
    bridge.on('visit.changed', ({ encounterId }) => {
      // the answer of an edit under way carries it already
      if (get().views[encounterId] && !tails.has(encounterId)) void refresh(encounterId)
    }),
    onConnection((state) => {
      // events may have been missed while the line was down
      if (state === 'open' && get().ready) for (const id of get().order) void refresh(id)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
