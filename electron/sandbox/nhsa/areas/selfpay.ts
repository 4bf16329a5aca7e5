import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { type Fen, lineAmount, sum, tryYuan, yuanText } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import { node, rows } from '../../../../shared/settlement.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

/** 4201A…4209: self-pay patients. Rules: contracts of the group 自费病人就医信息. */
interface Ownpay {
  mdtrt: string
  otp: number
  cplt: string
  info: string
  diags: string
  at_ms: number
}

interface FeeLine {
  bkkp_sn: string
  no: number
  amount: Fen
  line: string
  at_ms: number
}

const PARTS = ['fulamt_ownpay_amt', 'overlmt_selfpay', 'preselfpay_amt', 'inscp_amt']
const text = (value: Json | undefined) => (value === null || value === undefined ? '' : String(value))
const amount = (row: JsonObject, name: string): Fen => tryYuan(row[name]) ?? refuse(`${name} 不是金额`)

const visitBy = (ctx: Ctx, mdtrt: string) =>
  ctx.store.get<Ownpay>(
    'select * from ownpay where fixmedins_code = ? and mdtrt = ?',
    ctx.env.fixmedins_code,
    mdtrt,
  )
const feesOf = (ctx: Ctx, mdtrt: string) =>
  ctx.store.all<FeeLine>(
    'select * from ownpay_fee where fixmedins_code = ? and mdtrt = ? order by no',
    ctx.env.fixmedins_code,
    mdtrt,
  )
const totalOf = (fees: readonly FeeLine[]) => sum(fees.map((fee) => fee.amount))

/** Nothing of a visit may change once its completion flag stands. */
function open(ctx: Ctx, mdtrt: string): Ownpay | undefined {
  const visit = visitBy(ctx, mdtrt)
  if (visit?.cplt === '1') refuse('该就诊已标记完成，请先改为未完成（4203）')
  return visit
}

function ours(ctx: Ctx, row: JsonObject): string {
  if (text(row.fixmedins_code) !== ctx.env.fixmedins_code) refuse('定点医药机构编号与发送机构不符')
  return text(row.fixmedins_mdtrt_id)
}

function putVisit(ctx: Ctx, mdtrt: string, row: Pick<Ownpay, 'otp' | 'info' | 'diags'>): void {
  ctx.store.run(
    `insert into ownpay values (?, ?, ?, '0', ?, ?, ?) on conflict (fixmedins_code, mdtrt)
     do update set otp = excluded.otp, info = excluded.info, diags = excluded.diags, at_ms = excluded.at_ms`,
    ...[ctx.env.fixmedins_code, mdtrt, row.otp, row.info, row.diags, ctx.at_ms],
  )
}

function putFees(ctx: Ctx, mdtrt: string, lines: JsonObject[]): void {
  const first = feesOf(ctx, mdtrt).length
  lines.forEach((line, i) => {
    const at = `第 ${i + 1} 行`
    if (ours(ctx, line) !== mdtrt) refuse(`${at} 医药机构就诊ID：一次只能上传一次就诊的明细`)
    const whole = amount(line, 'det_item_fee_sumamt')
    if (sum(PARTS.map((name) => amount(line, name))) !== whole)
      refuse(`${at} 明细项目费用总额 不等于全自费、超限价、先行自付与符合范围金额之和`)
    const bkkp_sn = text(line.bkkp_sn)
    const there = 'select 1 from ownpay_fee where fixmedins_code = ? and mdtrt = ? and bkkp_sn = ?'
    if (ctx.store.get(there, ctx.env.fixmedins_code, mdtrt, bkkp_sn))
      refuse(`${at} 记账流水号 ${bkkp_sn} 重复`)
    ctx.store.insert('ownpay_fee', {
      ...{ fixmedins_code: ctx.env.fixmedins_code, mdtrt, bkkp_sn, no: first + i },
      ...{ amount: whole, line: JSON.stringify(line), at_ms: ctx.at_ms },
    })
  })
}

/** 4201A */
function details(input: JsonObject, ctx: Ctx): Json {
  const lines = rows(input, 'fsiOwnpayPatnFeeListDDTO')
  const mdtrt = ours(ctx, lines[0] ?? {})
  open(ctx, mdtrt)
  putFees(ctx, mdtrt, lines)
  return null
}

function checkDiagnoses(diags: JsonObject[], main: boolean): void {
  const leaving = diags.filter((d) => d.inout_diag_type === '2')
  const judged = leaving.length > 0 ? leaving : diags
  if (main && judged.filter((d) => d.maindiag_flag === '1').length !== 1)
    refuse('主诊断标志：应有且只有一个主诊断')
}

