import type { JsonObject } from '../../../../shared/contract.ts'
import { demoItemCode } from '../../../../shared/demo/codes.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { catalogue, itemOf } from '../catalogue.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

interface MappingRow {
  fixmedins_code: string
  fixmedins_hilist_id: string
  list_type: string
  med_list_codg: string
  begndate: string
  enddate: string
  stas: number
  rid: string
  info: string
  crte_ms: number
  at_ms: number
}

type Data = Record<string, string>
const MOST = 100
const DEMO_HOSPITAL = 'H51010400001'
/** what the demo hospital had told before this centre's book begins */
const DEMO_BEGAN = '2020-01-01'
const DEMO_ENDS = '2099-12-31'

/** 3301: all rows or none; the first that is wrong is named by its place. */
function upload(input: JsonObject, ctx: Ctx) {
  seedDemo(ctx)
  const rows = input.data as Data[]
  if (rows.length > MOST) refuse(`目录对照每次不能超过 ${MOST} 条`)
  const seen = new Set<string>()
  rows.forEach((data, i) => {
    const why = wrong(data, seen, ctx)
    if (why) refuse(`第 ${i + 1} 行：${why}`)
    put(data, ctx)
  })
  return null
}

function wrong(data: Data, seen: Set<string>, ctx: Ctx): string | null {
  const { fixmedins_hilist_id = '', list_type = '', med_list_codg = '', begndate = '', enddate = '' } = data
  const item = itemOf(med_list_codg)
  if (!item) return `医疗目录编码 ${med_list_codg} 不在医保目录内`
  if (item.list_type !== list_type) return `医疗目录编码 ${med_list_codg} 不属于目录类别 ${list_type}`
  if (enddate < begndate) return '结束日期不能早于开始日期'
  if (enddate < dateOf(ctx.at_ms)) return '结束日期已过'
  const key = `${fixmedins_hilist_id} ${list_type}`
  if (seen.has(key)) return `定点医药机构目录编号 ${fixmedins_hilist_id} 在本次上传中重复`
  seen.add(key)
  const other = ctx.store.get<MappingRow>(
    `select * from mapping where fixmedins_code = ? and fixmedins_hilist_id = ? and list_type = ? and stas = 1
       and begndate <= ? and enddate >= ?`,
    ...[ctx.env.fixmedins_code, fixmedins_hilist_id, list_type, enddate, begndate],
  )
  if (!other) return null
  if (other.med_list_codg !== med_list_codg)
    return `院内目录 ${fixmedins_hilist_id} 在此期间对照着 ${other.med_list_codg}，请先撤销`
  return `院内目录 ${fixmedins_hilist_id} 的对照已存在`
}

function put(data: Data, ctx: Ctx): void {
  const { fixmedins_hilist_id = '', list_type = '', med_list_codg = '', begndate = '', enddate = '' } = data
  const { fixmedins_code } = ctx.env
  ctx.store.run(
    `delete from mapping where fixmedins_code = ? and fixmedins_hilist_id = ? and list_type = ?
       and med_list_codg = ?`,
    ...[fixmedins_code, fixmedins_hilist_id, list_type, med_list_codg],
  )
  const info = JSON.stringify({ ...data, opter_id: ctx.env.opter, opter_name: ctx.env.opter_name })
  ctx.store.insert('mapping', {
    ...{ fixmedins_code, fixmedins_hilist_id, list_type, med_list_codg, begndate, enddate, info, stas: 1 },
    ...{ rid: `DZ${ctx.store.next('mapping')}`, crte_ms: ctx.at_ms, at_ms: ctx.at_ms },
  })
}

