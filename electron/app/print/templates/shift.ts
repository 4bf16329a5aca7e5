import type { Band, Template, TextItem } from '../template.ts'

/** A4 upright: 180 mm wide inside the margins. */
const WIDTH = 180
const SIZE_PT = 10

type Column = [title: string, text: string, x_mm: number, width_mm: number]

const LABEL_MM = 39
const SPLIT_COLUMNS: Column[] = [
  ['笔数', '{count}', 40, 11],
  ['退费', '{refunds}', 52, 10],
  ['总额', '{total|money}', 63, 26],
  ['基金', '{fund|money}', 90, 26],
  ['账户', '{acct|money}', 117, 22],
  ['现金', '{cash|money}', 140, 22],
  ['医院负担', '{hosp|money}', 163, 17],
]
const PAYMENT_COLUMNS: Column[] = [
  ['笔数', '{count}', 40, 20],
  ['收入', '{in|money}', 62, 36],
  ['退出', '{out|money}', 100, 36],
  ['净额', '{net|money}', 138, 42],
]

const figures = (columns: Column[], which: 0 | 1, more: Partial<TextItem> = {}): TextItem[] =>
  columns.map((column) => ({
    text: column[which],
    x_mm: column[2],
    width_mm: column[3],
    align: 'right',
    fit: 'shrink',
    ...more,
  }))
const rule = (weight_mm: number, gap_mm = 1): Band => ({
  items: [{ rule: 'solid', x_mm: 0, width_mm: WIDTH, dy_mm: 0.6, weight_mm }],
  gap_mm,
})

/** A titled table: head, one row for each of `each`, and a rule below. */
const table = (title: string, each: string, columns: Column[]): Band[] => [
  {
    head: true,
    items: [
      { text: title, x_mm: 0, width_mm: LABEL_MM, bold: true, dy_mm: 3, size_pt: 11 },
      ...figures(columns, 0, { dy_mm: 3.2 }),
      { rule: 'solid', x_mm: 0, width_mm: WIDTH, row: 1, dy_mm: 0.6, weight_mm: 0.2 },
    ],
    gap_mm: 1,
  },
  {
    each,
    items: [{ text: '{label}', x_mm: 0, width_mm: LABEL_MM }, ...figures(columns, 1)],
    gap_mm: 0.8,
  },
  rule(0.2),
]

/** Deposits are no income: they stand apart. Left out where the shift took none. */
const DEPOSITS: Band[] = [
  ...table('住院押金', 'deposits', PAYMENT_COLUMNS).map((band) =>
    band.each ? band : { ...band, when: 'deposits' },
  ),
  {
    when: 'deposits',
    items: [
      { text: '押金合计', x_mm: 0, width_mm: LABEL_MM, bold: true },
      ...figures(
        [
          ['', '{deposit_in|money}', 62, 36],
          ['', '{deposit_out|money}', 100, 36],
          ['', '{deposit_net|money}', 138, 42],
        ],
        1,
        { bold: true },
      ),
    ],
    gap_mm: 1,
  },
]

export const SHIFT_A4: Template = {
  title: '收费员交班表',
  paper: { name: 'A4', width_mm: 210, height_mm: 297, margin_mm: [15, 15, 12, 15] },
  size_pt: SIZE_PT,
  head: [
    {
      items: [
        { text: '{hospital}', x_mm: 0, width_mm: WIDTH, align: 'center', size_pt: 12 },
        { text: '{reprint}', x_mm: 130, width_mm: 50, align: 'right', size_pt: 11, bold: true },
      ],
      gap_mm: 0.6,
    },
    {
      items: [{ text: '收费员交班表', x_mm: 0, width_mm: WIDTH, align: 'center', size_pt: 18, bold: true }],
      gap_mm: 2,
    },
    {
      items: [
        { text: '收费员：{opter_name}（{opter}）', x_mm: 0, width_mm: 66, fit: 'cut' },
        { text: '窗口：{window}', x_mm: 68, width_mm: 40, fit: 'cut' },
        { text: '签到流水号：{sign_no}', x_mm: 110, width_mm: 70, when: 'sign_no', fit: 'shrink' },
        { text: '开始：{started_at}', x_mm: 0, width_mm: 66, row: 1 },
        { text: '结束：{ended_at}', x_mm: 68, width_mm: 66, row: 1, when: 'ended_at' },
        { text: '{open_mark}', x_mm: 68, width_mm: 66, row: 1, bold: true },
        { text: '班次：{shift_id}', x_mm: 0, width_mm: 110, row: 2, fit: 'shrink' },
        { text: '接班人：{handed_to}', x_mm: 110, width_mm: 70, row: 2, when: 'handed_to' },
      ],
    },
    rule(0.35),
  ],
  body: [
    ...table('按支付方式', 'by_payment', PAYMENT_COLUMNS),
    {
      items: [
        { text: '合计', x_mm: 0, width_mm: LABEL_MM, bold: true },
        ...figures(
          [
            ['', '{sum_in|money}', 62, 36],
            ['', '{sum_out|money}', 100, 36],
            ['', '{sum_net|money}', 138, 42],
          ],
          1,
          { bold: true },
        ),
      ],
      gap_mm: 1,
    },
    ...DEPOSITS,
    ...table('按险种', 'by_insurance', SPLIT_COLUMNS),
    ...table('按医疗类别', 'by_med_type', SPLIT_COLUMNS),
    {
      items: [
        { text: '全班合计', x_mm: 0, width_mm: LABEL_MM, bold: true },
        ...figures(SPLIT_COLUMNS, 1, { bold: true }),
      ],
      gap_mm: 1,
    },
    {
      items: [{ text: '总额大写：{total|capital}', x_mm: 0, width_mm: WIDTH }],
      gap_mm: 2,
    },
    { when: 'drawer', items: [{ text: '{drawer}', x_mm: 0, width_mm: WIDTH }], gap_mm: 2 },
    {
      when: 'doubtful',
      items: [
        {
          text: '注意：本班尚有 {doubtful} 笔存疑交易未了结，以上合计可能变动。',
          x_mm: 0,
          width_mm: WIDTH,
          bold: true,
        },
      ],
      gap_mm: 2,
    },
    {
      items: [
        { text: '交班人签字：', x_mm: 0, width_mm: 60, dy_mm: 8 },
        { text: '接班人签字：', x_mm: 62, width_mm: 58, dy_mm: 8 },
        { text: '复核签字：', x_mm: 122, width_mm: 58, dy_mm: 8 },
      ],
    },
  ],
  foot: [
    {
      items: [
        { text: '打印时间：{printed_at}', x_mm: 0, width_mm: 90, size_pt: 8 },
        { text: '第 {page}/{pages} 页', x_mm: 120, width_mm: 60, align: 'right', size_pt: 8 },
      ],
    },
  ],
}
