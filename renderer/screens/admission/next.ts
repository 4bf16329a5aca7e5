import type { StayView } from '../../../shared/api/admission.ts'

export type Tab = 'admit' | 'fees' | 'deposit' | 'discharge' | 'settle'
/** in the order of Alt+1 … Alt+5 */
export const TABS: readonly { key: Tab; label: string }[] = [
  { key: 'admit', label: '入院信息' },
  { key: 'fees', label: '费用' },
  { key: 'deposit', label: '押金' },
  { key: 'discharge', label: '出院' },
  { key: 'settle', label: '结算' },
]

/** The one thing to do next, with its key. */
export type ActionName =
  | 'identify'
  | 'find'
  | 'admit'
  | 'change'
  | 'deposit'
  | 'giveBack'
  | 'load'
  | 'upload'
  | 'failed'
  | 'again'
  | 'discharge'
  | 'presettle'
  | 'presettleMid'
  | 'settle'
  | 'print'
  | 'close'
  | 'ward'

export interface NextAction {
  name: ActionName
  label: string
  hotkey: string
}

export const ACTIONS: Record<ActionName, NextAction> = {
  identify: { name: 'identify', label: '读卡', hotkey: 'F2' },
  find: { name: 'find', label: '找患者', hotkey: 'F3' },
  admit: { name: 'admit', label: '入院登记', hotkey: 'F8' },
  change: { name: 'change', label: '保存变更', hotkey: 'F8' },
  deposit: { name: 'deposit', label: '收押金', hotkey: '+' },
  giveBack: { name: 'giveBack', label: '退押金', hotkey: '−' },
  load: { name: 'load', label: '取 HIS 费用', hotkey: 'F4' },
  upload: { name: 'upload', label: '上传费用', hotkey: 'F6' },
  failed: { name: 'failed', label: '看失败的明细', hotkey: 'Alt+2' },
  again: { name: 'again', label: '重传失败明细', hotkey: 'Alt+R' },
  discharge: { name: 'discharge', label: '出院登记', hotkey: 'F8' },
  presettle: { name: 'presettle', label: '预结算', hotkey: 'F6' },
  presettleMid: { name: 'presettleMid', label: '中途预结算', hotkey: 'Ctrl+F6' },
  settle: { name: 'settle', label: '结算', hotkey: 'F8' },
  print: { name: 'print', label: '打印', hotkey: 'F10' },
  close: { name: 'close', label: '办结', hotkey: 'Alt+N' },
  ward: { name: 'ward', label: '回病区', hotkey: 'Shift+F6' },
}

export interface Desk {
  tab: Tab
  /** fields changed on the form and not sent */
  dirty: boolean
  /** settlements whose bill went out at this screen */
  printed: Record<string, true>
}

/** The next action on a stay: what the page on the screen is for, if it can be done, else what the stay needs. */
export function nextAction(view: StayView | null, desk: Desk): NextAction {
  if (!view) return ACTIONS.identify
  if (view.doubt) return ACTIONS.ward
  return ACTIONS[pageAction(view, desk) ?? stayAction(view, desk)]
}

function pageAction(view: StayView, { tab, dirty }: Desk): ActionName | null {
  const { can, sums, deposit } = view
  if (dirty && can.change) return 'change'
  switch (tab) {
    case 'fees':
      if (sums.hisNewLines && can.fees) return 'load'
      if (sums.newLines > 0 && can.upload) return 'upload'
      return sums.failedLines > 0 && can.upload ? 'again' : null
    case 'deposit':
      return can.deposit && deposit.rows.length === 0 ? 'deposit' : null
    case 'discharge':
      return can.discharge ? 'discharge' : null
    case 'settle':
      return settleAction(view)
    default:
      return null
  }
}

function settleAction({ can, stay }: StayView): ActionName | null {
  if (can.settle) return 'settle'
  if (can.presettle && stay.step === 'discharged') return 'presettle'
  return can.presettleMid ? 'presettleMid' : null
}

