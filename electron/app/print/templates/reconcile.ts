import type { Band, Template } from '../template.ts'
import { A4, A4_ACROSS, at, type Column, cells, columnHead, line, pageNumber, titleBand } from './parts.ts'

/** 对账单 on A4 across: our row beside the centre's. */
const WIDE = 267
const HERE_mm = 46
const THERE_mm = 156

const side = (x_mm: number, name: 'here' | 'there'): Column[] => [
  { title: '结算ID', text: `{${name}_setl_id}`, x_mm, width_mm: 42, fit: 'shrink' },
  {
    title: '总额',
    text: `{${name}_total|money}`,
    x_mm: x_mm + 42,
    width_mm: 20,
    align: 'right',
    fit: 'shrink',
  },
  {
    title: '基金',
    text: `{${name}_fund|money}`,
    x_mm: x_mm + 63,
    width_mm: 20,
    align: 'right',
    fit: 'shrink',
  },
  {
    title: '账户',
    text: `{${name}_acct|money}`,
    x_mm: x_mm + 84,
    width_mm: 15,
    align: 'right',
    fit: 'shrink',
  },
  { title: '状态', text: `{${name}_state}`, x_mm: x_mm + 100, width_mm: 8 },
]
const COLUMNS: Column[] = [
  { title: '序', text: '{no}', x_mm: 0, width_mm: 8 },
  { title: '差异', text: '{kind}', x_mm: 8, width_mm: 18 },
  { title: '姓名', text: '{psn_name}', x_mm: 27, width_mm: 18, fit: 'cut' },
  ...side(HERE_mm, 'here'),
  ...side(THERE_mm, 'there'),
]

/** The column titles, and over them whose rows they are. */
const SIDES: Band = {
  ...columnHead(WIDE, COLUMNS),
  when: 'rows',
  items: [
    line(WIDE, 0.35),
    at(HERE_mm, 108, '本院', { align: 'center', bold: true, dy_mm: 1.2 }),
    at(THERE_mm, 108, '中心', { align: 'center', bold: true, dy_mm: 1.2 }),
    ...columnHead(WIDE, COLUMNS).items.map((item) => ({ ...item, row: (item.row ?? 0) + 1 })),
  ],
}

const runHead: Band[] = [
  titleBand(WIDE, '医保对账单'),
  {
    items: [
      at(0, 88, '对账期间：{from} 至 {to}', { dy_mm: 0.4 }),
      at(89, 88, '清算类别：{clr_type}', { dy_mm: 0.4, fit: 'cut' }),
      at(178, 88, '清算经办机构：{clr_optins}', { dy_mm: 0.4, fit: 'cut' }),
      at(0, 88, '本院 {here} 笔　中心 {there} 笔　相符 {same} 笔', { row: 1, dy_mm: 0.6 }),
      at(89, 88, '差异 {differences} 笔　已处理 {mended} 笔　未处理 {open} 笔', {
        row: 1,
        dy_mm: 0.6,
        bold: true,
        when: 'differences',
      }),
      at(178, 88, '对账时间：{made_at}　{opter_name}', { row: 1, dy_mm: 0.6, fit: 'cut' }),
    ],
    gap_mm: 0.6,
  },
]

const signatures = (width_mm: number, dy_mm: number): Band => ({
  items: [
    at(0, width_mm / 3, '对账人签字：', { dy_mm }),
    at(width_mm / 3, width_mm / 3, '复核人签字：', { dy_mm }),
    at((width_mm / 3) * 2, width_mm / 3, '财务签字：', { dy_mm }),
  ],
})

const foot = (width_mm: number): Band[] => [
  {
    items: [
      line(width_mm, 0.2),
      at(0, 80, '打印时间：{printed_at}', { row: 1, dy_mm: 0.8, size_pt: 8 }),
      { ...pageNumber(width_mm), row: 1, dy_mm: 0.8 },
    ],
  },
]

