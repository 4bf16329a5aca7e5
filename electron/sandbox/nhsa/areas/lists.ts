import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { sum, tryYuan, yuanText } from '../../../../shared/money.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import { settlementBy } from '../booking.ts'
import { personOf } from '../people.ts'
import type { SettlementInfo, SettlementRow } from '../rows.ts'
import { STANDING } from '../rows.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'
import { listAnswer } from './lists-answer.ts'

/** 4101–4105: settlement lists. Rules: contracts of the group 医疗保障基金结算清单. */
export interface ListRow {
  setl_id: string
  setl_list_id: string
  psn_no: string
  mdtrt_id: string
  fixmedins_code: string
  infno: string
  /** setl_list_stas_type */
  stas: string
  chk_cont: string
  body: string
  at_ms: number
}

const text = (value: Json | undefined) => (value === null || value === undefined ? '' : String(value))

const listBy = (ctx: Ctx, setl_id: string, psn_no: string): ListRow | undefined =>
  ctx.store.get<ListRow>(
    'select * from setl_list where setl_id = ? and psn_no = ? and fixmedins_code = ?',
    setl_id,
    psn_no,
    ctx.env.fixmedins_code,
  )

/** The settlement that a list is of: this hospital's, standing, and the last of its stay. */
function listed(ctx: Ctx, info: JsonObject): SettlementRow {
  const of = settlementBy(text(info.setl_id), ctx)
  if (!of || of.fixmedins_code !== ctx.env.fixmedins_code || of.reverses)
    refuse(`结算信息不存在（结算ID ${text(info.setl_id)}）`)
  if (of.refd) refuse('该结算已撤销，不能上传结算清单')
  if (info.psn_no !== undefined && text(info.psn_no) !== of.psn_no) refuse('人员编号与结算不符')
  if (text(info.mdtrt_id) !== of.mdtrt_id) refuse('就诊ID与结算不符')
  if ((JSON.parse(of.info) as SettlementInfo).mid_setl_flag === '1')
    refuse('中途结算不上传结算清单，请在出院结算后上传')
  return of
}

/** 4101, 4101A: once submitted it may not change any more. */
function upload(infno: string) {
  return (input: JsonObject, ctx: Ctx): Json => {
    const info = node(input, 'setlinfo') ?? {}
    const of = listed(ctx, info)
    const before = listBy(ctx, of.setl_id, of.psn_no)
    if (before?.stas === '3') refuse('清单审核不通过，请先改为未提交（4102）再上传')
    if (before && before.stas !== '0') refuse('清单已提交，不能修改')
    checkDiagnoses(rows(input, 'diseinfo'))
    checkFunds(rows(input, 'payinfo'), of)
    const setl_list_id = before?.setl_list_id ?? `Q${String(ctx.store.next('setl_list')).padStart(8, '0')}`
    ctx.store.run('delete from setl_list where setl_id = ?', of.setl_id)
    ctx.store.insert('setl_list', {
      ...{ setl_id: of.setl_id, setl_list_id, psn_no: of.psn_no, mdtrt_id: of.mdtrt_id },
      ...{ fixmedins_code: ctx.env.fixmedins_code, infno, stas: '0', chk_cont: '' },
      ...{ body: JSON.stringify(input), at_ms: ctx.at_ms },
    })
    return { data: { setl_list_id } }
  }
}

function checkDiagnoses(diagnoses: JsonObject[]): void {
  if (diagnoses.length === 0) return
  const main = diagnoses.filter((row) => row.maindiag_flag === '1' && text(row.diag_type) === '1')
  if (main.length !== 1) refuse('主诊断标志：西医主要诊断应有且只有一个')
}

function checkFunds(funds: JsonObject[], of: SettlementRow): void {
  if (funds.length === 0) return
  const told = sum(funds.map((row) => tryYuan(row.fund_payamt) ?? refuse('基金支付金额 不是金额')))
  if (told !== of.fund_pay_sumamt)
    refuse(`基金支付金额合计 ${yuanText(told)} 与结算的基金支付总额 ${yuanText(of.fund_pay_sumamt)} 不符`)
}

/** 4102: 0 → 1, and of what was turned down 3 → 0 or 1. */
function change(input: JsonObject, ctx: Ctx): Json {
  for (const row of rows(node(input, 'data') ?? {}, 'stastinfo')) {
    const list = listBy(ctx, text(row.setl_id), text(row.psn_no))
    if (!list) refuse(`结算清单不存在（结算ID ${text(row.setl_id)}），请先上传`)
    const to = text(row.stas_type)
    if (to !== '0' && to !== '1') refuse('审核状态只能改为未提交或已提交')
    if (list.stas === '2') refuse('清单已审核通过，不能改变状态')
    if (list.stas === '1')
      refuse(to === '1' ? '清单已提交，不能再次提交' : '清单已提交，审核不通过后才能退回')
    const grave = to === '1' ? qualityOf(list).filter((fault) => fault.err_lv === '1') : []
    ctx.store.run(
      'update setl_list set stas = ?, chk_cont = ? where setl_id = ?',
      grave.length > 0 ? '3' : to,
      grave.map((fault) => fault.qltctrl_chk_rslt).join('；'),
      list.setl_id,
    )
  }
  return null
}

