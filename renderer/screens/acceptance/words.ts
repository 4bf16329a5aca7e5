import type { AcceptanceCounts, AcceptanceResult, AcceptanceState } from '../../../shared/api/acceptance.ts'

export const RESULT: Record<AcceptanceResult, string> = {
  passed: '通过',
  refused: '中心拒绝',
  unanswered: '没有结论',
  invalid: '报文不合规',
  skipped: '没有执行',
  na: '不适用',
}

/** Red for what wants a hand: money may stand at the centre without an answer. */
export const TONE: Record<AcceptanceResult, string> = {
  passed: 'done',
  refused: 'waiting',
  unanswered: 'in-doubt',
  invalid: 'waiting',
  skipped: 'quiet',
  na: 'quiet',
}

export const STATE: Record<AcceptanceState, string> = {
  running: '正在进行',
  done: '已完成',
  cancelled: '已取消',
  interrupted: '中断',
}

export const failedOf = (counts: AcceptanceCounts): number =>
  counts.refused + counts.unanswered + counts.invalid + counts.skipped

/** 「通过 178，中心拒绝 1」: what there is, in the order of the table above. */
export const countsText = (counts: AcceptanceCounts): string =>
  (Object.keys(RESULT) as AcceptanceResult[])
    .filter((result) => counts[result] > 0)
    .map((result) => `${RESULT[result]} ${counts[result]}`)
    .join('，')
