import type { Band, Template, TextItem } from '../template.ts'
import { billFoot, billTotal, signatures } from './bill.ts'
import { A4, A5, at, type Column, cells, columnHead, facts, line, right, rule, titleBand } from './parts.ts'

/** 住院结算单: the same contents on A4 upright with a table of classes, and on A5 across in lines. */
const A4_mm = 180
const A5_mm = 190

const who = (width_mm: number, gap_mm: number): TextItem[] =>
  facts(
    width_mm,
    3,
    [
      [
        ['姓　　名：{psn_name}'],
        ['性别年龄：{gend} {age}', 'gend'],
        ['证件号码：{certno|mask_no}', 'certno'],
      ],
      [['险　　种：{insutype}'], ['人员类别：{psn_type}', 'psn_type'], ['参 保 地：{insuplc}', 'insuplc']],
      [['医疗类别：{med_type}', 'med_type'], ['住 院 号：{ipt_no}'], ['病 案 号：{medrcdno}', 'medrcdno']],
      [
        ['科　　室：{dept_name}', 'dept_name'],
        ['床　　位：{bed}', 'bed'],
        ['医　　师：{dr_name}', 'dr_name'],
      ],
      [
        ['入院日期：{begntime}'],
        ['出院日期：{endtime}', 'endtime'],
        ['住院天数：{days} 天　{dscg_way}', 'days'],
      ],
    ],
    gap_mm,
  )

const top = (width_mm: number, gap_mm: number): Band[] => [
  titleBand(width_mm, '{title}'),
  {
    when: 'mid_mark',
    items: [
      at(0, width_mm, '（{mid_mark}　费用期间 {fee_from} 至 {fee_to}）', { align: 'center', bold: true }),
    ],
    gap_mm: 0.2,
  },
  rule(width_mm, 0.35, 0.4),
  { items: who(width_mm, gap_mm) },
  {
    items: facts(width_mm, 2, [[['就 诊 ID：{mdtrt_id}', 'mdtrt_id'], ['结 算 ID：{setl_id}']]], gap_mm),
  },
  {
    items: [at(0, width_mm, '诊　　断：{diagnoses}', { dy_mm: gap_mm, when: 'diagnoses', fit: 'cut' })],
  },
  {
    items: [
      at(0, width_mm, '撤销的结算：{original_setl_id}', { dy_mm: gap_mm, when: 'original_setl_id' }),
      at(0, width_mm, '随母新生儿住院号：{newborns}', {
        row: 1,
        dy_mm: gap_mm,
        when: 'newborns',
        fit: 'cut',
      }),
    ],
  },
]

const CLASSES: Column[] = [
  { title: '费用类别', text: '{label}', x_mm: 0, width_mm: 38, fit: 'cut' },
  { title: '金额', text: '{amount|money}', x_mm: 39, width_mm: 28, align: 'right', fit: 'shrink' },
  {
    title: '全自费',
    text: '{fulamt_ownpay_amt|money}',
    x_mm: 69,
    width_mm: 27,
    align: 'right',
    fit: 'shrink',
  },
  { title: '超限价自费', text: '{overlmt_amt|money}', x_mm: 98, width_mm: 25, align: 'right', fit: 'shrink' },
  {
    title: '先行自付',
    text: '{preselfpay_amt|money}',
    x_mm: 125,
    width_mm: 25,
    align: 'right',
    fit: 'shrink',
  },
  {
    title: '符合政策范围',
    text: '{inscp_scp_amt|money}',
    x_mm: 152,
    width_mm: 28,
    align: 'right',
    fit: 'shrink',
  },
]
const SUMS: Column[] = CLASSES.map((c) =>
  c.title === '费用类别'
    ? { ...c, text: '合计（{fee_count} 条明细）' }
    : c.title === '金额'
      ? { ...c, text: '{classes_total|money}' }
      : { ...c, text: c.text.replace('overlmt_amt', 'overlmt_selfpay') },
)

const CLASS_TABLE: Band[] = [
  { ...columnHead(A4_mm, CLASSES), when: 'classes' },
  { each: 'classes', items: cells(CLASSES, 'text'), gap_mm: 0.6 },
  {
    when: 'classes',
    items: [line(A4_mm, 0.2), ...cells(SUMS, 'text', { dy_mm: 1.3, bold: true })],
    gap_mm: 0.4,
  },
]

