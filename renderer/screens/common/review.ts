import type { ReviewView } from '../../../shared/api/review.ts'
import type { Fault } from '../../../shared/errors.ts'
import { call } from '../../bridge.ts'

/** Audits that somebody here has looked at: they come by themselves once. */
const seen = new Set<string>()

/**
 * What the newest audit of a visit or stay has to show now: what wants a reason always, other findings once;
 * `again`: whatever there is. null where nothing is.
 */
export async function reviewToShow(encounterId: string, again = false): Promise<ReviewView | null> {
  const { review } = await call('review.get', { encounterId })
  if (!review || review.findings.length === 0) return null
  if (!again && review.wants === 0 && seen.has(review.reviewId)) return null
  seen.add(review.reviewId)
  return review
}

/** What Alt+G says where no audit has anything to show. */
export const NOT_AUDITED: Fault = {
  kind: 'not_found',
  what: '没有审核提醒',
  means: '没有改变。',
  todo: '预结算时中心审核明细；有提醒会自动显示。',
}

/** 「2 条明确违规，1 条轻度可疑」 */
export function countText({ findings }: ReviewView): string {
  const labels = [...new Set(findings.map(({ sevLabel }) => sevLabel))]
  return labels
    .map((label) => `${findings.filter(({ sevLabel }) => sevLabel === label).length} 条${label}`)
    .join('，')
}
