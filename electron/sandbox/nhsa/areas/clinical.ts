import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Area, Ctx, Handler } from '../types.ts'
import { refuse } from '../types.ts'

type Data = Record<string, Json>
const text = (row: Data, name: string) => String(row[name] ?? '')
const rowsOf = (input: JsonObject, node: string): Data[] => {
  const value = input[node]
  return (Array.isArray(value) ? value : value ? [value] : []) as Data[]
}

/**
 * 4301–4701. Source: contracts/nhsa, rules of each code and notes of its fields: one patient a call, whose visit
 * must be known here where it is named; what comes again under its key takes the place of the older.
 */
interface Kind {
  /** the node that says whose visit it is */
  head: string
  /** what tells one record from another */
  key: readonly string[]
  /** refuses what the rules forbid; `at` names the row: 「第 2 行」 or '' */
  check?(row: Data, ctx: Ctx, at: string, input: JsonObject): void
}

/** Stored row by row, or as one record where the head is a single node. */
function taking(infno: string, kind: Kind): Handler {
  return (input, ctx) => {
    const rows = rowsOf(input, kind.head)
    const whose = new Set(rows.map((row) => text(row, 'mdtrt_sn')))
    if (whose.size > 1) refuse('一次只能上传一位患者的一次就诊：就医流水号不一致')
    rows.forEach((row, i) => {
      const at = rows.length > 1 ? `第 ${i + 1} 行` : ''
      checkVisit(row, ctx, at)
      checkTimes(row, ctx, at)
      kind.check?.(row, ctx, at, input)
    })
    const single = !Array.isArray(input[kind.head])
    for (const row of rows) keep(infno, kind, row, single ? input : row, ctx)
    return null
  }
}

function keep(infno: string, kind: Kind, row: Data, body: JsonObject, ctx: Ctx): void {
  const { fixmedins_code, msgid } = ctx.env
  const key = kind.key.map((name) => text(row, name)).join(' ')
  const old = ctx.store.get<{ msgid: string; times: number }>(
    'select msgid, times from clinical where fixmedins_code = ? and infno = ? and key = ?',
    ...[fixmedins_code, infno, key],
  )
  if (old)
    ctx.store.run(
      'delete from clinical where fixmedins_code = ? and infno = ? and key = ?',
      ...[fixmedins_code, infno, key],
    )
  ctx.store.insert('clinical', {
    ...{ fixmedins_code, infno, key, mdtrt_sn: text(row, 'mdtrt_sn'), psn_no: text(row, 'psn_no') },
    vali: row.vali_flag === '0' ? 0 : 1,
    // the same message again is the same delivery
    times: old ? old.times + (old.msgid === msgid ? 0 : 1) : 1,
    ...{ msgid, body: JSON.stringify(body), at_ms: ctx.at_ms },
  })
}

/** 医保病人必填: both numbers or none, and the visit is this person's, at this institution. */
function checkVisit(row: Data, ctx: Ctx, at: string): void {
  const mdtrt_id = text(row, 'mdtrt_id')
  const psn_no = text(row, 'psn_no')
  if (!mdtrt_id && !psn_no) return
  if (!mdtrt_id) refuse(`${at}就诊ID（mdtrt_id）不能为空：医保患者必填`)
  if (!psn_no) refuse(`${at}人员编号（psn_no）不能为空：医保患者必填`)
  const visit = ctx.store.get<{ psn_no: string; fixmedins_code: string }>(
    'select psn_no, fixmedins_code from visit where mdtrt_id = ?',
    mdtrt_id,
  )
  if (!visit || visit.fixmedins_code !== ctx.env.fixmedins_code)
    refuse(`${at}就诊ID（mdtrt_id）${mdtrt_id} 不存在`)
  if (visit.psn_no !== psn_no) refuse(`${at}人员编号（psn_no）与就诊登记不一致`)
}

/** Nothing that has been done or measured lies ahead. */
const DONE = ['rcd_time', 'bld_time', 'oprn_oprt_time', 'sign_time', 'rpt_date', 'adm_time']

function checkTimes(row: Data, ctx: Ctx, at: string): void {
  const now = datetime(ctx.at_ms)
  for (const name of DONE) {
    const value = text(row, name)
    if (value && value > now.slice(0, value.length)) refuse(`${at}${name} ${value} 晚于当前时间`)
  }
}

