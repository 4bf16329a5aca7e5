import { expect, test } from 'vitest'
import { initials } from './pinyin.ts'

test('initials of names take the family name reading', () => {
  expect(initials('欧阳明月', { surname: true })).toBe('oymy')
  expect(initials('单雄信', { surname: true })).toBe('sxx')
  expect(initials('曾国强', { surname: true })).toBe('zgq')
})

test('letters and digits stay, punctuation goes', () => {
  expect(initials('0.9%氯化钠注射液')).toBe('09lhnzsy')
  expect(initials('数字化摄影(DR)')).toBe('szhsydr')
  expect(initials('')).toBe('')
})
