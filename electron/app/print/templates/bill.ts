import type { Band, TextItem } from '../template.ts'
import { at, line, pageNumber, right, rule } from './parts.ts'

/** What the settlement forms on sheets have in common, at any width. */

export const billTotal = (width_mm: number, label: string, gap_mm: number): Band => ({
  items: [
    line(width_mm, 0.35),
    at(0, width_mm - 72, `${label}（大写）：{total|capital}`, { row: 1, dy_mm: 1.8, bold: true }),
    right(width_mm - 70, 70, '¥{total|money}', { row: 1, dy_mm: 0.8, size_pt: 13, bold: true }),
  ],
  gap_mm,
})

export const signatures = (width_mm: number, stamp: string, dy_mm: number): Band => ({
  items: [
    at(0, width_mm / 2, '患者（家属）签字：', { dy_mm }),
    at(width_mm / 2, width_mm / 2, `${stamp}：`, { dy_mm }),
  ],
})

/** Who took the money, when, and the number by which the settlement is found again. */
export const billFoot = (width_mm: number, number: Partial<TextItem> & { text: string }): Band[] => [
  rule(width_mm, 0.2, 0.6),
  {
    items: [
      at(0, 60, '收费员：{opter_name}（{opter}）', { size_pt: 8, fit: 'cut' }),
      at(62, 36, '窗口：{window}', { size_pt: 8, fit: 'cut' }),
      at(100, 60, '结算时间：{setl_time}', { size_pt: 8 }),
      at(0, 92, number.text, { ...number, row: 1, size_pt: 7.5 }),
      at(92, 50, '重打时间：{printed_at}', { row: 1, when: 'reprint', size_pt: 7.5 }),
      { ...pageNumber(width_mm), row: 1 },
    ],
  },
]
