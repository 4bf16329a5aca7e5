import type { JsonObject } from '../../../../shared/contract.ts'
import { fen, sum, tryYuan, yuanNumber } from '../../../../shared/money.ts'
import type { Step } from '../port.ts'
import type { World } from '../world.ts'
import { from } from './tools.ts'

const amountOf = (rows: readonly JsonObject[], name: string) =>
  yuanNumber(sum(rows.map((row) => tryYuan(row[name]) ?? fen(0))))

/** What this run booked, as the total and as the rows of a statement. Source: 3201, 3202. */
const totals = (world: World) => {
  const rows = world.booked
  return {
    ...{ insutype: world.facts.insutype, clr_type: '11', setl_optins: world.facts.insuplc_admdvs },
    ...{ medfee_sumamt: amountOf(rows, 'medfee_sumamt'), fund_pay_sumamt: amountOf(rows, 'fund_pay_sumamt') },
    ...{ acct_pay: amountOf(rows, 'acct_pay'), cash_payamt: amountOf(rows, 'psn_cash_pay') },
    ...{ fixmedins_setl_cnt: rows.length, refd_setl_flag: '0' },
  }
}

export const clearing: Step[] = [
  { infno: '3201', nobody: true, over: totals },
  {
    infno: '9101',
    nobody: true,
    over: ({ facts }) => ({ in: facts.statement, filename: 'statement.zip' }),
    keep: from('', 'file_qury_no', 'filename'),
  },
  {
    infno: '3202',
    nobody: true,
    needs: ['file_qury_no'],
    over: (world) => ({ ...totals(world), file_qury_no: world.facts.file_qury_no }),
    keep: from('fileinfo', 'file_qury_no', 'filename'),
  },
  {
    infno: '9102',
    about: '对账结果',
    nobody: true,
    needs: ['file_qury_no', 'filename'],
    over: ({ facts }) => ({ filename: facts.filename, fixmedins_code: 'plc' }),
  },
]
