import { z } from 'zod'
import type { Fen } from '../money.ts'

/**
 * 对账: the ledger's sums by 险种 × 清算类别 × 经办机构 beside the centre's (3201); where they differ, row by
 * row (9101, 3202, 9102). Days are those of setl_time.
 */
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应为 yyyy-MM-dd')
const range = z.object({ from: day, to: day })
const id = z.string().min(1).max(60)

export const reconcileInputs = {
  /** our sums, and the last answer of the centre to each where there is one */
  'reconcile.sums': range.strict(),
  /** 3201 of every group, or of one */
  'reconcile.check': range.extend({ group: id.optional() }).strict(),
  /** 3202 of one 清算类别 × 经办机构, in a worker; answers when matched. One at a time. */
  'reconcile.detail': range.extend({ clr_type: z.string().max(6), clr_optins: z.string().max(6) }).strict(),
  /** stops the one that is at work; nothing of it is kept */
  'reconcile.cancel': z.object({}).strict(),
  /** a run again, page by page */
  'reconcile.run': z
    .object({
      runId: id,
      kind: z.enum(['all', 'onlyHere', 'onlyThere', 'amount', 'state', 'double']).default('all'),
      offset: z.number().int().min(0).default(0),
      limit: z.number().int().min(1).max(500).default(100),
    })
    .strict(),
  'reconcile.runs': range.strict(),
  /** carries out the mending action of one difference; `action`: the code seen, refused where it is another now */
  'reconcile.mend': z
    .object({
      runId: id,
      rowId: z.number().int(),
      reason: z.string().trim().min(1, '请填写原因').max(200),
      action: z.string().max(20).optional(),
    })
    .strict(),
  /** closes a day or a month; with a difference only with a reason and a second person's password */
  'reconcile.close': z
    .object({
      period: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/),
      reason: z.string().trim().max(200).optional(),
      second: z
        .object({ opter: z.string().trim().min(1).max(20), password: z.string().max(100) })
        .strict()
        .optional(),
    })
    .strict(),
  'reconcile.closings': z.object({ limit: z.number().int().max(200).default(62) }).strict(),
}

export interface ReconcileGroup {
  /** insutype|clr_type|clr_optins */
  key: string
  insutype: string
  insutypeLabel: string
  clr_type: string
  clrTypeLabel: string
  clr_optins: string
  count: number
  refunds: number
  totalFen: Fen
  fundFen: Fen
  acctFen: Fen
  /** not sent to the centre, but needed for 3202 */
  cashFen: Fen
  /** transactions of this group in doubt: the sums may still change */
  doubtful: number
  /** the centre's last word on exactly these sums; null: not asked, or the sums have changed since */
  stmt: { same: boolean; text: string; at: number } | null
}

export type DifferenceKind = 'onlyHere' | 'onlyThere' | 'amount' | 'state' | 'double'

export const DIFFERENCE_LABEL: Record<DifferenceKind, string> = {
  onlyHere: '仅本院有',
  onlyThere: '仅中心有',
  amount: '金额不符',
  state: '状态不符',
  double: '重复',
}

export interface LedgerSide {
  setl_id: string
  mdtrt_id: string
  psn_no: string
  msgid: string
  /** null: this side does not list it */
  totalFen: Fen | null
  fundFen: Fen | null
  acctFen: Fen | null
  refunded: boolean
}

export interface Difference {
  rowId: number
  kind: DifferenceKind
  here: LedgerSide | null
  there: LedgerSide | null
  /** the centre's memo of the row */
  memo: string
  psn_name: string
  /** what mends it, in Chinese, and what it does */
  action: { code: string; label: string; explain: string } | null
  /**
   * done already: by whom, and what came of it; `open`: looked into, and a person still has to do what it says.
   * absent: the centre, asked (5203), has none. manual: decided then that people deal with it outside.
   */
  mended: {
    at: number
    opterName: string
    what: string
    open: boolean
    verdict?: 'absent' | 'manual'
  } | null
}

export interface ReconcileRun {
  runId: string
  from: string
  to: string
  clr_type: string
  clr_optins: string
  at: number
  opterName: string
  /** rows here, rows there, matched */
  here: number
  there: number
  same: number
  counts: Record<DifferenceKind, number>
  /** differences that nobody has mended yet */
  open: number
  /** differences that people deal with outside: the two sides still do not agree */
  manual: number
}

export interface ReconcileOutputs {
  'reconcile.sums': {
    groups: ReconcileGroup[]
    closed: ClosingView | null
    doubtful: number
    /** why closing now wants a reason and a second person; empty: it does not */
    problems: string[]
  }
  'reconcile.check': { groups: ReconcileGroup[]; failed: { key: string; why: string }[] }
  'reconcile.detail': ReconcileRun
  'reconcile.cancel': { cancelled: boolean }
  'reconcile.run': { run: ReconcileRun; rows: Difference[]; total: number }
  'reconcile.runs': ReconcileRun[]
  'reconcile.mend': Difference
  'reconcile.close': ClosingView
  'reconcile.closings': ClosingView[]
}

export interface ClosingView {
  closingId: string
  kind: 'day' | 'month'
  period: string
  opterName: string
  secondName: string | null
  reason: string | null
  groups: ReconcileGroup[]
  /** differences found row by row, and what stood in the way */
  differences: number
  problems: string[]
  at: number
}