function stayAction(view: StayView, desk: Desk): ActionName {
  const { stay, can, deposit } = view
  switch (stay.step) {
    case 'open':
    case 'identified':
      if (stay.person) return 'admit'
      return stay.selfPay ? 'find' : 'identify'
    case 'admitted':
      if (can.settle) return 'settle'
      if (deposit.rows.length === 0 && can.deposit) return 'deposit'
      return feeAction(view) ?? 'discharge'
    case 'discharged':
      return can.settle ? 'settle' : (feeAction(view) ?? 'presettle')
    case 'settled': {
      const last = lastSettlement(view)
      const isOut = view.steps.some(({ key, state }) => key === 'print' && state === 'done')
      if (last && !isOut && !desk.printed[last.setl_id]) return 'print'
      return can.close ? 'close' : 'ward'
    }
    default:
      return deposit.balanceFen > 0 ? 'giveBack' : 'ward'
  }
}

function feeAction({ sums, can }: StayView): ActionName | null {
  if (sums.hisNewLines && can.fees) return 'load'
  if (sums.newLines > 0 && can.upload) return 'upload'
  return sums.failedLines > 0 ? 'failed' : null
}

/** The newest settlement that stands; null without one. */
export function lastSettlement({ stay }: StayView) {
  return stay.settlements.findLast((s) => s.cancelled === null) ?? null
}

export type UndoName = 'abandon' | 'cancel' | 'cancelDischarge' | 'cancelSettlement' | 'withdraw' | 'giveBack'
const UNDO_LABEL: Record<UndoName, string> = {
  abandon: '放弃登记',
  cancel: '撤销入院',
  cancelDischarge: '撤销出院',
  cancelSettlement: '撤销结算',
  withdraw: '撤回明细',
  giveBack: '退押金',
}

/** What F9 takes back: of the page on the screen, else the newest step that can be taken back. */
export function undoAction(view: StayView | null, tab: Tab): { name: UndoName; label: string } | null {
  if (!view || view.doubt) return null
  const { can, stay, deposit } = view
  const isBefore = stay.step === 'open' || stay.step === 'identified'
  const admission: [UndoName, boolean] = isBefore ? ['abandon', true] : ['cancel', can.cancel]
  const ofTab: Record<Tab, [UndoName, boolean]> = {
    admit: admission,
    fees: ['withdraw', can.withdraw],
    deposit: ['giveBack', can.deposit && deposit.balanceFen > 0],
    discharge: ['cancelDischarge', can.cancelDischarge],
    settle: ['cancelSettlement', can.cancelSettlement],
  }
  const all = [ofTab[tab], ofTab.settle, ofTab.discharge, admission]
  const name = all.find(([, possible]) => possible)?.[0]
  return name ? { name, label: UNDO_LABEL[name] } : null
}

/** The page on which a stay of this step is worked at. */
export function tabOf(view: StayView): Tab {
  switch (view.stay.step) {
    case 'admitted':
      return 'fees'
    case 'discharged':
    case 'settled':
      return 'settle'
    default:
      return 'admit'
  }
}

/** Where the focus of a page belongs when it is opened. */
export function pageFocus(tab: Tab): string {
  if (tab === 'admit') return 'f-med_type'
  return tab === 'discharge' ? 'f-endtime' : 'page'
}

/** Where the eyes and the next key belong. `wrong`: the field of the form that a message names. */
export function focusOf(view: StayView | null, insuranceChosen: boolean, wrong: string | null): string {
  if (!view) return 'who'
  const { stay } = view
  if (view.doubt) return 'primary'
  if (stay.step === 'open' && !stay.person) return 'who'
  if (stay.step === 'identified' && stay.insurances.length > 1 && !insuranceChosen) return 'insurance'
  return wrong === null ? 'primary' : `f-${wrong}`
}
