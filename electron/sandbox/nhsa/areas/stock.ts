import type { Json, JsonObject } from '../../../../shared/contract.ts'
import { scaled } from '../../../../shared/money.ts'
import { rows } from '../../../../shared/settlement.ts'
import type { Area, Ctx, Handler } from '../types.ts'
import { Refusal, refuse } from '../types.ts'
import {
  type Business,
  CHANGE,
  CHECK,
  codesOf,
  type GoodsRow,
  type Line,
  PURCHASE,
  PURCHASE_RETURN,
  SALE,
  SALE_RETURN,
  SCALE,
  text,
} from './stock-rules.ts'

/** Books one line; the same line of the same message once more changes nothing. Answers its number. */
function book(business: Business, line: Line, ctx: Ctx): string {
  const { fixmedins_code, msgid } = ctx.env
  const bchno = text(line.fixmedins_bchno)
  const before = ctx.store.get<GoodsRow>(
    'select * from goods_row where fixmedins_code = ? and infno = ? and bchno = ?',
    fixmedins_code,
    business.infno,
    bchno,
  )
  if (before?.msgid === msgid && before.line === JSON.stringify(line)) return before.no
  if (before) refuse(`定点医药机构批次流水号 ${bchno} 已存在`)
  const cnt = Number(scaled(String(line[business.cnt] ?? ''), SCALE) ?? 0n)
  if (cnt <= 0 && business !== CHECK) refuse('数量必须大于 0')
  const codes = codesOf(line)
  if (new Set(codes).size !== codes.length) refuse('同一行内的药品追溯码重复')
  const of = business.check(line, cnt, ctx)
  const no = `SP${String(ctx.store.next('goods')).padStart(14, '0')}`
  const trdn = text(line.trdn_flag)
  ctx.store.insert('goods_row', {
    ...{ no, fixmedins_code, type: business.type, infno: business.infno, bchno, of, trdn, msgid },
    hilist: text(line.fixmedins_hilist_id),
    lot: text(line.manu_lotnum),
    cnt: cnt * business.sign(line),
    line: JSON.stringify(line),
    at_ms: ctx.at_ms,
  })
  for (const code of codes) ctx.store.insert('goods_code', { no, drug_trac_codg: code, trdn, back: '' })
  if (business === SALE_RETURN)
    for (const code of codes)
      ctx.store.run('update goods_code set back = ? where no = ? and drug_trac_codg = ?', no, of, code)
  return no
}

/** 3507: everything of this batch number and kind; what was returned or sold on keeps its movement. */
function remove(line: Line, ctx: Ctx): void {
  const { fixmedins_code } = ctx.env
  const found = ctx.store.all<GoodsRow>(
    'select * from goods_row where fixmedins_code = ? and bchno = ? and type = ?',
    fixmedins_code,
    text(line.fixmedins_bchno),
    text(line.inv_data_type),
  )
  if (found.length === 0) refuse(`批次流水号 ${text(line.fixmedins_bchno)} 的明细不存在`)
  for (const { no, of } of found) {
    const numbers = found.map((row) => row.no)
    const later = ctx.store.all<{ no: string }>('select no from goods_row where of = ?', no)
    if (later.some((row) => !numbers.includes(row.no))) refuse('这笔数据已有退货，请先删除退货')
    if (of) ctx.store.run("update goods_code set back = '' where back = ?", no)
  }
  for (const { no } of found) {
    ctx.store.run('delete from goods_code where no = ?', no)
    ctx.store.run('delete from goods_row where no = ?', no)
  }
}

/** A line on its own: what it gives, or why not. */
function tried<T>(work: () => T): { ok: T } | { why: string } {
  try {
    return { ok: work() }
  } catch (error) {
    if (error instanceof Refusal) return { why: error.message }
    throw error
  }
}

const result = (why: string | null) => ({ retRslt: why === null ? '1' : '0', msgRslt: why ?? '' })

/** The single form: one line, its result in a node of its own. */
const single =
  (business: Business): Handler =>
  (input, ctx) => {
    const made = tried(() => book(business, input[business.node] as Line, ctx))
    return { result: result('why' in made ? made.why : null) }
  }

