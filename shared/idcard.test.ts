import { expect, test } from 'vitest'
import { ageAt, isIdNumber } from './idcard.ts'

test.each([
  ['2000-03-02', '2026-03-01', 25],
  ['2000-03-02', '2026-03-02', 26],
  ['2026-03-02', '2026-03-01', 0],
  ['', '2026-03-01', 0],
])('one born on %s is on %s %i years old', (brdy, day, age) => {
  expect(ageAt(brdy, new Date(`${day}T12:00:00`).getTime())).toBe(age)
})

test('a number with a wrong check character is none', () => {
  expect(isIdNumber('510104198503120221')).toBe(true)
  expect(isIdNumber('510104198503120222')).toBe(false)
  expect(isIdNumber('51010419850312022')).toBe(false)
})
