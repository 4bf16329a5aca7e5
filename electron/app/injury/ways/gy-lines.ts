import type { JsonObject } from '../../../../shared/contract.ts'
import { fail } from '../../../../shared/errors.ts'
import type { InjuryLine } from '../../../../shared/injury.ts'
import { type Fen, fen, scaled, sum, yuanNumber, ZERO } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Amounts } from '../../../../shared/visit.ts'
import type { GyDeps, Shared } from './gy-facts.ts'
import { priced } from './priced.ts'

/** chrgitm_lv 丙类: outside the catalogue */
const OUTSIDE = '03'
/** rs_marktype */
const NO_INJURY = '2'
const NOT_LISTED = '1'

/**
 * Fund or patient: in this family the hospital says it, line by line (rules of GYU102). What has nothing to do with
 * the injury and what is 丙类 is the patient's, everything else the fund's.
 */
export function shareOf(line: InjuryLine): Shared {
  const marktype = !line.injury ? NO_INJURY : line.chrgitm_lv === OUTSIDE ? NOT_LISTED : ''
  return marktype === ''
    ? { fund: line.amountFen, own: ZERO, marktype }
    : { fund: ZERO, own: line.amountFen, marktype }
}

const shareIn = (deps: GyDeps, line: InjuryLine): Shared => (deps.share ?? shareOf)(line)

/** As the fee table keeps it: own, and what the fund takes. */
export function splitIn(deps: GyDeps, line: InjuryLine): NonNullable<InjuryLine['split']> {
  const { fund, own } = shareIn(deps, line)
  return { ownFen: own, preFen: ZERO, scopeFen: fund }
}

/** The split that travelled; of a line that has not, the one it would have. */
const known = (deps: GyDeps, line: InjuryLine) => line.split ?? splitIn(deps, line)

export interface Parts {
  total: Fen
  fund: Fen
  own: Fen
}

export function partsOf(deps: GyDeps, lines: readonly InjuryLine[]): Parts {
  const splits = lines.map((line) => known(deps, line))
  return {
    total: sum(lines.map((line) => line.amountFen)),
    fund: sum(splits.map((split) => split.scopeFen)),
    own: sum(splits.map((split) => fen(split.ownFen + split.preFen))),
  }
}

/** What these lines come to for the fund and for the patient; nothing of it was asked of anybody. */
export function amountsOf({ total, fund, own }: Parts): Amounts {
  return {
    ...{ total, fund, acct: ZERO, cash: own, hosp: ZERO, balc: ZERO },
    funds: fund === 0 ? [] : [{ code: 'gy', label: '工伤保险基金', amount: fund }],
    ...{ fulamt_ownpay_amt: own, overlmt_selfpay: ZERO, preselfpay_amt: ZERO },
    ...{ inscp_scp_amt: fund, act_pay_dedc: ZERO },
  }
}

/** A charge with what was taken back of it: this platform knows no refund lines (neither part below 0). */
export interface Net {
  line: InjuryLine
  refunds: InjuryLine[]
}

/**
 * The lines as they can travel. A refund goes with its original, which then travels with what is left of it; one
 * whose original is at the platform already cannot go: a GuitaiError `invalid` names its place in the message.
 */
export function netted(lines: readonly InjuryLine[]): Net[] {
  const nets = new Map<string, Net>()
  for (const line of lines) if (line.refundOf === null) nets.set(line.sn, { line, refunds: [] })
  for (const [index, line] of lines.entries()) {
    if (line.refundOf === null) continue
    const net = nets.get(line.refundOf)
    if (!net)
      fail(
        'invalid',
        `费用明细第 ${index + 1} 行 所退的费用已在平台上，跨省平台不收负数：请先撤销明细，再一起上传`,
        '没有发送，平台没有记账。',
        '请撤销明细后重新上传，退费会与原明细抵减。',
      )
    net.refunds.push(line)
  }
  return [...nets.values()]
}

/** What is left of a charge, and how it is shared. */
export function remainder(deps: GyDeps, { line, refunds }: Net) {
  const all = [line, ...refunds]
  const { total, fund, own } = partsOf(deps, all)
  const cnt = all.reduce((left, one) => left + (scaled(one.cnt, 4) ?? 0n), 0n)
  if (total < 0 || fund < 0 || own < 0)
    fail('invalid', `${line.name} 退费超过原金额`, '没有发送，平台没有记账。', '请核对 HIS 的退费。')
  const { price, count } = priced({ pric: line.pric, cnt: decimal(cnt), amountFen: total })
  return {
    ...{ total, fund, own },
    ...{ akc225: price, akc226: count },
    ...(own > 0 ? { marktype: shareIn(deps, line).marktype || NOT_LISTED } : {}),
  }
}

const decimal = (ten_thousandths: bigint): string => {
  const digits = String(ten_thousandths < 0n ? -ten_thousandths : ten_thousandths).padStart(5, '0')
  return `${ten_thousandths < 0n ? '-' : ''}${digits.slice(0, -4)}.${digits.slice(-4)}`
}

const cut = (value: string, most: number) => [...value].slice(0, most).join('')
const given = (name: string, value: string | null): JsonObject => (value ? { [name]: value } : {})

/** One row of GYU102 without the visit's own fields. */
export function feeRow(deps: GyDeps, net: Net): JsonObject {
  const { line } = net
  const { total, fund, own, akc225, akc226, marktype } = remainder(deps, net)
  return {
    ykc610: line.sn,
    ...given('akc220', cut(line.rxno ?? line.drord_no ?? '', 30)),
    ...{ akc221: datetime(line.at), aka063: line.med_chrgitm_type || '99' },
    ...{ ake001: cut(line.med_list_codg, 50), ake002: cut(line.name, 200) },
    ...{ ake005: cut(line.medins_list_codg, 50), ake006: cut(line.name, 200) },
    ...given('aka074', cut(line.spec, 200)),
    ...given('aka067', cut(line.unit, 20)),
    ...{ akc225, akc226, akc227: yuanNumber(total) },
    ...{ akb068: yuanNumber(fund), akb067: yuanNumber(own), ...(marktype ? { marktype } : {}) },
    ...given('akc273', cut(line.dr_name, 50)),
    ...given('akf002', cut(line.dept_name, 50)),
  }
}

/** 费用分类汇总 */
export function feeSums(deps: GyDeps, lines: readonly InjuryLine[]): JsonObject[] {
  return [...Map.groupBy(lines, (line) => line.med_chrgitm_type || '99')].map(([aka063, list]) => {
    const { total, fund, own } = partsOf(deps, list)
    return { aka063, akc227: yuanNumber(total), akb068: yuanNumber(fund), akb067: yuanNumber(own) }
  })
}
