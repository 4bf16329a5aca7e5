import type { SetllistSource } from '../../../shared/api/setllist.ts'
import type { Json, JsonObject } from '../../../shared/contract.ts'
import { ageAt } from '../../../shared/idcard.ts'
import { fen, yuanNumber } from '../../../shared/money.ts'
import { dateOf, datetime } from '../../../shared/msgid.ts'
import { rows } from '../../../shared/settlement.ts'
import { daysIn } from '../../../shared/stay.ts'
import type { Of, SetllistDeps } from './deps.ts'
import { diagnosisRows, type Facts, wireItem } from './facts.ts'
import { fit } from './fit.ts'

/** The lists of a 病案首页 that a settlement list takes over, by the standard's names. */
const LISTS = ['diseinfo', 'oprninfo', 'icuinfo', 'bldinfo', 'opspdiseinfo']
const DAY_ms = 86_400_000

export interface Built {
  input: JsonObject
  sources: Record<string, SetllistSource>
  gaps: string[]
}

export function ofFacts({ row, person, insu, stay, visit }: Facts): Of {
  const begntime = stay ? stay.admission.begntime : visit!.openedAt
  return {
    ...{ kind: stay ? 'inpatient' : 'outpatient', encounterId: row.encounterId },
    ...{ mdtrt_id: row.mdtrt_id ?? '', insuplc: insu.insuplc_admdvs, insutype: insu.insutype },
    ...{ med_type: row.med_type, psn_no: person.psn_no, psn_name: person.psn_name },
    ...{ gend: person.gend, brdy: person.brdy ?? '', ipt_otp_no: stay ? stay.ipt_no : visit!.ipt_otp_no },
    dept: (stay ? (stay.discharge?.dept ?? stay.admission.dept) : visit!.dept)?.dept_name ?? '',
    ...{ setl_time: row.setl_time, at: row.at, begntime, endtime: stay?.discharge?.endtime ?? begntime },
    ...{ totalFen: row.totalFen, fundFen: row.fundFen, acctFen: row.acctFen },
    ...{ cashFen: row.cashFen, hospFen: row.hospFen },
  }
}

/** Whole days since the birthday, by the calendar: what hour it was does not matter. */
export const daysOld = (brdy: string, at: number): number =>
  Math.round((new Date(at).setHours(0, 0, 0, 0) - new Date(`${brdy}T00:00:00`).getTime()) / DAY_ms)

/** 人员证件类型 → 患者证件类别, where the two tables have the same document */
const PATN_CERT: Record<string, string> = {
  ...{ '01': '01', '02': '04', '03': '04', '04': '06', '05': '06', '06': '07', '08': '03', '16': '03' },
}

/** What the settlement, its stay or visit and the person say. */
function fromSettlement(facts: Facts, of: Of, deps: SetllistDeps): JsonObject {
  const { row, person, insu, amounts, stay, visit } = facts
  // whole years; of those under one year days
  const years = ageAt(of.brdy, of.begntime) || null
  const own = fen(amounts.fulamt_ownpay_amt + amounts.overlmt_selfpay)
  const chronic = visit && { opsp_diag_caty: visit.dept?.caty, opsp_mdtrt_date: dateOf(of.begntime) }
  const baby = years === null && of.brdy ? { age_days: daysOld(of.brdy, of.begntime) } : {}
  const hospital = { fixmedins_name: deps.fixmedins_name, fixmedins_code: deps.fixmedins_code }
  const inHospital = stay && {
    ...{
      medcasno: stay.admission.medrcdno,
      adm_time: datetime(of.begntime),
      dscg_time: datetime(of.endtime),
    },
    ...{ adm_dept_code: stay.admission.dept?.dept_code, adm_dept_name: stay.admission.dept?.dept_name },
    ...{ dscg_dept_code: stay.discharge?.dept.dept_code, dscg_dept_name: stay.discharge?.dept.dept_name },
    ...{ dscg_way: stay.discharge?.dscg_way, chfpdr_code: stay.discharge?.doctor.atddr_no },
    ...{ coner_name: stay.admission.coner_name, act_ipt_days: daysIn(of.begntime, of.endtime) },
    ...{ chfpdr_name: stay.discharge?.doctor.dr_name, ipt_med_type: of.med_type === '28' ? '2' : '1' },
  }
  return {
    ...{ ...hospital, psn_no: person.psn_no, mdtrt_id: of.mdtrt_id, setl_id: row.setl_id },
    ...{ psn_name: person.psn_name, gend: person.gend, brdy: person.brdy, naty: person.naty },
    ...{
      patn_cert_type: PATN_CERT[person.psn_cert_type] ?? '99',
      certno: person.certno,
      insuplc: insu.insuplc_admdvs,
    },
    ...{ hi_type: insu.insutype, emp_name: insu.emp_name, ...(years === null ? baby : { age: years }) },
    ...(years === null && of.brdy ? { nwb_age: daysOld(of.brdy, of.begntime) } : {}),
    ...(person.psn_cert_type === '01' ? { ntly: 'CHN' } : {}),
    ...{ ...chronic, ...inHospital, biz_sn: row.msgid },
    ...(visit ? { dscg_caty: visit.dept?.caty, chfpdr_code: visit.doctor?.atddr_no } : {}),
    ...{ setl_begn_date: dateOf(of.begntime), setl_end_date: dateOf(of.endtime) },
    ...{ psn_ownpay: yuanNumber(own), psn_selfpay: yuanNumber(fen(of.acctFen + of.cashFen - own)) },
    ...{ acct_pay: yuanNumber(of.acctFen), psn_cashpay: yuanNumber(of.cashFen) },
  } as JsonObject
}

