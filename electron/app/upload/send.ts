import { fail, faultOf, GuitaiError } from '../../../shared/errors.ts'
import { DOUBTFUL } from '../../../shared/txn.ts'
import { crashpoint } from '../../engine/crashpoints.ts'
import { CARRIES_ROWS, type Outcome } from '../../engine/engine.ts'
import type { Change, Journal, UploadRow } from '../../journal/port.ts'
import type { Platform } from '../../platforms/port.ts'
import type { Machine } from '../machine.ts'
import { blamed, fieldsNamed, rowFault } from './blame.ts'
import { moved, refusal } from './effect.ts'
import type { Sent, UploadSource } from './port.ts'

export interface Draining {
  journal: Journal
  platforms: ReadonlyMap<string, Platform>
  machine: Machine
  now(): number
  log(line: Record<string, unknown>): void
  source: UploadSource
  signal: AbortSignal | undefined
  /** rows changed their state */
  moved(): void
}

/** rows read at once where a message carries fewer */
const PAGE = 500
/** single rows refused in the same words, and nothing accepted between: it is hardly the rows */
const SAME_IN_A_ROW = 20
/** a message without an answer holds up the rest of its source so long; then the rest goes past it */
const DOUBT_HOLDS_ms = 600_000
/** with so many of a source in doubt no more are sent: each is asked after again and again, and all at once */
const MOST_IN_DOUBT = 3

/** One run over a source: what it has done so far, and what tells that it had better stop. */
interface Run extends Draining {
  platform: Platform
  sum: Omit<Sent, 'left'>
  /** rows of a refused message that the journal still has as `sent`: they go out again, or back */
  claimed: Map<string, UploadRow>
  sameWords: { words: string; count: number }
}

/** See Uploads.send. To be called in the source's lane. */
export async function drain(draining: Draining): Promise<Sent> {
  const { journal, source, signal, platforms } = draining
  const platform = platforms.get(source.family) ?? fail('not_found', `本站没有开通接口族 ${source.family}`)
  const sum = { accepted: 0, refused: 0, held: 0 }
  const run: Run = { ...draining, platform, sum, claimed: new Map(), sameWords: { words: '', count: 0 } }
  await reclaim(run)
  const limit = Math.max(source.batch, PAGE)
  for (;;) {
    const page = await journal.uploads({ source: source.id, states: ['waiting'], order: 'seq', limit })
    if (page.length === 0) return { ...sum, left: 0 }
    for (const batch of batches(source, page)) {
      if (signal?.aborted) return { ...sum, left: await countWaiting(run) }
      await sendBatch(run, batch)
      draining.moved()
      crashpoint('upload.between_batches')
    }
  }
}

/** The rows of a page by what may travel together, in order, cut to the size of a message. */
export function batches(
  { together, batch }: Pick<UploadSource, 'together' | 'batch'>,
  page: readonly UploadRow[],
): UploadRow[][] {
  const groups = together ? Map.groupBy(page, (row) => together(row)).values() : [page]
  return [...groups].flatMap((rows) =>
    Array.from({ length: Math.ceil(rows.length / batch) }, (_, n) => rows.slice(n * batch, (n + 1) * batch)),
  )
}

async function countWaiting({ journal, source }: Run): Promise<number> {
  const counts = await journal.uploadDepths()
  return counts.find((c) => c.source === source.id && c.state === 'waiting')?.count ?? 0
}

/**
 * Rows left `sent` by a process that died between two messages wait again. Those of a message that is still in
 * doubt stay, and hold up the rest for a while: it may carry what must come first.
 */
