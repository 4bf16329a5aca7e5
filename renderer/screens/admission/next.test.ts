import { describe, expect, it } from 'vitest'
import type { StayView } from '../../../shared/api/admission.ts'
import { focusOf, nextAction, type Tab, tabOf, undoAction } from './next.ts'

type Part<T> = { [K in keyof T]?: unknown }

function view(
  stay: Part<StayView['stay']>,
  can: Part<StayView['can']> = {},
  more: Part<StayView> = {},
): StayView {
  const blank = {
    selfPay: false,
    person: { psn_name: '王*' },
    insurances: [],
    settlements: [],
    presettle: null,
  }
  const sums = { newLines: 0, failedLines: 0, uploadedLines: 0, hisNewLines: 0 }
  const deposit = { balanceFen: 0, rows: [] }
  return {
    stay: { ...blank, ...stay },
    can,
    doubt: null,
    missing: [],
    steps: [],
    sums,
    deposit,
    ...more,
  } as unknown as StayView
}
const sums = (part: Part<StayView['sums']>) => ({
  sums: { newLines: 0, failedLines: 0, uploadedLines: 0, hisNewLines: 0, ...part },
})
const paid = { deposit: { balanceFen: 100, rows: [{}] } }
const name = (v: StayView | null, tab: Tab = 'admit', dirty = false, printed: Record<string, true> = {}) =>
  nextAction(v, { tab, dirty, printed }).name
const standing = (setl_id: string, mid = false) => ({ setl_id, mid, cancelled: null })

describe('the one next action', () => {
  it('leads from the card to the bill', () => {
    expect(name(null)).toBe('identify')
    expect(name(view({ step: 'open', person: null }))).toBe('identify')
    expect(name(view({ step: 'open', person: null, selfPay: true }))).toBe('find')
    expect(name(view({ step: 'identified' }, { admit: true }))).toBe('admit')
    expect(name(view({ step: 'admitted' }, { deposit: true }))).toBe('deposit')
    expect(name(view({ step: 'admitted' }, { fees: true }, { ...paid, ...sums({ hisNewLines: 3 }) }))).toBe(
      'load',
    )
    expect(name(view({ step: 'admitted' }, { upload: true }, { ...paid, ...sums({ newLines: 3 }) }))).toBe(
      'upload',
    )
    expect(name(view({ step: 'admitted' }, { upload: true }, { ...paid, ...sums({ failedLines: 1 }) }))).toBe(
      'failed',
    )
    expect(name(view({ step: 'admitted' }, { discharge: true }, paid))).toBe('discharge')
    expect(name(view({ step: 'discharged' }, { presettle: true }))).toBe('presettle')
    expect(name(view({ step: 'discharged' }, { settle: true }))).toBe('settle')
    const settled = view({ step: 'settled', settlements: [standing('S1')] }, { close: true })
    expect(name(settled)).toBe('print')
    expect(name(settled, 'settle', false, { S1: true })).toBe('close')
    const out = { ...settled, steps: [{ key: 'print', label: '打印', state: 'done', note: '' }] } as StayView
    expect(name(out)).toBe('close')
  })

  it('looks at charges before the settlement', () => {
    const late = view({ step: 'discharged' }, { presettle: true, upload: true }, sums({ newLines: 1 }))
    expect(name(late)).toBe('upload')
  })

  it('does what the page is for, where that can be done', () => {
    const stay = view(
      { step: 'admitted' },
      { deposit: true, discharge: true, presettleMid: true, upload: true },
      { ...paid, ...sums({ newLines: 2 }) },
    )
    expect(name(stay, 'admit')).toBe('upload')
    expect(name(stay, 'deposit')).toBe('upload')
    expect(name(stay, 'discharge')).toBe('discharge')
    expect(name(stay, 'settle')).toBe('presettleMid')
    const failed = view({ step: 'admitted' }, { upload: true }, { ...paid, ...sums({ failedLines: 1 }) })
    expect(name(failed, 'fees')).toBe('again')
    expect(name(view({ step: 'identified' }, { deposit: true, admit: true }), 'deposit')).toBe('deposit')
  })

  it('sends what is typed before anything else', () => {
    const stay = view({ step: 'admitted' }, { change: true, discharge: true }, paid)
    expect(name(stay, 'admit', true)).toBe('change')
    expect(name(stay, 'discharge', true)).toBe('change')
  })

  it('waits with what is in doubt, and gives a cancelled stay its deposit back', () => {
    const doubt = { msgid: 'M' } as unknown
    expect(name(view({ step: 'admitted' }, { deposit: true }, { doubt }), 'deposit')).toBe('ward')
    expect(name(view({ step: 'cancelled' }, {}, { deposit: { balanceFen: 100, rows: [{}] } }))).toBe(
      'giveBack',
    )
    expect(name(view({ step: 'cancelled' }))).toBe('ward')
  })
})

describe('what F9 takes back', () => {
  const undo = (v: StayView | null, tab: Tab) => undoAction(v, tab)?.name ?? null
  it('is of the page, else the newest step', () => {
    const settled = view({ step: 'settled' }, { cancelSettlement: true })
    expect(undo(settled, 'admit')).toBe('cancelSettlement')
    const out = view(
      { step: 'discharged' },
      { cancelDischarge: true, withdraw: true },
      sums({ uploadedLines: 2 }),
    )
    expect(undo(out, 'fees')).toBe('withdraw')
    expect(undo(out, 'settle')).toBe('cancelDischarge')
    const inside = view({ step: 'admitted' }, { cancel: true, deposit: true, cancelSettlement: true }, paid)
    expect(undo(inside, 'deposit')).toBe('giveBack')
    expect(undo(inside, 'settle')).toBe('cancelSettlement')
    expect(undo(inside, 'admit')).toBe('cancel')
    expect(undo(view({ step: 'identified' }), 'fees')).toBe('abandon')
  })
  it('is nothing while something is in doubt, and nothing without a stay', () => {
    const doubt = { msgid: 'M' } as unknown
    expect(undo(view({ step: 'admitted' }, { cancel: true }, { doubt }), 'admit')).toBeNull()
    expect(undo(null, 'admit')).toBeNull()
    expect(undo(view({ step: 'settled' }), 'settle')).toBeNull()
  })
})

describe('where the focus goes', () => {
  it('to who, to the insurances, to the field at fault, else to the button', () => {
    expect(focusOf(null, false, null)).toBe('who')
    expect(focusOf(view({ step: 'open', person: null }), false, null)).toBe('who')
    const two = view({ step: 'identified', insurances: [{}, {}] })
    expect(focusOf(two, false, 'bed')).toBe('insurance')
    expect(focusOf(two, true, 'bed')).toBe('f-bed')
    expect(focusOf(two, true, null)).toBe('primary')
    expect(focusOf(view({ step: 'admitted' }, {}, { doubt: {} }), true, 'bed')).toBe('primary')
  })
  it('opens a stay where it is worked at', () => {
    const of = (step: string) => tabOf(view({ step }))
    expect(['open', 'identified', 'admitted', 'discharged', 'settled', 'cancelled'].map(of)).toEqual([
      'admit',
      'admit',
      'fees',
      'settle',
      'settle',
      'admit',
    ])
  })
})
