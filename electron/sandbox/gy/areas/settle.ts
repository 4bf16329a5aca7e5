import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { type Fen, tryYuan, yuanNumber } from '../../../../shared/money.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import { book, unbook } from '../../injury/ledger.ts'
import type { Row } from '../../ledger.ts'
import { publish } from '../publish.ts'
import {
  type Area,
  amount,
  before,
  type Ctx,
  dataOf,
  each,
  listNode,
  now,
  rule,
  serial,
  shaped,
  text,
} from '../types.ts'
import { fileOf } from './files.ts'
import { verified } from './person.ts'
import {
  agreed,
  cancel,
  carrying,
  dropLines,
  inHospital,
  linesOf,
  soundLine,
  standing,
  total,
} from './stay.ts'

const FAMILY = 'gy'

/** One settlement as the exchange, the month-end and the audit see it. */
export interface Settled extends Row {
  no: number
  akb020: string
  ykc618: string
  inst_type: string
  akc190: string
  aac002: string
  aac003: string
  total: Fen
  fund: Fen
  own: Fen
  /** gy_setl_state without the month-end, which `month` is */
  state: string
  undo_sn: string
  month: string
  data: string
}

export const settledOf = ({ store }: Ctx, akb020: string, ykc618: string): Settled | undefined =>
  store.get<Settled>(
    'select * from gy_settled where akb020 = ? and ykc618 = ? order by no desc limit 1',
    akb020,
    ykc618,
  )

const PARTS = [
  ['akc227', 'akc264', '结算总金额'],
  ['akb068', 'akb068', '统筹支付金额'],
  ['akb067', 'akb067', '自付金额'],
] as const

function agrees(row: JsonObject, list: readonly JsonObject[], of: string): void {
  for (const [each, all, label] of PARTS)
    if (total(list, each) !== amount(row, all)) rule(`${label}不等于${of}之和`)
}

/** 出院结算: all lines are there, the sums hold, and the discharge was verified. */
function stay(row: JsonObject, ctx: Ctx): JsonObject {
  const visit = inHospital(row, ctx)
  const lines = linesOf(ctx, visit.mdtrt_id)
  const day = visit.begntime as string
  carrying(row, day.slice(0, 10), ctx)
  if (text(row, 'akc194') < day) rule('出院时间早于入院时间')
  if (lines.length === 0 || Number(row.det_num) !== lines.length)
    rule(`费用明细条数不符：平台有 ${lines.length} 条`)
  agrees(row, lines, '费用明细')
  agrees(row, rows(row, 'feesum'), '费用分类汇总')
  if (!verified(ctx, visit.akb020, '02', visit.ipt_otp_no)) before('出院结算前没有通过人员备案信息核验')
  ctx.store.run(
    `update visit set state = 'settled' where family = '${FAMILY}' and mdtrt_id = ?`,
    visit.mdtrt_id,
  )
  return settled(row, visit.mdtrt_id, row, ctx)
}

/** 辅助器具配置结算: what was confirmed, within its limit. */
function device(row: JsonObject, ctx: Ctx): JsonObject {
  const [akb020, akc190, dev_no] = [text(row, 'akb020'), text(row, 'akc190'), text(row, 'dev_no')]
  if (row.inst_type !== '3') rule('协议机构类型应为辅助器具配置机构')
  carrying(row, text(row, 'akc192').slice(0, 10), ctx)
  agreed(ctx, akb020, '3', text(row, 'akc192').slice(0, 10))
  const confirmed = ctx.store.get<{ data: string }>(
    'select data from gy_device where dev_no = ? and aac002 = ?',
    dev_no,
    text(row, 'aac002'),
  )
  if (!confirmed) return before(`没有该人员的配置确认 ${dev_no}`)
  if (!verified(ctx, akb020, '03', dev_no)) before('配置结算前没有通过人员备案信息核验')
  const taken = ctx.store.get(
    "select 1 from gy_settled where akb020 = ? and akc190 = ? and state = '1'",
    akb020,
    akc190,
  )
  if (taken || standing(ctx, akb020, akc190)) rule(`配置业务号 ${akc190} 重复`)
  const list = rows(row, 'devlist')
  for (const one of list) soundLine(one)
  if (Number(row.det_num) !== list.length) rule('费用明细条数与配置明细不符')
  agrees(row, list, '配置明细')
  const limit = tryYuan((JSON.parse(confirmed.data) as JsonObject).akb068 ?? null)
  if (limit !== null && amount(row, 'akb068') > limit) rule('统筹支付金额超过配置确认的限额')
  const at = row.setl_time ?? now(ctx)
  const shown = {
    ...{ akc194: at, akc195: '9', akc196: '-', akc185: '辅助器具配置', akb063: 0 },
    diaglist: [{ xh: 1, diag_type: '1', diag_code: '-', diag_name: '辅助器具配置', injury_flag: '1' }],
    feesum: [{ aka063: '99', akc227: row.akc264!, akb068: row.akb068!, akb067: row.akb067! }],
  }
  return settled(row, akc190, { ...row, ...shown } as JsonObject, ctx)
}

