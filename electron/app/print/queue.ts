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
  alter(
    jobId: string,
    change: (job: PrintJobRow) => Promise<{ put: PrintJobRow; also: Change[] }>,
  ): Promise<PrintJobRow>
  /** takes up what an earlier run of the program left */
  start(): Promise<void>
  /** begins nothing more; resolves when what was under way is over, or after a moment */
  stop(): Promise<void>
}

const FIRST_ms = 5_000
const LONGEST_ms = 300_000
/** about an hour and a half; after that nobody stands there waiting for the paper */
const TRIES = 22
const STOP_WAIT_ms = 3_000

export const UNCERTAIN = '打印中途程序退出，请看纸是否出来，再决定重打'

/** The pause after so many failed tries: 5 s, 10 s, 20 s … 5 min. */
export const pause_ms = (attempts: number) => Math.min(FIRST_ms * 2 ** (attempts - 1), LONGEST_ms)

export function createQueue(deps: QueueDeps): PrintQueue {
  const { journal, clock } = deps
  /** the end of each printer's line */
  const lines = new Map<string, Promise<void>>()
  const inLine = new Set<string>()
  const printing = new Set<string>()
  const altering = new Map<string, Promise<unknown>>()
  let cancelTimer = () => {}
  let stopped = false
  let starting: Promise<void> = Promise.resolve()

  const tell = (error: unknown) => deps.log({ level: 'error', at: 'print', error: String(error) })
  const save = async (put: PrintJobRow, also: Change[] = []) => {
    await journal.commit([{ t: 'print', put }, ...also])
    deps.changed()
    return put
  }

  const attempt = async (jobId: string): Promise<PrintJobRow | null> => {
    await altering.get(jobId)
    printing.add(jobId)
    try {
      const job = await journal.printJob(jobId)
      if (stopped || job?.state !== 'waiting') return job
      const at = await save({ ...job, state: 'printing', attempts: job.attempts + 1 })
      const error = await deps.print(at).then(
        () => null,
        (e) => e ?? 'unknown',
      )
      // beyond the try: a result that cannot be written leaves the job at its printer, which is the truth
      return await save(
        error === null
          ? { ...at, state: 'done', lastError: null, doneAt: clock.now() }
          : refused(at, error, clock.now()),
      )
    } finally {
      printing.delete(jobId)
    }
  }

  /** Puts a job at the end of its printer's line. */
  const enqueue = (job: PrintJobRow): Promise<PrintJobRow | null> => {
    inLine.add(job.jobId)
    const mine = (lines.get(job.printer) ?? Promise.resolve()).then(() => attempt(job.jobId))
    const settled: Promise<void> = mine
      .then((now) => (now?.state === 'done' ? wake(job.printer) : undefined))
      .catch(tell)
      .then(() => {
        inLine.delete(job.jobId)
        if (lines.get(job.printer) === settled) lines.delete(job.printer)
        look()
      })
    lines.set(job.printer, settled)
    return mine
  }

  const waiting = async () => {
    const jobs = await journal.printJobs({ states: ['waiting'], limit: LOOK })
    return jobs.filter((j) => !inLine.has(j.jobId)).sort((a, b) => a.createdAt - b.createdAt)
  }

  /** The printer works again: what waits for it need not wait longer. */
  const wake = async (printer: string) => {
    for (const job of stopped ? [] : await waiting()) {
      const sleeps = job.printer === printer && job.nextAt > clock.now() && !altering.has(job.jobId)
      if (sleeps) await save({ ...job, nextAt: clock.now() })
    }
  }

  /** Starts what is due and sets the timer for what is due next. */
  const look = () => {
    if (stopped) return
    waiting().then((jobs) => {
      if (stopped) return
      for (const job of jobs) {
        if (job.nextAt <= clock.now() && !inLine.has(job.jobId)) void enqueue(job).catch(() => {})
      }
      const next = Math.min(...jobs.filter((j) => !inLine.has(j.jobId)).map((j) => j.nextAt))
      cancelTimer()
      if (Number.isFinite(next)) cancelTimer = clock.after(Math.max(0, next - clock.now()), look)
    }, tell)
  }

  const takeUp = async () => {
    for (const job of await journal.printJobs({ states: ['printing'], limit: LOOK })) {
      await save({ ...job, state: 'failed', lastError: UNCERTAIN })
    }
  }

  return {
    async submit(job, wait_ms) {
      const first = enqueue(job)
      let cancel = () => {}
      const late = new Promise<null>((resolve) => {
        cancel = clock.after(wait_ms, () => resolve(null))
      })
      const now = await Promise.race([first, late]).finally(() => cancel())
      first.catch(() => {})
      return now ?? (await journal.printJob(job.jobId)) ?? job
    },
    async alter(jobId, change) {
      if (printing.has(jobId) || altering.has(jobId)) {
        throw refusal('conflict', '这张单据正在打印', '请等它打完或失败后再操作。')
      }
      const work = async () => {
        const job = await journal.printJob(jobId)
        if (!job) throw refusal('not_found', `没有打印任务 ${jobId}`, '请刷新打印队列。')
        const { put, also } = await change(job)
        return save(put, also)
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
        look()
      }
    },
    start() {
      starting = takeUp().then(look, tell)
      return starting
    },
    async stop() {
      stopped = true
      cancelTimer()
      await starting
      let cancel = () => {}
      const limit = new Promise<void>((resolve) => {
        cancel = clock.after(STOP_WAIT_ms, resolve)
      })
      await Promise.race([Promise.all(lines.values()), limit])
      cancel()
    },
  }
}

/** More than ever wait at one counter. */
const LOOK = 1000

function refused(job: PrintJobRow, error: unknown, now: number): PrintJobRow {
  const lastError = error instanceof Error ? error.message : String(error)
  return job.attempts >= TRIES
    ? { ...job, state: 'failed', lastError }
    : { ...job, state: 'waiting', lastError, nextAt: now + pause_ms(job.attempts) }
}

const refusal = (kind: 'not_found' | 'conflict', what: string, todo: string) =>
  new GuitaiError({ kind, what, means: '打印任务没有改变。', todo })
