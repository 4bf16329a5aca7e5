import type { JsonObject } from '../../../../shared/contract.ts'
import { checkHolder, liveInsurance, personOf } from '../people.ts'
import { standingOf, visitOf } from '../rows.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

/** 2201 */
function register(input: JsonObject, ctx: Ctx) {
  const data = input.data as Record<string, string>
  const person = personOf(data.psn_no ?? '')
  const insu = liveInsurance(person, data.insutype ?? '')
  checkHolder(person, data, ctx)
  const ipt_otp_no = data.ipt_otp_no ?? ''
  const double = ctx.store.get<{ mdtrt_id: string }>(
    'select mdtrt_id from visit where fixmedins_code = ? and ipt_otp_no = ? and stas = 1',
    ctx.env.fixmedins_code,
    ipt_otp_no,
  )
  if (double) refuse(`门诊号 ${ipt_otp_no} 重复挂号，已有有效的就诊登记`)
  const mdtrt_id = `${insu.insuplc_admdvs}${String(ctx.store.next('mdtrt')).padStart(12, '0')}`
  ctx.store.insert('visit', {
    mdtrt_id,
    msgid: ctx.env.msgid,
    psn_no: person.psn_no,
    insutype: insu.insutype,
    fixmedins_code: ctx.env.fixmedins_code,
    ipt_otp_no,
    begntime: data.begntime ?? '',
    med_type: '',
    insuplc_admdvs: insu.insuplc_admdvs,
    stas: 1,
    diags: 0,
    info: JSON.stringify(data),
    mdtrtinfo: '{}',
    diseinfo: '[]',
    at_ms: ctx.at_ms,
  })
  return { data: { mdtrt_id, psn_no: person.psn_no, ipt_otp_no, exp_content: '' } }
}

/** 2202 */
function cancel(input: JsonObject, ctx: Ctx) {
  const { mdtrt_id = '', psn_no = '', ipt_otp_no } = input.data as Record<string, string>
  const visit = visitOf(ctx, mdtrt_id, psn_no)
  if (visit.ipt_otp_no !== ipt_otp_no) refuse('住院/门诊号与就诊登记不符')
  if (standingOf(ctx, mdtrt_id) > 0) refuse('该就诊已结算，请先撤销结算（2208）')
  const left = ctx.store.get<{ n: number }>('select count(*) as n from detail where mdtrt_id = ?', mdtrt_id)
  if (left && left.n > 0) refuse('该就诊还有费用明细，请先撤销费用明细（2205）')
  ctx.store.run('update visit set stas = 0 where mdtrt_id = ?', mdtrt_id)
  return null
}

/** 2203, 2203A: the newest stands whole; vali_flag 0 on every row takes the diagnosis back. */
function diagnose(input: JsonObject, ctx: Ctx) {
  const info = input.mdtrtinfo as Record<string, string>
  const rows = input.diseinfo as Record<string, string>[]
  const visit = visitOf(ctx, info.mdtrt_id ?? '', info.psn_no ?? '')
  const med_type = info.med_type ?? ''
  if (visit.med_type && visit.med_type !== med_type && standingOf(ctx, visit.mdtrt_id) > 0)
    refuse('该就诊已有结算，不能更改医疗类别')
  if (med_type === '14' && !info.dise_codg) refuse('门诊慢特病就诊须填写病种编码')
  const valid = rows.filter((row) => row.vali_flag === '1')
  const order = valid.map((row) => Number(row.diag_srt_no))
  if (new Set(order).size !== order.length) refuse('诊断排序号不能相同')
  if (valid.length > 0 && !order.includes(1)) refuse('诊断排序号须从 1 开始')
  const main = valid.filter((row) => row.maindiag_flag === '1')
  if (main.length > 1 || main.some((row) => Number(row.diag_srt_no) !== 1))
    refuse('主诊断只能有一个，且须排在第一')
  ctx.store.run(
    'update visit set med_type = ?, diags = ?, mdtrtinfo = ?, diseinfo = ? where mdtrt_id = ?',
    med_type,
    valid.length,
    JSON.stringify(info),
    JSON.stringify(rows),
    visit.mdtrt_id,
  )
  return null
}

export const visit: Area = { '2201': register, '2202': cancel, '2203': diagnose, '2203A': diagnose }
