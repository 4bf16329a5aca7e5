import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf, datetime } from '../../../../shared/msgid.ts'
import { identity, insuranceOf, personOf } from '../people.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

/** A filing in the centre's book; `stas` 0 is withdrawn. `item` is what must not stand twice at a time. */
interface FilingRow {
  trt_dcla_detl_sn: string
  kind: 'transfer' | 'chronic' | 'fixed'
  psn_no: string
  /** hospital of a transfer, disease, or kind and place in the order of a chosen hospital */
  item: string
  fixmedins_code: string
  begndate: string
  /** empty: without end */
  enddate: string
  stas: number
  info: string
  at_ms: number
}

type Data = Record<string, string>
const FOREVER = '9999-12-31'

function overlaps(a: Pick<FilingRow, 'begndate' | 'enddate'>, b: typeof a): boolean {
  return a.begndate <= (b.enddate || FOREVER) && b.begndate <= (a.enddate || FOREVER)
}

/** Those that stand, of one person and kind, oldest first. */
function standing(ctx: Ctx, psn_no: string, kind: FilingRow['kind']): FilingRow[] {
  return ctx.store.all<FilingRow>(
    'select * from filing where psn_no = ? and kind = ? and stas = 1 order by at_ms, trt_dcla_detl_sn',
    psn_no,
    kind,
  )
}

/** Books one, unless the same stands already or another of it overlaps. */
function file(
  ctx: Ctx,
  kind: FilingRow['kind'],
  data: Data,
  item: string,
  dates: Pick<FilingRow, 'begndate' | 'enddate'>,
  what: string,
) {
  const person = personOf(data.psn_no ?? '')
  if (data.insu_optins && !person.insu.some((i) => i.insuplc_admdvs === data.insu_optins))
    refuse('参保机构医保区划与人员参保地不符')
  if (dates.enddate && dates.enddate < dates.begndate) refuse('结束日期不能早于开始日期')
  const others = standing(ctx, person.psn_no, kind).filter((row) => row.item === item)
  if (others.some((row) => row.begndate === dates.begndate)) refuse(`${what}已备案，不能重复备案`)
  if (others.some((row) => overlaps(row, dates))) refuse(`${what}的备案有效期与已有备案重叠`)
  const trt_dcla_detl_sn = `BA${String(ctx.store.next('filing')).padStart(12, '0')}`
  ctx.store.insert('filing', {
    trt_dcla_detl_sn,
    kind,
    psn_no: person.psn_no,
    item,
    fixmedins_code: ctx.env.fixmedins_code,
    ...dates,
    stas: 1,
    info: JSON.stringify({ ...data, opter_id: ctx.env.opter, opter_name: ctx.env.opter_name }),
    at_ms: ctx.at_ms,
  })
  return { result: { trt_dcla_detl_sn } }
}

/** 2501, 2501A: to another hospital; the period begins with the transfer where none is sent. */
function transfer(input: JsonObject, ctx: Ctx) {
  const data = input.refmedin as Data
  const { refl_date = '', reflin_medins_no = '', reflin_medins_name = '', refl_old_mdtrt_id } = data
  if (data.insutype) insuranceOf(personOf(data.psn_no ?? ''), data.insutype)
  if (reflin_medins_no.length !== 12) refuse('转往定点医药机构编号应为 12 位')
  if (reflin_medins_no === ctx.env.fixmedins_code) refuse('不能转往本机构')
  if (data.hosp_agre_refl_flag === '0') refuse('医院不同意转院，不能备案')
  const away = data.mdtrtarea_admdvs?.slice(0, 4) !== ctx.env.mdtrtarea_admvs.slice(0, 4)
  if (away === (data.refl_type === '1')) refuse('转院类型与就医地行政区划不符')
  if (refl_old_mdtrt_id && !visitedHere(ctx, refl_old_mdtrt_id, data.psn_no ?? ''))
    refuse('转院前就诊ID 不是本机构的就诊')
  const dates = { begndate: data.begndate || refl_date, enddate: data.enddate ?? '' }
  if (dates.enddate && dates.enddate < refl_date) refuse('结束日期不能早于转院日期')
  return file(ctx, 'transfer', data, reflin_medins_no, dates, `转往${reflin_medins_name}`)
}

