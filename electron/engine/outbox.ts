import { type FaultKind, faultOf } from '../../shared/errors.ts'
import type { Change, OutboxRow } from '../journal/port.ts'
import type { Core } from './core.ts'
import { crashpoint } from './crashpoints.ts'

const AT_ONCE = 50
/** failures that say nothing of the job: no way there, no answer yet, no room here */
const NOT_ITS_FAULT: ReadonlySet<FaultKind> = new Set(['unreachable', 'doubt', 'storage'])

/**
 * Runs what is due: jobs of one key in order, keys beside each other. A job that fails comes back with a
 * growing pause; those behind it under the same key wait. One that has failed as often as it may is dead: it
 * stays for a person (`redriven`) and those behind it go on. Resolves when the jobs begun now have ended, but
 * for those that run aside.
 */
export async function runOutbox(core: Core): Promise<void> {
  const due = (await core.journal.outboxDue(core.clock.now(), AT_ONCE)).filter(
    (row) => !core.jobKeys.has(row.key),
  )
  const begun = [...Map.groupBy(due, (row) => row.key)].map(([key, rows]) => {
    const run = runInOrder(core, rows).finally(() => {
      core.jobKeys.delete(key)
      core.notify({ on: 'outbox' })
    })
    core.jobKeys.set(key, run)
    if (!rows.some((row) => core.jobs.get(row.job)?.aside)) return run
    run.catch((error) => core.log({ level: 'error', at: 'engine.outbox', key, error: String(error) }))
    return null
  })
  await Promise.all(begun)
}

/** Lets a dead or waiting job run again at once, as new. */
export function redriven(row: Pick<OutboxRow, 'id'>, now: number): Change {
  return {
    t: 'outbox.mark',
    id: row.id,
    state: 'waiting',
    attempts: 0,
    nextAt: now,
    lastError: null,
    at: now,
  }
}

async function runInOrder(core: Core, rows: OutboxRow[]): Promise<void> {
  for (const row of rows) {
    if (core.stopping.signal.aborted || !(await runOne(core, row))) return
  }
}

/** Whether those behind it may go on. */
async function runOne(core: Core, row: OutboxRow): Promise<boolean> {
  const job = core.jobs.get(row.job)
  const mark = (state: OutboxRow['state'], attempts: number, nextAt: number, lastError: string | null) =>
    core.journal.commit([
      { t: 'outbox.mark', id: row.id, state, attempts, nextAt, lastError, at: core.clock.now() },
    ])
  try {
    if (!job) throw new Error(`no job ${row.job}`)
    crashpoint('outbox.before_run')
    await job(row.payload, core.stopping.signal)
    crashpoint('outbox.ran')
  } catch (error) {
    const fault = faultOf(error)
    const tries = job?.tries ?? Number.POSITIVE_INFINITY
    const counts = !NOT_ITS_FAULT.has(fault.kind)
    const attempts = counts
      ? row.attempts + 1
      : Math.max(row.attempts, Math.min(row.attempts + 1, Math.floor(tries / 2)))
    core.log({ level: 'warn', at: 'engine.outbox', job: row.job, id: row.id, attempts, error: String(error) })
    if (attempts >= tries) {
      await mark('dead', attempts, row.nextAt, fault.what)
      return true
    }
    await mark('waiting', attempts, core.clock.now() + pause(core, row.attempts), fault.what)
    return false
  }
  await mark('done', row.attempts + 1, row.nextAt, null)
  crashpoint('outbox.marked')
  return true
}

function pause({ timing }: Core, attempts: number): number {
  return Math.min(timing.outbox_first_ms * 2 ** Math.min(attempts, 20), timing.outbox_longest_ms)
}
