import type { Json, JsonObject } from '../../../../shared/contract.ts'
import type { Fen } from '../../../../shared/money.ts'
import { yuanNumber } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { itemOf } from '../catalogue.ts'
import type { Seen } from '../lag.ts'
import { checkIdle, NOTHING, seen } from '../lag.ts'
import { identity, insuranceOf, personOf } from '../people.ts'
import type { DetailRow, StayRow, VisitRow } from '../rows.ts'
import { setlQueryAnswer } from '../setlinfo.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

/** 5201: this hospital's visits of one person in a time window; before 2203A a visit fits any med_type. */
function visits(input: JsonObject, ctx: Ctx) {
  const {
    psn_no = '',
    begntime = '',
    endtime = '',
    med_type = '',
    mdtrt_id,
  } = input.data as Record<string, string>
  personOf(psn_no)
  checkIdle(ctx, '', psn_no)
  const rows = ctx.store.all<{ mdtrt_id: string }>(
    `select mdtrt_id from visit where psn_no = ? and fixmedins_code = ? and begntime between ? and ?
     order by mdtrt_id`,
    psn_no,
    ctx.env.fixmedins_code,
    begntime,
    endtime,
  )
  const found = rows
    .filter((row) => !mdtrt_id || row.mdtrt_id === mdtrt_id)
    .map((row) => seen(ctx, row.mdtrt_id))
    .flatMap(({ visit, stay }) => (visit?.stas === 1 ? [{ visit, stay }] : []))
    .filter(({ visit }) => visit.med_type === '' || visit.med_type === med_type)
  return {
    mdtrtinfo: found.map(({ visit, stay }) => ({
      ...visitAnswer(visit, med_type, ctx),
      ...(stay ? stayAnswer(visit, stay, ctx) : {}),
    })),
  }
}

function visitAnswer(visit: VisitRow, med_type: string, ctx: Ctx) {
  const person = personOf(visit.psn_no)
  const insu = insuranceOf(person, visit.insutype)
  const info = JSON.parse(visit.info) as Record<string, string>
  const mdtrtinfo = JSON.parse(visit.mdtrtinfo) as Record<string, string>
  return {
    mdtrt_id: visit.mdtrt_id,
    ...identity(person, ctx.at_ms),
    insutype: visit.insutype,
    psn_type: insu.psn_type,
    cvlserv_flag: insu.cvlserv_flag,
    insu_optins: insu.insuplc_admdvs,
    emp_name: insu.emp_name,
    begntime: visit.begntime,
    endtime: visit.begntime,
    mdtrt_cert_type: info.mdtrt_cert_type ?? '',
    med_type: visit.med_type || med_type,
    ipt_otp_no: visit.ipt_otp_no,
    atddr_no: info.atddr_no ?? '',
    chfpdr_name: info.dr_name ?? '',
    adm_dept_codg: info.dept_code ?? '',
    adm_dept_name: info.dept_name ?? '',
    main_cond_dscr: mdtrtinfo.main_cond_dscr ?? '',
    dise_codg: mdtrtinfo.dise_codg ?? '',
    dise_name: mdtrtinfo.dise_name ?? '',
    opt_time: datetime(visit.at_ms),
  }
}

const OF_ADMISSION = `coner_name tel medrcdno atddr_no chfpdr_name adm_dept_codg adm_dept_name adm_bed
  dscg_maindiag_code dscg_maindiag_name main_cond_dscr dise_codg dise_name oprn_oprt_code oprn_oprt_name fpsc_no
  matn_type birctrl_type latechb_flag geso_val fetts fetus_cnt pret_flag birctrl_matn_date`.split(/\s+/)
const OF_DISCHARGE =
  `dscg_dept_codg dscg_dept_name dscg_bed dscg_way die_date dise_codg dise_name oprn_oprt_code
  oprn_oprt_name matn_type birctrl_type geso_val fetus_cnt birctrl_matn_date cop_flag`.split(/\s+/)

/** What 5201 says of a stay beside what it says of any visit; the discharge overrides the admission. */
function stayAnswer(visit: VisitRow, stay: StayRow, ctx: Ctx) {
  const said = (text: string, names: string[]) => {
    const data = JSON.parse(text) as Record<string, string>
    return Object.fromEntries(names.flatMap((name) => (data[name] ? [[name, data[name]]] : [])))
  }
  const { endtime = datetime(ctx.at_ms) } = JSON.parse(stay.dscginfo) as { endtime?: string }
  return {
    ...said(visit.info, OF_ADMISSION),
    ...said(stay.dscginfo, OF_DISCHARGE),
    endtime,
    inhosp_stas: stay.out ? '0' : '1',
    ipt_days: daysBetween(visit.begntime, endtime),
  }
}

/** The day of admission counts, the day of discharge does not, at least one. */
function daysBetween(begntime: string, endtime: string): number {
  const day = (at: string) => new Date(`${at.slice(0, 10)}T00:00:00`).getTime()
  return Math.max(1, Math.round((day(endtime) - day(begntime)) / 86_400_000))
}