/** 2501A: the stay that it continues must be named. */
function transferOfStay(input: JsonObject, ctx: Ctx) {
  if (!(input.refmedin as Data).refl_old_mdtrt_id) refuse('转院前就诊ID 不能为空')
  return transfer(input, ctx)
}

const visitedHere = (ctx: Ctx, mdtrt_id: string, psn_no: string) =>
  ctx.store.get(
    'select 1 from visit where mdtrt_id = ? and psn_no = ? and fixmedins_code = ?',
    mdtrt_id,
    psn_no,
    ctx.env.fixmedins_code,
  ) !== undefined

/** 2503 */
function chronic(input: JsonObject, ctx: Ctx) {
  const data = input.data as Data
  insuranceOf(personOf(data.psn_no ?? ''), data.insutype ?? '')
  if ((data.hosp_ide_date ?? '') > dateOf(ctx.at_ms)) refuse('医院鉴定日期不能晚于今天')
  const dates = { begndate: data.begndate ?? '', enddate: data.enddate ?? '' }
  return file(ctx, 'chronic', data, data.opsp_dise_code ?? '', dates, `病种 ${data.opsp_dise_name}`)
}

/** 2505: each place in the order of a kind is taken once. */
function fixed(input: JsonObject, ctx: Ctx) {
  const data = input.data as Data
  const dates = { begndate: data.begndate ?? '', enddate: data.enddate ?? '' }
  const item = `${data.biz_appy_type} ${data.fix_srt_no}`
  return file(ctx, 'fixed', data, item, dates, `定点排序号 ${data.fix_srt_no}`)
}

/** 2502, 2504, 2506: by its number; not once it was used. */
function withdraw(kind: FilingRow['kind'], used: (row: FilingRow, ctx: Ctx) => string | null) {
  return (input: JsonObject, ctx: Ctx) => {
    const { trt_dcla_detl_sn = '', psn_no = '' } = input.data as Data
    const row = ctx.store.get<FilingRow>(
      'select * from filing where trt_dcla_detl_sn = ? and kind = ? and psn_no = ? and stas = 1',
      trt_dcla_detl_sn,
      kind,
      psn_no,
    )
    if (!row) refuse('备案信息不存在')
    if (row.fixmedins_code !== ctx.env.fixmedins_code) refuse('不是本机构办理的备案，不能撤销')
    const why = used(row, ctx)
    if (why) refuse(why)
    ctx.store.run('update filing set stas = 0 where trt_dcla_detl_sn = ?', trt_dcla_detl_sn)
    return null
  }
}

/** A transfer is used by any visit at the hospital it names, within its time. */
function transferUsed(row: FilingRow, ctx: Ctx): string | null {
  const used = ctx.store.get(
    `select 1 from visit where psn_no = ? and fixmedins_code = ? and stas = 1
       and substr(begntime, 1, 10) between ? and ?`,
    row.psn_no,
    row.item,
    row.begndate,
    row.enddate || FOREVER,
  )
  return used ? '该转院备案已被就医使用，不能撤销' : null
}

/** A disease is used by a settlement that stands (14) of a visit with that disease, within its time. */
function diseaseUsed(row: FilingRow, ctx: Ctx): string | null {
  const settled = ctx.store.all<{ setl_ms: number; mdtrtinfo: string }>(
    `select s.setl_ms, v.mdtrtinfo from settlement s join visit v using (mdtrt_id)
     where s.psn_no = ? and s.med_type = '14' and s.refd = 0 and s.reverses is null`,
    row.psn_no,
  )
  const used = settled.some(({ setl_ms, mdtrtinfo }) => {
    const day = dateOf(setl_ms)
    return diseaseOf(mdtrtinfo) === row.item && overlaps(row, { begndate: day, enddate: day })
  })
  return used ? '该病种备案已用于结算，不能撤销' : null
}

const diseaseOf = (mdtrtinfo: string) => (JSON.parse(mdtrtinfo) as Data).dise_codg ?? ''

/**
 * Refuses a 慢特病 settlement (14) under a disease that is not filed today. Only of people who have filings:
 * whose diseases were filed elsewhere, this book does not know.
 */
