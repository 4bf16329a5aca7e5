import { expect, it } from 'vitest'
import { countdown, dayText, parseDay, timeShow, tookShow } from './format.ts'

const NOW = new Date(2026, 10, 21, 15, 30).getTime()
const day = (text: string) => {
  const at = parseDay(text, NOW)
  return at === null ? null : dayText(at)
}

it('reads a day as it is typed on a number pad', () => {
  for (const text of ['20261103', '2026-11-03', '2026.11.3', '1103', '11-3', '3']) {
    expect(day(text), text).toBe('2026-11-03')
  }
  expect(day('今天')).toBe('2026-11-21')
  expect(day('0')).toBe('2026-11-21')
  expect(day('昨天')).toBe('2026-11-20')
  expect(day('-21')).toBe('2026-10-31')
})

it('takes a day without a year for the last such day', () => {
  expect(day('1231')).toBe('2025-12-31')
  expect(day('31')).toBe('2026-10-31')
  expect(day('25')).toBe('2026-10-25')
})

it('refuses days that do not exist', () => {
  for (const text of ['', '20260230', '20261301', '1332', '32', 'abc', '2026']) {
    expect(day(text), text).toBeNull()
  }
})

it('counts down in words', () => {
  expect(countdown(NOW + 44_100, NOW)).toBe('45 秒后')
  expect(countdown(NOW + 185_000, NOW)).toBe('3 分 05 秒后')
  expect(countdown(NOW - 1, NOW)).toBe('马上')
})

it('shows times and durations', () => {
  expect(timeShow(new Date(2026, 0, 2, 3, 4).getTime(), NOW)).toBe('01-02 03:04')
  expect(timeShow(new Date(2025, 0, 2, 3, 4).getTime(), NOW)).toBe('2025-01-02 03:04')
  expect([null, 85, 1420, 12_400].map(tookShow)).toEqual(['—', '85 毫秒', '1.42 秒', '12 秒'])
})
