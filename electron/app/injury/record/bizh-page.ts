import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { type Fen, fen, tryYuan, yuanNumber, yuanText, ZERO } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { ageOf, diagnosesOf, type Facts, fault, filled, outside, said } from './facts.ts'

/** The 199 fields of bizh200101: what is known of them, and what has to add up. Source: contracts/bizh/bizh200101. */

/** a code, the field of its text, and the table that knows it */
export type Pair = readonly [code: string, text: string, dict: string]

export const PAIRS: readonly Pair[] = [
  ['aac004', 'yzy008', 'bizh_aac004'],
  ['yzy063', 'yzy064', 'bizh_yzy063'],
  ['yzy076', 'yzy077', 'bizh_yzy_12yn'],
  ['yzy078', 'yzy079', 'bizh_yzy078'],
  ['yzy080', 'yzy081', 'bizh_yzy080'],
  ['yzy095', 'yzy096', 'bizh_yzy095'],
  ['yzy097', 'yzy098', 'bizh_yzy_12yn'],
  ['yzy101', 'yzy102', 'bizh_yzy_none'],
  ['yzy105', 'yzy106', 'bizh_yzy105'],
  ['yzy109', 'yzy110', 'bizh_yzy_none'],
]

/** What the case itself says: who, when, and the total of the fee lines. */
export const PAGE_OWN: readonly string[] = [
  ...['aac003', 'aac004', 'aac006', 'yzy011', 'akc023', 'yzy004', 'ykc701', 'ykc702', 'akb063', 'akc264'],
  ...PAIRS.map(([, text]) => text),
]

/**
 * Where a 收费类别 (med_chrgitm_type) stands on the page; the record office splits further by hand. Source: 住院病案首页
 * 数据填写质量规范 (2016), classes of costs; a bed and a consultation are 一般医疗服务费 there.
 */
const FEE_FIELD: Record<string, string> = {
  ...{ '01': 'yzy123', '02': 'yzy123', '12': 'yzy123', '13': 'yzy123', '07': 'yzy125' },
  ...{ '03': 'yzy129', '04': 'yzy128', '05': 'yzy131', '06': 'yzy133', '08': 'yzy145' },
  ...{ '09': 'ake047', '10': 'ake049', '11': 'ake050', '14': 'ake044' },
}

/** The classes that make the total; each fen is in one of them. */
const CLASSES: readonly string[] = [
  ...['yzy123', 'yzy124', 'yzy125', 'yzy126', 'yzy127', 'yzy128', 'yzy129', 'yzy130', 'yzy131', 'yzy133'],
  ...['yzy136', 'yzy137', 'ake047', 'ake050', 'ake049', 'yzy139', 'yzy140', 'yzy141', 'yzy142', 'yzy143'],
  ...['yzy144', 'yzy145', 'yzy146', 'ake044'],
]

/** Parts of a class or of two: together no more than it. */
const WITHIN: readonly { of: readonly string[]; parts: readonly string[]; label: string; whole: string }[] = [
  { of: ['yzy131'], parts: ['yzy132'], label: '其中临床物理治疗费', whole: '非手术治疗项目费' },
  { of: ['yzy133'], parts: ['yzy134', 'yzy135'], label: '其中麻醉费、手术费', whole: '手术治疗费' },
  { of: ['ake047'], parts: ['yzy138'], label: '其中抗菌药物费用', whole: '西药费' },
  { of: ['ake050'], parts: ['yzy160'], label: '医疗机构中药制剂费', whole: '中成药费' },
  { of: ['akc264'], parts: ['yzy122'], label: '住院总费用：自费金额', whole: '总费用' },
]

export function pageDraft(facts: Facts): JsonObject {
  return filled({ ...person(facts), ...stay(facts), ...costs(facts) })
}

function person(facts: Facts): JsonObject {
  const { of, page } = facts
  const who = of.person
  return {
    ...{ aac003: who?.psn_name ?? '', aac004: who?.gend ?? '', aac006: who?.brdy ?? '' },
    ...{ akc023: ageOf(facts), yzy011: idCardOf(facts), aab004: who?.emp_name ?? '' },
    ...{ yzy001: said(page, 'medcasno'), yzy002: 1, yzy003: 'ICD-10', yzy004: of.ipt_otp_no },
    ...{ aca111: said(page, 'prfs'), yzy020: said(page, 'emp_addr'), yzy021: said(page, 'emp_tel') },
    ...{ aae004: said(page, 'coner_name') || of.coner_name, yzy027: said(page, 'coner_addr') },
    ...{ yzy028: said(page, 'coner_tel'), yzy089: said(page, 'curr_addr'), yzy090: of.tel },
    yzy091: said(page, 'poscode'),
  }
}

/** 居民身份证 of code table rs_aac043. */
const ID_CARD = '01'
const idCardOf = ({ of }: Facts) => (of.person?.psn_cert_type === ID_CARD ? of.person.certno : '')

