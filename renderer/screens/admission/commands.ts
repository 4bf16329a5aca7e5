import type { UploadAnswer } from '../../../shared/api/admission.ts'
import { faultOf } from '../../../shared/errors.ts'
import type { Channel } from '../../../shared/ipc.ts'
import { call } from '../../bridge.ts'
import { encounterCommands } from '../../stores/encounter-commands.ts'
import { BLANK } from '../../stores/encounters.ts'
import { go } from '../../stores/route.ts'
import { TABS, type Tab, tabOf } from './next.ts'
import { currentView, drop, FRESH, focusNext, put, setFault, stays, useAdmission } from './store.ts'

const { getState: get, setState: set } = useAdmission

const LABEL: Partial<Record<Channel, string>> = {
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

export const { command, edit, reload, onBlank, refresh, listen } = encounterCommands(stays, {
  ask: (encounterId) => call('admission.get', { encounterId }),
  label: (channel) => LABEL[channel],
  followed() {
    const { current } = get()
    return current ? [current] : []
  },
})

/** 2301 of what is new (`again`: of what failed too). What failed stays in sight, with the reasons. */
export async function uploadFees(again: boolean) {
  const id = get().current
  const answer: UploadAnswer | null = await command('admission.upload', { again })
  if (!id || !answer) return
  const { sent, failed } = answer
  set((s) => ({ uploaded: { ...s.uploaded, [id]: { sent, failed } } }))
  if (failed.length > 0 && get().current === id) showTab('fees')
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
