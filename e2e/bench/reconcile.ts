import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { inject } from '../reconcile/inject.ts'

export interface ReconcileBench {
  name: 'reconcile'
  ok: boolean
  figures: {
    rows: number
    injected: number
    found: number
    match_ms: number
    sort_join_ms: number
    ratio: number
    /** beyond what the process holds before it begins */
    peak_MB: number
    /** the same with a tenth of the rows */
    peak_tenth_MB: number
  }
}

const ROUNDS = 5
const MAX_RATIO = 1.5
const MAX_PEAK_MB = 150
/** what the memory may grow by from a tenth of the rows to all of them */
const FLAT_MB = 40
const SHARE = 0.001

/**
 * The matcher over two files of `rows` 3202 rows each, every thousandth of them different, beside what a
 * shell does with the same files: sort both by setl_id and join them, unpaired rows too. Rounds interleaved,
 * the better of each is taken: whatever else runs on the machine only adds. Memory is that of a process of
 * its own, sampled by the kernel (VmHWM).
 */
export async function benchReconcile({ rows }: { rows: number }): Promise<ReconcileBench> {
  const dir = mkdtempSync(join(tmpdir(), 'guitai-bench-reconcile-'))
  const files = { here: join(dir, 'here.txt'), there: join(dir, 'there.txt') }
  try {
    const tenth = Math.max(1000, Math.floor(rows / 10))
    await inject({ ...files, rows: tenth, seed: 1, share: SHARE })
    const small = matched(dir, files)
    const made = await inject({ ...files, rows, seed: 2, share: SHARE })
    const ours: Measured[] = []
    const shell_ms: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      ours.push(matched(dir, files))
      shell_ms.push(sortJoin(dir, files))
    }
    const best_ms = Math.min(...ours.map(({ ms }) => ms))
    const sort_ms = Math.min(...shell_ms)
    const peak = Math.max(...ours.map(({ peak_MB }) => peak_MB))
    const all = Object.values(made.counts).reduce((a, b) => a + b, 0)
    const figures = {
      rows,
      injected: all,
      found: ours[0]!.found,
      match_ms: Math.round(best_ms),
      sort_join_ms: Math.round(sort_ms),
      ratio: Math.round((best_ms / sort_ms) * 1000) / 1000,
      peak_MB: peak,
      peak_tenth_MB: small.peak_MB,
    }
    const flat = peak <= MAX_PEAK_MB && peak - small.peak_MB <= FLAT_MB
    return { name: 'reconcile', ok: figures.ratio <= MAX_RATIO && flat && figures.found === all, figures }
  } finally {
    rmSync(dir, { recursive: true, force: true })
  }
}

interface Measured {
  ms: number
  found: number
  peak_MB: number
}

/** One match in a fresh process, as the worker thread does it; start-up and the program's own size apart. */
function matched(dir: string, files: { here: string; there: string }): Measured {
  const task = { ...files, dir: join(dir, 'parts'), results: join(dir, 'results') }
  const child = spawnSync(
    process.execPath,
    [join(import.meta.dirname, 'reconcile-once.ts'), JSON.stringify(task)],
    {
      encoding: 'utf8',
    },
  )
  if (child.status !== 0) throw new Error(child.stderr)
  return JSON.parse(child.stdout) as Measured
}

/** The wall time of sort and join as a shell runs them; sort takes the cores that it finds. */
function sortJoin(dir: string, { here, there }: { here: string; there: string }): number {
  const [a, b, out] = ['a.sorted', 'b.sorted', 'joined'].map((name) => join(dir, name))
  const script = `sort -t "$T" -k1,1 "${here}" > "${a}"; sort -t "$T" -k3,3 "${there}" > "${b}"
    join -t "$T" -1 1 -2 3 -a1 -a2 "${a}" "${b}" > "${out}"`
  const from = performance.now()
  const { status, stderr } = spawnSync('sh', ['-e', '-c', script], {
    env: { ...process.env, LC_ALL: 'C', T: '\t' },
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`sort and join: ${stderr}`)
  return performance.now() - from
}