/**
 * The list as it comes out of settlement and 病案首页 (HIS view `frontpage`); what the front page says of the
 * stay has the word over what was told at admission. `front` null: there is none yet.
 */
export function build(facts: Facts, front: JsonObject | null, by: string, deps: SetllistDeps): Built {
  const of = ofFacts(facts)
  const contract = deps.contract(deps.form)
  const settled = fromSettlement(facts, of, deps)
  const made: JsonObject = {
    ...{ medins_fill_dept: deps.fill_dept, medins_fill_psn: by, stas_type: '0' },
    ...deps.hsorg,
  }
  const told = Object.fromEntries(Object.entries(front ?? {}).filter(([name]) => !LISTS.includes(name)))
  const known = withoutEmpty(told)
  const fixed = FIXED.flatMap((name) => (settled[name] === undefined ? [] : [[name, settled[name]] as const]))
  const setlinfo = { ...made, ...withoutEmpty(settled), ...known, ...Object.fromEntries(fixed) } as JsonObject
  const lists: Record<string, Json> = {}
  for (const name of LISTS) lists[name] = rows(front ?? {}, name)
  const sources: Record<string, SetllistSource> = {}
  for (const name of LISTS) if (rows(lists, name).length > 0) sources[name] = 'front'
  addDiagnoses(facts, lists, sources)
  lists.payinfo = facts.funds.map(({ fund_pay_type, fund_payamt }) => ({
    fund_pay_type,
    fund_payamt: yuanNumber(fund_payamt),
  }))
  lists.iteminfo = facts.items.map(wireItem)
  for (const name of ['payinfo', 'iteminfo']) sources[name] = 'settle'
  setlinfo.diag_code_cnt = rows(lists, 'diseinfo').length
  setlinfo.oprn_oprt_code_cnt = rows(lists, 'oprninfo').length
  Object.assign(setlinfo, blood(rows(lists, 'bldinfo')))
  const input = fit(contract, { setlinfo, ...lists })
  for (const name of Object.keys((input.setlinfo ?? {}) as JsonObject)) {
    const isFixed = FIXED.includes(name)
    sources[`setlinfo.${name}`] =
      !isFixed && name in known ? 'front' : settled[name] !== undefined ? 'settle' : 'made'
  }
  const gaps =
    front === null && of.kind === 'inpatient'
      ? ['HIS 里还没有这次住院的病案首页，诊断、手术等要等首页归档后按 F2 重取，或手工填写。']
      : []
  return { input, sources, gaps }
}

/** What the front page may not overrule: the keys of the settlement, and its money. */
const FIXED =
  `fixmedins_name fixmedins_code psn_no mdtrt_id setl_id hi_type insuplc psn_ownpay psn_selfpay acct_pay
  psn_cashpay biz_sn`.split(/\s+/)

const withoutEmpty = (row: JsonObject): JsonObject =>
  Object.fromEntries(
    Object.entries(row).filter(([, value]) => value !== undefined && value !== null && value !== ''),
  )

function addDiagnoses({ stay, visit }: Facts, lists: Record<string, Json>, sources: Built['sources']): void {
  const leaving = stay?.discharge?.diagnoses ?? []
  if (stay && rows(lists, 'diseinfo').length === 0 && leaving.length > 0) {
    lists.diseinfo = diagnosisRows(leaving)
    sources.diseinfo = 'settle'
  }
  if (visit && rows(lists, 'opspdiseinfo').length === 0) {
    const { dise_codg, dise_name, diagnoses } = visit
    const named = dise_codg ? [{ diag_code: dise_codg, diag_name: dise_name ?? '' }] : diagnoses
    lists.opspdiseinfo = named.map(({ diag_code, diag_name }) => ({ diag_code, diag_name }))
    sources.opspdiseinfo = 'settle'
  }
}

/** 4101 has one place for blood where 4101A has a list. */
const blood = ([first]: JsonObject[]): JsonObject =>
  first ? { bld_cat: first.bld_cat ?? '', bld_amt: first.bld_amt ?? 0, bld_unt: first.bld_unt ?? '' } : {}
