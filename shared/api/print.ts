import { z } from 'zod'
import { INJURY_FAMILIES } from '../injury.ts'
import type { SlipDocument } from '../slip.ts'

/**
 * Everything that can be put on paper. `slip`: of national insurance and self-pay; `stayBill`: 住院结算单 of
 * one settlement; `feeList`: 费用清单 of a stay by day or by class, of one day or of one settlement alone
 * where told; `deposit`: 押金收据.
 */
const id = z.string().min(1).max(60)
const family = z.enum(INJURY_FAMILIES)
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/)
const docRef = z.discriminatedUnion('is', [
  z.object({ is: z.literal('slip'), setl_id: id }).strict(),
  z.object({ is: z.literal('stayBill'), setl_id: id }).strict(),
  z
    .object({
      is: z.literal('feeList'),
      encounterId: id,
      by: z.enum(['day', 'class']),
      day: day.optional(),
      setl_id: id.optional(),
    })
    .strict(),
  z.object({ is: z.literal('deposit'), depositId: id }).strict(),
  z.object({ is: z.literal('shift'), shiftId: id }).strict(),
  z.object({ is: z.literal('reconcile'), runId: id }).strict(),
  z.object({ is: z.literal('closing'), closingId: id }).strict(),
  /** a paper that the insurance platform gave (SCX-0601) */
  z.object({ is: z.literal('platform'), id }).strict(),
  /** work injury: 结算小票, 工伤结算单, 费用清单 of a case or of one of its settlements */
  z.object({ is: z.literal('injurySlip'), family, setl_id: id }).strict(),
  z.object({ is: z.literal('injuryBill'), family, setl_id: id }).strict(),
  z.object({ is: z.literal('injuryFees'), encounterId: id, setl_id: id.optional() }).strict(),
  /** 工伤清算单 of a clearing application, as the platform told it last (GS3204) */
  z.object({ is: z.literal('injuryClearing'), yzz062: id }).strict(),
])
export type DocRef = z.output<typeof docRef>

export const printInputs = {
  /** the slip of a settlement or a refund as data for the preview; counts nothing */
  'print.preview': z.object({ setl_id: z.string().min(1).max(40) }).strict(),
  /**
   * counts the print; from the second on it is marked 重打 and audited with the reason. `silent`: by the host
   * itself where it can, without a dialogue
   */
  'print.slip': z
    .object({
      setl_id: z.string().min(1).max(40),
      reason: z.string().max(200).optional(),
      silent: z.boolean().default(true),
    })
    .strict(),
  'print.shift': z.object({ shiftId: z.string().min(1).max(40) }).strict(),
  /**
   * any document as it would print now, names masked; counts nothing. With `sheet` (from 0) the items of that
   * sheet alone: a list of hundreds of sheets is looked at one by one
   */
  'print.show': z.object({ doc: docRef, sheet: z.number().int().min(0).max(9999).optional() }).strict(),
  /** counts and prints, as `print.slip` does; a printer that refuses keeps it in the queue */
  'print.doc': z
    .object({ doc: docRef, reason: z.string().max(200).optional(), silent: z.boolean().default(true) })
    .strict(),
  /** what waits, failed, and came out lately */
  'print.jobs': z.object({ limit: z.number().int().max(200).default(50) }).strict(),
  'print.retry': z.object({ jobId: id }).strict(),
  'print.cancel': z.object({ jobId: id, reason: z.string().trim().min(1, '请填写原因').max(200) }).strict(),
}

export interface PrintAnswer {
  document: SlipDocument
  copies: number
  /** done by the host without a dialogue; else the face prints it itself */
  printed: boolean
  /** the printer refused: it waits in the queue and is tried again */
  queued: boolean
  /** its place in the queue, where it went through one */
  job: PrintJobView | null
  /** where the PDF was kept, on hosts that keep one */
  pdfPath: string | null
}

export interface PrintJobView {
  jobId: string
  doc: DocRef
  title: string
  printer: string
  state: 'waiting' | 'printing' | 'done' | 'failed' | 'cancelled'
  stateLabel: string
  copies: number
  attempts: number
  lastError: string | null
  opter: string
  createdAt: number
  nextAt: number | null
  doneAt: number | null
}

export interface PrintOutputs {
  'print.preview': { document: SlipDocument; copies: number }
  'print.slip': PrintAnswer
  'print.shift': PrintAnswer
  'print.show': { document: SlipDocument; copies: number }
  'print.doc': PrintAnswer
  'print.jobs': PrintJobView[]
  'print.retry': PrintJobView
  'print.cancel': PrintJobView
}
