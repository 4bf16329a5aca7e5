import type { VisitView } from '../../../shared/api/visit.ts'
import { call } from '../../bridge.ts'
import { NOT_AUDITED, reviewToShow } from '../common/review.ts'
import { command, isEmpty, nextPatient, onBlank, show } from './commands.ts'
import { readCard, startSelfPay } from './identify.ts'
import { type ActionName, hasEnded, slipId } from './next.ts'
import { closeBox, currentView, focusNext, isBusy, mark, openBox, put, setFault, useVisit } from './store.ts'

const { getState: get } = useVisit

export const ACT: Record<ActionName, () => void> = {
  identify: () => void readCard(),
  find: () => openBox({ is: 'find', text: '' }),
  charges: loadCharges,
  presettle,
  settle: () => void openPay(),
  print: openPrint,
  next: nextPatient,
}

export function loadCharges() {
  const view = currentView()
  if (!view?.can.edit || isBusy()) return
  void command('visit.loadCharges', {})
}

/** 2201 … 2206. What is missing is shown beside its inputs instead of being sent. */
export function presettle() {
  const view = currentView()
  if (!view || isBusy()) return
  mark('showMissing', view.visit.encounterId)
  if (view.missing.length > 0) return focusNext()
  const { encounterId, selfPay } = view.visit
  if (!view.can.presettle) return
  void command('visit.presettle', {}).then(() => (selfPay ? undefined : showReview(encounterId)))
}

/** What the centre's audit of the details says, where there is something new; Alt+G: whatever there is. */
async function showReview(encounterId: string, again = false) {
  const review = await reviewToShow(encounterId, again).catch(() => null)
  if (get().current !== encounterId || get().box) return
  if (review) openBox({ is: 'review', review })
  else if (again) setFault(encounterId, NOT_AUDITED)
}

export function openReview() {
  const id = get().current
  if (id && !isBusy()) void showReview(id, true)
}

/** F8. A self-pay bill is summed up anew each time, because it may be changed until it is paid. */
export async function openPay() {
  const view = currentView()
  if (!view || isBusy()) return
  if (view.visit.selfPay) {
    if (view.missing.length > 0 || !view.can.presettle) return presettle()
    if (!(await command('visit.presettle', {}))) return
  }
  if (currentView()?.can.settle) openBox({ is: 'pay' })
}

/** F9: a settled visit is refunded, one in work is withdrawn; on a blank counter the settled ones are listed. */
export function undo() {
  const view = currentView()
  if (isBusy()) return
  if (!view) return openBox({ is: 'search' })
  if (view.can.refund) return openBox({ is: 'refund' })
  if (!view.can.abandon) return
  openBox({
    is: 'ask',
    title: '撤销本次就诊',
    text: '撤回已上传的费用和登记，中心不留记录；费用退回 HIS，可重新收费。',
    yes: '撤销就诊',
    danger: true,
    onYes: () => void command('visit.abandon', {}),
  })
}

export function openPrint() {
  const view = currentView()
  if (view && slipId(view)) openBox({ is: 'print' })
}

/** Esc: one step back. Only forgetting a person together with charges asks first. */
export function back() {
  const view = currentView()
  if (isBusy()) return
  if (!view) return focusNext()
  if (view.visit.step === 'open') return leaveOpen(view)
  if (!view.can.back) return focusNext()
  const go = () => void command('visit.back', {})
  if (view.visit.step !== 'identified' || view.visit.lines.length === 0) return go()
  openBox({
    is: 'ask',
    title: '换一位患者',
    text: '当前患者和已录入的费用会清空，尚未向中心登记。',
    yes: '清空并重新读卡',
    danger: true,
    onYes: go,
  })
}

/** An opened visit with nothing in it goes without a word; a bill typed already asks. */
function leaveOpen(view: VisitView) {
  if (isEmpty(view)) show(null)
  else undo()
}

/** Self-pay: a new visit on a blank counter; an insured one that the centre refuses changes over. */
export function selfPay() {
  const view = currentView()
  if (isBusy()) return
  if (!view || hasEnded(view) || (view.visit.step === 'open' && !view.visit.person)) {
    return void startSelfPay()
  }
  if (view.visit.selfPay || view.doubt) return
  openBox({
    is: 'ask',
    title: '改为自费',
    text: '先撤回已上传到中心的费用和登记，然后全部由患者自费，不走医保。',
    yes: '改为自费',
    danger: true,
    onYes: () => void command('visit.toSelfPay', {}),
  })
}

export function useAccount() {
  const view = currentView()
  if (!view?.can.edit || view.visit.selfPay || isBusy()) return
  const acct_used_flag = view.visit.acct_used_flag === '1' ? '0' : '1'
  void command('visit.setHeader', { acct_used_flag })
}

/** Brings a settled visit back to the screen, for a refund or a reprint. */
export async function openSettled(encounterId: string) {
  closeBox()
  const view = await onBlank('打开就诊', () => call('visit.get', { encounterId }))
  if (!view) return
  put(view)
  setFault(encounterId, null)
  show(encounterId)
}
