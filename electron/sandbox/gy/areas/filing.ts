import type { JsonObject } from '../../../../shared/contract.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import { type Filing, filingsOf, insertFiling } from '../filings.ts'
import { publish } from '../publish.ts'
import { type Area, before, type Ctx, each, now, rule, text } from '../types.ts'
import { fileOf } from './files.ts'

/** 同一人员同一机构类型仅保留一条有效备案. */
function onlyOne(ctx: Ctx, aac002: string, inst_type: string): void {
  const today = dateOf(ctx.at_ms)
  const stands = ({ state, enddate }: Filing) => state === '1' && (enddate === '' || enddate >= today)
  const other = filingsOf(ctx, aac002).find((one) => one.inst_type === inst_type && stands(one))
  if (other) rule(`该人员在这类机构已有有效备案 ${other.yzz014}`)
}

function known(ctx: Ctx, yzz014: string): Filing {
  const found = ctx.store.get<Filing & Record<string, string>>(
    'select * from gy_filing where yzz014 = ?',
    yzz014,
  )
  return found ?? before(`备案号 ${yzz014} 不存在`)
}

const unused = (ctx: Ctx, yzz014: string) =>
  ctx.store.get('select 1 from gy_filing where yzz014 = ?', yzz014) && rule(`备案号 ${yzz014} 重复`)

/** A filing as everybody learns it: new, or as it stands after a change. */
const announce = (ctx: Ctx, data: JsonObject) => publish(ctx, 'GYD006', { ...data, upd_time: now(ctx) })

/** 备案审核结果: only of what was applied for and is not decided yet. */
function decided(row: JsonObject, ctx: Ctx): JsonObject {
  const found = ctx.store.get<{
    aac003: string
    inst_type: string
    aac002: string
    state: string
    data: string
  }>(
    'select aac002, aac003, inst_type, state, data from gy_application where appy_id = ?',
    text(row, 'appy_id'),
  )
  if (!found) return before(`备案申请 ${text(row, 'appy_id')} 不存在`)
  if (found.state !== 'waiting') return rule('该备案申请已审核，不能重复审核')
  if (found.aac002 !== text(row, 'aac002') || found.aac003 !== text(row, 'aac003'))
    return rule('备案申请与人员信息不符')
  const passed = row.chk_result === '1'
  if (!passed && text(row, 'chk_opnn') === '') return rule('审核不通过必须填写审核意见')
  ctx.store.run(
    'update gy_application set state = ? where appy_id = ?',
    passed ? 'passed' : 'refused',
    text(row, 'appy_id'),
  )
  if (!passed) return {}
  onlyOne(ctx, found.aac002, found.inst_type)
  unused(ctx, text(row, 'yzz014'))
  const applied = JSON.parse(found.data) as JsonObject
  const wanted = Object.fromEntries(
    ['filing_type', 'inst_type', 'aab299', 'aae030', 'aae031'].map((name) => [
      name,
      row[name] ?? applied[name] ?? '',
    ]),
  )
  const data: JsonObject = { ...applied, ...wanted, yzz014: row.yzz014 ?? '', filing_state: '1' }
  const filed = { ...data, chk_time: row.chk_time ?? '' }
  insertFiling(ctx, filed)
  return { uniq_id: announce(ctx, filed) }
}

/** 本地备案: the papers are there before it. */
function local(row: JsonObject, ctx: Ctx): JsonObject {
  if (row.filing_state !== '1') return rule('上传的备案应为有效状态')
  unused(ctx, text(row, 'yzz014'))
  onlyOne(ctx, text(row, 'aac002'), text(row, 'inst_type'))
  const filelist = rows(row, 'filelist').map((one) => {
    const file = fileOf(ctx, text(one, 'file_id'))
    return { ...one, file_name: file.file_name, file_type: file.file_type }
  })
  const { row_no: _, ...sent } = row
  const data = { ...sent, filelist }
  insertFiling(ctx, data)
  return { uniq_id: announce(ctx, data) }
}

/** What a change may change, by its kind; gy_change_type. */
const CHANGES: Record<string, readonly string[]> = {
  '01': ['aab299'],
  '02': ['aae030', 'aae031'],
  '03': ['aae005', 'aae006'],
  '04': ['filing_state'],
}

function changed(row: JsonObject, ctx: Ctx): JsonObject {
  const filing = known(ctx, text(row, 'yzz014'))
  const kind = text(row, 'change_type')
  if (filing.aac002 !== text(row, 'aac002')) return rule('备案号与社会保障号码不符')
  if (filing.state === '0') return rule('备案已失效，不能再变更或恢复，请重新备案')
  if ((kind === '04') !== (text(row, 'filing_state') === '0')) return rule('变更类型与备案状态不符')
  if (kind === '01' && text(row, 'old_aab299') !== filing.aab299) return rule('原就医地与备案不符')
  if (kind === '04') notInHospital(ctx, filing)
  const set = Object.fromEntries(
    (CHANGES[kind] ?? []).filter((name) => text(row, name) !== '').map((name) => [name, row[name]!]),
  )
  const data: JsonObject = { ...(JSON.parse(filing.data) as JsonObject), ...set }
  if (text(data, 'aae031') !== '' && text(data, 'aae031') < text(data, 'aae030'))
    return rule('有效结束日期早于开始日期')
  ctx.store.run(
    'update gy_filing set aab299 = ?, state = ?, begndate = ?, enddate = ?, data = ? where yzz014 = ?',
    text(data, 'aab299'),
    text(data, 'filing_state'),
    text(data, 'aae030'),
    text(data, 'aae031'),
    JSON.stringify(data),
    filing.yzz014,
  )
  return { uniq_id: announce(ctx, data) }
}

function notInHospital({ store }: Ctx, { yzz014 }: Filing): void {
  const open = store.get(
    "select 1 from visit where family = 'gy' and state = 'open' and json_extract(info, '$.yzz014') = ?",
    yzz014,
  )
  if (open) rule('该备案有未结算的住院，结算后才能失效')
}

/** 协议机构: the newest word counts. */
function institution(row: JsonObject, ctx: Ctx): JsonObject {
  const { store } = ctx
  const [akb020, inst_type] = [text(row, 'akb020'), text(row, 'inst_type')]
  store.run('delete from gy_institution where akb020 = ? and inst_type = ?', akb020, inst_type)
  store.insert('gy_institution', {
    ...{ akb020, inst_type, state: text(row, 'agre_state') },
    ...{ begndate: text(row, 'aae030'), enddate: text(row, 'aae031') },
  })
  return { uniq_id: publish(ctx, 'GYD009', row) }
}

export const filing: Area = {
  GYU001: (input, ctx) => each(input, ctx, (row) => decided(row, ctx)),
  GYU006: (input, ctx) => each(input, ctx, (row) => local(row, ctx)),
  GYU007: (input, ctx) => each(input, ctx, (row) => changed(row, ctx)),
  GYU009: (input, ctx) => each(input, ctx, (row) => institution(row, ctx)),
}