/** 5303: who is in this hospital, by time of admission. */
function inHospital(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', begntime = '', endtime = '' } = input.data as Record<string, string>
  if (psn_no) {
    personOf(psn_no)
    checkIdle(ctx, '', psn_no)
  }
  const rows = ctx.store.all<{ mdtrt_id: string }>(
    `select mdtrt_id from visit join stay using (mdtrt_id)
     where fixmedins_code = ? and begntime between ? and ? and (? = '' or psn_no = ?) order by mdtrt_id`,
    ctx.env.fixmedins_code,
    begntime,
    endtime,
    psn_no,
    psn_no,
  )
  const found = rows
    .map((row) => seen(ctx, row.mdtrt_id))
    .flatMap(({ visit, stay }) => (visit?.stas === 1 && stay?.out === 0 ? [visit] : []))
  return { data: found.map((visit) => inAnswer(visit, ctx)) }
}

function inAnswer(visit: VisitRow, ctx: Ctx) {
  const { naty: _, ...who } = identity(personOf(visit.psn_no), ctx.at_ms)
  return {
    mdtrt_id: visit.mdtrt_id,
    ...who,
    insutype: visit.insutype,
    begndate: visit.begntime.slice(0, 10),
    med_type: visit.med_type,
    ipt_otp_no: visit.ipt_otp_no,
    out_flag: visit.insuplc_admdvs === ctx.env.mdtrtarea_admvs ? '0' : '1',
  }
}

/** The visit in question, if it is this hospital's and this person's. */
function asked(input: JsonObject, ctx: Ctx): { setl_id: string; view: Seen } {
  const { psn_no = '', setl_id = '', mdtrt_id = '' } = input.data as Record<string, string>
  personOf(psn_no)
  if (!setl_id && ctx.options.question5203 === 'needs_setl_id') refuse('结算ID（setl_id）不能为空')
  checkIdle(ctx, mdtrt_id, psn_no)
  const view = seen(ctx, mdtrt_id)
  const { visit } = view
  if (visit && visit.psn_no !== psn_no) refuse('人员编号与就诊登记不符')
  const ours = visit && visit.fixmedins_code === ctx.env.fixmedins_code
  return { setl_id, view: ours ? view : NOTHING }
}

/** 5203: one settlement by setl_id, or with setl_id empty the newest that stands in the visit. */
function settlement(input: JsonObject, ctx: Ctx) {
  const { setl_id, view } = asked(input, ctx)
  const row = setl_id
    ? view.settlements.find((s) => s.setl_id === setl_id)
    : view.settlements.findLast((s) => s.refd === 0 && s.reverses === null)
  if (!row || !view.visit) refuse('未找到结算信息')
  return setlQueryAnswer(row, view.visit, ctx)
}

/** 5204: the details of one settlement, or with setl_id empty all of the visit. */
function details(input: JsonObject, ctx: Ctx) {
  const { setl_id, view } = asked(input, ctx)
  if (!view.visit) refuse('就诊登记信息不存在')
  const med_type = view.visit.med_type
  const rows = view.details.filter((row) => !setl_id || row.setl_id === setl_id)
  return rows.map((row) => detailAnswer(row, med_type)) as unknown as Json
}

const PASSED = [
  'fee_ocur_time',
  'sin_dos_dscr',
  'used_frqu_dscr',
  'medc_way_dscr',
  'bilg_dept_codg',
  'bilg_dept_name',
  'bilg_dr_codg',
  'bilg_dr_name',
  'acord_dept_codg',
  'acord_dept_name',
  'orders_dr_code',
  'orders_dr_name',
  'hosp_appr_flag',
  'medins_list_codg',
  'opter_id',
  'opter_name',
]

const FORMS = ['胶囊', '片', '颗粒', '丸', '散', '膏', '口服液', '糖浆', '混悬液', '注射']

/** 剂型 must be said of every line; what is no drug has none of its own. */
const formOf = (name: string) => FORMS.find((form) => name.includes(form)) ?? '其他'

function detailAnswer(row: DetailRow, med_type: string) {
  const line = JSON.parse(row.line) as Record<string, string>
  const item = itemOf(line.med_list_codg ?? '')
  return {
    mdtrt_id: row.mdtrt_id,
    setl_id: row.setl_id,
    feedetl_sn: row.feedetl_sn,
    rx_drord_no: line.rxno ?? line.drord_no ?? '',
    med_type,
    cnt: Number(line.cnt),
    pric: Number(line.pric),
    prd_days: Number(line.prd_days ?? 0),
    ...Object.fromEntries(PASSED.map((name) => [name, line[name] ?? ''])),
    det_item_fee_sumamt: yuanNumber(row.amount as Fen),
    pric_uplmt_amt: Number(item?.pric_uplmt_amt),
    selfpay_prop: Number(item?.selfpay_prop),
    fulamt_ownpay_amt: yuanNumber(row.fulamt as Fen),
    overlmt_amt: yuanNumber(row.overlmt as Fen),
    preselfpay_amt: yuanNumber(row.preself as Fen),
    inscp_scp_amt: yuanNumber(row.inscp as Fen),
    chrgitm_lv: item?.chrgitm_lv ?? '',
    hilist_code: item?.med_list_codg ?? '',
    hilist_name: item?.name ?? '',
    list_type: item?.list_type ?? '',
    med_list_codg: item?.med_list_codg ?? '',
    medins_list_name: item?.name ?? '',
    med_chrgitm_type: item?.med_chrgitm_type ?? '',
    prodname: '',
    spec: item?.spec ?? '',
    dosform_name: formOf(item?.name ?? ''),
    lmt_used_flag: item?.lmt_used_flag ?? '',
    opt_time: datetime(row.at_ms),
  }
}

export const query: Area = { '5201': visits, '5303': inHospital, '5203': settlement, '5204': details }
