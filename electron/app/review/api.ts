import type { ReviewOutputs } from '../../../shared/api/review.ts'
import { CASHIERS, type Registry } from '../registry.ts'
import { answerReview, type ReviewDeps } from './index.ts'
import { newestOf, reviewView } from './record.ts'

export function registerReview(reg: Registry, deps: ReviewDeps): void {
  const { journal, mode } = deps
  const view = async (encounterId: string): Promise<ReviewOutputs['review.get']> => {
    const row = mode === 'off' ? null : await newestOf(journal, encounterId)
    return { mode, review: row && reviewView(row, mode) }
  }
  reg.read('review.get', ({ encounterId }) => view(encounterId))
  reg.write(
    'review.answer',
    async (input, caller) => {
      await answerReview(deps, input, caller)
      return view(input.encounterId)
    },
    CASHIERS,
  )
}