/** mdtrt_sn = 定点医药机构编号 + 院内唯一流水号; the parts are joined by ipt_medcas_hmpg_sn. */
function checkFrontPage(row: Data, ctx: Ctx, _at: string, input: JsonObject): void {
  const { fixmedins_code } = ctx.env
  if (text(row, 'fixmedins_code') !== fixmedins_code)
    refuse('定点医药机构编号（fixmedins_code）与发送方不一致')
  if (!text(row, 'mdtrt_sn').startsWith(fixmedins_code))
    refuse('就医流水号（mdtrt_sn）应以定点医药机构编号开头')
  const parts = ['diseinfo', 'oprninfo', 'icuinfo'].flatMap((node) => rowsOf(input, node))
  if (new Set(parts.map((part) => text(part, 'ipt_medcas_hmpg_sn'))).size > 1)
    refuse('住院病案首页流水号（ipt_medcas_hmpg_sn）在各节点间不一致')
  if (text(row, 'adm_date') && text(row, 'dscg_date') && text(row, 'dscg_date') < text(row, 'adm_date'))
    refuse('出院日期（dscg_date）早于入院日期')
}

/** iteminfo/sampleinfo/imageinfo 以 rpotc_no、appy_no 关联报告 */
function checkReport(row: Data, _ctx: Ctx, _at: string, input: JsonObject): void {
  if (!text(row, 'rpotc_no')) refuse('报告单号（rpotc_no）不能为空')
  for (const node of ['iteminfo', 'sampleinfo', 'imageinfo'])
    for (const part of rowsOf(input, node))
      if (text(part, 'rpotc_no') && text(part, 'rpotc_no') !== text(row, 'rpotc_no'))
        refuse(`${node} 的报告单号（rpotc_no）与报告不一致`)
}

/** 与 4503 以 rpotc_no、germ_code 对应 */
function checkCulture(row: Data, ctx: Ctx, at: string): void {
  const key = `${text(row, 'rpotc_no')} ${text(row, 'germ_code')}`
  const there = ctx.store.get(
    "select 1 from clinical where fixmedins_code = ? and infno = '4503' and key = ?",
    ctx.env.fixmedins_code,
    key,
  )
  if (!there) refuse(`${at}细菌代码（germ_code）${text(row, 'germ_code')} 没有对应的细菌培养报告`)
}

function checkFile(row: Data, _ctx: Ctx, at: string): void {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text(row, 'exam_test_rpot')))
    refuse(`${at}检查/检验报告（exam_test_rpot）不是 base64`)
}

/** 参加抢救人员以全角逗号分隔; an end comes after its beginning. */
function checkRescue(_row: Data, _ctx: Ctx, _at: string, input: JsonObject): void {
  for (const rescue of rowsOf(input, 'rescinfo')) {
    if (text(rescue, 'resc_endtime') < text(rescue, 'resc_begntime'))
      refuse('抢救结束时间（resc_endtime）早于开始时间')
    if (/[,、;；]/.test(text(rescue, 'resc_psn_list')))
      refuse('参加抢救人员名单（resc_psn_list）应以全角逗号分隔')
  }
}

const KINDS: Record<string, Kind> = {
  '4301': { head: 'rgstinfo', key: ['mdtrt_sn'] },
  '4302': { head: 'oprninfo', key: ['mdtrt_sn', 'oprn_oprt_sn'], check: checkRescue },
  '4401': { head: 'baseinfo', key: ['mdtrt_sn'], check: checkFrontPage },
  '4402': { head: 'data', key: ['medcas_drord_detl_id'] },
  '4501': { head: 'examinfo', key: ['rpotc_no'], check: checkReport },
  '4502': { head: 'labinfo', key: ['rpotc_no'], check: checkReport },
  '4503': { head: 'data', key: ['rpotc_no', 'germ_code'] },
  '4504': { head: 'data', key: ['rpotc_no', 'germ_code', 'sstb_code'], check: checkCulture },
  '4505': { head: 'data', key: ['palg_no'] },
  '4506': { head: 'data', key: ['appy_no', 'file_name'], check: checkFile },
  '4601': { head: 'data', key: ['mdtrt_sn', 'bld_time'] },
  '4602': { head: 'data', key: ['mdtrt_sn', 'rcd_time'] },
  '4701': { head: 'adminfo', key: ['mdtrt_sn'] },
}

/** 4301–4701 */
export const clinical: Area = Object.fromEntries(
  Object.entries(KINDS).map(([infno, kind]) => [infno, taking(infno, kind)]),
)
