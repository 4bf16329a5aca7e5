import type { Band, Template, TextItem } from '../template.ts'

/** A5 across: 210 × 148 mm, 190 mm wide inside the margins. */
const WIDTH = 190
const PAPER: Template['paper'] = { name: 'A5 横向', width_mm: 210, height_mm: 148, margin_mm: [8, 10, 7, 10] }
const SIZE_PT = 9

const at = (x_mm: number, width_mm: number, text: string, more: Partial<TextItem> = {}): TextItem => ({
  text,
  x_mm,
  width_mm,
  ...more,
})
const right = (x_mm: number, width_mm: number, text: string, more: Partial<TextItem> = {}) =>
  at(x_mm, width_mm, text, { align: 'right', fit: 'shrink', ...more })
const rule = (weight_mm: number, gap_mm = 0.9): Band => ({
  items: [{ rule: 'solid', x_mm: 0, width_mm: WIDTH, dy_mm: 0.6, weight_mm }],
  gap_mm,
})

/** The top of every sheet: title, marks, the person and the numbers. */
const top = (title: string, numbers: [left: string, middle: string, right: string]): Band[] => [
  {
    items: [
      at(0, 52, '{hospital}', { dy_mm: 1.8 }),
      at(52, 86, title, { align: 'center', size_pt: 16, bold: true }),
      at(138, 52, '{reprint}', { align: 'right', bold: true, size_pt: 11, dy_mm: 0.2 }),
      at(138, 52, '{void_mark}', { align: 'right', bold: true, size_pt: 11, dy_mm: 4.8 }),
    ],
    gap_mm: 0.8,
  },
  rule(0.35),
  {
    items: [
      at(0, 60, '姓名：{psn_name}', { bold: true, fit: 'cut' }),
      at(62, 34, '{gend}　{age}'),
      at(98, 92, '证件号码：{certno|mask_no}', { when: 'certno' }),
      at(0, 60, '险种：{insutype}', { row: 1, fit: 'cut' }),
      at(62, 34, '{psn_type}', { row: 1, fit: 'cut' }),
      at(98, 46, '医疗类别：{med_type}', { row: 1, when: 'med_type', fit: 'cut' }),
      at(146, 44, '{dept_name} {dr_name}', { row: 1, fit: 'cut' }),
      at(0, 60, numbers[0], { row: 2, fit: 'shrink' }),
      at(62, 62, numbers[1], { row: 2, fit: 'shrink' }),
      at(126, 64, numbers[2], { row: 2, fit: 'shrink' }),
      at(0, WIDTH, '诊断：{diagnoses}', { row: 3, when: 'diagnoses', fit: 'cut' }),
    ],
  },
]

const COLUMNS = {
  no: [0, 8],
  name: [9, 62],
  spec: [72, 36],
  unit: [109, 9],
  pric: [119, 20],
  cnt: [140, 14],
  amount: [155, 23],
  lv: [180, 10],
} as const

const TABLE: Band[] = [
  {
    head: true,
    items: [
      { rule: 'solid', x_mm: 0, width_mm: WIDTH, dy_mm: 0.6, weight_mm: 0.2 },
      at(...COLUMNS.no, '序', { dy_mm: 1.3 }),
      at(...COLUMNS.name, '项目名称', { dy_mm: 1.3 }),
      at(...COLUMNS.spec, '规格', { dy_mm: 1.3 }),
      at(...COLUMNS.unit, '单位', { dy_mm: 1.3 }),
      at(...COLUMNS.pric, '单价', { dy_mm: 1.3, align: 'right' }),
      at(...COLUMNS.cnt, '数量', { dy_mm: 1.3, align: 'right' }),
      at(...COLUMNS.amount, '金额', { dy_mm: 1.3, align: 'right' }),
      at(...COLUMNS.lv, '等级', { dy_mm: 1.3, align: 'center' }),
      { rule: 'solid', x_mm: 0, width_mm: WIDTH, row: 1, dy_mm: 0.4, weight_mm: 0.2 },
    ],
    gap_mm: 0.8,
  },
  {
    each: 'lines',
    items: [
      at(...COLUMNS.no, '{no}'),
      at(...COLUMNS.name, '{name}'),
      at(...COLUMNS.spec, '{spec}', { fit: 'cut' }),
      at(...COLUMNS.unit, '{unit}', { fit: 'cut' }),
      right(...COLUMNS.pric, '{pric}'),
      right(...COLUMNS.cnt, '{cnt}'),
      right(...COLUMNS.amount, '{amount|money}'),
      at(...COLUMNS.lv, '{lv}', { align: 'center' }),
    ],
    gap_mm: 0.35,
  },
]

