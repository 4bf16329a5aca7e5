import { GuitaiError } from '../../../shared/errors.ts'
import type { Change, Journal, PrintJobRow } from '../../journal/port.ts'

/**
 * What waits for a printer. A job is on disk before the paper moves; a printer that refuses is tried again
 * with growing pauses. One printer's jobs run one after another, each printer by itself. A job that was at
 * the printer when the program ended may have come out: a person decides.
 */
export interface QueueDeps {
  journal: Journal
  clock: { now(): number; after(ms: number, run: () => void): () => void }
  changed(): void
  /** carries the job to its printer; throws a GuitaiError where that does not take it */
  print(job: PrintJobRow): Promise<void>
  log(line: Record<string, unknown>): void
}

export interface PrintQueue {
  /** Takes the job, which is committed already, and resolves after the first try, or after `wait_ms` of it. */
  submit(job: PrintJobRow, wait_ms: number): Promise<PrintJobRow>
  /** runs `change` on the job while no try of it is under way; throws kind `conflict` where one is */
  alter(jobId: string, change: Alter): Promise<PrintJobRow>
  /** takes up what an earlier run of the program left */
  start(): Promise<void>
  /** begins nothing more; resolves when what was under way is over, or after a moment */
  stop(): Promise<void>
}

export type Alter = (job: PrintJobRow) => Promise<{ put: PrintJobRow; also: Change[] }>

const FIRST_ms = 5_000
const LONGEST_ms = 300_000
/** about an hour and a half; after that nobody stands there waiting for the paper */
const TRIES = 22
const STOP_WAIT_ms = 3_000
/** more than ever wait at one counter */
const LOOK = 1000

export const UNCERTAIN = '打印中途程序退出，请看纸是否出来，再决定重打'

/** The pause after so many failed tries: 5 s, 10 s, 20 s … 5 min. */
export const pause_ms = (attempts: number) => Math.min(FIRST_ms * 2 ** (attempts - 1), LONGEST_ms)

interface Queue extends QueueDeps {
  /** the end of each printer's line */
  lines: Map<string, Promise<void>>
  inLine: Set<string>
  printing: Set<string>
  altering: Map<string, Promise<unknown>>
  cancelTimer(): void
  stopped: boolean
}

export function createQueue(deps: QueueDeps): PrintQueue {
  const queue: Queue = {
    ...deps,
    ...{ lines: new Map(), inLine: new Set(), printing: new Set(), altering: new Map() },
    cancelTimer: () => {},
    stopped: false,
  }
  let starting: Promise<void> = Promise.resolve()
  return {
    submit: (job, wait_ms) => submit(queue, job, wait_ms),
    alter: (jobId, change) => alter(queue, jobId, change),
    start() {
      starting = takeUp(queue).then(
        () => look(queue),
        (error) => tell(queue, error),
      )
      return starting
    },
    async stop() {
      queue.stopped = true
      queue.cancelTimer()
      await starting
      await within(queue, STOP_WAIT_ms, Promise.all(queue.lines.values()))
    },
  }
}

const tell = (queue: Queue, error: unknown) =>
  queue.log({ level: 'error', at: 'print', error: String(error) })

async function save(queue: Queue, put: PrintJobRow, also: Change[] = []): Promise<PrintJobRow> {
  await queue.journal.commit([{ t: 'print', put }, ...also])
  queue.changed()
  return put
}

/** What comes of it, or null after so long. */
async function within<T>({ clock }: Queue, ms: number, work: Promise<T>): Promise<T | null> {
  let cancel = () => {}
  const late = new Promise<null>((resolve) => {
    cancel = clock.after(ms, () => resolve(null))
  })
  return Promise.race([work, late]).finally(() => cancel())
}

async function submit(queue: Queue, job: PrintJobRow, wait_ms: number): Promise<PrintJobRow> {
  const first = enqueue(queue, job)
  first.catch(() => {})
  return (await within(queue, wait_ms, first)) ?? (await queue.journal.printJob(job.jobId)) ?? job
}

