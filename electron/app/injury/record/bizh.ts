import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { PAGE_OWN, PAIRS, type Pair, pageChecks, pageDraft } from './bizh-page.ts'
import { diagnosesOf, type Facts, fault, filled, outside, said } from './facts.ts'
import type { PartKind } from './kinds.ts'

/** Institution, stay and person, as every message of the record repeats them. Source: contracts/bizh/bizh2001xx. */
export function headOf({ of, names }: Pick<Facts, 'of' | 'names'>): JsonObject {
  const { person } = of
  return filled({
    ...{ akb020: names.akb020, aaz218: of.mdtrt_id ?? '', aab299: names.aab299, yab600: names.yab600 },
    ...{ akb026: names.akb026, akb021: names.akb021, aab301: person?.insuplc_admdvs ?? '' },
    ...{ yab060: said(person?.more ?? {}, 'yab060'), aac002: person?.aac002 ?? '' },
    ...{ aac043: person?.psn_cert_type ?? '', aac044: person?.certno ?? '' },
  })
}

const HEAD = ['akb020', 'aaz218', 'aab299', 'yab600', 'akb026', 'akb021', 'aab301', 'yab060'].concat([
  ...['aac002', 'aac043', 'aac044'],
])
const ownOf = (...more: string[]) => [...HEAD, ...more].map((name) => `program.${name}`)

type Common = 'family' | 'tab' | 'many' | 'undo' | 'steps' | 'early' | 'number' | 'title'
const common: Pick<PartKind, Common> = {
  ...{ family: 'bizh', tab: 'page', many: false, undo: false, steps: ['discharged', 'settled'] },
  ...{ early: '出院登记后才能上传病案', number: () => '', title: () => '' },
}

const ICD = 'ICD-10'

/** 病案信息上传 bizh200101–106, in the order in which they are sent; sending again replaces. */
export const BIZH_PARTS: readonly PartKind[] = [
  {
    ...common,
    infno: 'bizh200101',
    label: '病案首页',
    optional: false,
    draft: (facts) => ({ program: { ...headOf(facts), ...pageDraft(facts) } }),
    own: ownOf(...PAGE_OWN),
    check: (input, facts) => pageChecks(node(input, 'program') ?? {}, facts),
    derived: (input, meaning) => ({ program: withTexts(node(input, 'program') ?? {}, PAIRS, meaning) }),
  },
  {
    ...common,
    infno: 'bizh200102',
    label: '诊断',
    optional: false,
    draft: diagnoses,
    own: ownOf(),
    check: checkDiagnoses,
    derived: (input, meaning) => numbered(input, ROW_PAIRS, meaning),
  },
  {
    ...common,
    infno: 'bizh200103',
    label: '手术',
    optional: true,
    draft: operations,
    blank: (facts) => ({ program: { ...headOf(facts), detail: [] } }),
    own: ownOf(),
    check: checkOperations,
    derived: (input, meaning) => numbered(input, OPERATION_PAIRS, meaning),
  },
  {
    ...common,
    infno: 'bizh200104',
    label: '分娩婴儿',
    optional: true,
    draft: births,
    blank: (facts) => ({ program: { ...headOf(facts), detail: [] } }),
    own: ownOf(),
    check: () => [],
    derived: (input, meaning) => numbered(input, [['aac004', 'yzy230', 'bizh_aac004']], meaning),
  },
  {
    ...common,
    infno: 'bizh200105',
    label: '肿瘤治疗',
    optional: true,
    draft: tumour,
    blank: (facts) => ({ program: { ...headOf(facts), detail: [] } }),
    own: ownOf(),
    check: checkTumour,
    derived: (input, meaning) => numbered(input, [], meaning),
  },
  {
    ...common,
    infno: 'bizh200106',
    label: '出院小结',
    optional: false,
    draft: summary,
    own: ownOf(),
    check: () => [],
  },
]

const ROW_PAIRS: readonly Pair[] = [['yzy205', 'yzy206', 'adm_cond_type']]
const OPERATION_PAIRS: readonly Pair[] = [
  ['yzy210', 'yzy211', 'bizh_yzy210'],
  ['yzy212', 'yzy213', 'bizh_yzy212'],
  ['yzy227', 'yzy228', 'bizh_yzy227'],
]

/** Each coded item travels twice: the text follows the code wherever a table knows it. Rule of bizh200101. */
function withTexts(
  row: JsonObject,
  pairs: readonly Pair[],
  meaning: (dict: string, code: string) => string,
): JsonObject {
  const texts = pairs.flatMap(([code, text, dict]) => {
    const value = said(row, code)
    const means = value === '' ? '' : meaning(dict, value)
    return means === '' || means === value ? [] : [[text, means] as const]
  })
  return { ...row, ...Object.fromEntries(texts) }
}

/** yzy201 counts the rows from 1. */
function numbered(
  input: JsonObject,
  pairs: readonly Pair[],
  meaning: (dict: string, code: string) => string,
): JsonObject {
  const program = node(input, 'program') ?? {}
  const detail = rows(program, 'detail').map((row, i) => withTexts({ ...row, yzy201: i + 1 }, pairs, meaning))
  return { program: { ...program, detail } }
}

