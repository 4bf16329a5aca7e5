import { z } from 'zod'
import type { Fen } from '../money.ts'
import type { DocRef } from './print.ts'

/**
 * Clearing of work-injury insurance: gs applies for a month's settlements (GS3201), gy closes the month of an
 * institution (GYU003) and lives with what the agency deducts (GYU004, GYD004) and shares out (GYD005).
 */
const id = z.string().min(1).max(80)
const month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份应为 yyyy-MM')
const fenAmount = z.number().int()
const reason = z.string().trim().min(1, '请填写原因').max(200)
/** what was on the screen when it was confirmed: another sum is not sent */
const seen = z.object({ count: z.number().int(), totalFen: fenAmount, fundFen: fenAmount }).strict()
const offset = z.number().int().min(0).default(0)
const person = z.string().trim().max(50).default('')

export const injuryClearingInputs = {
  'injury.clearing.options': z.object({}).strict(),
  /** what may be applied for, and what was, by kind of treatment; from the own ledger and the last GS3203 */
  'injury.clearing.list': z.object({ month }).strict(),
  /** the settlements of one row */
  'injury.clearing.items': z.object({ month, id }).strict(),
  /** GS3203 of the month, then as list */
  'injury.clearing.refresh': z.object({ month }).strict(),
  /** GS3201; yzz134 负责人, yzz135 复核人 */
  'injury.clearing.apply': z
    .object({
      ...{ month, id, seen, yzz134: person, yzz135: person },
      aae005: z.string().trim().max(30).default(''),
    })
    .strict(),
  /** GS5001 of a GS3201 while it is 已申请 */
  'injury.clearing.undo': z.object({ month, id, version: z.number().int(), reason }).strict(),
  /** GS3204 as a sheet, and the platform's own file where it gives one */
  'injury.clearing.form': z.object({ month, id }).strict(),
  /** GS2005 of one application */
  'injury.clearing.deductions': z.object({ month, id }).strict(),
  /** month-ends of gy: what would be sent, or what was, by type of institution */
  'injury.clearing.months': z.object({ month }).strict(),
  'injury.clearing.monthItems': z.object({ month, id }).strict(),
  /** GYU003 */
  'injury.clearing.closeMonth': z.object({ month, id, seen, netFen: fenAmount }).strict(),
  /** deductions of gy, newest first: from the agency (GYD004, GYD404) and made here */
  'injury.clearing.deducted': z
    .object({
      text: z.string().trim().max(50).default(''),
      ...{ offset, limit: z.number().int().min(1).max(500).default(200) },
    })
    .strict(),
  /** settlements that may be deducted from; of the agency */
  'injury.clearing.deductible': z.object({ text: z.string().trim().max(50).default('') }).strict(),
  /** GYU004 */
  'injury.clearing.deduct': z.object({ ykc618: id, amountFen: fenAmount, reason }).strict(),
  /** GYR004 */
  'injury.clearing.undeduct': z.object({ kk_sn: id, reason }).strict(),
  /** what GYD005 brought, newest period first */
  'injury.clearing.shares': z
    .object({ offset, limit: z.number().int().min(1).max(500).default(100) })
    .strict(),
  'injury.clearing.shareItems': z.object({ id }).strict(),
}

export interface ClearingOptions {
  gs: boolean
  gy: boolean
  /** the agency's calls are open too */
  agency: boolean
  /** yyyy-MM that is looked at first: the last one until it is dealt with */
  month: string
}

/** Count and sums of one side; null: that side says nothing of it. */
export interface ClearingSums {
  count: number
  persons: number | null
  totalFen: Fen
  fundFen: Fen
  cashFen: Fen | null
}

/** ready: may be applied for; none: nothing to apply for; doubt: sent, and not known what became of it */
export type ClearingState = 'ready' | 'none' | 'blocked' | 'doubt' | 'applied' | 'foreign'

export interface ClearingRow {
  id: string
  version: number
  /** 医疗类别 */
  label: string
  state: ClearingState
  stateLabel: string
  tone: 'done' | 'waiting' | 'bad' | 'quiet'
  /** sums of the details: of the ledger while nothing was sent, else of what was */
  details: ClearingSums
  /** as it was sent, and as the platform last told (GS3203) */
  sent: ClearingSums | null
  platform: ClearingSums | null
  /** where two of the three do not agree, in Chinese */
  unequal: string[]
  /** why it cannot be applied for now, or what to mind */
  why: string
  yzz062: string
  /** 01…09; empty before the application */
  clr_state: string
  deductFen: Fen | null
  payFen: Fen | null
  words: string
  appliedAt: number | null
  by: string
  /** settlements of the month that were settled after the application */
  later: number
  can: ('apply' | 'undo' | 'refresh' | 'form' | 'deductions')[]
}

