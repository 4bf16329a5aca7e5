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

const FACTS_GAP_MM = 0.4
/** One line of up to three facts; an empty one leaves its place empty. */
const facts = (row: number, ...[left, middle, last]: [text: string, when?: string][]): TextItem[] =>
  [
    { x_mm: 0, fact: left },
    { x_mm: 64, fact: middle },
    { x_mm: 128, fact: last },
  ].flatMap(({ x_mm, fact }) =>
    fact
      ? at(x_mm, 62, fact[0], { row, dy_mm: FACTS_GAP_MM, fit: 'cut', ...(fact[1] && { when: fact[1] }) })
      : [],
  )

/** The top of every sheet: title, marks, the person and the numbers. */
const top = (title: string, ...numbers: [text: string, when?: string][]): Band[] => [
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
      ...facts(
        0,
        ['姓　　名：{psn_name}'],
        ['性别年龄：{gend} {age}', 'gend'],
        ['证件号码：{certno|mask_no}', 'certno'],
      ),
      ...facts(
        1,
        ['险　　种：{insutype}'],
        ['人员类别：{psn_type}', 'psn_type'],
        ['医疗类别：{med_type}', 'med_type'],
      ),
      ...facts(
        2,
        ['门 诊 号：{ipt_otp_no}'],
        ['科室医师：{dept_name} {dr_name}', 'dept_name'],
        ['诊　　断：{diagnoses}', 'diagnoses'],
      ),
      ...facts(3, ...numbers),
    ],
    gap_mm: 0.3,
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
  {
    items: [
      { rule: 'solid', x_mm: 0, width_mm: WIDTH, dy_mm: 0.6, weight_mm: 0.35 },
      at(0, 110, `${label}（大写）：{total|capital}`, { row: 1, bold: true, dy_mm: 1.6 }),
      right(112, 78, '¥{total|money}', { row: 1, size_pt: 13, bold: true, dy_mm: 0.8 }),
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
  head: top('门诊结算单', ['就 诊 ID：{mdtrt_id}'], ['结 算 ID：{setl_id}']),
  body: [...TABLE, ...total('合计'), ...shares('支付'), CATEGORIES, payments('实收')],
  foot: bottom(''),
}

export const REFUND_A5: Template = {
  title: '门诊退费单',
  paper: PAPER,
  size_pt: SIZE_PT,
  head: top(
    '门诊退费单',
    ['就 诊 ID：{mdtrt_id}', 'mdtrt_id'],
    ['退 费 ID：{setl_id}'],
    ['原结算ID：{original_setl_id}'],
  ),
  body: [...TABLE, ...total('退费合计'), ...shares('退回'), payments('退还')],
  foot: bottom('患者签字：'),
}

export const SELFPAY_A5: Template = {
  title: '门诊自费收费单',
  paper: PAPER,
  size_pt: SIZE_PT,
  head: top('门诊自费收费单', ['收费单号：{setl_id}']),
  body: [...TABLE, ...total('合计'), CATEGORIES, payments('实收')],
  foot: bottom(''),
}
