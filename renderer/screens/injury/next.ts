import type { InjuryView } from '../../../shared/api/injury.ts'
import {
  INJURY_ACTIONS,
  type InjuryAction,
  type InjuryFamily,
  type InjuryKind,
} from '../../../shared/injury.ts'

export type Page = 'fees' | 'header' | 'record'
/** in the order of Alt+1 … Alt+3 */
export const PAGES: readonly { key: Page; label: string }[] = [
  { key: 'fees', label: '费用' },
  { key: 'header', label: '登记' },
  { key: 'record', label: '结算记录' },
]

/** Steps towards the settlement, and those that take one back, the newest first. */
const FORWARD = ['apply', 'register', 'admit', 'upload', 'trial', 'discharge', 'settle'] as const
export const BACKWARD = ['unsettle', 'undischarge', 'withdraw', 'unregister', 'unapply', 'unadmit'] as const
export type Forward = (typeof FORWARD)[number]
export type Backward = (typeof BACKWARD)[number]

const isForward = (action: InjuryAction): action is Forward => (FORWARD as readonly string[]).includes(action)

/** The one thing to do next, with its key. */
export type DeedName =
  | Forward
  | 'identify'
  | 'waiting'
  | 'choose'
  | 'load'
  | 'failed'
  | 'ask'
  | 'fill'
  | 'change'
  | 'print'
  | 'next'
export interface Deed {
  name: DeedName
  label: string
  hotkey: string
}

const deed = (name: DeedName, label: string, hotkey: string): Deed => ({ name, label, hotkey })
const step = (name: Forward, hotkey: string) => deed(name, INJURY_ACTIONS[name], hotkey)
export const DEEDS: Record<DeedName, Deed> = {
  identify: deed('identify', '读卡', 'F2'),
  waiting: deed('waiting', '选待入院患者', 'F4'),
  choose: deed('choose', '选定工伤认定', 'Enter'),
  load: deed('load', '取 HIS 费用', 'F4'),
  failed: deed('failed', '看失败的明细', 'Alt+1'),
  ask: deed('ask', '查申请结果', 'F6'),
  fill: deed('fill', '补全登记', 'Alt+2'),
  change: deed('change', '保存修改', 'F8'),
  print: deed('print', '打印', 'F10'),
  next: deed('next', '下一位', 'Alt+N'),
  apply: step('apply', 'F8'),
  register: step('register', 'F8'),
  admit: step('admit', 'F8'),
  upload: step('upload', 'F6'),
  trial: step('trial', 'F6'),
  discharge: step('discharge', 'F8'),
  settle: deed('settle', '收款结算', 'F8'),
}

/** What the screen knows beside the case itself. */
export interface Desk {
  kind: InjuryKind
  /** fields of the registration changed and not sent */
  dirty: boolean
  /** the HIS has been asked for charges of this case */
  loaded: boolean
  /** the page on the screen */
  page: Page
  /** its papers went out at this screen */
  printed: boolean
  /** its settlement was taken back at this screen, and no step was taken since */
  undone: boolean
}

/** The next step of the lifecycle, as the way says; null where it has none or is not for this page of it. */
const forwardOf = ({ can }: InjuryView): Forward | null => can.find(isForward) ?? null

/** Whether a step may be taken: charges that only wait to go up go before the patient does. */
export const mayStep = ({ can, sums }: InjuryView, name: Forward) =>
  can.includes(name) && !(name === 'discharge' && sums.fresh > 0 && can.includes('upload'))

/** The step that `missing` is about: charges go up whatever is missing. */
export const checkedOf = ({ can }: InjuryView) =>
  can.find((action) => isForward(action) && action !== 'upload') ?? null

/** The steps that can be taken back now, the newest first. */
export const backwardsOf = ({ can }: InjuryView): Backward[] =>
  BACKWARD.filter((action) => can.includes(action))

/** Nothing is left to do on it: a scan of another patient needs no question. */
export const hasEnded = (view: InjuryView) => view.case.step === 'settled' || view.case.step === 'cancelled'
export const isOver = (view: InjuryView) => view.doubt === null && hasEnded(view)
/** Nobody is known yet and nothing is in it. */
export const isEmpty = (view: InjuryView) => view.case.person === null && view.case.lines.length === 0

/**
 * Why the fund does not pay for this person today, in Chinese; null where nothing stands against it. Of what is
 * registered already the platform has said yes.
 */
export function refusal(view: InjuryView): string | null {
  const { person, step, fund, recognitions, recognition, filings, filing } = view.case
  if (!person || (step !== 'identified' && step !== 'applied' && step !== 'approved')) return null
  if (fund && !fund.ok) return fund.words
  const chosen = recognitions.find(({ id }) => id === recognition)
  if (chosen?.why) return chosen.why
  if (!chosen && recognitions.length > 0 && recognitions.every(({ why }) => why !== null)) {
    return recognitions[0]!.why
  }
  return filings.find(({ id }) => id === filing)?.why ?? null
}

