import { z } from 'zod'
import type { Fen } from '../money.ts'
import type { TxnState } from '../txn.ts'
import type { DocRef } from './print.ts'

/** Transactions: the search, one in full, and the doubtful ones with what may be done. */
const state = z.enum([
  'PREPARED',
  'SENT',
  'SETTLED',
  'REJECTED',
  'UNKNOWN',
  'QUERYING',
  'ABSENT',
  'REVERSING',
  'REVERSED',
  'MANUAL',
])
const msgid = z.string().min(1).max(40)

export const txnInputs = {
  'txn.search': z
    .object({
      text: z.string().trim().max(60).default(''),
      infno: z.string().trim().max(10).optional(),
      states: z.array(state).optional(),
      amountFen: z.number().int().optional(),
      from: z.number().optional(),
      to: z.number().optional(),
      opter: z.string().max(20).optional(),
      withoutQueries: z.boolean().default(true),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(200).default(50),
    })
    .strict(),
  /** `reveal` shows names and numbers unmasked and is audited */
  'txn.get': z.object({ msgid, reveal: z.boolean().default(false) }).strict(),
  'doubt.list': z.object({}).strict(),
  /** look now instead of at the next turn */
  'doubt.ask': z.object({ msgid }).strict(),
  /** stop waiting: reverse it */
  'doubt.reverse': z.object({ msgid, reason: z.string().trim().min(1, '请填写原因').max(200) }).strict(),
  /** MANUAL only, supervisor: what the centre's staff said, with the evidence */
  'doubt.decide': z
    .object({
      msgid,
      happened: z.boolean(),
      setl_id: z.string().trim().max(50).optional(),
      reason: z.string().trim().min(4, '请写明依据（至少 4 个字）').max(500),
    })
    .strict(),
}

export interface TxnRowView {
  msgid: string
  family: string
  infno: string
  name: string
  state: TxnState
  stateLabel: string
  psnNameMasked: string
  amountFen: Fen | null
  opterName: string
  createdAt: number
  took_ms: number | null
  encounterId: string | null
  errMsg: string | null
}

/** One field of a message as a person reads it. */
export interface LabelledField {
  path: string
  label: string
  value: string
  /** the code table's meaning of the value, where there is one */
  meaning: string | null
}

export interface TxnView extends TxnRowView {
  refmsgid: string | null
  errCode: string | null
  purpose: string | null
  request: LabelledField[]
  answer: LabelledField[]
  /** the wire message, secrets left out, masked unless revealed */
  wire: string
  history: { at: number; label: string; note: string }[]
  /** the screen that its encounter is worked on; null: it has none */
  home: 'visit' | 'admission' | 'injury' | null
  /** what can be printed of the settlement or refund that it made */
  paper: DocRef | null
  /** questions and reversals sent on its behalf */
  children: TxnRowView[]
  revealed: boolean
}

export interface DoubtView extends TxnRowView {
  what: string
  means: string
  /** what the system is doing about it, and when next */
  doing: string
  nextAt: number | null
  attempts: number
  /** the centre's number (结算ID, 就诊ID) that deciding "it happened" wants as `setl_id`; null: none */
  decideBy: string | null
  /** that number where this side gave it itself; '' where the centre did */
  decideNumber: string
  can: { ask: boolean; reverse: boolean; decide: boolean }
}

export interface TxnOutputs {
  'txn.search': { rows: TxnRowView[]; total: number }
  'txn.get': TxnView
  'doubt.list': DoubtView[]
  'doubt.ask': DoubtView[]
  'doubt.reverse': DoubtView[]
  'doubt.decide': DoubtView[]
}
