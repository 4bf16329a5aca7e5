import type { Fen } from '../../../shared/money.ts'
import { fen } from '../../../shared/money.ts'
import { insuranceOf } from './people.ts'
import type { Plan } from './plans.ts'
import { ACCOUNT_INSUTYPES } from './plans.ts'
import type { VisitRow } from './rows.ts'
import type { Used } from './rules.ts'
import type { Ctx, SandboxPerson } from './types.ts'

/** What is left of the personal account: its beginning less the account payments of all rows. */
export function balanceOf(ctx: Ctx, person: SandboxPerson, insutype: string): Fen {
  if (!ACCOUNT_INSUTYPES.includes(insutype)) return fen(0)
  const spent = ctx.store.get<{ n: number }>(
    'select coalesce(sum(acct_pay), 0) as n from settlement where psn_no = ? and insutype = ?',
    person.psn_no,
    insutype,
  )
  return fen(insuranceOf(person, insutype).balcFen - (spent?.n ?? 0))
}

/**
 * The year's accumulations, and the stay's own where the deductible is one of stays. Refunds are negative
 * rows, so a sum is all it takes.
 */
export function usedOf(ctx: Ctx, visit: VisitRow, year: string, plan: Plan): Used {
  const row = ctx.store.get<Used>(
    `select coalesce(sum(iif(grp = ?, act_pay_dedc, 0)), 0) as dedc,
       coalesce(sum(iif(grp = ?, hifp_pay, 0)), 0) as hifp, coalesce(sum(hifob_pay), 0) as hifob,
       coalesce(sum(cvlserv_pay), 0) as cvl, coalesce(sum(maf_pay), 0) as maf
     from settlement where psn_no = ? and insutype = ? and year = ?`,
    plan.group,
    plan.group,
    visit.psn_no,
    visit.insutype,
    year,
  )
  const used = row ?? { dedc: 0, hifp: 0, hifob: 0, cvl: 0, maf: 0 }
  if (!plan.stay) return used
  const stay = ctx.store.get<{ dedc: number }>(
    'select coalesce(sum(act_pay_dedc), 0) as dedc from settlement where mdtrt_id = ?',
    visit.mdtrt_id,
  )
  return { ...used, dedc: stay?.dedc ?? 0 }
}
