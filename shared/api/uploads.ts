import { z } from 'zod'
import type { Contract, FieldFault, JsonObject } from '../contract.ts'

/** What goes to the centre without a cashier: sources, worklist, re-drive. */
const id = z.string().min(1).max(100)
const key = z.string().min(1).max(200)
const reason = z.string().trim().min(1, '原因不能为空').max(200)
const states = z.enum(['waiting', 'held', 'sent', 'accepted', 'refused', 'withdrawn'])

/** Rows of one source, or with '' of all of them; also what the table's Excel takes. */
export const uploadsQuery = z
  .object({
    source: z.string().max(100).default(''),
    states: z.array(states).max(6).default(['refused', 'held']),
    /** title contains it, or key begins with it */
    text: z.string().max(60).default(''),
  })
  .strict()

export const uploadsInputs = {
  'uploads.overview': z.object({}).strict(),
  'uploads.list': uploadsQuery.extend({
    offset: z.number().int().min(0).default(0),
    limit: z.number().int().min(1).max(500).default(200),
  }),
  /** why rows of a source are held or refused, the most frequent first; numbers in the words are left out */
  'uploads.reasons': z.object({ source: id }).strict(),
  /** one row with its message as it would leave, masked */
  'uploads.row': z.object({ source: id, key }).strict(),
  /** puts one field right and sends the row again; `at` is the row's as it was shown */
  'uploads.mend': z
    .object({
      source: id,
      key,
      at: z.number().int(),
      /** of the message: data[0].dept_code */
      path: z.string().min(1).max(200),
      /** as typed; '' empties the field */
      value: z.string().max(4000),
      reason,
    })
    .strict(),
  /** held and refused rows again as they are: those named, or all that share these words */
  'uploads.redrive': z
    .object({ source: id, keys: z.array(key).max(500).default([]), words: z.string().max(4000).default('') })
    .strict(),
  /** gives rows up: they are not sent any more */
  'uploads.withdraw': z.object({ source: id, keys: z.array(key).min(1).max(500), reason }).strict(),
  /** reads the HIS and sends what waits; answers when the task has been begun */
  'uploads.run': z.object({ source: id, what: z.enum(['read', 'send']) }).strict(),
} as const

export type UploadStateName = z.output<typeof states>

export interface UploadSourceView {
  id: string
  label: string
  group: string
  infno: string
  /** read from the HIS; else the program itself adds its rows */
  reads: boolean
  waiting: number
  held: number
  refused: number
  sent: number
  accepted: number
  withdrawn: number
  /** when the oldest of waiting, held and refused was taken up */
  oldestAt: number | null
  doing: 'read' | 'send' | null
  blocked: string | null
  readAt: number | null
  sentAt: number | null
}

export interface UploadLine {
  source: string
  sourceLabel: string
  key: string
  state: UploadStateName
  stateLabel: string
  title: string
  why: string
  /** labels of the fields at fault */
  fields: string[]
  attempts: number
  msgid: string | null
  createdAt: number
  at: number
}

export interface UploadReason {
  state: 'held' | 'refused'
  words: string
  count: number
}

export interface UploadDetail {
  line: UploadLine
  infno: string
  contract: Contract
  /** masked; null where no message can be made of it, `why` says so */
  input: JsonObject | null
  faults: FieldFault[]
  /** messages that carried it and were refused, oldest first, and the last one */
  messages: { msgid: string | null; at: number; why: string }[]
  /** what people did to it, newest first */
  acts: { at: number; opter: string; action: string; detail: string }[]
}

export interface UploadsOutputs {
  'uploads.overview': { sources: UploadSourceView[]; dead: number }
  'uploads.list': UploadLine[]
  'uploads.reasons': UploadReason[]
  'uploads.row': UploadDetail
  'uploads.mend': UploadDetail
  'uploads.redrive': { count: number }
  'uploads.withdraw': { count: number }
  'uploads.run': { said: string }
}
