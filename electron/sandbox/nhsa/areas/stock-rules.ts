import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { dateOf } from '../../../../shared/msgid.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Row } from '../store.ts'
import type { Ctx } from '../types.ts'
import { refuse } from '../types.ts'

/** A movement in the centre's ledger of goods; see SCHEMA_STOCK. */
export interface GoodsRow extends Row {
  no: string
  fixmedins_code: string
  type: string
  infno: string
  bchno: string
  hilist: string
  lot: string
  cnt: number
  of: string
  trdn: string
  msgid: string
  line: string
  at_ms: number
}

export type Line = Record<string, string | number | Json>
export const text = (value: unknown) => (value === undefined || value === null ? '' : String(value))

/** 库存变更类型 that take out; all others bring in. 109, 111: Hunan's. */
const OUT = new Set(['102', '104', '105', '107', '109', '111'])
export const SCALE = 4

/** What one business does: its node, its answer, and what it books of a line. Throws a Refusal. */
export interface Business {
  infno: string
  /** inv_data_type */
  type: string
  node: string
  cnt: string
  /** -1 takes out, 1 brings in, 0 leaves the stock */
  sign(line: Line): -1 | 0 | 1
  /** what has to be there before; answers the number of the movement that it takes back, '' where none */
  check(line: Line, cnt: number, ctx: Ctx): string
  /** name of its own number in the answer */
  gives?: string
}

export const CHECK: Business = {
  infno: '3501',
  type: '1',
  node: 'invinfo',
  cnt: 'inv_cnt',
  sign: () => 0,
  check(line, _cnt, ctx) {
    if (text(line.invdate) > dateOf(ctx.at_ms)) refuse('盘存日期不能晚于今天')
    return ''
  },
}

export const CHANGE: Business = {
  infno: '3502',
  type: '2',
  node: 'invinfo',
  cnt: 'cnt',
  sign: (line) => (OUT.has(text(line.inv_chg_type)) ? -1 : 1),
  check(line, cnt, ctx) {
    if (OUT.has(text(line.inv_chg_type))) enough(line, cnt, ctx)
    return ''
  },
}

export const PURCHASE: Business = {
  infno: '3503',
  type: '3',
  node: 'purcinfo',
  cnt: 'purc_retn_cnt',
  sign: () => 1,
  check(line) {
    if (text(line.expy_end) < text(line.manu_date)) refuse('有效期止早于生产日期')
    return ''
  },
  gives: 'medins_prod_purc_no',
}

export const PURCHASE_RETURN: Business = {
  infno: '3504',
  type: '3',
  node: 'purcinfo',
  cnt: 'purc_retn_cnt',
  sign: () => -1,
  check(line, cnt, ctx) {
    const of = returned(line, 'medins_prod_purc_no', '3503', '采购', cnt, ctx)
    enough(line, cnt, ctx)
    return of.no
  },
}

export const SALE: Business = {
  infno: '3505',
  type: '4',
  node: 'selinfo',
  cnt: 'sel_retn_cnt',
  sign: () => -1,
  check(line, cnt, ctx) {
    const { fixmedins_code } = ctx.env
    const known = ctx.store.get(
      `select 1 from goods_row where fixmedins_code = ? and hilist = ? and lot = ? and infno in ('3501', '3503')`,
      fixmedins_code,
      text(line.fixmedins_hilist_id),
      text(line.manu_lotnum),
    )
    if (!known) refuse(`生产批号 ${text(line.manu_lotnum)} 没有采购或盘存记录，不能销售`)
    settled(line, ctx)
    for (const code of codesOf(line)) unsold(code, text(line.trdn_flag), ctx)
    enough(line, cnt, ctx)
    return ''
  },
  gives: 'medins_prod_sel_no',
}

export const SALE_RETURN: Business = {
  infno: '3506',
  type: '4',
  node: 'selinfo',
  cnt: 'sel_retn_cnt',
  sign: () => 1,
  check(line, cnt, ctx) {
    const of = returned(line, 'medins_prod_sel_no', '3505', '销售', cnt, ctx)
    for (const code of codesOf(line)) {
      const sold = ctx.store.get(
        "select 1 from goods_code where no = ? and drug_trac_codg = ? and back = ''",
        of.no,
        code,
      )
      if (!sold) refuse(`药品追溯码 ${code} 不在原销售中，或已经退货`)
    }
    return of.no
  },
}

/** The stock of a product never falls below nothing. */
function enough(line: Line, cnt: number, ctx: Ctx): void {
  const held = ctx.store.get<{ n: number | null }>(
    'select sum(cnt) as n from goods_row where fixmedins_code = ? and hilist = ?',
    ctx.env.fixmedins_code,
    text(line.fixmedins_hilist_id),
  )
  if ((held?.n ?? 0) < cnt)
    refuse(`${text(line.fixmedins_hilist_name)}库存不足：现有 ${(held?.n ?? 0) / 10 ** SCALE}`)
}

/** Insured people's drugs leave after the settlement, which must stand and be theirs. Source: 3505 rules. */
function settled(line: Line, ctx: Ctx): void {
  if (line.mdtrt_setl_type !== '1') return
  const found = ctx.store.get<{ psn_no: string; mdtrt_id: string }>(
    `select psn_no, mdtrt_id from settlement
     where setl_id = ? and fixmedins_code = ? and refd = 0 and reverses is null`,
    text(line.setl_id),
    ctx.env.fixmedins_code,
  )
  if (!found) refuse(`结算ID ${text(line.setl_id)} 没有有效的结算`)
  if (line.psn_no && line.psn_no !== found.psn_no) refuse('人员编号与结算不符')
  if (line.mdtrt_sn !== found.mdtrt_id) refuse('就医流水号与结算的就诊ID 不符')
}

/** A full pack is sold once; of a split one (trdn_flag 1) the code may come again. Source: 3505A rules. */
function unsold(code: string, trdn: string, ctx: Ctx): void {
  const before = ctx.store.all<{ trdn: string }>(
    `select c.trdn from goods_code c join goods_row r using (no)
     where c.drug_trac_codg = ? and c.back = '' and r.infno = '3505'`,
    code,
  )
  if (before.some((sold) => sold.trdn !== '1' || trdn !== '1')) refuse(`药品追溯码 ${code} 已经销售`)
}

/**
 * The movement that a return names. The forms of one row give no number: there it is the one of its own batch
 * number, else one of the same product and lot that not all came back of. No more comes back than went.
 */
function returned(line: Line, number: string, infno: string, what: string, cnt: number, ctx: Ctx): GoodsRow {
  const found = ctx.store.all<GoodsRow & { back: number }>(
    `select r.*, (select coalesce(sum(abs(b.cnt)), 0) from goods_row b where b.of = r.no) as back
     from goods_row r where fixmedins_code = ? and infno = ? and hilist = ? order by no`,
    ctx.env.fixmedins_code,
    infno,
    text(line.fixmedins_hilist_id),
  )
  const named = text(line[number])
  const lot = text(line.manu_lotnum)
  const candidates = named
    ? found.filter((row) => row.no === named)
    : found.filter((row) => row.bchno === line.fixmedins_bchno || !lot || row.lot === lot)
  if (candidates.length === 0) refuse(`原${what}记录不存在，不能退货`)
  const of = candidates.find((row) => row.back + cnt <= Math.abs(row.cnt))
  return of ?? refuse(`退货数量超过原${what}数量`)
}

export const codesOf = (line: Line): string[] =>
  rows(line as JsonObject, 'drugtracinfo').map((row) => text(row.drug_trac_codg))
