import type { ClosingView, Difference, ReconcileRun } from '../../../shared/api/reconcile.ts'
import { GuitaiError } from '../../../shared/errors.ts'
import { closingView } from './close.ts'
import type { ReconcileDeps } from './deps.ts'
import { viewOf } from './mend.ts'

/** so many differences go onto paper; nobody reads more, and the screen has them all */
const ON_PAPER = 2000
const CLOSINGS = 2000

/** What 对账单, 日结单 and 月结单 are printed from; null where there is none of that id. */
export interface ReconcilePapers {
  run(runId: string): Promise<{ run: ReconcileRun; rows: Difference[] } | null>
  closing(closingId: string): Promise<ClosingView | null>
}

export function reconcilePapers(deps: ReconcileDeps): ReconcilePapers {
  const { runs, journal } = deps
  return {
    async run(runId) {
      const run = await runs.get(runId).catch((error) => {
        if (error instanceof GuitaiError && error.fault.kind === 'not_found') return null
        throw error
      })
      if (!run) return null
      const mended = await runs.mended(runId)
      const { rows } = await runs.page(run, { kind: 'all', offset: 0, limit: ON_PAPER })
      return {
        run,
        rows: await Promise.all(rows.map((row) => viewOf(deps, run, row, mended.get(row.rowId)))),
      }
    },
    async closing(closingId) {
      const row = (await journal.closings({ limit: CLOSINGS })).find((c) => c.closingId === closingId)
      return row ? closingView(row) : null
    },
  }
}
