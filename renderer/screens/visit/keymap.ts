import type { VisitView } from '../../../shared/api/visit.ts'
import type { KeyMap } from '../../keys.ts'
import { focusOn } from '../common/focus.ts'
import {
  back,
  loadCharges,
  openPay,
  openPrint,
  openReview,
  presettle,
  selfPay,
  undo,
  useAccount,
} from './actions.ts'
import { nextPatient, show } from './commands.ts'
import { askRemote, readCard } from './identify.ts'
import { hasEnded, isOver, slipId } from './next.ts'
import { openBox, useVisit } from './store.ts'

/** The keys of the counter as they stand for this visit now. */
export function visitKeys(view: VisitView | null, busy: boolean, reveal: () => void): KeyMap {
  const can = view?.can
  const slip = view !== null && slipId(view) !== null
  const ended = !view || hasEnded(view)
  const payable = can?.settle === true || (view?.visit.selfPay === true && can?.presettle === true)
  return {
    F2: { label: '读卡', run: readCard, enabled: !busy },
    F3: { label: '找患者', run: () => openBox({ is: 'find', text: '' }), enabled: !busy },
    F4: { label: '取费用', run: loadCharges, enabled: !busy && can?.edit === true },
    F6: {
      label: '预结算',
      run: presettle,
      enabled: !busy && view !== null && !payable && !view.doubt && !isOver(view),
    },
    F8: { label: '结算', run: openPay, enabled: !busy && payable },
    F9: {
      label: can?.abandon && !can.refund ? '撤销' : '退费',
      run: undo,
      enabled: !busy && (ended || can?.refund === true || can?.abandon === true),
    },
    'Shift+F9': { label: '找已结算的就诊', run: () => openBox({ is: 'search' }), quiet: true },
    F10: { label: '打印', run: openPrint, enabled: slip },
    'Shift+F10': { label: '重打', run: openPrint, enabled: slip, quiet: true },
    'Alt+N': { label: '新就诊', run: nextPatient, enabled: view !== null },
    'Alt+Z': { label: '自费', run: selfPay, enabled: !busy && (ended || !view.visit.selfPay) },
    'Alt+Y': {
      label: '异地患者',
      run: askRemote,
      enabled: !busy && (ended || canIdentify(view)),
      quiet: true,
    },
    'Alt+A': {
      label: '用或不用个人账户',
      run: useAccount,
      enabled: !busy && can?.edit === true,
      quiet: true,
    },
    'Alt+G': { label: '审核提醒', run: openReview, enabled: !busy && view !== null, quiet: true },
    'Alt+X': { label: '显示全名十秒', run: reveal, enabled: view?.visit.person != null, quiet: true },
    Insert: { label: '录入项目', run: () => void focusOn('entry'), quiet: true },
    Esc: { label: '退一步', run: back, enabled: !busy },
    ...switchKeys(),
  }
}

/** Nobody is registered yet at the centre, so that who it is may still be told anew. */
const canIdentify = ({ visit }: VisitView) =>
  !visit.selfPay && (visit.step === 'open' || visit.step === 'identified')

function switchKeys(): KeyMap {
  const keys: KeyMap = {}
  for (let n = 1; n <= 9; n++) {
    keys[`Alt+${n}`] = { label: `第 ${n} 个进行中的就诊`, run: () => goTo(n - 1), quiet: true }
  }
  return keys
}

function goTo(index: number) {
  const id = Object.keys(useVisit.getState().views)[index]
  if (id) show(id)
}
