import type { Band, Template, TextItem } from '../template.ts'
import { billFoot, billTotal, signatures } from './bill.ts'
import { feeList } from './fee-list.ts'
import { A4, at, type Column, cells, columnHead, facts, line, right, rule, titleBand } from './parts.ts'
import * as roll from './roll.ts'

/** Papers of work-injury insurance: a slip on a roll, the settlement form and the fee list on A4. */
const person: Band[] = [
  {
    items: [
      { text: '{psn_name}', x_mm: 0, width_mm: 50, size_pt: 12, bold: true },
      { text: '{gend} {age}', x_mm: 50, width_mm: 22, align: 'right', dy_mm: 1 },
    ],
    gap_mm: 0.8,
  },
  roll.fact('证件号码', '{certno|mask_no}', 'certno'),
  roll.fact('险　　种', '工伤保险（{way}）', 'way'),
  roll.fact('就诊方式', '{kind}', 'kind'),
  roll.fact('用人单位', '{emp_name}', 'emp_name'),
  roll.fact('认定书号', '{alc011}', 'alc011'),
  roll.fact('备　　案', '{filing}', 'filing'),
  roll.fact('科室医师', '{dept_name} {dr_name}', 'dept_name'),
  roll.fact('诊　　断', '{diagnoses}', 'diagnoses'),
  roll.fact('住院日期', '{begntime} 至 {endtime}', 'endtime'),
  roll.rule('dashed'),
  roll.fact('就诊号', '{ipt_otp_no}', 'ipt_otp_no'),
  roll.fact('登记号', '{mdtrt_id}', 'mdtrt_id'),
  roll.fact('结算编号', '{setl_id}', 'setl_id'),
  roll.fact('撤销结算', '{original_setl_id}', 'original_setl_id'),
]

const shares: Band[] = [
  roll.rule('dashed'),
  { items: roll.figure('工伤基金支付', '{fund|money}', { bold: true }), gap_mm: 0.2 },
  { each: 'funds', items: roll.figure('　{label}', '{amount|money}'), gap_mm: 0.2 },
  { when: 'acct', items: roll.figure('个人账户支付', '{acct|money}', { bold: true }), gap_mm: 0.2 },
  { when: 'hosp', items: roll.figure('医院承担', '{hosp|money}', { bold: true }), gap_mm: 0.2 },
  { items: roll.figure('个人支付', '{cash|money}', { bold: true }), gap_mm: 0.2 },
  { when: 'unrelated', items: roll.figure('　其中非工伤费用', '{unrelated|money}'), gap_mm: 0.2 },
]

export const INJURY_SLIP_80: Template = {
  title: '{title}',
  paper: roll.PAPER,
  size_pt: roll.SIZE_PT,
  head: [],
  body: [
    ...roll.heading('{title}'),
    ...person,
    ...roll.LINES,
    ...roll.total('合计'),
    ...shares,
    ...roll.WITHIN,
    ...roll.payments('实收'),
  ],
  foot: roll.closing(roll.KEEP),
}

const WIDTH = 180
const GAP = 0.7

const who = (): TextItem[] =>
  facts(
    WIDTH,
    3,
    [
      [
        ['姓　　名：{psn_name}'],
        ['性别年龄：{gend} {age}', 'gend'],
        ['证件号码：{certno|mask_no}', 'certno'],
      ],
      [['险　　种：工伤保险（{way}）'], ['就诊方式：{kind}'], ['参 保 地：{insuplc}', 'insuplc']],
      [
        ['认定书号：{alc011}', 'alc011'],
        ['工伤日期：{alc020}', 'alc020'],
        ['备案编号：{filing}', 'filing'],
      ],
      [
        ['就 诊 号：{ipt_otp_no}'],
        ['登 记 号：{mdtrt_id}', 'mdtrt_id'],
        ['科　　室：{dept_name}', 'dept_name'],
      ],
      [
        ['入院日期：{begntime}', 'begntime'],
        ['出院日期：{endtime}', 'endtime'],
        ['住院天数：{days} 天　床位 {bed}', 'days'],
      ],
    ],
    GAP,
  )

const words = (text: string, when: string): Band => ({
  when,
  items: [at(0, WIDTH, text, { dy_mm: GAP, fit: 'cut' })],
})

const top: Band[] = [
  titleBand(WIDTH, '{title}'),
  rule(WIDTH, 0.35, 0.4),
  { items: who() },
  words('用人单位：{emp_name}', 'emp_name'),
  words('伤　　情：{about}', 'about'),
  words('诊　　断：{diagnoses}', 'diagnoses'),
]

