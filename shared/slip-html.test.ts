import { expect, test } from 'vitest'
import type { SlipDocument, SlipItem } from './slip.ts'
import { slipHtml, slipSheets } from './slip-html.ts'

const text = (content: string, page = 0): SlipItem => ({
  is: 'text',
  x_mm: 4,
  y_mm: 5.123456,
  width_mm: 30,
  text: content,
  size_pt: 9,
  align: 'right',
  page,
})
const doc = (items: SlipItem[], more: Partial<SlipDocument> = {}): SlipDocument => ({
  title: '单',
  paper: { name: '卷', width_mm: 80, height_mm: 'auto', length_mm: 120 },
  items,
  watermark: null,
  ...more,
})

test('whatever a name holds, it stays text', () => {
  const evil = `<img src=x onerror="alert(1)">&'`
  const html = slipHtml(doc([text(evil)], { title: evil, watermark: evil }))
  expect(html).not.toContain('<img')
  expect(
    html.match(/&lt;img src=x onerror=&quot;alert\(1\)&quot;&gt;&amp;&#39;/g)?.length,
  ).toBeGreaterThanOrEqual(3)
})

test('numbers that are none cannot leave their style', () => {
  const item = { ...text('x'), x_mm: Number.NaN, width_mm: '1mm;background:url(x)' as unknown as number }
  const html = slipSheets(doc([item as SlipItem]))
  expect(html).toContain('left:0mm')
  expect(html).not.toContain('url(')
})

test('the page is the paper, a roll as long as it is cut, one sheet a page', () => {
  expect(slipHtml(doc([]))).toContain('@page{size:80mm 120mm;margin:0}')
  const a5 = doc([text('one'), text('two', 1)], {
    paper: { name: 'A5', width_mm: 210, height_mm: 148 },
    pages: 2,
  })
  const sheets = slipSheets(a5).split('<section').slice(1)
  expect(sheets).toHaveLength(2)
  expect(sheets[0]).toContain('one')
  expect(sheets[0]).not.toContain('two')
  expect(sheets[1]).toContain('height:148mm')
  expect(sheets[1]).toContain('top:5.123mm')
})

test('the watermark is on every sheet, and often enough on a long roll', () => {
  const a5 = doc([], { paper: { name: 'A5', width_mm: 210, height_mm: 148 }, pages: 2, watermark: '样张' })
  for (const sheet of slipSheets(a5).split('<section').slice(1)) expect(sheet).toContain('样张')
  const roll = slipSheets(doc([], { watermark: '样张', paper: { name: '卷', width_mm: 80, height_mm: 550 } }))
  expect(roll.split('样张').length - 1).toBe(10)
})
