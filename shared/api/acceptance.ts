import { z } from 'zod'

/**
 * The acceptance rehearsal (自检): every interface of the families chosen, in an order in which each finds what it
 * needs, through the engine against the centre that the site is configured for. What it makes there it takes back.
 */
const certificate = z
  .object({
    mdtrt_cert_type: z.enum(['01', '02', '03']),
    mdtrt_cert_no: z.string().trim().min(1, '请输入就诊凭证编号').max(50),
    card_sn: z.string().trim().max(32).optional(),
    /** for a platform that wants it beside a document number; else the HIS knows the person */
    psn_name: z.string().trim().max(50).optional(),
  })
  .strict()
  .refine((cert) => cert.mdtrt_cert_type !== '03' || cert.card_sn, {
    path: ['card_sn'],
    error: '就诊凭证类型为 03 时必填',
  })

const runId = z.string().min(1).max(40)

export const acceptanceInputs = {
  'acceptance.options': z.object({}).strict(),
  /** answers as soon as it runs; how far by `work.progress` (work `acceptance`) */
  'acceptance.start': z
    .object({
      families: z.array(z.string().max(20)).min(1, '请选择接口族'),
      cert: certificate,
      /** the person was asked and said yes: money is settled and taken back for this test person */
      confirmed: z.literal(true, { error: '请先确认' }),
    })
    .strict(),
  /** no further step but those that take something back */
  'acceptance.cancel': z.object({}).strict(),
  'acceptance.runs': z.object({}).strict(),
  'acceptance.run': z.object({ runId }).strict(),
  'acceptance.message': z.object({ runId, seq: z.number().int().min(1) }).strict(),
  /** the report as one HTML file, written into the exports folder too; audited */
  'acceptance.report': z.object({ runId }).strict(),
}

/**
 * passed; refused: by the centre; unanswered: no clear answer (yet); invalid: our own check refused the input;
 * skipped: an earlier step did not give what it needs, or the run was cancelled; na: this site cannot try it
 */
export type AcceptanceResult = 'passed' | 'refused' | 'unanswered' | 'invalid' | 'skipped' | 'na'

export interface AcceptanceRow {
  /** from 1 */
  seq: number
  section: string
  family: string
  infno: string
  name: string
  /** what of it was tried, where it comes more than once; '' else */
  about: string
  result: AcceptanceResult
  /** in Chinese why not, or what is to be said of the answer; '' where nothing */
  why: string
  msgid: string | null
  refmsgid: string | null
  took_ms: number
  /** epoch ms */
  at: number
}

export type AcceptanceState = 'running' | 'done' | 'cancelled' | 'interrupted'
export type AcceptanceCounts = Record<AcceptanceResult, number>

export interface AcceptanceSummary {
  runId: string
  state: AcceptanceState
  families: string[]
  /** of whom, masked */
  person: string
  centre: string
  training: boolean
  opterName: string
  startedAt: number
  endedAt: number | null
  counts: AcceptanceCounts
  /** steps in all */
  steps: number
  /** different interfaces, and those of them of which every step passed */
  codes: number
  codesPassed: number
}

export interface AcceptanceRun extends AcceptanceSummary {
  rows: AcceptanceRow[]
  /** the interface at work: '2207 门诊结算' */
  doing: string | null
}

export interface AcceptanceOptions {
  families: { family: string; label: string; codes: number; steps: number }[]
  training: boolean
  centre: string
  fixmedins_name: string
  /** whom the simulated centre offers as a test person; null on a real centre */
  cert: { mdtrt_cert_type: '02'; mdtrt_cert_no: string } | null
  running: string | null
}

export interface AcceptanceMessage {
  row: AcceptanceRow
  /** masked, as JSON text */
  request: string
  answer: string
}

export interface AcceptanceOutputs {
  'acceptance.options': AcceptanceOptions
  'acceptance.start': { runId: string }
  'acceptance.cancel': { cancelled: boolean }
  /** newest first */
  'acceptance.runs': AcceptanceSummary[]
  'acceptance.run': AcceptanceRun
  'acceptance.message': AcceptanceMessage
  'acceptance.report': { name: string; path: string; html: string }
}
