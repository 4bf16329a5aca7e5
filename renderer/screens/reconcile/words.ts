import type { ClosingView, ReconcileGroup } from '../../../shared/api/reconcile.ts'

/** The centre's word on a group, for the table. */
export function stmtText({ stmt }: Pick<ReconcileGroup, 'stmt'>): { text: string; tone: string } {
  if (!stmt) return { text: '未对', tone: 'quiet' }
  return stmt.same ? { text: '平', tone: 'done' } : { text: '不平', tone: 'in-doubt' }
}

const SUMS = ['count', 'refunds', 'totalFen', 'fundFen', 'acctFen', 'cashFen'] as const

/** Whether the ledger has moved since a period was closed. */
export function movedSince(closing: ClosingView, groups: readonly ReconcileGroup[]): boolean {
  if (closing.groups.length !== groups.length) return true
  const before = new Map(closing.groups.map((group) => [group.key, group]))
  return groups.some((group) => SUMS.some((name) => before.get(group.key)?.[name] !== group[name]))
}
