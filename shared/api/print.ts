import { z } from 'zod'
import type { SlipDocument } from '../slip.ts'

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
}

export interface PrintAnswer {
  document: SlipDocument
  copies: number
  /** done by the host without a dialogue; else the face prints it itself */
  printed: boolean
  /** where the PDF was kept, on hosts that keep one */
  pdfPath: string | null
}

export interface PrintOutputs {
  'print.preview': { document: SlipDocument; copies: number }
  'print.slip': PrintAnswer
  'print.shift': PrintAnswer
}
