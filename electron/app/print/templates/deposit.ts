import type { Band, Template } from '../template.ts'
import { at, line, right, rule } from './parts.ts'

/** 押金收据 and 退押金收据: on rolls, and on a third of 241 mm continuous paper (11 in ÷ 3 = 93 mm). */
const ROLL_PT = 8.5

function onRoll(paper: Template['paper'], width_mm: number): Template {
  const fact = (label: string, text: string, when: string): Band => ({
    when,
    items: [at(0, 15, label), at(15, width_mm - 15, text)],
    gap_mm: 0.3,
  })
  const full = (text: string, more = {}) => at(0, width_mm, text, more)
  const mark = (field: string): Band => ({
    when: field,
    items: [full(`【{${field}}】`, { align: 'center', size_pt: 11, bold: true })],
  })
  return {
    title: '{title}',
    paper,
    size_pt: ROLL_PT,
    head: [],
    body: [
      { items: [full('{hospital}', { align: 'center', size_pt: 10 })], gap_mm: 0.4 },
      { items: [full('{title}', { align: 'center', size_pt: 15, bold: true })], gap_mm: 0.4 },
      mark('reprint'),
      mark('void_mark'),
      rule(width_mm, 0.35),
      fact('收据号', '{receipt_no}', 'receipt_no'),
      fact('原收据号', '{original_no}', 'original_no'),
      fact('姓　　名', '{psn_name}　{gend}　{age}', 'psn_name'),
      fact('住院号', '{ipt_no}', 'ipt_no'),
      fact('科室床位', '{dept_name}　{bed}', 'dept_name'),
      fact('入院日期', '{begntime}', 'begntime'),
      fact('险　　种', '{insutype}', 'insutype'),
      rule(width_mm, 0.2),
      {
        items: [
          at(0, 20, '{verb}金额', { size_pt: 10, bold: true, dy_mm: 0.9 }),
          right(20, width_mm - 20, '¥{amount|money}', { size_pt: 14, bold: true }),
          full('{amount|capital}', { row: 1, align: 'right' }),
        ],
        gap_mm: 0.3,
      },
      fact('{verb}方式', '{method}　{ref_no}', 'method'),
      fact('结算ID', '{setl_id}', 'setl_id'),
      fact('原　　因', '{reason}', 'reason'),
      {
        items: [at(0, 30, '押金余额'), right(30, width_mm - 30, '{balance|money}', { bold: true })],
      },
    ],
    foot: [
      { when: 'is_back', items: [full('领款人签字：', { dy_mm: 3, size_pt: 9.5 })], gap_mm: 5 },
      rule(width_mm, 0.35),
      { items: [full('收费员 {opter_name}（{opter}）')], gap_mm: 0.2 },
      { items: [full('窗口 {window}')], gap_mm: 0.2 },
      { items: [full('时间 {taken_at}')], gap_mm: 0.2 },
      { when: 'reprint', items: [full('重打 {printed_at}')], gap_mm: 0.2 },
      {
        when: 'is_take',
        items: [full('请妥善保管，结算时凭此办理', { align: 'center', size_pt: 7.5, dy_mm: 1.6 })],
      },
    ],
  }
}

export const DEPOSIT_80 = onRoll(
  { name: '80mm 卷纸', width_mm: 80, height_mm: 'auto', margin_mm: [4, 4, 6, 4] },
  72,
)
export const DEPOSIT_58 = onRoll(
  { name: '58mm 卷纸', width_mm: 58, height_mm: 'auto', margin_mm: [4, 5, 6, 5] },
  48,
)

/** The tractor holes take 12.7 mm on either side. */
const WIDTH = 205

export const DEPOSIT_241: Template = {
  title: '{title}',
  paper: { name: '241×93 三等分', width_mm: 241, height_mm: 93, margin_mm: [6, 18, 5, 18] },
  size_pt: 10.5,
  head: [
    {
      items: [
        at(0, 60, '{hospital}', { dy_mm: 2, fit: 'shrink' }),
        at(60, 85, '{title}', { align: 'center', size_pt: 17, bold: true }),
        at(145, 60, '{reprint}', { align: 'right', bold: true, when: 'reprint' }),
        at(145, 60, '{void_mark}', { align: 'right', bold: true, dy_mm: 4.9, when: 'void_mark' }),
      ],
      gap_mm: 0.6,
    },
    {
      items: [
        at(0, 100, '收据号：{receipt_no}', { bold: true }),
        at(100, 105, '原收据号：{original_no}', { align: 'right', when: 'original_no' }),
        line(WIDTH, 0.35, { row: 1 }),
      ],
      gap_mm: 1,
    },
  ],
  body: [
    {
      items: [
        at(0, 66, '姓名：{psn_name}　{gend}　{age}', { fit: 'cut' }),
        at(68, 66, '住院号：{ipt_no}', { fit: 'cut' }),
        at(136, 69, '科室床位：{dept_name}　{bed}', { fit: 'cut' }),
        at(0, 66, '险种：{insutype}', { row: 1, dy_mm: 1.4, fit: 'cut' }),
        at(68, 66, '入院日期：{begntime}', { row: 1, dy_mm: 1.4 }),
        at(136, 69, '{verb}方式：{method}　{ref_no}', { row: 1, dy_mm: 1.4, fit: 'shrink' }),
      ],
      gap_mm: 1.6,
    },
    {
      items: [
        line(WIDTH, 0.2, { dy_mm: 0.2 }),
        at(0, 130, '{verb}金额（大写）：{amount|capital}', { row: 1, dy_mm: 2.4, bold: true, fit: 'shrink' }),
        right(132, 73, '¥{amount|money}', { row: 1, dy_mm: 1.2, size_pt: 15, bold: true }),
        line(WIDTH, 0.2, { row: 2, dy_mm: 1 }),
      ],
      gap_mm: 1.6,
    },
    {
      items: [
        at(0, 66, '押金余额：{balance|money}'),
        at(68, 137, '结算ID：{setl_id}', { when: 'setl_id', fit: 'cut' }),
        at(0, WIDTH, '原因：{reason}', { row: 1, dy_mm: 1.4, when: 'reason', fit: 'cut' }),
      ],
    },
  ],
  foot: [
    {
      items: [
        at(0, 66, '收费员：{opter_name}（{opter}）', { fit: 'cut' }),
        at(68, 66, '窗口：{window}', { fit: 'cut' }),
        at(136, 69, '时间：{taken_at}', { fit: 'shrink' }),
        at(0, 100, '请妥善保管，结算时凭此办理', { row: 1, dy_mm: 1, size_pt: 8.5, when: 'is_take' }),
        at(0, 100, '领款人签字：', { row: 1, dy_mm: 1, when: 'is_back' }),
        at(136, 69, '重打时间：{printed_at}', { row: 1, dy_mm: 1, size_pt: 8.5, when: 'reprint' }),
      ],
    },
  ],
}
