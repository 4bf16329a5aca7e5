import type { Band, Template, TextItem } from '../template.ts'

/** 80 mm roll, of which 72 mm can be printed: 48 Latin or 24 Chinese characters a line at 8.5 pt. */
const WIDTH = 72
export const PAPER: Template['paper'] = {
  name: '80mm 卷纸',
  width_mm: 80,
  height_mm: 'auto',
  margin_mm: [4, 4, 6, 4],
}
export const SIZE_PT = 8.5

const full = (text: string, more: Partial<TextItem> = {}): TextItem => ({
  text,
  x_mm: 0,
  width_mm: WIDTH,
  ...more,
})
export const rule = (kind: 'solid' | 'dashed'): Band => ({
  items: [{ rule: kind, x_mm: 0, width_mm: WIDTH, dy_mm: 1.1, weight_mm: kind === 'solid' ? 0.35 : 0.2 }],
  gap_mm: 1.1,
})
/** A label and its value; left out where there is no value. */
export const fact = (label: string, text: string, when: string): Band => ({
  when,
  items: [
    { text: label, x_mm: 0, width_mm: 15 },
    { text, x_mm: 15, width_mm: WIDTH - 15 },
  ],
  gap_mm: 0.2,
})
/** A label and an amount at the right edge. */
export const figure = (label: string, value: string, more: Partial<TextItem> = {}): TextItem[] => [
  { text: label, x_mm: 0, width_mm: 46, ...more },
  { text: value, x_mm: 46, width_mm: WIDTH - 46, align: 'right', fit: 'shrink', ...more },
]

export const heading = (title: string): Band[] => [
  { items: [full('{hospital}', { align: 'center', size_pt: 10 })], gap_mm: 0.4 },
  { items: [full(title, { align: 'center', size_pt: 15, bold: true })], gap_mm: 0.4 },
  { when: 'reprint', items: [full('【{reprint}】', { align: 'center', size_pt: 11, bold: true })] },
  { when: 'void_mark', items: [full('【{void_mark}】', { align: 'center', size_pt: 11, bold: true })] },
  rule('solid'),
]

const PERSON: Band[] = [
  {
    items: [
      { text: '{psn_name}', x_mm: 0, width_mm: 50, size_pt: 12, bold: true },
      { text: '{gend} {age}', x_mm: 50, width_mm: 22, align: 'right', dy_mm: 1 },
    ],
    gap_mm: 0.8,
  },
  fact('证件号码', '{certno|mask_no}', 'certno'),
  fact('险种类型', '{insutype}', 'insutype'),
  fact('人员类别', '{psn_type}', 'psn_type'),
  fact('医疗类别', '{med_type}', 'med_type'),
  fact('科室医师', '{dept_name} {dr_name}', 'dept_name'),
  fact('诊　　断', '{diagnoses}', 'diagnoses'),
  rule('dashed'),
  fact('门诊号', '{ipt_otp_no}', 'ipt_otp_no'),
  fact('就诊ID', '{mdtrt_id}', 'mdtrt_id'),
]
const SETL_ID = fact('结算ID', '{setl_id}', 'setl_id')

/** Level, name; below it what it is and how much: a long name pushes the figures down with it. */
export const LINES: Band[] = [
  rule('dashed'),
  {
    items: [
      { text: '项目', x_mm: 4.5, width_mm: 22 },
      { text: '单价×数量', x_mm: 27, width_mm: 26, align: 'right' },
      { text: '金额', x_mm: 54, width_mm: 18, align: 'right' },
    ],
    gap_mm: 0.8,
  },
  {
    each: 'lines',
    items: [
      { text: '{lv}', x_mm: 0, width_mm: 4 },
      { text: '{name}', x_mm: 4.5, width_mm: 67.5 },
      { text: '{spec}', x_mm: 4.5, width_mm: 22, row: 1, size_pt: 7.5, dy_mm: 0.2, fit: 'cut' },
      { text: '{pric}×{cnt}{unit}', x_mm: 27, width_mm: 26, row: 1, align: 'right', fit: 'shrink' },
      { text: '{amount|money}', x_mm: 54, width_mm: 18, row: 1, align: 'right', fit: 'shrink' },
    ],
    gap_mm: 0.7,
  },
]

