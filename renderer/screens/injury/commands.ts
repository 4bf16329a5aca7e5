import { faultOf } from '../../../shared/errors.ts'
import {
  INJURY_ACTIONS,
  type InjuryAction,
  type InjuryFamily,
  type InjuryKind,
} from '../../../shared/injury.ts'
import type { Channel } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { encounterCommands } from '../../stores/encounter-commands.ts'
import { BLANK } from '../../stores/encounters.ts'
import { isEmpty, isOver, type Page, pageOf, refusal } from './next.ts'
import {
  cases,
  currentView,
  drop,
  FRESH,
  focusNext,
  mark,
  put,
  setFault,
  setRefused,
  unmark,
  useInjury,
} from './store.ts'

const { getState: get, setState: set } = useInjury

const LABEL: Partial<Record<Channel, string>> = {
  'injury.identify': '查询工伤认定和待遇',
  'injury.choose': '选定',
  'injury.loadCharges': '从 HIS 取费用',
  'injury.settle': '结算',
  'injury.askApplication': '查申请结果',
  'injury.abandon': '放弃办理',
}

export const { command, edit, reload, onBlank, listen } = encounterCommands(cases, {
  ask: (encounterId) => call('injury.get', { encounterId }),
  label: (channel, { action }: { action?: InjuryAction }) =>
    action ? INJURY_ACTIONS[action] : LABEL[channel],
  followed: () => Object.keys(get().views),
})

/** One step of the lifecycle; where it succeeds the page of what comes next is shown. */
export async function act(action: Exclude<InjuryAction, 'settle'>, more: { reason?: string } = {}) {
  const id = get().current
  const step = currentView()?.case.step
  const done = await command('injury.act', { action, ...more }, id)
  const view = id ? get().views[id] : null
  // the paper of what was taken back comes first until another step is taken on the case
  if (done && id) (action === 'unsettle' ? mark : unmark)('undone', id)
  if (done && view && get().current === id && view.case.step !== step) showPage(pageOf(view), false)
  return done
}

/** Puts a case on the screen, or a blank counter; what was there waits in the list. */
export function show(id: string | null) {
  const left = get().current
  if (left === id) return focusNext()
  const before = left ? get().views[left] : null
  if (left && before && isEmpty(before)) void closeCase(left)
  if (id === null) setFault(BLANK, null)
  const view = id ? get().views[id] : null
  set((s) => ({
    ...FRESH,
    current: id,
    page: view ? pageOf(view) : 'fees',
    blankNo: s.blankNo + (id ? 0 : 1),
  }))
  remember()
  focusNext()
}

/** `go`: the focus goes into the page. */
export function showPage(page: Page, go = true) {
  if (get().page === page && !go) return
  set((s) => ({ page, pageTick: s.pageTick + (go ? 1 : 0) }))
}

/** What the next case will be, kept over a restart: a queue is mostly of one kind. */
export function setNext(next: { family?: InjuryFamily; kind?: InjuryKind }) {
  const family = next.family ?? get().family
  const kinds = get().options.find((one) => one.family === family)?.kinds ?? []
  const wanted = next.kind ?? get().kind
  set({ family, kind: kinds.includes(wanted) ? wanted : (kinds[0] ?? wanted) })
  remember()
}

function remember() {
  const { current, family, kind } = get()
  const value = JSON.stringify({ id: current, family, kind })
  void call('shell.remember', { key: 'injury.current', value }).catch(() => undefined)
}

/** A finished case and one that the fund refuses leave the list; one in work waits in it. Then the counter is blank. */
export function nextPatient() {
  const view = currentView()
  show(null)
  if (view && (isOver(view) || refusal(view) !== null)) void closeCase(view.case.encounterId)
}

/** Takes a case off the working list: a finished one is closed, one that never began is given up. */
async function closeCase(id: string) {
  const view = get().views[id]
  drop(id)
  if (!view) return
  const at = { encounterId: id, version: view.case.version }
  const reason = view.case.person ? refusal(view) : '没有认定患者'
  const gone = reason === null ? call('injury.close', at) : call('injury.abandon', { ...at, reason })
  await gone.catch(() => undefined)
}

/** Brings a case to the screen, wherever it stands. */
export async function openCase(encounterId: string) {
  const view = await onBlank('打开', () => call('injury.get', { encounterId }))
  if (!view) return
  put(view)
  setFault(encounterId, null)
  setRefused(encounterId, null)
  show(encounterId)
}

/** Comes back to the cases in work, to the one on the screen and to what was chosen for the next. */
export async function restore() {
  // what is opened while the answer is on its way is not in it, and stays
  const before = Object.keys(get().views)
  try {
    const [options, views, last] = await Promise.all([
      call('injury.options', {}),
      call('injury.working', {}),
      call('shell.recall', { key: 'injury.current' }),
    ])
    const memory = JSON.parse(last.value ?? '{}') as { id?: string; family?: string; kind?: InjuryKind }
    const way = options.find(({ family }) => family === memory.family) ?? options[0]
    const kind = way?.kinds.find((one) => one === memory.kind) ?? way?.kinds[0]
    const known = new Set(views.map((view) => view.case.encounterId))
    for (const id of before) if (!known.has(id) && id !== get().current) drop(id)
    for (const view of views) put(view)
    const current = get().current ?? (memory.id && known.has(memory.id) ? memory.id : null)
    const view = current ? get().views[current] : null
    set((s) => ({
      options,
      current: view ? current : null,
      page: s.current && s.ready ? s.page : view ? pageOf(view) : 'fees',
      ...(way && !s.ready ? { family: way.family } : {}),
      ...(kind && !s.ready ? { kind } : {}),
    }))
  } catch (error) {
    setFault(BLANK, faultOf(error))
  }
  set({ ready: true })
  focusNext()
}
