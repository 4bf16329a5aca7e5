import type { Fen } from '../../../shared/money.ts'
import { fen, lineAmount, scaled } from '../../../shared/money.ts'
import type { CatalogueItem } from './catalogue.ts'
import { NO_LIMIT } from './catalogue.ts'
import type { Plan } from './plans.ts'
import { AID, CIVIL, LARGE, QUOTA_FEN } from './plans.ts'

/** The amounts of a settlement row, each a column of the ledger and a field of setlinfo. */
export const AMOUNTS = [
  'medfee_sumamt',
  'fulamt_ownpay_amt',
  'overlmt_selfpay',
  'preselfpay_amt',
  'inscp_scp_amt',
  'act_pay_dedc',
  'hifp_pay',
  'cvlserv_pay',
  'hifes_pay',
  'hifmi_pay',
  'hifob_pay',
  'maf_pay',
  'hifdm_pay',
  'oth_pay',
  'fund_pay_sumamt',
  'psn_part_amt',
  'acct_pay',
  'psn_cash_pay',
  'hosp_part_amt',
  'acct_mulaid_pay',
] as const
export type AmountName = (typeof AMOUNTS)[number]
export type Amounts = Record<AmountName, Fen>

/** amount × ratio/10000, half a fen up. */
export function share(amountFen: number, ratio: number): Fen {
  return fen(Number((BigInt(amountFen) * BigInt(ratio) + 5000n) / 10_000n))
}

/** The four parts of one line; they always add up to the line's amount. */
export interface Split {
  fulamt: Fen
  overlmt: Fen
  preself: Fen
  inscp: Fen
}

/**
 * Splits one line of 2204 by the catalogue. Source: 2204 rules (限制使用标志 with hosp_appr_flag, 先行自付,
 * 超限价). `amountFen` ≥ 0, `cnt` decimal.
 */
export function split(
  item: CatalogueItem,
  amountFen: Fen,
  cnt: string | number,
  hosp_appr_flag: string,
): Split {
  const zero = fen(0)
  const barred = item.lmt_used_flag === '1' ? hosp_appr_flag !== '1' : hosp_appr_flag === '2'
  if (item.chrgitm_lv === '03' || barred)
    return { fulamt: amountFen, overlmt: zero, preself: zero, inscp: zero }
  const allowed = item.pric_uplmt_amt === NO_LIMIT ? amountFen : lineAmount(item.pric_uplmt_amt, cnt)
  const within = Math.min(amountFen, allowed)
  const preself = share(within, Number(scaled(item.selfpay_prop, 4)))
  return { fulamt: zero, overlmt: fen(amountFen - within), preself, inscp: fen(within - preself) }
}

/** What one has had: deductible (of the year or stay) and basic fund in the plan's group, the rest over all groups. */
export interface Used {
  dedc: number
  hifp: number
  hifob: number
  cvl: number
  maf: number
}

export interface Claim {
  totals: Split
  plan: Plan
  /** hosp_lv of the hospital */
  level: string
  psn_type: string
  cvlserv: boolean
  idet: string[]
  used: Used
  /** of the personal account, 0 where it may not be used */
  accountFen: number
  /** psn_setlway 02 */
  quota: boolean
}

/** A settlement by the rules above. All amounts ≥ 0 and 2207's identities hold to the fen. */
export function settle(claim: Claim): { amounts: Amounts; ratio: number; roomFen: Fen } {
  const { totals, plan, used } = claim
  const terms = plan.byLevel?.[claim.level] ?? plan
  const ratio = (claim.psn_type.startsWith('12') && terms.ratioRetired) || terms.ratio
  const total = totals.fulamt + totals.overlmt + totals.preself + totals.inscp
  const dedc = Math.min(Math.max(0, terms.dedcFen - used.dedc), totals.inscp)
  const due = share(totals.inscp - dedc, ratio)
  const room = Math.max(0, plan.ceilingFen - used.hifp)
  const basic = Math.min(due, room)
  const large = plan.insutype === LARGE.insutype ? upTo(LARGE, due - basic, used.hifob) : 0
  const hosp = claim.quota ? Math.max(0, basic - (plan.quotaFen ?? QUOTA_FEN)) : 0
  let own = totals.inscp - basic - large
  const civil = claim.cvlserv ? upTo(CIVIL, own, used.cvl) : 0
  own -= civil
  const aidRule = claim.idet.map((type) => AID[type]).find((rule) => rule !== undefined)
  const aid = aidRule ? upTo(aidRule, own, used.maf) : 0
  const fund = basic - hosp + large + civil + aid
  const part = total - fund - hosp
  const account = Math.max(0, Math.min(claim.accountFen, part - totals.fulamt))
  const amounts = Object.fromEntries(AMOUNTS.map((name) => [name, fen(0)])) as Amounts
  Object.assign(amounts, {
    medfee_sumamt: fen(total),
    fulamt_ownpay_amt: totals.fulamt,
    overlmt_selfpay: totals.overlmt,
    preselfpay_amt: totals.preself,
    inscp_scp_amt: totals.inscp,
    act_pay_dedc: fen(dedc),
    hifp_pay: fen(basic - hosp),
    cvlserv_pay: fen(civil),
    hifob_pay: fen(large),
    maf_pay: fen(aid),
    fund_pay_sumamt: fen(fund),
    psn_part_amt: fen(part),
    acct_pay: fen(account),
    psn_cash_pay: fen(part - account),
    hosp_part_amt: fen(hosp),
  })
  return { amounts, ratio, roomFen: fen(room) }
}

function upTo(rule: { ratio: number; ceilingFen: number }, amountFen: number, usedFen: number): number {
  return Math.min(share(amountFen, rule.ratio), Math.max(0, rule.ceilingFen - usedFen))
}

/** The parts of a line of any sign: what takes back falls into the same parts. */
export function signedSplit(
  item: CatalogueItem,
  amountFen: Fen,
  cnt: string | number,
  hosp_appr_flag: string,
): Split {
  if (amountFen >= 0) return split(item, amountFen, cnt, hosp_appr_flag)
  const whole = split(item, fen(-amountFen), Math.abs(Number(cnt)), hosp_appr_flag)
  return minus({ fulamt: fen(0), overlmt: fen(0), preself: fen(0), inscp: fen(0) }, whole)
}

export function minus(a: Split, b: Split): Split {
  return {
    fulamt: fen(a.fulamt - b.fulamt),
    overlmt: fen(a.overlmt - b.overlmt),
    preself: fen(a.preself - b.preself),
    inscp: fen(a.inscp - b.inscp),
  }
}

/** Which column stands under which fund_pay_type in setldetail; hifp by insutype. */
export const FUNDS: { amount: AmountName; insutype?: string; type: string; name: string }[] = [
  { amount: 'hifp_pay', insutype: '310', type: '310100', name: '城镇职工基本医疗保险统筹基金' },
  { amount: 'hifp_pay', insutype: '390', type: '390100', name: '城乡居民基本医疗保险基金' },
  { amount: 'cvlserv_pay', type: '320100', name: '公务员医疗补助基金' },
  { amount: 'hifob_pay', type: '330100', name: '大额医疗费用补助基金' },
  { amount: 'maf_pay', type: '610100', name: '医疗救助基金' },
  { amount: 'acct_pay', type: '310200', name: '城镇职工基本医疗保险个人账户基金' },
]
