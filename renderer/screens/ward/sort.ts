import type { WardRow } from '../../../shared/api/admission.ts'

export type SortKey = 'bed' | 'days' | 'left' | 'lasts' | 'unsent' | 'total'

/** In the order that the key turns through them. The most urgent comes first. */
export const SORTS: readonly { key: SortKey; label: string }[] = [
  { key: 'bed', label: '床号' },
  { key: 'left', label: '押金差额' },
  { key: 'lasts', label: '押金可用天数' },
  { key: 'unsent', label: '未上传' },
  { key: 'total', label: '总费用' },
  { key: 'days', label: '住院天数' },
]

const NEVER = 1e9

const BY: Record<SortKey, (a: WardRow, b: WardRow) => number> = {
  bed: (a, b) =>
    a.dept_name.localeCompare(b.dept_name, 'zh') || a.bed.localeCompare(b.bed, 'zh', { numeric: true }),
  days: (a, b) => b.days - a.days,
  left: (a, b) => a.depositLeftFen - b.depositLeftFen,
  // without charges a deposit lasts longest; a large number, since ∞ − ∞ is none
  lasts: (a, b) => (a.depositDays ?? NEVER) - (b.depositDays ?? NEVER),
  unsent: (a, b) => b.failedLines - a.failedLines || b.unsentFen - a.unsentFen,
  total: (a, b) => b.totalFen - a.totalFen,
}

/** The rows in an order of their own; equal ones by bed, then by number, so that nothing jumps about. */
export function sorted(rows: readonly WardRow[], by: SortKey): WardRow[] {
  const rest = (a: WardRow, b: WardRow) => BY.bed(a, b) || a.ipt_no.localeCompare(b.ipt_no)
  return [...rows].sort((a, b) => BY[by](a, b) || rest(a, b))
}

export interface WardSums {
  patients: number
  unsentPatients: number
  unsentLines: number
  failedLines: number
  owing: number
}

/** The line above the table. */
export function wardSums(rows: readonly WardRow[]): WardSums {
  const count = (is: (row: WardRow) => boolean) => rows.filter(is).length
  return {
    patients: rows.length,
    unsentPatients: count((row) => row.unsentLines > 0),
    unsentLines: rows.reduce((acc, row) => acc + row.unsentLines, 0),
    failedLines: rows.reduce((acc, row) => acc + row.failedLines, 0),
    owing: count((row) => row.depositLeftFen < 0),
  }
}
