import { z } from 'zod'
import type { FieldFault } from '../contract.ts'
import type { Fen } from '../money.ts'

/** 自费病人就医信息 (4201A–4209): stays and visits whose patients ask the insurance later. */
const id = z.string().min(1).max(30)
const version = z.number().int()
const ids = z.array(id).min(1).max(500)
const reason = z.string().trim().min(1, '原因不能为空').max(200)

export const selfpayInputs = {
  'selfpay.list': z.object({ text: z.string().trim().max(50).default('') }).strict(),
  /** reads what the hospital has to hand in since the last time */
  'selfpay.fetch': z.object({}).strict(),
  'selfpay.open': z.object({ id }).strict(),
  /** puts fields right: mdtrt.tel, diags[0].diag_code, fees[12].bilg_dr_code; texts as typed */
  'selfpay.mend': z
    .object({
      id,
      version,
      changes: z
        .array(z.object({ path: z.string().min(1).max(80), value: z.string().max(4000) }).strict())
        .min(1)
        .max(200),
    })
    .strict(),
  /**
   * One after the other from wherever each stands: old lines cleared (4204), lines in batches (4201A), visit
   * and diagnoses (4202), finished (4203); outpatients 4206, 4205, 4203. Tells how far by `work.progress`
   * (work `selfpay`).
   */
  'selfpay.upload': z.object({ ids }).strict(),
  /** the upload of this face ends after the message at work */
  'selfpay.stop': z.object({}).strict(),
  /** 4203 back to not finished */
  'selfpay.reopen': z.object({ id, version, reason }).strict(),
  /** 4204 or 4206: nothing of it stays at the centre, as far as the centre can forget it */
  'selfpay.remove': z.object({ id, version, reason }).strict(),
  /** 4208, 4209, 4207 beside ours */
  'selfpay.ask': z.object({ id }).strict(),
}

/**
 * new: nothing sent. cleared: old lines are gone. details: all lines there. visit: visit and diagnoses there.
 * done: marked as finished. removed: taken back.
 */
export type SelfpayState = 'new' | 'cleared' | 'details' | 'visit' | 'done' | 'removed'

export interface SelfpayRow {
  /** 医药机构就诊ID */
  id: string
  version: number
  kind: 'inpatient' | 'outpatient'
  state: SelfpayState
  /** masked */
  psn_name: string
  certnoMasked: string
  ipt_otp_no: string
  dept: string
  begntime: string
  endtime: string
  lines: number
  /** of the lines, how many are at the centre */
  sent: number
  /** what the lines make */
  totalFen: Fen
  /** why it does not go on: our own check, or the centre's words */
  why: string
  faults: number
  /** a message about it is without an answer; it resolves by itself */
  doubtful: boolean
  at: number
}

export interface SelfpayView extends SelfpayRow {
  steps: {
    key: string
    infno: string
    label: string
    state: 'done' | 'now' | 'next' | 'failed'
    note: string
  }[]
  /** with `path` as `selfpay.mend` takes it; `value` as it stands, masked where it is a person's */
  list: (FieldFault & { value: string; dict: string | null })[]
  visit: { name: string; label: string; value: string }[]
  diags: { diag_code: string; diag_name: string; inout: string; main: boolean }[]
  fees: {
    bkkp_sn: string
    fee_ocur_time: string
    name: string
    cnt: string
    pric: string
    amountFen: Fen
    dept: string
    dr: string
    sent: boolean
    /** what is wrong with it */
    fault: string
  }[]
  edits: { label: string; from: string; to: string; opterName: string; at: number }[]
}

export interface SelfpayResult {
  id: string
  /** masked */
  psn_name: string
  ok: boolean
  words: string
}

/** One query of the centre beside ours. */
export interface SelfpayTable {
  infno: string
  label: string
  columns: string[]
  rows: { state: 'same' | 'differs' | 'onlyHere' | 'onlyThere'; cells: { ours: string; theirs: string }[] }[]
}

export interface SelfpayOutputs {
  'selfpay.list': SelfpayRow[]
  'selfpay.fetch': { added: number; changed: number; kept: number }
  'selfpay.open': SelfpayView
  'selfpay.mend': SelfpayView
  'selfpay.upload': SelfpayResult[]
  'selfpay.stop': { stopped: boolean }
  'selfpay.reopen': SelfpayView
  'selfpay.remove': SelfpayView
  'selfpay.ask': { cplt_flag: string; tables: SelfpayTable[] }
}
