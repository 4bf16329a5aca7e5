import { go } from '../../stores/route.ts'
import { focusOn } from '../common/focus.ts'
import { NOT_AUDITED, reviewToShow } from '../common/review.ts'
import { closeStay, command, openStay, show, showTab, uploadFees } from './commands.ts'
import { diagnosesArgs } from './form/diagnosis.ts'
import { dischargeArgs } from './form/discharge.ts'
import { argsOf } from './form/fields.ts'
import { openNew, readCard, scanned } from './identify.ts'
import { type ActionName, nextAction, undoAction } from './next.ts'
import { openPrint } from './print.ts'
import { currentView, focusNext, isBusy, isDirty, mark, openBox, setFault, useAdmission } from './store.ts'

const { getState: get, setState: set } = useAdmission

export const ACT: Record<ActionName, () => void> = {
  identify: () => void readCard(),
  find: () => openBox({ is: 'find', text: '' }),
  admit: () => void admit(),
  change: () => void change(),
  deposit: takeDeposit,
  giveBack: giveBackDeposit,
  load: loadFees,
  upload: () => upload(false),
  failed: () => showTab('fees'),
  again: () => upload(true),
  discharge: () => void discharge(),
  presettle: () => presettle(false),
  presettleMid: () => presettle(true),
  settle,
  print: openPrint,
  close: () => void closeStay(),
  ward: () => go('ward'),
}

/** What the button on the right says now. */
export function nextNow() {
  const { tab, changes, printed } = get()
  return nextAction(currentView(), { tab, dirty: isDirty(changes), printed })
}

/** 2401. What is missing is shown beside its inputs instead of being sent. */
async function admit() {
  const view = currentView()
  if (!view || isBusy()) return
  const { encounterId } = view.stay
  if (get().tab !== 'admit') showTab('admit')
  mark('showMissing', encounterId)
  if (view.missing.length > 0 || !view.can.admit) return focusNext()
  openBox({
    is: 'ask',
    title: '入院登记',
    text: `${view.stay.selfPay ? '自费入院，不向中心登记。' : '向医保中心办理入院登记（2401）。'}住院号 ${view.stay.ipt_no}。`,
    yes: '办理入院',
    danger: false,
    onYes: () => void command('admission.admit', {}, encounterId),
  })
}

/** 2403 with what was changed on the form. */
async function change() {
  const view = currentView()
  const { changes } = get()
  if (!view?.can.change || isBusy() || !isDirty(changes)) return
  const { diagnoses, ...rest } = changes
  const args = { ...argsOf(rest), ...(diagnoses ? { diagnoses: diagnosesArgs(diagnoses) } : {}) }
  if (await command('admission.change', args)) set({ changes: {} })
}

/** 2402; opens its page first, so that nothing is sent unseen. */
async function discharge() {
  const view = currentView()
  if (!view || isBusy()) return
  if (get().tab !== 'discharge') return showTab('discharge')
  if (!view.can.discharge) return
  const made = dischargeArgs(view, get().discharge)
  if (await command('admission.discharge', made)) {
    set({ discharge: {} })
    showTab('settle')
    focusNext()
  }
}

/** A + or − typed into a field is no command. */
const isTyping = () => document.activeElement instanceof HTMLInputElement

export function takeDeposit() {
  const view = currentView()
  if (!view?.can.deposit || isBusy() || isTyping()) return
  if (get().tab !== 'deposit') showTab('deposit')
  openBox({ is: 'take' })
}

export function giveBackDeposit() {
  const view = currentView()
  if (!view || isBusy() || isTyping() || view.deposit.balanceFen <= 0) return
  openBox({ is: 'undo', name: 'giveBack' })
}

export function loadFees() {
  const view = currentView()
  if (!view?.can.fees || isBusy()) return
  if (get().tab !== 'fees') showTab('fees')
  void command('admission.loadFees', {})
}

export function upload(again: boolean) {
  const view = currentView()
  if (!view?.can.upload || isBusy()) return
  if (get().tab !== 'fees') showTab('fees')
  void uploadFees(again)
}

/** F6: what the button says if it carries the key; else what of the two can be done. */
export function uploadOrPresettle() {
  const next = nextNow()
  if (next.hotkey === 'F6') return ACT[next.name]()
  const view = currentView()
  if (get().tab !== 'settle' && view?.can.upload) return upload(false)
  presettle(false)
}

