import type { Contract, Dict, Field, Json, JsonObject, Node } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import { lineAmount, yuanNumber } from '../../../shared/money.ts'
import { dateOf, datetime, stamp } from '../../../shared/msgid.ts'
import { type SampleOptions, sample, sampleRow, sampleRows, seededBy } from '../../../shared/sample.ts'
import type { Cert } from '../../../shared/visit.ts'
import type { HisItem } from '../../his/port.ts'
import type { Step } from './port.ts'
import { statementOf } from './statement.ts'

/** Values by the standard's field names: the same name means the same thing in every message. */
export type Facts = Record<string, Json | undefined>

/** What the rehearsal knows so far. */
export interface World {
  readonly facts: Facts
  /** settlements and refunds of this run, for the statement */
  readonly booked: JsonObject[]
  readonly training: boolean
  /** the codes that 2601 may take back here */
  readonly reversible: readonly string[]
  contract(step: Step): Contract
  /** the rows of `booked` as a statement wants them */
  statement(): Buffer
  /** keeps bytes for a `file` field and answers the reference to put there */
  put(content: Buffer): Promise<string>
  /** numbers that are this run's own, never twice */
  serial(): string
}

export interface WorldDeps {
  now: number
  training: boolean
  reversible: readonly string[]
  institution: { fixmedins_code: string; fixmedins_name: string }
  /** 就医地医保区划 */
  area: string
  machine: { ip: string; mac: string }
  opter: { opter: string; opterName: string }
  cert: Cert
  /** a second test person, of the residents' insurance; null where there is none */
  resident: string | null
  /** what is charged */
  item: HisItem
  dept: { dept_code: string; dept_name: string; caty: string }
  doctor: { atddr_no: string; dr_name: string }
  contract(step: Step): Contract
  put(content: Buffer): Promise<string>
}

const HOUR_ms = 3_600_000
const DAY_ms = 24 * HOUR_ms

export function createWorld(deps: WorldDeps): World {
  const { training, reversible, contract, put } = deps
  let serials = 0
  const booked: JsonObject[] = []
  const facts: Facts = { ...ofSite(deps), ...ofTime(deps.now), ...ofItem(deps.item), ...ofCare(deps) }
  return {
    ...{ training, reversible, contract, put, booked, facts },
    statement: () => statementOf(booked, facts),
    serial: () => `${stamp(deps.now).slice(2)}${String(++serials).padStart(3, '0')}`,
  }
}

function ofSite({ institution, area, machine, opter, cert, resident, now }: WorldDeps): Facts {
  const { fixmedins_code, fixmedins_name } = institution
  return {
    ...{ fixmedins_code, fixmedins_name, medins_code: fixmedins_code, medins_name: fixmedins_name },
    ...{ ide_fixmedins_no: fixmedins_code, ide_fixmedins_name: fixmedins_name, bill_org: fixmedins_name },
    ...{ medins_id: fixmedins_code, medins_admdvs: area, admdvs: area, poolarea: area, poolarea_no: area },
    ...{ mdtrtarea_admvs: area, mdtrtarea_admdvs: area, optins: area, acp_optins_code: area },
    ...{ opter_no: opter.opter, opter: opter.opter, opter_name: opter.opterName, ...machine },
    ...{ ip_info: machine.ip, dev_info: machine.mac },
    ...cert,
    ...(resident === null ? {} : { resident_certno: resident }),
    // the numbers of this run's own: nothing that the hospital has carries one
    run: stamp(now).slice(2),
    ipt_otp_no: `ZJ${stamp(now)}`,
    ipt_no: `ZJ${stamp(now)}Z`,
    mdtrt_sn: `${fixmedins_code}ZJ${stamp(now).slice(2)}`,
  }
}

/** A window for queries and lists, and the hours of a visit, which began today even just after midnight. */
function ofTime(now: number): Facts {
  const day = dateOf(now)
  const began = Math.max(new Date(now).setHours(0, 0, 0, 0), now - HOUR_ms)
  return {
    ...{ begntime: datetime(began), endtime: datetime(now), opt_time: datetime(now) },
    ...{ begndate: day, enddate: day, date: day, setl_ym: day.slice(0, 7).replace('-', '') },
    ...{ updt_time: datetime(now - DAY_ms), page_num: 1, page_size: 10 },
    ...{ stt_begntime: `${day} 00:00:00`, stt_endtime: `${day} 23:59:59` },
    ...{ stmt_begndate: day, stmt_enddate: day },
  }
}

function ofItem(item: HisItem): Facts {
  const amount = yuanNumber(lineAmount(item.pric, 1))
  return {
    ...{ med_list_codg: item.med_list_codg, medins_list_codg: item.medins_list_codg, cnt: 1 },
    ...{ medins_list_name: item.name, prodname: item.name, drug_genname: item.name },
    ...{ fixmedins_hilist_id: item.medins_list_codg, fixmedins_hilist_name: item.name },
    ...{ hilist_code: item.med_list_codg, hilist_name: item.name, hilist_lv: item.chrgitm_lv },
    ...{ hosplist_code: item.medins_list_codg, hosplist_name: item.name },
    ...{ spec: item.spec, spec_unt: item.unit, drug_spec: item.spec, drug_cnt_unit: item.unit, drug_cnt: 1 },
    ...{ pric: Number(item.pric), det_item_fee_sumamt: amount, sumamt: amount, medfee_sumamt: amount },
    ...{ bill_amt: amount, hilist_pric: Number(item.pric), ownpay_amt: 0, selfpay_amt: 0 },
    ...{ med_chrgitm_type: item.med_chrgitm_type, rx_circ_flag: '0', hosp_appr_flag: '0' },
    ...{ list_type: '101', rx_flag: '1', trdn_flag: '0', etip_flag: '0', dscg_tkdrug_flag: '0' },
    ...{
      inscp_amt: amount,
      inscp_scp_amt: amount,
      fulamt_ownpay_amt: 0,
      overlmt_selfpay: 0,
      preselfpay_amt: 0,
    },
  }
}