/** 离院方式 of the national page (1–5, 9) and of bizh (1–5, 6). */
const LEAVING: Record<string, string> = { 9: '6' }

function stay(facts: Facts): JsonObject {
  const { of, page, days } = facts
  const [main] = diagnosesOf(facts)
  const dept = of.dept?.dept_name ?? ''
  const way = said(page, 'dscg_way')
  return {
    ...{ ykc701: dateOf(of.begntime), yzy032: of.dept?.dept_code ?? '', yzy033: dept, yzy034: of.bed },
    ykc702: of.endtime === null ? '' : dateOf(of.endtime),
    ...{ yzy037: of.dept?.dept_code ?? '', yzy038: dept, akb063: days },
    akc193: said(page, 'wm_dise_code') || (main?.diag_code ?? ''),
    akc050: said(page, 'otp_wm_dise') || (main?.diag_name ?? ''),
    ...{ yzy053: of.doctor?.atddr_no ?? '', yzy054: of.doctor?.dr_name ?? '' },
    ...{ yzy103: said(page, 'resp_nurs_code'), yzy095: said(page, 'adm_way') },
    ...{ yzy105: LEAVING[way] ?? way, yzy109: said(page, 'days_rinp_flag_31') },
  }
}

function costs({ fees, totalFen }: Facts): JsonObject {
  const sums = new Map<string, Fen>()
  for (const [type, amount] of fees) {
    const field = FEE_FIELD[type] ?? 'ake044'
    sums.set(field, fen((sums.get(field) ?? ZERO) + amount))
  }
  const drugs = fen((sums.get('ake049') ?? ZERO) + (sums.get('ake050') ?? ZERO))
  return {
    akc264: yuanNumber(totalFen),
    ...Object.fromEntries([...sums].map(([field, amount]) => [field, yuanNumber(amount)])),
    ...(drugs === 0 ? {} : { yzy072: yuanNumber(drugs) }),
  }
}

/** Sums, counts and days of the page. */
export function pageChecks(page: JsonObject, facts: Facts): FieldFault[] {
  return [...sumFaults(page, facts), ...dayFaults(page, facts)]
}

const amount = (page: JsonObject, names: readonly string[]): Fen =>
  names.reduce((all, name) => fen(all + (tryYuan(page[name]) ?? 0)), ZERO)

/** Rule of bizh200101: the fee fields of the page add up to akc264. */
function sumFaults(page: JsonObject, { of }: Facts): FieldFault[] {
  const found: FieldFault[] = []
  const total = amount(page, ['akc264'])
  const sum = amount(page, CLASSES)
  if (sum !== total)
    found.push(
      fault('program.yzy123', '费用分类合计', `${yuanText(sum)} 元，与总费用 ${yuanText(total)} 元不相等`),
    )
  const settled = of.settlement?.cancelled === null ? of.settlement.amounts.total : null
  if (settled !== null && settled !== total)
    found.push(fault('program.akc264', '总费用', `费用明细合计与结算总额 ${yuanText(settled)} 元不相等`))
  for (const { of: whole, parts, label, whole: name } of WITHIN) {
    if (amount(page, parts) > amount(page, whole))
      found.push(fault(`program.${parts[0]}`, label, `大于${name}`))
  }
  if (page.yzy072 !== undefined && amount(page, ['yzy072']) !== amount(page, ['ake049', 'ake050']))
    found.push(fault('program.yzy072', '中药费', '应等于中成药费与中草药费之和'))
  return found
}

const LATE_DAYS: readonly [name: string, label: string][] = [['yzy084', '首次转科日期']]

function dayFaults(page: JsonObject, facts: Facts): FieldFault[] {
  const { of, now } = facts
  const found = LATE_DAYS.flatMap(([name, label]) => {
    const why = outside(said(page, name), facts)
    return why ? [fault(`program.${name}`, label, why)] : []
  })
  if (of.endtime !== null && of.endtime < of.begntime)
    found.push(fault('program.ykc702', '出院日期', '早于入院日期'))
  const born = said(page, 'aac006')
  if (born > dateOf(of.begntime)) found.push(fault('program.aac006', '出生日期', '晚于入院日期'))
  const checked = said(page, 'yzy069')
  if (checked > dateOf(now)) found.push(fault('program.yzy069', '质控日期', '晚于今天'))
  if (Number(page.yzy048 ?? 0) > Number(page.yzy047 ?? 0))
    found.push(fault('program.yzy048', '抢救成功次数', '多于抢救次数'))
  for (const [before, label] of [
    ['yzy113', '入院前昏迷小时'],
    ['yzy117', '入院后昏迷小时'],
  ] as const)
    if (Number(page[before] ?? 0) > 23) found.push(fault(`program.${before}`, label, '不能大于 23'))
  return found
}