export const RECONCILE_A4: Template = {
  title: '医保对账单',
  paper: A4_ACROSS,
  size_pt: 8.5,
  head: runHead,
  body: [
    { when: 'counts_text', items: [at(0, WIDE, '{counts_text}')], gap_mm: 0.6 },
    {
      when: 'even',
      items: [at(0, WIDE, '{even}', { bold: true, dy_mm: 2 })],
      gap_mm: 2,
    },
    SIDES,
    {
      each: 'rows',
      items: [
        ...cells(COLUMNS, 'text'),
        at(HERE_mm, WIDE - HERE_mm, '{note}', { row: 1, dy_mm: 0.2, size_pt: 7.5, when: 'note' }),
      ],
      gap_mm: 0.8,
    },
    { when: 'cut_note', items: [at(0, WIDE, '{cut_note}', { bold: true, dy_mm: 1 })] },
    signatures(WIDE, 8),
  ],
  foot: foot(WIDE),
}

const WIDTH = 180
const GROUPS: Column[] = [
  { title: '险种', text: '{insutype}', x_mm: 0, width_mm: 38 },
  { title: '清算类别', text: '{clr_type}', x_mm: 39, width_mm: 24 },
  { title: '经办机构', text: '{clr_optins}', x_mm: 64, width_mm: 14 },
  { title: '笔数', text: '{count}', x_mm: 79, width_mm: 10, align: 'right', fit: 'shrink' },
  { title: '退费', text: '{refunds}', x_mm: 90, width_mm: 9, align: 'right', fit: 'shrink' },
  { title: '总额', text: '{total|money}', x_mm: 100, width_mm: 23, align: 'right', fit: 'shrink' },
  { title: '基金', text: '{fund|money}', x_mm: 124, width_mm: 22, align: 'right', fit: 'shrink' },
  { title: '账户', text: '{acct|money}', x_mm: 147, width_mm: 20, align: 'right', fit: 'shrink' },
  { title: '核对', text: '{stmt}', x_mm: 169, width_mm: 11, align: 'center' },
]
/** The sum line's label takes the place of the first three columns. */
const SUMS = GROUPS.slice(3, -1)

export const CLOSING_A4: Template = {
  title: '{title}',
  paper: A4,
  size_pt: 9,
  head: [
    titleBand(WIDTH, '{title}'),
    {
      items: [
        at(0, 60, '账期：{period}', { bold: true, dy_mm: 0.4 }),
        at(62, 118, '结账时间：{closed_at}', { dy_mm: 0.4 }),
        at(0, 60, '结账人：{opter_name}', { row: 1, dy_mm: 0.6, fit: 'cut' }),
        at(62, 60, '复核人：{second_name}', { row: 1, dy_mm: 0.6, when: 'second_name', fit: 'cut' }),
      ],
      gap_mm: 0.6,
    },
  ],
  body: [
    columnHead(WIDTH, GROUPS),
    {
      each: 'groups',
      items: [
        ...cells(GROUPS, 'text'),
        at(39, 141, '{stmt_text}', { row: 1, size_pt: 8, dy_mm: 0.2, when: 'stmt_text' }),
      ],
      gap_mm: 0.8,
    },
    { when: 'empty', items: [at(0, WIDTH, '{empty}', { align: 'center', dy_mm: 2 })], gap_mm: 2 },
    {
      items: [
        line(WIDTH, 0.35),
        at(0, 60, '合计', { row: 1, dy_mm: 1.4, bold: true }),
        ...cells(SUMS, 'text', { row: 1, dy_mm: 1.4, bold: true }),
      ],
      gap_mm: 1,
    },
    {
      items: [
        at(0, WIDTH, '总额大写：{total|capital}'),
        at(0, WIDTH, '其中个人现金：{cash|money}', { row: 1, dy_mm: 0.8 }),
        at(0, WIDTH, '{even}', { row: 2, dy_mm: 0.8 }),
        at(0, WIDTH, '结账时有 {differences} 笔差异。', {
          row: 2,
          dy_mm: 0.8,
          bold: true,
          when: 'differences',
        }),
      ],
      gap_mm: 0.6,
    },
    { each: 'problems', items: [at(0, 5, '·'), at(5, WIDTH - 5, '{text}')], gap_mm: 0.4 },
    { when: 'reason', items: [at(0, WIDTH, '结账原因：{reason}', { dy_mm: 0.6 })] },
    signatures(WIDTH, 10),
  ],
  foot: foot(WIDTH),
}
