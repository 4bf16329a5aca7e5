import { expect, it } from 'vitest'
import { isSecondEnter, noteEnter } from './enter.ts'

it('takes two Enters close together for one, and a click for a click', () => {
  noteEnter(1000, 1001)
  expect(isSecondEnter(1002)).toBe(false)
  noteEnter(1120, 1400) // delivered late by a busy page
  expect(isSecondEnter(1401)).toBe(true)
  noteEnter(1300, 1402) // a third in the row
  expect(isSecondEnter(1403)).toBe(true)
  expect(isSecondEnter(2500)).toBe(false) // by mouse, later
  noteEnter(3000, 3001)
  expect(isSecondEnter(3002)).toBe(false)
})
