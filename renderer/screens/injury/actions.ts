import { INJURY_ACTIONS, INJURY_LABEL } from '../../../shared/injury.ts'
import { focusOn } from '../common/focus.ts'
import { act, command, nextPatient, openCase, show, showPage } from './commands.ts'
import { argsOf, firstAtFault } from './fields.ts'
import { openNew, readCard, scanned } from './identify.ts'
import {
  asksWhich,
  backwardsOf,
  checkedOf,
  DEEDS,
  type DeedName,
  type Forward,
  isEmpty,
  mayCharge,
  mayStep,
  nextAction,
  refusal,
} from './next.ts'
import { openPrint } from './print.ts'
import { currentView, deskOf, focusNext, isBusy, isDirty, mark, openBox, useInjury } from './store.ts'

const { getState: get, setState: set } = useInjury

export const ACT: Record<DeedName, () => void> = {
  identify: () => void readCard(),
  waiting: () => openBox({ is: 'waiting', text: '' }),
  choose: () => void focusOn(asksWhich(currentView()!) ?? 'primary'),
  load: () => void loadCharges(),
  failed: () => showPage('fees'),
  ask: () => void askApplication(),
  fill,
  change: () => void change(),
  print: () => void openPrint(),
  next: nextPatient,
  apply: () => step('apply'),
  register: () => step('register'),
  admit: () => step('admit'),
  upload: () => step('upload'),
  trial: () => step('trial'),
  discharge: () => step('discharge'),
  settle: () => step('settle'),
}

/** What the button on the right says now. */
export const nextNow = () => nextAction(currentView(), deskOf(get()))

/** One step forward. What is missing is shown beside its field instead of being sent. */
function step(name: Forward) {
  const view = currentView()
  if (!view || !mayStep(view, name) || isBusy()) return
  // of a discharge the ward has often written what is missing here: it is asked when it is sent
  if (name !== 'discharge' && name === checkedOf(view) && view.missing.length > 0) return fill()
  if (name === 'settle') return openBox({ is: 'pay' })
  if (name === 'admit') return askAdmit()
  if (name === 'discharge' && get().page !== 'header') return void toDischarge()
  void act(name)
}

/** What the ward has written of the discharge, and charged since, is looked at before it is sent. */
async function toDischarge() {
  showPage('header', false)
  if (currentView()?.case.his) await command('injury.loadCharges', {})
}

/** Shows what is missing, each beside its field. */
function fill() {
  const view = currentView()
  if (!view) return
  mark('showMissing', view.case.encounterId)
  if (firstAtFault(view, view.missing) !== null) showPage('header', false)
  focusNext()
}

function askAdmit() {
  const of = currentView()!.case
  const injury = of.recognitions.find(({ id }) => id === of.recognition)
  openBox({
    is: 'ask',
    title: INJURY_ACTIONS.admit,
    text: `向${INJURY_LABEL[of.family]}平台办理入院登记。住院号 ${of.ipt_otp_no}${injury ? `，工伤认定：${injury.about}` : ''}。`,
    yes: '办理入院',
    danger: false,
    onYes: () => void act('admit'),
  })
}

/** Sends what was changed of a registration that stands. */
async function change() {
  const view = currentView()
  const { changes } = get()
  if (!view?.can.includes('change') || isBusy() || !isDirty(changes)) return
  const { dept_code, atddr_no, bed, ipt_otp_no } = argsOf(changes)
  const parts = { dept_code, atddr_no, bed, ipt_otp_no }
  const told = Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== undefined))
  if (await command('injury.act', { action: 'change', change: told })) set({ changes: {} })
}

export async function loadCharges() {
  const view = currentView()
  if (!view) return get().kind === 'inpatient' ? openBox({ is: 'waiting', text: '' }) : undefined
  if (!mayLoad() || isBusy()) return
  showPage(view.case.step === 'identified' && view.case.kind === 'inpatient' ? 'header' : 'fees', false)
  const done = await command('injury.loadCharges', {})
  // a HIS that has nothing keeps nobody from going on
  const { current, faults } = get()
  if (done || (current && faults[current]?.kind === 'not_found')) set({ loaded: true })
}

/** Charges are taken until the settlement; those of a stay while it lasts; of whom the fund refuses, none. */
export function mayLoad(): boolean {
  const view = currentView()
  if (!view?.case.person || view.doubt) return false
  return mayCharge(view)
}

export async function askApplication() {
  if (currentView()?.case.application && !isBusy()) await command('injury.askApplication', {})
}

/** A key shared by some steps: what the button says if it carries the key, else the first that may be taken. */
const by = (hotkey: string, names: readonly Forward[]) => () => {
  const next = nextNow()
  if (next.hotkey === hotkey) return ACT[next.name]()
  const view = currentView()
  const name = view && names.find((one) => mayStep(view, one))
  if (name) step(name)
}
const F6 = ['upload', 'trial'] as const
const F8 = ['settle', 'discharge', 'admit', 'register', 'apply'] as const
export const calculate = by('F6', F6)
export const proceed = by('F8', F8)

/** What such a key would do now; null: nothing. */
export function keyOf(hotkey: 'F6' | 'F8'): string | null {
  const next = nextNow()
  const view = currentView()
  if (next.hotkey === hotkey) return next.label
  if (!view || refusal(view) !== null) return null
  const name = (hotkey === 'F6' ? F6 : F8).find((one) => mayStep(view, one))
  return name ? DEEDS[name].label : null
}

/** F9: takes the newest step back; what the platform never saw is given up. On a blank counter: whose? */
export function undo() {
  const view = currentView()
  if (isBusy()) return
  if (!view) return openBox({ is: 'search' })
  if (canUndo()) openBox({ is: 'undo' })
}

export function canUndo(): boolean {
  const view = currentView()
  if (!view || view.doubt) return false
  return backwardsOf(view).length > 0 || mayAbandon()
}

/** Nothing stands at the platform that a step back of its own would undo. */
export function mayAbandon(): boolean {
  const view = currentView()
  const { step } = view?.case ?? {}
  return view?.case.person != null && (step === 'open' || step === 'identified' || step === 'applied')
}

/** Esc: what is typed and not sent goes first; then the button; then the list. */
export function back() {
  const view = currentView()
  if (isBusy()) return
  if (!view) return focusNext()
  if (isDirty(get().changes)) {
    return openBox({
      is: 'ask',
      title: '放弃修改',
      text: '登记里改过的内容还没有发送，放弃后恢复原样。',
      yes: '放弃修改',
      danger: true,
      onYes: () => set({ changes: {} }),
    })
  }
  if (isEmpty(view)) return show(null)
  const isOnButton = (document.activeElement as HTMLElement | null)?.dataset.focus === 'primary'
  if (!isOnButton && focusOn('primary')) return
  show(null)
}

/** Another screen or Ctrl+K sends here with a case, a 住院号, a scanned code or a name. */
export function come(params: Readonly<Record<string, string>>) {
  if (params.encounterId) void openCase(params.encounterId)
  else if (params.ipt_no) {
    show(null)
    set({ kind: 'inpatient' })
    void openNew(params.ipt_no)
  } else if (params.scan) {
    show(null)
    void scanned(params.scan)
  } else if (params.person) openBox({ is: 'find', text: params.person })
}
