import type { Json, JsonObject } from '../../../../shared/contract.ts'
import register from '../../../../shared/demo/staff.json' with { type: 'json' }
import { datetime } from '../../../../shared/msgid.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'

type Data = Record<string, Json>
const text = (row: Data, name: string) => String(row[name] ?? '')

interface DeptRow {
  hosp_dept_codg: string
  stas: number
  begntime: string
  name: string
  info: string
  msgid: string
}

/** What this centre knows of a hospital from the time before it was connected: one department has been renamed
 * since, one was closed. */
const BEFORE: readonly JsonObject[] = [
  dept('0101', '全科门诊', 'A02', '钟家和'),
  dept('0302', '骨伤科门诊', 'A04.03', '未登记'),
  dept('0999', '肝病门诊', 'A03', '未登记'),
]

function dept(
  hosp_dept_codg: string,
  hosp_dept_name: string,
  caty: string,
  dept_resper_name: string,
): JsonObject {
  return {
    ...{
      hosp_dept_codg,
      hosp_dept_name,
      caty,
      dept_resper_name,
      begntime: '2015-01-01 00:00:00',
      endtime: '',
    },
    ...{
      itro: hosp_dept_name,
      dept_resper_tel: '028-86000000',
      dept_med_serv_scp: '',
      poolarea_no: '510100',
    },
    ...{ dept_estbdat: '2015-01-01 00:00:00', aprv_bed_cnt: 0, hi_crtf_bed_cnt: 0, memo: '' },
    ...{ dr_psncnt: 2, phar_psncnt: 0, nurs_psncnt: 1, tecn_psncnt: 0 },
  }
}

/** One who has left the hospital, and is still in the register. */
const GONE = {
  ...{
    prac_psn_code: 'D510104000900',
    prac_psn_name: '纪怀远',
    prac_psn_type: '1',
    certno: '510104197001018231',
  },
}

/** The first message of an institution about its departments or staff. */
function found(ctx: Ctx): string {
  const { fixmedins_code } = ctx.env
  if (ctx.store.get('select 1 from prac_psn where fixmedins_code = ? limit 1', fixmedins_code))
    return fixmedins_code
  for (const info of BEFORE) put(ctx, info, 'before')
  for (const person of [...register, GONE]) {
    const { prac_psn_code, prac_psn_type } = person
    ctx.store.insert('prac_psn', {
      fixmedins_code,
      prac_psn_code,
      prac_psn_type,
      info: JSON.stringify(person),
    })
  }
  return fixmedins_code
}

function standing(ctx: Ctx, code: string): DeptRow | undefined {
  return ctx.store.get<DeptRow>(
    'select * from dept where fixmedins_code = ? and hosp_dept_codg = ? and stas = 1',
    ctx.env.fixmedins_code,
    code,
  )
}

function put(ctx: Ctx, info: JsonObject, msgid: string): void {
  const { fixmedins_code } = ctx.env
  const hosp_dept_codg = text(info, 'hosp_dept_codg')
  ctx.store.run(
    'delete from dept where fixmedins_code = ? and hosp_dept_codg = ?',
    fixmedins_code,
    hosp_dept_codg,
  )
  ctx.store.insert('dept', {
    ...{ fixmedins_code, hosp_dept_codg, stas: 1, begntime: text(info, 'begntime'), msgid, at_ms: ctx.at_ms },
    ...{ name: text(info, 'hosp_dept_name'), info: JSON.stringify(info) },
  })
}

/** What 3401 and 3402 may not say of a department. */
function check(row: Data, at: string): void {
  if (text(row, 'endtime') && text(row, 'endtime') < text(row, 'begntime'))
    refuse(`${at}结束时间（endtime）早于开始时间`)
  if (text(row, 'dept_estbdat') > text(row, 'begntime'))
    refuse(`${at}科室成立日期（dept_estbdat）晚于开始时间`)
  if (Number(row.dr_psncnt) + Number(row.nurs_psncnt) === 0)
    refuse(`${at}医师人数（dr_psncnt）与护士人数不能都为 0`)
}

