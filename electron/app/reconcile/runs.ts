import { appendFile, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Difference, DifferenceKind, ReconcileRun } from '../../../shared/api/reconcile.ts'
import { fail } from '../../../shared/errors.ts'
import type { Range } from './ledger.ts'
import { type Numbered, readResult, readResults } from './match/results.ts'

/**
 * The runs of 3202 on disk: a folder each with the run itself, its differences and what was done about them.
 * A run that did not come to its end has a name that nobody reads.
 */
export type Kept = Omit<ReconcileRun, 'open' | 'manual'>
type Mended = NonNullable<Difference['mended']>

export interface Runs {
  /** a folder for a run that begins; `finish` makes it a run, `drop` takes it away */
  begin(
    runId: string,
  ): Promise<{ dir: string; finish(run: Kept): Promise<ReconcileRun>; drop(): Promise<void> }>
  /** throws GuitaiError `not_found` */
  get(runId: string): Promise<ReconcileRun>
  /** those whose days lie within the range, newest first */
  list(range: Range): Promise<ReconcileRun[]>
  page(
    run: ReconcileRun,
    query: { kind: DifferenceKind | 'all'; offset: number; limit: number },
  ): Promise<{ rows: Numbered[]; total: number }>
  row(run: ReconcileRun, rowId: number): Promise<Numbered>
  mended(runId: string): Promise<Map<number, Mended>>
  mend(runId: string, rowId: number, mended: Mended): Promise<void>
}

const RUN_ID = /^DZ\d{16}[0-9a-f]{4}$/
const UNDONE = '.part'

export function openRuns(home: string): Runs {
  const dir = join(home, 'reconcile')
  const at = (runId: string) => {
    if (!RUN_ID.test(runId)) fail('not_found', `没有对账结果 ${runId}`, '没有改变。', '请刷新列表。')
    return join(dir, runId)
  }

  async function mended(runId: string): Promise<Map<number, Mended>> {
    const text = await readFile(join(at(runId), 'mended.jsonl'), 'utf8').catch(() => '')
    // a line that a power cut broke is no entry
    const whole = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
    return new Map(whole.filter(Boolean).map((line) => JSON.parse(line) as [number, Mended]))
  }

  async function read(runId: string): Promise<ReconcileRun | null> {
    const text = await readFile(join(at(runId), 'run.json'), 'utf8').catch(() => null)
    if (text === null) return null
    const run = JSON.parse(text) as Kept
    const found = Object.values(run.counts).reduce((a, b) => a + b, 0)
    const done = [...(await mended(runId)).values()].filter(({ open }) => !open)
    const manual = done.filter(({ verdict }) => verdict === 'manual').length
    return { ...run, open: found - done.length, manual }
  }

  async function get(runId: string): Promise<ReconcileRun> {
    return (await read(runId)) ?? fail('not_found', `没有对账结果 ${runId}`, '没有改变。', '请刷新列表。')
  }

  return {
    async begin(runId) {
      const part = `${at(runId)}${UNDONE}`
      const names = await readdir(dir).catch(() => [])
      // one run at a time: what an ended process left half done is nobody's
      for (const name of names.filter((n) => n.endsWith(UNDONE)))
        await rm(join(dir, name), { recursive: true })
      await mkdir(part, { recursive: true, mode: 0o700 })
      return {
        dir: part,
        async finish(run) {
          await writeFile(join(part, 'run.json'), JSON.stringify(run), { mode: 0o600 })
          await rename(part, at(runId))
          return get(runId)
        },
        drop: () => rm(part, { recursive: true, force: true }),
      }
    },
    get,
    async list({ from, to }) {
      const names = (await readdir(dir).catch(() => [])).filter((name) => RUN_ID.test(name))
      const runs = await Promise.all(names.sort().reverse().map(read))
      return runs.filter((run): run is ReconcileRun => run !== null && run.from >= from && run.to <= to)
    },
    page: (run, query) => readResults(at(run.runId), run.counts, query),
    async row(run, rowId) {
      const row = await readResult(at(run.runId), rowId)
      return row ?? fail('not_found', '没有这条差异', '没有改变。', '请刷新列表。')
    },
    mended,
    mend: (runId, rowId, entry) =>
      appendFile(join(at(runId), 'mended.jsonl'), `${JSON.stringify([rowId, entry])}\n`, { mode: 0o600 }),
  }
}