async function reclaim({ journal, source, now }: Run): Promise<void> {
  const sent = await journal.uploads({
    source: source.id,
    states: ['sent'],
    order: 'seq',
    limit: Number.MAX_SAFE_INTEGER,
  })
  let inDoubt = 0
  for (const [msgid, rows] of Map.groupBy(sent, (row) => row.msgid)) {
    const txn = msgid ? await journal.txn(msgid) : null
    const open = txn && (DOUBTFUL.includes(txn.state) || txn.state === 'SENT' || txn.state === 'PREPARED')
    if (!open) await journal.commit([moved(source.id, rows, { state: 'waiting' }, now())])
    else if (txn.state !== 'MANUAL') {
      inDoubt += 1
      const isYoung = now() - (txn.sentAt ?? txn.createdAt) < DOUBT_HOLDS_ms
      if (isYoung || inDoubt >= MOST_IN_DOUBT)
        fail(
          'doubt',
          `上一批 ${rows.length} 条已发出，还没有结果`,
          '其余的仍在等待。',
          '系统正在查证，有了结论会自动继续。',
        )
    }
  }
}

async function sendBatch(run: Run, batch: UploadRow[]): Promise<void> {
  try {
    const queue = [batch]
    const alone = new Set<UploadRow>()
    for (let rows = queue.shift(); rows; rows = queue.shift()) {
      const refused = await sendOnce(run, rows)
      if (!refused) continue
      const named = refused.named.filter((row) => !alone.has(row))
      for (const row of named) alone.add(row)
      queue.unshift(...split(refused.rows, named))
    }
  } finally {
    const { claimed, source, journal } = run
    if (claimed.size > 0)
      await journal.commit([moved(source.id, [...claimed.values()], { state: 'waiting' }, run.now())])
    claimed.clear()
  }
}

/** Those that the refusal names go once more each by itself, the rest together; if it names none, in halves. */
export function split(rows: readonly UploadRow[], named: readonly UploadRow[]): UploadRow[][] {
  const half = Math.ceil(rows.length / 2)
  if (named.length === 0) return [rows.slice(0, half), rows.slice(half)]
  const rest = rows.filter((row) => !named.includes(row))
  return [...named.map((row) => [row]), ...(rest.length > 0 ? [rest] : [])]
}

/** Several rows that the centre refuses in one message, and those of them that it blames. */
interface Refused {
  rows: UploadRow[]
  named: UploadRow[]
}

/** One message of those that may go. Null: every row has found its state. */
async function sendOnce(run: Run, given: UploadRow[]): Promise<Refused | null> {
  const rows = run.source.check ? await hold(run, given, (row) => run.source.check!(row) !== null) : given
  if (rows.length === 0) return null
  const outcome = await transmit(run, rows)
  // somebody wrote to these rows in between: they are read anew
  if (outcome === 'changed') return null
  if (outcome === 'faulty') {
    const sound = await hold(run, rows, () => true)
    if (sound.length < rows.length) return sound.length > 0 ? sendOnce(run, sound) : null
    return refusedHere(run, rows, '这些记录单独看没有错，合在一个报文里不合接口的规定')
  }
  if (outcome.is !== 'rejected') for (const row of rows) run.claimed.delete(row.key)
  switch (outcome.is) {
    case 'settled':
      run.sameWords = { words: '', count: 0 }
      return count(run, rows)
    case 'rejected':
      for (const row of rows) run.claimed.set(row.key, { ...row, msgid: outcome.txn.msgid })
      if (outcome.fault.centre?.sort === 'session') throw new GuitaiError(outcome.fault)
      return refusedHere(run, rows, outcome.fault.centre?.message || outcome.fault.what)
    case 'absent':
    case 'doubtful':
      throw new GuitaiError(outcome.fault)
  }
}

/** How many of an accepted message the centre has named as refused in its answer. */
async function count({ journal, source, sum }: Run, rows: UploadRow[]): Promise<null> {
  if (!source.refused) sum.accepted += rows.length
  else {
    const keys = rows.map((row) => row.key)
    const no = (await journal.uploads({ source: source.id, keys, states: ['refused'], limit: keys.length }))
      .length
    sum.accepted += rows.length - no
    sum.refused += no
  }
  return null
}

