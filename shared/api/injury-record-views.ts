import type { FieldFault, JsonObject } from '../contract.ts'
import type { InjuryFamily, InjuryKind, InjuryStep } from '../injury.ts'
import type { Fen } from '../money.ts'

/**
 * todo: something is missing; ready: may be sent; sent: stands at the platform; refused: it said no; undone: taken
 * back; early: the patient is still in hospital; none: this kind of case has no record.
 */
export type RecordState = 'todo' | 'ready' | 'sent' | 'refused' | 'undone' | 'early' | 'none'

export const RECORD_STATE_LABEL: Record<RecordState, string> = {
  todo: '待填',
  ready: '待传',
  sent: '已传',
  refused: '被拒',
  undone: '已撤销',
  early: '在院',
  none: '无需上传',
}

export type RecordTab = 'page' | 'orders' | 'files' | 'rehab' | 'codes'

export interface InjuryRecordRow {
  encounterId: string
  family: InjuryFamily
  kind: InjuryKind
  step: InjuryStep
  /** masked */
  psn_name: string
  ipt_otp_no: string
  dept: string
  endtime: number | null
  totalFen: Fen
  state: RecordState
  /** what is missing, the fields by their labels; the platform's words of a refused one */
  note: string
  /** how many things are missing */
  missing: number
  materials: { waiting: number; sent: number }
  doubtful: boolean
  at: number
}

export interface RecordPart {
  id: string
  infno: string
  version: number
  tab: 'page' | 'rehab' | 'orders'
  label: string
  /** what tells it from others of its kind */
  title: string
  state: RecordState
  stateLabel: string
  doubtful: boolean
  /** the form, masked */
  input: JsonObject
  /** paths that this side says itself: neither drawn nor typed */
  skip: string[]
  faults: FieldFault[]
  /** why it may not be sent now, however complete */
  blocked: string
  /** the platform's words, or why it was taken back */
  note: string
  sentAt: number | null
  sentBy: string
  /** it was sent and has been changed since */
  changed: boolean
  optional: boolean
  undoable: boolean
}

/** What may be begun and is not there. */
export interface RecordOffer {
  infno: string
  label: string
  tab: 'page' | 'rehab'
}

export interface InjuryRecordView {
  encounterId: string
  family: InjuryFamily
  kind: InjuryKind
  step: InjuryStep
  stepLabel: string
  /** masked */
  psn_name: string
  ipt_otp_no: string
  mdtrt_id: string
  dept: string
  begntime: number
  endtime: number | null
  totalFen: Fen
  settled: boolean
  tabs: RecordTab[]
  parts: RecordPart[]
  offers: RecordOffer[]
  /** sums of the fee lines by 收费类别, for the page's figures */
  fees: { label: string; amountFen: Fen }[]
  /** what is without an answer */
  doubt: string | null
}

export interface InjuryOrder {
  no: string
  type: string
  typeLabel: string
  content: string
  beganAt: string
  stoppedAt: string
  dr_name: string
  state: 'new' | 'sent' | 'refused' | 'changed'
  /** the batch that it went with */
  part: string | null
  why: string
}

export interface InjuryMaterial {
  id: string
  version: number
  name: string
  file_type: string
  file_size: number
  mat_type: string
  matLabel: string
  biz_sn: string
  bizLabel: string
  aae013: string
  state: 'new' | 'sent' | 'refused' | 'undone'
  stateLabel: string
  doubtful: boolean
  /** mat_id (gs), file_id (gy) */
  number: string
  why: string
  sentAt: number | null
  opterName: string
  /** GS1003; those of gy go with their business */
  undoable: boolean
}

export interface InjuryMaterials {
  rows: InjuryMaterial[]
  /** code table of the types */
  types: { code: string; label: string }[]
  /** businesses at the platform that a file may prove (gs) */
  businesses: { biz_sn: string; label: string }[]
  /** files that the platform has of this case, for GYD054 */
  platform: { file_id: string; label: string }[]
  most_bytes: number
  a_call: number
  /** why nothing can be sent now */
  blocked: string
}

export interface ShownFile {
  name: string
  /** jpg, png, pdf */
  file_type: string
  /** base64 */
  content: string
  /** of a download: does its hash fit? null: it came without one */
  sound: boolean | null
}

export interface RehabApplication {
  rehab_appy_no: string
  rehab_type: string
  rehab_state: string
  alc022: string
  akb021: string
  aae030: string
  aae031: string
  rehab_days: string
  accept_opnn: string
  limitFen: Fen | null
  /** null: may be used today; else why not */
  why: string | null
}

export interface RehabPlan {
  plan_no: string
  stage: string
  state: string
  goal: string
  content: string
  days: string
  amountFen: Fen | null
  period: string
  dr_name: string
  opinion: string
  items: { name: string; freq: string; times: string; amountFen: Fen | null }[]
}

export interface CodeTable {
  table: string
  label: string
  rows: number
  at: number | null
}

export interface CodeRow {
  code: string
  name: string
  /** further facts, label and value */
  more: { label: string; value: string }[]
  valid: boolean
}
