import type { JsonObject } from '../../../../shared/contract.ts'
import { type Fen, fen, sum, tryYuan, yuanText } from '../../../../shared/money.ts'
import type { SettlementRow } from '../rows.ts'
import { STANDING } from '../rows.ts'
import { sumOf } from '../setlinfo.ts'
import type { Area, Ctx } from '../types.ts'
import { refuse } from '../types.ts'
import { offerRows, uploadedRows } from './files.ts'

const dayStart = (date: string) => new Date(`${date}T00:00:00`).getTime()
/** the first moment of the day after: a day may have 23 or 25 hours */
function dayEnd(date: string): number {
  const day = new Date(dayStart(date))
  return day.setDate(day.getDate() + 1)
}

type Data = Record<string, string | number>

/**
 * The hospital's settlements of the days asked for, by clr_type, clr_optins and setl_time. refd_setl_flag 0
 * leaves refunded settlements and their refunds out; else both count. What 2601 undid never counts. Source:
 * 3201 rules.
 */
function booked(data: Data, ctx: Ctx): SettlementRow[] {
  return ctx.store.all<SettlementRow>(
    `select * from settlement where fixmedins_code = ? and clr_type = ? and clr_optins = ?
       and setl_ms >= ? and setl_ms < ? and voided = 0 and (? <> '0' or (${STANDING})) order by setl_id`,
    ctx.env.fixmedins_code,
    String(data.clr_type),
    String(data.setl_optins),
    dayStart(String(data.stmt_begndate)),
    dayEnd(String(data.stmt_enddate)),
    String(data.refd_setl_flag ?? ''),
  )
}

/** 3201: the hospital's totals against the centre's, of one insutype. */
function totals(input: JsonObject, ctx: Ctx) {
  const data = input.data as Data
  const rows = booked(data, ctx).filter((row) => row.insutype === data.insutype)
  const faults: string[] = []
  for (const [name, label] of [
    ['medfee_sumamt', '医疗费总额'],
    ['fund_pay_sumamt', '基金支付总额'],
    ['acct_pay', '个人账户支付金额'],
  ] as const) {
    const ours = sumOf(rows, name)
    if (tryYuan(data[name]) !== ours) faults.push(`${label} 中心 ${yuanText(ours)} 医院 ${data[name]}`)
  }
  if (Number(data.fixmedins_setl_cnt) !== rows.length)
    faults.push(`结算笔数 中心 ${rows.length} 医院 ${data.fixmedins_setl_cnt}`)
  return {
    stmtinfo: {
      setl_optins: String(data.setl_optins),
      stmt_rslt: faults.length ? '1' : '0',
      stmt_rslt_dscr: (faults.length ? faults.join('；') : '对账一致').slice(0, 200),
      exp_content: '',
    },
  }
}

/** One row as the hospital sent it. Source: 3202 file_row of the input. */
interface Sent {
  setl_id: string
  mdtrt_id: string
  psn_no: string
  amounts: [Fen, Fen, Fen]
  refd: string
}

function readSent(cells: string[], index: number): Sent {
  const at = `明细文件第 ${index + 1} 行`
  if (cells.length !== 7 && cells.length !== 8) refuse(`${at}应为 7 列，现有 ${cells.length} 列`)
  const [setl_id = '', mdtrt_id = '', psn_no = '', total, fund, acct, refd = ''] = cells
  const amounts = [total, fund, acct].map(tryYuan)
  if (amounts.includes(null)) refuse(`${at}的金额不是两位小数`)
  if (!['0', '1'].includes(refd)) refuse(`${at}的退费结算标志不在代码表内`)
  return { setl_id, mdtrt_id, psn_no, amounts: amounts as Sent['amounts'], refd }
}

/** The head of 3202 must be the sums of the rows. Source: 3202 rules. */
function checkHead(data: Data, sent: Sent[]): void {
  const heads = [
    ['medfee_sumamt', '医疗费总额', 0],
    ['fund_pay_sumamt', '基金支付总额', 1],
  ] as const
  for (const [name, label, column] of heads) {
    const rows = sum(sent.map(({ amounts }) => amounts[column]))
    if (tryYuan(data[name]) !== rows) refuse(`${label} ${data[name]} 与明细文件合计 ${yuanText(rows)} 不符`)
  }
  if (Number(data.fixmedins_setl_cnt) !== sent.length)
    refuse(`结算笔数 ${data.fixmedins_setl_cnt} 与明细文件 ${sent.length} 行不符`)
}

const SAME = '0'
const CENTRE_ONLY = '1'
const HOSPITAL_ONLY = '2'
const DIFFERENT = '3'

/** 3202: row by row; the result is a file, rows of either side. */
function statement(input: JsonObject, ctx: Ctx) {
  const data = input.data as Data
  const sent = uploadedRows(ctx, String(data.file_qury_no)).map(readSent)
  checkHead(data, sent)
  const style = ctx.options.statement
  const rows: string[][] = []
  const put = (cells: string[]) => {
    const verdict = cells[4]
    if (style.lists === 'differences' && verdict === SAME) return
    if (style.codes === 'plain' && verdict !== SAME) cells[4] = '1'
    rows.push(style.columns === 11 ? [...cells, ''] : cells.slice(0, style.columns))
  }
  const ours = new Map(booked(data, ctx).map((row) => [row.setl_id, row]))
  for (const row of sent) {
    const mine = ours.get(row.setl_id)
    ours.delete(row.setl_id)
    put(mine ? compared(mine, row) : stranger(row))
  }
  for (const row of ours.values()) put(lineOf(row, CENTRE_ONLY, '医药机构无此笔'))
  return { fileinfo: offerRows(ctx, rows) }
}

function compared(row: SettlementRow, sent: Sent): string[] {
  const amounts = [row.medfee_sumamt, row.fund_pay_sumamt, row.acct_pay]
  const labels = ['医疗费总额', '基金支付总额', '个人账户支出']
  const faults = labels.filter((_, i) => amounts[i] !== sent.amounts[i])
  if (refdOf(row) !== sent.refd) faults.push('退费结算标志')
  return lineOf(row, faults.length ? DIFFERENT : SAME, faults.length ? `${faults.join('、')}不一致` : '')
}

const refdOf = (row: SettlementRow) => (row.reverses ? '1' : '0')

function lineOf(row: SettlementRow, verdict: string, memo: string): string[] {
  const amounts = [row.medfee_sumamt, row.fund_pay_sumamt, row.acct_pay].map((n) => yuanText(fen(n)))
  return [row.psn_no, row.mdtrt_id, row.setl_id, row.msgid, verdict, refdOf(row), memo, ...amounts]
}

/** The centre has none: the row says so and names no message. */
function stranger({ psn_no, mdtrt_id, setl_id, refd }: Sent): string[] {
  return [psn_no, mdtrt_id, setl_id, '', HOSPITAL_ONLY, refd, '中心无此笔', '', '', '']
}

export const clearing: Area = { '3201': totals, '3202': statement }