/** Puts a job at the end of its printer's line. */
function enqueue(queue: Queue, { jobId, printer }: PrintJobRow): Promise<PrintJobRow | null> {
  const { lines, inLine } = queue
  inLine.add(jobId)
  const mine = (lines.get(printer) ?? Promise.resolve()).then(() => attempt(queue, jobId))
  const settled: Promise<void> = mine
    .then((now) => (now?.state === 'done' ? wake(queue, printer) : undefined))
    .catch((error) => tell(queue, error))
    .then(() => {
      inLine.delete(jobId)
      if (lines.get(printer) === settled) lines.delete(printer)
      look(queue)
    })
  lines.set(printer, settled)
  return mine
}

async function attempt(queue: Queue, jobId: string): Promise<PrintJobRow | null> {
  const { journal, clock, printing } = queue
  await queue.altering.get(jobId)
  printing.add(jobId)
  try {
    const job = await journal.printJob(jobId)
    if (queue.stopped || job?.state !== 'waiting') return job
    const at = await save(queue, { ...job, state: 'printing', attempts: job.attempts + 1 })
    const error = await queue.print(at).then(
      () => null,
      (e) => e ?? 'unknown',
    )
    // beyond the print: a result that cannot be written leaves the job at its printer, which is the truth
    const result: PrintJobRow =
      error === null
        ? { ...at, state: 'done', lastError: null, doneAt: clock.now() }
        : refused(at, error, clock.now())
    return await save(queue, result)
  } finally {
    printing.delete(jobId)
  }
}

function refused(job: PrintJobRow, error: unknown, now: number): PrintJobRow {
  const lastError = error instanceof Error ? error.message : String(error)
  return job.attempts >= TRIES
    ? { ...job, state: 'failed', lastError }
    : { ...job, state: 'waiting', lastError, nextAt: now + pause_ms(job.attempts) }
}

async function waiting({ journal, inLine }: Queue): Promise<PrintJobRow[]> {
  const jobs = await journal.printJobs({ states: ['waiting'], limit: LOOK })
  return jobs.filter((j) => !inLine.has(j.jobId)).sort((a, b) => a.createdAt - b.createdAt)
}

/** The printer works again: what waits for it need not wait longer. */
async function wake(queue: Queue, printer: string): Promise<void> {
  const { clock, altering } = queue
  for (const job of queue.stopped ? [] : await waiting(queue)) {
    const sleeps = job.printer === printer && job.nextAt > clock.now() && !altering.has(job.jobId)
    if (sleeps) await save(queue, { ...job, nextAt: clock.now() })
  }
}

/** Starts what is due and sets the timer for what is due next. */
function look(queue: Queue): void {
  if (queue.stopped) return
  const { clock, inLine } = queue
  const go = (jobs: PrintJobRow[]) => {
    if (queue.stopped) return
    for (const job of jobs) {
      if (job.nextAt <= clock.now() && !inLine.has(job.jobId)) enqueue(queue, job).catch(() => {})
    }
    const next = Math.min(...jobs.filter((j) => !inLine.has(j.jobId)).map((j) => j.nextAt))
    queue.cancelTimer()
    if (Number.isFinite(next)) {
      queue.cancelTimer = clock.after(Math.max(0, next - clock.now()), () => look(queue))
    }
  }
  waiting(queue).then(go, (error) => tell(queue, error))
}

async function alter(queue: Queue, jobId: string, change: Alter): Promise<PrintJobRow> {
  const { printing, altering } = queue
  if (printing.has(jobId) || altering.has(jobId)) {
    throw refusal('conflict', '这张单据正在打印', '请等它打完或失败后再操作。')
  }
  const work = async () => {
    const job = await queue.journal.printJob(jobId)
    if (!job) throw refusal('not_found', `没有打印任务 ${jobId}`, '请刷新打印队列。')
    const { put, also } = await change(job)
    return save(queue, put, also)
  }
  const mine = work()
  altering.set(
    jobId,
    mine.catch(() => {}),
  )
  try {
    return await mine
  } finally {
    altering.delete(jobId)
    look(queue)
  }
}

async function takeUp(queue: Queue): Promise<void> {
  for (const job of await queue.journal.printJobs({ states: ['printing'], limit: LOOK })) {
    await save(queue, { ...job, state: 'failed', lastError: UNCERTAIN })
  }
}

const refusal = (kind: 'not_found' | 'conflict', what: string, todo: string) =>
  new GuitaiError({ kind, what, means: '打印任务没有改变。', todo })
