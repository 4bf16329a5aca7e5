import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import type { Report } from '../report.ts'
import { openBareDrain } from './outbox-bare.ts'
import { startCentre } from './outbox-centre.ts'
import { newRow, openDrain, SOURCE_ID } from './outbox-kit.ts'
import { median, round3 } from './stats.ts'

const BATCH = 500
const MAX_RATIO = 1.3
const MOST_ROWS = 100_000
/** messages of one runner before the other has its turn */
const TURN = 10

/**
 * All rows wait in the journal and are drained in order through the simulated centre over HTTP, in turns with a
 * bare loop of the same posts and commits. `ratio` is the whole time of the one to that of the other.
 */
export async function benchOutbox(options: { rows: number }): Promise<Report> {
  const rows = Math.min(options.rows, MOST_ROWS)
  const dir = mkdtempSync(join(tmpdir(), 'guitai-outbox-'))
  const centre = await startCentre(join(dir, 'centre.db'))
  // the clock of the journal moves on, so that msgids never crowd
  let at_ms = Date.now()
  const now = () => {
    at_ms += 1_000
    return at_ms
  }
  const drain = await openDrain({ path: join(dir, 'journal.db'), url: centre.url, batch: BATCH, now })
  const bare = openBareDrain(join(dir, 'bare.db'), centre.url, 'BARE', rows, BATCH)
  try {
    for (let n = 1; n <= rows; n += 5_000) {
      const some = Array.from({ length: Math.min(5_000, rows - n + 1) }, (_, i) => newRow('OURS', n + i))
      await drain.journal.commit(drain.uploads.adding(SOURCE_ID, some))
    }
    const { ours, theirs } = await inTurns(Math.ceil(rows / BATCH), drain, bare)
    const left = (await drain.journal.uploadDepths()).length
    const exact = counted(join(dir, 'centre.db'), 'OURS')
    const order = await inOrder(drain)
    const sum = (turns: Turn[], of: keyof Turn) => turns.reduce((acc, turn) => acc + turn[of], 0)
    const ratio = round3(sum(ours, 'ms') / sum(theirs, 'ms'))
    return {
      name: 'outbox',
      ok: ratio <= MAX_RATIO && left === 0 && order && exact.rows === rows && exact.deliveries === rows,
      figures: {
        ...{ rows, batch: BATCH, ratio, max_ratio: MAX_RATIO, in_order: order },
        median_ratio: round3(median(ours.map(({ ms }, i) => ms / theirs[i]!.ms))),
        cpu_ratio: round3(sum(ours, 'cpu_ms') / sum(theirs, 'cpu_ms')),
        drained_s: round3(sum(ours, 'ms') / 1000),
        bare_s: round3(sum(theirs, 'ms') / 1000),
        batch_ms: round3(median(ours.map(({ ms }) => ms)) / TURN),
        bare_batch_ms: round3(median(theirs.map(({ ms }) => ms)) / TURN),
        rows_per_s: Math.round((rows / sum(ours, 'ms')) * 1000),
        ...{ left, centre_rows: exact.rows, centre_deliveries: exact.deliveries },
      },
    }
  } finally {
    bare.close()
    await drain.journal.close()
    await centre.stop()
    rmSync(dir, { recursive: true, force: true })
  }
}

/** What one turn took, and how much of it this thread was at work (the centre has a thread of its own). */
interface Turn {
  ms: number
  cpu_ms: number
}

/** Who goes first changes from turn to turn. */
async function inTurns(
  messages: number,
  drain: Awaited<ReturnType<typeof openDrain>>,
  bare: ReturnType<typeof openBareDrain>,
) {
  const ours: Turn[] = []
  const theirs: Turn[] = []
  const timed = async (turns: Turn[], work: () => Promise<void>) => {
    const [from, cpu] = [performance.now(), process.threadCpuUsage()]
    await work()
    const { user, system } = process.threadCpuUsage(cpu)
    turns.push({ ms: performance.now() - from, cpu_ms: (user + system) / 1000 })
  }
  const turnOfOurs = async (count: number) => {
    const stop = new AbortController()
    let sent = 0
    const { nhsa } = drain
    const exchange = nhsa.exchange
    nhsa.exchange = (...args) => {
      if (++sent === count) stop.abort()
      return exchange(...args)
    }
    await drain.uploads.send(SOURCE_ID, stop.signal)
    nhsa.exchange = exchange
  }
  for (let done = 0; done < messages; done += TURN) {
    const count = Math.min(TURN, messages - done)
    const mine = () => timed(ours, () => turnOfOurs(count))
    const its = () =>
      timed(theirs, async () => {
        for (let n = 0; n < count; n++) await bare.once()
      })
    for (const turn of (done / TURN) % 2 === 0 ? [mine, its] : [its, mine]) await turn()
  }
  return { ours, theirs }
}

/** What the centre holds of a patient, and how often it was told of each. */
export function counted(path: string, mdtrt_sn: string): { rows: number; deliveries: number } {
  const db = new Sqlite(path, { readonly: true })
  const found = db
    .prepare(
      'select count(*) as rows, coalesce(sum(times), 0) as deliveries from clinical where mdtrt_sn = ?',
    )
    .get(mdtrt_sn) as { rows: number; deliveries: number }
  db.close()
  return found
}

/** Whether the rows left in the order taken up: the messages' numbers rise with theirs. */
async function inOrder({ journal }: Awaited<ReturnType<typeof openDrain>>): Promise<boolean> {
  let last = ''
  for (let afterSeq = 0; ; ) {
    const page = await journal.uploads({ source: SOURCE_ID, afterSeq, order: 'seq', limit: 5_000 })
    for (const { msgid, state } of page) {
      if (state !== 'accepted' || msgid === null || msgid < last) return false
      last = msgid
    }
    if (page.length < 5_000) return true
    afterSeq = page.at(-1)!.seq
  }
}