export interface ClearingItem {
  setl_id: string
  mdtrt_id: string
  /** masked */
  psn_name: string
  setl_time: string
  totalFen: Fen
  fundFen: Fen
  cashFen: Fen
  /** 正常, 已撤销, 申请后新增, 冲减, 扣款 … */
  note: string
}

export interface ClearingList {
  rows: ClearingRow[]
  /** of the last GS3203 of this month */
  askedAt: number | null
  over: boolean
}

export interface DeductionRow {
  kk_sn: string
  ykc618: string
  /** masked */
  psn_name: string
  mdtrt_id: string
  item: string
  amountFen: Fen
  reason: string
  time: string
}

export interface MonthRow {
  id: string
  /** 协议机构类型 */
  label: string
  state: 'ready' | 'none' | 'blocked' | 'doubt' | 'closed'
  stateLabel: string
  tone: 'done' | 'waiting' | 'bad' | 'quiet'
  yzz062: string
  /** each part: how many, and what they come to */
  parts: { key: 'settled' | 'undone' | 'deducted' | 'undeducted'; label: string; count: number; fen: Fen }[]
  details: ClearingSums
  netFen: Fen
  /** what the platform has of it (GYD003), once downloaded */
  platform: { count: number; totalFen: Fen; fundFen: Fen; netFen: Fen } | null
  unequal: string[]
  why: string
  closedAt: number | null
  by: string
  /** when the deductions were last downloaded; null: never */
  deductionsAt: number | null
  /** of the deductions and their cancellations counted now, those that were made at this site */
  ownDeductions: number
  can: 'close'[]
}

export interface DeductedRow {
  kk_sn: string
  ykc618: string
  akc190: string
  psn_name: string
  fundFen: Fen
  amountFen: Fen
  reason: string
  time: string
  org: string
  state: 'valid' | 'undone' | 'doubt'
  stateLabel: string
  /** of the month-end that counted it; empty: of none yet */
  month: string
  note: string
  own: boolean
  can: 'undeduct'[]
}

export interface DeductibleRow {
  ykc618: string
  akc190: string
  psn_name: string
  institution: string
  setl_time: string
  fundFen: Fen
  deductedFen: Fen
  /** what may be deducted still */
  leftFen: Fen
}

export interface ShareRow {
  id: string
  qf_no: string
  period: string
  direction: string
  opposite: string
  count: number
  totalFen: Fen
  fundFen: Fen
  amountFen: Fen
  time: string
  details: { count: number; totalFen: Fen; fundFen: Fen; deductFen: Fen; amountFen: Fen }
  unequal: string[]
}

export interface ShareItem {
  ykc618: string
  psn_name: string
  institution: string
  totalFen: Fen
  fundFen: Fen
  deductFen: Fen
  amountFen: Fen
  yzz062: string
  note: string
}

export interface ClearingForm {
  /** what prints it */
  doc: DocRef
  /** the platform's own, where it gives one */
  file: { name: string; type: string; base64: string } | null
}

export interface InjuryClearingOutputs {
  'injury.clearing.options': ClearingOptions
  'injury.clearing.list': ClearingList
  'injury.clearing.items': ClearingItem[]
  'injury.clearing.refresh': ClearingList
  'injury.clearing.apply': ClearingList
  'injury.clearing.undo': ClearingList
  'injury.clearing.form': ClearingForm
  'injury.clearing.deductions': { rows: DeductionRow[]; sumFen: Fen; unequal: string[] }
  'injury.clearing.months': { rows: MonthRow[]; over: boolean }
  'injury.clearing.monthItems': ClearingItem[]
  'injury.clearing.closeMonth': { rows: MonthRow[]; over: boolean }
  /** `total`: of all pages */
  'injury.clearing.deducted': { rows: DeductedRow[]; total: number; downloadedAt: number | null }
  'injury.clearing.deductible': DeductibleRow[]
  'injury.clearing.deduct': { kk_sn: string }
  'injury.clearing.undeduct': { kk_sn: string }
  'injury.clearing.shares': { rows: ShareRow[]; total: number; downloadedAt: number | null }
  'injury.clearing.shareItems': ShareItem[]
}