const CLASSES: Column[] = [
  { title: '费用类别', text: '{label}', x_mm: 0, width_mm: 38, fit: 'cut' },
  { title: '金额', text: '{amount|money}', x_mm: 39, width_mm: 28, align: 'right', fit: 'shrink' },
  { title: '全自费', text: '{own|money}', x_mm: 69, width_mm: 27, align: 'right', fit: 'shrink' },
  { title: '先行自付', text: '{pre|money}', x_mm: 98, width_mm: 25, align: 'right', fit: 'shrink' },
  { title: '符合范围', text: '{scope|money}', x_mm: 125, width_mm: 27, align: 'right', fit: 'shrink' },
  { title: '非工伤', text: '{unrelated|money}', x_mm: 154, width_mm: 26, align: 'right', fit: 'shrink' },
]

/** Labelled amounts, three abreast, the amount at the right edge of each. */
function figures(list: [label: string, field: string][]): TextItem[] {
  const each_mm = WIDTH / 3
  return list.flatMap(([label, field], i) => [
    at(i * each_mm, 28, label, { dy_mm: 0.5, bold: true, fit: 'shrink' }),
    right(i * each_mm + 28, each_mm - (i === 2 ? 28 : 34), `{${field}|money}`, { dy_mm: 0.5, bold: true }),
  ])
}

const money: Band[] = [
  {
    items: figures([
      ['工伤基金支付', 'fund'],
      ['个人支付', 'cash'],
      ['医院承担', 'hosp'],
    ]),
    gap_mm: 0.8,
  },
  words('基金分项：{funds_text}', 'funds_text'),
  words('费用构成：{within_text}', 'within_text'),
  words('非工伤费用：{unrelated|money} 元（{unrelated_count} 条），由个人支付', 'unrelated'),
  words('撤销的结算：{original_setl_id}', 'original_setl_id'),
  { ...rule(WIDTH, 0.2, 0.8), when: 'payments_text' },
  {
    when: 'payments_text',
    items: [
      at(0, WIDTH - 72, '收款：{payments_text}', { bold: true }),
      right(WIDTH - 70, 70, '收取现金 {tendered|money}　找零 {change|money}', { when: 'tendered' }),
    ],
    gap_mm: 0.8,
  },
]

const said: Band[] = [
  {
    when: 'statement',
    items: [line(WIDTH, 0.2), at(0, WIDTH, '平台结算单', { dy_mm: 1.2, bold: true })],
    gap_mm: 0.4,
  },
  {
    each: 'statement',
    items: [
      at(0, WIDTH / 2 - 2, '{left}', { fit: 'cut' }),
      at(WIDTH / 2, WIDTH / 2 - 2, '{right}', { fit: 'cut' }),
    ],
    gap_mm: 0.5,
  },
  words('平台基金分项：{statement_funds}', 'statement_funds'),
  words('{statement_note}', 'statement_note'),
]

export const INJURY_BILL_A4: Template = {
  title: '{title}',
  paper: A4,
  size_pt: 9.5,
  head: top,
  body: [
    { ...columnHead(WIDTH, CLASSES), when: 'classes' },
    { each: 'classes', items: cells(CLASSES, 'text'), gap_mm: 0.6 },
    billTotal(WIDTH, '费用总额', 1.2),
    ...money,
    ...said,
    signatures(WIDTH, '医疗机构盖章', 9),
  ],
  foot: billFoot(WIDTH, { text: '结算编号：{setl_id}', fit: 'cut' }),
}

const COLUMNS: Column[] = [
  { title: '序', text: '{no}', x_mm: 0, width_mm: 10 },
  { title: '项目名称', text: '{name}', x_mm: 11, width_mm: 52 },
  { title: '规格', text: '{spec}', x_mm: 64, width_mm: 25, fit: 'cut' },
  { title: '单位', text: '{unit}', x_mm: 90, width_mm: 9, fit: 'cut' },
  { title: '单价', text: '{pric}', x_mm: 99, width_mm: 17, align: 'right', fit: 'shrink' },
  { title: '数量', text: '{cnt}', x_mm: 117, width_mm: 12, align: 'right', fit: 'shrink' },
  { title: '金额', text: '{amount|money}', x_mm: 130, width_mm: 19, align: 'right', fit: 'shrink' },
  { title: '', text: '{mark}', x_mm: 151, width_mm: 11, align: 'center', fit: 'shrink' },
  { title: '自费自付', text: '{ownpay|money}', x_mm: 163, width_mm: 17, align: 'right', fit: 'shrink' },
]

export const INJURY_FEES_A4 = feeList({
  columns: COLUMNS,
  who: [
    [['姓　　名：{psn_name}'], ['性别年龄：{gend} {age}', 'gend'], ['就 诊 号：{ipt_otp_no}']],
    [
      ['科　　室：{dept_name}', 'dept_name'],
      ['认定书号：{alc011}', 'alc011'],
      ['险　　种：工伤保险（{way}）'],
    ],
    [
      ['入院日期：{begntime}', 'begntime'],
      ['费用期间：{from} 至 {to}', 'from'],
      ['结算编号：{setl_id}', 'setl_id'],
    ],
  ],
  below: [words('其中非工伤费用 {unrelated|money} 元（{unrelated_count} 条），由个人支付', 'unrelated')],
})
