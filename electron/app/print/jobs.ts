import type { DocRef, PrintJobView } from '../../../shared/api/print.ts'
import { fail } from '../../../shared/errors.ts'
import type { Change, Journal, PrintJobRow } from '../../journal/port.ts'
import type { Caller, Registry } from '../registry.ts'
import { printCount } from './count.ts'
import { type PrinterDeps, printerFor, printerLabel } from './printers.ts'
import { type PrintQueue, UNCERTAIN } from './queue.ts'

export interface JobDeps extends PrinterDeps {
  journal: Journal
  queue: PrintQueue
  clock: { now(): number }
  /** under which key prints of the paper are counted, and how many there were */
  copiesOf(doc: DocRef): Promise<{ key: string; copies: number }>
}

const STATE_LABEL: Record<PrintJobRow['state'], string> = {
  waiting: '等待打印',
  printing: '正在打印',
  done: '已打出',
  failed: '打印失败',
  cancelled: '已取消',
}

/** The queue as a person sees it, and what he may do with a job. */
export function registerJobs(reg: Registry, deps: JobDeps): void {
  reg.read('print.jobs', async ({ limit }) =>
    (await deps.journal.printJobs({ limit })).map((job) => viewOf(deps, job)),
  )
  reg.write('print.retry', async ({ jobId }, caller) =>
    viewOf(deps, await deps.queue.alter(jobId, (job) => again(deps, job, caller))),
  )
  reg.write('print.cancel', async ({ jobId, reason }, caller) =>
    viewOf(
      deps,
      await deps.queue.alter(jobId, async (job) => {
        if (!isOpen(job)) over(job)
        return {
          put: { ...job, state: 'cancelled', doneAt: deps.clock.now() },
          also: [audit(deps, caller, 'print.cancel', job, { reason })],
        }
      }),
    ),
  )
}

export function viewOf(deps: PrinterDeps, job: PrintJobRow): PrintJobView {
  return {
    jobId: job.jobId,
    doc: job.ref as unknown as DocRef,
    title: job.title,
    printer: printerLabel(deps, job.printer),
    state: job.state,
    stateLabel: STATE_LABEL[job.state],
    copies: job.copies,
    attempts: job.attempts,
    lastError: job.lastError,
    opter: job.opter,
    createdAt: job.createdAt,
    nextAt: job.state === 'waiting' ? job.nextAt : null,
    doneAt: job.doneAt,
  }
}

/** `printing` too: nobody is at it, or the queue would have refused; its outcome could not be written. */
const isOpen = (job: PrintJobRow) =>
  job.state === 'waiting' || job.state === 'failed' || job.state === 'printing'

const over = (job: PrintJobRow): never =>
  fail('conflict', `这张单据${STATE_LABEL[job.state]}`, '打印任务没有改变。', '要再打一份请在原单据处重打。')

/**
 * Now, on the printer that the configuration names today. One that may have come out already is printed as
 * the next copy, marked 重打: two papers alike must never exist.
 */
async function again(
  deps: JobDeps,
  job: PrintJobRow,
  caller: Caller,
): Promise<{ put: PrintJobRow; also: Change[] }> {
  if (!isOpen(job)) over(job)
  const doc = job.ref as unknown as DocRef
  const printer = printerFor(deps, doc.is) ?? job.printer
  const put: PrintJobRow = { ...job, printer, state: 'waiting', attempts: 0, nextAt: deps.clock.now() }
  const uncertain = job.lastError === UNCERTAIN || job.state === 'printing'
  if (!uncertain) return { put, also: [] }
  const { key, copies } = await deps.copiesOf(doc)
  const next = Math.max(copies, job.copies) + 1
  return {
    put: { ...put, copies: next },
    also: [
      { t: 'setting', key: printCount(key), value: next },
      audit(deps, caller, 'print.reprint', job, { copies: next, reason: UNCERTAIN }),
    ],
  }
}

function audit(
  deps: JobDeps,
  caller: Caller,
  action: string,
  job: PrintJobRow,
  detail: Record<string, string | number>,
): Change {
  return {
    t: 'audit',
    entry: {
      at: deps.clock.now(),
      actor: caller.operator?.opter ?? '',
      action,
      subject: `${job.title} ${job.jobId}`,
      detail,
    },
  }
}