/** Sends; the rows are bound to the message in the commit that writes it as sent. */
async function transmit(run: Run, rows: UploadRow[]): Promise<Outcome | 'faulty' | 'changed'> {
  const { source, machine, now, claimed } = run
  let bound = rows.every((row) => claimed.has(row.key))
  const binds = (msgid: string): Change[] => {
    const first = !bound
    bound = true
    return [...Map.groupBy(rows, (row) => row.attempts)].map(([attempts, same]) => ({
      t: 'upload.set',
      source: source.id,
      keys: same.map((row) => row.key),
      ...(first ? { asOf: same.map((row) => row.at) } : {}),
      from: [first ? 'waiting' : 'sent'],
      set: { state: 'sent', msgid, attempts: attempts + 1 },
      at: now(),
    }))
  }
  let message: ReturnType<UploadSource['message']>
  try {
    message = source.message(rows)
  } catch {
    return 'faulty'
  }
  const { input, insuplc, infno = source.infno } = message
  try {
    return await machine.transact({
      family: source.family,
      infno,
      input,
      ...(insuplc ? { insuplc } : {}),
      purpose: CARRIES_ROWS,
      local: { source: source.id, rows: rows.length },
      binds,
      carries: rows,
    })
  } catch (error) {
    const { kind } = faultOf(error)
    if (kind === 'invalid') return 'faulty'
    if (kind === 'conflict') return 'changed'
    throw error
  }
}

/** Those of the rows that are suspected and at fault stay behind, each with its fields; answers the others. */
async function hold(run: Run, rows: UploadRow[], suspect: (row: UploadRow) => boolean): Promise<UploadRow[]> {
  const { source, platform, journal, sum, claimed } = run
  const found = rows.filter(suspect).flatMap((row) => {
    const fault = rowFault(source, platform, row)
    return fault ? [{ row, fault }] : []
  })
  if (found.length === 0) return rows
  await journal.commit(
    found.map(
      ({ row, fault }): Change => ({
        t: 'upload.set',
        source: source.id,
        keys: [row.key],
        from: [claimed.has(row.key) ? 'sent' : 'waiting'],
        ...(claimed.has(row.key) ? {} : { asOf: [row.at] }),
        set: { state: 'held', ...fault },
        at: run.now(),
      }),
    ),
  )
  sum.held += found.length
  const bad = new Set(found.map(({ row }) => row))
  for (const row of bad) claimed.delete(row.key)
  return rows.filter((row) => !bad.has(row))
}

/** A refusal of one row is its state; of several it is searched. Throws where it is about no row. */
async function refusedHere(run: Run, rows: UploadRow[], why: string): Promise<Refused | null> {
  const named = blamed(why, rows)
  if (named === null) return stopped(`中心不收“${run.source.label}”：${why}`)
  if (rows.length > 1) return { rows, named }
  const { source, journal, platform, sum, claimed } = run
  const words = why.replace(/\d+/g, '')
  run.sameWords = { words, count: run.sameWords.words === words ? run.sameWords.count + 1 : 1 }
  const row = rows[0]!
  const { input, infno = source.infno } = source.message([row])
  const fields = fieldsNamed(platform.contract(infno), why, input)
  await journal.commit([
    {
      t: 'upload.set',
      source: source.id,
      keys: [row.key],
      from: [claimed.has(row.key) ? 'sent' : 'waiting'],
      set: refusal({ ...row, msgid: claimed.get(row.key)?.msgid ?? null }, why, fields, run.now()),
      at: run.now(),
    },
    ...(source.rejected?.(rows, why, run.now()) ?? []),
  ])
  claimed.delete(row.key)
  sum.refused += 1
  if (run.sameWords.count >= SAME_IN_A_ROW)
    return stopped(`中心连续 ${SAME_IN_A_ROW} 次以同样的理由拒绝：${why}`)
  return null
}

function stopped(what: string): never {
  return fail('rejected', what, '已停下，没有传的仍在等待。', '请改正或与中心联系后再传。')
}
