import type { Band, RuleItem, Template, TextItem } from '../template.ts'

/** What the sheets are made of. Positions in millimetres from the left margin. */
type Paper = Template['paper']

/** 180 mm inside the margins. */
export const A4: Paper = { name: 'A4', width_mm: 210, height_mm: 297, margin_mm: [15, 15, 12, 15] }
/** 267 mm inside the margins. */
export const A4_ACROSS: Paper = {
  name: 'A4 横向',
  width_mm: 297,
  height_mm: 210,
  margin_mm: [12, 15, 10, 15],
}
/** 190 mm inside the margins. */
export const A5: Paper = { name: 'A5 横向', width_mm: 210, height_mm: 148, margin_mm: [8, 10, 7, 10] }

export const at = (x_mm: number, width_mm: number, text: string, more: Partial<TextItem> = {}): TextItem => ({
  text,
  x_mm,
  width_mm,
  ...more,
})

export const right = (x_mm: number, width_mm: number, text: string, more: Partial<TextItem> = {}) =>
  at(x_mm, width_mm, text, { align: 'right', fit: 'shrink', ...more })

export const line = (width_mm: number, weight_mm: number, more: Partial<RuleItem> = {}): RuleItem => ({
  rule: 'solid',
  x_mm: 0,
  width_mm,
  dy_mm: 0.6,
  weight_mm,
  ...more,
})

export const rule = (width_mm: number, weight_mm: number, gap_mm = 1): Band => ({
  items: [line(width_mm, weight_mm)],
  gap_mm,
})

/** Title, text and place of a column; amounts and counts stand right. */
export interface Column {
  title: string
  text: string
  x_mm: number
  width_mm: number
  align?: 'left' | 'right' | 'center'
  fit?: TextItem['fit']
}

/** The cells of a row: the columns' titles, or their texts. */
export const cells = (columns: Column[], which: 'title' | 'text', more: Partial<TextItem> = {}): TextItem[] =>
  columns.map((c) => ({
    text: c[which],
    x_mm: c.x_mm,
    width_mm: c.width_mm,
    align: c.align ?? 'left',
    ...(which === 'title' ? { fit: 'shrink' } : c.fit && { fit: c.fit }),
    ...more,
  }))

/** A running head of column titles between two rules, drawn again on every sheet. */
export const columnHead = (width_mm: number, columns: Column[]): Band => ({
  head: true,
  items: [
    line(width_mm, 0.2),
    ...cells(columns, 'title', { dy_mm: 1.4 }),
    line(width_mm, 0.2, { row: 1, dy_mm: 0.5 }),
  ],
  gap_mm: 0.8,
})

/** Rows of labelled facts, `count` abreast; one without a value leaves its place empty. */
export function facts(
  width_mm: number,
  count: number,
  rows: ([text: string, when?: string] | null)[][],
  gap_mm = 0.5,
): TextItem[] {
  const each_mm = width_mm / count
  return rows.flatMap((row, r) =>
    row.flatMap((fact, i) => {
      if (!fact) return []
      const [text, when] = fact
      return at(i * each_mm, each_mm - 2, text, { row: r, dy_mm: gap_mm, fit: 'cut', ...(when && { when }) })
    }),
  )
}

/** Hospital, title and marks at the top of a sheet. */
export const titleBand = (width_mm: number, title: string, size_pt = 16): Band => {
  const side_mm = 50
  return {
    items: [
      at(0, side_mm, '{hospital}', { dy_mm: 1.8, fit: 'shrink' }),
      at(side_mm, width_mm - 2 * side_mm, title, { align: 'center', size_pt, bold: true, fit: 'shrink' }),
      at(width_mm - side_mm, side_mm, '{reprint}', {
        align: 'right',
        bold: true,
        size_pt: 11,
        when: 'reprint',
      }),
      at(width_mm - side_mm, side_mm, '{void_mark}', {
        align: 'right',
        bold: true,
        size_pt: 11,
        dy_mm: 4.6,
        when: 'void_mark',
      }),
    ],
    gap_mm: 0.6,
  }
}

export const pageNumber = (width_mm: number): TextItem =>
  at(width_mm - 40, 40, '第 {page}/{pages} 页', { align: 'right', size_pt: 8 })