export function presettle(mid: boolean) {
  const view = currentView()
  if (!view || isBusy() || !(mid ? view.can.presettleMid : view.can.presettle)) return
  if (get().tab !== 'settle') showTab('settle')
  void presettled(view.stay.encounterId, { mid })
}

/** 2303; of a final one the audit before it is shown, where it has something new. */
async function presettled(encounterId: string, args: { mid: boolean; acct_used_flag?: '0' | '1' }) {
  await command('admission.presettle', args, encounterId)
  if (!args.mid) await showReview(encounterId)
}

async function showReview(encounterId: string, again = false) {
  const review = await reviewToShow(encounterId, again).catch(() => null)
  if (get().current !== encounterId || get().box) return
  if (review) openBox({ is: 'review', review })
  else if (again) setFault(encounterId, NOT_AUDITED)
}

/** Alt+G: what the audit of the fees said. */
export function openReview() {
  const id = get().current
  if (id && !isBusy()) void showReview(id, true)
}

function settle() {
  const view = currentView()
  if (!view?.can.settle || isBusy()) return
  if (get().tab !== 'settle') showTab('settle')
  openBox({ is: 'settle' })
}

/** F8: what the button says if it carries the key; else the step that can be taken. */
export function proceed() {
  const next = nextNow()
  if (next.hotkey === 'F8') return ACT[next.name]()
  const can = currentView()?.can
  if (can?.settle) settle()
  else if (can?.discharge) void discharge()
}

/** F9. */
export function undo() {
  const view = currentView()
  const found = undoAction(view, get().tab)
  if (!view || !found || isBusy()) return
  const { name } = found
  if (name !== 'abandon') return openBox({ is: 'undo', name })
  openBox({
    is: 'ask',
    title: '放弃登记',
    text: '还没有向中心登记，放弃后不留任何记录。预住院回到待入院列表。',
    yes: '放弃',
    danger: true,
    onYes: () =>
      void command('admission.abandon', {}, view.stay.encounterId).then((done) => {
        if (!done) return
        show(null)
        go('ward')
      }),
  })
}

/** Alt+A: with or without the account; a pre-settlement that stands is made anew. */
export function useAccount() {
  const view = currentView()
  if (!view || view.stay.selfPay || isBusy()) return
  const mid = view.stay.presettle?.mid ?? view.stay.step === 'admitted'
  if (!(mid ? view.can.presettleMid : view.can.presettle) && !view.stay.presettle) return
  const acct_used_flag = view.stay.acct_used_flag === '1' ? '0' : '1'
  if (get().tab !== 'settle') showTab('settle')
  void presettled(view.stay.encounterId, { mid, acct_used_flag })
}

/** Alt+Z: a new self-pay stay on a blank screen; an insured one changes over. */
export function selfPay() {
  const view = currentView()
  if (isBusy()) return
  if (!view || (view.stay.step === 'open' && !view.stay.person && !view.stay.fromHis)) {
    return void openNew(null, true)
  }
  if (view.stay.selfPay || view.doubt) return
  openBox({
    is: 'ask',
    title: '改为自费',
    text: '先撤回已上传的明细和入院登记，然后全部由患者自费，不走医保。押金保留。',
    yes: '改为自费',
    danger: true,
    onYes: () => void command('admission.toSelfPay', {}, view.stay.encounterId),
  })
}

/** Esc: what is typed and not sent goes first; then the button; then the ward. */
export function back() {
  const { changes, discharge: typed, tab } = get()
  if (isBusy()) return
  if (isDirty(changes) || (tab === 'discharge' && isDirty(typed))) {
    return openBox({
      is: 'ask',
      title: '放弃修改',
      text: '这一页改过的内容还没有发送，放弃后恢复原样。',
      yes: '放弃修改',
      danger: true,
      onYes: () => set({ changes: {}, discharge: {} }),
    })
  }
  const isOnButton = (document.activeElement as HTMLElement | null)?.dataset.focus === 'primary'
  if (!isOnButton && currentView() && focusOn('primary')) return
  go('ward')
}

/** Another screen or Ctrl+K sends here with a stay, a scanned code, or nobody. */
export function come(params: Readonly<Record<string, string>>) {
  const { encounterId } = params
  if (encounterId) {
    void openStay(encounterId, encounterId === get().current ? get().tab : undefined)
  } else if (params.scan) {
    show(null)
    void scanned(params.scan)
  } else if (params.new) show(null)
}