/** Labelled amounts, four abreast, the amount at the right edge of each. */
function amounts(width_mm: number, list: [label: string, field: string, bold?: boolean][]): TextItem[] {
  const each_mm = width_mm / 4
  return list.flatMap(([label, field, bold], i) => {
    const x_mm = (i % 4) * each_mm
    const more = { row: Math.floor(i / 4), dy_mm: 0.5, ...(bold && { bold }) }
    return [
      at(x_mm, 22, label, { ...more, fit: 'shrink' }),
      right(x_mm + 22, each_mm - (i % 4 === 3 ? 22 : 26), `{${field}|money}`, more),
    ]
  })
}

/** What the insurance makes of it, who pays, and what the deposits did. */
const money = (width_mm: number, gap_mm: number): Band[] => [
  {
    when: 'insured',
    items: amounts(width_mm, [
      ['全自费金额', 'fulamt_ownpay_amt'],
      ['超限价自费', 'overlmt_selfpay'],
      ['先行自付', 'preselfpay_amt'],
      ['符合政策范围', 'inscp_scp_amt'],
    ]),
    gap_mm,
  },
  rule(width_mm, 0.2, gap_mm),
  {
    when: 'insured',
    items: [
      ...amounts(width_mm, [
        ['基金支付', 'fund', true],
        ['个人账户支付', 'acct', true],
        ['个人现金支付', 'cash', true],
        ['医院负担', 'hosp', true],
      ]),
      at(0, width_mm, '基金分项：{funds_text}', { row: 1, dy_mm: 0.5, when: 'funds_text' }),
      ...facts(width_mm, 3, [
        [],
        [],
        [
          ['起付线：{act_pay_dedc|money}', 'act_pay_dedc'],
          ['个人账户余额：{balance}', 'balance'],
          ['清算类别：{clr_type}', 'clr_type'],
        ],
      ]),
    ],
    gap_mm,
  },
  rule(width_mm, 0.2, gap_mm),
  {
    when: 'has_deposit',
    items: [
      ...amounts(width_mm, [
        ['累计交押金', 'dep_taken'],
        ['本次冲抵', 'dep_used', true],
        ['本次退还', 'dep_back', true],
        ['押金余额', 'dep_left'],
      ]),
      at(0, width_mm, '此前已冲抵或退还：{dep_before|money}', { row: 1, dy_mm: 0.5, when: 'dep_before' }),
    ],
    gap_mm,
  },
  {
    when: 'given_back_text',
    items: [at(0, width_mm, '退还押金：{given_back_text}')],
    gap_mm,
  },
  {
    when: 'payments_text',
    items: [
      at(0, width_mm - 72, '补收：{payments_text}', { bold: true }),
      right(width_mm - 70, 70, '收取现金 {tendered|money}　找零 {change|money}', { when: 'tendered' }),
    ],
    gap_mm,
  },
]

const LABEL = '医疗费总额'
const STAMP = '收费专用章'
const foot = (width_mm: number) => billFoot(width_mm, { text: '报文ID：{msgid}', when: 'msgid' })

export const STAY_BILL_A4: Template = {
  title: '{title}',
  paper: A4,
  size_pt: 9.5,
  head: top(A4_mm, 0.7),
  body: [...CLASS_TABLE, billTotal(A4_mm, LABEL, 1.2), ...money(A4_mm, 0.8), signatures(A4_mm, STAMP, 9)],
  foot: foot(A4_mm),
}

export const STAY_BILL_A5: Template = {
  title: '{title}',
  paper: A5,
  size_pt: 9,
  head: top(A5_mm, 0.3),
  body: [
    {
      when: 'classes_text',
      items: [line(A5_mm, 0.2), at(0, A5_mm, '费用分类：{classes_text}', { dy_mm: 1.2 })],
      gap_mm: 0.2,
    },
    billTotal(A5_mm, LABEL, 0.5),
    ...money(A5_mm, 0.3),
    signatures(A5_mm, STAMP, 3),
  ],
  foot: foot(A5_mm),
}
