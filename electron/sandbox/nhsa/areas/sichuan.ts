import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { tryYuan } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { insuranceOf, personOf } from '../people.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'
import { sichuanFamily } from './sichuan-family.ts'
import {
  bodyOf,
  type Data,
  dataOf,
  keep,
  newId,
  page,
  recordOf,
  recordsOf,
  setStas,
  settledOf,
  within,
} from './sichuan-kit.ts'
import { sichuanLists } from './sichuan-lists.ts'
import { sichuanPapers } from './sichuan-papers.ts'

const INFO: [type: string, code: string, name: string, value: string][] = [
  ['01', 'SCX_CLR_WAY', '清算方式', '1 按项目；2 按病种'],
  ['02', 'DEDC_STAY_3', '三级医院住院起付线', '800'],
  ['02', 'DEDC_STAY_2', '二级医院住院起付线', '500'],
  ['02', 'MULAID_LIMIT', '共济账户单次支付上限', '不限'],
  ['03', 'GG20260105', '关于药品追溯码依码结算的通知', '自 2026-01-01 起全量采集上传'],
  ['04', 'HOSP_LV', '医院等级', '三级'],
]
const UPDATED = '2026-01-05 00:00:00'

/** SCX-0101 */
function info(input: JsonObject) {
  const data = dataOf(input)
  const rows = INFO.filter(
    ([type, code]) =>
      type === data.info_type &&
      (!data.info_code || code === data.info_code) &&
      (!data.updt_time || UPDATED > data.updt_time),
  )
  return {
    data: {
      recordCounts: rows.length,
      info: page(rows, data).map(([info_type, info_code, info_name, info_value]) => ({
        ...{ info_type, info_code, info_name, info_value },
        ...{ begndate: '2026-01-01', enddate: '', vali_flag: '1', updt_time: UPDATED },
      })),
    },
  }
}

/** The visit that a mark is set on: of this hospital and person, standing, not settled. */
function openVisit(ctx: Ctx, mdtrt_id: string, psn_no: string): void {
  const visit = ctx.store.get(
    'select 1 from visit where mdtrt_id = ? and psn_no = ? and fixmedins_code = ? and stas = 1',
    mdtrt_id,
    psn_no,
    ctx.env.fixmedins_code,
  )
  if (!visit) refuse(`就诊登记信息不存在（就诊ID ${mdtrt_id}）`)
  const settled = ctx.store.get(
    'select 1 from settlement where mdtrt_id = ? and refd = 0 and reverses is null and voided = 0',
    mdtrt_id,
  )
  if (settled) refuse('该就诊已结算，不能变更特殊标识')
}

/** SCX-0301 */
function mark(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const person = personOf(data.psn_no ?? '')
  if (data.certno !== person.certno) refuse('证件号码与参保信息不符')
  openVisit(ctx, data.mdtrt_id ?? '', person.psn_no)
  const same = recordsOf(ctx, 'spflag', 'mdtrt_id', data.mdtrt_id ?? '').find(
    (row) => row.stas === '1' && bodyOf<Data>(row).ipt_psn_sp_flag_type === data.ipt_psn_sp_flag_type,
  )
  if (same) refuse('该就诊已有同类特殊标识，不能重复上传')
  const id = newId(ctx, 'BS', 'spflag')
  keep(ctx, 'spflag', id, { psn_no: person.psn_no, mdtrt_id: data.mdtrt_id ?? '' }, data)
  return { data: { ipt_psn_sp_flag_detl_id: id } }
}

/** SCX-0302 */
function marks(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const rows = recordsOf(ctx, 'spflag', 'psn_no', data.psn_no ?? '').filter((row) => {
    const body = bodyOf<Data>(row)
    return (
      (!data.mdtrt_id || row.mdtrt_id === data.mdtrt_id) &&
      (!data.ipt_psn_sp_flag_type || body.ipt_psn_sp_flag_type === data.ipt_psn_sp_flag_type) &&
      within(dateOf(row.at_ms), data)
    )
  })
  const spflag = rows.map((row) => {
    const { opter: _, opter_name: __, ...body } = bodyOf<Data>(row)
    return { ...body, ipt_psn_sp_flag_detl_id: row.id, vali_flag: row.stas }
  })
  return { data: { psn_no: data.psn_no ?? '', spflag } }
}

/** SCX-0303 */
function unmark(input: JsonObject, ctx: Ctx) {
  const { ipt_psn_sp_flag_detl_id = '', mdtrt_id = '', psn_no = '' } = dataOf(input)
  const row = recordOf(ctx, 'spflag', ipt_psn_sp_flag_detl_id, '特殊标识')
  if (row.stas !== '1') refuse(`特殊标识 ${row.id} 不存在或已撤销`)
  if (row.mdtrt_id !== mdtrt_id || row.psn_no !== psn_no) refuse('特殊标识与就诊不符')
  openVisit(ctx, mdtrt_id, psn_no)
  setStas(ctx, row, '0')
  return { data: { ipt_psn_sp_flag_detl_id } }
}