/** The many forms: each line by itself; the answer names every line. */
const many =
  (business: Business, node: string, answers: string): Handler =>
  (input, ctx) => {
    const lines = rows(input, node) as Line[]
    return {
      [answers]: lines.map((line) => {
        const made = tried(() => book(business, line, ctx))
        const { drugtracinfo: _codes, purc_invo_file_List: _papers, ...echo } = line
        const own = 'ok' in made && business.gives ? { [business.gives]: made.ok } : {}
        return { ...echo, ...own, ...result('why' in made ? made.why : null) }
      }) as unknown as Json,
    }
  }

/** 3501A answers as a whole, so it is booked as a whole. */
const checks: Handler = (input, ctx) => {
  const lines = rows(input, 'invinfoDetail') as Line[]
  const made = tried(() => ctx.store.atomically(() => lines.map((line) => book(CHECK, line, ctx))))
  return { result: result('why' in made ? made.why : null) }
}

/** What an answer of errors names of a line. */
const named =
  (handler: Handler, node: string, fields: readonly string[]): Handler =>
  (input, ctx) => {
    const output = handler(input, ctx) as JsonObject
    const list = rows(output, node).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([key]) => fields.includes(key))),
    )
    return { [node]: list as unknown as Json }
  }

const GOODS = ['med_list_codg', 'fixmedins_hilist_id', 'fixmedins_hilist_name', 'fixmedins_bchno']
const RESULT = ['retRslt', 'msgRslt']

const removeOne: Handler = (input, ctx) => {
  const made = tried(() => remove(input.data as Line, ctx))
  return { result: result('why' in made ? made.why : null) }
}

const removeMany: Handler = (input, ctx) => ({
  goodErrDetail: (rows(input, 'goodDetail') as Line[]).map((line) => {
    const made = tried(() => remove(line, ctx))
    return { ...line, ...result('why' in made ? made.why : null) }
  }) as unknown as Json,
})

/** 3592B: a code that stands for one pack without any, to be used once. */
const virtualCode: Handler = (input, ctx) => {
  const { med_list_codg, fixmedins_hilist_id, fixmedins_hilist_name } = input.data as Record<string, string>
  const drug_trac_codg = `XN${String(ctx.store.next('virtual_code')).padStart(18, '0')}`
  return {
    result: {
      ...{ med_list_codg: med_list_codg ?? '', fixmedins_hilist_id: fixmedins_hilist_id ?? '' },
      ...{ fixmedins_hilist_name: fixmedins_hilist_name ?? '', drug_trac_codg },
    },
  }
}

/** 3501–3507, 3501A–3507A; and 3592B of Hunan. */
export const stock: Area = {
  '3501': single(CHECK),
  '3501A': checks,
  '3502': single(CHANGE),
  '3502A': named(many(CHANGE, 'invinfoDetail', 'invinfoErrDetail'), 'invinfoErrDetail', [
    ...GOODS,
    'inv_chg_type',
    ...RESULT,
    'memo',
  ]),
  '3503': single(PURCHASE),
  '3503A': many(PURCHASE, 'purcinfoDetail', 'purcinfoDetail'),
  '3504': single(PURCHASE_RETURN),
  '3504A': named(many(PURCHASE_RETURN, 'purcinfoDetail', 'purcinfoErrDetail'), 'purcinfoErrDetail', [
    ...GOODS,
    'medins_prod_purc_no',
    ...RESULT,
    'memo',
  ]),
  '3505': single(SALE),
  '3505A': many(SALE, 'selinfoDetail', 'selinfoDetail'),
  '3506': single(SALE_RETURN),
  '3506A': named(many(SALE_RETURN, 'selinfoDetail', 'selinfoErrDetail'), 'selinfoErrDetail', [
    ...GOODS,
    'medins_prod_sel_no',
    ...RESULT,
    'memo',
  ]),
  '3507': removeOne,
  '3507A': removeMany,
  '3592B': virtualCode,
}
