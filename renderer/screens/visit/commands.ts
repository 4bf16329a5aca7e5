import type { VisitView } from '../../../shared/api/visit.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Channel } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { encounterCommands } from '../../stores/encounter-commands.ts'
import { BLANK } from '../../stores/encounters.ts'
import { isOver } from './next.ts'
import { currentView, drop, focusNext, put, setFault, useVisit, visits } from './store.ts'

const { getState: get, setState: set } = useVisit

const LABEL: Partial<Record<Channel, string>> = {
  'visit.identify': '查询参保信息',
  'visit.chooseInsurance': '查询待遇',
  'visit.loadCharges': '从 HIS 取费用',
  'visit.presettle': '预结算',
  'visit.settle': '结算',
  'visit.refund': '退费',
  'visit.back': '退回上一步',
  'visit.abandon': '撤销本次就诊',
}

export const { command, edit, onBlank, listen } = encounterCommands(visits, {
  ask: (encounterId) => call('visit.get', { encounterId }),
  label: (channel) => LABEL[channel],
  followed: () => Object.keys(get().views),
  inSteps: true,
})

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
  // what is opened while the answer is on its way is not in it, and stays
  const before = Object.keys(get().views)
  try {
    const [views, last] = await Promise.all([
      call('visit.working', {}),
      call('shell.recall', { key: 'visit.current' }),
    ])
    const known = new Set(views.map((view) => view.visit.encounterId))
    for (const id of before) if (!known.has(id)) drop(id)
    for (const view of [...views].reverse()) put(view)
    const current = get().current ?? last.value
    set({ current: current && get().views[current] ? current : null })
  } catch (error) {
    setFault(BLANK, faultOf(error))
  }
  set({ ready: true })
  focusNext()
}