const total = (label: string): Band[] => [
  rule(0.35, 0.6),
  {
    items: [
      at(0, 110, `${label}（大写）：{total|capital}`, { bold: true, dy_mm: 0.7 }),
      right(112, 78, '¥{total|money}', { size_pt: 13, bold: true }),
    ],
    gap_mm: 0.6,
  },
]

const shares = (verb: string): Band[] => [
  {
    items: [
      at(0, 46, `基金${verb}：{fund|money}`, { bold: true, fit: 'shrink' }),
      at(48, 46, `个人账户${verb}：{acct|money}`, { bold: true, fit: 'shrink' }),
      at(96, 46, `个人现金${verb}：{cash|money}`, { bold: true, fit: 'shrink' }),
      at(144, 46, '账户余额：{balance}', { fit: 'shrink', when: 'balance' }),
    ],
    gap_mm: 0.3,
  },
  { when: 'hosp', items: [at(0, WIDTH, '医院负担：{hosp|money}')], gap_mm: 0.3 },
  { when: 'funds_text', items: [at(0, WIDTH, '基金分项：{funds_text}')], gap_mm: 0.3 },
  { when: 'within_text', items: [at(0, WIDTH, '其中：{within_text}')], gap_mm: 0.3 },
]
const CATEGORIES: Band = {
  when: 'categories_text',
  items: [at(0, WIDTH, '费用分类：{categories_text}')],
  gap_mm: 0.3,
}
const payments = (verb: string): Band => ({
  when: 'payments_text',
  items: [
    at(0, 120, `${verb}：{payments_text}`),
    right(122, 68, '收取现金 {tendered|money}　找零 {change|money}', { when: 'tendered' }),
  ],
})

const bottom = (signature: string): Band[] => [
  rule(0.2),
  {
    items: [
      at(0, 58, '收费员：{opter_name}（{opter}）', { fit: 'cut' }),
      at(60, 26, '窗口：{window}', { fit: 'cut' }),
      at(88, 58, '时间：{setl_time}'),
      at(146, 44, signature),
      at(0, 92, '报文ID：{msgid}', { row: 1, when: 'msgid', size_pt: 7.5 }),
      at(92, 64, '重打时间：{printed_at}', { row: 1, when: 'reprint', size_pt: 7.5 }),
      at(160, 30, '第 {page}/{pages} 页', { row: 1, align: 'right', size_pt: 7.5 }),
    ],
  },
]

export const SLIP_A5: Template = {
  title: '门诊结算单',
  paper: PAPER,
  size_pt: SIZE_PT,
  head: top('门诊结算单', ['门诊号：{ipt_otp_no}', '就诊ID：{mdtrt_id}', '结算ID：{setl_id}']),
  body: [...TABLE, ...total('合计'), ...shares('支付'), CATEGORIES, payments('实收')],
  foot: bottom(''),
}

export const REFUND_A5: Template = {
  title: '门诊退费单',
  paper: PAPER,
  size_pt: SIZE_PT,
  head: top('门诊退费单', ['就诊ID：{mdtrt_id}', '退费ID：{setl_id}', '原结算ID：{original_setl_id}']),
  body: [...TABLE, ...total('退费合计'), ...shares('退回'), payments('退还')],
  foot: bottom('患者签字：'),
}

export const SELFPAY_A5: Template = {
  title: '门诊自费收费单',
  paper: PAPER,
  size_pt: SIZE_PT,
  head: top('门诊自费收费单', ['门诊号：{ipt_otp_no}', '收费单号：{setl_id}', '']),
  body: [...TABLE, ...total('合计'), CATEGORIES, payments('实收')],
  foot: bottom(''),
}
