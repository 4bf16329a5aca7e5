import { z } from 'zod'
import type { Fen } from '../money.ts'

/** Audit of details before and during treatment (3101, 3102; what was done about it: 3103). */
const id = z.string().min(1).max(40)

export const reviewInputs = {
  /** the newest audit of a visit or stay */
  'review.get': z.object({ encounterId: id }).strict(),
  /**
   * What is done about each finding: 1 goes on, which wants a reason; 2 goes back to change the details. Kept
   * with the visit, audited, and told the centre where it wants to know
   */
  'review.answer': z
    .object({
      encounterId: id,
      answers: z
        .array(
          z
            .object({
              jr_id: z.string().min(1).max(50),
              dspo_way: z.enum(['1', '2']),
              dspo_way_rea: z.string().trim().max(200).default(''),
            })
            .strict(),
        )
        .min(1)
        .max(200),
    })
    .strict(),
}

export interface ReviewFinding {
  jr_id: string
  rule_name: string
  vola_cont: string
  /** 1 明确违规, 2 高度可疑, 3 轻度可疑 */
  sev_deg: '1' | '2' | '3'
  sevLabel: string
  amountFen: Fen
  vola_evid: string
  /** items that it concerns; the first is the one objected to */
  items: string[]
  answer: { dspo_way: '1' | '2'; dspo_way_rea: string; opterName: string; at: number } | null
  /** nothing goes on before a reason is given */
  wants: boolean
}

export interface ReviewView {
  /** changes whenever other details or diagnoses were audited */
  reviewId: string
  at: number
  findings: ReviewFinding[]
  /** why there is no answer; money does not wait for it */
  silent: string | null
  /** findings that want a reason first */
  wants: number
}

export interface ReviewOutputs {
  /** mode as the site has it; null: nothing was audited yet */
  'review.get': { mode: 'off' | 'show' | 'reason'; review: ReviewView | null }
  'review.answer': { mode: 'off' | 'show' | 'reason'; review: ReviewView | null }
}