/** 3302: by its four fields, each of which must be as it was told. */
function withdraw(input: JsonObject, ctx: Ctx) {
  seedDemo(ctx)
  ;(input.data as Data[]).forEach((data, i) => {
    if (data.fixmedins_code !== ctx.env.fixmedins_code) refuse(`第 ${i + 1} 行：不是本机构的目录对照`)
    const done = ctx.store.run(
      `update mapping set stas = 0, at_ms = ? where fixmedins_code = ? and fixmedins_hilist_id = ?
         and list_type = ? and med_list_codg = ? and stas = 1`,
      ...[ctx.at_ms, data.fixmedins_code!, data.fixmedins_hilist_id!, data.list_type!, data.med_list_codg!],
    )
    if (done === 0) refuse(`第 ${i + 1} 行：院内目录 ${data.fixmedins_hilist_id} 的对照不存在`)
  })
  return null
}

/** 1317: what was told of this institution's items, and withdrawn, since `updt_time`, by pages from 1. */
function mappingRows(input: JsonObject, ctx: Ctx): JsonObject {
  seedDemo(ctx)
  const asked = input.data as JsonObject
  const is = (name: string, value: string) => !asked[name] || asked[name] === value
  const day = String(asked.query_date || '')
  const rows = ctx.store
    .all<MappingRow>(
      'select * from mapping where fixmedins_code = ? order by at_ms, rid',
      String(asked.fixmedins_code || ctx.env.fixmedins_code),
    )
    .filter(
      (row) =>
        dateOf(row.at_ms) >= String(asked.updt_time).slice(0, 10) &&
        is('medins_list_codg', row.fixmedins_hilist_id) &&
        is('list_type', row.list_type) &&
        is('med_list_codg', row.med_list_codg) &&
        is('begndate', row.begndate) &&
        is('vali_flag', String(row.stas)) &&
        (!day || (row.begndate <= day && day <= row.enddate)),
    )
  const size = Math.max(1, Number(asked.page_size))
  const pageNum = Math.max(1, Number(asked.page_num))
  const startRow = (pageNum - 1) * size
  const page = rows.slice(startRow, startRow + size)
  const pages = Math.ceil(rows.length / size)
  return {
    ...{ recordCounts: rows.length, pages, pageNum, pageSize: size, size: page.length },
    ...{ startRow: startRow + 1, endRow: startRow + page.length },
    firstPage: String(pageNum === 1),
    lastPage: String(pageNum >= pages),
    data: page.map((row) => answered(row, ctx)),
  }
}

function answered(row: MappingRow, ctx: Ctx): JsonObject {
  const told = JSON.parse(row.info) as Data
  const text = (name: string) => told[name] ?? ''
  return {
    fixmedins_code: row.fixmedins_code,
    medins_list_codg: row.fixmedins_hilist_id,
    medins_list_name: text('fixmedins_hilist_name'),
    insu_admdvs: ctx.env.mdtrtarea_admvs,
    ...{ list_type: row.list_type, med_list_codg: row.med_list_codg },
    ...{ begndate: row.begndate, enddate: row.enddate, vali_flag: String(row.stas), rid: row.rid },
    ...{ aprvno: text('aprvno'), dosform: text('dosform'), prcunt: text('prcunt'), spec: text('spec') },
    updt_time: dateOf(row.at_ms),
    crte_time: dateOf(row.crte_ms),
    ...{ opter_id: text('opter_id'), opter_name: text('opter_name'), opt_time: dateOf(row.at_ms) },
  }
}

/** The demo hospital matched its price list long before; once a book. */
function seedDemo(ctx: Ctx): void {
  const { store, env } = ctx
  const mark = `mapping.${DEMO_HOSPITAL}`
  if (env.fixmedins_code !== DEMO_HOSPITAL || store.get('select 1 from seq where name = ?', mark)) return
  store.next(mark)
  catalogue.forEach(({ name, list_type, med_list_codg, spec, unit }, i) => {
    const fixmedins_hilist_id = demoItemCode(list_type, i + 1)
    const dates = { begndate: DEMO_BEGAN, enddate: DEMO_ENDS }
    const data = { fixmedins_hilist_id, fixmedins_hilist_name: name, list_type, med_list_codg, ...dates }
    put({ ...data, spec, prcunt: unit }, ctx)
  })
}

export const mapping: Area = { '3301': upload, '3302': withdraw, '1317': mappingRows }