/** Charges may be taken and written: not of one whom the fund refuses, for they would be kept from who does pay. */
export const mayCharge = (view: InjuryView) => view.edit && refusal(view) === null

/** What could be one of several and nobody has said yet: the injury, then what is filed for it. */
export function asksWhich(view: InjuryView): 'recognition' | 'filing' | null {
  if (!isBefore(view)) return null
  const { recognition, filing } = view.case
  const usable = (list: readonly { why: string | null }[]) => list.filter(({ why }) => why === null).length
  if (recognition === null && usable(view.case.recognitions) > 1) return 'recognition'
  return filing === null && usable(filingsOf(view)) > 1 ? 'filing' : null
}

/** Of the chosen injury, and those that are of no particular one. */
export const filingsOf = ({ case: { filings, recognition } }: InjuryView) =>
  filings.filter((one) => one.recognition === null || one.recognition === recognition)

/** Nothing of it stands at the platform yet. */
export const isBefore = ({ case: { step, person } }: InjuryView) => person !== null && step === 'identified'

/** The next action on a case; null for a blank counter. */
export function nextAction(view: InjuryView | null, desk: Desk): Deed {
  if (!view) return desk.kind === 'inpatient' ? DEEDS.waiting : DEEDS.identify
  if (view.doubt) return DEEDS.next
  const { step, person } = view.case
  if (step === 'settled') return desk.printed || view.printed > 0 ? DEEDS.next : DEEDS.print
  if (desk.undone && !desk.printed) return DEEDS.print
  if (step === 'cancelled') return DEEDS.next
  if (!person) return DEEDS.identify
  if (refusal(view) !== null) return { ...DEEDS.next, label: '换一位' }
  const which = asksWhich(view)
  if (which) return which === 'filing' ? { ...DEEDS.choose, label: '选定备案' } : DEEDS.choose
  if (desk.dirty && view.can.includes('change')) return DEEDS.change
  const name = workOn(view, desk)
  // looked at already: what was mended at the platform or in the mapping goes up again
  const again = name === 'failed' && desk.page === 'fees' && view.can.includes('upload')
  return again ? { ...DEEDS.upload, label: '重传失败明细' } : DEEDS[name]
}

function workOn(view: InjuryView, desk: Desk): DeedName {
  const { kind, step, application, lines } = view.case
  const next = forwardOf(view)
  const idle = view.missing.length > 0 ? 'fill' : 'next'
  if (step === 'applied' && application?.state === 'waiting') return 'ask'
  if (kind !== 'inpatient') {
    if (view.edit && lines.length === 0 && !desk.loaded) return 'load'
    return next ?? idle
  }
  const { fresh, failed, uploaded } = view.sums
  if (step === 'admitted' && !desk.loaded && fresh === 0 && next !== 'upload') return 'load'
  if (failed > 0 && fresh === 0 && next !== 'settle') return 'failed'
  if (step === 'admitted' && fresh + failed + uploaded === 0) return 'load'
  return next ?? idle
}

/** The page on which a case is worked at now. */
export function pageOf(view: InjuryView): Page {
  const { kind, step } = view.case
  if (step === 'settled' || step === 'cancelled') return 'record'
  return kind === 'inpatient' && step !== 'admitted' && step !== 'discharged' ? 'header' : 'fees'
}

/** Where the eyes and the next key belong. `wrong`: the field that a message names. */
export function focusOf(view: InjuryView | null, wrong: string | null): string {
  if (!view) return 'who'
  if (view.doubt) return 'primary'
  if (!view.case.person && view.case.step === 'open') return 'who'
  const which = refusal(view) === null ? asksWhich(view) : null
  return which ?? wrong ?? 'primary'
}

/** Where the focus of a page belongs when it is opened. */
export function pageFocus(page: Page, view: InjuryView | null): string {
  if (page !== 'header') return 'page'
  if (view?.case.step === 'admitted') return 'f-endtime'
  const { med_type = '', treat = '' } = view?.tables ?? {}
  return med_type ? 'f-med_type' : treat ? 'f-treat' : 'f-ipt_otp_no'
}

/** The ways to ask instead of this one, where it knows nothing of the person. */
export const otherWays = <T extends { family: InjuryFamily; kinds: readonly InjuryKind[] }>(
  options: readonly T[],
  family: InjuryFamily,
): { way: T; at: number }[] => options.flatMap((way, at) => (way.family === family ? [] : [{ way, at }]))