/** 3401, 3401A: hosp_dept_codg 院内唯一. The same message again is the same upload. */
function upload(input: JsonObject, ctx: Ctx): null {
  found(ctx)
  const rows = (Array.isArray(input.deptinfo) ? input.deptinfo : [input.deptinfo]) as Data[]
  const seen = new Set<string>()
  rows.forEach((row, i) => {
    const at = rows.length > 1 ? `第 ${i + 1} 行` : ''
    const code = text(row, 'hosp_dept_codg')
    const old = standing(ctx, code)
    if (seen.has(code) || (old && old.msgid !== ctx.env.msgid))
      refuse(`${at}医院科室编码（hosp_dept_codg）${code} 重复上传`)
    seen.add(code)
    check(row, at)
  })
  for (const row of rows) put(ctx, row, ctx.env.msgid)
  return null
}

/** 3402: of a department that was uploaded. */
function change(input: JsonObject, ctx: Ctx): null {
  found(ctx)
  const row = input.deptinfo as Data
  const code = text(row, 'hosp_dept_codg')
  if (!standing(ctx, code)) refuse(`医院科室编码（hosp_dept_codg）${code} 未上传，不能变更`)
  check(row, '')
  put(ctx, row, ctx.env.msgid)
  return null
}

/** 3403: named by code, name and the day it began. */
function withdraw(input: JsonObject, ctx: Ctx): null {
  found(ctx)
  const data = input.data as Data
  const old = standing(ctx, text(data, 'hosp_dept_codg'))
  if (!old) refuse('科室信息不存在')
  if (old.name !== text(data, 'hosp_dept_name')) refuse('医院科室名称（hosp_dept_name）与已上传的不一致')
  if (old.begntime.slice(0, 10) !== text(data, 'begntime')) refuse('开始时间（begntime）与已上传的不一致')
  ctx.store.run(
    'update dept set stas = 0 where fixmedins_code = ? and hosp_dept_codg = ?',
    ctx.env.fixmedins_code,
    old.hosp_dept_codg,
  )
  return null
}

/** 5101 */
function departments(_input: JsonObject, ctx: Ctx) {
  const rows = ctx.store.all<DeptRow>(
    'select * from dept where fixmedins_code = ? and stas = 1 order by hosp_dept_codg',
    found(ctx),
  )
  return { feedetail: rows.map((row) => JSON.parse(row.info) as JsonObject) }
}

/** 5102: by type; name, code or document number narrow it. */
function people(input: JsonObject, ctx: Ctx) {
  const asked = input.data as Data
  const rows = ctx.store.all<{ info: string }>(
    'select info from prac_psn where fixmedins_code = ? and prac_psn_type = ? order by prac_psn_code',
    found(ctx),
    text(asked, 'prac_psn_type'),
  )
  const narrow = ['certno', 'prac_psn_name', 'prac_psn_code'].filter((name) => text(asked, name))
  const fits = rows
    .map((row) => JSON.parse(row.info) as Data)
    .filter((person) => narrow.every((name) => person[name] === asked[name]))
  return {
    feedetail: fits.map((person) => ({
      ...{ psn_cert_type: '01', certno: text(person, 'certno'), prac_psn_no: '' },
      ...{ prac_psn_code: text(person, 'prac_psn_code'), prac_psn_name: text(person, 'prac_psn_name') },
      ...{
        prac_psn_type: text(person, 'prac_psn_type'),
        hi_dr_flag: text(person, 'prac_psn_type') === '1' ? '1' : '0',
      },
      ...{ prac_psn_cert: '', prac_cert_no: '', begntime: '2015-01-01 00:00:00', chg_rea: '' },
      endtime: text(person, 'prac_psn_code') === GONE.prac_psn_code ? datetime(ctx.at_ms - 86_400_000) : '',
    })),
  }
}

/** 3401–3403, 5101, 5102 */
export const staff: Area = {
  '3401': upload,
  '3401A': upload,
  '3402': change,
  '3403': withdraw,
  '5101': departments,
  '5102': people,
}
