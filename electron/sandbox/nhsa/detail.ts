import type { Fen } from '../../../shared/money.ts'
import { yuanNumber } from '../../../shared/money.ts'
import type { Data } from './booking.ts'
import { text } from './booking.ts'
import type { CatalogueItem } from './catalogue.ts'
import type { VisitRow } from './rows.ts'
import type { Split } from './rules.ts'
import type { Ctx } from './types.ts'

/** Of a long list the first few, so that err_msg stays readable. */
export const named = (list: string[]) =>
  list.slice(0, 10).join('、') + (list.length > 10 ? ` 等 ${list.length} 条` : '')

/** Writes one line of 2204 or 2301 into the ledger and answers its row of `result`. */
export function bookLine(
  line: Data,
  chrg_bchno: string,
  visit: VisitRow,
  item: CatalogueItem,
  amount: Fen,
  parts: Split,
  ctx: Ctx,
) {
  ctx.store.insert('detail', {
    mdtrt_id: visit.mdtrt_id,
    feedetl_sn: text(line.feedetl_sn),
    chrg_bchno,
    psn_no: visit.psn_no,
    setl_id: '',
    amount,
    ...parts,
    line: JSON.stringify({ ...line, opter_id: ctx.env.opter, opter_name: ctx.env.opter_name }),
    at_ms: ctx.at_ms,
  })
  return {
    feedetl_sn: text(line.feedetl_sn),
    det_item_fee_sumamt: yuanNumber(amount),
    cnt: Number(line.cnt),
    pric: Number(line.pric),
    pric_uplmt_amt: Number(item.pric_uplmt_amt),
    selfpay_prop: Number(item.selfpay_prop),
    fulamt_ownpay_amt: yuanNumber(parts.fulamt),
    overlmt_amt: yuanNumber(parts.overlmt),
    preselfpay_amt: yuanNumber(parts.preself),
    inscp_scp_amt: yuanNumber(parts.inscp),
    chrgitm_lv: item.chrgitm_lv,
    med_chrgitm_type: item.med_chrgitm_type,
    bas_medn_flag: '0',
    hi_nego_drug_flag: '0',
    chld_medc_flag: '0',
    list_sp_item_flag: '0',
    lmt_used_flag: item.lmt_used_flag,
    drt_reim_flag: '0',
    memo: '',
    exp_content: '',
  }
}
