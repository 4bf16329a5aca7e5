import type { JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { checkHolder, liveInsurance, personOf } from '../people.ts'
import { planFor } from '../plans.ts'
import type { StayRow, VisitRow } from '../rows.ts'
import { openStay, standingOf, stayOf } from '../rows.ts'
import type { Area, Ctx, Undo } from '../types.ts'
import { refuse } from '../types.ts'

type Data = Record<string, string>
type Diagnosis = Data & { diag_srt_no?: string | number }
const DAY_ms = 86_400_000

/** The one main diagnosis of a list; refuses a list without, or with two. Source: 2401 and 2402 rules. */
function mainOf(rows: Diagnosis[], what: string): Diagnosis {
  const order = rows.map((row) => Number(row.diag_srt_no))
  if (new Set(order).size !== order.length) refuse('诊断排序号不能相同')
  const main = rows.filter((row) => row.maindiag_flag === '1')
  return main.length === 1 ? (main[0] as Diagnosis) : refuse(`${what}须有且只有一条主诊断`)
}

function checkMain(rows: Diagnosis[], dscg_maindiag_code: string | undefined): void {
  if (mainOf(rows, '入院诊断').diag_code !== dscg_maindiag_code)
    refuse('主诊断与住院主诊断代码（dscg_maindiag_code）不一致')
}

function checkBegin(begntime: string, ctx: Ctx): void {
  if (begntime > datetime(ctx.at_ms + DAY_ms)) refuse(`入院时间 ${begntime} 晚于当前时间`)
}

function checkPlan(insutype: string, med_type: string): void {
  if (!planFor(insutype, med_type, true)) refuse(`该险种不能以医疗类别 ${med_type} 办理住院`)
}

/** Nobody is in hospital twice, wherever; a number is free again once its admission is cancelled. */
function checkAlone(psn_no: string, ipt_no: string, ctx: Ctx): void {
  const { fixmedins_code } = ctx.env
  const double = ctx.store.get(
    'select 1 from visit where fixmedins_code = ? and ipt_otp_no = ? and stas = 1',
    fixmedins_code,
    ipt_no,
  )
  if (double) refuse(`住院号 ${ipt_no} 重复入院登记`)
  const other = ctx.store.get<VisitRow>(
    `select * from visit join stay using (mdtrt_id)
     where psn_no = ? and stas = 1 and setl_id = '' order by mdtrt_id limit 1`,
    psn_no,
  )
  if (other?.fixmedins_code === fixmedins_code)
    refuse(`该人员在本机构已有未结束的住院（住院号 ${other.ipt_otp_no}）`)
  if (other) refuse('该人员在其他机构已有未结束的住院')
}

/** 2401 */
function admit(input: JsonObject, ctx: Ctx) {
  const data = input.mdtrtinfo as Data
  const diseinfo = input.diseinfo as Diagnosis[]
  const { ipt_no = '', begntime = '', med_type = '' } = data
  const person = personOf(data.psn_no ?? '')
  const insu = liveInsurance(person, data.insutype ?? '')
  checkHolder(person, data, ctx)
  checkPlan(insu.insutype, med_type)
  checkMain(diseinfo, data.dscg_maindiag_code)
  if (diseinfo.some((row) => row.psn_no !== person.psn_no)) refuse('诊断的人员编号与入院登记不符')
  checkBegin(begntime, ctx)
  checkAlone(person.psn_no, ipt_no, ctx)
  const mdtrt_id = `${insu.insuplc_admdvs}${String(ctx.store.next('mdtrt')).padStart(12, '0')}`
  ctx.store.insert('visit', {
    mdtrt_id,
    msgid: ctx.env.msgid,
    psn_no: person.psn_no,
    insutype: insu.insutype,
    fixmedins_code: ctx.env.fixmedins_code,
    ipt_otp_no: ipt_no,
    begntime,
    med_type,
    insuplc_admdvs: insu.insuplc_admdvs,
    stas: 1,
    diags: diseinfo.length,
    info: JSON.stringify(data),
    mdtrtinfo: JSON.stringify(data),
    diseinfo: JSON.stringify(diseinfo),
    at_ms: ctx.at_ms,
  })
  ctx.store.insert('stay', { mdtrt_id, out: 0, setl_id: '', dscginfo: '{}', dscgdise: '[]' })
  return { result: { mdtrt_id, exp_content: '' } }
}

/** What 2403 does not carry and 2401 said. */
const KEPT = ['insutype', 'mdtrt_cert_no', 'card_sn', 'psn_cert_type', 'certno', 'psn_type', 'psn_name']

/** 2403: overwrites whole; diagnoses by their diag_srt_no, those not named stay. */
function change(input: JsonObject, ctx: Ctx) {
  const data = input.adminfo as Data
  const stay = openStay(ctx, data.mdtrt_id ?? '', data.psn_no ?? '')
  const { begntime = '', med_type = '' } = data
  if (data.ipt_otp_no !== stay.ipt_otp_no) refuse('住院号与入院登记不符')
  if (med_type !== stay.med_type) {
    checkPlan(stay.insutype, med_type)
    if (standingOf(ctx, stay.mdtrt_id) > 0) refuse('该住院已有中途结算，不能更改医疗类别')
  }
  const bySrt = new Map<number, Diagnosis>()
  for (const row of [...(JSON.parse(stay.diseinfo) as Diagnosis[]), ...(input.diseinfo as Diagnosis[])])
    bySrt.set(Number(row.diag_srt_no), row)
  const diseinfo = [...bySrt.values()]
  checkMain(diseinfo, data.dscg_maindiag_code)
  checkBegin(begntime, ctx)
  const [first] = feeTimes(ctx, stay)
  if (first && begntime > first) refuse(`入院时间不能晚于已上传明细的费用发生时间 ${first}`)
  if (stay.out && begntime > endtimeOf(stay)) refuse('入院时间不能晚于出院时间')
  const before = JSON.parse(stay.info) as Data
  const kept = Object.fromEntries(KEPT.map((name) => [name, before[name] ?? '']))
  const info = JSON.stringify({ ...kept, ...data, ipt_no: stay.ipt_otp_no })
  ctx.store.run(
    `update visit set begntime = ?, med_type = ?, diags = ?, info = ?, mdtrtinfo = ?, diseinfo = ?
     where mdtrt_id = ?`,
    begntime,
    med_type,
    diseinfo.length,
    info,
    info,
    JSON.stringify(diseinfo),
    stay.mdtrt_id,
  )
  return null
}

export const endtimeOf = (stay: StayRow): string =>
  (JSON.parse(stay.dscginfo) as { endtime?: string }).endtime ?? ''

/** The first and the last fee_ocur_time of what is uploaded; what lies before the admission is er_flag's. */
function feeTimes(ctx: Ctx, stay: VisitRow): [first: string, last: string] {
  const row = ctx.store.get<{ first: string | null; last: string | null }>(
    `select min(time) filter (where time >= ?) as first, max(time) as last
     from (select json_extract(line, '$.fee_ocur_time') as time from detail where mdtrt_id = ?)`,
    stay.begntime,
    stay.mdtrt_id,
  )
  return [row?.first ?? '', row?.last ?? '']
}

/** 2402 */
function discharge(input: JsonObject, ctx: Ctx) {
  const data = input.dscginfo as Data
  const diseinfo = input.diseinfo as Diagnosis[]
  const stay = stayOf(ctx, data.mdtrt_id ?? '', data.psn_no ?? '')
  if (stay.out) refuse('该住院已办理出院，重复办理无效')
  if (data.insutype !== stay.insutype) refuse('险种类型与入院登记时不一致')
  const { endtime = '', die_date = '' } = data
  if (endtime < stay.begntime) refuse('出院时间不能早于入院时间')
  if (endtime > datetime(ctx.at_ms + DAY_ms)) refuse(`出院时间 ${endtime} 晚于当前时间`)
  const [, last] = feeTimes(ctx, stay)
  if (endtime < last) refuse(`出院时间不能早于已上传明细的费用发生时间 ${last}`)
  if (diseinfo.some((row) => row.mdtrt_id !== stay.mdtrt_id || row.psn_no !== stay.psn_no))
    refuse('诊断的就诊ID或人员编号与出院信息不符')
  mainOf(diseinfo, '出院诊断')
  if ((data.dscg_way === '5') !== (die_date !== '')) refuse('离院方式为死亡时须填死亡日期，否则不填')
  if (die_date && (die_date < stay.begntime.slice(0, 10) || die_date > endtime.slice(0, 10)))
    refuse('死亡日期须在入院与出院之间')
  ctx.store.run(
    'update stay set out = 1, dscginfo = ?, dscgdise = ? where mdtrt_id = ?',
    JSON.stringify(data),
    JSON.stringify(diseinfo),
    stay.mdtrt_id,
  )
  return null
}

/** 2405 */
function back(input: JsonObject, ctx: Ctx) {
  const { mdtrt_id = '', psn_no = '' } = input.data as Data
  const stay = openStay(ctx, mdtrt_id, psn_no)
  if (!stay.out) refuse('该住院未办理出院，无须撤销')
  ctx.store.run("update stay set out = 0, dscginfo = '{}', dscgdise = '[]' where mdtrt_id = ?", mdtrt_id)
  return null
}

/** An admission goes away only bare: the way of 2404 and of 2601. */
function withdraw(stay: VisitRow & StayRow, ctx: Ctx): void {
  if (standingOf(ctx, stay.mdtrt_id) > 0) refuse('该住院已有结算，请先撤销结算（2305）')
  // not in the words of a double 2402: a client may take those for "done"
  if (stay.out) refuse('该住院处于出院状态，请先撤销出院办理（2405）')
  if (ctx.store.get('select 1 from detail where mdtrt_id = ?', stay.mdtrt_id))
    refuse('该住院还有费用明细，请先撤销费用明细（2302）')
  ctx.store.run('update visit set stas = 0 where mdtrt_id = ?', stay.mdtrt_id)
}

/** 2404 */
function cancel(input: JsonObject, ctx: Ctx) {
  const { mdtrt_id = '', psn_no = '' } = input.data as Data
  withdraw(stayOf(ctx, mdtrt_id, psn_no), ctx)
  return null
}

/** 2601 of 2401 */
const undoAdmission: Undo = (message, ctx) => {
  const made = ctx.store.get<VisitRow>(
    'select * from visit where msgid = ? and fixmedins_code = ?',
    message.msgid,
    ctx.env.fixmedins_code,
  )
  if (!made?.stas) refuse('原入院登记已撤销，不能冲正')
  withdraw(stayOf(ctx, made.mdtrt_id, made.psn_no), ctx)
}

export const stay: Area = {
  '2401': admit,
  '2402': discharge,
  '2403': change,
  '2404': cancel,
  '2405': back,
}

export const stayUndo: Record<string, Undo> = { '2401': undoAdmission }
