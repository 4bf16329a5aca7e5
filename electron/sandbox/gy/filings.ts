import type { JsonObject } from '../../../shared/contract.ts'
import type { Row } from '../ledger.ts'
import { type Ctx, text } from './types.ts'

/** 异地就医备案 as the platform keeps it. */
export interface Filing extends Row {
  yzz014: string
  aac002: string
  aac003: string
  inst_type: string
  aab299: string
  aab301: string
  /** gy_filing_state */
  state: string
  begndate: string
  /** '': without end */
  enddate: string
  data: string
}

export const filingsOf = ({ store }: Pick<Ctx, 'store'>, aac002: string): Filing[] =>
  store.all<Filing>('select * from gy_filing where aac002 = ? order by yzz014', aac002)

export function insertFiling({ store }: Pick<Ctx, 'store'>, data: JsonObject): void {
  store.insert('gy_filing', {
    yzz014: text(data, 'yzz014'),
    aac002: text(data, 'aac002'),
    aac003: text(data, 'aac003'),
    inst_type: text(data, 'inst_type'),
    aab299: text(data, 'aab299'),
    aab301: text(data, 'aab301'),
    state: text(data, 'filing_state'),
    begndate: text(data, 'aae030'),
    enddate: text(data, 'aae031'),
    data: JSON.stringify(data),
  })
}

/** 530100, and 530000 for a whole province. */
const covers = (filed: string, place: string): boolean =>
  filed === place || (filed.endsWith('0000') && filed.slice(0, 2) === place.slice(0, 2))

/**
 * Why this filing does not carry a treatment of this kind, here, on this day; null: it does. The order is that in
 * which a clerk can do something about it.
 */
export function unfit(filing: Filing, at: { inst_type: string; aab299: string; day: string }): string | null {
  const { yzz014, inst_type, aab299, state, begndate, enddate } = filing
  if (state !== '1') return `备案 ${yzz014} 已失效`
  if (inst_type !== at.inst_type) return `备案 ${yzz014} 不是这类协议机构的备案`
  if (!covers(aab299, at.aab299))
    return `备案 ${yzz014} 的就医地为 ${aab299}，与本机构所在地 ${at.aab299} 不符`
  if (at.day < begndate) return `备案 ${yzz014} 自 ${begndate} 起有效，还没有开始`
  if (enddate !== '' && at.day > enddate) return `备案 ${yzz014} 已于 ${enddate} 到期`
  return null
}