/** 4202: what the details make must be 医疗总费用. */
function visit(input: JsonObject, ctx: Ctx): Json {
  const info = node(input, 'ownPayPatnMdtrtD') ?? {}
  const mdtrt = ours(ctx, info)
  open(ctx, mdtrt)
  const fees = feesOf(ctx, mdtrt)
  if (fees.length === 0) refuse('请先上传费用明细（4201A）')
  const told = amount(info, 'medfee_sumamt')
  if (told !== totalOf(fees))
    refuse(`医疗总费用 ${yuanText(told)} 与已传明细合计 ${yuanText(totalOf(fees))} 不一致`)
  if (text(info.endtime) && text(info.endtime) < text(info.begntime)) refuse('结束时间不能早于开始时间')
  const diags = rows(input, 'ownPayPatnDiagListD')
  checkDiagnoses(diags, true)
  putVisit(ctx, mdtrt, { otp: 0, info: JSON.stringify(info), diags: JSON.stringify(diags) })
  return null
}

/** 4203: forth where everything is there, back at any time. */
function complete(input: JsonObject, ctx: Ctx): Json {
  const mdtrt = ours(ctx, input)
  const known = visitBy(ctx, mdtrt)
  if (!known) refuse('没有这次就诊的信息，请先上传就诊和诊断')
  if (input.cplt_flag === '1') {
    const fees = feesOf(ctx, mdtrt)
    const told = tryYuan((JSON.parse(known.info) as JsonObject).medfee_sumamt)
    if (fees.length === 0) refuse('没有费用明细，不能标记完成')
    if (told !== null && told !== totalOf(fees)) refuse('医疗总费用与明细合计不一致，不能标记完成')
  }
  ctx.store.run(
    'update ownpay set cplt = ? where fixmedins_code = ? and mdtrt = ?',
    text(input.cplt_flag),
    ctx.env.fixmedins_code,
    mdtrt,
  )
  return null
}

/** 4204: these lines, or all of the stay. */
function dropDetails(input: JsonObject, ctx: Ctx): Json {
  const mdtrt = ours(ctx, node(input, 'feedetail') ?? {})
  open(ctx, mdtrt)
  const named = rows(input, 'feedetl').map((row) => text(row.bkkp_sn))
  const there = feesOf(ctx, mdtrt).map((fee) => fee.bkkp_sn)
  if (there.length === 0) refuse(`自费病人住院费用明细不存在（医药机构就诊ID ${mdtrt}）`)
  for (const bkkp_sn of named.length > 0 ? named : there)
    ctx.store.run(
      'delete from ownpay_fee where fixmedins_code = ? and mdtrt = ? and bkkp_sn = ?',
      ctx.env.fixmedins_code,
      mdtrt,
      bkkp_sn,
    )
  return null
}

/** 4205: all of an outpatient visit at once. */
function outpatient(input: JsonObject, ctx: Ctx): Json {
  const info = node(input, 'mdtrtinfo') ?? {}
  const mdtrt = ours(ctx, info)
  if (open(ctx, mdtrt)) refuse('这次就诊已上传过，请先删除（4206）')
  const diags = rows(input, 'diseinfo')
  putVisit(ctx, mdtrt, { otp: 1, info: JSON.stringify(info), diags: JSON.stringify(diags) })
  putFees(ctx, mdtrt, rows(input, 'feedetail'))
  return null
}

/** 4206 */
function dropOutpatient(input: JsonObject, ctx: Ctx): Json {
  const mdtrt = ours(ctx, input)
  if (!open(ctx, mdtrt)) refuse(`自费病人门诊就诊信息不存在（医药机构就诊ID ${mdtrt}）`)
  for (const table of ['ownpay', 'ownpay_fee'])
    ctx.store.run(
      `delete from ${table} where fixmedins_code = ? and mdtrt = ?`,
      ctx.env.fixmedins_code,
      mdtrt,
    )
  return null
}

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase())
const camelled = (row: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [camel(name), value]))

/** One page of rows, with how many there are. */
function page(all: JsonObject[], { page_num, page_size }: JsonObject) {
  const [no, size] = [Number(page_num), Number(page_size)]
  if (no < 1 || size < 1) refuse('当前页数与本页数据量应从 1 起')
  return {
    recordCounts: all.length,
    pages: Math.ceil(all.length / size),
    data: all.slice((no - 1) * size, no * size),
  }
}