function ofCare({ dept, doctor, now }: WorldDeps): Facts {
  const { dept_code, dept_name, caty } = dept
  const { atddr_no, dr_name } = doctor
  return {
    ...{ dept_code, dept_name, caty, adm_dept_codg: dept_code, adm_dept_name: dept_name },
    ...{ dscg_dept_codg: dept_code, dscg_dept_name: dept_name, bilg_dept_codg: dept_code },
    ...{ bilg_dept_name: dept_name, diag_dept: dept_name, drord_dept_codg: dept_code },
    ...{ drord_dept_name: dept_name, prsc_dept_code: dept_code, prsc_dept_name: dept_name },
    ...{ medins_fill_dept: '医保办', medins_fill_psn: dr_name },
    ...{ atddr_no, dr_name, chfpdr_name: dr_name, bilg_dr_codg: atddr_no, bilg_dr_code: atddr_no },
    ...{ bilg_dr_name: dr_name, dise_dor_no: atddr_no, dise_dor_name: dr_name, dr_codg: atddr_no },
    ...{ diag_dr_codg: atddr_no, diag_dr_code: atddr_no, diag_dr_name: dr_name, prsc_dr_name: dr_name },
    ...{ drord_dr_codg: atddr_no, drord_dr_name: dr_name, phar_name: dr_name },
    ...{ diag_code: 'J06.900', diag_name: '急性上呼吸道感染', diag_srt_no: 1, diag_time: datetime(now) },
    ...{ diag_type: '1', maindiag_flag: '1', vali_flag: '1', valiFlag: '1', med_type: '11' },
    ...{
      dscg_maindiag_code: 'J06.900',
      dscg_maindiag_name: '急性上呼吸道感染',
      adm_diag_dscr: '急性上呼吸道感染',
    },
    ...{ dise_codg: 'J06.900', dise_name: '急性上呼吸道感染', adm_bed: '12' },
    ...{ psn_setlway: '01', acct_used_flag: '1', mid_setl_flag: '0', dscg_way: '1' },
    ...{ fixmedins_type: '1', insu_optins: undefined },
  }
}

/** Optional by the contract, and wanted by every centre. */
const ALWAYS = new Set(['mdtrt_cert_no', 'card_sn'])

/** The input of a step by its contract: the step's own values, then what is known, the rest made up. */
export function inputOf(step: Step, world: World, dict: (name: string) => Dict | undefined): JsonObject {
  const missing = (step.needs ?? []).find((name) => world.facts[name] === undefined)
  if (missing !== undefined) fail('conflict', `前面的交易没有给出${NAMES[missing] ?? missing}`, '没有发送。')
  const contract = world.contract(step)
  const over = step.over?.(world) ?? {}
  const known = (field: Field): Json | undefined => {
    const own = over[field.name]
    if (own !== undefined) return own
    return field.required === true || field.when || ALWAYS.has(field.name)
      ? world.facts[field.name]
      : undefined
  }
  const random = seededBy(`${step.infno}${step.about ?? ''}`)
  const options: SampleOptions = { dict, at_ms: timeOf(world), known, random }
  const input = sample(contract, 'input', options) as JsonObject
  for (const name of step.nodes ?? []) Object.assign(input, optional(contract.input, name, options))
  return step.shape?.(input, world) ?? input
}

function optional(nodes: Node[], name: string, options: SampleOptions): JsonObject {
  const node = nodes.find((one) => one.name === name)
  if (!node) return {}
  return { [name]: node.many ? sampleRows(node, options) : sampleRow(node, options) }
}

const timeOf = (world: World) => new Date(String(world.facts.opt_time).replace(' ', 'T')).getTime()

/** What is missing, as a person calls it. */
const NAMES: Record<string, string> = {
  psn_no: '人员编号',
  mdtrt_id: '就诊ID',
  setl_id: '结算ID',
  sign_no: '签到编号',
  chrg_bchno: '收费批次号',
  feedetl_sn: '费用明细流水号',
  trt_dcla_detl_sn: '待遇申报明细流水号',
  file_qury_no: '文件查询号',
  omsgid: '原报文ID',
  hi_rxno: '医保处方编号',
  gs_aac001: '个人编码',
  gs_aaz127: '工伤认定',
  gs_outpatient: '工伤门诊的就医条件登记',
  gs_inpatient: '工伤住院的就医条件登记',
  gs_rehab: '工伤康复的就医条件登记',
  gs_rehab_no: '康复申请',
  gs_ykc112: '门诊申请',
  gs_visit: '就诊编号',
  gs_yka103: '结算编号',
  gs_yzz062: '清算申请',
  gs_paid: '上月已拨付的清算申请',
  gd_aac001: '个人电脑号',
  gd_baa027: '参保地统筹区编码',
  gd_visit: '就医登记号',
  gd_batch: '费用批次',
  gd_fees: '已收费的明细',
  gd_stay: '就医登记号',
  gd_saved: '费用明细',
  gd_settled: '出院结算',
}
