import type { StayView, UploadAnswer } from '../../../shared/api/admission.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { ApiArgs, ApiOutput, Channel } from '../../../shared/ipc.ts'
import { bridge, call, onConnection } from '../../bridge.ts'
import { track } from '../../stores/activity.ts'
import { go } from '../../stores/route.ts'
import { TABS, type Tab, tabOf } from './next.ts'
import {
  BLANK,
  currentView,
  drop,
  FRESH,
  focusNext,
  put,
  setFault,
  setRunning,
  useAdmission,
} from './store.ts'

const { getState: get, setState: set } = useAdmission

/** Channels that change one stay: they answer with its new view, alone or beside what they did. */
type Command = {
  [C in Channel]: ApiOutput<C> extends StayView | { view: StayView }
    ? ApiArgs<C> extends { encounterId: string; version: number }
      ? C
      : never
    : never
}[Channel]
type Extra<C extends Command> = Omit<ApiArgs<C>, 'encounterId' | 'version'>

const LABEL: Partial<Record<Command, string>> = {
  'admission.identify': '查询参保信息',
  'admission.chooseInsurance': '查询待遇',
  'admission.admit': '入院登记',
  'admission.change': '保存入院变更',
  'admission.cancel': '撤销入院',
  'admission.abandon': '放弃登记',
  'admission.renew': '查询参保信息',
  'admission.changeInsurance': '更换险种',
  'admission.takeDeposit': '收押金',
  'admission.giveBackDeposit': '退押金',
  'admission.loadFees': '从 HIS 取费用',
  'admission.upload': '上传费用',
  'admission.withdraw': '撤回明细',
  'admission.discharge': '出院登记',
  'admission.cancelDischarge': '撤销出院',
  'admission.presettle': '预结算',
  'admission.settle': '结算',
  'admission.cancelSettlement': '撤销结算',
  'admission.toSelfPay': '改为自费',
}

const tails = new Map<string, Promise<unknown>>()

/**
 * Runs one command on a stay with the version on the screen and answers with what it said. Refused (null, no
 * effect) while another one runs on this stay: a second Enter does nothing. A fault goes to the stay's panel.
 */
export async function command<C extends Command>(
  channel: C,
  extra: Extra<C>,
  id = get().current,
): Promise<ApiOutput<C> | null> {
  if (!id || get().running[id]) return null
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

/** Edits follow one another in the order typed, each with the newest version, and block nothing. */
export function edit<C extends Command>(channel: C, extra: Extra<C>): Promise<boolean> {
  const id = get().current
  if (!id || get().running[id]) return Promise.resolve(false)
  const turn = (tails.get(id) ?? Promise.resolve()).then(
    async () => (await send(channel, extra, id)) !== null,
  )
  tails.set(id, turn)
  void turn.then(() => {
    if (tails.get(id) === turn) tails.delete(id)
  })
  return turn
}

async function send<C extends Command>(
  channel: C,
  extra: Extra<C>,
  id: string,
): Promise<ApiOutput<C> | null> {
  const view = get().views[id]
  if (!view) return null
  try {
    const args = { encounterId: id, version: view.stay.version, ...extra } as unknown as ApiArgs<C>
    const answer = await call(channel, args)
    put(viewOf(answer as StayView | { view: StayView }))
    setFault(id, null)
    return answer
  } catch (error) {
    const fault = faultOf(error)
    setFault(id, fault)
    if (fault.kind !== 'invalid' && fault.kind !== 'denied') await reload(id)
    return null
  }
}

const viewOf = (answer: StayView | { view: StayView }): StayView => ('view' in answer ? answer.view : answer)

/** 2301 of what is new (`again`: of what failed too). What failed stays in sight, with the reasons. */
export async function uploadFees(again: boolean) {
  const id = get().current
  const answer: UploadAnswer | null = await command('admission.upload', { again })
  if (!id || !answer) return
  const { sent, failed } = answer
  set((s) => ({ uploaded: { ...s.uploaded, [id]: { sent, failed } } }))
  if (failed.length > 0 && get().current === id) showTab('fees')
}

export async function reload(id: string) {
  try {
    put(await call('admission.get', { encounterId: id }))
  } catch (error) {
    const fault = faultOf(error)
    if (fault.kind === 'not_found') drop(id)
    else setFault(id, fault)
  }
}

/** Runs something that has no stay yet; its fault shows where the operator is. */
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

/** Puts a stay on the screen, or nobody. What is typed and not sent for the former goes. */
export function show(id: string | null, tab?: Tab) {
  if (id === null) setFault(BLANK, null)
  const view = id ? get().views[id] : null
  set((s) => ({
    ...FRESH,
    current: id,
    tab: tab ?? (view ? tabOf(view) : 'admit'),
    blankNo: s.blankNo + (id ? 0 : 1),
  }))
  remember()
  focusNext()
}

/** What these pages show may have changed in the HIS, which tells of nothing by itself. */
const ASKS_HIS: readonly Tab[] = ['fees', 'discharge']

export function showTab(tab: Tab) {
  set((s) => ({ tab, pageTick: s.pageTick + 1 }))
  remember()
  const { current, running } = get()
  if (current && !running[current] && ASKS_HIS.includes(tab)) void refresh(current)
}

function remember() {
  const { current, tab } = get()
  const value = JSON.stringify({ id: current, tab })
  void call('shell.remember', { key: 'admission.current', value }).catch(() => undefined)
}

/** Opens a known stay. */
export async function openStay(encounterId: string, tab?: Tab) {
  const view = await onBlank('打开住院', () => call('admission.get', { encounterId }))
  if (!view) return
  put(view)
  setFault(encounterId, null)
  show(encounterId, tab)
}

/** Comes back to the stay and the page that were on the screen. */
export async function restore() {
  try {
    const last = await call('shell.recall', { key: 'admission.current' })
    const { id, tab } = JSON.parse(last.value ?? '{}') as { id?: string | null; tab?: string }
    const known = TABS.find(({ key }) => key === tab)?.key
    const wanted = get().current ?? id
    if (wanted) await openStay(wanted, get().current ? get().tab : known)
  } catch (error) {
    setFault(BLANK, faultOf(error))
  }
  set({ ready: true })
  focusNext()
}

/** The stay leaves the ward list; what is left of it is found by Shift+F3. */
export async function closeStay() {
  const view = currentView()
  if (!view?.can.close) return
  const { encounterId, version } = view.stay
  const closed = await onBlank('办结', () => call('admission.close', { encounterId, version }))
  if (!closed) return
  drop(encounterId)
  remember()
  go('ward')
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
      // the answer of a command or an edit under way carries it already
      const own = tails.has(encounterId) || get().running[encounterId]
      if (encounterId === get().current && !own) void refresh(encounterId)
    }),
    onConnection((state) => {
      const { current, ready } = get()
      // events may have been missed while the line was down
      if (state === 'open' && ready && current) void refresh(current)
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
