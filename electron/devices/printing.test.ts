import { expect, it } from 'vitest'
import type { SlipDocument, SlipItem } from '../../shared/slip.ts'
import { paperOf } from './printing.ts'

const text = (y_mm: number, words: string): SlipItem => ({
  is: 'text',
  x_mm: 0,
  y_mm,
  width_mm: 72,
  text: words,
  size_pt: 9,
  align: 'left',
})
const doc = (height_mm: number | 'auto', items: SlipItem[]): SlipDocument => ({
  title: '收费票据',
  paper: { width_mm: 80, height_mm, name: '80 mm' },
  items,
  watermark: null,
})

it('takes a fixed height as it is, and ends a roll below the last thing on it', () => {
  expect(paperOf(doc(148, []))).toEqual({ width_mm: 80, height_mm: 148 })
  const roll = (...items: SlipItem[]) => paperOf(doc('auto', items)).height_mm
  expect(roll(text(100, '合计'))).toBeGreaterThan(104)
  expect(roll(text(100, '合计'))).toBeLessThan(120)
  expect(roll(text(100, '合计'), text(10, '姓名'))).toBe(roll(text(100, '合计')))
  // 60 characters of 9 pt need three lines of 72 mm
  expect(roll(text(100, '长'.repeat(60)))).toBeGreaterThan(roll(text(100, '合计')) + 7)
  const line: SlipItem = { is: 'line', x1_mm: 0, y1_mm: 130, x2_mm: 80, y2_mm: 130, weight_mm: 0.2 }
  expect(roll(text(100, '合计'), line)).toBe(138)
})