/** SCX-0401: one valid bill a settlement, its sum the settlement's. */
function bill(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const settled = settledOf(ctx, data.setl_id ?? '', data.psn_no ?? '')
  if (recordsOf(ctx, 'bill', 'setl_id', settled.setl_id).some(({ stas }) => stas === '1'))
    refuse('该结算已有有效电子票据，不能重复上传')
  const items = (input.data as JsonObject).billitem as JsonObject[]
  const total = items.reduce((sum, item) => sum + (tryYuan(item.chrgitm_amt) ?? 0), 0)
  if (tryYuan(data.bill_amt) !== total) refuse('票据金额与收费项目金额之和不符')
  if (total !== settled.medfee_sumamt) refuse('票据金额与结算总额不符')
  const id = newId(ctx, 'PJ', 'bill')
  const { mdtrt_id, setl_id, psn_no } = settled
  keep(ctx, 'bill', id, { mdtrt_id, setl_id, psn_no }, data)
  return { data: { bill_sn: id } }
}

/** SCX-0402 */
function bills(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const keys = ['setl_id', 'mdtrt_id', 'psn_no', 'elec_bill_code', 'elec_billno'] as const
  if (!keys.some((key) => data[key]) && !(data.begndate && data.enddate))
    refuse('至少给出一个查询条件或起止日期')
  const all = ctx.store.all<Parameters<typeof bodyOf>[0]>(
    "select * from scx where kind = 'bill' and fixmedins_code = ? order by at_ms, id",
    ctx.env.fixmedins_code,
  )
  const found = all.filter((row) => {
    const body = bodyOf<Data>(row)
    return keys.every((key) => !data[key] || body[key] === data[key]) && within(body.bill_date ?? '', data)
  })
  const shown = page(found, data).map((row) => {
    const { billitem: _, opter: __, opter_name: ___, opt_time: ____, ...body } = bodyOf(row)
    return { bill_sn: row.id, ...body, bill_stas: row.stas }
  })
  return { data: { recordCounts: found.length, bill: shown as Json } }
}

/** SCX-0403 */
function red(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const row = recordOf(ctx, 'bill', data.bill_sn ?? '', '电子票据')
  const body = bodyOf<Data>(row)
  if (row.stas !== '1') refuse(`电子票据 ${row.id} 不存在或已冲红`)
  if (row.setl_id !== data.setl_id || body.elec_billno !== data.elec_billno)
    refuse('电子票据号码与上传的不符')
  setStas(ctx, row, '2')
  return { data: { bill_sn: row.id, bill_stas: '2' } }
}

/** SCX-0701: residents, one valid filing a person and disease, not beside the same special chronic disease. */
function fileTwo(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const person = personOf(data.psn_no ?? '')
  insuranceOf(person, data.insutype ?? '')
  if (data.insutype !== '390') refuse('城乡两病只为居民医保参保人办理')
  if (data.enddate && data.enddate < (data.begndate ?? '')) refuse('结束日期不能早于开始日期')
  const standing = recordsOf(ctx, 'two', 'psn_no', person.psn_no).filter(({ stas }) => stas === '1')
  if (standing.some((row) => bodyOf<Data>(row).two_dise_type === data.two_dise_type))
    refuse('该病种已备案，不能重复备案')
  const chronic = ctx.store.get(
    "select 1 from filing where psn_no = ? and kind = 'chronic' and stas = 1 and item = ?",
    person.psn_no,
    data.opsp_dise_code ?? '',
  )
  if (chronic) refuse('该病种已按门诊慢特病备案，不能再备案两病')
  const id = newId(ctx, 'LB', 'two')
  keep(ctx, 'two', id, { psn_no: person.psn_no }, data)
  return { data: { trt_dcla_detl_sn: id, chk_stas: '1' } }
}

/** SCX-0702 */
function withdrawTwo(input: JsonObject, ctx: Ctx) {
  const { trt_dcla_detl_sn = '', psn_no } = dataOf(input)
  const row = recordOf(ctx, 'two', trt_dcla_detl_sn, '两病备案')
  if (row.stas !== '1' || row.psn_no !== psn_no) refuse(`两病备案 ${row.id} 不存在或已撤销`)
  setStas(ctx, row, '0')
  return { data: { trt_dcla_detl_sn } }
}

/** SCX-0703 */
function listTwo(input: JsonObject, ctx: Ctx) {
  const data = dataOf(input)
  const person = personOf(data.psn_no ?? '')
  const rows = recordsOf(ctx, 'two', 'psn_no', person.psn_no).filter(
    (row) => !data.two_dise_type || bodyOf<Data>(row).two_dise_type === data.two_dise_type,
  )
  return {
    result: rows.map((row) => {
      const body = bodyOf<Data>(row)
      return {
        ...{ trt_dcla_detl_sn: row.id, psn_no: row.psn_no, psn_name: person.psn_name },
        ...{ opsp_dise_code: body.opsp_dise_code!, opsp_dise_name: body.opsp_dise_name! },
        ...{ two_dise_type: body.two_dise_type!, begndate: body.begndate!, enddate: body.enddate ?? '' },
        ...{ chk_stas: '1', fixmedins_code: row.fixmedins_code, vali_flag: row.stas },
      }
    }),
  }
}

/** SCX-*: Sichuan's extension. */
export const sichuan: Area = {
  'SCX-0101': info,
  ...sichuanFamily,
  'SCX-0301': mark,
  'SCX-0302': marks,
  'SCX-0303': unmark,
  'SCX-0401': bill,
  'SCX-0402': bills,
  'SCX-0403': red,
  ...sichuanPapers,
  'SCX-0701': fileTwo,
  'SCX-0702': withdrawTwo,
  'SCX-0703': listTwo,
  ...sichuanLists,
}
