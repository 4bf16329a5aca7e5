import type { Band, Template, TextItem } from '../template.ts'
import {
  A4,
  at,
  type Column,
  cells,
  columnHead,
  facts,
  line,
  pageNumber,
  right,
  rule,
  titleBand,
} from './parts.ts'

/** A fee list on A4: 180 mm inside the margins, about 45 lines a sheet. */
const WIDTH = 180

interface FeeList {
  /** they hold at least `{pric}` and `{amount|money}`, under which the sums of a group stand */
  columns: Column[]
  /** whose list it is, three facts a row */
  who: [text: string, when?: string][][]
  /** in the rows below the total, on its sheet */
  note?: TextItem
  /** after the total */
  below?: Band[]
  /** in the middle of the foot */
  hint?: string
}

export function feeList({ columns, who, note, below = [], hint }: FeeList): Template {
  const [pric, amount] = ['{pric}', '{amount|money}'].map((text) => columns.find((c) => c.text === text)!)
  const end_mm = amount!.x_mm + amount!.width_mm
  const sum = { row: 3, when: 'sum_label', bold: true, dy_mm: 0.3 }
  return {
    title: '{title}',
    paper: A4,
    size_pt: 9,
    head: [
      titleBand(WIDTH, '{title}'),
      rule(WIDTH, 0.35, 0.2),
      { items: facts(WIDTH, 3, who, 0.4), gap_mm: 0.2 },
    ],
    body: [
      columnHead(WIDTH, columns),
      {
        each: 'rows',
        // a group's head and sum are of its first and last line, so that no sheet break parts them from it
        items: [
          at(0, WIDTH, '{head}', { bold: true, dy_mm: 0.6, when: 'head' }),
          ...cells(columns, 'text', { row: 1 }),
          line(WIDTH, 0.1, {
            ...{ row: 2, dy_mm: 0.4, when: 'sum_label' },
            ...{ x_mm: pric!.x_mm, width_mm: WIDTH - pric!.x_mm },
          }),
          right(amount!.x_mm - 77, 75, '{sum_label}', sum),
          right(amount!.x_mm, amount!.width_mm, '{sum|money}', sum),
        ],
        gap_mm: 0.5,
      },
      { when: 'empty', items: [at(0, WIDTH, '{empty}', { align: 'center', dy_mm: 3 })], gap_mm: 3 },
      {
        items: [
          line(WIDTH, 0.35),
          at(0, end_mm - 55, '合计（大写）：{total|capital}', { row: 1, dy_mm: 1.6, bold: true }),
          right(end_mm - 54, 54, '¥{total|money}', { row: 1, dy_mm: 1.2, bold: true, size_pt: 11 }),
          ...(note ? [{ ...note, row: 2 }] : []),
        ],
        gap_mm: 0.4,
      },
      ...below,
    ],
    foot: [
      {
        items: [
          line(WIDTH, 0.2),
          at(0, 80, '打印时间：{printed_at}', { row: 1, dy_mm: 0.8, size_pt: 8 }),
          ...(hint ? [at(82, 56, hint, { row: 1, dy_mm: 0.8, size_pt: 8 })] : []),
          { ...pageNumber(WIDTH), row: 1, dy_mm: 0.8 },
        ],
      },
    ],
  }
}
