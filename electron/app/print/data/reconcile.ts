import {
  type ClosingView,
  DIFFERENCE_LABEL,
  type Difference,
  type DifferenceKind,
  type LedgerSide,
  type ReconcileGroup,
  type ReconcileRun,
} from '../../../../shared/api/reconcile.ts'
import { sum } from '../../../../shared/money.ts'
import { datetime } from '../../../../shared/msgid.ts'
import type { Row, SlipData } from '../bind.ts'
import { label, type PaperContext, reprintMark } from './words.ts'

const KINDS = Object.keys(DIFFERENCE_LABEL) as DifferenceKind[]

const heading = (ctx: PaperContext): SlipData => ({
  hospital: ctx.hospital,
  reprint: reprintMark(ctx.reprint),
  printed_at: datetime(ctx.now),
})

/** The fields of 对账单: one comparison with the centre, its differences side by side. */
export function reconcileData(run: ReconcileRun, rows: readonly Difference[], ctx: PaperContext): SlipData {
  const differences = KINDS.reduce((n, kind) => n + run.counts[kind], 0)
  return {
    ...heading(ctx),
    from: run.from,
    to: run.to,
    clr_type: label(ctx, 'clr_type', run.clr_type) || '全部',
    clr_optins: run.clr_optins,
    run_id: run.runId,
    made_at: datetime(run.at),
    opter_name: run.opterName,
    here: run.here,
    there: run.there,
    same: run.same,
    differences,
    even: differences === 0 ? '本院与中心逐笔相符，没有差异。' : '',
    counts_text:
      differences === 0
        ? ''
        : KINDS.map((kind) => `${DIFFERENCE_LABEL[kind]} ${run.counts[kind]} 笔`).join('　'),
    mended: differences - run.open,
    open: run.open,
    cut_note:
      rows.length < differences
        ? `这里列出前 ${rows.length} 笔，全部 ${differences} 笔请在“对账”里查看。`
        : '',
    rows: rows.map((row, i) => difference(row, i + 1)),
  }
}

function difference(row: Difference, no: number): Row {
  const { here, there, mended, action } = row
  return {
    no,
    kind: DIFFERENCE_LABEL[row.kind],
    psn_name: row.psn_name,
    ...side('here', here),
    ...side('there', there),
    note: [
      row.memo,
      mended
        ? `${done(mended)}${mended.what}（${mended.opterName} ${datetime(mended.at)}）`
        : action && `未处理：${action.label}`,
    ]
      .filter(Boolean)
      .join('　'),
  }
}

/** What was decided by people says so itself. */
function done({ open, verdict }: NonNullable<Difference['mended']>): string {
  if (open) return '待人工处理：'
  return verdict === 'manual' ? '' : '已处理：'
}

function side(name: 'here' | 'there', s: LedgerSide | null): Row {
  return {
    [`${name}_setl_id`]: s?.setl_id ?? '—',
    [`${name}_mdtrt_id`]: s?.mdtrt_id ?? '',
    [`${name}_total`]: s?.totalFen ?? null,
    [`${name}_fund`]: s?.fundFen ?? null,
    [`${name}_acct`]: s?.acctFen ?? null,
    [`${name}_state`]: s ? (s.refunded ? '已退' : '有效') : '',
  }
}

/** The fields of 日结单 and 月结单. */
export function closingData(closing: ClosingView, ctx: PaperContext): SlipData {
  const { groups } = closing
  const of = (pick: (g: ReconcileGroup) => ReconcileGroup['totalFen']) => sum(groups.map(pick))
  return {
    ...heading(ctx),
    title: closing.kind === 'month' ? '医保月结对账单' : '医保日结对账单',
    period: closing.period,
    closing_id: closing.closingId,
    closed_at: datetime(closing.at),
    opter_name: closing.opterName,
    second_name: closing.secondName ?? '',
    reason: closing.reason ?? '',
    differences: closing.differences,
    problems: closing.problems.map((text) => ({ text })),
    even: closing.differences === 0 && closing.problems.length === 0 ? '与中心对账相符。' : '',
    empty: groups.length === 0 ? '本期没有医保结算。' : '',
    groups: groups.map((g) => ({
      insutype: g.insutypeLabel,
      clr_type: g.clrTypeLabel,
      clr_optins: g.clr_optins,
      count: g.count,
      refunds: g.refunds,
      total: g.totalFen,
      fund: g.fundFen,
      acct: g.acctFen,
      cash: g.cashFen,
      stmt: g.stmt ? (g.stmt.same ? '平' : '不平') : '未对',
      stmt_text: g.stmt && !g.stmt.same ? g.stmt.text : '',
    })),
    count: groups.reduce((n, g) => n + g.count, 0),
    refunds: groups.reduce((n, g) => n + g.refunds, 0),
    total: of((g) => g.totalFen),
    fund: of((g) => g.fundFen),
    acct: of((g) => g.acctFen),
    cash: of((g) => g.cashFen),
  }
}
