import { faultOf } from '../../shared/errors.ts'
import type { OutboxRow } from '../journal/port.ts'
import type { Core } from './core.ts'
import { crashpoint } from './crashpoints.ts'

const AT_ONCE = 50

/**
 * Runs what is due: jobs of one key in order, keys beside each other. A job that fails comes back with a
 * growing pause for as long as it takes; those behind it under the same key wait.
 */
export async function runOutbox(core: Core): Promise<void> {
  const due = await core.journal.outboxDue(core.clock.now(), AT_ONCE)
  const byKey = Map.groupBy(due, (row) => row.key)
  await Promise.all([...byKey.values()].map((rows) => runInOrder(core, rows)))
  if (due.length > 0) core.notify({ on: 'outbox' })
}

async function runInOrder(core: Core, rows: OutboxRow[]): Promise<void> {
  for (const row of rows) {
    if (!(await runOne(core, row))) return
  }
}

async function runOne(core: Core, row: OutboxRow): Promise<boolean> {
  const job = core.jobs.get(row.job)
  const attempts = row.attempts + 1
  const mark = (state: OutboxRow['state'], nextAt: number, lastError: string | null) =>
    core.journal.commit([
      { t: 'outbox.mark', id: row.id, state, attempts, nextAt, lastError, at: core.clock.now() },
    ])
  try {
    if (!job) throw new Error(`no job ${row.job}`)
    crashpoint('outbox.before_run')
    await job(row.payload)
    crashpoint('outbox.ran')
  } catch (error) {
    const { outbox_first_ms, outbox_longest_ms } = core.timing
    const pause = Math.min(outbox_first_ms * 2 ** Math.min(row.attempts, 20), outbox_longest_ms)
    core.log({ level: 'warn', at: 'engine.outbox', job: row.job, id: row.id, attempts, error: String(error) })
    await mark('waiting', core.clock.now() + pause, faultOf(error).what)
    return false
  }
  await mark('done', row.nextAt, null)
  crashpoint('outbox.marked')
  return true
}
