import { expect, it } from 'vitest'
import { isSecondEnter, noteEnter } from './enter.ts'

it('takes two Enters close together for one, and a click for a click', () => {
  noteEnter(1000)
  expect(isSecondEnter(1001)).toBe(false)
  noteEnter(1120)
  expect(isSecondEnter(1121)).toBe(true)
  noteEnter(1300) // a third in the row
  expect(isSecondEnter(1302)).toBe(true)
  expect(isSecondEnter(2500)).toBe(false) // by mouse, later
  noteEnter(3000)
  expect(isSecondEnter(3001)).toBe(false)
})
