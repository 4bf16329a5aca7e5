import { describe, expect, it, vi } from 'vitest'

vi.mock('../../bridge.ts', () => ({ bridge: { on: () => () => {} }, call: vi.fn() }))

const { moved, parsePeriod, periodShow, rangeOf, switched } = await import('./period.ts')

const NOW = new Date(2026, 10, 21, 15).getTime()

describe('the period', () => {
  it('is a day or a month, and knows its ends', () => {
    expect(rangeOf({ kind: 'day', text: '2026-11-21' })).toEqual({ from: '2026-11-21', to: '2026-11-21' })
    expect(rangeOf({ kind: 'month', text: '2028-02' })).toEqual({ from: '2028-02-01', to: '2028-02-29' })
    expect(rangeOf({ kind: 'month', text: '2026-12' }).to).toBe('2026-12-31')
  })
  it('moves over the ends of months and years', () => {
    expect(moved({ kind: 'day', text: '2026-01-01' }, -1).text).toBe('2025-12-31')
    expect(moved({ kind: 'month', text: '2026-12' }, 1).text).toBe('2027-01')
    expect(moved({ kind: 'month', text: '2026-03' }, -1).text).toBe('2026-02')
  })
  it('switches between a day and its month, and never into the future', () => {
    expect(switched({ kind: 'day', text: '2026-11-03' }, NOW)).toEqual({ kind: 'month', text: '2026-11' })
    expect(switched({ kind: 'month', text: '2026-10' }, NOW)).toEqual({ kind: 'day', text: '2026-10-31' })
    expect(switched({ kind: 'month', text: '2026-11' }, NOW)).toEqual({ kind: 'day', text: '2026-11-21' })
  })
  it('is read as it is typed', () => {
    expect(parsePeriod('202610', NOW)).toEqual({ kind: 'month', text: '2026-10' })
    expect(parsePeriod('2026-10', NOW)).toEqual({ kind: 'month', text: '2026-10' })
    expect(parsePeriod('20261005', NOW)).toEqual({ kind: 'day', text: '2026-10-05' })
    expect(parsePeriod('昨天', NOW)).toEqual({ kind: 'day', text: '2026-11-20' })
    expect(parsePeriod('1105', NOW)).toEqual({ kind: 'day', text: '2026-11-05' })
    expect(parsePeriod('九月', NOW)).toBeNull()
  })
  it('is said in words', () => {
    expect(periodShow({ kind: 'day', text: '2026-11-21' })).toBe('2026年11月21日 星期六')
    expect(periodShow({ kind: 'month', text: '2026-02' })).toBe('2026年2月')
  })
})
