import type { FieldFault, JsonObject } from '../../../../shared/contract.ts'
import { tryYuan, yuanNumber, yuanText } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { ageOf, diagnosesOf, type Facts, fault, filled, outside, said } from './facts.ts'
import type { PartKind } from './kinds.ts'

/** 工伤联网结算平台（四川）: front page (GS3010) and orders (GS3012). Source: contracts/gs, which is inferred. */
export const GS_PARTS: readonly PartKind[] = [
  {
    infno: 'GS3010',
    family: 'gs',
    tab: 'page',
    label: '病案首页',
    many: false,
    optional: false,
    steps: ['discharged', 'settled'],
    early: '出院登记后才能上传首页',
    undo: true,
    draft: frontPage,
    own: [
      ...['akc190', 'aac001', 'aac003', 'aac004', 'aac006', 'aac044', 'ykc010', 'akc192', 'akc194'].map(
        (name) => `baseinfo.${name}`,
      ),
      ...['baseinfo.yke664', 'baseinfo.yka055', 'feesum'],
    ],
    check: checkPage,
    number: (output) => said(node(output, 'result') ?? {}, 'biz_sn'),
    title: () => '',
  },
  {
    infno: 'GS3012',
    family: 'gs',
    tab: 'orders',
    label: '医嘱',
    many: true,
    optional: true,
    steps: ['admitted'],
    early: '在院期间才能上传医嘱',
    undo: true,
    draft: () => null,
    own: [],
    check: () => [],
    number: () => '',
    title: ({ input }) => `${rows(node(input, 'data') ?? {}, 'orderinfo').length} 条医嘱`,
  },
]

function frontPage(facts: Facts): JsonObject {
  const { of, page, totalFen, days, fees } = facts
  const { person } = of
  return {
    baseinfo: filled({
      ...{ akc190: of.mdtrt_id ?? '', aac001: person?.psn_no ?? '', aac003: person?.psn_name ?? '' },
      ...{ aac004: person?.gend ?? '', aac006: person?.brdy ?? '', aac044: person?.certno ?? '' },
      ...{ ykc009: said(page, 'medcasno'), ykc010: of.ipt_otp_no, akc192: datetime(of.begntime) },
      akc194: of.endtime === null ? '' : datetime(of.endtime),
      ...{ yke664: days, yke660: said(page, 'adm_way'), yke665: said(page, 'dscg_way') },
      ...{ ykc011: of.dept?.dept_name ?? '', ykc015: of.dept?.dept_name ?? '' },
      ...{ aab004: person?.emp_name ?? '', aae004: said(page, 'coner_name') || of.coner_name },
      ...{ aae005: said(page, 'coner_tel') || of.tel, aae006: said(page, 'curr_addr') },
      ...{ yka055: yuanNumber(totalFen), yke034: said(page, 'otp_wm_dise'), age: ageOf(facts) },
      ...{ attending_dr: of.doctor?.dr_name ?? '', resident_dr: of.doctor?.dr_name ?? '' },
    }),
    diseinfo: diagnosesOf(facts).map(({ diag_code, diag_name, main, injury }, i) => ({
      ...{ xh: i + 1, ykd018: diag_code, ykd018n: diag_name },
      ...{ diag_type: main ? '1' : '2', injury_flag: injury ? '1' : '0' },
    })),
    oprninfo: rows(page, 'oprninfo').map((row, i) =>
      filled({
        ...{ xh: i + 1, oprn_code: said(row, 'oprn_oprt_code'), oprn_name: said(row, 'oprn_oprt_name') },
        ...{ oprn_date: said(row, 'oprn_oprt_date'), oprn_dr: said(row, 'oper_dr_name') },
        ...{ anst_way: said(row, 'anst_way'), anst_dr: said(row, 'anst_dr_name') },
      }),
    ),
    feesum: [...fees].map(([fee_type, amount]) => ({ fee_type, fee_amt: yuanNumber(amount) })),
  }
}

/** Rules of GS3010: the sum of feesum equals yka055 and the settlement; exactly one principal diagnosis. */
function checkPage(input: JsonObject, facts: Facts): FieldFault[] {
  const { of } = facts
  const base = node(input, 'baseinfo') ?? {}
  const found: FieldFault[] = []
  const sum = rows(input, 'feesum').reduce((all, row) => all + (tryYuan(row.fee_amt) ?? 0), 0)
  const total = tryYuan(base.yka055)
  if (total !== sum) found.push(fault('feesum', '费用分类合计', '与费用总额不相等'))
  const settled = of.settlement?.cancelled === null ? of.settlement.amounts.total : null
  if (settled !== null && total !== settled)
    found.push(fault('baseinfo.yka055', '费用总额', `费用明细合计与结算总额 ${yuanText(settled)} 元不相等`))
  const mains = rows(input, 'diseinfo').filter(({ diag_type }) => diag_type === '1').length
  if (mains !== 1) found.push(fault('diseinfo', '诊断', `主要诊断应恰好一个，现有 ${mains} 个`))
  const codes = rows(input, 'diseinfo').map(({ ykd018 }) => String(ykd018 ?? ''))
  codes.forEach((code, i) => {
    if (code !== '' && codes.indexOf(code) < i)
      found.push(fault(`diseinfo[${i}].ykd018`, `第 ${i + 1} 行 疾病诊断编码`, `${code} 重复`))
  })
  rows(input, 'oprninfo').forEach(({ oprn_date }, i) => {
    const why = outside(String(oprn_date ?? ''), facts)
    if (why) found.push(fault(`oprninfo[${i}].oprn_date`, `第 ${i + 1} 行 手术日期`, why))
  })
  if (of.endtime !== null && of.endtime < of.begntime)
    found.push(fault('baseinfo.akc194', '出院（结算）时间', '早于入院时间'))
  if (Number(base.rescue_succ ?? 0) > Number(base.rescue_cnt ?? 0))
    found.push(fault('baseinfo.rescue_succ', '抢救成功次数', '多于抢救次数'))
  return found
}
