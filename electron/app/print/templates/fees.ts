import type { Band, Template } from '../template.ts'
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

/** 费用清单 on A4: 180 mm inside the margins, about 45 lines a sheet. */
const WIDTH = 180
const SIZE_PT = 9

const COLUMNS: Column[] = [
  { title: '序', text: '{no}', x_mm: 0, width_mm: 10 },
  { title: '', text: '{mark}', x_mm: 10.5, width_mm: 4 },
  { title: '项目名称', text: '{name}', x_mm: 15, width_mm: 53 },
  { title: '规格', text: '{spec}', x_mm: 69, width_mm: 25, fit: 'cut' },
  { title: '单位', text: '{unit}', x_mm: 95, width_mm: 10, fit: 'cut' },
  { title: '单价', text: '{pric}', x_mm: 105, width_mm: 17, align: 'right', fit: 'shrink' },
  { title: '数量', text: '{cnt}', x_mm: 123, width_mm: 13, align: 'right', fit: 'shrink' },
  { title: '金额', text: '{amount|money}', x_mm: 137, width_mm: 19, align: 'right', fit: 'shrink' },
  { title: '等级', text: '{lv}', x_mm: 156.5, width_mm: 8, align: 'center', fit: 'shrink' },
  { title: '自费自付', text: '{ownpay|money}', x_mm: 164.5, width_mm: 15.5, align: 'right', fit: 'shrink' },
]

const head: Band[] = [
  titleBand(WIDTH, '{title}'),
  rule(WIDTH, 0.35, 0.2),
  {
    items: facts(
      WIDTH,
      3,
      [
        [['姓　　名：{psn_name}'], ['性别年龄：{gend} {age}', 'gend'], ['住 院 号：{ipt_no}']],
        [['科　　室：{dept_name}', 'dept_name'], ['床　　位：{bed}', 'bed'], ['险　　种：{insutype}']],
        [['入院日期：{begntime}'], ['费用期间：{from} 至 {to}', 'from'], ['结 算 ID：{setl_id}', 'setl_id']],
      ],
      0.4,
    ),
    gap_mm: 0.2,
  },
]

const body: Band[] = [
  columnHead(WIDTH, COLUMNS),
  {
    each: 'rows',
    // a group's head and sum are of its first and last line, so that no sheet break parts them from it
    items: [
      at(0, WIDTH, '{head}', { bold: true, dy_mm: 0.6, when: 'head' }),
      ...cells(COLUMNS, 'text', { row: 1 }),
      line(WIDTH, 0.1, { row: 2, dy_mm: 0.4, x_mm: 105, width_mm: 75, when: 'sum_label' }),
      right(60, 75, '{sum_label}', { row: 3, when: 'sum_label', bold: true, dy_mm: 0.3 }),
      right(137, 19, '{sum|money}', { row: 3, when: 'sum_label', bold: true, dy_mm: 0.3 }),
    ],
    gap_mm: 0.5,
  },
  { when: 'empty', items: [at(0, WIDTH, '{empty}', { align: 'center', dy_mm: 3 })], gap_mm: 3 },
  {
    items: [
      line(WIDTH, 0.35),
      at(0, 100, '合计（大写）：{total|capital}', { row: 1, dy_mm: 1.6, bold: true }),
      right(102, 54, '¥{total|money}', { row: 1, dy_mm: 1.2, bold: true, size_pt: 11 }),
      at(0, WIDTH, '{newborn_note}', { row: 2, dy_mm: 0.8, size_pt: 8 }),
    ],
  },
]

const foot: Band[] = [
  {
    items: [
      line(WIDTH, 0.2),
      at(0, 80, '打印时间：{printed_at}', { row: 1, dy_mm: 0.8, size_pt: 8 }),
      at(82, 56, '对费用有疑问请向病区或收费处查询', { row: 1, dy_mm: 0.8, size_pt: 8 }),
      { ...pageNumber(WIDTH), row: 1, dy_mm: 0.8 },
    ],
  },
]

const FEES: Template = { title: '{title}', paper: A4, size_pt: SIZE_PT, head, body, foot }

export const FEE_DAY_A4: Template = FEES
export const FEE_CLASS_A4: Template = FEES