function diagnoses(facts: Facts): JsonObject {
  const detail = diagnosesOf(facts).map(({ diag_code, diag_name, main, adm_cond }, i) =>
    filled({
      ...{ yzy201: i + 1, yzy202: main ? '1' : '2', akc185: diag_name, akc196: diag_code },
      yzy205: adm_cond,
    }),
  )
  return { program: { ...headOf(facts), yzy003: ICD, detail } }
}

/** Rule of bizh200102: row 1 is the principal diagnosis. */
function checkDiagnoses(input: JsonObject): FieldFault[] {
  const found: FieldFault[] = []
  rows(node(input, 'program') ?? {}, 'detail').forEach(({ yzy202, akc196 }, i, all) => {
    const at = `program.detail[${i}]`
    if (i === 0 && yzy202 !== '1')
      found.push(fault(`${at}.yzy202`, '第 1 行 诊断类型', '第一行应是主要诊断（1）'))
    if (i > 0 && yzy202 === '1')
      found.push(fault(`${at}.yzy202`, `第 ${i + 1} 行 诊断类型`, '主要诊断只能有一个，并在第一行'))
    if (akc196 && all.findIndex((row) => row.akc196 === akc196) < i)
      found.push(fault(`${at}.akc196`, `第 ${i + 1} 行 ICD码`, `${akc196} 重复`))
  })
  return found
}

function operations(facts: Facts): JsonObject | null {
  const done = rows(facts.page, 'oprninfo')
  if (done.length === 0) return null
  const detail = done.map((row, i) =>
    filled({
      ...{ yzy201: i + 1, yzy207: said(row, 'oprn_oprt_code'), yzy208: said(row, 'oprn_oprt_name') },
      ...{ yzy209: said(row, 'oprn_oprt_date'), yzy214: said(row, 'oper_dr_code') },
      ...{ yzy215: said(row, 'oper_dr_name'), yzy216: said(row, 'anst_way') },
      ...{ yzy223: said(row, 'anst_dr_code'), yzy224: said(row, 'anst_dr_name') },
    }),
  )
  return { program: { ...headOf(facts), detail } }
}

function checkOperations(input: JsonObject, facts: Facts): FieldFault[] {
  return rows(node(input, 'program') ?? {}, 'detail').flatMap(({ yzy209 }, i) => {
    const why = outside(String(yzy209 ?? ''), facts)
    return why ? [fault(`program.detail[${i}].yzy209`, `第 ${i + 1} 行 手术日期`, why)] : []
  })
}

function births(facts: Facts): JsonObject | null {
  const born = rows(facts.notes, 'births')
  if (born.length === 0) return null
  const detail = born.map((row, i) =>
    filled({
      ...{ yzy201: i + 1, aac004: said(row, 'gend'), yzy231: Number(said(row, 'weight_g')) || '' },
      ...{
        yzy233: said(row, 'result'),
        yzy235: said(row, 'outcome'),
        yzy236: 0,
        yzy238: said(row, 'breath'),
      },
    }),
  )
  return { program: { ...headOf(facts), detail } }
}

/** ICD-10 C00–C97 and D00–D48 are neoplasms. */
const NEOPLASM = /^(C\d\d|D[0-3]\d|D4[0-8])/

function tumour(facts: Facts): JsonObject | null {
  const given = node(facts.notes, 'tumour')
  const has = given !== null || diagnosesOf(facts).some(({ diag_code }) => NEOPLASM.test(diag_code))
  if (!has) return null
  const detail = rows(given ?? {}, 'drugs').map((row, i) =>
    filled({
      yzy201: i + 1,
      yzy265: said(row, 'date'),
      yzy266: said(row, 'drug'),
      yzy267: said(row, 'course'),
    }),
  )
  return { program: { ...headOf(facts), ...(given ? filled({ yzy262: said(given, 'chemo') }) : {}), detail } }
}

/** begin and end of a dose that is given over days */
const SPANS: readonly [from: string, to: string, label: string][] = [
  ['yzy248', 'yzy249', '原发灶结束日期'],
  ['yzy253', 'yzy254', '区域淋巴结结束日期'],
  ['yzy259', 'yzy260', '转移灶结束日期'],
]

function checkTumour(input: JsonObject): FieldFault[] {
  const program = node(input, 'program') ?? {}
  return SPANS.flatMap(([from, to, label]) => {
    const [begins, ends] = [said(program, from), said(program, to)]
    return begins && ends && ends < begins ? [fault(`program.${to}`, label, '早于开始日期')] : []
  })
}

function summary(facts: Facts): JsonObject {
  const { of, notes } = facts
  const text = (list: readonly { diag_name: string }[]) => list.map(({ diag_name }) => diag_name).join('；')
  const note = node(notes, 'discharge') ?? {}
  return {
    program: filled({
      ...headOf(facts),
      yzy301: said(note, 'adm_diag_dscr') || text(of.diagnoses),
      yzy302: said(note, 'dscg_diag_dscr') || text(diagnosesOf(facts)),
      ...{ yzy303: said(note, 'adm_info'), yzy304: said(note, 'trt_proc_rslt_dscr') },
      ...{ yzy305: said(note, 'dscg_info'), yzy306: said(note, 'dscg_drord') },
      akc273: of.doctor?.dr_name ?? '',
    }),
  }
}