const stamped = (ctx: Ctx, at_ms: number) => ({
  ...{ optTime: datetime(at_ms), updtTime: datetime(at_ms), valiFlag: '1' },
  ...{ optinsNo: ctx.env.fixmedins_code, poolareaNo: ctx.env.mdtrtarea_admvs },
})

/** 4207 */
function askDetails(input: JsonObject, ctx: Ctx): Json {
  const fees = feesOf(ctx, ours(ctx, input))
  const answered = fees.map(({ line, at_ms }) => {
    const { med_type: _, ...told } = JSON.parse(line) as JsonObject
    return { ...camelled(told), ...stamped(ctx, at_ms) }
  })
  return page(answered, input)
}

const ASKED_BY = ['psn_cert_type', 'certno', 'psn_name', 'med_type', 'elec_billno_code'] as const

/** 4208: whatever is given must fit. */
function askVisits(input: JsonObject, ctx: Ctx): Json {
  const all = ctx.store.all<Ownpay>(
    'select * from ownpay where fixmedins_code = ? order by at_ms, mdtrt',
    ctx.env.fixmedins_code,
  )
  const asked = (name: string) => text(input[name])
  const fits = all.filter(({ info, cplt }) => {
    const row = JSON.parse(info) as JsonObject
    return (
      ASKED_BY.every((name) => !asked(name) || asked(name) === text(row[name])) &&
      (!asked('begntime') || text(row.begntime) >= asked('begntime')) &&
      (!asked('endtime') || text(row.begntime) <= asked('endtime')) &&
      (!asked('cplt_flag') || asked('cplt_flag') === cplt) &&
      (!asked('medfee_sumamt') || tryYuan(row.medfee_sumamt) === tryYuan(input.medfee_sumamt))
    )
  })
  const answered = fits.map(({ info, cplt, at_ms }): JsonObject => {
    const { optTime, updtTime, optinsNo, poolareaNo } = stamped(ctx, at_ms)
    const { dise_codg, ...told } = JSON.parse(info) as JsonObject
    const dise: JsonObject = dise_codg ? { diseNo: dise_codg } : {}
    return { ...camelled(told), ...dise, optTime, updtTime, optinsNo, poolareaNo, cpltFlag: cplt }
  })
  return page(answered, input)
}

/** 4209 */
function askDiagnoses(input: JsonObject, ctx: Ctx): Json {
  const mdtrt = ours(ctx, input)
  const known = visitBy(ctx, mdtrt)
  const diags = known ? (JSON.parse(known.diags) as JsonObject[]) : []
  const answered = diags.map((diag, i) => ({
    ...camelled(diag),
    ...stamped(ctx, known?.at_ms ?? 0),
    ...{ diagSrtNo: text(diag.diag_srt_no), diagInfoId: `${mdtrt}-${i + 1}`, fixmedinsMdtrtId: mdtrt },
    fixmedinsCode: ctx.env.fixmedins_code,
  }))
  return page(answered, input)
}

/** 4201: the older form of 4201A, of any visit by its own running number. */
function olderDetails(input: JsonObject, ctx: Ctx): Json {
  const lines = rows(input, 'feedetail')
  const mdtrt = text(lines[0]?.mdtrt_sn)
  open(ctx, mdtrt)
  const taken = new Set(feesOf(ctx, mdtrt).map((fee) => fee.bkkp_sn))
  lines.forEach((line, i) => {
    const at = `第 ${i + 1} 行`
    if (text(line.mdtrt_sn) !== mdtrt) refuse(`${at} 就医流水号：一次只能上传一名患者的明细`)
    const whole = amount(line, 'det_item_fee_sumamt')
    if (whole !== lineAmount(text(line.pric), text(line.cnt)))
      refuse(`${at} 明细项目费用总额 不等于 数量 × 单价`)
    const bkkp_sn = text(line.feedetl_sn)
    if (taken.has(bkkp_sn)) refuse(`${at} 费用明细流水号 ${bkkp_sn} 重复`)
    taken.add(bkkp_sn)
    ctx.store.insert('ownpay_fee', {
      ...{ fixmedins_code: ctx.env.fixmedins_code, mdtrt, bkkp_sn, no: taken.size },
      ...{ amount: whole, line: JSON.stringify(line), at_ms: ctx.at_ms },
    })
  })
  return null
}

/** 4201–4209 */
export const selfpay: Area = {
  '4201': olderDetails,
  '4201A': details,
  '4202': visit,
  '4203': complete,
  '4204': dropDetails,
  '4205': outpatient,
  '4206': dropOutpatient,
  '4207': askDetails,
  '4208': askVisits,
  '4209': askDiagnoses,
}