export const total = (label: string): Band[] => [
  rule('solid'),
  {
    items: [
      { text: label, x_mm: 0, width_mm: 25, size_pt: 11, bold: true, dy_mm: 0.9 },
      {
        text: '¥{total|money}',
        x_mm: 25,
        width_mm: WIDTH - 25,
        align: 'right',
        size_pt: 14,
        bold: true,
        fit: 'shrink',
      },
    ],
  },
  { items: [full('{total|capital}', { align: 'right' })] },
]

/** Who pays what; the same for a settlement and, the other way round, for its refund. */
const shares = (verb: string): Band[] => [
  rule('dashed'),
  { items: figure(`基金${verb}`, '{fund|money}', { bold: true }), gap_mm: 0.2 },
  { each: 'funds', items: figure('　{label}', '{amount|money}'), gap_mm: 0.2 },
  { items: figure(`个人账户${verb}`, '{acct|money}', { bold: true }), gap_mm: 0.2 },
  { when: 'hosp', items: figure('医院负担', '{hosp|money}', { bold: true }), gap_mm: 0.2 },
  { items: figure(`个人现金${verb}`, '{cash|money}', { bold: true }), gap_mm: 0.2 },
]
const BALANCE: Band = { items: figure('个人账户余额', '{balance}'), gap_mm: 0.2 }
export const WITHIN: Band[] = [
  { when: 'within', ...rule('dashed') },
  { when: 'within', items: [full('其中')] },
  { each: 'within', items: figure('　{label}', '{amount|money}'), gap_mm: 0.2 },
]
export const payments = (verb: string): Band[] => [
  { when: 'payments', ...rule('dashed') },
  { each: 'payments', items: figure(`${verb}　{label}`, '{amount|money}'), gap_mm: 0.2 },
  { when: 'tendered', items: figure('收取现金', '{tendered|money}'), gap_mm: 0.2 },
  { when: 'tendered', items: figure('找零', '{change|money}', { bold: true }), gap_mm: 0.2 },
]

export const closing = (note: string): Band[] => [
  rule('solid'),
  {
    items: [
      { text: '收费员 {opter_name}（{opter}）', x_mm: 0, width_mm: 50 },
      { text: '窗口 {window}', x_mm: 50, width_mm: 22, align: 'right' },
    ],
    gap_mm: 0.2,
  },
  { items: [full('时间 {setl_time}')], gap_mm: 0.2 },
  { when: 'reprint', items: [full('重打 {printed_at}')], gap_mm: 0.2 },
  { when: 'msgid', items: [full('报文ID {msgid}', { size_pt: 7.5 })] },
  { items: [full(note, { align: 'center', size_pt: 7.5, dy_mm: 1.6 })] },
]

export const KEEP = '请核对金额，妥善保管本单'

export const SLIP_80: Template = {
  title: '门诊结算单',
  paper: PAPER,
  size_pt: SIZE_PT,
  head: [],
  body: [
    ...heading('门诊结算单'),
    ...PERSON,
    SETL_ID,
    ...LINES,
    ...total('合计'),
    ...shares('支付'),
    BALANCE,
    ...WITHIN,
    ...payments('实收'),
  ],
  foot: closing(KEEP),
}

export const REFUND_80: Template = {
  title: '门诊退费单',
  paper: PAPER,
  size_pt: SIZE_PT,
  head: [],
  body: [
    ...heading('门诊退费单'),
    ...PERSON,
    fact('退费ID', '{setl_id}', 'setl_id'),
    fact('原结算ID', '{original_setl_id}', 'original_setl_id'),
    ...LINES,
    ...total('退费合计'),
    ...shares('退回'),
    ...payments('退还'),
  ],
  foot: [
    { items: [full('患者签字：', { dy_mm: 3, size_pt: 9.5 })], gap_mm: 5 },
    ...closing('退费后原结算单作废'),
  ],
}

export const SELFPAY_80: Template = {
  title: '门诊自费收费单',
  paper: PAPER,
  size_pt: SIZE_PT,
  head: [],
  body: [
    ...heading('门诊自费收费单'),
    ...PERSON,
    fact('收费单号', '{setl_id}', 'setl_id'),
    ...LINES,
    ...total('合计'),
    ...payments('实收'),
  ],
  foot: closing(KEEP),
}
