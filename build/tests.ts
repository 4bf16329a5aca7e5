import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'

/**
 * All tests, in three runs side by side: flows on screens wait for keys and pages, those of the engine for doubts to
 * end, while the others compute; who waits most goes first when the processors are short. Their reports become one
 * where GUITAI_REPORT names it.
 */
const RUNS = ['screens', 'engine', 'unit']
const YIELDS = [0, 5, 10]
const report = process.env.GUITAI_REPORT

/** compiled modules are kept for the hundreds of processes that a run starts: each starts in half the time */
const CACHE = join(import.meta.dirname, '../node_modules/.cache/compiled')

const running = RUNS.map((project, i) => {
  const env = {
    NODE_COMPILE_CACHE: CACHE,
    ...process.env,
    ...(report ? { GUITAI_REPORT: `${report}.${i}` } : {}),
  }
  const args = ['run', '--project', project]
  const child = spawn('vitest', args, { stdio: 'inherit', env, shell: process.platform === 'win32' })
  if (child.pid) setPriority(child.pid, YIELDS[i] ?? 0)
  return child
})
const codes = await Promise.all(
  running.map(
    (child) =>
      new Promise<number>((resolve) => {
        child.once('error', () => resolve(1))
        child.once('exit', (code, signal) => resolve(code ?? 128 + (signal ? constants.signals[signal] : 0)))
      }),
  ),
)

const COUNTS = ['numPassedTests', 'numFailedTests', 'numPendingTests', 'numTodoTests'] as const
if (report) {
  const reports = RUNS.map((_, i) => read(`${report}.${i}`))
  const sums = COUNTS.map((name) => [name, reports.reduce((sum, one) => sum + (one[name] ?? 0), 0)])
  // a run that left no report has failed, whatever the others say
  const lost = reports.filter((one) => one.numPassedTests === undefined).length
  const all = Object.fromEntries(sums)
  writeFileSync(report, JSON.stringify({ ...all, numFailedTests: all.numFailedTests + lost }))
}
process.exitCode = codes.find((code) => code !== 0) ?? 0

function read(path: string): Partial<Record<(typeof COUNTS)[number], number>> {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : {}
}
