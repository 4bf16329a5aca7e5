import { describe, expect, it, vi } from 'vitest'

vi.mock('../bridge.ts', () => ({ bridge: { on: () => () => {} }, call: vi.fn() }))

const { countCash, differenceText } = await import('./shift/cash.ts')
const { emptyForm, searchOf } = await import('./txns/query.ts')
const { matches } = await import('../shell/palette-hits.ts')
const { jobsOf } = await import('../shell/jobs.ts')
const { fen } = await import('../../shared/money.ts')

const NOW = new Date(2026, 10, 21, 15, 30).getTime()

describe('counting cash', () => {
  it('adds pieces by denomination and loose change', () => {
    expect(countCash(['3', '', '1', '', '', '2', '1', ''], '4.05')).toBe(32_655)
    expect(countCash([], '')).toBe(0)
  })
  it('refuses what is no count and no amount', () => {
    expect(countCash(['-1'], '')).toBeNull()
    expect(countCash(['1.5'], '')).toBeNull()
    expect(countCash([], '1.005')).toBeNull()
    expect(countCash([], '-1')).toBeNull()
  })
  it('names the difference', () => {
    expect(differenceText(fen(100), fen(100))).toBe('平账')
    expect(differenceText(fen(101), fen(100))).toBe('长款')
    expect(differenceText(fen(99), fen(100))).toBe('短款')
  })
})

describe('the search form', () => {
  it('asks for today at first, without queries', () => {
    expect(searchOf(emptyForm(NOW), 0, NOW)).toEqual({
      ok: {
        text: '',
        withoutQueries: true,
        offset: 0,
        limit: 200,
        from: new Date(2026, 10, 21).getTime(),
        to: new Date(2026, 10, 22).getTime() - 1,
      },
    })
  })
  it('takes conditions as they are typed', () => {
    const form = {
      ...emptyForm(NOW),
      infno: ' 2207 ',
      amount: '86.5',
      from: '',
      to: '',
      states: ['MANUAL' as const],
    }
    expect(searchOf(form, 200, NOW)).toEqual({
      ok: {
        text: '',
        infno: '2207',
        amountFen: 8650,
        states: ['MANUAL'],
        withoutQueries: true,
        offset: 200,
        limit: 200,
      },
    })
  })
  it('names the field at fault', () => {
    const pathOf = (change: Partial<ReturnType<typeof emptyForm>>) => {
      const made = searchOf({ ...emptyForm(NOW), ...change }, 0, NOW)
      return 'fault' in made ? made.fault.fields?.[0]?.path : 'ok'
    }
    expect(pathOf({ amount: '1.234' })).toBe('amountFen')
    expect(pathOf({ from: '20260230' })).toBe('from')
    expect(pathOf({ from: '20261121', to: '20261120' })).toBe('to')
  })
})

it('finds by part of a name, by the start of initials or of a code', () => {
  expect(matches('收费', '门诊收费', 'mzsf')).toBe(true)
  expect(matches('MZ', '门诊收费', 'mzsf')).toBe(true)
  expect(matches('sf', '门诊收费', 'mzsf')).toBe(false)
  expect(matches('220', '门诊结算', '2207')).toBe(true)
})

it('shows a cashier no job of the administrator', () => {
  const screens = (role: Parameters<typeof jobsOf>[0]) => jobsOf(role).map(({ screen }) => screen)
  expect(screens('cashier')).toEqual([
    'visit',
    'ward',
    'admission',
    'injury',
    'filing',
    'txns',
    'doubt',
    'shift',
    'reconcile',
    'prints',
    'devices',
    'person',
    'sichuan',
  ])
  expect(screens('supervisor')).toContain('audit')
  expect(screens('admin')).toContain('operators')
})
