import { describe, expect, it } from 'vitest'
import type { VisitView } from '../../../shared/api/visit.ts'
import { inputOf, othersOf } from './missing.ts'
import { focusOf, isOver, nextAction } from './next.ts'

type Part = Partial<VisitView['visit']>

function view(visit: Part, can: Partial<VisitView['can']> = {}, doubt: VisitView['doubt'] = null): VisitView {
  const blank = {
    selfPay: false,
    person: null,
    insurances: [],
    lines: [],
    settlement: null,
    refund: null,
  }
  return { visit: { ...blank, ...visit }, can, doubt, missing: [], printed: 0 } as unknown as VisitView
}
const person = { psn_name: '王*' } as Part['person']
const lines = [{}] as Part['lines']
const settlement = { setl_id: 'S1' } as Part['settlement']
const refund = { setl_id: 'S2' } as Part['refund']
const name = (v: VisitView | null, out: Record<string, true> = {}) => nextAction(v, out).name

describe('the one next action', () => {
  it('leads from card to slip', () => {
    expect(name(null)).toBe('identify')
    expect(name(view({ step: 'open' }))).toBe('identify')
    expect(name(view({ step: 'identified', person }))).toBe('charges')
    expect(name(view({ step: 'identified', person, lines }))).toBe('presettle')
    expect(name(view({ step: 'presettled', person, lines }, { settle: true }))).toBe('settle')
    expect(name(view({ step: 'settled', person, lines, settlement }))).toBe('print')
    expect(name(view({ step: 'settled', person, lines, settlement }), { S1: true })).toBe('next')
  })

  it('prints the slip of a refund before anything else', () => {
    const kept = view({ step: 'refunded', person, lines, settlement, refund })
    expect(name(kept, { S1: true })).toBe('print')
    expect(name(kept, { S1: true, S2: true })).toBe('presettle')
    expect(name(view({ step: 'cancelled', person, lines, settlement, refund }))).toBe('print')
    expect(name(view({ step: 'cancelled', person, lines }))).toBe('next')
  })

  it('sends a doubtful visit aside and a self-paying one straight to the payment', () => {
    const doubt = { state: 'UNKNOWN' } as VisitView['doubt']
    expect(name(view({ step: 'presettled', person, lines }, {}, doubt))).toBe('next')
    expect(name(view({ step: 'open', selfPay: true }))).toBe('find')
    expect(name(view({ step: 'identified', selfPay: true, person, lines }))).toBe('settle')
  })
})

it('a visit leaves the counter only when nothing is left to do on it', () => {
  expect(isOver(view({ step: 'settled' }))).toBe(true)
  expect(isOver(view({ step: 'refunded' }))).toBe(false)
  expect(isOver(view({ step: 'refunded', selfPay: true }))).toBe(true)
  expect(isOver(view({ step: 'settled' }, {}, { state: 'UNKNOWN' } as VisitView['doubt']))).toBe(false)
})

it('the focus goes to the choice of insurance once, and to what is missing when asked', () => {
  const two = view({ step: 'identified', person, lines, insurances: [{}, {}] as Part['insurances'] })
  expect(focusOf(two, false, false)).toBe('insurance')
  expect(focusOf(two, true, false)).toBe('primary')
  const lacking = {
    ...two,
    missing: [{ path: 'dept_code', label: '科室', rule: 'missing', message: '' }],
  } as VisitView
  expect(focusOf(lacking, true, false)).toBe('primary')
  expect(focusOf(lacking, true, true)).toBe('missing')
})

it('knows the input of each fault', () => {
  const fault = (path: string) => ({ path, label: '', rule: 'missing' as const, message: '' })
  const paths = ['dept_code', 'atddr_no', 'diagnoses', 'dise_codg', 'med_type', 'lines', 'person', 'insu']
  expect(paths.map((path) => inputOf(fault(path)))).toEqual([
    'dept',
    'doctor',
    'diagnosis',
    'dise',
    'med_type',
    'entry',
    'who',
    'insurance',
  ])
  expect(othersOf(paths.map(fault)).map((f) => f.path)).toEqual(['lines', 'person', 'insu'])
})
