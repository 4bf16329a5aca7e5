import type { VisitView } from '../../../shared/api/visit.ts'
import type { VisitStep } from '../../../shared/visit.ts'

const ENDED: readonly VisitStep[] = ['settled', 'refunded', 'cancelled']

/** Money is settled or given back, or nothing is left: a scan of another patient needs no question. */
export const hasEnded = ({ visit }: VisitView) => ENDED.includes(visit.step)

/** Nothing is left to do on it. A refund that kept the registration waits for a new settlement or its end. */
export const isOver = (view: VisitView) =>
  view.doubt === null && hasEnded(view) && (view.visit.step !== 'refunded' || view.visit.selfPay)

/** The one thing to do next, with its key; and the place where the focus belongs. */
export type ActionName = 'identify' | 'find' | 'charges' | 'presettle' | 'settle' | 'print' | 'next'
export interface NextAction {
  name: ActionName
  label: string
  hotkey: string
}

export type FocusName = 'who' | 'insurance' | 'missing' | 'entry' | 'primary'

const ACTIONS: Record<ActionName, NextAction> = {
  identify: { name: 'identify', label: '读卡', hotkey: 'F2' },
  find: { name: 'find', label: '找患者', hotkey: 'F3' },
  charges: { name: 'charges', label: '取 HIS 费用', hotkey: 'F4' },
  presettle: { name: 'presettle', label: '预结算', hotkey: 'F6' },
  settle: { name: 'settle', label: '收款结算', hotkey: 'F8' },
  print: { name: 'print', label: '打印', hotkey: 'F10' },
  next: { name: 'next', label: '下一位', hotkey: 'Alt+N' },
}

/** The setl_id whose slip belongs to this visit now: the refund's once there is one. */
export function slipId(view: VisitView): string | null {
  return view.visit.refund?.setl_id ?? view.visit.settlement?.setl_id ?? null
}

/** The next action on a visit; null for a blank counter. `slipsOut`: slips printed at this screen. */
export function nextAction(view: VisitView | null, slipsOut: Record<string, true>): NextAction {
  if (!view) return ACTIONS.identify
  const { visit, can, doubt } = view
  if (doubt) return ACTIONS.next
  const setl_id = slipId(view)
  const out = setl_id === null || slipsOut[setl_id] || (visit.step === 'settled' && view.printed > 0)
  if (hasEnded(view) && !out) return ACTIONS.print
  if (isOver(view)) return ACTIONS.next
  if (visit.step === 'open' && !visit.person) return visit.selfPay ? ACTIONS.find : ACTIONS.identify
  if (visit.lines.length === 0) return ACTIONS.charges
  return can.settle || visit.selfPay ? ACTIONS.settle : ACTIONS.presettle
}

/** Where the eyes and the next key belong. `chosen`: the insurance was picked by hand already. */
export function focusOf(view: VisitView | null, chosen: boolean, showMissing: boolean): FocusName {
  if (!view) return 'who'
  const { visit } = view
  if (view.doubt || hasEnded(view)) return 'primary'
  if (visit.step === 'open' && !visit.person) return 'who'
  if (visit.step === 'identified' && visit.insurances.length > 1 && !chosen) return 'insurance'
  if (visit.lines.length === 0) return 'primary'
  if (view.missing.length > 0 && showMissing) return 'missing'
  return 'primary'
}