/** 4103 */
function ask(input: JsonObject, ctx: Ctx): Json {
  const { setl_id, psn_no } = node(input, 'data') ?? {}
  const list = listBy(ctx, text(setl_id), text(psn_no)) ?? refuse('未查询到结算清单')
  return listAnswer(list, settlementBy(list.setl_id, ctx) ?? refuse('未查询到结算信息'), ctx)
}

interface Fault {
  exam_data_fld: string
  qltctrl_chk_rslt: string
  err_lv: string
  retn_flag: string
  init_val: string
  [key: string]: Json
}

/** What the centre's quality control looks at: grave ones turn a submitted list down. */
function qualityOf(list: ListRow): Fault[] {
  const input = JSON.parse(list.body) as JsonObject
  const info = node(input, 'setlinfo') ?? {}
  const main = rows(input, 'diseinfo').find((row) => row.maindiag_flag === '1' && text(row.diag_type) === '1')
  const code = text(main?.diag_code)
  const fault = (name: string, words: string, grave: boolean, value: Json | undefined): Fault => ({
    ...{ exam_data_fld: name, qltctrl_chk_rslt: words, err_lv: grave ? '1' : '2' },
    ...{ retn_flag: grave ? '1' : '0', init_val: text(value) },
  })
  return [
    ...(/^[RVWXY]/.test(code)
      ? [fault('diag_code', '主要诊断不应是症状体征或损伤外因的编码', true, code)]
      : []),
    ...(text(info.resp_nurs_code) ? [] : [fault('resp_nurs_code', '责任护士代码为空', false, '')]),
    ...(text(info.adm_way) ? [] : [fault('adm_way', '入院途径为空', false, '')]),
  ]
}

/** 4104: one row a list of the month that quality control has something to say of, or has passed. */
function quality(input: JsonObject, ctx: Ctx): Json {
  const asked = node(input, 'data') ?? {}
  const all = ctx.store
    .all<ListRow>('select * from setl_list where fixmedins_code = ? order by setl_id', ctx.env.fixmedins_code)
    .flatMap((list) => qualityRow(list, asked, ctx))
  const [no, size] = [Number(asked.page_num), Number(asked.page_size)]
  return all.slice((no - 1) * size, no * size)
}

function qualityRow(list: ListRow, asked: JsonObject, ctx: Ctx): JsonObject[] {
  const of = settlementBy(list.setl_id, ctx)
  const detailinfo = qualityOf(list)
  const err_lv = detailinfo.some((fault) => fault.err_lv === '1') ? '1' : detailinfo.length > 0 ? '2' : '0'
  const person = personOf(list.psn_no)
  const row = {
    ...{ fixmedins_code: list.fixmedins_code, fixmedins_name: ctx.env.fixmedins_name },
    ...{ setl_ym: of ? dateOf(of.setl_ms).replaceAll('-', '').slice(0, 6) : '', setl_id: list.setl_id },
    ...{ psn_no: list.psn_no, psn_name: person.psn_name, psn_cert_type: person.psn_cert_type },
    ...{ cert_no: person.certno, qltctrl_rslt: err_lv === '0' ? '1' : '0', err_lv },
    ...{ retn_flag: err_lv === '1' ? '1' : '0', qltctrl_ver: 'V1.0', qltctrl_time: datetime(list.at_ms) },
    detailinfo,
  }
  const fits = (['setl_ym', 'setl_id', 'psn_no', 'err_lv', 'retn_flag'] as const).every(
    (name) => !text(asked[name]) || text(asked[name]) === row[name],
  )
  return fits ? [row] : []
}

/** 4105: how many settlements of these kinds want a list, and how many have one. */
function count(input: JsonObject, ctx: Ctx): Json {
  const asked = node(input, 'data') ?? {}
  const types = Array.isArray(asked.medtype_list) ? asked.medtype_list.map(text) : []
  const due = ctx.store
    .all<SettlementRow>(
      `select * from settlement where fixmedins_code = ? and ${STANDING}`,
      ctx.env.fixmedins_code,
    )
    .filter((row) => {
      const at = datetime(row.setl_ms)
      const mid = (JSON.parse(row.info) as SettlementInfo).mid_setl_flag === '1'
      const inTime = at >= text(asked.stt_begntime) && at <= text(asked.stt_endtime)
      return inTime && !mid && types.includes(row.med_type)
    })
  const done = due.filter((row) => listBy(ctx, row.setl_id, row.psn_no))
  return { needUploadCnt: due.length, uploadedCnt: done.length }
}

export const lists: Area = {
  '4101': upload('4101'),
  '4101A': upload('4101A'),
  '4102': change,
  '4103': ask,
  '4104': quality,
  '4105': count,
}
