import type { JsonObject } from '../../../../shared/contract.ts'
import { tryYuan, yuanText } from '../../../../shared/money.ts'
import type { SettlementRow } from '../rows.ts'
import { STANDING } from '../rows.ts'
import { sumOf } from '../setlinfo.ts'
import type { Area, Ctx } from '../types.ts'

const dayStart = (date: string) => new Date(`${date}T00:00:00`).getTime()

/**
 * 3201: the hospital's totals against the centre's, by insutype, clr_type, clr_optins and setl_time.
 * refd_setl_flag 0 leaves refunded settlements and their refunds out; else both count. What 2601 undid
 * never counts. Source: 3201 rules.
 */
function totals(input: JsonObject, ctx: Ctx) {
  const data = input.data as Record<string, string | number>
  const rows = ctx.store.all<SettlementRow>(
    `select * from settlement where fixmedins_code = ? and insutype = ? and clr_type = ? and clr_optins = ?
       and setl_ms >= ? and setl_ms < ? and voided = 0 and (? <> '0' or (${STANDING}))`,
    ctx.env.fixmedins_code,
    String(data.insutype),
    String(data.clr_type),
    String(data.setl_optins),
    dayStart(String(data.stmt_begndate)),
    dayStart(String(data.stmt_enddate)) + 86_400_000,
    String(data.refd_setl_flag ?? ''),
  )
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

export const clearing: Area = { '3201': totals }
