import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, ems, MM_PER_PT, width_mm, wrap } from './measure.ts'

test('Chinese counts one em, Latin half', () => {
  expect(ems('阿莫西林')).toBe(4)
  expect(ems('0.25g')).toBe(2.5)
  expect(ems('𬌗')).toBe(1)
  expect(width_mm('二十四', 10)).toBeCloseTo(30 * MM_PER_PT)
})

const sample = fc.stringMatching(/^[a-z0-9.,(（）)，甲乙丙胶囊×\s]{0,60}$/)

test('no wrapped line is wider than allowed, and nothing but blanks is lost', () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 3, max: 30 }), (text, max_em) => {
      const lines = wrap(text, 10, max_em * 10 * MM_PER_PT)
      for (const line of lines) expect(ems(line), line).toBeLessThanOrEqual(max_em + 1e-6)
      expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
    }),
  )
})

test('units stay with their numbers; brackets and commas stand right', () => {
  const of = (text: string, max_em: number) => wrap(text, 10, max_em * 10 * MM_PER_PT)
  expect(of('阿莫西林47.5mg', 6)).toEqual(['阿莫西林', '47.5mg'])
  expect(of('刺激因子贴膏（进口', 7)).toEqual(['刺激因子贴膏', '（进口'])
  expect(of('甲乙丙丁，戊', 4)).toEqual(['甲乙丙', '丁，戊'])
  expect(of('1234567890123456', 4)).toEqual(['12345678', '90123456'])
})

test('a cut text fits and says that it is cut', () => {
  fc.assert(
    fc.property(sample, fc.integer({ min: 2, max: 30 }), (text, max_em) => {
      const shown = cut(text, 10, max_em * 10 * MM_PER_PT)
      expect(ems(shown)).toBeLessThanOrEqual(max_em + 1e-6)
      expect(shown === text || shown.endsWith('…')).toBe(true)
    }),
  )
})
