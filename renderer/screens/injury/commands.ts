import type { InjuryView } from '../../../shared/api/injury.ts'
import { faultOf } from '../../../shared/errors.ts'
import {
  INJURY_ACTIONS,
  type InjuryAction,
  type InjuryFamily,
  type InjuryKind,
} from '../../../shared/injury.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../../shared/ipc.ts'
import { bridge, call, onConnection } from '../../bridge.ts'
import { track } from '../../stores/activity.ts'
import { isEmpty, isOver, type Page, pageOf, refusal } from './next.ts'
import {
  BLANK,
  currentView,
  drop,
  FRESH,
  focusNext,
  mark,
  put,
  setFault,
  setRefused,
  setRunning,
  unmark,
  useInjury,
} from './store.ts'

const { getState: get, setState: set } = useInjury

/** Channels that change one case and answer with its new view. */
type Command = {
  [C in Channel]: ApiOutput<C> extends InjuryView
    ? ApiArgs<C> extends { encounterId: string; version: number }
      ? C
      : never
    : never
}[Channel]
type Extra<C extends Command> = Omit<ApiArgs<C>, 'encounterId' | 'version'>

const LABEL: Partial<Record<Command, string>> = {
  'injury.identify': '查询工伤认定和待遇',
  'injury.choose': '选定',
  'injury.loadCharges': '从 HIS 取费用',
  'injury.settle': '结算',
  'injury.askApplication': '查申请结果',
  'injury.abandon': '放弃办理',
}

const tails = new Map<string, Promise<unknown>>()

/**
 * Runs one command on a case with the version on the screen. Refused (false, no effect) while another one runs
 * on it: a second Enter does nothing. A fault goes to the case's panel.
 */
export async function command<C extends Command>(channel: C, extra: Extra<C>, id = get().current) {
  if (!id || get().running[id]) return false
  const { action } = extra as { action?: InjuryAction }
  const label = action ? INJURY_ACTIONS[action] : (LABEL[channel] ?? '保存')
  setRunning(id, label)
  await tails.get(id)
  try {
    return await track(label, send(channel, extra, id))
  } finally {
    setRunning(id, null)
    if (get().current === id) focusNext()
  }
}

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

/** Edits follow one another in the order typed, each with the newest version, and block nothing. */
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
    const args = { encounterId: id, version: view.case.version, ...extra } as unknown as ApiArgs<C>
    put((await call(channel, args)) as InjuryView)
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
    put(await call('injury.get', { encounterId: id }))
  } catch (error) {
    const fault = faultOf(error)
    if (fault.kind === 'not_found') drop(id)
    else setFault(id, fault)
  }
}

/** Runs something that has no case yet; its fault shows where the operator is. */
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
export async function closeCase(id: string) {
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
    for (const id of Object.keys(get().views)) if (!known.has(id) && id !== get().current) drop(id)
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

/** Events come in bursts: one question at a time, and one more after it if there was another event. */
const asking = new Map<string, boolean>()
async function refresh(id: string) {
  if (asking.has(id)) return void asking.set(id, true)
  asking.set(id, false)
  const held = get().views[id]?.doubt != null
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
      // the answer of a command or an edit under way carries it already
      const own = tails.has(encounterId) || get().running[encounterId]
      if (get().views[encounterId] && !own) void refresh(encounterId)
    }),
    onConnection((state) => {
      // events may have been missed while the line was down
      if (state === 'open' && get().ready) for (const id of Object.keys(get().views)) void refresh(id)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