export function checkFiledDisease(ctx: Ctx, psn_no: string, med_type: string, mdtrtinfo: string): void {
  if (med_type !== '14') return
  const filed = standing(ctx, psn_no, 'chronic')
  if (filed.length === 0) return
  const day = dateOf(ctx.at_ms)
  const now = filed.filter((row) => overlaps(row, { begndate: day, enddate: day }))
  const disease = diseaseOf(mdtrtinfo)
  if (!now.some((row) => row.item === disease))
    refuse(`病种 ${disease} 未备案或不在有效期内，不能按门诊慢特病结算`)
}

/** 5301: what holds today. */
function filedDiseases(input: JsonObject, ctx: Ctx) {
  const { psn_no = '' } = input.data as Data
  personOf(psn_no)
  const today = { begndate: dateOf(ctx.at_ms), enddate: dateOf(ctx.at_ms) }
  const rows = standing(ctx, psn_no, 'chronic').filter((row) => overlaps(row, today))
  return {
    feedetail: rows.map((row) => {
      const { opsp_dise_name = '' } = JSON.parse(row.info) as Data
      return { opsp_dise_code: row.item, opsp_dise_name, begndate: row.begndate, enddate: row.enddate }
    }),
  }
}

/** 5302: the chosen hospitals of one kind that hold today. */
function chosenHospitals(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', biz_appy_type = '' } = input.data as Data
  const person = personOf(psn_no)
  const today = { begndate: dateOf(ctx.at_ms), enddate: dateOf(ctx.at_ms) }
  const rows = standing(ctx, psn_no, 'fixed').filter((row) => overlaps(row, today))
  const infos = rows.map((row) => ({ row, data: JSON.parse(row.info) as Data }))
  return {
    psnfixmedin: infos
      .filter(({ data }) => data.biz_appy_type === biz_appy_type)
      .map(({ row, data }) => ({
        psn_no,
        insutype: person.insu[0]?.insutype ?? '',
        fix_srt_no: data.fix_srt_no ?? '',
        fixmedins_code: data.fixmedins_code ?? '',
        fixmedins_name: data.fixmedins_name ?? '',
        begndate: row.begndate,
        enddate: row.enddate,
        memo: data.memo ?? '',
      })),
  }
}

/** 5304: this institution's transfers of one person, filed in a time. */
function transfers(input: JsonObject, ctx: Ctx) {
  const { psn_no = '', begntime = '', endtime = '' } = input.data as Data
  const person = personOf(psn_no)
  const rows = standing(ctx, psn_no, 'transfer').filter((row) => {
    const at = datetime(row.at_ms)
    return row.fixmedins_code === ctx.env.fixmedins_code && at >= begntime && (!endtime || at <= endtime)
  })
  return { refmedin: rows.map((row) => transferAnswer(row, person, ctx)) }
}

function transferAnswer(row: FilingRow, person: ReturnType<typeof personOf>, ctx: Ctx) {
  const data = JSON.parse(row.info) as Data
  const { psn_no, psn_cert_type, certno, psn_name, gend, brdy } = identity(person, ctx.at_ms)
  const text = (name: string) => data[name] ?? ''
  return {
    insutype: text('insutype') || (person.insu[0]?.insutype ?? ''),
    dcla_souc: '01',
    ...{ psn_no, psn_cert_type, certno, psn_name, gend, brdy },
    tel: text('tel'),
    addr: text('addr'),
    insu_optins: text('insu_optins'),
    emp_name: person.insu[0]?.emp_name ?? '',
    diag_code: text('diag_code'),
    diag_name: text('diag_name'),
    dise_cond_dscr: text('dise_cond_dscr'),
    reflin_medins_no: row.item,
    reflin_medins_name: text('reflin_medins_name'),
    out_flag: text('refl_type') === '1' ? '0' : '1',
    refl_date: text('refl_date'),
    refl_rea: text('refl_rea'),
    begndate: row.begndate,
    enddate: row.enddate,
    hosp_agre_refl_flag: text('hosp_agre_refl_flag') || '1',
    opter_id: text('opter_id'),
    opter_name: text('opter_name'),
    opt_time: datetime(row.at_ms),
  }
}

export const filing: Area = {
  '2501': transfer,
  '2501A': transferOfStay,
  '2502': withdraw('transfer', transferUsed),
  '2503': chronic,
  '2504': withdraw('chronic', diseaseUsed),
  '2505': fixed,
  '2506': withdraw('fixed', () => null),
  '5301': filedDiseases,
  '5302': chosenHospitals,
  '5304': transfers,
}