function settled(row: JsonObject, mdtrt_id: string, record: JsonObject, ctx: Ctx): JsonObject {
  const { store, transid, at_ms } = ctx
  const [akb020, ykc618] = [text(row, 'akb020'), text(row, 'ykc618')]
  const [all, fund, own] = [amount(row, 'akc264'), amount(row, 'akb068'), amount(row, 'akb067')]
  if (fund + own !== all) rule('统筹支付金额与自付金额之和不等于结算总金额')
  const former = settledOf(ctx, akb020, ykc618)
  if (former?.state === '1') rule(`结算业务号 ${ykc618} 重复`)
  const filelist = rows(row, 'filelist').map((one) => {
    const { file_name, file_type } = fileOf(ctx, text(one, 'file_id'))
    return { ...one, file_name, file_type }
  })
  const { row_no: _, ...sent } = record
  const data = { ...sent, filelist, setl_state: '1' }
  // one that was taken back makes room for its number
  if (former)
    store.run(
      `update settlement set setl_id = setl_id || ? where family = '${FAMILY}' and setl_id = ?`,
      `~${former.no}`,
      ykc618,
    )
  store.insert('gy_settled', {
    ...{ akb020, ykc618, inst_type: text(row, 'inst_type'), akc190: text(row, 'akc190') },
    ...{ aac002: text(row, 'aac002'), aac003: text(row, 'aac003'), total: all, fund, own, state: '1' },
    data: JSON.stringify(data),
  })
  book(store, {
    ...{ family: FAMILY, setl_id: ykc618, msgid: transid, mdtrt_id, psn_no: text(row, 'aac002') },
    ...{ total: all, fund, cash: own, hosp: 0 as Fen, at_ms },
  })
  return { uniq_id: publish(ctx, 'GYD103', data) }
}

/** 结算撤销: of a stay with its admission, its lines and its files; all must be uploaded again. */
function unsettled(input: JsonObject, ctx: Ctx): Json {
  const { store, transid, at_ms } = ctx
  const data = dataOf(input)
  const [akb020, ykc618] = [text(data, 'akb020'), text(data, 'ykc618')]
  const found = settledOf(ctx, akb020, ykc618)
  if (found?.state !== '1') return before('结算信息不存在或已撤销')
  for (const name of ['akc190', 'aac002', 'aac003', 'inst_type'] as const)
    if (found[name] !== text(data, name)) return rule('撤销信息与结算不符')
  const undo_sn = serial(ctx, 'GYC')
  unbook(store, FAMILY, ykc618, { setl_id: undo_sn, msgid: transid, at_ms })
  store.run("update gy_settled set state = '2', undo_sn = ? where no = ?", undo_sn, found.no)
  const visit = found.inst_type === '3' ? undefined : standing(ctx, akb020, found.akc190)
  if (visit) {
    dropLines(ctx, visit)
    cancel(ctx, visit.mdtrt_id)
  }
  const record = JSON.parse(found.data) as JsonObject
  for (const { file_id } of rows(record, 'filelist'))
    store.run('delete from gy_file where file_id = ?', String(file_id))
  const { aab299 = '', aab301 = '' } = record
  publish(ctx, 'GYD403', {
    ...data,
    ...{ undo_sn, aab299, aab301, undo_time: now(ctx) },
    ...{ akc264: yuanNumber(found.total), akb068: yuanNumber(found.fund), akb067: yuanNumber(found.own) },
  })
  return { data: { akb020, akc190: found.akc190, ykc618, undo_sn } }
}

/** All settlements of one person, undone ones too; nothing of it is marked as fetched. */
function ofPerson(input: JsonObject, ctx: Ctx): Json {
  const data = dataOf(input)
  const aac002 = text(data, 'aac002') || text(data, 'aac044')
  const node = listNode(ctx.contract('GYD104'))
  const [from, to] = [text(data, 'yzz041'), text(data, 'yzz042')]
  const list = ctx.store
    .all<Settled>(
      'select * from gy_settled where aac002 = ? and aac003 = ? order by no',
      aac002,
      text(data, 'aac003'),
    )
    .map((row) => {
      const setl_state = row.state === '2' ? '2' : row.month === '' ? '1' : '3'
      return { ...(JSON.parse(row.data) as JsonObject), setl_state, yzz062: row.month }
    })
    .filter((row) => {
      const day = text(row, 'setl_time').slice(0, 10) || dateOf(ctx.at_ms)
      return (from === '' || day >= from) && (to === '' || day <= to)
    })
    .map((row) => shaped(node, row))
  return { data: { total: list.length, list } }
}

export const settle: Area = {
  GYU103: (input, ctx) => each(input, ctx, (row) => stay(row, ctx)),
  GYU303: (input, ctx) => each(input, ctx, (row) => device(row, ctx)),
  GYR003: unsettled,
  GYD104: ofPerson,
}
