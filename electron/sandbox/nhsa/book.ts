import { datetime } from '../../../shared/msgid.ts'
import type { SettlementRow } from './rows.ts'
import { STANDING } from './rows.ts'
import type { Store } from './store.ts'
import type { LedgerRow, LeftoverDetail, Leftovers, LeftoverVisit } from './types.ts'

function ledgerRow(row: SettlementRow): LedgerRow {
  const { setl_id, msgid, mdtrt_id, psn_no, chrg_bchno, insutype, med_type, fixmedins_code } = row
  const { medfee_sumamt, fund_pay_sumamt, acct_pay, psn_cash_pay, hosp_part_amt } = row
  return {
    ...{ setl_id, msgid, mdtrt_id, psn_no, chrg_bchno, insutype, med_type, fixmedins_code },
    ...{ clr_type: row.clr_type, clr_optins: row.clr_optins },
    ...{ medfee_sumamt, fund_pay_sumamt, acct_pay, psn_cash_pay, hosp_part_amt },
    setl_time: datetime(row.setl_ms),
    refd: row.refd === 1,
    voided: row.voided === 1,
    ...(row.reverses ? { reverses: row.reverses } : {}),
  }
}

/** Every settlement row in the order of booking. */
export const ledgerOf = (store: Store): LedgerRow[] =>
  store.all<SettlementRow>('select * from settlement order by setl_id').map(ledgerRow)

/** Settlements that stand. */
export const effectiveOf = (store: Store): LedgerRow[] =>
  store.all<SettlementRow>(`select * from settlement where ${STANDING} order by setl_id`).map(ledgerRow)

/** Settlements of one visit or stay that stand. */
export const standingIn = (store: Store, mdtrt_id: string): LedgerRow[] =>
  store
    .all<SettlementRow>(
      `select * from settlement where mdtrt_id = ? and ${STANDING} order by setl_id`,
      mdtrt_id,
    )
    .map(ledgerRow)

/** What a changed mind or a lost call has left behind, and who is still in hospital. */
export function leftoversOf(store: Store): Leftovers {
  const visits = store.all<LeftoverVisit>(
    `select mdtrt_id, psn_no, ipt_otp_no, fixmedins_code from visit v
       where stas = 1 and mdtrt_id not in (select mdtrt_id from stay) and not exists
       (select 1 from settlement s where s.mdtrt_id = v.mdtrt_id and ${STANDING}) order by mdtrt_id`,
  )
  const stays = store.all<Omit<LeftoverVisit, 'stay'> & { out: number }>(
    `select mdtrt_id, psn_no, ipt_otp_no, fixmedins_code, out from visit join stay using (mdtrt_id)
       where stas = 1 and setl_id = '' order by mdtrt_id`,
  )
  return {
    visits: [
      ...visits,
      ...stays.map(({ out, ...row }) => ({ ...row, stay: out ? ('out' as const) : ('in' as const) })),
    ],
    details: store.all<LeftoverDetail>(
      `select mdtrt_id, psn_no, chrg_bchno, feedetl_sn, amount as amountFen from detail
         where setl_id = '' order by mdtrt_id, feedetl_sn`,
    ),
  }
}
