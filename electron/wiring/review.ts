import type { JsonObject } from '../../shared/contract.ts'
import { GuitaiError } from '../../shared/errors.ts'
import { registerReview } from '../app/review/api.ts'
import { createReview, FEEDBACK_JOB, type Review, type ReviewDeps } from '../app/review/index.ts'
import type { Parts } from './index.ts'

/** Audit of details. */
export function wireReview(parts: Parts): void {
  registerReview(parts.registry, depsOf(parts))
  parts.jobs.set(FEEDBACK_JOB, Object.assign(feedback(parts), { tries: TRIES }))
}

/** The step that visits and stays take before they pre-settle. */
export const reviewOf = (parts: Parts): Review => createReview(depsOf(parts))

/** refusals of 3103 before a person has to look */
const TRIES = 5

function depsOf({ journal, clock, site, book, log }: Parts): ReviewDeps {
  const { charges, medins_type, medins_lv } = site.review
  const medins = { ...site.institution, admdvs: site.nhsa.mdtrtarea_admvs, medins_type, medins_lv }
  return { journal, now: clock.now, mode: charges, medins, feedback: book.has('3103'), log }
}

/** 3103. One in doubt is the engine's; it is not sent twice from here. */
function feedback({ machine }: Parts) {
  return async (payload: unknown): Promise<void> => {
    const outcome = await machine.transact({ family: 'nhsa', infno: '3103', input: payload as JsonObject })
    if (outcome.is === 'rejected' || outcome.is === 'absent') throw new GuitaiError(outcome.fault)
  }
}
