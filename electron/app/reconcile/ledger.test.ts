import { expect, it } from 'vitest'
import { dayAfter, periodOf, rangeOf } from './ledger.ts'

it('knows the days of a period and the period of days', () => {
  expect(rangeOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' })
  expect(rangeOf('2026-12')).toEqual({ from: '2026-12-01', to: '2026-12-31' })
  expect(rangeOf('2026-11-21')).toEqual({ from: '2026-11-21', to: '2026-11-21' })
  expect(periodOf({ from: '2026-02-01', to: '2026-02-28' })).toBe('2026-02')
  expect(periodOf({ from: '2026-02-03', to: '2026-02-03' })).toBe('2026-02-03')
  expect(periodOf({ from: '2026-02-01', to: '2026-02-27' })).toBeNull()
  expect(dayAfter('2026-12-31')).toBe('2027-01-01')
  expect(dayAfter('2026-03-01', -1)).toBe('2026-02-28')
})
