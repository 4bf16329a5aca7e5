import type {
  AcceptanceCounts,
  AcceptanceRow,
  AcceptanceRun,
  AcceptanceState,
  AcceptanceSummary,
} from '../../../shared/api/acceptance.ts'
import type { Json } from '../../../shared/contract.ts'
import { fail } from '../../../shared/errors.ts'
import type { DocRow, Journal } from '../../journal/port.ts'

export const KIND = 'acceptance'

/** A run as it is kept: what every row's message said stands in the journal under its msgid. */
export interface Run {
  runId: string
  state: AcceptanceState
  families: string[]
  person: string
  centre: string
  training: boolean
  opter: string
  opterName: string
  startedAt: number
  endedAt: number | null
  steps: number
  rows: AcceptanceRow[]
}

export function countsOf(rows: readonly AcceptanceRow[]): AcceptanceCounts {
  const counts: AcceptanceCounts = { passed: 0, refused: 0, unanswered: 0, invalid: 0, skipped: 0, na: 0 }
  for (const { result } of rows) counts[result]++
  return counts
}

/** Different interfaces of these rows, and those of which no step failed and one passed. */
export function codesOf(rows: readonly AcceptanceRow[]): { codes: number; codesPassed: number } {
  const byCode = new Map<string, AcceptanceRow[]>()
  for (const row of rows) byCode.set(row.infno, [...(byCode.get(row.infno) ?? []), row])
  const passed = [...byCode.values()].filter(
    (of) =>
      of.some((row) => row.result === 'passed') &&
      of.every((row) => row.result === 'passed' || row.result === 'na'),
  )
  return { codes: byCode.size, codesPassed: passed.length }
}

export function summaryOf(run: Run): AcceptanceSummary {
  const { rows, opter: _opter, ...rest } = run
  return { ...rest, counts: countsOf(rows), ...codesOf(rows) }
}

export const viewOf = (run: Run, doing: string | null): AcceptanceRun => ({
  ...summaryOf(run),
  rows: run.rows,
  doing,
})

/** Writes the run over the version it was read at; answers the new one. */
export async function keep(journal: Journal, run: Run, expect: number, now: number): Promise<number> {
  const put: Extract<Parameters<Journal['commit']>[0][number], { t: 'doc' }>['put'] = {
    kind: KIND,
    id: run.runId,
    state: run.state,
    subject: '',
    text: run.families.join(' '),
    data: run as unknown as Json,
    opter: run.opter,
    opterName: run.opterName,
    at: now,
  }
  await journal.commit([{ t: 'doc', put, expect }])
  return expect + 1
}

/** A run that no process is at any more was interrupted. */
export function runOf(row: DocRow, running: string | null): Run {
  const run = row.data as unknown as Run
  return run.state === 'running' && run.runId !== running ? { ...run, state: 'interrupted' } : run
}

export async function loadRun(journal: Journal, runId: string, running: string | null): Promise<Run> {
  const row =
    (await journal.doc(KIND, runId)) ?? fail('not_found', '没有这次自检', '没有改变。', '请刷新列表。')
  return runOf(row, running)
}
