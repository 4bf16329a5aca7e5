import type { StayView } from '../../../shared/api/admission.ts'
import type { KeyMap } from '../../keys.ts'
import {
  back,
  giveBackDeposit,
  loadFees,
  nextNow,
  openReview,
  presettle,
  proceed,
  selfPay,
  takeDeposit,
  undo,
  uploadOrPresettle,
  useAccount,
} from './actions.ts'
import { closeStay, showTab } from './commands.ts'
import { askRemote, mayAskRemote, readCard } from './identify.ts'
import { TABS, type Tab, undoAction } from './next.ts'
import { openPrint, papersOf } from './print.ts'
import { openBox } from './store.ts'

const NOTHING_CHOSEN = { deposit: null, settlement: null }

/** The keys of the screen as they stand for this stay and page now. `reveal` shows the name. */
export function admissionKeys(view: StayView | null, tab: Tab, busy: boolean, reveal: () => void): KeyMap {
  const can = view?.can
  const free = !busy && view !== null
  const next = nextNow()
  const taken = undoAction(view, tab)
  const known = view?.stay.person != null
  return {
    F2: { label: '读卡', run: readCard, enabled: !busy },
    F3: { label: '找患者', run: () => openBox({ is: 'find', text: '' }), enabled: !busy },
    'Shift+F3': { label: '找住院', run: () => openBox({ is: 'search' }), quiet: true },
    F4: { label: '取费用', run: loadFees, enabled: free && can?.fees === true },
    ...moneyKeys(view, tab, free, next),
    F9: { label: taken?.label ?? '撤销', run: undo, enabled: free && taken !== null },
    F10: {
      label: '打印',
      run: openPrint,
      enabled: free && papersOf(view, tab, NOTHING_CHOSEN).length > 0,
    },
    'Alt+N': { label: '办结', run: closeStay, enabled: free && can?.close === true, quiet: !can?.close },
    'Alt+Z': {
      label: '自费',
      run: selfPay,
      enabled: !busy && view?.stay.selfPay !== true,
      quiet: known,
    },
    'Alt+Y': { label: '异地患者', run: askRemote, enabled: !busy && mayAskRemote(view), quiet: true },
    'Alt+A': { label: '用或不用个人账户', run: useAccount, enabled: free, quiet: true },
    'Alt+G': { label: '审核提醒', run: openReview, enabled: free, quiet: true },
    'Alt+X': { label: '显示全名十秒', run: reveal, enabled: known, quiet: true },
    'Alt+B': {
      label: '新生儿随母住院',
      run: () => openBox({ is: 'newborn' }),
      enabled: free && (can?.edit === true || can?.change === true),
      quiet: true,
    },
    'Alt+I': {
      label: '更换险种',
      run: () => openBox({ is: 'insurance' }),
      enabled: free && can?.changeInsurance === true,
      quiet: true,
    },
    Esc: { label: '退一步', run: back, enabled: !busy },
    ...tabKeys(view !== null),
  }
}

function moneyKeys(view: StayView | null, tab: Tab, free: boolean, next: ReturnType<typeof nextNow>): KeyMap {
  const can = view?.can
  const deposit = { enabled: free && can?.deposit === true, quiet: tab !== 'deposit' }
  const f6 = next.hotkey === 'F6' || can?.upload === true || can?.presettle === true
  const f8 = next.hotkey === 'F8' || can?.settle === true || can?.discharge === true
  const take = { label: '收押金', run: takeDeposit, ...deposit }
  const give = { label: '退押金', run: giveBackDeposit, ...deposit }
  return {
    F6: {
      label: next.hotkey === 'F6' ? next.label : tab === 'settle' || !can?.upload ? '预结算' : '上传费用',
      run: uploadOrPresettle,
      enabled: free && f6,
    },
    'Ctrl+F6': {
      label: '中途预结算',
      run: () => presettle(true),
      enabled: free && can?.presettleMid === true,
      quiet: tab !== 'settle',
    },
    F8: {
      label: next.hotkey === 'F8' ? next.label : can?.discharge && !can.settle ? '出院登记' : '结算',
      run: proceed,
      enabled: free && f8,
    },
    NumpadAdd: take,
    NumpadSubtract: give,
    // keyboards without a number pad
    'Shift++': { ...take, quiet: true },
    '-': { ...give, quiet: true },
  }
}

function tabKeys(enabled: boolean): KeyMap {
  const keys: KeyMap = {}
  TABS.forEach(({ key, label }, i) => {
    keys[`Alt+${i + 1}`] = { label, run: () => showTab(key), enabled, quiet: true }
  })
  return keys
}
